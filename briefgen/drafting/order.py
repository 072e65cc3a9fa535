"""Chosen units in, each section in the order of print out.

What is new stands newest first, background in time order, positions by speaker, what is ahead by date, the rest by how
much it is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from briefgen.drafting.chosen import CONTESTED
from briefgen.drafting.outlook import Row
from briefgen.drafting.ranking import Candidate
from briefgen.drafting.selection import Chosen

_NEWS = 0.5  # share of news that makes a unit one
SECTIONS = (
    "bottom_line",
    "developments",
    "background",
    "reactions",
    "stakes",
    "outlook",
    "discrepancies",
    "updates",
    "questions",
)


def ordered(chosen: Chosen, rows: Sequence[Row], stories: Sequence[int]) -> Iterator[tuple[str, list[Candidate]]]:
    """(section, units printed there), in the order of print; a unit that leans stands below the one it leans on.

    `stories`: for each article its story; the units of a story stand together.
    """
    for name in SECTIONS:
        own = chosen.sections[name]
        if name == "developments":
            yield name, _runs(own, lambda run: (stories[run[0].key[0]], _reverse(_day(run[0])), run[0].key))
        elif name == "background":
            yield name, _runs(own, lambda run: (stories[run[0].key[0]], _past(run[0]), run[0].key))
        elif name == "reactions":
            for group in positions(chosen).values():
                yield name, [candidate for candidate in group if candidate in own]
        elif name == "outlook":
            yield name, [row.candidate for row in rows if row.own]
        elif name in CONTESTED:
            yield name, list(own)
        elif name == "bottom_line":
            yield name, [*own[:1], *_runs(own[1:], lambda run: run[0].key)]
        else:
            yield name, [candidate for candidate in chosen.wanted(name) if candidate in own]


def positions(chosen: Chosen) -> dict[str, list[Candidate]]:
    """Positions by who speaks, the most wanted speaker first, last what the source tells without a single speaker."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in chosen.wanted("reactions"):
        speaker = candidate.unit.speaker
        groups.setdefault(speaker.name if speaker else "", []).append(candidate)
    # Below each other they are read as told: "He warned, however" stands behind what he praised.
    told = ((name, sorted(group, key=lambda c: c.key)) for name, group in groups.items())
    return dict(sorted(told, key=lambda group: not group[0]))


def _runs(own: Sequence[Candidate], order: Callable[[list[Candidate]], Any]) -> list[Candidate]:
    """Units sorted, those that follow each other in their article kept together."""
    runs: list[list[Candidate]] = []
    for candidate in sorted(own, key=lambda c: c.key):
        last = runs[-1][-1].key if runs else None
        if last == (candidate.key[0], candidate.key[1] - 1):
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    return [candidate for run in sorted(runs, key=order) for candidate in run]


def _day(candidate: Candidate) -> str:
    """The latest day not ahead that a unit names; that of its article where it names none."""
    published = (candidate.unit.analysis.article.published or "9999")[:10]
    days = [time.resolved for time in candidate.unit.times if time.resolved and time.resolved[:10] <= published]
    return max(days) if days else published


def _reverse(day: str) -> tuple[int, ...]:
    return tuple(-ord(mark) for mark in day)


def _past(candidate: Candidate) -> str:
    """The first day that a unit names, else that of its article where that was its news; others stand behind."""
    days = [time.resolved for time in candidate.unit.times if time.resolved]
    news = candidate.fit.shares["new"] > _NEWS
    return min(days) if days else (candidate.unit.analysis.article.published or "9") if news else "9"
