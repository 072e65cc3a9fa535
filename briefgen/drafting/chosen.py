"""Ranked and Limits in, the books of a choice out: what is taken, what may still be, and what it is worth.

The choice itself is made in `bottomline` and `selection`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from briefgen.drafting.contested import Contest, Key, outdated
from briefgen.drafting.integrity import Mended, mend, pointed
from briefgen.drafting.ranking import Candidate, Ranked
from briefgen.drafting.salience import repeats
from briefgen.drafting.shares import Shares
from briefgen.drafting.units import Unit

# In the order of their turns: what matters most takes first.
SECTIONS = ("developments", "background", "reactions", "stakes", "outlook", "questions")
STACKED = ("developments", "background")  # sections that print units one below the other, in article order
CONTESTED = ("discrepancies", "updates")  # what no other section prints of the values that differ
POINTING = ("reactions", "stakes", "outlook", "questions")  # sections that may point to what another prints
# What share a unit needs to belong to a section: for its first units, and for further ones.
LEAST = {
    "developments": (0.15, 0.3), "background": (0.25, 0.5), "reactions": (0.12, 0.45), "outlook": (0.1, 0.3),
    "stakes": (0.1, 0.4), "questions": (0.15, 0.35),
}  # fmt: skip
SHORTEST = 8  # words; less tells too little to stand in a section
MOSTLY_QUOTED = 0.6
SAME_LEAD = 0.55  # what makes two the same beside the bottom line: a standfirst above the first sentence says it again
_PLAINLY = 0.7  # share of a stake or an open point that is one even in the report of a match
_SURELY = 0.4  # share of a reaction of which it is open who speaks
_SAME = 0.72  # share of content stems that makes two units say the same
_SAME_TOLD = 0.55  # the same for two articles, stems weighed: no two reporters choose the same words
_NEW = 2  # days in which news is new
_HALF = 3.0  # days after that, in which half of it has become background
_POINTED = 0.85  # what a unit counts that needs a pointer or a gloss
_TELLING = 0.25  # of a unit's value is how much it tells of its article; not of a detail that decides
_CONSEQUENCES = frozenset({"stakes", "questions"})
_AHEAD = frozenset({"outlook", "questions"})  # what came to pass is neither to be expected nor open
_DETAILS = frozenset({"reactions", "stakes", "outlook", "questions"})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a brief may hold: extracts by section, words of the bottom line, share of an article's words."""

    extracts: int = 28
    bottom_line: int = 3
    bottom_words: int = 75
    developments: int = 6
    background: int = 5
    reactions: int = 5
    stakes: int = 5
    outlook: int = 4
    questions: int = 5
    discrepancies: int = 5
    updates: int = 3
    figures: int = 6
    actors: int = 12
    share_one: float = 0.6
    share_several: float = 0.25


@dataclass(slots=True)
class Chosen:
    """Units by section; `order` is the order of choice, the most wanted first; `keep`: who misleads without whom.

    `pointed` holds by section what another section prints; `values` how much each section wants its units.
    """

    sections: dict[str, list[Candidate]] = field(
        default_factory=lambda: {name: [] for name in ("bottom_line", *SECTIONS, *CONTESTED)}
    )
    pointed: dict[str, list[Candidate]] = field(default_factory=lambda: {name: [] for name in POINTING})
    values: dict[tuple[str, Key], float] = field(default_factory=dict)
    order: list[Candidate] = field(default_factory=list)
    mended: dict[Key, Mended] = field(default_factory=dict)
    keep: dict[Key, Key] = field(default_factory=dict)
    contests: list[Contest] = field(default_factory=list)
    starved: set[str] = field(default_factory=set)
    """Sections that an article's share had no words left for."""

    def wanted(self, section: str) -> list[Candidate]:
        """What a section prints or points to, the most wanted first."""
        both = [*self.sections[section], *self.pointed.get(section, ())]
        return sorted(both, key=lambda c: (-self.values.get((section, c.key), 0.0), c.key))


class Books:
    """What is taken, and what of the rest may be."""

    def __init__(self, ranked: Ranked, limits: Limits) -> None:
        self.limits = limits
        self.ranked = ranked
        self.chosen = Chosen()
        self.shares = Shares(ranked, limits.share_one, limits.share_several)
        self.candidates = {candidate.key: candidate for candidate in ranked.candidates}
        for candidate in ranked.candidates:
            self.chosen.mended[candidate.key] = mend(candidate.unit, ranked.units[candidate.unit.article])
        self.taken: dict[Key, str] = {}
        self._newest = [event.newest or "" for event in ranked.events]
        self._fresh = [
            _freshness(analysis.article.published, self._newest[story])
            for analysis, story in zip(ranked.analyses, ranked.stories, strict=True)
        ]
        self._values = {(name, c.key): self._value(c, name) for c in ranked.candidates for name in SECTIONS}
        self._outdated = frozenset[Key]().union(*map(outdated, ranked.contests))
        self._of_story: list[list[Candidate]] = [[] for _ in ranked.events]
        for candidate in ranked.candidates:
            self._of_story[self.story(candidate)].append(candidate)

    def story(self, candidate: Candidate) -> int:
        """The place of a unit's story."""
        return self.ranked.stories[candidate.unit.article]

    def same_story(self, one: Contest, other: Contest) -> bool:
        """Whether two contests are of one story."""
        first, second = (contest.values[0].unit.article for contest in (one, other))
        return self.ranked.stories[first] == self.ranked.stories[second]

    def of_story(self, story: int) -> list[Candidate]:
        """The units of a story."""
        return self._of_story[story]

    def take(self, candidate: Candidate, section: str) -> None:
        """Prints a unit in a section."""
        self.chosen.sections[section].append(candidate)
        self.chosen.order.append(candidate)
        self.chosen.values[section, candidate.key] = self._values.get((section, candidate.key), 1.0)
        self.taken[candidate.key] = section
        self.shares.take(candidate.unit)

    def point(self, candidate: Candidate, section: str) -> bool:
        """Points to a unit that another section prints; False where the section does not do that."""
        if section not in POINTING or self.taken[candidate.key] == section:
            return False
        self.chosen.pointed[section].append(candidate)
        self.chosen.values[section, candidate.key] = self.value(candidate, section)
        return True

    def free(self, candidate: Candidate, beside: int = 0) -> bool:
        """Whether a unit may still be printed, `beside` so many words: within the share, nothing that says the same."""
        unit = candidate.unit
        if candidate.key in self.taken or not self.holds(candidate) or not unit.whole:
            return False
        if not self.shares.permit(unit, beside) or len(self.chosen.order) >= self.limits.extracts:
            return False
        return not any(self._says_same(candidate, other) for other in self.chosen.order)

    def holds(self, candidate: Candidate) -> bool:
        """Whether a unit states nothing that its own account has replaced."""
        return candidate.key not in self._outdated

    def printable(self, candidate: Candidate) -> bool:
        """Whether a unit may be printed because others say otherwise: it leans on none or on one it can point to."""
        unit = candidate.unit
        return unit.whole and (unit.place > 0 or not self.leans(candidate)) and self.shares.permit_contested(unit)

    def point_back(self, candidate: Candidate) -> None:
        """Lets a unit that leans point to the one before it."""
        unit, key = candidate.unit, candidate.key
        previous = self.ranked.units[unit.article][unit.place - 1]
        self.chosen.mended[key] = pointed(unit, previous, self.chosen.mended[key])

    def _says_same(self, candidate: Candidate, other: Candidate) -> bool:
        if candidate.unit.article != other.unit.article:
            return self.story(candidate) == self.story(other) and self._told_in(candidate, other)
        # A headline's first sentence told again in other words is near enough to be the same.
        most = SAME_LEAD if self.taken[other.key] == "bottom_line" else _SAME
        return repeats(candidate.unit, other.unit, most)

    def _told_in(self, candidate: Candidate, other: Candidate) -> bool:
        """Whether a unit of one article says no more than that of another."""
        one, its = candidate.unit.trace, other.unit.trace
        return one.letters == its.letters or one.within(its) >= _SAME_TOLD

    def before(self, candidate: Candidate) -> Candidate | None:
        """The unit right before one in its article, where that may be printed."""
        return self.candidates.get((candidate.unit.article, candidate.unit.place - 1))

    def behind(self, candidate: Candidate) -> Candidate | None:
        """The unit right behind one in its article, where that may be printed."""
        return self.candidates.get((candidate.unit.article, candidate.unit.place + 1))

    def leans(self, candidate: Candidate) -> bool:
        """Whether a unit misleads or says nothing without the one before it."""
        before = self.before(candidate)
        back = candidate.gap.back
        return self.chosen.mended[candidate.key].leans or back or (before is not None and is_update(before, candidate))

    def stands(self, candidate: Candidate, section: str) -> bool:
        """Whether a unit can stand in a section: alone, or right below the one it leans on."""
        if not self.leans(candidate):
            return True
        before = self.before(candidate)
        return before is not None and section in STACKED and self.taken.get(before.key) == section

    def value(self, candidate: Candidate, section: str) -> float:
        """How much a section wants a unit; 0: not at all."""
        return self._values[section, candidate.key]

    def _value(self, candidate: Candidate, section: str) -> float:
        if candidate.filler or candidate.unit.length < SHORTEST or not _belongs(candidate, section):
            return 0.0
        own = self._share(candidate, section)
        telling = 0.0 if section in _DETAILS else _TELLING
        value = own * (1 - telling + telling * candidate.salience)
        costs = section not in _CONSEQUENCES and self.chosen.mended[candidate.key].pointed
        return value * _POINTED if costs else value

    def _share(self, candidate: Candidate, section: str) -> float:
        """How likely a unit belongs to a section, 0 to 1. What was news days ago is background now."""
        own = share(candidate, section)
        if section in _AHEAD:
            return 0.0 if is_past(candidate.unit, self._newest[self.story(candidate)]) else own
        if section not in STACKED:
            return own
        old = 1 - self._fresh[candidate.unit.article]
        if section == "developments":
            return own * (1 - old)
        return max(own, old * share(candidate, "developments"))


def _belongs(candidate: Candidate, section: str) -> bool:
    """A position has a speaker, or is surely one; background is not mostly quoted; a match has no stakes."""
    unit = candidate.unit
    if section in _CONSEQUENCES:
        return not candidate.match or share(candidate, section) >= _PLAINLY
    if section == "reactions":
        return unit.speaker is not None or candidate.fit.shares["reaction"] >= _SURELY
    return section != "background" or unit.quoted_share < MOSTLY_QUOTED


def is_update(candidate: Candidate, following: Candidate) -> bool:
    """Whether a unit takes back, limits or denies what the one before it told."""
    words = following.unit.folded.split()[:5]
    contrast = bool(words) and words[0].rstrip(",") in {"But", "However", "Yet"}
    denies = following.gap.back and following.gap.kind == "disputed"
    return "later" in words or ((contrast or denies) and following.unit.paragraph == candidate.unit.paragraph)


def share(candidate: Candidate, section: str) -> float:
    """How likely a unit belongs to a section by itself, 0 to 1."""
    if section == "stakes":
        return candidate.stake.share
    if section == "questions":
        return candidate.open.share
    return candidate.fit.section(section)


def _freshness(published: str | None, newest: str) -> float:
    """How much of its news is still news beside the newest article of the story, 0 to 1; 1 where a date is missing."""
    if not published or not newest:
        return 1.0
    days = date.fromisoformat(newest[:10]).toordinal() - date.fromisoformat(published[:10]).toordinal()
    return _HALF / (_HALF + max(0, days - _NEW))


def is_past(unit: Unit, newest: str) -> bool:
    """Whether all that a unit looks ahead to had come when the newest article of its story was published."""
    ahead = [time.resolved[:10] for time in unit.times if time.resolved and time.ahead]
    published = unit.analysis.article.published or ""
    return bool(ahead) and published[:10] < newest[:10] and max(ahead) <= newest[:10]
