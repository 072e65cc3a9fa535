"""A paragraph in, the stretches between quotation marks out; “…”, "…", «…», ``…'', ''…'' and, where alone, ‘…’."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_PAIRS = {"“": "”“", "„": "“”", "«": "»", "``": "''", '"': '"”', "''": "''", "”": "”"}
_MARK = re.compile(r"``|''|[“”„«»\"]")
_BRACKETS = frozenset("([{—–-/")
_SENTENCE_ENDS = frozenset(".!?…")
_BEHIND = frozenset(".,;:!?)]}—–-/")
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
    marks = list(_MARK.finditer(text, start, end))
    if all(mark[0] == '"' for mark in marks):
        yield from _typewritten(text, start, end, marks)
        return
    opened, closing = -1, ""
    for mark in marks:
        if opened < 0 and mark[0] in _PAIRS and mark[0] != "”":
            opened, closing = mark.end(), _PAIRS[mark[0]]
        elif opened >= 0 and mark[0] in closing:
            if mark.start() > opened:
                yield Quoted(opened, mark.start())
            opened = -1
    if 0 <= opened < end:
        yield Quoted(opened, end, closed=False)


def _typewritten(text: str, start: int, end: int, marks: Sequence[re.Match[str]]) -> Iterator[Quoted]:
    """Marks that look alike: the white space beside one tells, so that one too few does not turn all that follow."""
    sides = [_side(text, start, end, mark) for mark in marks]
    opened, at = -1, 0
    while at < len(marks):
        side = sides[at] or ("closes" if opened >= 0 else "opens")
        if side == "opens" and opened >= 0 and sides[at + 1 : at + 3] == ["closes", "closes"]:
            at += 2  # "A "blind step" is none," he said: one inside another
            continue
        if side == "opens":
            # The one before was never closed: a paragraph of a longer quotation, or nobody knows where it ends.
            last = max(0, opened) + len(text[max(0, opened) : marks[at].start()].rstrip())
            if 0 <= opened < last and text[last - 1] in _SENTENCE_ENDS:
                yield Quoted(opened, last, closed=False)
            opened = marks[at].end()
        elif opened >= 0:
            if marks[at].start() > opened:
                yield Quoted(opened, marks[at].start())
            opened = -1
        at += 1
    if 0 <= opened < end:
        yield Quoted(opened, end, closed=False)


def _side(text: str, start: int, end: int, mark: re.Match[str]) -> str:
    """Whether a typewriter mark "opens" or "closes", by the white space beside it; "" where both sides look alike."""
    left = text[mark.start() - 1] if mark.start() > start else " "
    right = text[mark.end()] if mark.end() < end else " "
    opens = left.isspace() or left in _BRACKETS
    closes = right.isspace() or right in _BEHIND
    return "" if opens == closes else "opens" if opens else "closes"


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
