"""A chosen unit and the articles of its story in; where else the same stands, and which accounts tell it, out.

The same words count wherever they stand. The same statement in other words counts where most of what the unit says is
in one sentence there, with every figure of it: what is only near is no second witness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.drafting.likeness import Trace, shared, trace
from briefgen.drafting.ranking import Ranked
from briefgen.drafting.units import Unit
from briefgen.model import Cite

# Read on 120 pairs of sentences of two outlets: from 0.7 on, nine of ten say the same; below, one of two.
_SAME = 0.7
_LEAST = 6  # stems of content; a shorter sentence is found in any
_EACH = 1  # places named in an article


@dataclass(frozen=True, slots=True)
class Witnesses:
    """`also_in`: other places that tell the same; `originators`: all whose account it is, the unit's own first."""

    also_in: tuple[Cite, ...]
    originators: tuple[str, ...]


class Court:
    """Looks for the witnesses of units among the articles of their stories."""

    def __init__(self, ranked: Ranked) -> None:
        self._ranked = ranked
        self._traces: dict[int, list[tuple[Unit, Trace]]] = {}

    def of(self, unit: Unit) -> Witnesses:
        """Who else tells what a unit tells."""
        ranked, own = self._ranked, trace(unit.stems, unit.text)
        also: list[Cite] = []
        names = {ranked.account_name(unit.article): None}
        for article, story in enumerate(ranked.stories):
            if article == unit.article or story != ranked.stories[unit.article]:
                continue
            for other in self._telling(own, article)[:_EACH]:
                also.append(cite(other))
                names[ranked.account_name(article)] = None
        return Witnesses(tuple(also), tuple(names))

    def _telling(self, own: Trace, article: int) -> Sequence[Unit]:
        """The units of an article that tell the same, the likest first."""
        found = [(own.within(its), other) for other, its in self._known(article) if _tells(own, its)]
        return [other for _, other in sorted(found, key=lambda pair: (-pair[0], pair[1].place))]

    def _known(self, article: int) -> list[tuple[Unit, Trace]]:
        if article not in self._traces:
            units = self._ranked.units[article]
            self._traces[article] = [(unit, trace(unit.stems, unit.text)) for unit in units]
        return self._traces[article]


def _tells(own: Trace, its: Trace) -> bool:
    """Whether a sentence tells all that another does."""
    if own.letters == its.letters:
        return True
    if len(own.content) < _LEAST or not figures(own) <= figures(its):
        return False
    return shared(own.content, its.content) >= _SAME * own.heft


def figures(own: Trace) -> frozenset[str]:
    """The stems with digits."""
    return frozenset(stem for stem in own.content if any(map(str.isdigit, stem)))


def cite(unit: Unit) -> Cite:
    """Where a unit stands; references are numbered in the order of the brief's articles."""
    first = unit.sentences[0]
    return Cite(unit.article + 1, unit.start, unit.end, first.paragraph, first.number, first.page)
