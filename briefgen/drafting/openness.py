"""What is known of a unit in, how likely it leaves something open out, and of which kind.

Two linear models made by `training` from 119 labelled articles; their weights stand in `data/en/weights/open.tsv` and
`open-kinds.tsv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, cast

from briefgen.drafting import rules
from briefgen.drafting.evidence import Judged, worded
from briefgen.drafting.weights import Weights, share, weights
from briefgen.model import QuestionKind

_WORDS = 3
# Topics whose words usually leave something open.
_OPEN = frozenset({"ifs", "unknown", "unconfirmed"})


@dataclass(frozen=True, slots=True)
class Openness(Judged):
    """How likely a unit leaves something open; the likeliest kind; the words that say so, best first."""

    model: ClassVar[str] = "open"
    kind: QuestionKind
    words: tuple[str, ...]


def openness(names: AbstractSet[str], values: Mapping[str, float], language: str) -> Openness:
    """What the models find in a unit's evidence."""
    model, kinds = weights(language, "open"), weights(language, "open-kinds")
    scores = dict(zip(kinds.classes, kinds.scores(worded(names)), strict=True))
    kind = max(kinds.classes, key=lambda name: scores[name])
    likely = share(model.scores(names, values)[0])
    return Openness(likely, names, language, cast("QuestionKind", kind), _telling(model, names, language))


def _telling(model: Weights, names: AbstractSet[str], language: str) -> tuple[str, ...]:
    """The words that say most that something is open, among those that usually do."""
    return tuple(name.removeprefix("word ") for name in model.reasons(names & _usual(language), 0, _WORDS))


@cache
def _usual(language: str) -> frozenset[str]:
    return frozenset(f"word {word}" for word, topics in rules.topics(language).items() if _OPEN & set(topics))
