"""How many words of which article and story are printed in; whether one more unit may be out."""

from __future__ import annotations

from collections import Counter

from briefgen.drafting.ranking import Ranked
from briefgen.drafting.units import Unit

_MOST = 0.6  # of a story's printed words may be one article's, where three or more tell it
_MANY = 3
_OPENING = 75  # words of an article that may stand before those of others do: the bottom line


class Shares:
    """Counts the words that each article may still give. `one`, `several`: shares of its own words, 0 to 1.

    Copies of one text are one source: where all articles are one account, each may give `one`. What accounts differ
    about may go beyond `several`, up to `one`: to leave a contradiction out for its length would be no honest picture.
    """

    def __init__(self, ranked: Ranked, one: float, several: float) -> None:
        alone = len(ranked.events) == 1 and len(ranked.events[0].accounts) == 1
        share = one if alone else several
        lengths = [sum(unit.length for unit in own) for own in ranked.units]
        self._left = {at: share * length for at, length in enumerate(lengths)}
        self._beyond = [(max(share, one) - share) * length for length in lengths]
        self._story = dict(enumerate(ranked.stories))
        self._balanced = {
            at for at, event in enumerate(ranked.events) if len(event.told) >= _MANY and len(event.accounts) > 1
        }
        self._article: Counter[int] = Counter()
        self._told: Counter[int] = Counter()

    def take(self, unit: Unit) -> None:
        """Counts a unit that is printed."""
        self._left[unit.article] -= unit.length
        self._article[unit.article] += unit.length
        self._told[self._story[unit.article]] += unit.length

    def left(self, article: int) -> float:
        """Words that an article may still give by its own length."""
        return self._left[article]

    def permit(self, unit: Unit, beside: int = 0) -> bool:
        """Whether a unit may be printed, `beside` so many more words of its article."""
        more = unit.length + beside
        return more <= self._left[unit.article] and not self._outweighs(unit.article, more)

    def permit_contested(self, unit: Unit) -> bool:
        """Whether a unit may be printed because others say otherwise."""
        return unit.length <= self._left[unit.article] + self._beyond[unit.article]

    def _outweighs(self, article: int, more: int) -> bool:
        """Whether an article would have more than its part of a story that several tell."""
        story = self._story[article]
        own = self._article[article] + more
        return story in self._balanced and own > max(_OPENING, _MOST * (self._told[story] + more))

    def outweighing(self, story: int) -> int | None:
        """The article that has more than its part of a story, if one has."""
        if story not in self._balanced:
            return None
        own = (at for at, of_story in self._story.items() if of_story == story)
        return next((at for at in own if self._article[at] > _MOST * self._told[story]), None)
