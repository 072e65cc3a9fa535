"""A feed in (RSS, Atom, JSON Feed); its articles out, or the links to them where it holds only summaries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefgen.errors import NoArticle, ReadError, Unreadable
from briefgen.model import Failure
from briefgen.readers import ending, jsonfeed
from briefgen.readers.body import line_of, parts_of_body
from briefgen.readers.entry import Entry, joined, language_of, moment, names_of, readable, web
from briefgen.readers.limits import contained, left_out
from briefgen.readers.prolog import beginning, document, root_of
from briefgen.readers.syndication import Parsed, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.model import Article, Source

READER = "feed/1"
READS = "feeds (.rss, .atom, JSON Feed)"
LIMIT = 16 * 2**20
"""Bytes: 500 entries of 32 KB."""
_MOST = 500  # entries; the longest news feeds have some 200
_ENDINGS = (".rss", ".atom")
_MEDIA = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_ROOT = re.compile(
    r"<(?:rss[\s>]|(?:\w+:)?feed\s[^>]*(?:2005/Atom|purl\.org/atom)|(?:\w+:)?RDF\s[^>]*(?:purl\.org/rss|rdf/simple))",
)
_HINT = "save the feed again, complete"
_LATER = "the feed gives the day of the last change only"
_SOUND = "a recording: the feed has only its description"


def claims(source: Source) -> int:
    """0..100: sure of a feed by its first element or its version, less by media type and ending."""
    if _ROOT.match(root_of(source.data)) or jsonfeed.begins(source.data):
        return 96
    media = (source.media_type or "").split(";")[0].strip().lower()
    named = media in _MEDIA or ending(source.location) in _ENDINGS
    return 60 if named and beginning(source.data, 64)[:1] == "<" else 0


def read(source: Source) -> tuple[Article | Source | Failure, ...]:
    """The articles of the feed in its order. Where it has only a summary, and a person gave the feed: the link.

    Raises Unreadable (broken, own entities), NoArticle (no entry), TooBig.
    """
    found = _xml(source) if beginning(source.data, 64)[:1] == "<" else jsonfeed.entries(source)
    return tuple(_read(source, found))


def _read(source: Source, found: list[Any]) -> Iterator[Article | Source | Failure]:
    """Each entry once: a link that comes again is the same article."""
    if not found:
        raise NoArticle(f"{source.location}: no entry in this feed", hint="is it empty, or the page of a feed?")
    seen: set[str] = set()
    for number, make in enumerate(found[:_MOST], 1):
        place = f"{source.location}/{number}"
        entry = contained(place, make)
        if isinstance(entry, Failure):
            yield entry
        elif not web(entry.link) or entry.link not in seen:
            seen.add(entry.link)
            yield contained(web(entry.link) or place, readable, source, READER, entry, number, place)
    yield from left_out(source, len(found), _MOST, "entries")


# ---------------------------------------------------------------------- RSS and Atom


def _xml(source: Source) -> list[Any]:
    """A function for each entry that makes it, so that a broken one does not stop the others."""
    text, notes = document(source)
    try:
        found = parsed(text, web(source.location))
    except ReadError as error:
        raise type(error)(f"{source.location}: {error.args[0]}", hint=error.hint) from error
    if found.broken:
        notes = (*notes, "the feed is not well-formed: read as far as it goes")
        if not found.entries:
            raise Unreadable(f"{source.location}: a broken feed: no entry can be read", hint=_HINT)
    feed = _Feed(found, notes)
    return [lambda raw=raw: feed.entry(_dict(raw)) for raw in found.entries]


class _Feed:
    """What a feed says of all its entries."""

    def __init__(self, found: Parsed, notes: tuple[str, ...]) -> None:
        self.about = _dict(found.about)
        self.atom = found.version.startswith("atom")
        self.podcast = "itunes" in found.namespaces
        self.title = _title(self.about) or None
        self.notes = notes

    def entry(self, raw: Any) -> Entry:
        """An entry as feedparser has it."""
        source = _dict(raw.get("source"))
        content = _content(raw)
        text, kind = content or (_str(raw.get("summary")), _str(_dict(raw.get("summary_detail")).get("type")))
        link = self.link(raw)
        published, later = self.published(raw)
        sound = _is_recording(raw) and (self.podcast or not web(link))
        return Entry(
            title=_title(raw),
            parts=parts_of_body(text, markup=False if kind == "text/plain" else None),
            whole=content is not None and not sound,
            link=link,
            outlet=_title(source) or self.title,
            byline=self.byline(raw, source),
            published=published,
            language=self.language(raw),
            notes=(*self.notes, *((_LATER,) if later else ()), *((_SOUND,) if sound else ())),
            follow=not sound,
        )

    def link(self, raw: Any) -> str:
        """The article's address; an identifier that is none is not taken for one."""
        link = _str(raw.get("feedburner_origlink")) or _str(raw.get("link"))
        if link and raw.get("guidislink") and link == _str(raw.get("id")) and not web(link):
            return ""
        return joined(_str(self.about.get("link")), link.strip())

    def published(self, raw: Any) -> tuple[str | None, bool]:
        """When it was published, and whether this is only when it was changed.

        RSS has no time of a change: what feedparser calls so there is dc:date.
        """
        if date := moment(_str(raw.get("published"))):
            return date, False
        date = moment(_str(raw.get("updated")))
        return date, date is not None and self.atom

    def byline(self, raw: Any, source: Any) -> str | None:
        """Its authors; in Atom those of the feed, where it has none of its own."""
        inherited = (_authors(source), _authors(self.about)) if self.atom else ()
        return next((byline for byline in (_authors(raw), *inherited) if byline), None)

    def language(self, raw: Any) -> str | None:
        """The language of the entry's text, else that of the feed."""
        contents = [one for one in _list(raw.get("content")) if isinstance(one, dict)]
        details = [*contents, _dict(raw.get("summary_detail")), _dict(raw.get("title_detail")), self.about]
        return next((found for one in details if (found := language_of(one.get("language")))), None)


def _content(raw: Any) -> tuple[str, str] | None:
    """The longest of an entry's texts with its type, None where it has only a summary."""
    found = [(_str(one.get("value")), _str(one.get("type"))) for one in map(_dict, _list(raw.get("content")))]
    texts = [(text, kind) for text, kind in found if text.strip() and (kind.startswith("text/") or "xml" in kind)]
    return max(texts, key=lambda pair: len(pair[0]), default=None)


def _title(about: Any) -> str:
    plain = _str(_dict(about.get("title_detail")).get("type")) == "text/plain"
    return line_of(_str(about.get("title")), markup=False if plain else None)


def _authors(about: Any) -> str | None:
    return names_of(_str(one.get("name")) for one in map(_dict, _list(about.get("authors"))))


def _is_recording(raw: Any) -> bool:
    links = [one for one in map(_dict, _list(raw.get("links"))) if one.get("rel") == "enclosure"]
    return any(_str(one.get("type")).startswith("audio/") for one in links)


def _str(value: object) -> str:
    return value if isinstance(value, str) else ""


def _dict(value: object) -> dict[str, Any]:
    # A plain one: feedparser's own looks each name up under several others, at five times the cost.
    return dict(value) if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
