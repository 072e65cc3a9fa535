"""An agency's item in, as its XML or JSON states it; its Article out, or the Failure that names why there is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefgen.errors import NoArticle
from briefgen.model import Article, Failure
from briefgen.readers.entry import credited
from briefgen.readers.parts import BODY, Part, article_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.model import Source

WITHDRAWN = ("canceled", "cancelled", "withheld", "killed")
_NOTE_MOST = 500  # characters; an editors' note may be a page of corrections
_TITLE_MOST = 1_000
_DASH = re.compile(r"[\s–—:-]+$")


class Item(NamedTuple):
    """What an agency's item says of its article, as it stands; "" and () where it says nothing."""

    title: str = ""
    parts: Sequence[Part] = ()
    dateline: str = ""
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None
    status: str = ""
    notes: tuple[str, ...] = ()
    partial: bool = False


def wired(source: Source, reader: str, item: Item, index: int, location: str) -> Article | Failure:
    """The item's article; a Failure where the agency has withdrawn it. Raises NoArticle where it has no text."""
    if item.status.lower() in WITHDRAWN:
        message = f"the agency has withdrawn it (status: {item.status.lower()})"
        return Failure(location, "read", "Withdrawn", message, "do not use it; look for the agency's correction")
    if not any(part.kind in BODY for part in item.parts):
        raise NoArticle(f"{location}: an item without text", hint="ask for the agency's text service")
    return article_of(
        source,
        reader,
        with_dateline(item.parts, item.dateline),
        title=item.title if len(item.title) <= _TITLE_MOST else "",
        index=index,
        location=location,
        outlet=item.outlet,
        byline=credited(item.byline, item.outlet),
        published=item.published,
        published_from="wire" if item.published else None,
        language=item.language,
        notes=item.notes,
        partial=item.partial,
    )


def with_dateline(parts: Sequence[Part], dateline: str) -> list[Part]:
    """A dateline of its own before the first paragraph, where an agency prints it, unless the text opens with it."""
    first = next((n for n, part in enumerate(parts) if part.kind in BODY), None)
    words = _DASH.sub("", dateline)
    place = re.split(r"[,(/–—]|\s-", words.lstrip("( "))[0].strip().casefold()
    if first is None or not place or len(words) > 200:
        return list(parts)
    opening = parts[first].words.lstrip("(*“\"' ").casefold()
    if opening.startswith(place):
        return list(parts)
    return [*parts[:first], parts[first]._replace(words=f"{words} — {parts[first].words}"), *parts[first + 1 :]]


def noted(stated: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Notes of labels and words; without those that have no words."""
    flat = ((label, " ".join(words.split())) for label, words in stated)
    return tuple(dict.fromkeys(f"{label}: {words[:_NOTE_MOST]}" for label, words in flat if words))
