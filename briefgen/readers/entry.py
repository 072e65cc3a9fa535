"""An entry of a feed or interface in, its Article out, or the Source of the page it points to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from briefgen.errors import ReadError
from briefgen.model import Article, Failure, Source
from briefgen.readers import identity
from briefgen.readers.body import line_of
from briefgen.readers.dates import iso_of
from briefgen.readers.endings import endings, marked
from briefgen.readers.head import byline_of
from briefgen.readers.parts import BODY, Part, article_of, composed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefgen.model import PublishedFrom

_LINK_MOST = 4_000  # characters; browsers take no more than some thousands
_TITLE_MOST = 1_000  # characters; what is longer is a text in the wrong field
_NAMES_MOST = 300
_MAIL = re.compile(r"<?[^\s<>()\"]+@[^\s<>()\"]+>?")
_OPEN = "give the page itself"


class Entry(NamedTuple):
    """What a feed or interface says of one article. `whole`: the parts are said to be the whole text of it."""

    title: str = ""
    parts: Sequence[Part] = ()
    whole: bool = False
    link: str = ""
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    published_from: PublishedFrom = "feed"
    language: str | None = None
    notes: tuple[str, ...] = ()
    follow: bool = True
    """Whether the text is to be looked for at the link."""
    giver: str = "feed"
    """Who gives the entry: a word for the notes."""


def readable(source: Source, reader: str, entry: Entry, number: int, place: str) -> Article | Source | Failure:
    """The entry's article; a link with what is known of the article where only a summary is given.

    `number`: its place among the source's articles; `place`: its location where it has no page of its own.

    Only a source that a person gave makes us follow its links: not a feed inside a mail or an archive.
    """
    link = web(entry.link)
    location = link or place
    parts, goes_on = marked(entry.parts)
    bodied = any(part.kind in BODY for part in parts)
    whole = bodied and not goes_on and (entry.whole or _words(parts) >= endings().words)
    if not bodied and not (link and entry.follow and source.depth == 0):
        return _empty(location, link)
    notes = (*entry.notes, *_refused(entry.link, link), *(() if whole else (f"only the {entry.giver}'s summary",)))
    made = _made(source, reader, entry._replace(parts=parts, notes=notes), number, location, whole=whole)
    if isinstance(made, Failure) or whole or not (link and entry.follow and source.depth == 0):
        return made
    return Source(location=link, link=True, stand_in=made)


def _made(source: Source, reader: str, entry: Entry, number: int, location: str, *, whole: bool) -> Article | Failure:
    # Notes and short posts have no title: they are called by who printed them.
    title = entry.title if 0 < len(entry.title) <= _TITLE_MOST else entry.outlet or ""
    fields: dict[str, Any] = {
        "location": location,
        "outlet": entry.outlet,
        "byline": credited(entry.byline, entry.outlet),
        "published": entry.published,
        "published_from": entry.published_from if entry.published else None,
        "language": entry.language,
        "notes": entry.notes,
        "partial": not whole,
    }
    if any(part.kind in BODY for part in entry.parts):
        try:
            return article_of(source, reader, entry.parts, title=title, index=number, **fields)
        except ReadError as error:  # nothing visible but the title
            return Failure(location, "read", type(error).__name__, "an entry without text", error.hint)
    # A title and a link: what the page leaves out, such as the date, is known from here.
    text, blocks = composed([Part("title", title or location)])
    return Article(identity(source, number), title=title or location, text=text, blocks=blocks, reader=reader, **fields)


def _empty(location: str, link: str) -> Failure:
    return Failure(location, "read", "NoArticle", "an entry without text", _OPEN if link else "look at it in a browser")


def _words(parts: Iterable[Part]) -> int:
    return sum(len(part.words.split()) for part in parts if part.kind in BODY)


# ------------------------------------------------------------------------ fields


def web(link: str) -> str:
    """The link where it is an address of a page, "" where it is anything else: another scheme, a path, a password."""
    link = link.strip()
    if len(link) > _LINK_MOST or not link.isprintable() or " " in link:
        return ""
    try:
        address = urlsplit(link)
    except ValueError:
        return ""
    return link if address.scheme in ("http", "https") and address.hostname and "@" not in address.netloc else ""


def joined(base: str, link: str) -> str:
    """The link, resolved where it is relative and the base is a page's address."""
    try:
        relative = bool(link) and not urlsplit(link).scheme
        return urljoin(base, link) if relative and web(base) else link
    except ValueError:
        return link


def _refused(link: str, followed: str) -> tuple[str, ...]:
    if not link or followed:
        return ()
    scheme = re.match(r"\s*([A-Za-z][A-Za-z0-9+.-]{0,20}):", link)
    told = f"a {scheme[1].lower()}: address" if scheme else "no address of a page"
    return (f"its link is {told}, which is not followed",)


def names_of(values: Iterable[object]) -> str | None:
    """Who wrote it, of any notation; an address is no name, "mail@example.org (Ana Petrova)" is Ana Petrova."""
    names = (_name(line_of(value)) for value in values if isinstance(value, str))
    together = ", ".join(dict.fromkeys(name for name in names if name))
    return together if together and len(together) <= _NAMES_MOST else None


def credited(byline: str | None, outlet: str | None) -> str | None:
    """The byline without the outlet behind it; None where the outlet names itself."""
    if byline and outlet and byline.casefold() == outlet.casefold():
        return None
    return byline.removesuffix(f", {outlet}") if byline and outlet else byline


def _name(words: str) -> str:
    if (
        "://" in words
        or words.startswith("@")
        or words.casefold() in endings().placeholders
        or len(words) > _NAMES_MOST
    ):
        return ""
    if "@" in words:
        words = _MAIL.sub("", words).strip(" ,;")
        words = words[1:-1].strip() if words[:1] == "(" and words[-1:] == ")" else words.replace("()", "").strip()
    return byline_of(words) or (words if any(map(str.isalpha, words)) else "")


def moment(value: object) -> str | None:
    """The ISO date or time of a field; a computer's zero (1 January 1970, the year 1) is none."""
    if isinstance(value, str) and len(value) in (10, 13) and value.isdecimal():
        value = int(value)  # seconds or milliseconds since 1970
    iso = iso_of(value)
    return iso if iso and iso[:4] >= "1900" and not iso.startswith("1970-01-01") else None


def language_of(value: object) -> str | None:
    """Two letters of a language's tag, three-letter code or English name."""
    if not isinstance(value, str):
        return None
    tag = re.split(r"[-_]", value.strip().casefold())[0]
    known = endings().languages.get(tag)
    return known or (tag if len(tag) == 2 and tag.isascii() and tag.isalpha() else None)
