"""A stem in, how rare it is in news out; the counts stand in `data/en/weights/documents.tsv`."""

from __future__ import annotations

from functools import cache
from math import log

from briefgen.drafting import rules


@cache
def documents(language: str) -> tuple[int, dict[str, int]]:
    """(articles counted, in how many of them each stem stands)."""
    lines = (rules.DATA / language / "weights" / "documents.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return int(rows[0][1]), {stem: int(count) for stem, count in rows[1:]}


def rarity(stem: str, language: str) -> float:
    """How rare a stem is in news: the logarithm of articles a word in one of which it stands (IDF)."""
    articles, counts = documents(language)
    return log((articles + 1) / (counts.get(stem, 0) + 1))
