"""Chosen units in, the rows of what is ahead out: dates of any printed extract, then what was chosen as outlook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.drafting.clauses import clause
from briefgen.drafting.dates import followed_by_day, names_day
from briefgen.drafting.ranking import Candidate
from briefgen.drafting.selection import Chosen
from briefgen.drafting.units import Unit
from briefgen.model import Time

_ROWS = 8  # dated rows of extracts that are printed elsewhere


@dataclass(frozen=True, slots=True)
class Row:
    """Something ahead: when, which unit tells it, whether the unit is printed here, else the words to quote."""

    when: Time | None
    candidate: Candidate
    own: bool
    words: str = ""


def rows(chosen: Chosen, cutoffs: Sequence[str]) -> tuple[Row, ...]:
    """The nearest date first, undated rows last.

    `cutoffs`: for each article the ISO day of the newest of its story, "" where none is dated.
    """
    found = [_row(candidate, cutoffs, own=True) for candidate in chosen.sections["outlook"]]
    found += [_row(candidate, cutoffs, own=False) for candidate in chosen.pointed["outlook"]]
    seen = {_mark(row.when) for row in found if row.when}
    dated: list[Row] = []
    for name, candidates in chosen.sections.items():
        if name != "outlook":
            dated += _of(candidates, cutoffs, seen)
    return tuple(sorted((*dated[:_ROWS], *found), key=_when))


def _row(candidate: Candidate, cutoffs: Sequence[str], *, own: bool) -> Row:
    when = next(_ahead(candidate.unit, cutoffs[candidate.unit.article]), None)
    words = "" if own else _clause(candidate.unit, when) if when else ""
    return Row(when, candidate, own, words)


def _when(row: Row) -> tuple[bool, str]:
    return row.when is None, (row.when.resolved or "9") if row.when else ""


def _of(candidates: list[Candidate], cutoffs: Sequence[str], seen: set[str]) -> Iterator[Row]:
    for candidate in candidates:
        for time in _ahead(candidate.unit, cutoffs[candidate.unit.article]):
            if _mark(time) not in seen:
                seen.add(_mark(time))
                yield Row(time, candidate, own=False, words=_clause(candidate.unit, time))


def _clause(unit: Unit, time: Time) -> str:
    return clause(unit.text, time.start - unit.start, time.end - unit.start)


def _mark(time: Time) -> str:
    return time.resolved or time.named


def _ahead(unit: Unit, cutoff: str) -> Iterator[Time]:
    """The days ahead that a unit names."""
    for time in _days(unit):
        past = time.resolved is not None and time.resolved <= cutoff
        if not past and time.ahead:
            yield time


def _days(unit: Unit) -> Iterator[Time]:
    """The days that a unit names; "Monday, May 25" is one day."""
    weekday: Time | None = None
    for time in unit.times:
        if names_day(time) and followed_by_day(unit, time):
            weekday = time
        elif weekday is not None:
            written = unit.analysis.article.text[weekday.start : time.end]
            yield replace(time, start=weekday.start, as_written=" ".join(written.split()))
            weekday = None
        elif _is_day(time):
            yield time


def _is_day(time: Time) -> bool:
    """Whether it names a day, not a month or a year."""
    return time.precision in {"day", "unresolved"} and (
        (names_day(time) and time.as_written not in {"today", "yesterday"})
        or time.as_written == "tomorrow"
        or (any(mark.isdigit() for mark in time.as_written) and any(mark.isalpha() for mark in time.as_written))
    )
