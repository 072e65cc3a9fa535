"""A Word document and a memo's record in; the record inside the document out, where Word keeps it on saving.

A custom XML part is the one place for data that Word neither shows nor throws away.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import count
from typing import Any
from zipfile import BadZipFile, ZipFile

NAMESPACE = "urn:briefgen:record"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"


def enclose(document: Any, record: bytes) -> None:
    """Put the record into the document."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from lxml import etree

    root = etree.Element(f"{{{NAMESPACE}}}record", nsmap={None: NAMESPACE})
    root.text = record.decode("utf-8")  # JSON has no character that XML cannot hold: it escapes them
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    package = document.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    name = next(name for number in count(1) if (name := f"/customXml/item{number}.xml") not in taken)
    document.part.relate_to(Part(PackURI(name), "application/xml", data, package), _RELATION)


def enclosed(data: bytes) -> bytes | None:
    """The record inside a .docx, None where it has none of ours."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        with ZipFile(BytesIO(data)) as package:
            names = [name for name in package.namelist() if name.startswith("customXml/item")]
            found = [etree.fromstring(package.read(name), parser) for name in names if "Props" not in name]
    except (BadZipFile, etree.XMLSyntaxError, KeyError):
        return None
    own = (root.text for root in found if root.tag == f"{{{NAMESPACE}}}record")
    text = next(own, None)
    return text.encode("utf-8") if text else None


def shown(data: bytes) -> tuple[str, ...]:
    """The text of the body that a reader sees, a paragraph a line: without hidden, deleted and white words."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    with ZipFile(BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"), parser)
    lines = ("".join(_seen(paragraph)) for paragraph in body.iter(f"{_W}p"))
    return ("\n".join(lines),)


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off")


def _seen(paragraph: Any) -> Iterator[str]:
    for text in paragraph.iter(f"{_W}t"):
        properties = text.getparent().find(f"{_W}rPr")
        if properties is None or not _is_hidden(properties):
            yield text.text or ""


def _is_hidden(properties: Any) -> bool:
    """Whether a run's own properties hide it; what a style hides is not seen here."""
    for name in ("vanish", "webHidden"):
        found = properties.find(f"{_W}{name}")
        if found is not None and found.get(f"{_W}val") not in _OFF:
            return True
    colour, size = properties.find(f"{_W}color"), properties.find(f"{_W}sz")
    is_white = colour is not None and (colour.get(f"{_W}val") or "").upper() == "FFFFFF"
    return is_white or (size is not None and float(size.get(f"{_W}val") or 99) < _SMALLEST)


_SMALLEST = 8  # half points: 4 pt, below which nobody reads
