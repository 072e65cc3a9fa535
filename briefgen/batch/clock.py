"""Times and spans as sources and settings write them in, moments and lengths to compare out."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


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
