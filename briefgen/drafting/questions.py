"""A unit in, what it leaves open out: the kind, the deciding words, and a question of the sentence's own words.

A question is derived only where a pattern is safe; otherwise the extract stands alone under its kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from briefgen.drafting import rules
from briefgen.drafting.units import Unit
from briefgen.model import QuestionKind

_LONGEST = 25  # words in a question


@dataclass(frozen=True, slots=True)
class Gap:
    """What a unit leaves open. `priority` counts from 0, the most telling trigger."""

    kind: QuestionKind
    words: str
    text: str | None
    priority: int


def gap(unit: Unit, language: str) -> Gap | None:
    """The gap a unit shows, or None."""
    table = rules.questions(language)
    for priority, (kind, pattern) in enumerate(table.triggers):
        found = pattern.search(unit.folded)
        if found and not _inside_quotation(unit.folded, found):
            text = (
                _derived(unit.folded, table) if kind in {"conditional", "undecided", "unknown", "no answer"} else None
            )
            return Gap(cast("QuestionKind", kind), found[0].strip(), text, priority)
    return None


def _inside_quotation(text: str, found: re.Match[str]) -> bool:
    """A condition inside a quotation is the speaker's rhetoric as often as a gap in the reporting."""
    before = text[: found.start()]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _derived(text: str, table: rules.Questions) -> str | None:
    for pattern, question in table.patterns:
        found = pattern.search(text)
        if found:
            groups = found.groupdict()
            named = groups.get("subject") or groups.get("clause") or ""
            if named and (table.unsafe.search(named) or _inside_quotation(text, found)):
                return None
            return _asked(question, groups, at_start=found.start() == 0)
    return None


def _asked(question: str, groups: dict[str, str | None], *, at_start: bool) -> str | None:
    """The filled pattern. A sentence's first word loses its capital unless it is a name."""
    filled = {name: (value or "").strip() for name, value in groups.items()}
    for name in ("wh", "aux"):
        filled[name.capitalize()] = filled.get(name, "")[:1].upper() + filled.get(name, "")[1:]
    if at_start and filled.get("subject"):
        filled["subject"] = _lowered(filled["subject"])
    text = question.format(**filled)
    return text if len(text.split()) <= _LONGEST else None


_COMMON = frozenset({"The", "A", "An", "His", "Her", "Its", "Their", "This", "That", "These", "Those"})


def _lowered(subject: str) -> str:
    first, _, rest = subject.partition(" ")
    return f"{first.lower()} {rest}" if first in _COMMON else subject
