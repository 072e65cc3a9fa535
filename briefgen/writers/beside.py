"""A brief in; the paragraphs out that its extracts stand in, taken apart at the extracted words, for a page on screen.

A page shows a paragraph beside the memo when its extract is chosen. What is marked in it is the cited words, without
those that the memo cuts; what the memo adds in brackets is not the source's and does not stand there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefgen.model import Brief, Cite, Extract, Passage, Reference, extracts_of, normalised, printed


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph; `extracted`: the memo prints them."""

    text: str
    extracted: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """An extract's paragraph. `pieces` joined are the paragraph as it was read, no character more or less.

    `cut`, `added`: the memo leaves words out of the cited ones, adds its own in brackets. `differs`: what it prints is
    not what stands here, because a person has changed the one or the other.
    """

    number: int
    paragraph: int
    page: int | None
    reference: Reference
    pieces: tuple[Piece, ...]
    cut: bool = False
    added: bool = False
    differs: bool = False


def beside(brief: Brief, sections: Sequence[str]) -> tuple[Beside, ...]:
    """A paragraph for each extract that these sections print; none where the record does not hold it."""
    unprinted: dict[str, Any] = {name: () for name in _SECTIONS if name not in sections}
    passages = {(one.reference, one.paragraph): one for one in brief.passages}
    references = {one.number: one for one in brief.references}
    found: list[Beside] = []
    for extract in extracts_of(replace(brief, **unprinted)):
        cite = extract.cite
        passage, reference = passages.get((cite.reference, cite.paragraph)), references.get(cite.reference)
        if passage and reference and _holds(passage, cite):
            found.append(_beside(extract, passage, reference))
    return tuple(found)


_SECTIONS = (
    *("bottom_line", "developments", "figures", "background", "reactions", "stakes", "outlook", "questions"),
    *("discrepancies", "updates"),
)
"""The fields of a brief that hold extracts; a style may leave sections out."""


def _holds(passage: Passage, cite: Cite) -> bool:
    return passage.start <= cite.start < cite.end <= passage.end == passage.start + len(passage.text)


def _beside(extract: Extract, passage: Passage, reference: Reference) -> Beside:
    cite, edits = extract.cite, extract.edits
    return Beside(
        extract.number,
        cite.paragraph,
        cite.page,
        reference,
        tuple(_pieces(extract, passage)),
        cut=any(edit.start < edit.end for edit in edits),
        added=any(edit.start == edit.end for edit in edits),
        differs=_differs(extract, passage),
    )


def _pieces(extract: Extract, passage: Passage) -> Iterator[Piece]:
    """What stands before the cited words, they with gaps where the memo cuts, what stands after them."""
    first, last = extract.cite.start, extract.cite.end
    cuts = sorted((edit.start, edit.end) for edit in extract.edits if first <= edit.start < edit.end <= last)
    at, kept = passage.start, first
    for start, end in [*cuts, (last, passage.end)]:
        if start < kept:
            continue  # it lies within the one before, which verify tells
        yield from _cut(passage, at, kept, extracted=False)
        yield from _cut(passage, kept, start, extracted=True)
        at, kept = start, end
    yield from _cut(passage, at, passage.end, extracted=False)


def _cut(passage: Passage, start: int, end: int, *, extracted: bool) -> Iterator[Piece]:
    if start < end:
        yield Piece(passage.text[start - passage.start : end - passage.start], extracted)


def _differs(extract: Extract, passage: Passage) -> bool:
    """Whether the memo prints other words than those that are marked."""
    moved = tuple(
        replace(edit, start=edit.start - passage.start, end=edit.end - passage.start) for edit in extract.edits
    )
    first, last = extract.cite.start - passage.start, extract.cite.end - passage.start
    try:
        return normalised(printed(passage.text, first, last, moved)) != normalised(extract.text)
    except ValueError:  # its edits lie elsewhere
        return True
