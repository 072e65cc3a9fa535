"""A feed (RSS, Atom, JSON Feed) in; its articles out, or the links to those of which it has only a summary."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from briefgen.errors import NoArticle, ReadError, Unreadable
from briefgen.model import Failure, Source
from briefgen.readers.body import broken_off, parts_of_body
from briefgen.readers.dates import iso_of
from briefgen.readers.encoding import decoded
from briefgen.readers.parts import BODY, Part, article_of
from briefgen.readers.safe import PROLOG, refuse_entities, value_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from briefgen.model import Article

READER = "feed/1"
READS = "feeds (RSS, Atom, JSON Feed)"
_ROOT = re.compile(PROLOG + rb"<(?:[\w.-]{1,20}:)?(rss|feed|RDF)\b")
_JSON = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')
_ENTRIES_MOST = 500
_SUMMARY = 120  # words: what is longer is taken for the article, if the feed does not say that it breaks off
_MAIL = re.compile(r"\S+@\S+(?:\s*\((?P<name>[^()]+)\))?")
_WEB = ("http", "https")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as the feed states it; `whole`: the feed means `body` to be the article's text."""

    title: str = ""
    link: str = ""
    body: str = ""
    whole: bool = False
    byline: str = ""
    outlet: str = ""
    published: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


def claims(source: Source) -> int:
    """0..100: sure of a feed by its root element or JSON Feed's mark."""
    start = source.data[:4096]
    if _ROOT.match(start):
        return 96
    return 96 if start.lstrip()[:1] == b"{" and _JSON.search(start) else 0


def read(source: Source) -> Iterable[Article | Source | Failure]:
    """An Article for each entry with its text; for one with a summary, the link with the summary as stand-in.

    Links are given only for a feed that a person named (`depth` 0), and only http and https ones. Raises Unreadable,
    NoArticle (a feed without entries).
    """
    entries, notes = _entries(source)
    if not entries:
        raise NoArticle(f"{source.location}: no entry in this feed", hint="look at it in a browser")
    found: list[Article | Source | Failure] = []
    seen: set[str] = set()
    for number, entry in enumerate(entries[:_ENTRIES_MOST], 1):
        if entry.link and entry.link in seen:
            continue
        seen.add(entry.link)
        found.append(_one(source, number, replace(entry, notes=(*notes, *entry.notes))))
    if len(entries) > _ENTRIES_MOST:
        left = len(entries) - _ENTRIES_MOST
        message = f"only the first {_ENTRIES_MOST} entries are read, {left} are left out"
        found.append(Failure(source.location, "read", "TooBig", message, "split the feed"))
    return found


def _one(source: Source, number: int, entry: Entry) -> Article | Source | Failure:
    """One entry as an article, or as a link that the article stands in for."""
    place = entry.link if _scheme(entry.link) in _WEB else f"{source.location}/{number}"
    parts = parts_of_body(entry.body) if entry.body.strip() else []
    words = sum(len(part.words.split()) for part in parts if part.kind in BODY)
    partial = broken_off(parts) or (not entry.whole and words < _SUMMARY)
    follow = partial and source.depth == 0 and _scheme(entry.link) in _WEB
    notes = entry.notes + (_refused(entry.link) if partial and not follow else ())
    if partial:
        notes += ("only the feed's summary",)
    try:
        article = _article(source, number, entry, parts, location=place, partial=partial, notes=notes)
    except ReadError:
        if follow:
            return Source(place, link=True)
        return Failure(place, "read", "NoArticle", "an entry without text", "look at it in a browser")
    return Source(place, link=True, stand_in=article) if follow else article


def _article(source: Source, number: int, entry: Entry, parts: Sequence[Part], **fields: Any) -> Article:
    if not any(part.kind in BODY for part in parts):
        # A summary of a few words is no sentence to the walk of markup, but it is all there is.
        parts = [part._replace(kind="paragraph") if part.kind in ("other", "heading") else part for part in parts]
    return article_of(
        source, READER, parts, title=entry.title, index=number, outlet=entry.outlet or None,
        byline=entry.byline or None, published=entry.published, published_from="feed" if entry.published else None,
        language=entry.language, **fields,
    )  # fmt: skip


def _scheme(link: str) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    return parts.scheme.lower() if parts.hostname or parts.scheme.lower() not in _WEB else ""


def _refused(link: str) -> tuple[str, ...]:
    scheme = _scheme(link)
    return (f"its link is a {scheme}: address, which is not followed",) if scheme and scheme not in _WEB else ()


# ------------------------------------------------------------------ what the feed states


def _entries(source: Source) -> tuple[Sequence[Entry], tuple[str, ...]]:
    if source.data.lstrip().startswith(b"{"):
        return _of_json(source)
    return _of_xml(source)


def _of_xml(source: Source) -> tuple[Sequence[Entry], tuple[str, ...]]:
    import feedparser

    refuse_entities(source)
    try:
        # A file object: of a text feedparser would try whether it is an address or a path.
        found = feedparser.parse(io.BytesIO(source.data), sanitize_html=False, resolve_relative_uris=False,
                                 response_headers={"content-type": "application/xml"})  # fmt: skip
    except Exception as error:
        message = f"{source.location}: broken feed: {type(error).__name__}"
        raise Unreadable(message, hint="fetch or save it again") from error
    broken = found.get("bozo") and not _harmless(found.get("bozo_exception"))
    if broken and not found.entries:
        reason = found.get("bozo_exception")
        raise Unreadable(f"{source.location}: broken feed: {reason}", hint="fetch or save it again")
    notes = ("the feed is broken: what could be read of it is read",) if broken else ()
    outlet, language = _flat(found.feed.get("title")), found.feed.get("language") or None
    base = found.feed.get("link") or source.location
    return [_entry(one, outlet, language, base) for one in found.entries], notes


def _harmless(fault: object) -> bool:
    """Whether the parser's complaint is about the encoding that was declared, which it then finds out."""
    return type(fault).__name__ in ("CharacterEncodingOverride", "NonXMLContentType")


def _entry(one: Mapping[str, Any], outlet: str, language: str | None, base: str) -> Entry:
    contents = [content for content in one.get("content") or () if content.get("value")]
    content = max(contents, key=lambda content: len(content["value"]), default=None)
    summary = one.get("summary") or ""
    body = content["value"] if content and len(content["value"]) >= len(summary) else summary
    published = iso_of(one.get("published")) or _parsed(one.get("published_parsed"))
    updated = None if published else iso_of(one.get("updated")) or _parsed(one.get("updated_parsed"))
    of_source = _flat((one.get("source") or {}).get("title"))
    spoken = (content or {}).get("language") or (one.get("title_detail") or {}).get("language") or language
    return Entry(
        title=_flat(one.get("title")), link=_joined(base, one.get("link") or ""), body=body,
        whole=content is not None, byline=_byline(one), outlet=of_source or outlet, published=published or updated,
        language=spoken, notes=("the feed gives the day of the last change only",) if updated else (),
    )  # fmt: skip


def _parsed(moment: Any) -> str | None:
    return iso_of("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*moment[:6])) if moment else None


def _byline(one: Mapping[str, Any]) -> str:
    stated = str(one.get("author") or "")
    if "@" in stated:  # the parser would cut such a line into an address and a name at the wrong place
        return _name(stated)
    names = [_name(author.get("name") or "") for author in one.get("authors") or () if isinstance(author, dict)]
    return ", ".join(dict.fromkeys(filter(None, names))) or _name(stated)


def _name(author: str) -> str:
    """An author's name; an address is none, but "desk@lake.example (Ana Petrova)" holds one."""
    found = _MAIL.fullmatch(author.strip())
    return (found["name"] or "").strip() if found else _flat(author)


def _flat(value: object) -> str:
    """A title as words: some feeds put markup into it."""
    from html import unescape

    text = str(value or "")
    return " ".join(unescape(re.sub(r"</?[a-zA-Z][^>]{0,200}>", "", text)).split())


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link.strip()) if link.strip() else ""
    except ValueError:
        return ""


def _of_json(source: Source) -> tuple[Sequence[Entry], tuple[str, ...]]:
    text, notes = decoded(source)
    value = value_of(text, source.location)
    value = value if isinstance(value, dict) else {}
    items = value.get("items")
    outlet, language = words_of(value.get("title")), words_of(value.get("language")) or None
    base = words_of(value.get("home_page_url")) or source.location
    found = (_of_item(item, outlet, language, base) for item in (items if isinstance(items, list) else ()))
    return [entry for entry in found if entry], notes


def _of_item(item: object, outlet: str, language: str | None, base: str) -> Entry | None:
    if not isinstance(item, dict):
        return None
    content = item.get("content_html") or item.get("content_text")
    summary = item.get("summary")
    published = iso_of(item.get("date_published"))
    updated = None if published else iso_of(item.get("date_modified"))
    authors = item.get("authors") or item.get("author")
    return Entry(
        title=words_of(item.get("title")), link=_joined(base, words_of(item.get("url") or item.get("external_url"))),
        body=content if isinstance(content, str) else summary if isinstance(summary, str) else "",
        whole=isinstance(content, str) and bool(content.strip()), byline=words_of(authors), outlet=outlet,
        published=published or updated, language=words_of(item.get("language")) or language,
        notes=("the feed gives the day of the last change only",) if updated else (),
    )  # fmt: skip
