"""A date as a source writes it in, an ISO date or time out; nothing is guessed: 9/7/2025 is July or September."""

from __future__ import annotations

import datetime as dt
import re

from briefgen.readers.rules import rules

_TIME = r"(?:[,| ].{0,30}\d\d?[:.]\d\d.{0,30})?"
_DATES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ]\d\d:\d\d.{0,30})?"),
    re.compile(rf"(?:\w+,? )?(?P<d>\d\d?)(?:st|nd|rd|th)? (?P<m>[^\W\d]+)\.?,? (?P<y>\d{{4}}){_TIME}"),
    re.compile(rf"(?:\w+,? )?(?P<m>[^\W\d]+)\.? (?P<d>\d\d?)(?:st|nd|rd|th)?,? (?P<y>\d{{4}}){_TIME}"),
)
# "20250709T063000Z", the form of NewsML-G2 and of many interfaces, is ISO to Python 3.11; without the T it is not.
_DIGITS = re.compile(r"(?P<day>(?:19|20)\d{6})(?P<time>\d{6})Z?")
_MAIL = re.compile(r"(?:\w{3}, ?)?\d{1,2} \w{3} \d{4} \d\d:\d\d.*")
_EPOCH = (631_152_000, 4_102_444_800)  # seconds, 1990 to 2100: a figure outside is no time
_MILLISECONDS_MOST = 1e15  # a JSON number may have any length, and one of 400 digits is no float


def iso_of(value: object) -> str | None:
    """An ISO date, or time with its zone, of a machine's or a person's notation; None where it is neither.

    Known are ISO 8601, the dates of mail and feeds (RFC 2822), "20250709063000", seconds or milliseconds since 1970,
    and dates in words, of which only the day is kept.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_epoch(float(value)) if abs(value) < _MILLISECONDS_MOST else None
    if not isinstance(value, str):
        return None
    words = value.strip()
    digits = _DIGITS.fullmatch(words)
    if digits:
        words = f"{digits['day']}T{digits['time']}" + ("Z" if words.endswith("Z") else "")
    try:
        moment = dt.datetime.fromisoformat(words)
    except ValueError:
        return _of_mail(words) or date_of(words)
    whole = "T" not in words.upper() and ":" not in words and len(words) <= 10
    return moment.date().isoformat() if whole else moment.isoformat(timespec="seconds")


def _of_mail(words: str) -> str | None:
    from email.utils import parsedate_to_datetime

    if not _MAIL.fullmatch(words):
        return None
    try:
        return parsedate_to_datetime(words).isoformat(timespec="seconds")
    except (ValueError, TypeError, OverflowError):
        return None


def _of_epoch(seconds: float) -> str | None:
    seconds = seconds / 1000 if seconds > _EPOCH[1] else seconds
    if not _EPOCH[0] <= seconds <= _EPOCH[1]:
        return None
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC).isoformat(timespec="seconds")


def date_of(words: str) -> str | None:
    """The ISO date of a text that is a full date and no more (a time of day may follow), else None."""
    for pattern in _DATES:
        match = pattern.fullmatch(" ".join(words.split()))
        if match:
            try:
                return dt.date(int(match["y"]), _month(match["m"]), int(match["d"])).isoformat()
            except ValueError:  # no such month or day
                return None
    return None


def _month(words: str) -> int:
    """1..12; 0 where it is none. Three letters are enough: "Sept." and "Sep" are September."""
    if words.isdecimal():
        return int(words)
    spelled = words.casefold()
    found = (n for n, month in enumerate(rules().months, 1) if len(spelled) > 2 and month.startswith(spelled))
    return next(found, 0)
