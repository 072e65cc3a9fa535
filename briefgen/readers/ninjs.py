"""An agency's JSON in (IPTC ninjs 1, 2 and 3), the articles of its items out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefgen.errors import NoArticle
from briefgen.model import Failure
from briefgen.readers.body import line_of, parts_of_body, tagged
from briefgen.readers.entry import language_of, moment, names_of
from briefgen.readers.limits import contained, left_out
from briefgen.readers.prolog import beginning
from briefgen.readers.values import listed, mapping, rows, text_of
from briefgen.readers.wire import Item, noted, wired

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.model import Article, Source

READER = "ninjs/1"
READS = "agencies' items (ninjs; .json)"
_MOST = 500  # items; a package has some dozens
_DEPTH = 3  # associations inside each other
_BEGINS = 65_536  # bytes; a body may stand before the names that tell the format
_URI = re.compile(r'"(?:uri|guid)"\s*:')
# Versions 1 and 2 write their names small, version 3 in camelCase; 1 lets a provider add to a name: body_main.
_NAMES = re.compile(r'(?i)"(?:versioncreated|contentcreated|firstcreated|pubstatus|bodies|headlines|body_\w+)"\s*:')
_HINT = "ask for the agency's text service"
_DATES = ("contentcreated", "firstcreated", "versioncreated")
_OUTLETS = ("provider", "infosources", "infosource", "source", "creditline", "copyrightholder")


def claims(source: Source) -> int:
    """0..100: sure of an object with an identifier and one of the names that only ninjs has."""
    if beginning(source.data, 64)[:1] not in ("{", "["):
        return 0
    start = beginning(source.data, _BEGINS)
    return 93 if _URI.search(start) and _NAMES.search(start) else 0


def read(source: Source) -> tuple[Article | Failure, ...]:
    """The item's article, then those of the texts associated with it; a Failure for each that is withdrawn.

    Raises Unreadable, TooBig, NoArticle (pictures and other items that are no text).
    """
    values, notes = rows(source)
    given = [found for place, value in values for found in _found(place, value)]

    def made(number: int, place: str, raw: dict[str, Any]) -> Article | Failure:
        item = _item(raw)
        return wired(source, READER, item._replace(notes=(*notes, *item.notes)), number, place)

    found: list[Article | Failure] = []
    for number, (place, raw) in enumerate(given[:_MOST]):
        found.append(raw if isinstance(raw, Failure) else contained(place, made, number, place, raw))
    if not found:
        raise NoArticle(f"{source.location}: no item of text in it", hint=_HINT)
    return (*found, *left_out(source, len(given), _MOST, "items"))


def _found(place: str, value: object) -> Iterator[tuple[str, Any]]:
    """Place and item: the value itself or the members of a list; what is associated with it is numbered behind it."""
    if isinstance(value, Failure):
        yield place, value
        return
    inner = _small(value) if isinstance(value, dict) else {}
    several = value if isinstance(value, list) else listed(inner.get("items")) or [value]
    for number, one in enumerate(several, 1):
        at = place if len(several) == 1 else f"{place}/{number}"
        if isinstance(one, dict):
            items = _with_associations(_small(one), 0)
            yield from ((f"{at}/{n}" if n else at, item) for n, item in enumerate(items))
        else:
            yield at, Failure(at, "read", "Unreadable", "an item that is no object", _HINT)


def _with_associations(item: dict[str, Any], depth: int) -> Iterator[dict[str, Any]]:
    """The item where it is a text or says nothing of its kind, and the texts that it holds."""
    kind = item.get("type", "text")
    if kind in ("text", "composite") and (depth == 0 or _bodies(item)):
        yield item
    inner = item.get("associations")
    several = inner.values() if isinstance(inner, dict) else listed(inner)
    for one in several if depth < _DEPTH else ():
        if isinstance(one, dict):
            yield from _with_associations(_small(one), depth + 1)


def _small(value: dict[str, Any]) -> dict[str, Any]:
    return {name.lower(): one for name, one in value.items()}


def _item(item: dict[str, Any]) -> Item:
    bodies = _bodies(item)
    summaries = _texts(item, "description", "descriptions")
    people = [mapping(one).get("name") for one in listed(item.get("authors"))]
    return Item(
        title=_headline(item),
        parts=_parts(bodies or summaries),
        outlet=next((line_of(words) for name in _OUTLETS if (words := _name(item.get(name)))), None),
        byline=names_of([_name(item.get("byline")) or _name(item.get("by"))]) or names_of(people),
        published=next((date for name in _DATES if (date := moment(item.get(name)))), None),
        language=language_of(item.get("language")),
        status=_name(item.get("pubstatus")),
        notes=(*noted(_notes(item)), *(() if bodies else ("only the wire's summary",))),
        partial=not bodies,
    )


def _headline(item: dict[str, Any]) -> str:
    """The headline; of several the one with the role or name "main", else the first."""
    several = [_small(one) for one in listed(item.get("headlines")) if isinstance(one, dict)]
    named = [(_name(one.get("role")).lower(), text_of(one.get("value"))) for one in several]
    named += [(name, text_of(one)) for name, one in item.items() if re.fullmatch(r"headline(?:_\w+)?", name)]
    main = [words for role, words in named if "main" in role]
    return next((line_of(words) for words in (*main, *(one for _, one in named)) if words.strip()), "")


def _bodies(item: dict[str, Any]) -> list[tuple[str, str]]:
    return _texts(item, "body", "bodies")


def _texts(item: dict[str, Any], one: str, several: str) -> list[tuple[str, str]]:
    """Type and text of each rendition, whatever version of the standard names them."""
    objects = [_small(each) for each in listed(item.get(several)) if isinstance(each, dict)]
    found = [
        (_name(each.get("contenttype")) or _name(each.get("role")), text_of(each.get("value"))) for each in objects
    ]
    found += [(name, text_of(value)) for name, value in item.items() if re.fullmatch(rf"{one}(?:_\w+)?", name)]
    return [(kind, text) for kind, text in found if text.strip() and "nitf" not in kind]


def _parts(texts: Iterable[tuple[str, str]]) -> list[Any]:
    """The parts of the rendition that has paragraphs, else of the longest."""
    best = max(texts, key=lambda pair: (tagged(pair[1]), len(pair[1])), default=("", ""))
    plain = best[0] in ("text", "body_text", "text/plain") and not tagged(best[1])
    return parts_of_body(best[1], markup=False if plain else None)


def _notes(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "editors' note", text_of(item.get("ednote"))
    yield "slug", text_of(item.get("slugline"))
    yield "terms of use", text_of(item.get("usageterms"))
    yield "embargoed until", text_of(item.get("embargoed"))


def _name(value: object) -> str:
    """A string, or the name that an object or the first of a list has."""
    value = value[0] if isinstance(value, list) and value else value
    value = value.get("name") or value.get("literal") if isinstance(value, dict) else value
    return value.strip() if isinstance(value, str) else ""
