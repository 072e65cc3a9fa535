"""The units of an article in, its concepts out: words and pairs of words, each with the features a model sees of it.

A concept's features are how often and how early the article uses it, in how many units, how rare it is elsewhere, and
whether it belongs to a name. An article has a thousand concepts: names of features are made once, not for each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from briefgen.drafting.features import Steps
from briefgen.drafting.rarity import rarity
from briefgen.drafting.units import Unit

Concept = tuple[str, ...]
"""One stem, or two that follow each other."""

_COUNTS = (1, 2, 3, 4, 6, 9)
_FEW = Steps(1, 2, 3, 5)
_EARLY = Steps(0, 1, 2, 4, 9)
_RARE = Steps(1.0, 2.0, 3.0, 4.5)
_RARITY = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5, 6.0)


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of the features of words, or of pairs."""

    kind: str
    used: Steps
    spread: Steps
    first: Steps
    rarity: Steps
    length: Steps
    share: Steps
    used_first: tuple[tuple[str, ...], ...]
    used_rare: tuple[tuple[str, ...], ...]
    first_rare: tuple[tuple[str, ...], ...]


def _made(kind: str) -> _Names:
    return _Names(
        kind,
        used=Steps(*_COUNTS, prefix=f"{kind} used "),
        spread=Steps(*_COUNTS, prefix=f"{kind} in units "),
        first=Steps(0, 1, 2, 3, 4, 6, 9, 14, 20, 30, prefix=f"{kind} first in "),
        rarity=Steps(*_RARITY, prefix=f"{kind} rarity "),
        length=Steps(5, 10, 15, 20, 30, 45, prefix=f"{kind} of an article of "),
        share=Steps(0.05, 0.1, 0.2, 0.3, 0.5, prefix=f"{kind} in a share of "),
        used_first=_crossed(f"{kind} used {{}} first in {{}}", _FEW, _EARLY),
        used_rare=_crossed(f"{kind} used {{}} rarity {{}}", _FEW, _RARE),
        first_rare=_crossed(f"{kind} first in {{}} rarity {{}}", _EARLY, _RARE),
    )


def _crossed(form: str, one: Steps, other: Steps) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(form.format(a, b) for b in other.names) for a in one.names)


_WORD, _PAIR = _made("word"), _made("pair")
_LENGTHS, _SHARES = _WORD.length, _WORD.share
_MANY, _LATE = 10, 31  # counts and places beyond which all are on the last step
# The coarse step of rarity that each fine one lies on.
_KNOWN = tuple(_RARE.place(edge) for edge in (*_RARITY, _RARITY[-1] + 1))
_LEAST = Steps(*_RARITY, prefix="pair rarity least ")
_OF_WORDS = Steps(*_COUNTS, prefix="pair of words used ")


def concepts_of(stems: Sequence[str]) -> tuple[Concept, ...]:
    """The stems of a unit and the pairs of those that follow each other."""
    return (*((stem,) for stem in stems), *pairwise(stems))


def described(units: Sequence[Unit], own: Sequence[Sequence[Concept]], language: str) -> dict[Concept, tuple[str, ...]]:
    """The features of each concept of an article, by name; `own`: the concepts of each unit."""
    used: Counter[Concept] = Counter()
    spread: Counter[Concept] = Counter()
    first: dict[Concept, int] = {}
    for place, of_unit in enumerate(own):
        used.update(of_unit)
        for concept in dict.fromkeys(of_unit):
            spread[concept] += 1
            first.setdefault(concept, place)
    stems = {stem for (stem, *rest) in used if not rest}
    article = _Article(
        used,
        _LENGTHS.place(len(units)),
        [_SHARES.place(count / max(1, len(units))) for count in range(len(units) + 1)],
        {stem: _rarity_step(stem, language) for stem in stems},
        _named(units),
        {stem for stem in stems if any(map(str.isdigit, stem))},
    )
    return {concept: _features(concept, article, spread[concept], first[concept]) for concept in used}


@dataclass(frozen=True, slots=True)
class _Article:
    """What the features of a concept need of its article.

    Counts; the step of its length, of each share of its units, of each stem's rarity; stems of names and of numbers.
    """

    used: Counter[Concept]
    length: int
    shares: list[int]
    rare: dict[str, int]
    named: AbstractSet[str]
    numbers: AbstractSet[str]


def _features(concept: Concept, article: _Article, spread: int, place: int) -> tuple[str, ...]:
    one, two = concept[0], concept[-1]
    used, named, numbers = article.used, article.named, article.numbers
    pair = len(concept) > 1
    return _told(
        pair,
        min(used[concept], _MANY),
        min(spread, _MANY),
        min(place, _LATE),
        article.length,
        article.shares[spread],
        (article.rare[one], article.rare[two]),
        min(used[one,], used[two,], _MANY) if pair else 0,
        (one in named) + (two in named),
        one in numbers or two in numbers,
    )


@lru_cache(maxsize=1 << 16)
def _told(
    pair: bool, used: int, spread: int, place: int, length: int, share: int, rare: tuple[int, int], least_used: int,
    named: int, number: bool,
) -> tuple[str, ...]:  # fmt: skip
    """The names of the features; most concepts of an article are told like many others."""
    names = _PAIR if pair else _WORD
    few, early, most = _FEW.place(used), _EARLY.place(place), max(rare)
    known = _KNOWN[most]
    found = [
        names.kind,
        names.used(used),
        names.spread(spread),
        names.first(place),
        names.used_first[few][early],
        names.used_rare[few][known],
        names.first_rare[early][known],
        names.rarity.names[most],
        names.length.names[length],
        names.share.names[share],
    ]
    if pair:
        found.append(_LEAST.names[min(rare)])
        found.append(_OF_WORDS(least_used))
    if named:
        found.append(f"{names.kind} of a name" if named == len(rare) else "pair with a name")
    if number:
        found.append(f"{names.kind} with a number")
    return tuple(found)


def _named(units: Sequence[Unit]) -> frozenset[str]:
    """Stems of words inside names."""
    found = set()
    for unit in units:
        words = unit.analysis.words[unit.sentences[0].words[0] : unit.sentences[-1].words[1]]
        inside = [(name.start, name.end) for name in unit.names]
        found |= {word.stem for word in words if any(start <= word.start < end for start, end in inside)}
    return frozenset(found)


@lru_cache(maxsize=1 << 16)
def _rarity_step(stem: str, language: str) -> int:
    return _WORD.rarity.place(rarity(stem, language))
