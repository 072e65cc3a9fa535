"""A brief in; the dated events that its printed extracts tell out, each day once, with the extracts that name it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefgen.model import Brief, Extract, Ref, Time, extracts_of

_LENGTH = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Event:
    """A day, week, month or year that printed extracts name. `resolved` is its first day, ISO.

    `words`: a clause that carries it, else the time as written; `numbers`: the extracts. `ahead`: after the brief's
    own day, `expected`: the outlook has it.
    """

    resolved: str
    precision: str
    day: int
    words: str
    numbers: tuple[int, ...]
    ahead: bool
    expected: bool = False
    is_clause: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    time: Time
    number: int
    clause: str = ""
    expected: bool = False


def day_of(text: str | None) -> date | None:
    """The day of an ISO date or moment; None where it is none, as a record edited by hand may have it."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def events(brief: Brief, today: date) -> tuple[Event, ...]:
    """The events in the order of time; `today` is the day up to which things have happened."""
    found: dict[tuple[date, str], list[_Told]] = {}
    for told in _told(brief):
        if told.time.precision != "unresolved" and (first := day_of(told.time.resolved)):
            found.setdefault((first, told.time.precision), []).append(told)
    made = (_event(first, precision, group, today.toordinal()) for (first, precision), group in found.items())
    return tuple(sorted(made, key=lambda event: (event.day, event.resolved, event.precision)))


def _told(brief: Brief) -> Iterator[_Told]:
    """Every time that a printed extract names, those of the outlook with their clause."""
    for expected in brief.outlook:
        if expected.when:
            item = expected.extract
            number = item.ref if isinstance(item, Ref) else item.number
            yield _Told(expected.when, number, expected.words, expected=True)
    for extract in extracts_of(brief):
        yield from (_Told(time, extract.number) for time in extract.times if _is_printed(time, extract))


def _is_printed(time: Time, extract: Extract) -> bool:
    """Whether the words of a time are among those that are printed: an edit, or a person, may have cut them."""
    cut = any(edit.kind == "cut" and edit.start <= time.start < edit.end for edit in extract.edits)
    return time.as_written in extract.text and not cut


def _event(start: date, precision: str, group: list[_Told], here: int) -> Event:
    first, last = _bounds(start, precision)
    tense = {told.time.ahead for told in group}  # what has been wins on the day itself
    is_ahead = first > here or (last >= here and True in tense and False not in tense)
    day = (first + last) // 2
    if is_ahead != (day > here) and first != last:  # a month that has begun: on the side that it is told to be on
        day = last if is_ahead else first
    clause = next((told.clause for told in group if told.clause), "")
    numbers = tuple(sorted({told.number for told in group}))
    expected = any(told.expected for told in group)
    return Event(
        start.isoformat(), precision, day, clause or group[0].time.named, numbers, is_ahead, expected, bool(clause)
    )


def _bounds(start: date, precision: str) -> tuple[int, int]:
    """The first and the last day, as ordinals."""
    if precision == "month":
        length = monthrange(start.year, start.month)[1]
    elif precision == "year":
        length = date(start.year, 12, 31).timetuple().tm_yday
    else:
        length = _LENGTH[precision]
    return start.toordinal(), start.toordinal() + length - 1
