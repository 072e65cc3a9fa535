"""A Word template and words in; its {places} found and filled out, in the body, in headers and in footers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.writers.wordruns import writable

_PLACE = re.compile(r"\{(\w+)\}")


def place_of(document: Any, name: str) -> Any:
    """The paragraph of the body that holds nothing but {name}; None where the template has none."""
    return next((one for one in document.paragraphs if one.text.strip() == f"{{{name}}}"), None)


def filled(document: Any, words: Mapping[str, str]) -> None:
    """Put words at the template's places; a paragraph that held nothing but an empty one goes.

    Only what stands in the template is looked at: the words of the memo stand in styles of their own, or are there
    already and hold no place that is known.
    """
    for paragraph in list(_all(document)):
        if not _PLACE.search(paragraph.text) or paragraph.style.name in _OF_SOURCES:
            continue
        alone = _PLACE.fullmatch(paragraph.text.strip())
        if alone and not words.get(alone[1], alone[0]) and paragraph._p.getparent().tag.endswith("}body"):  # noqa: SLF001
            paragraph._p.getparent().remove(paragraph._p)  # noqa: SLF001
            continue
        _fill(paragraph, words)


_OF_SOURCES = ("Memo Extract", "Memo Cell", "Memo Source", "Memo Line", "Memo Note", "Memo Group", "Heading 1")
"""Styles of what is written from the brief: braces in them are a source's own."""


def _all(document: Any) -> Iterator[Any]:
    yield from document.paragraphs
    for section in document.sections:
        for part in (
            section.header, section.footer, section.first_page_header, section.first_page_footer,
            section.even_page_header, section.even_page_footer,
        ):  # fmt: skip
            if not part.is_linked_to_previous:
                yield from part.paragraphs
                yield from (one for table in part.tables for cell in table._cells for one in cell.paragraphs)  # noqa: SLF001


def _fill(paragraph: Any, words: Mapping[str, str]) -> None:
    """Word cuts text into runs wherever it was edited: a place that lies in several is put together in the first."""
    runs = paragraph.runs
    for run in runs:
        _said(run, words)
    if not any(name[1] in words for name in _PLACE.finditer("".join(run.text for run in runs))):
        return
    runs[0].text = "".join(run.text for run in runs)
    for run in runs[1:]:
        run.text = ""
    _said(runs[0], words)


def _said(run: Any, words: Mapping[str, str]) -> None:
    text = _PLACE.sub(lambda found: writable(words[found[1]]) if found[1] in words else found[0], run.text)
    if text != run.text:
        run.text = text
