"""A web page's tree in, what the page says of its article out: title, outlet, byline, date, language, first words."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from briefgen.readers.dates import iso_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.model import PublishedFrom

_DATE_NAMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date.published",
    "publishdate",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "date",
)
_UNSEEN = ("script", "style", "noscript", "template", "title", "head")


class About(NamedTuple):
    """What a page says of its article; None where it says nothing."""

    titles: tuple[str, ...] = ()
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    language: str | None = None
    summary: str = ""
    address: str = ""
    walled: bool = False
    body: str = ""
    """The article's text as the structured data have it, for comparison."""


def about(tree: Any) -> About:
    """What the head, the JSON-LD and the first heading of a page (an lxml tree) say of its article."""
    meta, data = _meta(tree), _json_ld(tree)
    published, published_from = _published(tree, meta, data)
    language = tree.get("lang") or meta.get("content-language") or meta.get("og:locale") or ""
    return About(
        titles=tuple(_titles(tree, meta, data)),
        outlet=_name(data.get("publisher")),
        byline=_name(data.get("author")),
        published=published,
        published_from=published_from,
        language=language.strip().lower()[:2] or None,
        summary=meta.get("og:description") or meta.get("description") or "",
        address=_address(tree, meta),
        walled=_walled(data),
        body=body if isinstance(body := data.get("articleBody"), str) else "",
    )


def words_of(element: Any) -> str:
    """An element's text with its white space collapsed; no-break spaces stay."""
    return collapsed("".join(element.itertext(with_tail=False)))


def collapsed(text: str) -> str:
    """The text with every run of HTML's white space as one space."""
    return " ".join(word for word in text.replace("\t", " ").replace("\n", " ").replace("\r", " ").split(" ") if word)


def beginning(tree: Any, words: str) -> tuple[int, Any]:
    """The first element of the page's body that begins as `words` do, and its number in the page; (-1, None): none."""
    opening = collapsed(words)[:60]
    for number, element in enumerate(tree.iter("*") if opening else ()):
        # Most elements are told by their first letter, without a look at the rest.
        text = (element.text or "").lstrip()[:200]
        if text[:1] == opening[0] and element.tag not in _UNSEEN:
            flat = collapsed(text)
            like = flat.startswith(opening) or opening.startswith(flat)
            if like and words_of(element).startswith(opening):
                return number, element
    return -1, None


def in_header(tree: Any, element: Any) -> bool:
    """Whether an element stands in one `header` or `hgroup` with a first heading."""
    above = [element, *element.iterancestors()]
    return any(header in above for heading in tree.iter("h1") for header in heading.iterancestors("header", "hgroup"))


def behind_heading(tree: Any, element: Any) -> bool:
    """Whether an element stands right behind a first heading."""
    above = [element, *element.iterancestors()]
    return any(heading.getnext() in above for heading in tree.iter("h1"))


def _meta(tree: Any) -> dict[str, str]:
    """meta elements: name, property, itemprop or http-equiv in small letters -> content; the first counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = collapsed(element.get("content") or "")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for name in (element.get(attribute) or "").lower().split():
                if content:
                    found.setdefault(name, content)
    return found


def _json_ld(tree: Any) -> dict[str, Any]:
    """The first JSON-LD object that is an article; {} where there is none, or it is broken."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                data = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            for node in _nodes(data):
                kinds = node.get("@type")
                if any(str(kind).endswith(("Article", "Posting")) for kind in _several(kinds)):
                    return node
    return {}


def _nodes(data: object) -> Iterator[dict[str, Any]]:
    for entry in _several(data):
        if isinstance(entry, dict):
            yield entry
            yield from (node for node in _several(entry.get("@graph")) if isinstance(node, dict))


def _several(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(value: object) -> str | None:
    """The names of JSON-LD persons or organisations, joined by commas."""
    names = (entry.get("name") if isinstance(entry, dict) else entry for entry in _several(value))
    words = [collapsed(name) for name in names if isinstance(name, str)]
    return ", ".join(word for word in words if word and "://" not in word) or None


def _titles(tree: Any, meta: dict[str, str], data: dict[str, Any]) -> Iterable[str]:
    """Titles, best first: the page's heading where it is the only one or the head confirms it, then the head's own."""
    stated = [data.get("headline"), meta.get("og:title"), meta.get("twitter:title")]
    said = [collapsed(title) for title in stated if isinstance(title, str) and title.strip()]
    headings = [words for words in map(words_of, tree.iter("h1")) if words]
    confirmed = [words for words in headings if any(_same(words, title) for title in said)]
    return (*confirmed[:1], *(headings if len(headings) == 1 else ()), *said)


def site_of(tree: Any, title: str) -> str | None:
    """The site's name behind the article's title in the window's: "Ferry line agreed - Lake News"."""
    window = next((words for words in map(words_of, tree.iter("title")) if words), "")
    found = _BEHIND_TITLE.fullmatch(window[len(title) :]) if title and window.startswith(title) else None
    return found["site"] if found and len(found["site"].split()) <= _SITE_WORDS else None


_BEHIND_TITLE = re.compile(r"\s+[-–—|·»:]+\s+(?P<site>[^-–—|·»]{2,60})")
_SITE_WORDS = 5


def _same(heading: str, title: str) -> bool:
    """Whether one holds the other and no more than that again: a site's name is in many titles."""
    short, long = sorted((heading, title), key=len)
    return short in long and 2 * len(short) >= len(long)


def _published(tree: Any, meta: dict[str, str], data: dict[str, Any]) -> tuple[str | None, PublishedFrom | None]:
    """The date of publication: as the structured data, the head, the visible page or the address states it."""
    stated = data.get("datePublished")
    if isinstance(stated, str) and (date := iso_of(stated)):
        return date, "json-ld"
    for name in _DATE_NAMES:
        if date := iso_of(meta.get(name, "")):
            return date, "meta"
    if date := _shown(tree):
        return date, "page"
    address = _address(tree, meta)
    dated = _DATED_PATH.search(urlsplit(address).path) if address else None
    if dated and (date := iso_of(f"{dated['y']}-{int(dated['m']):02}-{int(dated['d']):02}")):
        return date, "url"
    return None, None


_DATED_PATH = re.compile(r"/(?P<y>20\d\d)[/-](?P<m>\d{1,2})[/-](?P<d>\d{1,2})(?=[/-])")


def _shown(tree: Any) -> str | None:
    """The date of the first <time> that says it is that of publication, or that stands beside the first heading."""
    marked = [one for one in tree.iter("time", "span", "abbr", "div", "p") if one.get("itemprop") == "datePublished"]
    marked += [one for one in tree.iter("time") if one.get("pubdate") is not None or "publish" in _named(one)]
    for element in (*marked, *_beside_heading(tree)):
        date = iso_of(element.get("datetime") or element.get("content") or words_of(element))
        if date:
            return date
    return None


def _named(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def _beside_heading(tree: Any) -> Iterator[Any]:
    """The <time> elements of the page's only first heading: in its article, header, or the element around it."""
    headings = list(tree.iter("h1"))
    if len(headings) != 1:
        return
    around = headings[0].iterancestors("article", "header", "section", "div", "main")
    for above in islice(around, 4):
        found = [one for one in above.iter("time") if one.get("datetime")]
        if found:
            yield found[0]
            return


def _address(tree: Any, meta: dict[str, str]) -> str:
    """The page's own address."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower() and link.get("href"):
            return str(link.get("href"))
    return meta.get("og:url", "")


def _walled(data: dict[str, Any]) -> bool:
    """Whether the structured data say that only subscribers see all of the article."""
    return str(data.get("isAccessibleForFree", "")).strip().lower() in ("false", "no")
