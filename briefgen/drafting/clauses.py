"""A text and a place in it in, the clause around that place out, word for word."""

from __future__ import annotations

import re

# A comma inside a number and the apostrophe of a plural close no clause.
_MARK = re.compile(r"[,;:—–“”\"()](?=\s|$|[“\"])|(?<=\s)[“\"(]")
_STOP = re.compile(r"[.!?][\"”]?(?=\s+[A-Z“\"])")
_LONGEST = 28  # words that are read at a glance; a longer clause is not repeated beside its number


def clause(text: str, start: int, end: int) -> str:
    """The words around `text[start:end]` up to the marks that close their clause; "" where they are too many."""
    last = _MARK.search(text, end)
    return _short(text[_begin(text, start) : last.start() if last else len(text)])


def onwards(text: str, start: int, end: int) -> str:
    """The same up to the end of the sentence, where that is short enough: half a doubt is no doubt."""
    stop = _STOP.search(text, end)
    return _short(text[_begin(text, start) : stop.start() if stop else len(text)]) or clause(text, start, end)


def opening(text: str, start: int, end: int) -> str:
    """The words from `start` to the mark behind `end` that closes their clause: "unless the fuel is paid for"."""
    last = _MARK.search(text, end) or _STOP.search(text, end)
    return _short(text[start : last.start() if last else len(text)])


def _begin(text: str, start: int) -> int:
    return max((mark.end() for mark in _MARK.finditer(text, 0, start)), default=0)


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words).rstrip(".") if len(words) <= _LONGEST else ""
