"""The tree of an NITF document (IPTC, 3.x, without namespaces) in, what it says of its article out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.readers.entry import language_of, moment, names_of
from briefgen.readers.markup import HTML, Dialect, parts_of
from briefgen.readers.parts import Part
from briefgen.readers.wire import Item, noted

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# https://www.iptc.org/std/NITF/3.5/documentation/nitf-documentation.html
_DIALECT = Dialect(
    blocks={
        **HTML.blocks,
        **dict.fromkeys(("body.content", "block", "bq", "media", "nitf-table", "note", "credit", "fn"), "other"),
        "hl2": "heading",
        "media-caption": "caption",
        "datasource": "other",
    },
    unseen=HTML.unseen | {"media-reference", "media-metadata", "media-object", "media-producer", "nitf-table-metadata"},
)
_ISSUED = (
    ("head/docdata/date.issue", "norm"),
    ("head/docdata/date.release", "norm"),
    ("head/pubdata", "date.publication"),
    ("body/body.head/dateline/story.date", "norm"),
)


def item_of(root: Any) -> Item:
    """What a `nitf` element says. Raises RecursionError where its elements are nested deeper than Python calls."""
    return Item(
        title=first(root, "body/body.head/hedline/hl1", "head/title"),
        parts=list(_parts(root)),
        dateline=first(root, "body/body.head/dateline"),
        outlet=_outlet(root),
        byline=_byline(root),
        published=next((date for path, name in _ISSUED if (date := moment(attribute(root, path, name)))), None),
        language=language_of(root.get(LANGUAGE)),
        status=attribute(root, "head/docdata", "management-status"),
        notes=noted(_notes(root)),
    )


def first(element: Any, *paths: str) -> str:
    """The words in one line of the first element, of the first path, that has any."""
    found = (flat(one) for path in paths for one in element.iterfind(path))
    return next((words for words in found if words), "")


def attribute(element: Any, path: str, name: str) -> str:
    """An attribute of the first element at a path that has it, else ""."""
    return next((value for one in element.iterfind(path) if (value := one.get(name))), "")


def flat(element: Any) -> str:
    """An element's words in one line."""
    return " ".join("".join(element.itertext(with_tail=False)).split())


def _parts(root: Any) -> Iterator[Part]:
    """The second headline, the body, and as "other" what stands below it; a summary above it is not its text."""
    for path in ("body/body.head/hedline/hl2", "body.head/hedline/hl2"):
        yield from (Part("heading", flat(one)) for one in root.iterfind(path))
    for abstract in root.iterfind("body/body.head/abstract"):
        yield Part("other", flat(abstract))
    for content in root.iterfind("body/body.content"):
        yield from parts_of(content, _DIALECT)
    for end in root.iterfind("body/body.end"):
        yield from (Part("other", flat(one)) for one in end if isinstance(one.tag, str))


def _outlet(root: Any) -> str | None:
    stated = (
        first(root, "body/body.head/distributor/org", "body/body.head/distributor"),
        attribute(root, "head/pubdata", "name"),
        attribute(root, "head/docdata/doc.copyright", "holder"),
    )
    return next((" ".join(words.split()) for words in stated if words.strip()), None)


def _byline(root: Any) -> str | None:
    """The persons of a byline, else its words without the post that NITF marks in it."""
    people = [flat(one) for one in root.iterfind("body/body.head/byline//person")]
    words = (_without_post(one).rstrip(" ,;") for one in root.iterfind("body/body.head/byline"))
    return names_of(people) or names_of(words)


def _without_post(byline: Any) -> str:
    pieces = [byline.text or ""]
    for child in byline:
        pieces += ["" if child.tag == "byttl" else flat(child), child.tail or ""]
    return " ".join(" ".join(pieces).split())


def _notes(root: Any) -> Iterator[tuple[str, str]]:
    yield from (("editors' note", one.get("info") or "") for one in root.iterfind("head/docdata/ed-msg"))
    yield from (("editors' note", flat(one)) for one in root.iterfind("body/body.head/note"))
    yield "slug", attribute(root, "head/docdata/du-key", "key")
    if attribute(root, "head/docdata", "management-status").lower() == "embargoed":
        yield "embargoed", attribute(root, "head/docdata/date.release", "norm") or "no time is given"
