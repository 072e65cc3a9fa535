"""A sentence's text in, its words with stems out."""

from __future__ import annotations

import re
from collections.abc import Iterator
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


def words(text: str, start: int, end: int) -> Iterator[Word]:
    """The words and marks of `text[start:end]`, in order."""
    for found in _TOKEN.finditer(text, start, end):
        token = found[0]
        yield Word(found.start(), found.end(), stem(token) if token[0].isalnum() else token)
