"""The drafting rules of a language in, compiled tables out; the rules themselves stand in `data/en`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
SECTIONS = ("developments", "background", "reactions", "outlook")


@dataclass(frozen=True, slots=True)
class Cue:
    """An expression with the percent of matching sentences that belong to each of SECTIONS."""

    name: str
    shares: tuple[float, float, float, float]
    pattern: re.Pattern[str]


def _rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def _shares(row: list[str]) -> tuple[float, float, float, float]:
    """New and consequence are developments; previous events, context and history are background."""
    new, consequence, previous, context, history, reaction, outlook = map(float, row)
    return new + consequence, previous + context + history, reaction, outlook


@cache
def cues(language: str) -> tuple[tuple[float, float, float, float], tuple[Cue, ...]]:
    """(base shares, cues), of one language."""
    rows = _rows(DATA / language / "cues.tsv")
    table = tuple(Cue(row[0], _shares(row[2:9]), re.compile(row[9])) for row in rows[1:])
    return _shares(rows[0][2:9]), table


@cache
def positions(language: str) -> tuple[tuple[int, tuple[float, float, float, float]], ...]:
    """(place, shares) by rising place; a place between two rows has the upper row's shares."""
    found = []
    for row in _rows(DATA / language / "positions.tsv"):
        new, background, reaction, outlook = map(float, row[1:5])
        found.append((int(row[0]), (new, background, reaction, outlook)))
    return tuple(found)


def _yaml(path: Path) -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return dict(yaml.load(path.read_text(encoding="utf-8"), Loader=loader))  # noqa: S506 - safe loaders


@dataclass(frozen=True, slots=True)
class Stakes:
    """Weighted expressions by type; "consequence" is no type but counts for all."""

    enough: float
    type: float
    types: dict[str, tuple[tuple[float, re.Pattern[str]], ...]]
    whose: re.Pattern[str]


@cache
def stakes(language: str) -> Stakes:
    """The table of what is at stake."""
    data = _yaml(DATA / language / "stakes.yaml")
    types = {
        name: tuple((float(weight), re.compile(rule, re.IGNORECASE)) for weight, rule in rules.items())
        for name, rules in data.items()
        if isinstance(rules, dict)
    }
    return Stakes(data["enough"], data["type"], types, re.compile(data["whose"], re.IGNORECASE))


@dataclass(frozen=True, slots=True)
class Recent:
    """What makes a sentence news deep in an article, and what speaks against it."""

    weights: dict[str, float]
    recent: re.Pattern[str]
    event: re.Pattern[str]
    past: re.Pattern[str]


@cache
def recent(language: str) -> Recent:
    """The table of `recent.yaml`."""
    data = _yaml(DATA / language / "recent.yaml")
    return Recent(data["weights"], *(re.compile(data[name]) for name in ("recent", "event", "past")))


@dataclass(frozen=True, slots=True)
class Questions:
    """Triggers by kind, in order of priority, and the safe patterns of derived questions."""

    triggers: tuple[tuple[str, re.Pattern[str]], ...]
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    unsafe: re.Pattern[str]


@cache
def questions(language: str) -> Questions:
    """The table of what a report leaves open."""
    data = _yaml(DATA / language / "questions.yaml")
    parts = {"{subject}": data["subject"], "{clause}": data["clause"]}

    def filled(rule: str) -> str:
        for name, part in parts.items():
            rule = rule.replace(name, part)
        return rule

    return Questions(
        tuple((kind, re.compile(rule, re.IGNORECASE)) for kind, rule in data["triggers"]),
        tuple((re.compile(filled(rule)), text) for rule, text in data["patterns"]),
        re.compile(data["unsafe"], re.IGNORECASE),
    )


@cache
def hedges(language: str) -> re.Pattern[str]:
    """Words that weaken a claim."""
    lines = (DATA / language / "hedges.txt").read_text(encoding="utf-8").splitlines()
    own = [line for line in lines if line.strip() and not line.startswith("#")]
    phrases = {p.strip() for line in own for p in (line.split("|") if "|" in line else line.split())}
    return re.compile(
        r"\b(?:" + "|".join(sorted(map(re.escape, phrases), key=len, reverse=True)) + r")\b", re.IGNORECASE
    )


@dataclass(frozen=True, slots=True)
class Anaphors:
    """Words that make a sentence lean on the one before it."""

    nouns: frozenset[str]
    connectives: frozenset[str]
    pronouns: frozenset[str]


@cache
def anaphors(language: str) -> Anaphors:
    """The lists of `anaphors.txt`."""
    parts: dict[str, set[str]] = {}
    name = ""
    for line in (DATA / language / "anaphors.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]\n ")
            parts[name] = set()
        elif name and not line.startswith("#"):
            parts[name].update(line.split())
    return Anaphors(*(frozenset(parts[key]) for key in ("nouns", "connectives", "pronouns")))
