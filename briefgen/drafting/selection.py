"""Ranked in, the chosen units by section out: in rounds, so that no section and no story starves another.

The bottom line comes first; then every section takes its best unit in turn until the limits are reached. A unit is
printed once: a section that wants one which another prints points to it.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.drafting.bottomline import bottom_line
from briefgen.drafting.chosen import LEAST, POINTING, SECTIONS, STACKED, Books, Chosen, Limits, is_update
from briefgen.drafting.contested import Key
from briefgen.drafting.disputes import disputes
from briefgen.drafting.ranking import Candidate, Ranked

_FILLED = 3  # units up to which a section takes less sure ones
_SECOND_WORD = 0.85  # what a further position of the same speaker counts: each side is to be heard
_INSTEAD = 0.7  # least value of a unit that is taken because a better one is too long, of that one's
_FOR_BALANCE = 0.05  # least value of a unit that lets another account be heard
_EACH = 2  # developments of a story, where there are several

__all__ = ["SECTIONS", "Chosen", "Key", "Limits", "choose", "reserve"]


def choose(ranked: Ranked, limits: Limits) -> Chosen:
    """The units of a brief, by section."""
    books = Books(ranked, limits)
    bottom_line(books)
    disputes(books)
    chooser = _Chooser(books)
    chooser.rounds()
    chooser.balance()
    return books.chosen


def reserve(ranked: Ranked, chosen: Chosen, most: int) -> Iterable[Candidate]:
    """The best units that were not chosen and can stand alone."""
    taken = {candidate.key for candidate in chosen.order}
    rest = [c for c in ranked.candidates if c.key not in taken and not chosen.mended[c.key].leans]
    return sorted(rest, key=lambda c: (-c.salience, c.key))[:most]


class _Chooser:
    """Fills the sections below the bottom line."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.chosen = books.chosen

    def rounds(self) -> None:
        """Each section takes its best unit in turn, until a round takes nothing."""
        while self._round():
            pass

    def _round(self) -> bool:
        """One turn for each section, of what is new for each story; whether any took a unit."""
        turns = [name for name in SECTIONS for _ in range(self._stories_told if name == "developments" else 1)]
        taken = [self._places(name) > 0 and self._take_best(name) for name in turns]
        return any(taken)

    @property
    def _stories_told(self) -> int:
        return len(self.books.ranked.events)

    def _take_best(self, section: str) -> bool:
        """Takes the best unit that can stand there; none much weaker only because it is short enough."""
        has = {c.key for c in self.chosen.wanted(section)}
        for story in self._stories(section):
            told = sum(self.books.ranked.stories[article] == story for article, _ in has)
            least = LEAST[section][told >= _FILLED]
            able = (c for c in self.books.of_story(story) if c.key not in has)
            wanted = [(self._now(c, section), c) for c in able if self.books.value(c, section) >= least]
            for value, candidate in sorted(wanted, key=lambda pair: (-pair[0], pair[1].key)):
                if value < least:
                    break
                if self._taken_in(candidate, section):
                    return True
                if candidate.unit.length > self.books.shares.left(candidate.unit.article):
                    self.chosen.starved.add(section)
                    least = max(least, _INSTEAD * value)
        return False

    def _stories(self, section: str) -> list[int]:
        """The stories in the order of their turn: that of which the section has least comes first."""
        stories = range(self._stories_told)
        if len(stories) == 1:
            return list(stories)
        has = [self.books.story(candidate) for candidate in self.chosen.wanted(section)]
        return sorted(stories, key=lambda story: (has.count(story), story))

    def _now(self, candidate: Candidate, section: str) -> float:
        """The value beside what is chosen already: a second word of the same speaker counts less."""
        value = self.books.value(candidate, section)
        speaker = candidate.unit.speaker
        if section == "reactions" and speaker:
            heard = [c.unit.speaker.name for c in self.chosen.wanted("reactions") if c.unit.speaker]
            value *= _SECOND_WORD ** heard.count(speaker.name)
        return value

    def _taken_in(self, candidate: Candidate, section: str) -> bool:
        """Takes a unit where it can stand and there is room for it, and the unit that limits what it tells."""
        books = self.books
        if candidate.key in books.taken:
            return books.point(candidate, section)
        if not books.free(candidate):
            return False
        if not books.stands(candidate, section):
            return self._below(candidate, section)
        update = self._update_of(candidate)
        if not self._fits(candidate, update, section):
            return False
        books.take(candidate, section)
        if update:
            books.take(update, section)
            self.chosen.keep[candidate.key] = update.key
            self.chosen.keep[update.key] = candidate.key
        return True

    def _fits(self, candidate: Candidate, update: Candidate | None, section: str) -> bool:
        """Whether a section has room for a unit and for the one that limits what it tells."""
        more = update.unit.length if update else 0
        if section == "background" and not self._shorter_than_news(candidate.unit.length + more):
            return False
        if update is None:
            return True
        return section in STACKED and self._places(section) > 1 and self.books.free(update, candidate.unit.length)

    def _places(self, section: str) -> int:
        """How many more units a section holds."""
        most = int(getattr(self.books.limits, section))
        if section == "developments":
            most = max(most, _EACH * self._stories_told)
        return most - len(self.chosen.wanted(section))

    def _update_of(self, candidate: Candidate) -> Candidate | None:
        """What must be printed with a unit: "X was halted." misleads without "The President later clarified …"."""
        behind = self.books.behind(candidate)
        return behind if behind and is_update(candidate, behind) and behind.key not in self.books.taken else None

    def _below(self, candidate: Candidate, section: str) -> bool:
        """Takes a leaning unit below the one it leans on, where that is printed in a stacked section or can be."""
        books, before = self.books, self.books.before(candidate)
        if before is None:
            return False
        home = books.taken.get(before.key)
        if home is not None:
            fits = home in STACKED and self._places(home) > 0
        else:
            home = max(STACKED, key=lambda name: books.value(before, name))
            fits = self._places(home) > 1 and books.stands(before, home) and books.free(before, candidate.unit.length)
            fits = fits and books.value(before, home) >= LEAST[home][1]
        length = before.unit.length + candidate.unit.length
        if not fits or (home == "background" and not self._shorter_than_news(length)):
            return False
        if before.key not in books.taken:
            books.take(before, home)
        books.take(candidate, home)
        return home == section or (section in POINTING and books.point(candidate, section))

    def _shorter_than_news(self, more: int) -> bool:
        """Background never grows longer than all the news beside it."""
        news = ("bottom_line", "developments", "reactions", "stakes", "outlook")
        told = sum(c.unit.length for name in news for c in self.chosen.sections[name])
        return sum(c.unit.length for c in self.chosen.sections["background"]) + more <= told

    # ------------------------------------------------------------- several accounts

    def balance(self) -> None:
        """Lets other accounts be heard where one article has more than its part of a story."""
        for story in range(self._stories_told):
            while (loud := self.books.shares.outweighing(story)) is not None and self._another(story, loud):
                pass

    def _another(self, story: int, loud: int) -> bool:
        """Takes the best unit of another article of the story; whether there was one."""
        own = [c for c in self.books.of_story(story) if c.unit.article != loud]
        wanted = sorted(own, key=lambda c: (-self.books.value(c, "developments"), c.key))
        for candidate in wanted:
            if self.books.value(candidate, "developments") < _FOR_BALANCE:
                return False
            if self.books.stands(candidate, "developments") and self.books.free(candidate):
                self.books.take(candidate, "developments")
                return True
        return False
