"""What was searched in vain in, the brief of a quiet night out: it says where was looked, since when and until when."""

from __future__ import annotations

from briefgen.model import Brief, Coverage, Header, Made, Searched


def quiet(header: Header, searched: Searched, coverage: Coverage, made: Made) -> Brief:
    """A brief without extracts; `coverage` tells what could not be read."""
    return Brief(header, searched=searched, coverage=coverage, made=made)
