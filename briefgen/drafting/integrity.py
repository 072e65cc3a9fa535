"""A unit in, the edits that let it stand alone out: dates, pronouns and pointers, always in square brackets.

What cannot be mended without a guess leans: it is printed only directly below the sentence it leans on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.drafting import rules
from briefgen.drafting.dates import dates
from briefgen.drafting.units import Unit
from briefgen.model import Actor, Edit

_GENDER = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_FIRST_WORD = 8  # characters: a gloss within them explains the opening word
# "It was not clear when", "It took two years": such an "It" points to nothing before it.
_EXPLETIVE = re.compile(
    r"It (?:(?:is|was|remains|remained|seems|seemed|appears|appeared) (?:[\w']+ ){0,2}?"
    r"(?:clear|known|unclear|unknown|uncertain|doubtful|likely|unlikely|possible|impossible|expected|not|too|time|hard)"
    r"|(?:took|takes|will take) (?:\w+ ){1,3}(?:days|weeks|months|years|hours))\b"
)


@dataclass(frozen=True, slots=True)
class Mended:
    """`alone`: edits when printed by itself; `below`: right below its predecessor. `leans`: never printed alone."""

    alone: tuple[Edit, ...]
    below: tuple[Edit, ...]
    leans: bool
    pointed: bool


def mend(unit: Unit, of_article: Sequence[Unit]) -> Mended:
    """What a unit needs; `of_article` are all units of its article, in order."""
    previous = of_article[unit.place - 1] if unit.place else None
    always = [*dates(unit), *_speaker_pronouns(unit)]
    glosses = _opening_gloss(unit, previous, of_article)
    opening = _Opening(unit, previous, of_article)
    pointers = [] if glosses else opening.pointers()
    within = _demonstratives(unit, previous, of_article)
    explained = glosses or any(e.kind == "glossed" and e.start - unit.start < _FIRST_WORD for e in always)
    return Mended(
        _in_order([*always, *glosses, *pointers, *within]),
        _in_order([*always, *glosses]),
        leans=not explained and opening.leans(),
        pointed=bool(pointers),
    )


def pointed(unit: Unit, previous: Unit, mended: Mended) -> Mended:
    """The same with a pointer behind the first word of a unit that leans: "It [¶6] lists 241 passengers."

    For a table, where the unit is read for its figure and cannot stand below the one that it leans on.
    """
    at = unit.start + len(unit.text.split(maxsplit=1)[0].rstrip(",;:"))
    pointer = _insert("pointed", at, f"¶{previous.paragraph}")
    return replace(mended, alone=_in_order([*mended.alone, pointer]), pointed=True)


def _in_order(edits: list[Edit]) -> tuple[Edit, ...]:
    """By place; one at each place, and each name only where it is needed first."""
    places: dict[int, Edit] = {}
    names: set[str] = set()
    for edit in sorted(edits, key=lambda e: e.start):
        known = edit.kind == "glossed" and edit.inserted in names
        if edit.start not in places and not known:
            places[edit.start] = edit
            names.add(edit.inserted)
    return tuple(places.values())


def _insert(kind: str, at: int, words: str) -> Edit:
    return Edit(kind, at, at, f" [{words}]")  # type: ignore[arg-type]


def _gloss(unit: Unit, at: int, persons: Sequence[Actor]) -> Edit:
    """The persons' names behind the words that end at `at` in the unit."""
    return _insert("glossed", unit.start + at, ", ".join(_written(unit, actor.name) for actor in persons))


def _written(unit: Unit, name: str) -> str:
    """The actor's name as the article has it: the name that the office prefers stands in no extract."""
    text = " ".join(unit.analysis.article.text.replace("’", "'").split())
    forms = next((actor.aliases for actor in unit.analysis.actors if actor.name == name), ())
    return name if name in text else next((form for form in forms if form in text), name)


# ------------------------------------------------------------------------- pronouns


def _quoted(unit: Unit, at: int) -> bool:
    return any(q.cite.start <= at < q.cite.end for q in unit.quotations if q.kind != "indirect")


def _speaker_pronouns(unit: Unit) -> list[Edit]:
    """ "he added" -> "he [Jan Weber] added", for each speaker that was found by a pronoun, outside any quotation."""
    edits = []
    for quotation in unit.quotations:
        speaker = quotation.speaker
        known = {actor.name for actor in unit.persons}
        if speaker and speaker.how == "pronoun" and speaker.name not in known and not unit.doubtful(quotation):
            pattern = re.compile(rf"\b{re.escape(speaker.as_written)}\b")
            places = (unit.start + found.end() for found in pattern.finditer(unit.text))
            at = next((place for place in places if not _quoted(unit, place - 1)), None)
            if at is not None:
                edits.append(_insert("glossed", at, _written(unit, speaker.name)))
    return edits


def _fits(actor: Actor, pronoun: str) -> bool:
    """Whether nothing in a role speaks against the pronoun."""
    role = (actor.role or "").lower()
    woman = re.search(r"woman\b|\bqueen\b|\bprincess\b", role)
    man = re.search(r"(?<!wo)man\b|\bking\b|\bprince\b", role)
    return not (man if _GENDER[pronoun] == "f" else woman)


def _near_persons(unit: Unit, of_article: Sequence[Unit]) -> list[Actor]:
    """Persons of the unit before; where it names none, of the one before that in the same or the last paragraph.

    None where somebody unnamed speaks in between: he or she may be meant.
    """
    for before in reversed(of_article[: unit.place]):
        if unit.paragraph - before.paragraph > 1:
            break
        if any(q.speaker and q.speaker.unnamed for q in before.quotations):
            return []
        if before.persons:
            return list(before.persons)
    return []


def _opening_gloss(unit: Unit, previous: Unit | None, of_article: Sequence[Unit]) -> list[Edit]:
    """A name behind an opening "He", "The President" or "The two diplomats", where only one reading is possible."""
    if previous is None or any(unit.doubtful(q) for q in unit.quotations):
        return []
    first = re.match(r"(He|She|His|Her)\b", unit.text)
    if first:
        persons = [a for a in _near_persons(unit, of_article) if _fits(a, first[1].lower())]
        return [_gloss(unit, first.end(), persons)] if len(persons) == 1 else []
    pair = re.match(r"The (?:two|pair of) (?:[a-z-]+ )?[a-z]+s\b", unit.text)
    if pair:
        return [_gloss(unit, pair.end(), previous.persons)] if len(previous.persons) == 2 else []
    return _role_gloss(unit)


def _role_gloss(unit: Unit) -> list[Edit]:
    """ "The President" where exactly one person bears exactly that role, by the article's own words."""
    found = re.match(r"The ((?:[\w-]+ ){0,3}?[\w-]+)(?= (?:[a-z]|[—–]))", unit.text)
    while found:
        phrase = found[1].lower()
        # The office's own roles (those without a place in the article) tell nothing of whom the article means.
        titled = [a for a in unit.analysis.actors if a.role and a.role_cite and a not in unit.actors]
        bearers = [a for a in titled if a.role and a.role.lower() == phrase]
        if len(bearers) == 1:
            return [_gloss(unit, found.end(), bearers)]
        longer = re.match(rf"The ((?:[\w-]+ ){{{phrase.count(' ') + 1}}}[\w-]+)(?= [a-z])", unit.text)
        found = longer if longer and phrase.count(" ") < 3 else None
    return []


# -------------------------------------------------------------- what points backwards


# "The ministers will return to it on June 22.": too short to say itself what "it" is.
_SHORT = 12  # words
_BARE_OBJECT = re.compile(r"\b(?:to|of|for|on|with|about|by|at|from|in|accept|use|fund|join) (?:it|them|this|that)\b")
# "bullsh*t": whether a memo prints masked vulgarity is a person's decision.
_MASKED = re.compile(r"\w\*+\w")


_THE_NOUN = (
    re.compile(r"The (?:latest|new|proposed|two|three) ([a-z-]+)(?= (?:[a-z]+ly )?[a-z]+)"),
    re.compile(r"The ([a-z-]+)(?= (?:[a-z]+ly )?[a-z]+)"),
)


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
        if not self.unit.whole or _MASKED.search(self.unit.text):
            return True
        if self.previous is None:
            return False
        if self.unit.length < _SHORT and _BARE_OBJECT.search(self.unit.folded):
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
        """A pointer behind an opening "However", "In return" or "The encounter"."""
        if self.previous is None:
            return []
        lists = rules.anaphors("en")
        first = self._first()
        phrase = next((p for p in lists.phrases if self.unit.folded.startswith(p)), None)
        if phrase or (first in lists.connectives and self.unit.text.startswith(first)):
            return [_insert("pointed", self.unit.start + len(phrase or first), f"¶{self.previous.paragraph}")]
        found = next((f for rule in _THE_NOUN if (f := rule.match(self.unit.text)) and f[1] in lists.nouns), None)
        if found and not self._own(found):
            point = _antecedent(self.unit, found[1], self.of_article)
            return [_insert("pointed", self.unit.start + found.end(), f"¶{point}")] if point else []
        return []

    def _own(self, found: re.Match[str]) -> bool:
        """Whether the noun is explained right behind it: "The meeting of foreign ministers", "The decision to …"."""
        return bool(
            re.match(
                r" (?:of|to|by|between|on|in|at|with|for|from|that|which|who|over|against)\b",
                self.unit.text[found.end() :],
            )
        )


def _antecedent(unit: Unit, noun: str, of_article: Sequence[Unit]) -> int | None:
    """The paragraph that last used the noun before this unit, else the one right before.

    None where the headline or the first sentence says what is meant: every reader of the memo knows it.
    """
    stem = next((w for w in unit.stems if noun.startswith(w[:4])), noun)
    for before in reversed(of_article[: unit.place]):
        if stem in before.stems:
            return before.paragraph if before.place else None
    headline = unit.analysis.article.title.lower()
    return None if stem in headline else of_article[unit.place - 1].paragraph


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
            return [_insert("pointed", unit.start + found.end(), f"¶{point}")] if point else []
    return []
