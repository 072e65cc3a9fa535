"""A unit in, the edits that let it stand alone out: dates, pronouns and pointers, always in square brackets.

What cannot be mended without a guess leans: it is printed only directly below the sentence it leans on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefgen.drafting import rules
from briefgen.drafting.units import Unit
from briefgen.model import Actor, Edit, Time

_GENDER = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_EXPLETIVE = re.compile(r"It (?:is|was|remains|remained|has|had|will|would|may|could|also|appears|seems|took|came)\b")


@dataclass(frozen=True, slots=True)
class Mended:
    """`alone`: edits when printed by itself; `below`: right below its predecessor. `leans`: never alone."""

    alone: tuple[Edit, ...]
    below: tuple[Edit, ...]
    leans: bool
    pointed: bool


def mend(unit: Unit, of_article: Sequence[Unit]) -> Mended:
    """What a unit needs; `of_article` are all units of its article, in order."""
    previous = of_article[unit.place - 1] if unit.place else None
    always = [*_dates(unit), *_speaker_pronouns(unit)]
    glosses = _opening_gloss(unit, previous, of_article)
    opening = _Opening(unit, previous, of_article)
    pointers = [] if glosses else opening.pointers()
    within = _demonstratives(unit, previous, of_article)
    leans = not glosses and not any(e.kind == "glossed" and _opens(unit, e) for e in always) and opening.leans()
    return Mended(
        _in_order([*always, *glosses, *pointers, *within]), _in_order([*always, *glosses]), leans, bool(pointers)
    )


def _opens(unit: Unit, edit: Edit) -> bool:
    return edit.start - unit.start < 8


def _in_order(edits: list[Edit]) -> tuple[Edit, ...]:
    """By place, one at each place: the first of the list wins."""
    places: dict[int, Edit] = {}
    for edit in edits:
        places.setdefault(edit.start, edit)
    return tuple(places[at] for at in sorted(places))


def _insert(kind: str, at: int, words: str) -> Edit:
    return Edit(kind, at, at, f" [{words}]")  # type: ignore[arg-type]


# --------------------------------------------------------------------------- dates


def written_date(iso: str) -> str:
    """ "2025-07-10" -> "10 July 2025": the form of dates that the program adds to a text."""
    day = date.fromisoformat(iso[:10])
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _dates(unit: Unit) -> list[Edit]:
    edits = []
    for time in unit.times:
        words = _date_words(time)
        if words:
            edits.append(_insert("resolved", time.end, words))
    return edits


def _date_words(time: Time) -> str | None:
    """What is added behind an expression; None where it says it all, or nothing is known."""
    if time.resolved is None or re.search(r"\d{4}", time.as_written):
        return None
    day = date.fromisoformat(time.resolved)
    names_month = any(month[:3] in time.as_written for month in _MONTHS)
    if time.precision == "day":
        return str(day.year) if names_month else written_date(time.resolved)
    if time.precision == "week":
        return f"week of {written_date(time.resolved)}"
    if time.precision == "month":
        return str(day.year) if names_month else f"{_MONTHS[day.month - 1]} {day.year}"
    return str(day.year)


# ------------------------------------------------------------------------- pronouns


def _quoted(unit: Unit, at: int) -> bool:
    return any(q.cite.start <= at < q.cite.end for q in unit.quotations if q.kind != "indirect")


def _speaker_pronouns(unit: Unit) -> list[Edit]:
    """ "he added" -> "he [Donald Trump] added", for each speaker that was found by a pronoun."""
    edits = []
    for quotation in unit.quotations:
        speaker = quotation.speaker
        if speaker and speaker.how == "pronoun":
            pattern = re.compile(rf"\b{re.escape(speaker.as_written)}\b")
            for found in pattern.finditer(unit.text):
                if not _quoted(unit, unit.start + found.start()):
                    edits.append(_insert("glossed", unit.start + found.end(), speaker.name))
                    break
    return edits


def _fits(actor: Actor, pronoun: str) -> bool:
    """Whether nothing in a role speaks against the pronoun."""
    role = (actor.role or "").lower()
    woman = re.search(r"woman\b|\bqueen\b|\bprincess\b", role)
    man = re.search(r"(?<!wo)man\b|\bking\b|\bprince\b", role)
    return not (man if _GENDER[pronoun] == "f" else woman)


def _near_persons(unit: Unit, of_article: Sequence[Unit]) -> list[Actor]:
    """Persons of the unit before; where it names none, of the one before that in the same or the last paragraph."""
    for before in reversed(of_article[: unit.place]):
        if unit.paragraph - before.paragraph > 1:
            break
        if before.persons:
            return list(before.persons)
    return []


def _opening_gloss(unit: Unit, previous: Unit | None, of_article: Sequence[Unit]) -> list[Edit]:
    """A name behind an opening "He", "The President" or "The two diplomats", where only one reading is possible."""
    if previous is None:
        return []
    first = re.match(r"[“\"]?(He|She|His|Her)\b", unit.text)
    if first:
        persons = [a for a in _near_persons(unit, of_article) if _fits(a, first[1].lower())]
        return [_insert("glossed", unit.start + first.end(), persons[0].name)] if len(persons) == 1 else []
    pair = re.match(r"The (?:two|pair of) (?:[a-z-]+ )?[a-z]+s\b", unit.text)
    if pair:
        names = [actor.name for actor in previous.persons]
        return [_insert("glossed", unit.start + pair.end(), ", ".join(names))] if len(names) == 2 else []
    return _role_gloss(unit)


def _role_gloss(unit: Unit) -> list[Edit]:
    """ "The President" where exactly one person in the article bears exactly that role."""
    found = re.match(r"The ((?:[\w-]+ ){0,3}?[\w-]+)(?= (?:[a-z]|[—–]))", unit.text)
    while found:
        phrase = found[1].lower()
        bearers = [a for a in unit.analysis.actors if a.role and a.role.lower() == phrase and a not in unit.actors]
        if len(bearers) == 1:
            return [_insert("glossed", unit.start + found.end(), bearers[0].name)]
        longer = re.match(rf"The ((?:[\w-]+ ){{{phrase.count(' ') + 1}}}[\w-]+)(?= [a-z])", unit.text)
        found = longer if longer and phrase.count(" ") < 3 else None
    return []


# -------------------------------------------------------------- what points backwards


# "bullsh*t": whether a memo prints masked vulgarity is a person's decision.
_MASKED = re.compile(r"\w\*+\w")


@dataclass(frozen=True, slots=True)
class _Opening:
    """The first words of a unit, and what they lean on."""

    unit: Unit
    previous: Unit | None
    of_article: Sequence[Unit]

    def _first(self) -> str:
        found = re.match(r"[“\"‘(]?([\w’'-]+)", self.unit.text)
        return found[1] if found else ""

    def leans(self) -> bool:
        """Whether it opens with a word that only its predecessor explains, or quotes nobody known."""
        if self.previous is None:
            return False
        if _MASKED.search(self.unit.text):
            return True
        nobody = self.unit.quoted_share > 0.5 and self.unit.speaker is None
        lists = rules.anaphors("en")
        first = self._first()
        pronoun = first in lists.pronouns and not self._explained() and not _EXPLETIVE.match(self.unit.text)
        return nobody or (pronoun and not _quoted(self.unit, self.unit.start + 1))

    def _explained(self) -> bool:
        """ "One of the …", "Another 30 people", "Both armies": no pronoun after all."""
        return bool(re.match(r"One (?:of|[a-z])|(?:Both|Neither|Others?|Another) [a-z\d]+", self.unit.text))

    def pointers(self) -> list[Edit]:
        """A pointer behind an opening "However" or "The encounter"."""
        if self.previous is None:
            return []
        lists = rules.anaphors("en")
        first = self._first()
        if first in lists.connectives and self.unit.text.startswith(first):
            return [_insert("pointed", self.unit.start + len(first), f"¶{self.previous.paragraph}")]
        found = re.match(r"The (?:latest |new |proposed )?([a-z-]+)(?= (?:[a-z]+ly )?[a-z]+)", self.unit.text)
        if found and found[1] in lists.nouns and not self._own(found):
            at = self.unit.start + found.end()
            return [_insert("pointed", at, f"¶{_antecedent(self.unit, found[1], self.of_article)}")]
        return []

    def _own(self, found: re.Match[str]) -> bool:
        """Whether the noun is explained right behind it: "The meeting of foreign ministers", "The decision to …"."""
        return bool(
            re.match(
                r" (?:of|to|by|between|on|in|at|with|for|from|that|which|who|over|against)\b",
                self.unit.text[found.end() :],
            )
        )


def _antecedent(unit: Unit, noun: str, of_article: Sequence[Unit]) -> int:
    """The paragraph that last used the noun before this unit, else the one right before."""
    stem = next((w for w in unit.stems if noun.startswith(w[:4])), noun)
    for before in reversed(of_article[: unit.place]):
        if stem in before.stems:
            return before.paragraph
    return of_article[unit.place - 1].paragraph


_DEMONSTRATIVE = re.compile(r"\b(?:those|these) ([a-z]+s)\b")
_FAR = 12  # words before a demonstative that make an antecedent in its own sentence likely


def _demonstratives(unit: Unit, previous: Unit | None, of_article: Sequence[Unit]) -> list[Edit]:
    """ "those shipments [¶5]", where nothing in the unit itself explains them."""
    if previous is None:
        return []
    for found in _DEMONSTRATIVE.finditer(unit.text):
        before = unit.text[: found.start()]
        explained = found[1][:5] in before or len(before.split()) >= _FAR or _quoted(unit, unit.start + found.start())
        if not explained:
            point = _antecedent(unit, found[1], of_article)
            return [_insert("pointed", unit.start + found.end(), f"¶{point}")]
    return []
