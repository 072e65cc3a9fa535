"""The articles of a story in; what they state differently, by whom each value is told best, what is out of date.

A brief prints one unit for each value: of the article that speaks for its account, the first that states it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.drafting.events import Event
from briefgen.drafting.units import Unit

if TYPE_CHECKING:
    from briefgen.drafting.differences import Difference, Stated

Key = tuple[int, int]
"""(article, place) of a unit."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A value: word for word as the unit has it, and the articles that state it."""

    text: str
    unit: Unit
    articles: tuple[int, ...]

    @property
    def key(self) -> Key:
        """The unit that tells it."""
        return self.unit.article, self.unit.place

    def shows(self, other: Claimed, *, alike: bool) -> bool:
        """Whether a row with this value shows the other too: one article states both.

        `alike`: they are called by the same words, so that one article has one value; else the value is the same too.
        """
        return not set(self.articles).isdisjoint(other.articles) and (alike or self.text == other.text)


@dataclass(frozen=True, slots=True)
class Contest:
    """A quantity with its values, in the order of time; `updated`: one account's, the last of them holds."""

    quantity: str
    values: tuple[Claimed, ...]
    updated: bool

    @property
    def superseded(self) -> tuple[Claimed, ...]:
        """The values that hold no more."""
        return self.values[:-1] if self.updated else ()


def contests(event: Event, units: Sequence[tuple[Unit, ...]], is_copy: Callable[[int], bool]) -> tuple[Contest, ...]:
    """What the articles of one story state differently; `units`: those of each, `is_copy`: by an article's number."""
    if len(event.told) < 2:
        return ()
    from briefgen.drafting.differences import Telling, differences  # a memo of one article needs none of its ten parts

    tellings = [
        Telling(own, event.account(place), one.analysis.article.published or "")
        for place, (own, one) in enumerate(zip(units, event.told, strict=True))
    ]
    return tuple(_contest(one, is_copy) for one in differences(tellings))


def _contest(found: Difference, is_copy: Callable[[int], bool]) -> Contest:
    return Contest(found.quantity, tuple(_claimed(group, is_copy) for group in found.values), found.updated)


def _claimed(group: Sequence[Stated], is_copy: Callable[[int], bool]) -> Claimed:
    best = min(enumerate(group), key=lambda one: (is_copy(one[1].unit.article), one[0]))[1]
    articles = dict.fromkeys(stated.unit.article for stated in group)
    return Claimed(best.text, best.unit, tuple(articles))


def outdated(of_story: Sequence[Contest]) -> frozenset[Key]:
    """The units that state what their own account has replaced."""
    return frozenset(value.key for contest in of_story for value in contest.superseded)
