"""A source's bytes in, its text out: by byte order mark, by what the source declares, as UTF-8, else as a guess."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from briefgen.errors import Unreadable

if TYPE_CHECKING:
    from briefgen.model import Source

# UTF-32's mark begins with UTF-16's, so it is looked for first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters that stand in no text: all of C0 but tab, line ends, form feed, end of file and escape.
_CONTROLS = bytes(sorted(set(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B}))
# https://encoding.spec.whatwg.org/#names-and-labels: browsers read these labels as Windows-1252.
_LATIN = {"ascii", "iso8859-1"}
_GUESSED = "the file is not UTF-8: read as Windows-1252, which is a guess"
_HINT = "save it again as text in UTF-8"


def decoded(source: Source, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text without its byte order mark, and a note where the encoding was a guess. Raises Unreadable.

    `declared`: the encoding that the source itself names, "" where it names none.
    """
    for mark, encoding in _MARKS:
        if source.data.startswith(mark):
            return _decode(source, encoding), ()
    if binary(source.data):
        raise Unreadable(f"{source.location}: not text: it holds binary bytes", hint=_HINT)
    for encoding in (_known(declared), "utf-8"):
        try:
            return source.data.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    return _decode(source, "cp1252"), (_GUESSED,)


def binary(data: bytes) -> bool:
    """A NUL, or more than one control character in a hundred; a marked UTF-16 text is not binary."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)):
        return False
    return b"\0" in data or len(data) - len(data.translate(None, _CONTROLS)) > len(data) / 100


def _known(declared: str) -> str:
    """Python's name of a declared text encoding, UTF-8 where it is none."""
    try:
        name = codecs.lookup(declared).name
        "".encode(name)  # "hex" and its like are codecs, but no text encodings
    except (LookupError, ValueError):
        return "utf-8"
    return "cp1252" if name in _LATIN else name


def _decode(source: Source, encoding: str) -> str:
    try:
        return source.data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"{source.location}: byte {error.start}: not text in {encoding}", hint=_HINT) from error
