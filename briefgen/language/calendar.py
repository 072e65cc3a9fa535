"""A form with its words, a day of publication and a direction in; the day, week, month or year that is meant out.

All is arithmetic: no word of any language stands here. Where the text alone does not tell, nothing is resolved.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from briefgen.language.forms import Found
from briefgen.model import Precision

Resolved = tuple[str | None, Precision]
OPEN: Resolved = (None, "unresolved")
# A year away is more likely a misread verb than a date without its year.
FARTHEST = 330
_REMEMBERED = 60  # days: "the Oct. 7 attacks" of an older date may be those of any year


def monday(day: date) -> date:
    """The first day of a day's week."""
    return day - timedelta(days=day.weekday())


def moved(day: date, unit: str, by: int) -> Resolved:
    """The first day of the unit that lies `by` units from a day's own; counts of days give that day."""
    try:
        if unit == "day":
            return (day + timedelta(days=by)).isoformat(), "day"
        if unit == "week":
            return (monday(day) + timedelta(weeks=by)).isoformat(), "week"
        if unit == "month":
            months = day.year * 12 + day.month - 1 + by
            return date(months // 12, months % 12 + 1, 1).isoformat(), "month"
        if unit == "year":
            return date(day.year + by, 1, 1).isoformat(), "year"
    except (ValueError, OverflowError):  # "5,000 years ago"
        pass
    return OPEN


def absolute(found: Found) -> Resolved:
    """What needs no publication date: an expression that carries its own year."""
    if found.kind == "date":
        day = written_day(found)
        return (day.isoformat(), "day") if day else OPEN
    year = found.value("year")
    if year is None:
        return OPEN
    month = found.value("month")
    return (date(year, month, 1).isoformat(), "month") if month else (date(year, 1, 1).isoformat(), "year")


def written_day(found: Found) -> date | None:
    """The day of a date that carries its own year, if there is such a day."""
    try:
        if "iso" in found.words:
            return date.fromisoformat(str(found.words["iso"][0]))
        year = found.value("year")
        return date(year, *_month_and_day(found)) if year else None
    except ValueError:  # "February 30, 2025"
        return None


def _month_and_day(found: Found) -> tuple[int, int]:
    return found.value("month") or 0, found.value("day") or found.value("ordinal") or 0


def resolve(found: Found, ahead: bool | None, today: date) -> Resolved:
    """The day, week, month or year that an expression names for a reader of `today`."""
    rule = _KINDS.get(found.kind)
    return rule(found, ahead, today) if rule else OPEN


def weekday(wanted: int, ahead: bool, today: date) -> date:
    """The nearest such day in a direction; `today` counts in both."""
    gap = (wanted - today.weekday()) % 7
    return today + timedelta(days=gap) if ahead else today - timedelta(days=-gap % 7)


def _weekday(found: Found, ahead: bool | None, today: date) -> Resolved:
    """ "last Friday" is resolved where the nearest one and the one of last week are the same day."""
    wanted, step = found.value("weekday") or 0, found.value("step")
    if step:
        near = _beyond(wanted, step, today)
        of_week = monday(today) + timedelta(days=7 * step + wanted)
        return (near.isoformat(), "day") if near == of_week else OPEN
    if ahead is None and step is None:
        return OPEN
    return weekday(wanted, ahead is not False, today).isoformat(), "day"


def _beyond(wanted: int, step: int, today: date) -> date:
    """The nearest such day before or after today."""
    return weekday(wanted, step > 0, today + timedelta(days=1 if step > 0 else -1))


def _nearest(found: Found, _: bool | None, today: date) -> Resolved:
    return _beyond(found.value("weekday") or 0, found.value("nearest") or 0, today).isoformat(), "day"


def _weekday_of(found: Found, _: bool | None, today: date) -> Resolved:
    """ "Friday of next week"."""
    days = 7 * (found.value("step") or 0) + (found.value("weekday") or 0)
    return (monday(today) + timedelta(days=days)).isoformat(), "day"


def _date(found: Found, ahead: bool | None, today: date) -> Resolved:
    """A day of the year without its year: the nearest one in the direction of the verb."""
    near = near_days(found, today)
    if not near:
        return OPEN
    chosen = min(near, key=lambda d: abs((d - today).days))
    if ahead is not None:
        chosen = min([d for d in near if (d >= today if ahead else d <= today)] or near, key=lambda d: abs(d - today))
    if abs((chosen - today).days) > FARTHEST:
        chosen = min(near, key=lambda d: abs((d - today).days))
    return chosen.isoformat(), "day"


def near_days(found: Found, today: date) -> list[date]:
    """The days of last year, this and the next that have a month and a day; none for "February 30"."""
    days = (_day_in(today.year + step, *_month_and_day(found)) for step in (-1, 0, 1))
    return [day for day in days if day]


def _day_in(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _remembered(found: Found, _: bool | None, today: date) -> Resolved:
    resolved, precision = _date(found, False, today)
    recent = resolved is not None and 0 <= (today - date.fromisoformat(resolved)).days <= _REMEMBERED
    return (resolved, precision) if recent else OPEN


def _month(found: Found, ahead: bool | None, today: date) -> Resolved:
    """A month without its year. "last July" of an article of July is that of the year before."""
    month, step, year = found.value("month") or 1, found.value("step"), today.year
    if step:
        year += step if step * (month - today.month) <= 0 else 0
    elif ahead is None and step is None:
        return OPEN
    elif step is None:
        year += 1 if ahead and month < today.month else -1 if not ahead and month > today.month else 0
    return date(year, month, 1).isoformat(), "month"


def month_before(one: Found, other: Found) -> Resolved:
    """ "between November and February 2024": the last such month before the one that carries the year."""
    month, last = one.value("month") or 1, other.value("month") or 1
    year = (other.value("year") or 1) - (month > last)
    return date(year, month, 1).isoformat(), "month"


def _offset(found: Found, _: bool | None, today: date) -> Resolved:
    by = found.given if found.given is not None else found.value("relative")
    return moved(today, "day", by or 0)


def _unit(found: Found) -> str:
    return str((found.words.get("unit") or found.words.get("units") or [""])[0])


def _step(found: Found, _: bool | None, today: date) -> Resolved:
    return moved(today, _unit(found), found.value("step") or 0)


def _current(found: Found, ahead: bool | None, today: date) -> Resolved:
    """ "by the end of the year": this year, where the verb looks ahead; else it may be the year of the story."""
    return moved(today, _unit(found), 0) if ahead and _unit(found) != "day" else OPEN


def _present(found: Found, _: bool | None, today: date) -> Resolved:
    """ "since the start of the year": this one."""
    return moved(today, _unit(found), 0)


def _counted(sign: int) -> Callable[[Found, bool | None, date], Resolved]:
    def resolved(found: Found, _: bool | None, today: date) -> Resolved:
        return moved(today, _unit(found), sign * sum(int(value) for value in found.words["number"]))

    return resolved


def _window(_: Found, __: bool | None, today: date) -> Resolved:
    """ "over the past week": the seven days before."""
    return (today - timedelta(days=7)).isoformat(), "week"


def _weekend(found: Found, ahead: bool | None, today: date) -> Resolved:
    """The week that a weekend ends. "next weekend" can be either of two, unless it is weekend now."""
    step = found.value("step")
    if step and step > 0:
        return OPEN
    if step:
        return moved(today, "week", -1)
    if ahead is None and step is None:
        return OPEN
    return moved(today, "week", 0 if ahead is not False or today.weekday() >= 5 else -1)


_KINDS: dict[str, Callable[[Found, bool | None, date], Resolved]] = {
    "weekday": _weekday, "nearest": _nearest, "weekday_of": _weekday_of, "date": _date, "remembered": _remembered,
    "month": _month, "offset": _offset, "step": _step, "current": _current, "present": _present, "ago": _counted(-1),
    "ahead": _counted(1), "time": _counted(1), "window": _window, "weekend": _weekend,
}  # fmt: skip
