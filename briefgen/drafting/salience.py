"""The units of an article in, how much each tells of its article out.

What a summary takes over from an article is words and pairs of words; a model made by `training` says of each how
likely that is, from how often and how early the article uses it and how rare it is elsewhere. A unit's salience is the
ROUGE it can be expected to reach by itself, so that long sentences are not preferred and short ones not either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum

from briefgen.drafting.concepts import Concept, concepts_of, described
from briefgen.drafting.units import Unit
from briefgen.drafting.weights import share, weights

_REFERENCE = 30  # words of a summary, about; best of 28, 36 and 45 in ten folds
_PAIRS = 1.5  # what pairs count beside words; best of 1, 1.5 and 2 in ten folds
_BEST = 8  # units among which the best set is sought
_LEADING = 4  # the first units are always among them
_MOST = 4  # units in a digest


@dataclass(frozen=True, slots=True)
class Concepts:
    """The concepts of each unit of an article, and how likely a summary is to use each."""

    units: tuple[tuple[Concept, ...], ...]
    likely: dict[Concept, float]

    def expected(self, places: Iterable[int]) -> float:
        """ROUGE-1 plus weighted ROUGE-2 that the units at these places together can be expected to reach."""
        singles, pairs = 0, 0
        distinct: set[Concept] = set()
        for place in places:
            own = self.units[place]
            distinct.update(own)
            singles += (len(own) + 1) // 2
            pairs += len(own) // 2
        one = fsum(self.likely[concept] for concept in distinct if len(concept) == 1)
        two = fsum(self.likely[concept] for concept in distinct if len(concept) == 2)
        return 2 * one / (singles + _REFERENCE) + _PAIRS * 2 * two / (max(1, pairs) + _REFERENCE)


def concepts(units: Sequence[Unit], language: str = "en") -> Concepts:
    """The concepts of an article's units."""
    own = tuple(concepts_of(unit.stems) for unit in units)
    model = weights(language, "summary")
    seen = described(units, own, language)
    likely = {names: share(model.score(names)) for names in set(seen.values())}
    return Concepts(own, {concept: likely[names] for concept, names in seen.items()})


def saliences(known: Concepts) -> list[float]:
    """One value a unit of one article, 0 to 1: 1 for the one that tells most."""
    raw = [known.expected((place,)) for place in range(len(known.units))]
    most = max(raw, default=0.0) or 1.0
    return [value / most for value in raw]


def digest(units: Sequence[Unit], words: int, language: str = "en") -> tuple[int, ...]:
    """The places of the whole units that together tell most of an article in so many words, in its order."""
    known = concepts(units, language)
    fitting = [place for place, unit in enumerate(units) if 0 < len(unit.plain.split()) <= words]
    best = sorted(fitting, key=lambda place: (-known.expected((place,)), place))[:_BEST]
    among = sorted({*best, *fitting[:_LEADING]})
    sets = (
        places
        for size in range(1, _MOST + 1)
        for places in combinations(among, size)
        if sum(len(units[place].plain.split()) for place in places) <= words
    )
    return max(sets, key=lambda places: (known.expected(places), [-place for place in places]), default=())


def overlap(one: Unit, other: Unit) -> float:
    """Share of the shorter unit's content stems that the other holds, 0 to 1."""
    shared = len(one.content & other.content)
    return shared / max(1, min(len(one.content), len(other.content)))


def repeats(one: Unit, other: Unit, most: float) -> bool:
    """Whether two units say the same: the same words, or more than a share `most` of the shorter one's content."""
    return one.lowered == other.lowered or overlap(one, other) > most
