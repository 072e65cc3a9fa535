"""A sentence's text in, its words' offsets and stems out."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from briefgen.language.toolkit import part
from briefgen.model import Word

# A word keeps its inner hyphens, full stops (U.S.) and apostrophes; a soft hyphen is part of it.
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|[^\W_](?:[\w\u00ad]|[-‐‑'’.](?=[^\W_]))*|[^\w\s]")


@cache
def _stemmer() -> Any:
    return part("stem.porter").PorterStemmer(mode="NLTK_EXTENSIONS")


@cache
def stem(word: str) -> str:
    """The Porter stem of one word, in lower case."""
    lower = word.replace("\u00ad", "").replace("’", "'").lower().removesuffix("'s")
    return str(_stemmer().stem(lower)) if lower.isalpha() else lower


def bounds(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The (start, end) of the words and marks of `text[start:end]`, in order."""
    return [found.span() for found in _TOKEN.finditer(text, start, end)]


def word(text: str, start: int, end: int, tag: str) -> Word:
    """The word at an offset, with its stem; a mark is its own."""
    token = text[start:end]
    return Word(start, end, stem(token) if token[0].isalnum() else token, tag)
