"""A unit and one of its time expressions in, whether it dates something ahead out, with the clause that says so."""

from __future__ import annotations

import re

from briefgen.drafting import rules
from briefgen.drafting.units import Unit
from briefgen.model import Time

_CLAUSE_MARK = re.compile(r"[,;:—–“”\"()]")
_CONDITION = re.compile(r"\b(?:unless|if|once|provided)\b")  # "would go unless work began by Monday"
# Words before an expression at the beginning of its clause: "On Friday the court will rule".
_OPENING = frozenset({"on", "by", "and", "but", "at", "in", "next", "this", "late", "early", "until", "before"})


def looks_ahead(unit: Unit, time: Time) -> bool:
    """Whether a word that looks ahead governs the expression, with no finite verb of the past in between."""
    table = rules.traits("en").rules
    text = unit.analysis.article.text
    before = _folded(text[_clause_start(unit, time) : time.start])
    for words in dict.fromkeys((before, _folded(text[unit.start : time.start]))):
        marks = [found.end() for found in table["ahead"].finditer(words, words.lower())]
        if marks:
            rest = words[marks[-1] :]
            return _CONDITION.search(rest) is not None or table["past"].search(rest, rest.lower()) is None
        if table["past"].search(words, words.lower()):
            return False
    after = _folded(text[time.end : clause_end(unit, time)])
    return _OPENING.issuperset(before.lower().split()) and table["ahead"].search(after, after.lower()) is not None


def _folded(text: str) -> str:
    return text.replace("’", "'").replace("\n", " ")


def _clause_start(unit: Unit, time: Time) -> int:
    marks = _CLAUSE_MARK.finditer(unit.analysis.article.text, unit.start, time.start)
    return max((mark.end() for mark in marks), default=unit.start)


def clause_end(unit: Unit, time: Time) -> int:
    """Where the clause of the expression ends."""
    after = _CLAUSE_MARK.search(unit.analysis.article.text, time.end, unit.end)
    return after.start() if after else unit.end


def clause(unit: Unit, time: Time) -> str:
    """The words around a time up to the marks that close its clause, as they stand in the article."""
    text = unit.analysis.article.text[_clause_start(unit, time) : clause_end(unit, time)]
    return " ".join(text.split()).rstrip(".")
