"""A sentence in, its time expressions out, resolved against the day of publication where there is one.

Without a publication date nothing is resolved: a weekday is then printed as the source gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from briefgen.language.lexicon import any_of, lexicon
from briefgen.model import Precision, Time

Resolved = tuple[str | None, Precision]
_OPEN: Resolved = (None, "unresolved")
_YEAR = r"(?:19|20)\d\d"


class _Rules:
    """The compiled expressions of one language."""

    def __init__(self, language: str) -> None:
        data = lexicon(language).times
        self.weekdays = {name: at for at, name in enumerate(data["weekdays"])}
        self.months = {name: at for at, name in enumerate(data["months"], 1)}
        self.months |= {name: at for at, name in enumerate(data["month_short"], 1)} | data["month_other"]
        self.days: dict[str, int] = data["days"]
        self.ahead, self.past, self.finite, self.condition = (
            re.compile(data[name], re.IGNORECASE) for name in ("ahead", "past", "finite", "condition")
        )
        short = any_of({*data["month_short"], *data["month_other"]} - set(data["months"]))
        month = rf"(?:{any_of(set(data['months']))}|{short}\.?)"
        unit = any_of(tuple(data["units"]))
        self.pattern = re.compile(
            rf"\b(?:(?:(?P<which>last|next|this|past|previous|coming)\s+)?(?P<weekday>{any_of(set(self.weekdays))})"
            rf"|(?P<month>{month})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|,\d|[:%])(?:,?\s+(?P<year>{_YEAR})\b)?"
            rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{month})(?:,?\s+(?P<year2>{_YEAR}))?"
            rf"|(?P<month3>{any_of(set(data['months']))}),?\s+(?P<year3>{_YEAR})"
            rf"|(?P<relative>{any_of(set(self.days))})"
            rf"|(?P<step>last|next|this|past|previous)\s+(?P<unit>{unit})"
            rf"|(?<=\b[Ii]n )(?P<year4>{_YEAR})|(?<=\bsince )(?P<year5>{_YEAR})"
            rf"|(?<=\b[Ii]n )(?P<month4>{any_of(set(data['months']))}))(?:['’]s)?(?!\w)",
        )


@cache
def _rules(language: str) -> _Rules:
    return _Rules(language)


# A clause ends at a comma, a dash or a quotation mark; the verb that dates a weekday stands in its own clause.
_CLAUSE = re.compile(r"[,;:—–“”\"()]")


def _points_ahead(text: str, start: int, end: int, found: re.Match[str], rules: _Rules) -> bool | None:
    """Whether the verb that governs an expression looks ahead; None where there is no verb to tell.

    The expression's own clause is asked first, then all that stands before it, then what follows in its clause.
    """
    before = text[start : found.start()].replace("’", "'")
    opened = max((mark.end() for mark in _CLAUSE.finditer(before)), default=0)
    for words in dict.fromkeys((before[opened:], before)):
        direction = _direction(words, rules)
        if direction is not None:
            return direction
    closing = _CLAUSE.search(text, found.end(), end)
    after = text[found.end() : closing.start() if closing else end].replace("’", "'")
    ahead, past = rules.ahead.search(after), rules.past.search(after)
    if ahead and past:
        return ahead.start() < past.start()
    return bool(ahead) if ahead or past else None


def _direction(words: str, rules: _Rules) -> bool | None:
    """Where the words before an expression point: the last word that looks ahead governs it, or a past verb."""
    marks = [mark.end() for mark in rules.ahead.finditer(words)]
    if not marks:
        return False if rules.past.search(words) else None
    at = marks[-1]
    return rules.condition.search(words, at) is not None or rules.finite.search(words, at) is None


def _weekday(found: re.Match[str], ahead: bool | None, today: date, rules: _Rules) -> Resolved:
    """The nearest such day in the direction of the verb; the day of publication counts in both."""
    which = found["which"]
    wanted = rules.weekdays[found["weekday"]]
    if which in {"next", "coming"}:
        ahead = True
    elif which in {"last", "past", "previous"}:
        ahead = False
    if ahead is None:
        return _OPEN
    gap = (wanted - today.weekday()) % 7 if ahead else -((today.weekday() - wanted) % 7)
    if which in {"last", "past", "previous"} and gap == 0:
        gap = -7
    if which in {"next", "coming"} and gap == 0:
        gap = 7
    return (today + timedelta(days=gap)).isoformat(), "day"


def _day(month: int, day: int, year: str | None, ahead: bool | None, today: date) -> Resolved:
    """A day of the year; without a year the one nearest to publication in the direction of the verb."""
    try:
        if year:
            return date(int(year), month, day).isoformat(), "day"
        near = [date(today.year + step, month, day) for step in (-1, 0, 1)]
    except ValueError:  # "February 30", or a leap day beside a common year
        return _OPEN
    if ahead is None:
        chosen = min(near, key=lambda d: abs((d - today).days))
    elif ahead:
        chosen = min((d for d in near if d >= today), default=near[-1])
    else:
        chosen = max((d for d in near if d <= today), default=near[0])
    # A year away is more likely a misread verb than a date without its year.
    if abs((chosen - today).days) > 330:
        chosen = min(near, key=lambda d: abs((d - today).days))
    return chosen.isoformat(), "day"


def _step(step: str, unit: str, today: date) -> Resolved:
    """ "last week", "next month", "this year": the first day of that week, month or year."""
    by = {"next": 1, "this": 0}.get(step, -1)
    if unit == "week":
        return (today - timedelta(days=today.weekday()) + timedelta(weeks=by)).isoformat(), "week"
    if unit == "month":
        months = today.year * 12 + today.month - 1 + by
        return date(months // 12, months % 12 + 1, 1).isoformat(), "month"
    if unit == "year":
        return date(today.year + by, 1, 1).isoformat(), "year"
    return _OPEN


def _bare_month(month: int, ahead: bool | None, today: date) -> Resolved:
    if ahead is None:
        return _OPEN
    year = today.year
    if ahead and month < today.month:
        year += 1
    elif not ahead and month > today.month:
        year -= 1
    return date(year, month, 1).isoformat(), "month"


def _resolve(found: re.Match[str], ahead: bool | None, today: date, rules: _Rules) -> Resolved:
    """The day, week, month or year that an expression names."""
    if found["weekday"]:
        return _weekday(found, ahead, today, rules)
    for month, day, year in (("month", "day", "year"), ("month2", "day2", "year2")):
        if found[month]:
            return _day(rules.months[found[month].rstrip(".")], int(found[day]), found[year], ahead, today)
    if found["relative"]:
        return (today + timedelta(days=rules.days[found["relative"]])).isoformat(), "day"
    if found["step"]:
        return _step(found["step"], found["unit"], today)
    if found["month4"]:
        return _bare_month(rules.months[found["month4"]], ahead, today)
    return _OPEN


def _absolute(found: re.Match[str], rules: _Rules) -> Resolved:
    """What needs no publication date: an expression that carries its own year."""
    if found["month3"]:
        return date(int(found["year3"]), rules.months[found["month3"]], 1).isoformat(), "month"
    for name in ("year4", "year5"):
        if found[name]:
            return f"{found[name]}-01-01", "year"
    for month, day, year in (("month", "day", "year"), ("month2", "day2", "year2")):
        if found[month] and found[year]:
            return _day(rules.months[found[month].rstrip(".")], int(found[day]), found[year], None, date.min)
    return _OPEN


def times(text: str, start: int, end: int, language: str, published: date | None) -> Iterator[Time]:
    """The time expressions of the sentence `text[start:end]`; `published` is the day it was published, if known."""
    rules = _rules(language)
    for found in rules.pattern.finditer(text, start, end):
        resolved, precision = _absolute(found, rules)
        ahead = _points_ahead(text, start, end, found, rules)
        if resolved is None and published is not None:
            resolved, precision = _resolve(found, ahead, published, rules)
        yield Time(found.start(), found.end(), found[0], resolved, precision, ahead)
