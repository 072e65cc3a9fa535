"""An article and the desk's time zone in; the article with its moment of publication told in that zone out.

Whatever is printed, compared or counted from it is then the desk's own day: the cut-off, the sources' dates, the days
between which a memo reports, and what "Thursday" was.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from briefgen.model import Article


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
    from zoneinfo import ZoneInfo

    return replace(article, published=moment.astimezone(ZoneInfo(zone)).isoformat())
