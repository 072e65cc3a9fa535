"""The desk's time zone in; this moment in it, and an article with its moment of publication told in it, out.

Whatever is printed, compared or counted from it is then the desk's own day: the cut-off, the sources' dates, the days
between which a memo reports, and what "Thursday" was.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, tzinfo

from briefgen.model import Article


def now(zone: str) -> datetime:
    """This moment in the desk's time zone, the machine's where none is set.

    SOURCE_DATE_EPOCH stands in for it, then in UTC where no zone is set: the same on every machine.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.fromtimestamp(int(epoch), zone_of(zone) or UTC)
    return datetime.now(UTC).astimezone(zone_of(zone))


def zone_of(name: str) -> tzinfo | None:
    """The time zone of a name; None, the machine's own, for no name."""
    if not name:
        return None
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)


def in_zone(article: Article, zone: str) -> Article:
    """ "2026-03-25T23:10:00Z" is "2026-03-26T00:10:00+01:00" in Europe/Ljubljana: the same moment.

    "" leaves it as it is written; so does a day alone, or a time of which nobody knows the zone.
    """
    try:
        moment = datetime.fromisoformat(article.published or "")
    except ValueError:
        return article
    if not zone or moment.tzinfo is None:
        return article
    return replace(article, published=moment.astimezone(zone_of(zone)).isoformat())
