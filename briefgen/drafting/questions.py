"""A unit in, what it leaves open out: the kind, the deciding words, and a question of the sentence's own words.

A question is derived only where a pattern is safe; otherwise the extract stands alone under its kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from briefgen.drafting import rules
from briefgen.drafting.clauses import onwards, opening
from briefgen.drafting.units import Unit
from briefgen.model import QuestionKind

_LONGEST = 25  # words in a question
_EARLY = 30  # characters before a trigger that still make it what the sentence is about
_SHORT = 12  # words of a sentence that holds little beside its gap
_ONLY = frozenset({"unknown", "no answer", "unconfirmed", "disputed"})
_DERIVED = frozenset({"conditional", "undecided", "unknown", "no answer"})


@dataclass(frozen=True, slots=True)
class Gap:
    """What a unit leaves open.

    `clause`: the words around the deciding ones. `only`: the sentence tells nothing beside its gap. `back`: its gap is
    understood only below its predecessor.
    """

    kind: QuestionKind
    words: str
    text: str | None
    only: bool = False
    back: bool = False
    clause: str = ""


def gap(unit: Unit, language: str) -> Gap | None:
    """The gap a unit shows, or None. What stands between quotation marks is rhetoric as often as a gap."""
    table = rules.questions(language)
    for kind, rule in table.triggers:
        for found in rule.finditer(unit.folded, unit.lowered):
            if not _touches_quotation(unit.folded, found):
                text = _derived(unit, table) if kind in _DERIVED else None
                return Gap(
                    cast("QuestionKind", kind),
                    _deciding(unit, found),
                    text,
                    only=kind in _ONLY and (found.start() <= _EARLY or unit.length <= _SHORT),
                    clause=_clause(unit, kind, found),
                    back=table.back.search(unit.folded, unit.lowered) is not None,
                )
    return None


def _clause(unit: Unit, kind: str, found: re.Match[str]) -> str:
    """The words that stay open: of a condition the condition alone."""
    if kind == "conditional":
        condition = opening(unit.plain, *found.span("words" if found.groupdict().get("words") else 0))
        return condition if condition != _deciding(unit, found) else ""
    return onwards(unit.plain, *found.span())


def noticed(unit: Unit, kind: QuestionKind, words: tuple[str, ...]) -> Gap:
    """The gap of a unit in which no rule finds one: its words that tell most of something open, "" without any."""
    for word in words:
        found = re.search(rf"\b{re.escape(word)}\b", unit.lowered)
        if found and unit.plain[slice(*found.span())] != "May":
            return Gap(kind, unit.plain[slice(*found.span())], None, clause=onwards(unit.plain, *found.span()))
    return Gap(kind, "", None)


def _deciding(unit: Unit, found: re.Match[str]) -> str:
    """The deciding words as the source writes them."""
    group = "words" if found.groupdict().get("words") else 0
    return unit.plain[slice(*found.span(group))].strip()


_MARKS = re.compile('[“”"«»]')


def _touches_quotation(text: str, found: re.Match[str]) -> bool:
    """Whether a match begins inside a quotation or holds a quotation mark."""
    before = text[: found.start()]
    opened = (
        before.count("“") > before.count("”") or before.count('"') % 2 == 1 or before.count("«") > before.count("»")
    )
    return opened or _MARKS.search(found[0]) is not None


def _derived(unit: Unit, table: rules.Questions) -> str | None:
    """The question of the first pattern that fits and is safe."""
    for rule, question in table.patterns:
        found = rule.search(unit.folded, unit.lowered)
        if found:
            parts = {name: unit.plain[slice(*found.span(name))].strip() for name in found.groupdict() if found[name]}
            if _safe(parts, table) and not _touches_quotation(unit.folded, found):
                return _asked(question, parts, tag=unit.first_tag if found.start() == 0 else "")
    return None


def _safe(parts: dict[str, str], table: rules.Questions) -> bool:
    """Whether the subject holds no clause of its own, and nothing in the question needs an antecedent."""
    subject = parts.get("subject") or parts.get("clause") or ""
    return not table.unsafe.search(subject) and not table.pronouns.search(parts.get("verb", ""))


def _asked(question: str, parts: dict[str, str], *, tag: str) -> str | None:
    """The filled pattern. A sentence's first word, with its `tag`, loses its capital unless it is a name."""
    filled = dict(parts)
    for name in ("wh", "aux"):
        word = parts.get(name, "")
        filled[name.capitalize()] = word[:1].upper() + word[1:]
    if "subject" in filled:
        filled["subject"] = _lowered(filled["subject"], tag)
    text = question.format(**filled)
    return text if len(text.split()) <= _LONGEST else None


_COMMON = frozenset({"DT", "PRP$", "NN", "NNS", "JJ"})


def _lowered(subject: str, tag: str) -> str:
    """The subject without the capital that only the start of a sentence gave it."""
    shouted = subject.split(maxsplit=1)[0][1:].isupper()
    return subject[:1].lower() + subject[1:] if tag in _COMMON and not shouted else subject
