"""Words in, pieces out: what the weights were trained on splits "Russia's", "didn't" and "al-Sisi" further than a word.

A piece is a token of the Penn and Universal Dependencies treebanks. Words are what drafting counts; pieces are what is
tagged and what names are found in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from briefgen.language.lexicon import Lexicon
from briefgen.model import Word

_HYPHENS = "-‐‑"
_CLITIC = re.compile(r"(?i)n't$|'(?:s|re|ve|ll|d|m)$")
_INNER = re.compile(f"[{_HYPHENS}]|[^{_HYPHENS}]+")
_QUOTES = str.maketrans("“”«»„’‘\u00ad", '"""""\'\'-')


@dataclass(frozen=True, slots=True)
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


def pieces(text: str, words: Sequence[Word], first: int, last: int, lexis: Lexicon) -> tuple[Piece, ...]:
    """The pieces of `words[first:last]`; an abbreviation or initial takes its full stop along ("Mr.", "F.")."""
    return tuple(_joined(text, words, first, last, lexis))


def _joined(text: str, words: Sequence[Word], first: int, last: int, lexis: Lexicon) -> Iterator[Piece]:
    never, may = lexis.abbreviations
    skip = -1
    for at in range(first, last):
        if at == skip:
            continue
        word = words[at]
        written = text[word.start : word.end]
        behind = words[at + 1] if at + 1 < last else None
        stop = behind is not None and behind.start == word.end and text[behind.start] == "."
        if stop and behind and (written in never or written in may or _is_initial(written)) and at + 2 < last:
            yield Piece(word.start, behind.end, written.translate(_QUOTES) + ".", at)
            skip = at + 1
            continue
        for start, end, piece in cuts(written):
            yield Piece(word.start + start, word.start + end, piece, at)


def _is_initial(written: str) -> bool:
    return len(written) == 1 and written.isupper()
