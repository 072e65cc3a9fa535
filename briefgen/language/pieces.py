"""Words in, pieces out: what the weights were trained on splits "Russia's", "didn't" and "al-Sisi" further than a word.

A piece is a token of the Penn and Universal Dependencies treebanks. Words are what drafting counts; pieces are what is
tagged and what names are found in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from briefgen.language.lexicon import Lexicon

_HYPHENS = "-‐‑"
_CLITIC = re.compile(r"(?i)n't$|'(?:s|re|ve|ll|d|m)$")
_INNER = re.compile(f"[{_HYPHENS}]|[^{_HYPHENS}]+")
_QUOTES = str.maketrans("“”«»„’‘\u00ad", '"""""\'\'-')


@dataclass(slots=True)  # not frozen: some thousand an article, and those take three times as long to make
class Piece:
    """`text` has typewriter quotation marks; `word` is the index of the word it is part of."""

    start: int
    end: int
    text: str
    word: int


@cache
def cuts(word: str) -> tuple[tuple[int, int, str], ...]:
    """The pieces of a word: (start, end, text), offsets from the word's start."""
    plain = word.translate(_QUOTES)
    if plain.isalpha() or len(plain) == 1:
        return ((0, len(word), plain),)
    cuts: list[tuple[int, int]] = []
    for found in _INNER.finditer(plain):
        clitic = _CLITIC.search(found[0])
        cut = found.start() + clitic.start() if clitic else found.end()
        if cut > found.start():
            cuts.append((found.start(), cut))
        if clitic:
            cuts.append((cut, found.end()))
    return tuple((start, end, plain[start:end]) for start, end in cuts)


def pieces(text: str, words: Sequence[tuple[int, int]], first: int, last: int, lexis: Lexicon) -> tuple[Piece, ...]:
    """The pieces of the words at `words[first:last]`; an abbreviation or initial takes its full stop along ("Mr.")."""
    never, may = lexis.abbreviations
    made: list[Piece] = []
    for at in range(first, last):
        start, end = words[at]
        written = text[start:end]
        if written.isalpha():
            made.append(Piece(start, end, written, at))
        elif written == "." and made and at + 1 < last and made[-1].end == start:
            before = made[-1]
            if before.text in never or before.text in may or (len(before.text) == 1 and before.text.isupper()):
                made[-1] = Piece(before.start, end, before.text + ".", before.word)
            else:
                made.append(Piece(start, end, ".", at))
        else:
            made += (Piece(start + a, start + b, piece, at) for a, b, piece in cuts(written))
    return tuple(made)
