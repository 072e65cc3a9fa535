"""The bytes of an XML or JSON file in; how it begins, or its text from the root element on, out.

What stands before the root is left out, so that no parser meets a document type. A file that declares entities of its
own is refused: they swell ("billion laughs") or fetch (external entities), and no news format needs them.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from briefgen.errors import TooBig, Unreadable
from briefgen.readers.encoding import decoded

if TYPE_CHECKING:
    from briefgen.model import Source

_DECLARED = re.compile(rb"<\?xml[^>]{0,150}?encoding\s*=\s*[\"']([\w.:-]+)")
_CHARSET = re.compile(r"(?i)charset=[\"']?([\w.:-]+)")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_START = re.compile(r"<[^<>]*>?")
_SUBSET_END = re.compile(r"\]\s*>")
_TAGS_MOST = 1_000_000  # a wire's message has some thousands; a million take the parsers some 200 MB


def beginning(data: bytes, most: int = 4096) -> str:
    """The first characters of a file, without byte order mark and white space; what is no text is left out."""
    start = data[:most]
    text = start.decode("utf-16", "ignore") if start.startswith(_WIDE) else start.decode("utf-8", "ignore")
    return text.lstrip("\ufeff \t\r\n")


def root_of(data: bytes) -> str:
    """The first start tag as it stands, "" where the file does not begin as XML."""
    text = beginning(data)
    start = _root(text)[0] if text.startswith("<") else -1
    tag = _START.match(text, start) if start >= 0 else None
    return tag[0] if tag else ""


def document(source: Source) -> tuple[str, tuple[str, ...]]:
    """The text from the root element on, and a note where the encoding was a guess.

    Raises Unreadable (no element, own entities), TooBig.
    """
    charset = _CHARSET.search(source.media_type or "")
    declared = _DECLARED.search(source.data[:400])
    named = charset[1] if charset else declared[1].decode("ascii", "replace") if declared else ""
    text, notes = decoded(source, named)
    start, declarations = _root(text)
    if any("<!ENTITY" in words.upper() for words in declarations):
        raise Unreadable(
            f"{source.location}: it defines XML entities of its own: not read", hint="ask for a clean file"
        )
    if start < 0:
        raise Unreadable(f"{source.location}: not XML: no element in it", hint="save it again, complete")
    if text.count("<") > _TAGS_MOST:
        raise TooBig(f"{source.location}: too big: more than a million tags", hint="split it")
    return text[start:], notes


def _root(text: str) -> tuple[int, list[str]]:
    """Where the root element starts, -1 where none does; the declarations before it."""
    declarations: list[str] = []
    at = text.find("<")
    while at >= 0 and text.startswith(("<!", "<?", "</"), at):
        if text.startswith("<!--", at):
            end = text.find("-->", at)
        elif text.startswith("<?", at):
            end = text.find("?>", at)
        else:
            end = _declared(text, at)
            declarations.append(text[at : end if end >= 0 else len(text)])
        at = text.find("<", end + 1) if end >= 0 else -1
    return at, declarations


def _declared(text: str, at: int) -> int:
    """Where a declaration ends, its internal subset included."""
    end, subset = text.find(">", at), text.find("[", at)
    if 0 <= subset < end:
        close = _SUBSET_END.search(text, subset)
        return close.end() - 1 if close else -1
    return end
