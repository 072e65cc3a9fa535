"""An agency's XML in (NewsML-G2, NewsML 1, NITF), the articles of its items out."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any

from briefgen.errors import NoArticle, Unreadable
from briefgen.readers import newsml1
from briefgen.readers.body import parts_of_body
from briefgen.readers.entry import language_of, moment, names_of
from briefgen.readers.limits import contained, left_out
from briefgen.readers.markup import HTML, parts_of
from briefgen.readers.nitf import LANGUAGE, attribute, first, flat, item_of
from briefgen.readers.parts import Part
from briefgen.readers.prolog import document, root_of
from briefgen.readers.wire import Item, noted, wired

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.model import Article, Failure, Source

READER = "newsml/1"
READS = "agencies' items (NewsML, NITF; .xml)"
LIMIT = 16 * 2**20
"""Bytes: 500 items of 32 KB."""
_MOST = 500  # items; a message has some dozens
_ITEMS = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_ROOT = re.compile(rf"<(?:[\w.-]+:)?(?:newsMessage|{'|'.join(_ITEMS)}|NewsML|nitf)[\s>/]")
_HINT = "ask the agency for the item again"
_TEXTS = ("inlineXML", "inlineData")


def claims(source: Source) -> int:
    """0..100: sure of an agency's item by its root element."""
    return 96 if _ROOT.match(root_of(source.data)) else 0


def read(source: Source) -> tuple[Article | Failure, ...]:
    """The articles of the items in their order; a Failure for each that is withdrawn or has no text.

    Pictures, packages and other items that are no text are left out where a text stands beside them.
    Raises Unreadable (broken, own entities), NoArticle (no item of text), TooBig.
    """
    text, notes = document(source)
    root = _tree(source, text)
    makers = list(_items(root))
    if not makers:
        kinds = sorted({_class(one) or one.tag for one in root.iter(*_ITEMS)}) or ["nothing"]
        raise NoArticle(f"{source.location}: no text in it, only {', '.join(kinds)}", hint=_HINT)
    alone = len(makers) == 1

    def placed(number: int) -> str:
        return source.location if alone else f"{source.location}/{number}"

    def made(number: int, make: Any) -> Article | Failure:
        try:
            item: Item = make()
        except RecursionError:
            raise Unreadable("elements nested too deeply", hint=_HINT) from None
        return wired(source, READER, item._replace(notes=(*notes, *item.notes)), number, placed(number))

    found = [contained(placed(number), made, number, make) for number, make in enumerate(makers[:_MOST], 1)]
    return (*found, *left_out(source, len(makers), _MOST, "items"))


def _tree(source: Source, text: str) -> Any:
    """The root element, with the names of all elements without their namespaces: one dialect stands in one place."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(f"{source.location}: broken XML: {error}", hint=_HINT) from error
    for element in root.iter(etree.Element):
        element.tag = element.tag.rpartition("}")[2]
    return root


def _items(root: Any) -> Iterator[Any]:
    """A function for each item of text that makes it."""
    if root.tag == "nitf":
        yield lambda: item_of(root)
    elif root.tag == "NewsML":
        yield from newsml1.items(root)
    else:
        for one in root.iter("newsItem"):
            if _class(one) in ("", "text", "composite") or _content(one) is not None:
                yield lambda one=one: _item(one)


def _class(item: Any) -> str:
    return _code(attribute(item, "itemMeta/itemClass", "qcode") or attribute(item, "itemMeta/itemClass", "uri"))


def _code(name: str) -> str:
    """What a code says: "stat:canceled" and "http://cv.iptc.org/newscodes/pubstatusg2/canceled" are "canceled"."""
    return re.split(r"[:/]", name.rstrip("/"))[-1].strip().lower()


# ------------------------------------------------------------------ a NewsML-G2 item


def _item(item: Any) -> Item:
    """What the item says; what it does not, its NITF says."""
    content = _content(item)
    nitf = None if content is None else next(content.iter("nitf"), None)
    inner = Item() if nitf is None else item_of(nitf)
    dates = ("contentMeta/contentCreated", "itemMeta/firstCreated", "itemMeta/versionCreated")
    parts = inner.parts or ([] if content is None else _parts(content))
    return Item(
        title=_headline(item) or inner.title or first(item, "itemMeta/title"),
        parts=[*_subheads(item, parts), *parts],
        dateline=first(item, "contentMeta/dateline") or inner.dateline,
        outlet=_outlet(item) or inner.outlet,
        byline=_byline(item) or inner.byline,
        published=next((date for path in dates if (date := moment(first(item, path)))), inner.published),
        language=_language(item, content) or inner.language,
        status=_code(attribute(item, "itemMeta/pubStatus", "qcode") or attribute(item, "itemMeta/pubStatus", "uri"))
        or inner.status,
        notes=tuple(dict.fromkeys((*noted(_notes(item)), *inner.notes))),
    )


def _headline(item: Any) -> str:
    """The headline with the role of the main one, else the first."""
    found = [(_code(one.get("role") or ""), flat(one)) for one in item.iterfind("contentMeta/headline")]
    ranked = sorted(found, key=lambda pair: (pair[0] not in ("main", "mainhead"), pair[0] != ""))
    return next((words for _, words in ranked if words), "")


def _subheads(item: Any, parts: Sequence[Part]) -> Iterator[Part]:
    known = {part.words for part in parts}
    for one in item.iterfind("contentMeta/headline"):
        if _code(one.get("role") or "") in ("sub", "subhead", "subheadline") and flat(one) not in known:
            yield Part("heading", flat(one))


def _outlet(item: Any) -> str | None:
    coded = attribute(item, "itemMeta/provider", "qcode").rpartition(":")[2]
    stated = (
        first(item, "itemMeta/provider/name", "contentMeta/infoSource/name", "contentMeta/creditline"),
        attribute(item, "itemMeta/provider", "literal"),
        coded,
    )
    return next((" ".join(words.split()) for words in stated if words.strip()), None)


def _byline(item: Any) -> str | None:
    by = [flat(one) for one in item.iterfind("contentMeta/by")]
    return names_of(by) or names_of(flat(one) for one in item.iterfind("contentMeta/creator/name"))


def _language(item: Any, content: Any) -> str | None:
    inner = "" if content is None else content.get(LANGUAGE) or next((one.get(LANGUAGE) or "" for one in content), "")
    stated = (attribute(item, "contentMeta/language", "tag"), inner, item.get(LANGUAGE))
    return next((found for one in stated if (found := language_of(one))), None)


def _notes(item: Any) -> Iterator[tuple[str, str]]:
    yield from (("editors' note", flat(one)) for one in item.iterfind("itemMeta/edNote"))
    yield from (("slug", flat(one)) for one in item.iterfind("contentMeta/slugline"))
    for one in item.iterfind("itemMeta/embargoed"):
        yield "embargoed until", flat(one) or "a condition that the item does not name"


def _content(item: Any) -> Any:
    """The rendition with the most structure: XML before HTML before plain text; None where there is no text."""
    found = [one for tag in _TEXTS for one in item.iterfind(f"contentSet/{tag}") if _has_text(one)]
    plain = [one for one in found if "plain" in (one.get("contenttype") or "")]
    return next((one for one in found if one not in plain), plain[0] if plain else None)


def _has_text(one: Any) -> bool:
    kind = (one.get("contenttype") or "text/").lower()
    return bool(flat(one)) and (kind.startswith("text/") or "xml" in kind)


def _parts(content: Any) -> list[Part]:
    if content.tag == "inlineXML":
        body = next(content.iter("body"), content)
        return list(parts_of(body, HTML))
    text = "".join(content.itertext())
    if "base64" in (content.get("encoding") or content.get("encodinguri") or "").lower():
        text = unpacked(text)
    return parts_of_body(text, markup=False if "plain" in (content.get("contenttype") or "") else None)


def unpacked(text: str) -> str:
    """The text of a Base64 notation, which is UTF-8. Raises Unreadable."""
    try:
        return base64.b64decode("".join(text.split())).decode("utf-8")
    except ValueError as error:
        raise Unreadable(f"broken Base64: {error}", hint=_HINT) from None
