"""How much was unread tonight and on the nights before in; why the alarm is on, and the mail that tells of it, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefgen.batch.outcomes import Delivered, Memo, Night, Reading
from briefgen.batch.report import clipped, counted, last_line, missing, remedy, undelivered
from briefgen.config import Alarm
from briefgen.model import Failure

NAMED = 40
"""Sources that a mail names; the others are counted: they stand in the run report."""
_ROOM = 300  # characters of one line of the mail


def alarm(tonight: Reading, earlier: Sequence[float], settings: Alarm) -> str:
    """Why the alarm is on: too much unread tonight and on the `nights` - 1 nights before; "" where it is not.

    `earlier`: `Reading.unread` (0 to 1) of the nights before on which something was tried, the latest last; a night
    without anything to read stands not in it, so that it neither counts nor breaks the row. Tonight, if it is such a
    night, tells nothing new and raises no alarm: its share is 0.
    """
    nights = max(1, settings.nights)
    row = [*earlier[len(earlier) - (nights - 1) :], tonight.unread] if nights > 1 else [tonight.unread]
    if len(row) < nights or min(row) <= settings.unread:
        return ""
    shares = ", ".join(map(_percent, row))
    since = f"on {nights} nights in a row" if nights > 1 else "tonight"
    return f"over {_percent(settings.unread)} of the sources unread {since} ({shares})"


def alarm_mail(night: Night) -> tuple[str, list[str]]:
    """The subject and the lines of the mail to `alarm.mail`: places, names and reasons, no word of an article."""
    parts = [("NOT made", _memos(missing(night))), ("Not delivered", _deliveries(undelivered(night)))]
    parts += [("Alarm", [clipped(night.alarm, _ROOM)] if night.alarm else [])]
    parts += [("Addresses that could not be reached", _named(night.reading.unreachable))]
    parts += [("Sources that could not be read", _named(night.reading.failures))]
    text = [last_line(night)]
    for head, found in parts:
        if found:
            text += ["", head, *(f"- {line}" for line in found)]
    return _subject(night), text


def _subject(night: Night) -> str:
    said = [f"{counted(number, 'memo')} NOT made"] if (number := len(missing(night))) else []
    said += [f"{counted(number, 'delivery')} in doubt"] if (number := len(undelivered(night))) else []
    said += ["too much unread"] if night.alarm else []
    said += ["interrupted"] if night.is_interrupted else []
    return f"briefgen {clipped(night.date, 20)}: {', '.join(said) or 'all well'}"


def _memos(memos: Iterable[Memo]) -> list[str]:
    return list(_cut(": ".join(filter(None, (one.title, one.why, _last(one), remedy(one)))) for one in memos))


def _last(memo: Memo) -> str:
    return f"the last good one is {memo.last}" if memo.last else ""


def _deliveries(deliveries: Iterable[Delivered]) -> list[str]:
    found = ((f"{one.title} to {one.to}", one.state, one.why, remedy(one)) for one in deliveries)
    return list(_cut(": ".join(filter(None, parts)) for parts in found))


def _named(failures: Sequence[Failure]) -> list[str]:
    parts = ((one.location, one.message, one.hint) for one in failures[:NAMED])
    more = [f"and {rest:,} more: see the run report"] if (rest := len(failures[NAMED:])) else []
    return [*_cut(": ".join(filter(None, one)) for one in parts), *more]


def _cut(texts: Iterable[str]) -> Iterator[str]:
    return (clipped(text, _ROOM) for text in texts)


def _percent(share: float) -> str:
    """ "12 %", "10.4 %": exact enough that a share over the limit never looks like the limit."""
    return f"{100 * share:.3g} %"
