"""An Article as read in; the same out with what its own words tell: language, date by the dateline, a cut end."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from briefgen.config import NO_DESK, Desk
from briefgen.language.boilerplate import body
from briefgen.language.identify import language_of
from briefgen.language.lexicon import lexicon
from briefgen.language.office import with_outlet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model import Article

_ANALYSED = ("en",)
_DAY = re.compile(r"(?:(?P<d>\d{1,2})\.? )?(?P<m>[^\W\d]{3,9})\.? (?:(?P<d2>\d{1,2}),? )?(?P<y>(?:19|20)\d\d)\b")
_SUBSCRIBERS = "the page says that the rest is for subscribers or elsewhere"
_OPEN_END = "the text breaks off"


def completed(article: Article, desk: Desk = NO_DESK) -> Article:
    """The article with its language, the desk's name of its outlet, its dateline's date, and whether it breaks off."""
    article = with_outlet(replace(article, language=language_of(article)), desk)
    return _with_end(_with_date(article)) if is_analysed(article) else article


def is_analysed(article: Article) -> bool:
    """Whether there are data for the article's language; None counts as English."""
    return article.language is None or article.language.split("-")[0].lower() in _ANALYSED


def _with_date(article: Article) -> Article:
    """A dateline that states day, month and year dates an article that has no date of its own."""
    line = None if article.published else body(article).dateline
    found = _DAY.search(article.text[line.start : line.end]) if line else None
    if found is None:
        return article
    months = [month.lower() for month in lexicon(article.language).times["months"]]
    month = next((n for n, name in enumerate(months, 1) if name.startswith(found["m"].lower())), 0)
    try:
        day = dt.date(int(found["y"]), month, int(found["d"] or found["d2"] or 0))
    except ValueError:
        return article
    return replace(article, published=day.isoformat(), published_from="dateline")


# ------------------------------------------------------------------ a cut end


def _with_end(article: Article) -> Article:
    """Marked partial where a line near its end, or its last character, tells that the rest is missing."""
    cuts, open_end, near_end = _ends(article.language or "en")
    near = [" ".join(article.text[one.start : one.end].split()) for one in article.blocks[-near_end:]]
    if any(cut.fullmatch(words) for words in near for cut in cuts):
        return _partial(article, _SUBSCRIBERS)
    last = next((one for one in reversed(article.blocks) if one.kind == "paragraph"), None)
    if last and open_end.search(article.text[last.start : last.end].rstrip()):
        return _partial(article, _OPEN_END)
    return article


def _partial(article: Article, note: str) -> Article:
    told = article.partial and article.notes
    return replace(article, partial=True, notes=article.notes if told else (*article.notes, note))


@cache
def _ends(language: str) -> tuple[Sequence[re.Pattern[str]], re.Pattern[str], int]:
    raw: dict[str, Any] = lexicon(language).partial
    cuts = [re.compile(cut, re.IGNORECASE) for cut in raw["cut"]]
    return cuts, re.compile(f"{raw['open']}$"), raw["near_end"]
