"""A protective marking of config.yaml in; its printed label, rank and colours out, or what is wrong with it.

The schemes stand in markings.yaml, an office's own labels in config.yaml. Nothing here chooses a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from briefgen.config.settings import Marking
from briefgen.marks import Fault, near

OWN = "own"
_TABLE = Path(__file__).with_name("markings.yaml")


@dataclass(frozen=True, slots=True)
class Look:
    """The colours that a scheme prescribes for a label, as CSS writes them; empty: the style's own."""

    ink: str = ""
    ground: str = ""


@cache
def schemes() -> Mapping[str, Mapping[str, Any]]:
    """The table of schemes by name."""
    import yaml

    found: dict[str, Mapping[str, Any]] = yaml.safe_load(_TABLE.read_text("utf-8"))
    return found


def faults(marking: Marking, language: str) -> Iterator[Fault]:
    """What is wrong with the scheme, the label or the mark of paragraphs, each with its key in config.yaml."""
    if not marking.scheme:
        return
    if marking.scheme == OWN:
        yield from _own_faults(marking, language)
        return
    scheme = schemes().get(marking.scheme)
    if scheme is None:
        hint = near(marking.scheme, [*schemes(), OWN])
        yield Fault(("marking", "scheme"), f'no scheme "{marking.scheme}"', hint)
        return
    if marking.label and not _base(marking.label, scheme):
        hint = f"{near(marking.label, scheme['labels'])}; {scheme['write']}"
        yield Fault(("marking", "label"), f'"{marking.label}" is no label of {marking.scheme}', hint)
    marks = tuple(scheme.get("portion", ()))
    if marks and marking.portion and marking.portion.split("//")[0] not in marks:
        hint = f"write one of {', '.join(marks)}, without brackets"
        yield Fault(("marking", "portion"), f'"{marking.portion}" is no mark of {marking.scheme}', hint)


def _own_faults(marking: Marking, language: str) -> Iterator[Fault]:
    if not marking.own:
        yield Fault(("marking", "own"), "no labels", "write them in rank order: {en: [INTERNAL, RESTRICTED]}")
        return
    if len({len(labels) for labels in marking.own.values()}) > 1:
        yield Fault(("marking", "own"), "the languages have different numbers of labels", "give each label in each")
    known = [label for labels in marking.own.values() for label in labels]
    if marking.label and marking.label not in known:
        yield Fault(("marking", "label"), f'"{marking.label}" is none of your own', near(marking.label, known))
    elif marking.label and language not in marking.own:
        yield Fault(("marking", "own"), f"no labels in {language}", "add the list of this language")


def printed(marking: Marking, language: str) -> str:
    """The label as the memo prints it: as written; of an office's own ones that of the memo's language."""
    if marking.scheme == OWN and marking.label and (at := rank(marking)) is not None:
        return marking.own[language][at]
    return marking.label


def rank(marking: Marking) -> int | None:
    """The place of the label in its scheme's order, 0 the lowest; None where the scheme or label is unknown."""
    if marking.scheme == OWN:
        places = (labels.index(marking.label) for labels in marking.own.values() if marking.label in labels)
        return next(places, None)
    scheme = schemes().get(marking.scheme) if marking.scheme else None
    base = _base(marking.label, scheme) if scheme else ""
    return list(scheme["labels"]).index(base) if scheme and base else None


def labels(marking: Marking) -> tuple[str, ...]:
    """The labels of the marking's scheme, the lowest first; of an office's own ones those of all languages."""
    if marking.scheme == OWN:
        return tuple(label for own in marking.own.values() for label in own)
    return tuple(schemes().get(marking.scheme, {}).get("labels", ()))


def look(scheme: str, label: str) -> Look:
    """The colours that a scheme prescribes for a label."""
    found = schemes().get(scheme) if scheme else None
    if not found:
        return Look()
    ink = found.get("ink", "")
    return Look(ink.get(_base(label, found), "") if isinstance(ink, dict) else ink, found.get("ground", ""))


def _base(label: str, scheme: Mapping[str, Any]) -> str:
    """The label of the scheme that this one is, or begins with; empty where it is none."""
    after = scheme.get("after", "")
    fitting = (base for base in scheme["labels"] if re.fullmatch(re.escape(base) + after, label))
    return max(fitting, key=len, default="")
