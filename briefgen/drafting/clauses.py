"""A text and a place in it in, the clause around that place out, word for word."""

from __future__ import annotations

import re

# A comma inside a number and the apostrophe of a plural close no clause.
_MARK = re.compile(r"[,;:—–“”\"()](?=\s|$|[“\"])|(?<=\s)[“\"(]")
_LONGEST = 28  # words that are read at a glance; a longer clause is not repeated beside its number


def clause(text: str, start: int, end: int) -> str:
    """The words around `text[start:end]` up to the marks that close their clause; "" where they are too many."""
    first = max((mark.end() for mark in _MARK.finditer(text, 0, start)), default=0)
    last = _MARK.search(text, end)
    words = text[first : last.start() if last else len(text)].split()
    return " ".join(words).rstrip(".") if len(words) <= _LONGEST else ""
