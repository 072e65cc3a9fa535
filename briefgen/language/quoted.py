"""A paragraph in, the stretches between quotation marks out; “…”, "…", «…», ``…'', ''…'' and, where alone, ‘…’."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PAIRS = {"“": "”“", "„": "“”", "«": "»", "``": "''", '"': '"”', "''": "''", "”": "”"}
_MARK = re.compile(r"``|''|[“”„«»\"]")
_SINGLE_OPEN = re.compile(r"(?:(?<=\s)|(?<=[(—–])|^)‘(?=\S)")
_SINGLE_CLOSE = re.compile(r"(?<=[.,!?…])’|(?<=\w)’(?=[\s.,;:!?)—–]|$)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between two marks, by offset; `closed` is false where the paragraph ends before the second."""

    start: int
    end: int
    closed: bool = True


def quoted(text: str, start: int, end: int) -> tuple[Quoted, ...]:
    """The quotations of the paragraph `text[start:end]`, in order; one that is never closed runs to its end."""
    double, single = _MARK.search(text, start, end), _SINGLE_OPEN.search(text, start, end)
    if single and not (double and double.start() < single.start()):
        return tuple(_single(text, start, end)) or tuple(_double(text, start, end))
    return tuple(_double(text, start, end))


def _double(text: str, start: int, end: int) -> Iterator[Quoted]:
    opened, closing = -1, ""
    for mark in _MARK.finditer(text, start, end):
        if opened < 0 and mark[0] in _PAIRS and mark[0] != "”":
            opened, closing = mark.end(), _PAIRS[mark[0]]
        elif opened >= 0 and mark[0] in closing:
            if mark.start() > opened:
                yield Quoted(opened, mark.start())
            opened = -1
    if 0 <= opened < end:
        yield Quoted(opened, end, closed=False)


def _single(text: str, start: int, end: int) -> Iterator[Quoted]:
    """British marks: the closing one looks like an apostrophe, so a comma or full stop before it is the surest sign."""
    at = start
    while opening := _SINGLE_OPEN.search(text, at, end):
        closings = [found.start() for found in _SINGLE_CLOSE.finditer(text, opening.end(), end)]
        following = _SINGLE_OPEN.search(text, opening.end(), end)
        closings = [c for c in closings if not following or c < following.start()]
        if not closings:
            return
        sure = [c for c in closings if text[c - 1] in ".,!?…"]
        # A short one ("‘very bad’") has no such sign; a speech has one before it goes on.
        close = sure[0] if sure and closings[0] - opening.end() > _SHORT else closings[0]
        yield Quoted(opening.end(), close)
        at = close + 1


_SHORT = 25  # characters
