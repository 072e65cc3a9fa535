"""The units of several articles on one event in, what a model sees of each of their concepts out.

What belongs to the event is what a second article tells too, and tells early. How much that agreement says depends on
how near an article is to the others: one that shares little with them is a page on another matter, and one that shares
nearly all is a reprint, no second voice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from briefgen.drafting.concepts import Concept
from briefgen.drafting.features import Steps
from briefgen.drafting.rarity import rarity
from briefgen.drafting.units import Unit

Articles = Sequence[Sequence[Unit]]
"""The units of each article."""

_COUNTS = Steps(1, 2, 3, 5, 8, 13, 19)
_PLACES = Steps(0, 1, 2, 3, 5, 8, 13, 19, 29)
_RARITY = Steps(0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5, 6.0)
_UNITS = Steps(14, 29, 49, 79, 149)
_KIN = Steps(0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7)
_KINDS = ("word", "pair")
_COUNT = [_COUNTS.place(count) for count in range(21)]  # the last is that of all higher ones
_PLACE = [_PLACES.place(place) for place in range(31)]
# The coarse steps that each fine one lies on, by name, for features of two at once.
_FEW = [Steps(1, 2, 5)(edge) for edge in (1, 2, 3, 5, 8, 13, 19, 20)]
_EARLY = [Steps(0, 1, 3, 8)(edge) for edge in (0, 1, 2, 3, 5, 8, 13, 19, 29, 30)]
_KNOWN = [Steps(1, 2, 3, 4.5)(edge / 2) for edge in range(1, 14)]
_MOST = 4  # articles, beyond which one more makes no difference
_NONE = len(_PLACES.names)
_MOSTLY_QUOTED = 0.5
_QUOTED = ("never", "at times", "always")


Seen = tuple[int, ...]
"""What is seen of a concept, so little that many are alike: articles by number, all else by step.

Whether it is a pair; articles it stands in, of all (at most 4); units of all articles; uses; units it stands in; its
first units in the two articles that have it earliest; the rarer and the other of its words; units that quote it, none,
some or all; kinship of its nearest article; articles of the word of a pair that fewer use.
"""


@dataclass(slots=True)
class _Counts:
    """By concept: uses, units, units that quote it, the step of its first unit in each article, of nearest kinship."""

    used: Counter[Concept] = field(default_factory=Counter)
    units: Counter[Concept] = field(default_factory=Counter)
    quoted: Counter[Concept] = field(default_factory=Counter)
    first: dict[Concept, list[int]] = field(default_factory=dict)
    kin: dict[Concept, int] = field(default_factory=dict)

    def add(self, units: Sequence[Unit], own: Sequence[Sequence[Concept]], kin: int) -> None:
        """Counts an article."""
        first: dict[Concept, int] = {}
        for place in reversed(range(len(units))):
            distinct = dict.fromkeys(own[place], _PLACE[min(place, len(_PLACE) - 1)])
            first.update(distinct)  # the earliest unit comes last
            self.used.update(own[place])
            self.units.update(distinct.keys())
            if units[place].quoted_share > _MOSTLY_QUOTED:
                self.quoted.update(distinct.keys())
        for concept, step in first.items():
            if concept in self.first:
                self.first[concept].append(step)
                self.kin[concept] = max(self.kin[concept], kin)
            else:
                self.first[concept] = [step]
                self.kin[concept] = kin


def seen(articles: Articles, own: Sequence[Sequence[Sequence[Concept]]], language: str) -> dict[Concept, Seen]:
    """What is seen of each concept; `own`: the concepts of each unit of each article."""
    counts = _Counts()
    for units, of_units, share in zip(articles, own, kinship(articles), strict=True):
        counts.add(units, of_units, _KIN.place(share))
    size = min(len(articles), _MOST), _UNITS.place(sum(map(len, articles)))
    stands = {concept[0]: min(len(steps), _MOST) for concept, steps in counts.first.items() if len(concept) == 1}
    rare = {stem: _RARITY.place(rarity(stem, language)) for stem in stands}
    quoted, last = counts.quoted.get, len(_COUNT) - 1
    found: dict[Concept, Seen] = {}
    for (concept, steps), kin in zip(counts.first.items(), counts.kin.values(), strict=True):
        used, units_, quotes = counts.used[concept], counts.units[concept], quoted(concept, 0)
        one, two = concept[0], concept[-1]
        found[concept] = (
            len(concept) > 1,
            min(len(steps), _MOST),
            *size,
            _COUNT[min(used, last)],
            _COUNT[min(units_, last)],
            *(sorted(steps)[:2] if len(steps) > 1 else (steps[0], _NONE)),
            max(rare[one], rare[two]),
            min(rare[one], rare[two]),
            0 if not quotes else 1 if quotes < units_ else 2,
            kin,
            min(stands[one], stands[two]),
        )
    return found


def kinship(articles: Articles) -> list[float]:
    """Of each article, the share of its content stems that another uses too, 0 to 1."""
    contents = [frozenset[str]().union(*(unit.content for unit in units)) for units in articles]
    counts = Counter(stem for content in contents for stem in content)
    return [sum(counts[stem] > 1 for stem in content) / max(1, len(content)) for content in contents]


def told(one: Seen) -> tuple[tuple[str, ...], ...]:
    """The names of the features, in four parts that many concepts share: what a part adds is found once."""
    pair, articles, all_, units, used, spread, first, second, rarest, rare, quoted, kin, least = one
    return (
        _early(pair, articles, all_, first, second),
        _rare(pair, articles, first, used, rarest, rare),
        _often(pair, units, used, spread, quoted),
        _agreed(pair, articles > 1, kin, least),
    )


@cache
def _early(pair: int, articles: int, all_: int, first: int, second: int) -> tuple[str, ...]:
    kind = _KINDS[pair]
    found = (
        kind,
        f"{kind} in articles {articles} of {all_}",
        f"{kind} in articles {articles} first in {_EARLY[first]}",
        f"{kind} first in {_PLACES.names[first]}",
    )
    return found if second == _NONE else (*found, f"{kind} second in {_PLACES.names[second]}")


@cache
def _rare(pair: int, articles: int, first: int, used: int, rarest: int, rare: int) -> tuple[str, ...]:
    kind, known = _KINDS[pair], _KNOWN[rarest]
    found = (
        f"{kind} rarity {_RARITY.names[rarest]}",
        f"{kind} in articles {articles} rarity {known}",
        f"{kind} first in {_EARLY[first]} rarity {known}",
        f"{kind} used {_FEW[used]} rarity {known}",
    )
    return (*found, f"pair rarity least {_RARITY.names[rare]}") if pair else found


@cache
def _often(pair: int, units: int, used: int, spread: int, quoted: int) -> tuple[str, ...]:
    kind = _KINDS[pair]
    return (
        f"{kind} of units {_UNITS.names[units]}",
        f"{kind} used {_COUNTS.names[used]}",
        f"{kind} in units {_COUNTS.names[spread]}",
        f"{kind} quoted {_QUOTED[quoted]}",
    )


@cache
def _agreed(pair: int, shared: bool, kin: int, least: int) -> tuple[str, ...]:
    kind = _KINDS[pair]
    found = (f"{kind} {'shared' if shared else 'alone'} kin {_KIN.names[kin]}",)
    return (*found, f"pair of words in articles {least}") if pair else found
