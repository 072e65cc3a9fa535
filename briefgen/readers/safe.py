"""The bytes of an XML or JSON document in, its tree out; what is hostile in it is refused before it is parsed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from briefgen.errors import Unreadable

if TYPE_CHECKING:
    from briefgen.model import Source

PROLOG = (
    rb"(?s)\A(?:\xef\xbb\xbf)?\s*(?:<\?.{0,2000}?\?>\s*|<!--.{0,4000}?-->\s*"
    rb"|<!DOCTYPE[^>\[]{0,400}(?:\[.{0,8000}?\]\s*)?>\s*)*"
)
"""What may stand before the root element of an XML document, as a pattern."""
_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_LOOKED_AT = 65_536  # bytes in which a document type may stand
_NAMES = ("name", "title", "main", "value", "original", "literal")
_HINT = "ask the sender for a clean file"


def refuse_entities(source: Source) -> None:
    """XML that defines entities of its own can grow without end, or read other files. Raises Unreadable."""
    start = source.data[:_LOOKED_AT]
    wide = start.replace(b"\0", b"")  # UTF-16
    if _ENTITY.search(start) or _ENTITY.search(wide):
        raise Unreadable(f"{source.location}: it defines XML entities of its own: not read", hint=_HINT)


def xml(source: Source) -> Any:
    """The root element, without entities, network or document type. Raises Unreadable."""
    from lxml import etree

    refuse_entities(source)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True,
                             remove_comments=True)  # fmt: skip
    try:
        root = etree.fromstring(source.data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(f"{source.location}: broken XML: {error}", hint="save or fetch it again") from error
    if root is None:
        raise Unreadable(f"{source.location}: no XML in it", hint="save or fetch it again")
    return root


def value_of(text: str, place: str) -> Any:
    """The value of a JSON text. Raises Unreadable."""
    try:
        return json.loads(text, strict=False, parse_constant=lambda _: None)
    except RecursionError as error:
        raise Unreadable(f"{place}: lists or objects nested too deeply", hint=_HINT) from error
    except ValueError as error:
        raise Unreadable(f"{place}: broken JSON: {error}", hint="fetch or save it again") from error


def at(value: object, path: str) -> object:
    """What stands at a dotted path of an object; the first of a list where the path goes on; None: nothing."""
    for key in path.split("."):
        while isinstance(value, list) and value:
            value = value[0]
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def words_of(value: object) -> str:
    """A JSON value as words on one line: names of objects, several joined by commas; "" where it holds none."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(words_of, value[:50]))))
    if isinstance(value, dict):
        return next(
            (words for key in ("name", "title", "main", "value", "original") if (words := words_of(value.get(key)))), ""
        )
    return ""
