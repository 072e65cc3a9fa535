"""A Word document and a memo's record in; the record inside the document out, where Word keeps it on saving.

A custom XML part is the one place for data that Word neither shows nor throws away.
"""

from __future__ import annotations

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
