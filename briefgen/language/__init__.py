"""Article in, Analysis out: sentences, words, names, actors, quotations and times, all by offset."""

from __future__ import annotations

from briefgen.language.about import ENOUGH, Relevance, relevance
from briefgen.language.analysis import analyse
from briefgen.language.complete import completed, is_analysed
from briefgen.language.desk import kind_of
from briefgen.language.identify import direction_of, first_sentence

__all__ = [
    "ENOUGH",
    "Relevance",
    "analyse",
    "completed",
    "direction_of",
    "first_sentence",
    "is_analysed",
    "kind_of",
    "relevance",
]
