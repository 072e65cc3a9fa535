"""The units of an article in, how likely each is of each class out, with the features that say so.

A linear model over the features of the unit and of its neighbours, made by `training` from 502 labelled articles. Every
weight can be read in `data/en/weights/sections.tsv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from briefgen.drafting.weights import shares, weights

CLASSES = ("new", "past", "context", "reaction", "outlook", "other")
"""What a unit can be: news, earlier events and history, current context, an opinion, something ahead, none of these."""

SECTIONS = ("developments", "background", "reactions", "outlook")
_CLASSES_OF = {
    "developments": ("new",),
    "background": ("past", "context"),
    "reactions": ("reaction",),
    "outlook": ("outlook",),
}
_REASONS = 4


@dataclass(frozen=True, slots=True)
class Fit:
    """Probability of each of CLASSES for one unit, by the features that it has."""

    shares: dict[str, float]
    features: AbstractSet[str]
    language: str

    def section(self, name: str) -> float:
        """Probability that a unit belongs to one of SECTIONS."""
        return sum(self.shares[one] for one in _CLASSES_OF[name])

    def why(self, name: str) -> tuple[str, ...]:
        """The features that speak for one of SECTIONS, strongest first."""
        column = CLASSES.index(_CLASSES_OF[name][0])
        return weights(self.language, "sections").reasons(self.features, column, _REASONS)


def fits(features: Sequence[set[str]], language: str) -> list[Fit]:
    """The classes that each unit of one article fits."""
    model = weights(language, "sections")
    return [Fit(dict(zip(CLASSES, shares(model.scores(own)), strict=True)), own, language) for own in features]
