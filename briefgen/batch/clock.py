"""Times as sources write them in, moments to compare out: the night's day, how old an article is, how long a span."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, tzinfo

_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def now(zone: str) -> datetime:
    """This moment in the desk's time zone, the machine's where none is set; SOURCE_DATE_EPOCH stands in for it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.astimezone(zone_of(zone))


def zone_of(name: str) -> tzinfo | None:
    """The time zone of a name; None, the machine's own, for no name."""
    if not name:
        return None
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def span(text: str) -> timedelta | None:
    """How long "24h", "7d", "4w" are; None for a word ("all", "forever", "last-issue")."""
    unit = _UNITS.get(text[-1:])
    return unit * int(text[:-1]) if unit and text[:-1].isdigit() else None


def moment(published: str | None, zone: tzinfo | None) -> datetime | None:
    """When an article was published: a day alone lasts until its end, a time without a zone is the desk's own."""
    if not published:
        return None
    try:
        found = datetime.fromisoformat(published)
    except ValueError:
        return None
    if len(published) <= len("2026-11-24"):
        found = found.replace(hour=23, minute=59, second=59)
    return found if found.tzinfo else found.replace(tzinfo=zone).astimezone(zone)
