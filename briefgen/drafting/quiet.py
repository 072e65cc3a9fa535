"""What was searched in vain in, the brief of a quiet night out: it says where was looked, since when and until when."""

from __future__ import annotations

from dataclasses import replace

from briefgen.model import Brief, Coverage, Header, Made, Searched


def quiet(header: Header, searched: Searched, coverage: Coverage, made: Made) -> Brief:
    """A brief without extracts; `coverage` tells what could not be read.

    No article lends it a headline: without a subject of the office's it is named by what was asked for, else by where.
    """
    subject = header.subject or ", ".join(searched.about or searched.places)
    return Brief(replace(header, subject=subject), searched=searched, coverage=coverage, made=made)
