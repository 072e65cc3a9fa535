"""Ranked in, the chosen units by section out: in rounds, so that no section starves another.

The bottom line comes first; then every section takes its best unit in turn until the limits are reached. A unit is
printed once: a section that wants one which another prints points to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from briefgen.drafting.integrity import Mended, mend
from briefgen.drafting.ranking import Candidate, Ranked
from briefgen.drafting.salience import repeats

# In the order of their turns: what matters most takes first.
SECTIONS = ("developments", "background", "reactions", "stakes", "outlook", "questions")
_STACKED = ("developments", "background")  # sections that print units one below the other, in article order
_POINTING = ("reactions", "stakes", "outlook", "questions")  # sections that may point to what another prints
_FILLED = 3  # units up to which a section takes less sure ones
# What share a unit needs to belong to a section: for its first units, and for further ones.
_LEAST = {
    "developments": (0.15, 0.3), "background": (0.25, 0.5), "reactions": (0.12, 0.45), "outlook": (0.1, 0.3),
    "stakes": (0.1, 0.4), "questions": (0.15, 0.35),
}  # fmt: skip
_PLAINLY = 0.7  # share of a stake or an open point that is one even in the report of a match
_SURELY = 0.4  # share of a reaction of which it is open who speaks
_SHORTEST = 8  # words; less tells too little to stand in a section
_MOSTLY_QUOTED = 0.6
_SAME = 0.72  # share of content stems that makes two units say the same
_SAME_LEAD = 0.55  # the same beside the bottom line: a standfirst above the first sentence says it in other words
_SECOND_WORD = 0.85  # what a further position of the same speaker counts: each side is to be heard
_INSTEAD = 0.7  # least value of a unit that is taken because a better one is too long, of that one's
_POINTED = 0.85  # what a unit counts that needs a pointer or a gloss
_TELLING = 0.25  # of a unit's value is how much it tells of its article; not of a detail that decides
_CONSEQUENCES = frozenset({"stakes", "questions"})
_DETAILS = frozenset({"reactions", "stakes", "outlook", "questions"})

Key = tuple[int, int]


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
        default_factory=lambda: {name: [] for name in ("bottom_line", *SECTIONS)}
    )
    pointed: dict[str, list[Candidate]] = field(default_factory=lambda: {name: [] for name in _POINTING})
    values: dict[tuple[str, Key], float] = field(default_factory=dict)
    order: list[Candidate] = field(default_factory=list)
    mended: dict[Key, Mended] = field(default_factory=dict)
    keep: dict[Key, Key] = field(default_factory=dict)

    def wanted(self, section: str) -> list[Candidate]:
        """What a section prints or points to, the most wanted first."""
        both = [*self.sections[section], *self.pointed.get(section, ())]
        return sorted(both, key=lambda c: (-self.values.get((section, c.key), 0.0), c.key))


class _Chooser:
    """Keeps the books while units are chosen."""

    def __init__(self, ranked: Ranked, limits: Limits) -> None:
        self.limits = limits
        self.ranked = ranked
        self.chosen = Chosen()
        self.by_article: dict[int, list[Candidate]] = {}
        for candidate in ranked.candidates:
            self.by_article.setdefault(candidate.unit.article, []).append(candidate)
        share = limits.share_one if len(self.by_article) == 1 else limits.share_several
        self.room = {number: share * sum(c.unit.length for c in own) for number, own in self.by_article.items()}
        for own in self.by_article.values():
            units = [c.unit for c in own]
            self.chosen.mended.update({c.key: mend(c.unit, units) for c in own})
        self.taken: dict[Key, str] = {}
        self._values = {(name, c.key): self._value(c, name) for c in ranked.candidates for name in SECTIONS}

    def take(self, candidate: Candidate, section: str) -> None:
        """Prints a unit in a section."""
        self.chosen.sections[section].append(candidate)
        self.chosen.order.append(candidate)
        self.chosen.values[section, candidate.key] = self._values.get((section, candidate.key), 1.0)
        self.taken[candidate.key] = section
        self.room[candidate.unit.article] -= candidate.unit.length

    def free(self, candidate: Candidate, beside: int = 0) -> bool:
        """Whether a unit may still be printed, `beside` so many words: within the share, nothing that says the same."""
        unit = candidate.unit
        if candidate.key in self.taken or not unit.whole or unit.length + beside > self.room[unit.article]:
            return False
        if len(self.chosen.order) >= self.limits.extracts:
            return False
        return not any(repeats(unit, other.unit, self._likeness(other)) for other in self.chosen.order)

    def _likeness(self, other: Candidate) -> float:
        """A headline's first sentence told again in other words is near enough to be the same."""
        return _SAME_LEAD if self.taken[other.key] == "bottom_line" else _SAME

    def before(self, candidate: Candidate) -> Candidate | None:
        """The unit right before one in its article."""
        place = candidate.unit.place
        return self.by_article[candidate.unit.article][place - 1] if place else None

    def leans(self, candidate: Candidate) -> bool:
        """Whether a unit misleads or says nothing without the one before it."""
        before = self.before(candidate)
        back = candidate.gap.back
        return self.chosen.mended[candidate.key].leans or back or (before is not None and _is_update(before, candidate))

    def stands(self, candidate: Candidate, section: str) -> bool:
        """Whether a unit can stand in a section: alone, or right below the one it leans on."""
        if not self.leans(candidate):
            return True
        before = self.before(candidate)
        return before is not None and section in _STACKED and self.taken.get(before.key) == section

    # ------------------------------------------------------------- bottom line

    def bottom_line(self) -> None:
        """The unit of the newest article that most surely tells its news, and what tells more of it."""
        for own in self.by_article.values():
            leads = [c for c in own if self._leads(c)] or [c for c in own if c.unit.whole]
            if leads:
                surest = max(leads, key=lambda c: (c.fit.shares["new"], -c.unit.place))
                lead = self._fuller(surest, leads)
                self.take(lead, "bottom_line")
                self._more(lead, own)
                return

    def _fuller(self, lead: Candidate, leads: list[Candidate]) -> Candidate:
        """The unit right below that tells the same more fully: a standfirst gives way to the first sentence."""
        below = (c for c in leads if c.unit.place == lead.unit.place + 1 and c.unit.length > lead.unit.length)
        return next((c for c in below if repeats(c.unit, lead.unit, _SAME_LEAD)), lead)

    def _leads(self, candidate: Candidate) -> bool:
        unit = candidate.unit
        long = unit.length >= _SHORTEST and not candidate.filler
        return unit.whole and long and not self.leans(candidate) and unit.quoted_share <= _MOSTLY_QUOTED

    def _more(self, lead: Candidate, own: list[Candidate]) -> None:
        """Further units, the surest news first, and what limits or denies those that are there, as far as words go."""
        rest = sorted((c for c in own if c is not lead), key=lambda c: (-self.value(c, "developments"), c.key))
        for candidate in rest:
            told = self.chosen.sections["bottom_line"]
            below = any(self.before(candidate) is one for one in told)
            if (
                not self._tells_more(candidate, below=below)
                or not self._has_room(candidate)
                or not self.free(candidate)
            ):
                continue
            self.take(candidate, "bottom_line")
            before = self.before(candidate)
            if before is not None and below and _is_update(before, candidate):
                self.chosen.keep[before.key], self.chosen.keep[candidate.key] = candidate.key, before.key

    def _has_room(self, candidate: Candidate) -> bool:
        """Whether the bottom line holds one more extract of this length."""
        told = self.chosen.sections["bottom_line"]
        words = sum(c.unit.length for c in told) + candidate.unit.length
        return len(told) < self.limits.bottom_line and words <= self.limits.bottom_words

    def _tells_more(self, candidate: Candidate, *, below: bool) -> bool:
        """Whether a unit is news in the source's own voice that a reader understands there."""
        stands = (below or not self.leans(candidate)) and not candidate.filler
        plain = candidate.unit.quoted_share < 0.25
        return stands and plain and self.value(candidate, "developments") >= _LEAST["developments"][1]

    # ------------------------------------------------------------- other sections

    def value(self, candidate: Candidate, section: str) -> float:
        """How much a section wants a unit; 0: not at all."""
        return self._values[section, candidate.key]

    def _value(self, candidate: Candidate, section: str) -> float:
        if candidate.filler or candidate.unit.length < _SHORTEST or not _belongs(candidate, section):
            return 0.0
        share = _share(candidate, section)
        telling = 0.0 if section in _DETAILS else _TELLING
        value = share * (1 - telling + telling * candidate.salience)
        costs = section not in _CONSEQUENCES and self.chosen.mended[candidate.key].pointed
        return value * _POINTED if costs else value

    def _now(self, candidate: Candidate, section: str) -> float:
        """The value beside what is chosen already: a second word of the same speaker counts less."""
        value = self.value(candidate, section)
        speaker = candidate.unit.speaker
        if section == "reactions" and speaker:
            heard = [c.unit.speaker.name for c in self.chosen.wanted("reactions") if c.unit.speaker]
            value *= _SECOND_WORD ** heard.count(speaker.name)
        return value

    def rounds(self) -> None:
        """Each section takes its best unit in turn, until a round takes nothing."""
        while self._round():
            pass

    def _round(self) -> bool:
        """One turn for each section; whether any took a unit."""
        taken = [self._places(name) > 0 and self._take_best(name) for name in SECTIONS]
        return any(taken)

    def _take_best(self, section: str) -> bool:
        """Takes the best unit that can stand there; none much weaker only because it is short enough."""
        has = {c.key for c in self.chosen.wanted(section)}
        least = _LEAST[section][len(has) >= _FILLED]
        able = (c for c in self.ranked.candidates if self.value(c, section) >= least and c.key not in has)
        wanted = sorted(((self._now(c, section), c) for c in able), key=lambda pair: (-pair[0], pair[1].key))
        for value, candidate in wanted:
            if value < least:
                return False
            if self._taken_in(candidate, section):
                return True
            if candidate.unit.length > self.room[candidate.unit.article]:
                least = max(least, _INSTEAD * value)
        return False

    def _taken_in(self, candidate: Candidate, section: str) -> bool:
        """Takes a unit where it can stand and there is room for it, and the unit that limits what it tells."""
        if candidate.key in self.taken:
            return self._points(candidate, section)
        if not self.free(candidate):
            return False
        if not self.stands(candidate, section):
            return self._below(candidate, section)
        update = self._update_of(candidate)
        if not self._fits(candidate, update, section):
            return False
        self.take(candidate, section)
        if update:
            self.take(update, section)
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
        return section in _STACKED and self._places(section) > 1 and self.free(update, candidate.unit.length)

    def _points(self, candidate: Candidate, section: str) -> bool:
        """Points to a unit that another section prints."""
        if section not in _POINTING or self.taken[candidate.key] == section:
            return False
        self.chosen.pointed[section].append(candidate)
        self.chosen.values[section, candidate.key] = self.value(candidate, section)
        return True

    def _places(self, section: str) -> int:
        """How many more units a section holds."""
        return int(getattr(self.limits, section)) - len(self.chosen.wanted(section))

    def _update_of(self, candidate: Candidate) -> Candidate | None:
        """What must be printed with a unit: "X was halted." misleads without "The President later clarified …"."""
        own = self.by_article[candidate.unit.article]
        following = own[candidate.unit.place + 1 :][:1]
        return next((c for c in following if _is_update(candidate, c) and c.key not in self.taken), None)

    def _below(self, candidate: Candidate, section: str) -> bool:
        """Takes a leaning unit below the one it leans on, where that is printed in a stacked section or can be."""
        before = self.before(candidate)
        if before is None:
            return False
        home = self.taken.get(before.key)
        if home is not None:
            fits = home in _STACKED and self._places(home) > 0
        else:
            home = max(_STACKED, key=lambda name: self.value(before, name))
            fits = self._places(home) > 1 and self.stands(before, home) and self.free(before, candidate.unit.length)
            fits = fits and self.value(before, home) >= _LEAST[home][1]
        if not fits or (
            home == "background" and not self._shorter_than_news(before.unit.length + candidate.unit.length)
        ):
            return False
        if before.key not in self.taken:
            self.take(before, home)
        self.take(candidate, home)
        return home == section or self._points(candidate, section)

    def _shorter_than_news(self, more: int) -> bool:
        """Background never grows longer than all the news beside it."""
        news = ("bottom_line", "developments", "reactions", "stakes", "outlook")
        told = sum(c.unit.length for name in news for c in self.chosen.sections[name])
        return sum(c.unit.length for c in self.chosen.sections["background"]) + more <= told


def _share(candidate: Candidate, section: str) -> float:
    """How likely a unit belongs to a section, 0 to 1."""
    if section == "stakes":
        return candidate.stake.share
    if section == "questions":
        return candidate.open.share
    return candidate.fit.section(section)


def _belongs(candidate: Candidate, section: str) -> bool:
    """A position has a speaker, or is surely one; background is not mostly quoted; a match has no stakes."""
    unit = candidate.unit
    if section in _CONSEQUENCES:
        return not candidate.match or _share(candidate, section) >= _PLAINLY
    if section == "reactions":
        return unit.speaker is not None or candidate.fit.shares["reaction"] >= _SURELY
    return section != "background" or unit.quoted_share < _MOSTLY_QUOTED


def _is_update(candidate: Candidate, following: Candidate) -> bool:
    """Whether a unit takes back, limits or denies what the one before it told."""
    words = following.unit.folded.split()[:5]
    contrast = bool(words) and words[0].rstrip(",") in {"But", "However", "Yet"}
    denies = following.gap.back and following.gap.kind == "disputed"
    return "later" in words or ((contrast or denies) and following.unit.paragraph == candidate.unit.paragraph)


def choose(ranked: Ranked, limits: Limits) -> Chosen:
    """The units of a brief, by section."""
    chooser = _Chooser(ranked, limits)
    chooser.bottom_line()
    chooser.rounds()
    return chooser.chosen


def reserve(ranked: Ranked, chosen: Chosen, most: int) -> Iterable[Candidate]:
    """The best units that were not chosen and can stand alone."""
    taken = {candidate.key for candidate in chosen.order}
    rest = [c for c in ranked.candidates if c.key not in taken and not chosen.mended[c.key].leans]
    return sorted(rest, key=lambda c: (-c.salience, c.key))[:most]
