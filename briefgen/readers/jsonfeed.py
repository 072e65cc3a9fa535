"""A JSON Feed (jsonfeed.org, 1.0 and 1.1) in, its entries out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefgen.readers.body import line_of, parts_of_body
from briefgen.readers.entry import Entry, joined, language_of, moment, names_of
from briefgen.readers.prolog import beginning
from briefgen.readers.values import listed, loaded, mapping, text_of

if TYPE_CHECKING:
    from briefgen.model import Source

_BEGINS = 65_536  # bytes; the version stands first in what people write, but need not
_VERSION = re.compile(r'"version"\s*:\s*"https?://(?:www\.)?jsonfeed\.org/version/')
_LATER = "the feed gives the day of the last change only"


def begins(data: bytes) -> bool:
    """Whether the bytes begin as a JSON Feed."""
    return beginning(data, 64)[:1] == "{" and _VERSION.search(beginning(data, _BEGINS)) is not None


def entries(source: Source) -> list[Any]:
    """A function for each entry that makes it. Raises Unreadable, TooBig."""
    value, notes = loaded(source)
    feed = mapping(value)
    items = feed.get("items")
    base = text_of(feed.get("home_page_url")) or source.location
    return [
        lambda raw=raw: _entry(mapping(raw), feed, base, notes) for raw in (items if isinstance(items, list) else ())
    ]


def _entry(raw: dict[str, Any], feed: dict[str, Any], base: str, notes: tuple[str, ...]) -> Entry:
    markup, plain = text_of(raw.get("content_html")), text_of(raw.get("content_text"))
    summary = text_of(raw.get("summary"))
    published, changed = moment(raw.get("date_published")), moment(raw.get("date_modified"))
    later = changed is not None and published is None
    return Entry(
        title=line_of(text_of(raw.get("title")), markup=False),
        parts=parts_of_body(markup) if markup.strip() else parts_of_body(plain or summary, markup=False),
        whole=bool(markup.strip() or plain.strip()),
        link=joined(base, text_of(raw.get("url")) or text_of(raw.get("external_url"))),
        outlet=line_of(text_of(feed.get("title")), markup=False) or None,
        byline=_authors(raw) or _authors(feed),
        published=published or changed,
        language=language_of(raw.get("language")) or language_of(feed.get("language")),
        notes=(*notes, *((_LATER,) if later else ())),
    )


def _authors(about: dict[str, Any]) -> str | None:
    people = [*listed(about.get("authors")), *listed(about.get("author"))]
    return names_of(mapping(person).get("name") for person in people)
