"""The units of an article in, whether it reports a match out: there the same words tell of nothing at stake."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from briefgen.drafting import rules
from briefgen.drafting.units import Unit

_MATCH = 0.9  # different words of matches in a unit, on average: most reports of matches have 1.1 and more


def reports_match(units: Sequence[Unit], language: str) -> bool:
    """Whether an article is full of the words of matches."""
    pattern = _words(language)
    told = sum(len(set(pattern.findall(unit.lowered))) for unit in units)
    return told >= _MATCH * len(units)


@cache
def _words(language: str) -> re.Pattern[str]:
    words = sorted(rules.words("kinds.txt", language)["match"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")
