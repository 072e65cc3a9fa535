"""A chosen unit and the articles of its story in; where else the same stands, and which accounts tell it, out.

The same words count wherever they stand. The same statement in other words counts where most of what the unit says is
in one sentence there, with every figure of it: what is only near is no second witness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.drafting.contested import Key
from briefgen.drafting.likeness import Trace, weight
from briefgen.drafting.ranking import Ranked
from briefgen.drafting.units import Unit
from briefgen.model import Cite

# Read on 120 pairs of sentences of two outlets: from 0.7 on, nine of ten say the same; below, one of two.
_SAME = 0.7
_MARKS = ".,;:!?()“”\"'"
_LEAST = 6  # stems of content; a shorter sentence is found in any


@dataclass(frozen=True, slots=True)
class Witnesses:
    """`also_in`: other places that tell the same; `originators`: all whose account it is, the unit's own first."""

    also_in: tuple[Cite, ...]
    originators: tuple[str, ...]


def own(ranked: Ranked, unit: Unit) -> Witnesses:
    """The unit's own account alone, where nobody has asked for others."""
    return Witnesses((), (ranked.account_name(unit.article),))


class Court:
    """Looks for the witnesses of units among the articles of their stories."""

    def __init__(self, ranked: Ranked) -> None:
        self._ranked = ranked
        self._known: dict[int, _Story] = {}
        self._values: dict[Key, list[tuple[int, int]]] = {}
        contests = (contest for of_story in ranked.contests for contest in of_story)
        for number, contest in enumerate(contests):
            for at, value in enumerate(contest.values):
                self._values.setdefault(value.key, []).append((number, at))

    def of(self, unit: Unit) -> Witnesses:
        """Who else tells what a unit tells; of an article the likest place."""
        ranked = self._ranked
        if len(ranked.event(unit.article).told) == 1:
            return own(ranked, unit)
        also: dict[int, Cite] = {}
        for other in self._story(ranked.stories[unit.article]).telling(unit.trace):
            if other.article != unit.article and self._agree(unit, other):
                also.setdefault(other.article, cite(other))
        names = map(ranked.account_name, (unit.article, *sorted(also)))
        return Witnesses(tuple(also[at] for at in sorted(also)), tuple(dict.fromkeys(names)))

    def _agree(self, one: Unit, other: Unit) -> bool:
        """Whether nothing that the first says of numbers and days is otherwise in the second; the same words agree."""
        if one.trace.letters == other.trace.letters:
            return True
        values = self._values
        apart = any(
            other_value != value
            for contest, value in values.get((one.article, one.place), ())
            for other_contest, other_value in values.get((other.article, other.place), ())
            if contest == other_contest
        )
        return not apart and numbers(one) <= numbers(other) and (not days(one) or bool(days(one) & days(other)))

    def _story(self, story: int) -> _Story:
        if story not in self._known:
            of_story = (own for at, own in zip(self._ranked.stories, self._ranked.units, strict=True) if at == story)
            self._known[story] = _Story([unit for own in of_story for unit in own])
        return self._known[story]


class _Story:
    """The units of a story, to be found by the stems they share with another."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._traces = [unit.trace for unit in units]
        self._using: dict[str, list[int]] = {}
        for at, own in enumerate(self._traces):
            for stem in own.content:
                self._using.setdefault(stem, []).append(at)

    def telling(self, own: Trace) -> list[Unit]:
        """The units that tell all that a sentence does, the likest first."""
        shares: dict[int, float] = {}
        for stem in sorted(own.content):
            for at in self._using.get(stem, ()):
                shares[at] = shares.get(at, 0.0) + weight(stem)
        likest = sorted(shares, key=lambda at: (-shares[at], at))
        return [self._units[at] for at in likest if _tells(own, self._traces[at], shares[at])]


def _tells(own: Trace, its: Trace, share: float) -> bool:
    """Whether a sentence tells all that another does; `share`: what the stems weigh that both have."""
    if own.letters == its.letters:
        return True
    return len(own.content) >= _LEAST and share >= _SAME * own.heft and figures(own) <= figures(its)


def figures(own: Trace) -> frozenset[str]:
    """The stems with digits."""
    return frozenset(stem for stem in own.content if any(map(str.isdigit, stem)))


def numbers(unit: Unit) -> frozenset[str]:
    """The numbers in words of a unit; "one" is often none."""
    from briefgen.drafting.numerals import number_words

    words = number_words("en") - {"one"}
    return frozenset(word.strip(_MARKS) for word in unit.lowered.split() if word.strip(_MARKS) in words)


def days(unit: Unit) -> frozenset[str]:
    """The days that a unit names, as dates."""
    return frozenset(time.resolved for time in unit.times if time.resolved and time.precision == "day")


def cite(unit: Unit) -> Cite:
    """Where a unit stands; references are numbered in the order of the brief's articles."""
    first = unit.sentences[0]
    return Cite(unit.article + 1, unit.start, unit.end, first.paragraph, first.number, first.page)
