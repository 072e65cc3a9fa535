"""A unit in, the dates of its time expressions out, as insertions in square brackets."""

from __future__ import annotations

import re
from datetime import date

from briefgen.drafting.units import Unit
from briefgen.model import Edit, Time

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_PART_OF_DAY = re.compile(r" (?:morning|afternoon|evening|night)\b")
# "Monday, May 25": the day that follows says which Monday.
_SHORT_MONTHS = "|".join(month[:3] for month in _MONTHS)
_DAY_FOLLOWS = re.compile(rf",? (?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_SHORT_MONTHS})[a-z.]* ?")


def written_date(iso: str) -> str:
    """ "2025-07-10" -> "10 July 2025": the form of dates that the program adds to a text."""
    day = date.fromisoformat(iso[:10])
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def dates(unit: Unit) -> list[Edit]:
    """ "on Thursday" -> "on Thursday [10 July 2025]", for each expression that is resolved."""
    text = unit.analysis.article.text
    edits = []
    for time in unit.times:
        words = _words(time)
        if words and not (names_day(time) and followed_by_day(unit, time)) and not _of_a_speaker(unit, time):
            part = _PART_OF_DAY.match(text, time.end, unit.end)
            at = part.end() if part and time.precision == "day" else time.end
            edits.append(Edit("resolved", at, at, f" [{words}]"))
    return edits


def names_day(time: Time) -> bool:
    """Whether it is a day of the week."""
    return "day" in time.as_written and not any(mark.isdigit() for mark in time.as_written)


def _of_a_speaker(unit: Unit, time: Time) -> bool:
    """Whether it is a speaker's "today" or "last week", which counts from the day of the speech, not of the article."""
    quoted = any(q.cite.start <= time.start < q.cite.end for q in unit.quotations if q.kind != "indirect")
    return quoted and time.as_written[0].islower()


def followed_by_day(unit: Unit, time: Time) -> bool:
    """Whether a day of the month stands right behind a day of the week."""
    return _DAY_FOLLOWS.match(unit.analysis.article.text, time.end, unit.end) is not None


def _words(time: Time) -> str | None:
    """What is added behind an expression; None where it says it all, or nothing is known."""
    if time.resolved is None or re.search(r"\d{4}", time.as_written):
        return None
    day = date.fromisoformat(time.resolved)
    names_month = any(month[:3] in time.as_written for month in _MONTHS)
    if time.precision == "day":
        return str(day.year) if names_month else written_date(time.resolved)
    if time.precision == "week":
        return f"week of {written_date(time.resolved)}"
    if time.precision == "month":
        return str(day.year) if names_month else f"{_MONTHS[day.month - 1]} {day.year}"
    return str(day.year)
