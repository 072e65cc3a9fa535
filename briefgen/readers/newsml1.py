"""The tree of a NewsML 1.x document (without namespaces) in, what it says of its articles out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.readers.body import parts_of_body
from briefgen.readers.entry import language_of, moment, names_of
from briefgen.readers.markup import HTML, parts_of
from briefgen.readers.nitf import attribute, first, flat, item_of
from briefgen.readers.wire import Item, noted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.readers.parts import Part

_MANAGED = "NewsManagement"
_DATES = (f"{_MANAGED}/FirstCreated", f"{_MANAGED}/ThisRevisionCreated")


def items(root: Any) -> Iterator[Any]:
    """A function for each text that makes its item: one for each component with lines or a text of its own."""
    for item in root.iter("NewsItem"):
        lined = {lines.getparent() for lines in item.iter("NewsLines")}
        told: set[Any] = set()
        for content in item.iter("DataContent"):
            component = _component(content, lined)
            if component not in told and _is_text(content):
                told.add(component)
                yield lambda item=item, component=component, content=content: _item(root, item, component, content)


def _component(content: Any, lined: set[Any]) -> Any:
    """The nearest component around a content that has lines (headline, byline), else the nearest."""
    around = list(content.iterancestors("NewsComponent"))
    return next((one for one in around if one in lined), around[0] if around else content)


def _is_text(content: Any) -> bool:
    holder = content.getparent()
    kind = attribute(holder, "MediaType", "FormalName").lower() if holder is not None else ""
    return bool(flat(content)) and kind in ("", "text")


def _item(root: Any, item: Any, component: Any, content: Any) -> Item:
    nitf = next(content.iter("nitf"), None)
    inner = Item() if nitf is None else item_of(nitf)
    lines = component.find("NewsLines")
    lines = component if lines is None else lines
    provider = attribute(component, "AdministrativeMetadata/Provider/Party", "FormalName")
    sender = attribute(root, "NewsEnvelope/SentFrom/Party", "FormalName")
    outlet = provider or first(lines, "CreditLine") or inner.outlet or sender
    return Item(
        title=first(lines, "HeadLine") or inner.title,
        parts=inner.parts or _parts(content),
        dateline=first(lines, "DateLine") or inner.dateline,
        outlet=" ".join(outlet.split()) or None,
        byline=names_of([first(lines, "ByLine")]) or inner.byline,
        published=next((date for path in _DATES if (date := moment(first(item, path)))), inner.published),
        language=language_of(attribute(component, "DescriptiveMetadata/Language", "FormalName")) or inner.language,
        status=attribute(item, f"{_MANAGED}/Status", "FormalName") or inner.status,
        notes=tuple(dict.fromkeys((*noted(_notes(item, lines)), *inner.notes))),
    )


def _notes(item: Any, lines: Any) -> Iterator[tuple[str, str]]:
    yield from (("slug", flat(one)) for one in lines.iterfind("SlugLine"))
    if attribute(item, f"{_MANAGED}/Status", "FormalName").lower() == "embargoed":
        changes = first(item, f"{_MANAGED}/StatusWillChange/DateAndTime")
        yield "embargoed until", changes or "a time that the item does not name"


def _parts(content: Any) -> list[Part]:
    if len(content):
        return list(parts_of(next(content.iter("body"), content), HTML))
    return parts_of_body("".join(content.itertext()))
