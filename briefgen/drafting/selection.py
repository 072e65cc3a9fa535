"""Ranked in, the chosen units by section out: in rounds, so that no section starves another.

The bottom line comes first; then every section takes its best unit in turn until the limits are reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefgen.drafting import values
from briefgen.drafting.integrity import Mended, mend
from briefgen.drafting.ranking import Candidate, Ranked
from briefgen.drafting.salience import repeats

SECTIONS = ("developments", "background", "reactions", "stakes", "outlook", "questions")
_ALL = ("bottom_line", *SECTIONS)
# Turns: first each section once, what matters most first; then who said what before further consequences.
_FIRST = ("developments", "stakes", "background", "reactions", "developments", "outlook", "questions")
_LATER = ("developments", "reactions", "questions", "background", "stakes", "developments", "outlook")
_STACKED = ("developments", "background", "stakes")  # sections that print units one below the other, in article order
_SHORTEST_LEAD = 6  # words
_TIE = 0.15  # for each person of the bottom line that a unit names
_SAME = 0.72  # share of content stems that makes two units say the same
_SAME_LEAD = 0.55  # the same beside the bottom line: a standfirst above the first sentence says it in other words
_SAME_GAP = 0.5  # the same for two open questions
_SECOND_WORD = 0.45  # what a further position of the same speaker counts
_INSTEAD = 0.7  # least value of a unit that is taken because a better one is too long, of that one's
_ASKED_ABOUT = 0.2  # more for the sentence right before a printed gap: "the bridge" was closed there
_MORE_NEWS = 0.25  # least share of news of a further sentence in the bottom line

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a brief may hold: extracts by section, words of the bottom line, share of an article's words."""

    extracts: int = 28
    bottom_line: int = 3
    bottom_words: int = 75
    developments: int = 6
    background: int = 6
    reactions: int = 5
    stakes: int = 5
    outlook: int = 4
    questions: int = 5
    actors: int = 12
    share_one: float = 0.6
    share_several: float = 0.25


@dataclass(slots=True)
class Chosen:
    """Units by section; `order` is the order of choice, the most wanted first; `keep`: who misleads without whom."""

    sections: dict[str, list[Candidate]] = field(
        default_factory=lambda: {name: [] for name in ("bottom_line", *SECTIONS)}
    )
    order: list[Candidate] = field(default_factory=list)
    mended: dict[Key, Mended] = field(default_factory=dict)
    keep: dict[Key, Key] = field(default_factory=dict)


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
        self._values: dict[Key, dict[str, float]] = {}

    def take(self, candidate: Candidate, section: str) -> None:
        """Prints a unit in a section."""
        self.chosen.sections[section].append(candidate)
        self.chosen.order.append(candidate)
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

    def stands(self, candidate: Candidate, section: str) -> bool:
        """Whether a unit can stand in a section: alone, or right below the one it leans on."""
        before = self.before(candidate)
        leans = self.chosen.mended[candidate.key].leans or (candidate.gap is not None and candidate.gap.back)
        if not leans and not (before is not None and _is_update(before, candidate)):
            return True
        return before is not None and section in _STACKED and self.taken.get(before.key) == section

    # ------------------------------------------------------------- bottom line

    def bottom_line(self) -> None:
        """The first unit of the newest article, and the next ones that tell more of who, where and when."""
        for own in self.by_article.values():
            lead = next((c for c in own if self._leads(c)), None) or next((c for c in own if c.unit.whole), None)
            if lead is not None:
                lead = self._fuller(lead, own)
                self.take(lead, "bottom_line")
                self._more(lead, own)
                return

    def _fuller(self, lead: Candidate, own: list[Candidate]) -> Candidate:
        """The next unit instead, where it says the same with a time or more words: the lead was a standfirst."""
        following = next((c for c in own[lead.unit.place + 1 :][:1] if self._leads(c)), None)
        if following is None or not repeats(following.unit, lead.unit, _SAME_LEAD):
            return lead
        more = (bool(following.unit.times), following.unit.length) > (bool(lead.unit.times), lead.unit.length)
        return following if more else lead

    def _leads(self, candidate: Candidate) -> bool:
        leans = self.chosen.mended[candidate.key].leans
        return candidate.unit.whole and not leans and candidate.unit.length >= _SHORTEST_LEAD

    def _more(self, lead: Candidate, own: list[Candidate]) -> None:
        """Further units, and what limits or denies those that are there, as far as the words go."""
        for candidate in own[lead.unit.place + 1 : lead.unit.place + 4]:
            if repeats(candidate.unit, lead.unit, _SAME_LEAD):
                continue
            last = self.chosen.order[-1]
            below = self.before(candidate) is last
            wanted = (below and _is_update(last, candidate)) or self._tells_more(candidate, below=below)
            if not wanted or not self._has_room(candidate) or not self.free(candidate):
                return
            self.take(candidate, "bottom_line")
            if _is_update(last, candidate):
                self.chosen.keep[last.key], self.chosen.keep[candidate.key] = candidate.key, last.key

    def _has_room(self, candidate: Candidate) -> bool:
        """Whether the bottom line holds one more extract of this length."""
        told = self.chosen.sections["bottom_line"]
        words = sum(c.unit.length for c in told) + candidate.unit.length
        return len(told) < self.limits.bottom_line and words <= self.limits.bottom_words

    def _tells_more(self, candidate: Candidate, *, below: bool) -> bool:
        """Whether a unit adds a name or a time that the bottom line lacks, in the source's own voice."""
        unit, traits = candidate.unit, candidate.traits
        known = {actor.name for other in self.chosen.order for actor in other.unit.actors}
        adds = any(actor.name not in known for actor in unit.actors) or bool(unit.times)
        stands = below or not self.chosen.mended[candidate.key].leans
        plain = unit.quoted_share < 0.25 and not traits.back and not traits.anecdote and not traits.filler
        return adds and stands and plain and values.shares(candidate)["developments"] >= _MORE_NEWS

    # ------------------------------------------------------------- other sections

    def value(self, candidate: Candidate, section: str) -> float:
        """How much a section wants a unit; 0 or less: not at all."""
        if section == "stakes":
            return values.stake(candidate)
        if section == "questions":
            return values.question(candidate) if not self._asked_alike(candidate) else 0.0
        if section == "outlook" and self._at_stake(candidate):
            return 0.0
        known = self._values.get(candidate.key)
        if known is None:
            known = values.values(candidate, self._ties(candidate), self.chosen.mended[candidate.key])
            self._values[candidate.key] = known
        value = known[section] * (self._variety(candidate) if section == "reactions" else 1.0)
        asked = self.taken.get((candidate.key[0], candidate.key[1] + 1)) == "questions"
        return value + _ASKED_ABOUT if value > 0 and asked else value

    def _ties(self, candidate: Candidate) -> float:
        """What a unit gains by naming the persons of the bottom line, in words or in a gloss."""
        lead = {actor.name for other in self.chosen.sections["bottom_line"] for actor in other.unit.persons}
        named = {actor.name for actor in candidate.unit.persons}
        glosses = [edit.inserted for edit in self.chosen.mended[candidate.key].alone if edit.kind == "glossed"]
        return _TIE * min(2, sum(1 for name in lead if name in named or any(name in gloss for gloss in glosses)))

    def _variety(self, candidate: Candidate) -> float:
        """A second word of the same speaker counts less: each side is to be heard."""
        speaker = candidate.unit.speaker
        heard = [c.unit.speaker.name for c in self.chosen.sections["reactions"] if c.unit.speaker]
        return _SECOND_WORD ** heard.count(speaker.name) if speaker else 1.0

    def _asked_alike(self, candidate: Candidate) -> bool:
        """Whether a gap about the same is printed already."""
        return any(c.gap and repeats(candidate.unit, c.unit, _SAME_GAP) for c in self.chosen.order)

    def rounds(self) -> None:
        """Each section takes its best unit in turn, until a round takes nothing."""
        self._round(_FIRST)
        while self._round(_LATER):
            pass

    def _round(self, turns: Sequence[str]) -> bool:
        """One turn for each section named; whether any took a unit."""
        taken = [self._count(name) < getattr(self.limits, name) and self._take_best(name) for name in turns]
        return any(taken)

    def _count(self, section: str) -> int:
        """Units in a section; an open question counts wherever it is printed."""
        if section == "questions":
            return sum(1 for candidate in self.chosen.order if candidate.gap)
        return len(self.chosen.sections[section])

    def _take_best(self, section: str) -> bool:
        """Takes the best unit that can stand there; none much weaker only because it is short enough."""
        wanted = [(self.value(c, section), c) for c in self.ranked.candidates if c.key not in self.taken]
        wanted.sort(key=lambda pair: (-pair[0], pair[1].key))
        least = 0.0
        for value, candidate in wanted:
            if value <= least:
                return False
            if self._taken_in(candidate, section):
                return True
            if candidate.unit.length > self.room[candidate.unit.article]:
                least = max(least, _INSTEAD * value)
        return False

    def _taken_in(self, candidate: Candidate, section: str) -> bool:
        """Takes a unit where it can stand and there is room for it, and the unit that limits what it tells."""
        if not self.free(candidate):
            return False
        home = self._home(candidate) if section == "questions" else section
        if home is None or not self.stands(candidate, home):
            return False
        update = self._update_of(candidate) if home in _STACKED else None
        more = update.unit.length if update else 0
        if home == "background" and not self._shorter_than_news(candidate.unit.length + more):
            return False
        if update and not (self.free(update, candidate.unit.length) and self._places(home) > 1):
            return False
        self._take_with(candidate, update, home)
        return True

    def _take_with(self, candidate: Candidate, update: Candidate | None, section: str) -> None:
        self.take(candidate, section)
        if update:
            self.take(update, section)
            self.chosen.keep[candidate.key] = update.key
            self.chosen.keep[update.key] = candidate.key

    def _places(self, section: str) -> int:
        """How many more units a section holds."""
        return int(getattr(self.limits, section)) - len(self.chosen.sections[section])

    def _update_of(self, candidate: Candidate) -> Candidate | None:
        """What must be printed with a unit: "X was halted." misleads without "The President later clarified …"."""
        own = self.by_article[candidate.unit.article]
        following = own[candidate.unit.place + 1 :][:1]
        return next((c for c in following if _is_update(candidate, c) and c.key not in self.taken), None)

    def _home(self, candidate: Candidate) -> str | None:
        """Where an open question's sentence is printed: where it belongs, else under the questions themselves."""
        before = self.before(candidate)
        if not self.stands(candidate, "questions"):
            return self._below(candidate, before) if before is not None else None
        if self._at_stake(candidate):
            return "stakes"
        best = max(("developments", "background", "reactions", "outlook"), key=lambda name: self.value(candidate, name))
        return best if self._places(best) > 0 and self.value(candidate, best) > 0 else "questions"

    def _at_stake(self, candidate: Candidate) -> bool:
        """Whether the unit belongs among the stakes, and there is room for it."""
        return values.stake(candidate) > 0 and self._places("stakes") > 0

    def _below(self, candidate: Candidate, before: Candidate) -> str | None:
        """The section of the unit that a leaning one leans on, which is printed now if it is not yet."""
        section = self.taken.get(before.key)
        if section is not None:
            return section if section in _STACKED and self._places(section) > 0 else None
        wanted = max(_STACKED[:2], key=lambda name: self.value(before, name))
        fits = self.value(before, wanted) > 0 and self.free(before, candidate.unit.length)
        if not fits or self._places(wanted) < 2 or not self.stands(before, wanted):
            return None
        if wanted == "background" and not self._shorter_than_news(before.unit.length + candidate.unit.length):
            return None
        self.take(before, wanted)
        return wanted

    def _shorter_than_news(self, more: int) -> bool:
        """Background never grows longer than all the news beside it."""
        news = ("bottom_line", "developments", "reactions", "stakes", "outlook")
        told = sum(c.unit.length for name in news for c in self.chosen.sections[name])
        return sum(c.unit.length for c in self.chosen.sections["background"]) + more <= told


def _is_update(candidate: Candidate, following: Candidate) -> bool:
    """Whether a unit takes back, limits or denies what the one before it told."""
    words = following.unit.folded.split()[:5]
    contrast = bool(words) and words[0].rstrip(",") in {"But", "However", "Yet"}
    gap = following.gap
    denies = gap is not None and gap.back and gap.kind == "disputed"
    return "later" in words or ((contrast or denies) and following.unit.paragraph == candidate.unit.paragraph)


def choose(ranked: Ranked, limits: Limits) -> Chosen:
    """The units of a brief, by section."""
    chooser = _Chooser(ranked, limits)
    chooser.bottom_line()
    chooser.rounds()
    for name, own in chooser.chosen.sections.items():
        if name != "bottom_line":
            own.sort(key=lambda c: c.key)
    return chooser.chosen


def reserve(ranked: Ranked, chosen: Chosen, most: int) -> Iterable[Candidate]:
    """The best units that were not chosen and can stand alone."""
    taken = {candidate.key for candidate in chosen.order}
    rest = [c for c in ranked.candidates if c.key not in taken and not chosen.mended[c.key].leans]
    return sorted(rest, key=lambda c: (-c.salience, c.key))[:most]
