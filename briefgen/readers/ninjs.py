"""An agency's JSON item in (IPTC ninjs 1 to 3); its article out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefgen.errors import NoArticle, ReadError
from briefgen.model import Failure
from briefgen.readers.body import parts_of_body
from briefgen.readers.dates import iso_of
from briefgen.readers.encoding import decoded
from briefgen.readers.head import byline_of
from briefgen.readers.parts import article_of
from briefgen.readers.safe import at, value_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.model import Article, Source
    from briefgen.readers.parts import Part

READER = "ninjs/1"
READS = "agencies' items (ninjs; .json)"
_MARK = re.compile(rb'"(?:bodies|body_(?:text|xhtml|html|nitf|markdown)|ninjs|headlines|versioncreated|pubstatus)"\s*:')
_URI = re.compile(rb'"uri"\s*:')
_STANDARD = re.compile(rb"ninjs")
_ASSOCIATIONS_MOST = 100
_WITHHELD = ("canceled", "withheld")


def claims(source: Source) -> int:
    """0..100: sure of an object with an address and two of the standard's own names."""
    start = source.data[:65_536]
    if start.lstrip()[:1] != b"{" or not (_URI.search(start) or _STANDARD.search(start)):
        return 0
    return 93 if len(set(_MARK.findall(start))) >= 2 else 0


def read(source: Source) -> Iterable[Article | Failure]:
    """The item's Article, then those of the items of text that it holds. Raises Unreadable, NoArticle."""
    text, notes = decoded(source)
    value = value_of(text, source.location)
    found: list[Article | Failure] = []
    for number, item in enumerate(_items(value)):
        place = source.location if number == 0 else f"{source.location}/{number}"
        status = words_of(item.get("pubstatus")).lower()
        if status in _WITHHELD:
            found.append(
                Failure(place, "read", "Withdrawn", f"the agency has withdrawn it ({status})", "do not use it")
            )
            continue
        try:
            found.append(_article(source, number, item, place, notes))
        except ReadError as error:
            if number == 0:
                message = str(error.args[0]).removeprefix(f"{source.location}: ")
                found.append(Failure(place, "read", type(error).__name__, message, error.hint))
    if not found:
        raise NoArticle(f"{source.location}: no item of text in it", hint="ask for the text service of the agency")
    return found


def _items(value: object) -> Iterator[dict[str, Any]]:
    """The item, and the items of text associated with it: an object by role, or a list."""
    if not isinstance(value, dict):
        return
    yield value
    inner = value.get("associations")
    several = list(inner.values()) if isinstance(inner, dict) else inner if isinstance(inner, list) else []
    for one in several[:_ASSOCIATIONS_MOST]:
        if isinstance(one, dict) and one.get("type", "text") == "text" and (_bodies(one) or one.get("bodies")):
            yield one


def _article(source: Source, index: int, item: dict[str, Any], place: str, notes: tuple[str, ...]) -> Article:
    stated = (item.get(name) for name in ("contentcreated", "contentCreated", "firstcreated", "firstCreated",
                                          "versioncreated", "versionCreated"))  # fmt: skip
    published = next((date for date in map(iso_of, stated) if date), None)
    embargoed = words_of(item.get("embargoed"))
    more = [f"editors' note: {words}" for words in (words_of(item.get("ednote") or item.get("edNote")),) if words]
    more += [f"embargoed until: {embargoed}"] if embargoed else []
    return article_of(
        source, READER, _parts(item), title=_title(item), index=index, location=place, outlet=_outlet(item),
        byline=_byline(item), published=published, published_from="wire" if published else None,
        language=words_of(item.get("language")) or None, notes=(*notes, *more),
    )  # fmt: skip


def _title(item: dict[str, Any]) -> str:
    """The headline; of several the one with the role "main", else the first."""
    several = item.get("headlines")
    if isinstance(several, list):
        main = [one for one in several if isinstance(one, dict) and "main" in words_of(one.get("role")).lower()]
        return words_of((main or several or [""])[0])
    return words_of(item.get("headline")) or words_of(item.get("title")) or words_of(item.get("slugline"))


def _bodies(item: dict[str, Any]) -> list[str]:
    """The item's texts, HTML before plain text: it has the paragraphs."""
    names = ("body_xhtml", "body_html", "body_text", "bodyXhtml", "bodyHtml", "bodyText")
    return [text for name in names if isinstance(text := item.get(name), str) and text.strip()]


def _parts(item: dict[str, Any]) -> list[Part]:
    several = item.get("bodies")
    texts = _bodies(item)
    if isinstance(several, list):
        ours = [one for one in several if isinstance(one, dict) and isinstance(one.get("value"), str)]
        ours.sort(key=lambda one: "html" not in words_of(one.get("contenttype") or one.get("role")).lower())
        texts += [one["value"] for one in ours if one["value"].strip()]
    return parts_of_body(texts[0]) if texts else []


def _byline(item: dict[str, Any]) -> str | None:
    stated = words_of(item.get("byline")) or words_of(item.get("by"))
    people = item.get("people")
    several = people if isinstance(people, list) else []
    authors = [one for one in several if isinstance(one, dict) and words_of(one.get("rel")) in ("author", "creator")]
    return byline_of(stated) or stated or words_of(authors) or None


def _outlet(item: dict[str, Any]) -> str | None:
    found = (words_of(item.get(name)) for name in ("provider", "infosources", "infosource", "copyrightholder"))
    return next((words for words in found if words), None) or words_of(at(item, "organisation")) or None
