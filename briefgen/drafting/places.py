"""A claim in, the places of which it tells out: those that its sentence names, or its paragraph does before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from briefgen.drafting.claims import Claim
from briefgen.drafting.units import Unit
from briefgen.drafting.wordlists import words_of

Where = frozenset[str]

_IN = (["in"], ["of"], ["at"], ["near"], ["from"], ["for"])
_RANK = " of "  # "state of Oster" stands beside "Oster"
_LONG, _LEAD = 6, 3  # units of an article that has a lead, of its lead
_DATELINE = re.compile(r"\)\s*[-–—]|\s[-–—]{1,2}\s")


def places(unit: Unit, language: str) -> Where:
    """All places that a unit names, countries left out."""
    return frozenset(name for name, _, _ in _named(unit, language))


def _named(unit: Unit, language: str) -> Iterator[tuple[str, int, str]]:
    """(name, offset behind it, what it is called) of each place: "state" of "the state of Oster", "Oster State"."""
    text, heads = unit.analysis.article.text, words_of("place_words", language)
    for name in unit.names:
        if name.kind == "place":
            head = text[name.start : name.end].rpartition(" ")[2].lower()
            yield text[name.start : name.end], name.end, head if head in heads else ""
    words = unit.analysis.words[unit.sentences[0].words[0] : unit.sentences[-1].words[1]]
    for called, of, name_of in zip(words, words[1:], words[2:], strict=False):
        if called.stem in heads and of.stem == "of" and name_of.tag == "NNP":
            yield text[name_of.start : name_of.end], name_of.end, called.stem


def _before(unit: Unit, units: Sequence[Unit], language: str) -> Where:
    """The places that were named last in its paragraph before a unit."""
    for at in range(unit.place - 1, -1, -1):
        if units[at].paragraph != unit.paragraph:
            break
        found = places(units[at], language)
        if found:
            return found
    return frozenset()


def where(claim: Claim, units: Sequence[Unit], language: str) -> Where:
    """The places of a claim: "police in Palu said" tells not where it happened, "the state of Oster said" does."""
    unit, text = claim.unit, claim.unit.analysis.article.text
    told = [
        (name, head)
        for name, end, head in _named(unit, language)
        if head or not _speaks(text, (end, claim.place), language) or _suffers(text, name, (end, claim.place), language)
    ]
    own = frozenset([name for name, _ in told] + [f"{head}{_RANK}{name}" for name, head in told if head])
    return own or (frozenset() if places(unit, language) else _before(unit, units, language))


def _suffers(text: str, name: str, ends: tuple[int, int], language: str) -> bool:
    """ "Oster reported 15 deaths": of itself, unlike "police in Oster"."""
    before = text[: ends[0] - len(name)].split()[-1:]
    told = words_of("suffered", language) & frozenset(text[min(ends) : max(ends)].lower().split())
    return ends[0] < ends[1] and bool(told) and before[-1:] not in _IN


def _speaks(text: str, ends: tuple[int, int], language: str) -> bool:
    """Whether somebody speaks between two offsets, or a dateline ends there."""
    between = text[min(ends) : max(ends)]
    return _DATELINE.search(between) is not None or not words_of("speech", language).isdisjoint(between.lower().split())


def told_by_place(found: Sequence[Claim], spots: Mapping[Claim, Where]) -> frozenset[Claim]:
    """Those that are told place by place: of one kind there are several values, each of another place.

    What else is told of these places is told of them alone.
    """
    by_kind: dict[tuple[str, str], list[Claim]] = {}
    for claim in found:
        if spots[claim] and not (claim.part or claim.added):
            by_kind.setdefault((claim.kind, claim.group), []).append(claim)
    parted = [
        (one, other)
        for same in by_kind.values()
        for one, other in combinations(same, 2)
        if spots[one].isdisjoint(spots[other]) and not one.agrees(other) and not _of_all(one) and not _of_all(other)
    ]
    known = frozenset(place for pair in parted for one in pair for place in spots[one])
    return frozenset(claim for claim in found if spots[claim] and spots[claim] <= known and not _of_all(claim))


def told_aside(found: Sequence[Claim], spots: Mapping[Claim, Where], units: Sequence[Unit]) -> frozenset[Claim]:
    """Those of a place that the title and the first sentences do not name: one place of several, not the whole."""
    if len(units) < _LONG:
        return frozenset()
    article = units[0].analysis.article
    lead = f"{article.title} {article.text[: units[_LEAD - 1].end]}"
    return frozenset(
        claim
        for claim in found
        if spots[claim] and not _of_all(claim) and not any(_names(lead, place) for place in spots[claim])
    )


def _of_all(claim: Claim) -> bool:
    return claim.toll or claim.total


def told_elsewhere(a: Where, b: Where, text: str, other: str, *, several: bool) -> bool:
    """Whether two claims, each with the text of its article, are of different places.

    Neither article knows the place of the other (another town, another flood), or both tell of both, and `several`:
    place by place.
    """
    if not a or not b or a & b:
        return False
    ranks, others = ({place.partition(_RANK)[0] for place in of if _RANK in place} for of in (a, b))
    if ranks & others:  # a state is no part of another state
        return True
    knows_other = any(_names(text, place) for place in b)
    known_by_other = any(_names(other, place) for place in a)
    return several if knows_other and known_by_other else knows_other == known_by_other


def _names(text: str, place: str) -> bool:
    return re.search(rf"\b{re.escape(place)}\b", text) is not None
