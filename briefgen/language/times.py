"""A sentence in, its time expressions out, resolved against the day of publication where there is one.

Without a publication date nothing is resolved but what carries its own year: a weekday is then printed as the source
gives it. What hangs on another event ("three days later") is found and left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise

from briefgen.language.calendar import (
    FARTHEST,
    OPEN,
    Resolved,
    absolute,
    month_before,
    near_days,
    resolve,
    weekday,
    written_day,
)
from briefgen.language.forms import Forms, Found
from briefgen.language.lexicon import lexicon
from briefgen.language.tense import Tense
from briefgen.model import Time

# Kinds whose direction lies in the expression: always, or by the value of one of its words.
_ALWAYS = {"ago": False, "window": False, "time": True, "open": None}
_SIGNED = ("step", "nearest", "relative")
# A plan; where the verb does not look ahead, "in two weeks" is how long something took.
_PLANS = frozenset({"ahead", "within"})
_DATE = len("2025-07-09")

Pointed = tuple[Found, bool | None]


@cache
def _rules(language: str) -> tuple[Forms, Tense]:
    data = lexicon(language).times
    return Forms(data), Tense(data)


def day_of(published: str | None, zone: str) -> date | None:
    """The day of a publication date in a time zone ("Asia/Tokyo"); "": the day that is written, wherever that was.

    A date without a time is that day everywhere, and so is a time without an offset.
    Raises ValueError where `published` does not begin with an ISO 8601 date, ZoneInfoNotFoundError for no such zone.
    """
    if not published:
        return None
    moment = datetime.fromisoformat(published) if zone and len(published) > _DATE else None
    if moment is None or moment.tzinfo is None:
        return date.fromisoformat(published[:_DATE])
    from zoneinfo import ZoneInfo

    return moment.astimezone(ZoneInfo(zone)).date()


def times(text: str, start: int, end: int, language: str, published: date | None) -> Iterator[Time]:
    """The time expressions of the sentence `text[start:end]`; `published` is the day it was published, if known."""
    forms, tense = _rules(language)
    pointed = list(_pointed(forms, tense, text, start, end))
    if len(pointed) > 1:
        pointed = _together(pointed, forms, tense.moved(text, start, end))
    resolved = [_resolved(found, ahead, published) for found, ahead in pointed]
    if published is not None:
        _agree(pointed, resolved, forms, published)
    for (found, ahead), (day, precision) in zip(pointed, resolved, strict=True):
        yield Time(found.start, found.end, text[found.start : found.end], day, precision, ahead)


def _pointed(forms: Forms, tense: Tense, text: str, start: int, end: int) -> Iterator[Pointed]:
    """Each expression with where it points; what only tells how long something took is left out."""
    for found in forms.find(text, start, end):
        ahead = _direction(found, tense, text, start, end)
        if found.kind not in _PLANS or (ahead and not tense.compared(text, start, found.start)):
            yield found, ahead


def _direction(found: Found, tense: Tense, text: str, start: int, end: int) -> bool | None:
    """Where an expression points: by its own words, else by the verb that governs it."""
    if found.kind in _ALWAYS:
        return _ALWAYS[found.kind]
    own = found.given or next(filter(None, map(found.value, _SIGNED)), 0)
    return own > 0 if own else tense.ahead(text, start, end, found.start, found.end)


def _resolved(found: Found, ahead: bool | None, published: date | None) -> Resolved:
    own = absolute(found)
    return own if own != OPEN or published is None or "year" in found.words else resolve(found, ahead, published)


def _neighbours(pointed: list[Pointed], marks: frozenset[str], longest: int) -> Iterator[int]:
    """Where an expression and its next one are parted by nothing but up to `longest` of these words and marks."""
    for at, ((one, _), (other, _)) in enumerate(pairwise(pointed)):
        between = one.tokens[one.last + 1 : other.first]
        if len(between) <= longest and marks.issuperset(between):
            yield at


def _together(pointed: list[Pointed], forms: Forms, moved: int) -> list[Pointed]:
    """ "from Monday to Wednesday": both point where the first does, or where the other does.

    "postponed from Monday to Wednesday": whatever has become of Monday, Wednesday is ahead. `moved`: where that begins.
    """
    for at in _neighbours(pointed, forms.join, 1):
        (one, first), (other, second) = pointed[at : at + 2]
        if one.kind == other.kind == "weekday":
            shared = second if first is None else first
            pointed[at : at + 2] = (
                [(one, False), (other, True)] if one.start == moved else [(one, shared), (other, shared)]
            )
    return pointed


def _agree(pointed: list[Pointed], resolved: list[Resolved], forms: Forms, today: date) -> None:
    """Days that stand side by side are dated together: "Monday, July 14", "on Saturday and Sunday"."""
    for at in _neighbours(pointed, forms.link, 2):
        (one, _), (other, _) = pointed[at : at + 2]
        if one.kind == "weekday" and other.kind == "date":
            resolved[at : at + 2] = _on_date(one, other, today)
    for at in _neighbours(pointed, forms.join, 1):
        (one, before), (other, ahead) = pointed[at : at + 2]
        if one.kind == "month" and one.words.keys().isdisjoint(("year", "step")) and "year" in other.words:
            resolved[at] = month_before(one, other)
        if one.kind == other.kind == "weekday" and ahead is not None and "step" not in one.words:
            resolved[at : at + 2] = _in_turn(one, other, bool(before), ahead, today)


def _on_date(named: Found, dated: Found, today: date) -> list[Resolved]:
    """The year in which a date falls on the weekday beside it; where there is none, the source is in error."""
    own = written_day(dated)
    candidates = [own] if own else [day for day in near_days(dated, today) if abs((day - today).days) <= FARTHEST]
    day = next((day for day in candidates if day.weekday() == named.value("weekday")), None)
    if day is None:
        return [OPEN, absolute(dated)]
    return [(day.isoformat(), "day")] * 2


def _in_turn(one: Found, other: Found, before: bool, ahead: bool, today: date) -> list[Resolved]:
    """Two weekdays of which the second follows the first; of the past, neither lies behind the day of publication.

    `before` and `ahead`: whether the first and the second look ahead.
    """
    first, last = one.value("weekday") or 0, other.value("weekday") or 0
    gap = timedelta(days=(last - first) % 7)
    day = weekday(first, ahead, today) if before else weekday(last, ahead, today) - gap
    return [(day.isoformat(), "day"), ((day + gap).isoformat(), "day")]
