"""The units of several articles on one event in, what each adds to what is told already out; and their digest.

Several articles say the same in other words. So what is counted is not units but their concepts, each once: a model
made by `training` says how likely a summary of the event uses a word or a pair of words, and a unit is worth what it
has of them that no unit taken has.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from math import fsum

from briefgen.drafting import salience
from briefgen.drafting.agreement import Articles, Seen, seen, told
from briefgen.drafting.concepts import Concept, concepts_of
from briefgen.drafting.salience import Concepts, saliences
from briefgen.drafting.weights import Weights, share, weights

_PAIRS = 3.0  # what a pair counts beside a word; 1 to 6 are within 0.3 in ROUGE-1, 1 loses 0.6 in ROUGE-2, in ten folds
_SHORTEST = 5  # words; what is left of a caption or a menu says nothing alone

Key = tuple[int, int]
"""An article and the place of a unit in it."""


class Coverage:
    """What the units of several articles tell of their event, beside what is told already."""

    def __init__(self, articles: Articles, language: str = "en") -> None:
        """Nothing is told yet."""
        own = [[concepts_of(unit.stems) for unit in units] for units in articles]
        found = seen(articles, own, language)
        likely = _likely(set(found.values()), weights(language, "event"))
        self.likely: dict[Concept, float] = {concept: likely[one] for concept, one in found.items()}
        self._worth = {c: value * (_PAIRS if len(c) > 1 else 1.0) for c, value in self.likely.items()}
        self._own = {(at, place): of_unit for at, units in enumerate(own) for place, of_unit in enumerate(units)}
        self._told: set[Concept] = set()
        known = Concepts(tuple(self._own.values()), self.likely)
        self._saliences = dict(zip(self._own, saliences(known), strict=True))

    def salience(self, key: Key) -> float:
        """How much a unit tells of the whole event, 0 to 1: 1 for the one that tells most; whatever is taken."""
        return self._saliences[key]

    def gain(self, key: Key) -> float:
        """What a unit adds to what is taken: how many of its words and weighted pairs a summary is likely to use."""
        return self._sum(set(self._own[key]) - self._told)

    def fresh(self, key: Key) -> float:
        """The share of what a unit tells that nothing taken tells, 0 to 1."""
        return self.gain(key) / (self._sum(set(self._own[key])) or 1.0)

    def take(self, key: Key) -> None:
        """From now on a unit is told."""
        self._told.update(self._own[key])

    def _sum(self, concepts: Iterable[Concept]) -> float:
        """Exact, so that the order in which a set is walked makes no difference."""
        return fsum(map(self._worth.__getitem__, concepts))


def _likely(all_seen: Iterable[Seen], model: Weights) -> dict[Seen, float]:
    """How likely a summary uses a concept of which this is seen."""
    base = model.score(())
    adds: dict[tuple[str, ...], float] = {}
    likely = {}
    for one in all_seen:
        score = base
        for part in told(one):
            if part not in adds:
                adds[part] = model.score(part) - base
            score += adds[part]
        likely[one] = share(score)
    return likely


def digest_of_several(articles: Articles, words: int, language: str = "en") -> tuple[Key, ...]:
    """The whole units that together tell most of the event in so many words, in the order of articles and places.

    The unit that adds most a word is taken first. What a unit adds only falls while others are taken, so that one
    which is still first when it is looked at again is the best.
    """
    if len(articles) == 1:
        return tuple((0, place) for place in salience.digest(articles[0], words, language))
    lengths = {
        (at, place): len(unit.plain.split())
        for at, units in enumerate(articles)
        for place, unit in enumerate(units)
        if unit.length >= _SHORTEST
    }
    coverage = Coverage(articles, language)
    waiting = [(-coverage.gain(key) / length, key) for key, length in lengths.items() if length <= words]
    heapify(waiting)
    chosen, room = [], words
    while waiting:
        before, key = heappop(waiting)
        if lengths[key] > room:
            continue
        value = -coverage.gain(key) / lengths[key]
        if value > before:
            heappush(waiting, (value, key))
        elif value < 0:
            coverage.take(key)
            chosen.append(key)
            room -= lengths[key]
    return tuple(sorted(chosen))
