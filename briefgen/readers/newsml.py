"""An agency's XML item in (NewsML-G2, NewsML 1.2, NITF); its articles out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefgen.errors import NoArticle, ReadError
from briefgen.model import Failure
from briefgen.readers.body import parts_of_body
from briefgen.readers.dates import iso_of
from briefgen.readers.head import byline_of
from briefgen.readers.markup import HTML, Dialect, parts_of
from briefgen.readers.parts import BODY, Part, article_of
from briefgen.readers.safe import PROLOG, xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.model import Article, Source

READER = "newsml/1"
READS = "agencies' items (NewsML, NITF; .xml)"
_ROOT = re.compile(PROLOG + rb"<(?:[\w.-]{1,20}:)?(newsItem|newsMessage|packageItem|NewsML|nitf)\b")
# Where the standards put what an article has: NewsML-G2, then NITF, then NewsML 1.2; the first with words counts.
_PATHS = {
    "title": (
        ".//contentMeta/headline",
        ".//hedline/hl1",
        ".//NewsLines/HeadLine",
        ".//itemMeta/title",
        ".//head/title",
    ),
    "byline": (".//contentMeta/by", ".//contentMeta/creator/name", ".//body.head/byline", ".//NewsLines/ByLine"),
    "dateline": (".//contentMeta/dateline", ".//body.head/dateline", ".//NewsLines/DateLine"),
    "outlet": (
        ".//itemMeta/provider/name",
        ".//contentMeta/infoSource/name",
        ".//body.head/distributor",
        ".//NewsLines/CreditLine",
        ".//contentMeta/creditline",
    ),
    # When the content was made; else when the item was first sent; else this version of it.
    "published": (
        ".//contentMeta/contentCreated",
        ".//itemMeta/firstCreated",
        ".//NewsManagement/FirstCreated",
        ".//itemMeta/versionCreated",
        ".//NewsManagement/ThisRevisionCreated",
    ),
    "markup": (
        ".//inlineXML//body.content",
        ".//body.content",
        ".//inlineXML//body",
        ".//DataContent//body",
        ".//inlineXML",
    ),
    "text": (".//inlineData", ".//DataContent"),
}
_NOTES = (
    (".//itemMeta/edNote", "editors' note"),
    (".//docdata/ed-msg", "editors' note"),
    (".//NewsManagement/Instruction", "instruction"),
    (".//itemMeta/embargoed", "embargoed until"),
)
_ITEMS_MOST = 1000
_WITHHELD = ("canceled", "cancelled", "withheld", "killed")
# https://www.iptc.org/std/NITF/: what stands in a body and its elements, beside those of HTML.
NITF = Dialect(
    blocks={
        **{name: kind for name, kind in HTML.blocks.items() if name not in ("header", "footer")},
        **dict.fromkeys(("body.content", "block", "bq", "nitf-table"), "other"),
        "hl2": "heading",
        "media-caption": "caption",
        "note": "other",
    },
    unseen=HTML.unseen | {"media-producer", "media-metadata", "media-reference", "body.end"},
)


def claims(source: Source) -> int:
    """0..100: sure by the root element."""
    return 96 if _ROOT.match(source.data[:8192]) else 0


def read(source: Source) -> Iterable[Article | Failure]:
    """An Article for each item of text; a Failure for one that is withdrawn or empty. Raises Unreadable, NoArticle."""
    root = xml(source)
    for element in root.iter("*"):
        element.tag = element.tag.rpartition("}")[2]  # one vocabulary at a time: namespaces only part versions
    items = list(_items(root))[:_ITEMS_MOST]
    found = [_read(source, number, item, alone=len(items) == 1) for number, item in enumerate(items, 1)]
    if not found:
        raise NoArticle(f"{source.location}: no item of text in it", hint="ask for the text service of the agency")
    return found


def _items(root: Any) -> Iterator[Any]:
    if root.tag == "nitf":
        yield root
        return
    inner = list(root.iter("newsItem", "NewsItem"))
    yield from inner or ([root] if root.tag in ("newsItem", "NewsItem") else ())


def _read(source: Source, number: int, item: Any, *, alone: bool) -> Article | Failure:
    place = source.location if alone else f"{source.location}/{number}"
    status = _status(item)
    if status in _WITHHELD:
        return Failure(place, "read", "Withdrawn", f"the agency has withdrawn it ({status})", "do not use it")
    try:
        return _article(source, 0 if alone else number, item, place)
    except ReadError as error:
        message = str(error.args[0]).removeprefix(f"{source.location}: ")
        return Failure(place, "read", type(error).__name__, message, error.hint)
    except RecursionError:
        return Failure(place, "read", "Unreadable", "elements nested too deeply", "ask the sender for a clean file")


def _status(item: Any) -> str:
    stated = item.find(".//pubStatus")
    if stated is None:
        stated = item.find(".//NewsManagement/Status")
    if stated is None:
        return ""
    value = stated.get("qcode") or stated.get("FormalName") or stated.get("uri") or ""
    return str(re.split(r"[:/]", value)[-1].lower())


def _article(source: Source, index: int, item: Any, place: str) -> Article:
    parts = list(_body(item))
    if not any(part.kind in BODY for part in parts):
        raise NoArticle(f"{source.location}: an item without text", hint="ask for the text service of the agency")
    published = next((date for date in map(iso_of, _dates(item)) if date), None)
    return article_of(
        source, READER, _with_dateline(parts, _first(item, "dateline")), title=_first(item, "title"), index=index,
        location=place, outlet=_outlet(item), byline=_byline(item), published=published,
        published_from="wire" if published else None, language=_language(item), notes=tuple(_notes(item)),
    )  # fmt: skip


# ------------------------------------------------------------------ what the item states


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _first(item: Any, field: str) -> str:
    """The words of the first element for a field that has any."""
    found = (_words(element) for path in _PATHS[field] for element in item.iterfind(path))
    return next((words for words in found if words), "")


def _dates(item: Any) -> Iterator[str]:
    for path in _PATHS["published"]:
        yield from (_words(element) for element in item.iterfind(path))
    for path in (".//docdata/date.issue", ".//docdata/date.release", ".//pubdata"):
        for element in item.iterfind(path):
            yield element.get("norm") or element.get("date.publication") or ""


def _byline(item: Any) -> str | None:
    """The names of a byline, without its "By"."""
    stated = _first(item, "byline")
    return byline_of(stated) or stated or None


def _outlet(item: Any) -> str | None:
    """Who sends it."""
    named = _first(item, "outlet")
    provider = item.find(".//itemMeta/provider")
    coded = provider is not None and (provider.get("literal") or (provider.get("qcode") or "").rpartition(":")[2])
    doc = item.find(".//docdata/doc.copyright")
    held = doc.get("holder") if doc is not None else None
    return named or coded or held or None


def _language(item: Any) -> str | None:
    stated = item.find(".//contentMeta/language")
    tag = stated.get("tag") if stated is not None else None
    inline = item.find(".//inlineXML")
    spoken = inline.get("{http://www.w3.org/XML/1998/namespace}lang") if inline is not None else None
    return tag or spoken or item.get("{http://www.w3.org/XML/1998/namespace}lang") or None


def _notes(item: Any) -> Iterator[str]:
    """The agency's notes to editors, and until when the item may not be used."""
    for path, label in _NOTES:
        for element in item.iterfind(path):
            words = _words(element) or element.get("info") or ""
            if words:
                yield f"{label}: {words}"


# ------------------------------------------------------------------ its text


def _body(item: Any) -> Iterator[Part]:
    """The parts of the first text that the item carries."""
    for path in _PATHS["markup"]:
        element = item.find(path)
        if element is not None and _words(element):
            yield from parts_of(element, NITF)
            return
    for path in _PATHS["text"]:
        element = item.find(path)
        if element is not None and _words(element):
            yield from parts_of_body(_data(element))
            return


def _data(element: Any) -> str:
    text = "".join(element.itertext())
    if "base64" not in (element.get("encoding") or "").lower():
        return text
    import base64
    import binascii

    try:
        return base64.b64decode(text, validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _with_dateline(parts: list[Part], dateline: str) -> list[Part]:
    """A dateline that stands in an element of its own is put before the first paragraph, as agencies print it.

    Where the paragraph prints it already, or another one, nothing is added.
    """
    first = next((n for n, part in enumerate(parts) if part.kind in BODY), None)
    place = re.split(r"[,(–—-]", dateline)[0].strip()
    if first is None or not place or place.casefold() in parts[first].words[: len(dateline) + 40].casefold():
        return parts
    words = f"{dateline.rstrip(' –—-')} — {parts[first].words}"
    return [*parts[:first], parts[first]._replace(words=words), *parts[first + 1 :]]
