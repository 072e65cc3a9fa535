"""Ranked in, the chosen units by section out: in rounds, so that no section starves another.

The bottom line comes first; then every section takes its best unit in turn until the limits are reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefgen.drafting import rules
from briefgen.drafting.integrity import Mended, mend
from briefgen.drafting.ranking import Candidate, Ranked
from briefgen.drafting.salience import overlap

ROUND = ("developments", "stakes", "background", "reactions", "outlook", "questions")
_WITH_UPDATES = frozenset({"developments", "background", "stakes"})
# Below such a share a unit does not belong to a section, however good it is.
_LEAST = {"developments": 0.25, "background": 0.35, "reactions": 0.35, "outlook": 0.3}
_DAY = re.compile(r"day\b|night\b|\d")  # a time of this week, not "this year"
_SHORTEST = 9  # words; less tells too little to stand in a section
_TIE = 0.15
_OWN = 0.8  # of its value for its best section: with less, a unit belongs there and not here
_SAME = 0.72  # share of content stems that makes two units say the same


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
    outlook: int = 3
    questions: int = 5
    actors: int = 12
    share_one: float = 0.6
    share_several: float = 0.25


@dataclass(slots=True)
class Chosen:
    """Units by section; `order` is the order of choice, the most wanted first."""

    sections: dict[str, list[Candidate]] = field(default_factory=lambda: {name: [] for name in ("bottom_line", *ROUND)})
    order: list[Candidate] = field(default_factory=list)
    mended: dict[tuple[int, int], Mended] = field(default_factory=dict)
    keep: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


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
        for candidate in ranked.candidates:
            units = [c.unit for c in self.by_article[candidate.unit.article]]
            self.chosen.mended[candidate.key] = mend(candidate.unit, units)
        self.taken: set[tuple[int, int]] = set()
        self._values: dict[tuple[int, int], dict[str, float]] = {}

    def take(self, candidate: Candidate, section: str) -> None:
        """Prints a unit in a section."""
        self.chosen.sections[section].append(candidate)
        self.chosen.order.append(candidate)
        self.taken.add(candidate.key)
        self.room[candidate.unit.article] -= candidate.unit.length

    def free(self, candidate: Candidate) -> bool:
        """Whether a unit may still be printed: not taken, within the share, nothing that says the same."""
        if candidate.key in self.taken or candidate.unit.length > self.room[candidate.unit.article]:
            return False
        if len(self.chosen.order) >= self.limits.extracts:
            return False
        return not any(overlap(candidate.unit, other.unit) > _SAME for other in self.chosen.order)

    def alone(self, candidate: Candidate) -> bool:
        """Whether a unit can stand in a section of its own."""
        return not self.chosen.mended[candidate.key].leans

    # ------------------------------------------------------------- bottom line

    def bottom_line(self) -> None:
        """The first unit of the newest article, and the next ones that tell more of who, where and when."""
        for own in self.by_article.values():
            lead = next((c for c in own if self.alone(c) and c.unit.length >= 6), None)
            if lead is None:
                continue
            self.take(lead, "bottom_line")
            self._more(lead, own)
            return

    def _more(self, lead: Candidate, own: list[Candidate]) -> None:
        words = lead.unit.length
        at = lead.unit.place + 1
        while at < min(len(own), lead.unit.place + 3) and len(self.chosen.order) < self.limits.bottom_line:
            candidate = own[at]
            words += candidate.unit.length
            if words > self.limits.bottom_words or not self._tells_more(candidate):
                break
            self.take(candidate, "bottom_line")
            at += 1

    def _tells_more(self, candidate: Candidate) -> bool:
        """Whether a unit adds a name or a time that the bottom line lacks, in the source's own voice."""
        unit = candidate.unit
        before = [c.unit for c in self.chosen.order]
        known = {actor.name for other in before for actor in other.actors}
        adds = any(actor.name not in known for actor in unit.actors) or bool(unit.times)
        return adds and unit.quoted_share < 0.4 and candidate.fit.shares["developments"] >= 0.25

    # ------------------------------------------------------------- other sections

    def value(self, candidate: Candidate, section: str) -> float:
        """How much a section wants a unit; 0 or less: not at all."""
        if section == "stakes":
            return candidate.stake * (0.5 + candidate.salience)
        if section == "questions":
            gap = candidate.gap
            return (1.0 - 0.08 * gap.priority) * (0.5 + candidate.salience) if gap else 0.0
        values = self._values.get(candidate.key)
        if values is None:
            values = {name: self._section_value(candidate, name) for name in rules.SECTIONS}
            self._values[candidate.key] = values
        return values[section] if values[section] >= _OWN * max(values.values()) else 0.0

    def _section_value(self, candidate: Candidate, section: str) -> float:
        """The value of a unit for one of the sections that the cues know."""
        share = candidate.fit.shares[section]
        if section == "developments":
            share = self._news(candidate, share)
        if share < _LEAST[section] or not self._belongs(candidate, section):
            return 0.0
        return share * (0.3 + 1.2 * candidate.salience) + self._ties(candidate) - self._pointed(candidate)

    def _news(self, candidate: Candidate, share: float) -> float:
        """The share of news, with what a late act, a day of this week or the word of a principal adds."""
        rules_ = rules.recent("en")
        text = candidate.unit.folded
        if rules_.past.search(text):
            return share
        speaker = candidate.unit.speaker
        known = next((a for a in candidate.unit.analysis.actors if speaker and a.name == speaker.name), None)
        has = {
            "recent": any(t.ahead is False and _DAY.search(t.as_written) for t in candidate.unit.times)
            or bool(rules_.recent.search(text)),
            "event": bool(rules_.event.search(text)),
            "principal": bool(known and known.role and known.mentions > 2 and candidate.unit.quoted_share > 0.3),
        }
        return share + sum(rules_.weights[name] for name, holds in has.items() if holds)

    def _ties(self, candidate: Candidate) -> float:
        """What a unit gains by naming the persons of the bottom line."""
        lead = {actor.name for other in self.chosen.sections["bottom_line"] for actor in other.unit.persons}
        return _TIE * min(2, sum(1 for actor in candidate.unit.persons if actor.name in lead))

    def _pointed(self, candidate: Candidate) -> float:
        """What a unit loses that needs a pointer to be understood."""
        return 0.25 if self.chosen.mended[candidate.key].pointed else 0.0

    def _belongs(self, candidate: Candidate, section: str) -> bool:
        """A reaction has a speaker; what a section prints does not mostly quote, unless it is one."""
        if candidate.unit.length < _SHORTEST:
            return False
        if section == "reactions":
            return candidate.unit.speaker is not None and not candidate.unit.speaker.medium
        return section == "developments" or candidate.unit.quoted_share < 0.6

    def rounds(self) -> None:
        """Each section takes its best unit in turn, until a round takes nothing."""
        went_on = True
        while went_on:
            went_on = False
            for section in ROUND:
                if len(self.chosen.sections[section]) < getattr(self.limits, section):
                    went_on |= self._take_best(section)

    def _take_best(self, section: str) -> bool:
        wanted = [(self.value(c, section), c) for c in self.ranked.candidates if c.key not in self.taken]
        wanted.sort(key=lambda pair: (-pair[0], pair[1].key))
        best = next((c for value, c in wanted if value > 0 and self.alone(c) and self.free(c)), None)
        if best is None:
            return False
        if section == "background" and not self._shorter_than_news(best.unit.length):
            return False
        self.take(best, section)
        self._with_update(best, section)
        return True

    def _shorter_than_news(self, more: int) -> bool:
        """Background never grows longer than all the news beside it."""
        news = ("bottom_line", "developments", "reactions", "stakes", "outlook")
        told = sum(c.unit.length for name in news for c in self.chosen.sections[name])
        return sum(c.unit.length for c in self.chosen.sections["background"]) + more <= told

    def _with_update(self, candidate: Candidate, section: str) -> None:
        """ "X was halted." misleads without "The President later clarified …": such a unit is printed with it."""
        own = self.by_article[candidate.unit.article]
        at = candidate.unit.place + 1
        if section not in _WITH_UPDATES or at >= len(own) or not _is_update(candidate, own[at]):
            return
        update = own[at]
        if update.key not in self.taken and self.free(update):
            self.take(update, section)
            self.chosen.keep[candidate.key] = update.key
            self.chosen.keep[update.key] = candidate.key


def _is_update(candidate: Candidate, following: Candidate) -> bool:
    """Whether a unit takes back or limits what the one before it told."""
    words = following.unit.folded.split()[:5]
    contrast = bool(words) and words[0].rstrip(",") in {"But", "However", "Yet"}
    return "later" in words or (contrast and following.unit.paragraph == candidate.unit.paragraph)


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
    """The best units that were not chosen."""
    taken = {candidate.key for candidate in chosen.order}
    rest = [c for c in ranked.candidates if c.key not in taken and not chosen.mended[c.key].leans]
    return sorted(rest, key=lambda c: (-c.salience, c.key))[:most]
