"""The units of an article in, how much each tells of its article out.

What a summary takes over from an article is words and pairs of words; a model made by `training` says of each how likely
that is, from how often and how early the article uses it and how rare it is elsewhere. A unit's salience is the ROUGE
it can be expected to reach by itself, so that long sentences are not preferred and short ones not either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import log

from briefgen.drafting import rules
from briefgen.drafting.features import step
from briefgen.drafting.units import Unit
from briefgen.drafting.weights import share, weights

Concept = tuple[str, ...]
"""One stem, or two that follow each other."""

_REFERENCE = 30  # words of a summary, about; best of 28, 36 and 45 in ten folds
_RARITY = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5, 6.0)
_COUNTS = (1, 2, 3, 4, 6, 9)
_PLACES = (0, 1, 2, 3, 4, 6, 9, 14, 20, 30)
_RARE = (1.0, 2.0, 3.0, 4.5)
_FEW = (1, 2, 3, 5)
_EARLY = (0, 1, 2, 4, 9)
_SPREAD = (0.05, 0.1, 0.2, 0.3, 0.5)
_LENGTHS = (5, 10, 15, 20, 30, 45)
_BEST = 8  # units among which the best set is sought
_LEADING = 4  # the first units are always among them
_MOST = 4  # units in a digest


@dataclass(frozen=True, slots=True)
class Concepts:
    """The concepts of each unit of an article, and how likely a summary is to use each."""

    units: tuple[tuple[Concept, ...], ...]
    likely: dict[Concept, float]

    def expected(self, places: Iterable[int]) -> float:
        """ROUGE-1 plus ROUGE-2 that the units at these places together can be expected to reach, 0 to 2."""
        singles, pairs = 0, 0
        distinct: set[Concept] = set()
        for place in places:
            own = self.units[place]
            distinct.update(own)
            singles += (len(own) + 1) // 2
            pairs += len(own) // 2
        one = sum(self.likely[concept] for concept in distinct if len(concept) == 1)
        two = sum(self.likely[concept] for concept in distinct if len(concept) == 2)
        return 2 * one / (singles + _REFERENCE) + 2 * two / (max(1, pairs) + _REFERENCE)


def concepts(units: Sequence[Unit], language: str = "en") -> Concepts:
    """The concepts of an article's units."""
    own = tuple(concepts_of(unit.stems) for unit in units)
    model = weights(language, "summary")
    seen = described(units, own, language)
    return Concepts(own, {concept: share(model.scores(names)[0]) for concept, names in seen.items()})


def concepts_of(stems: Sequence[str]) -> tuple[Concept, ...]:
    """The stems of a unit and the pairs of those that follow each other."""
    return (*((stem,) for stem in stems), *zip(stems, stems[1:], strict=False))


def described(
    units: Sequence[Unit], own: Sequence[Sequence[Concept]], language: str
) -> dict[Concept, list[str]]:
    """The features of each concept of an article, by name."""
    used: Counter[Concept] = Counter()
    spread: Counter[Concept] = Counter()
    first: dict[Concept, int] = {}
    for place, of_unit in enumerate(own):
        used.update(of_unit)
        for concept in dict.fromkeys(of_unit):
            spread[concept] += 1
            first.setdefault(concept, place)
    rare = {stem: rarity(stem, language) for (stem, *rest) in used if not rest}
    named = _named(units)
    return {
        concept: _features(concept, used, spread, first[concept], len(units), rare, named) for concept in used
    }


def _features(
    concept: Concept, used: Counter[Concept], spread: Counter[Concept], place: int, units: int,
    rare: dict[str, float], named: frozenset[str],
) -> list[str]:  # fmt: skip
    kind = "word" if len(concept) == 1 else "pair"
    often, where = step(used[concept], _COUNTS), step(place, _PLACES)
    least, most = min(rare[stem] for stem in concept), max(rare[stem] for stem in concept)
    known = step(most, _RARE)
    found = [
        kind,
        f"{kind} used {often}",
        f"{kind} in units {step(spread[concept], _COUNTS)}",
        f"{kind} first in {where}",
        f"{kind} used {step(used[concept], _FEW)} first in {step(place, _EARLY)}",
        f"{kind} used {step(used[concept], _FEW)} rarity {known}",
        f"{kind} first in {step(place, _EARLY)} rarity {known}",
        f"{kind} rarity {step(most, _RARITY)}",
        f"{kind} of an article of {step(units, _LENGTHS)}",
        f"{kind} in {step(spread[concept] / units, _SPREAD)} of the units",
    ]
    if kind == "pair":
        found.append(f"pair rarity least {step(least, _RARITY)}")
        found.append(f"pair of words used {step(min(used[stem,] for stem in concept), _COUNTS)}")
    if any(stem in named for stem in concept):
        found.append(f"{kind} of a name" if all(stem in named for stem in concept) else "pair with a name")
    if any(mark.isdigit() for stem in concept for mark in stem):
        found.append(f"{kind} with a number")
    return found


def _named(units: Sequence[Unit]) -> frozenset[str]:
    """Stems of words inside names."""
    found = set()
    for unit in units:
        words = unit.analysis.words[unit.sentences[0].words[0] : unit.sentences[-1].words[1]]
        inside = [(name.start, name.end) for name in unit.names]
        found |= {word.stem for word in words if any(start <= word.start < end for start, end in inside)}
    return frozenset(found)


@cache
def _documents(language: str) -> tuple[int, dict[str, int]]:
    """(articles counted, in how many of them each stem stands)."""
    lines = (rules.DATA / language / "weights" / "documents.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return int(rows[0][1]), {stem: int(count) for stem, count in rows[1:]}


def rarity(stem: str, language: str) -> float:
    """How rare a stem is in news: the logarithm of articles a word in one of which it stands (IDF)."""
    articles, counts = _documents(language)
    return log((articles + 1) / (counts.get(stem, 0) + 1))


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
