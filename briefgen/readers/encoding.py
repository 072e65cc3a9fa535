"""A source's bytes in, its text out: by byte order mark, by what the source declares, as UTF-8, else as a guess.

A guess is told in a note: nothing in the bytes proves it.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from briefgen.errors import UnknownFormat, Unreadable
from briefgen.readers.unread import known

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
_HINT = "save it again as text in UTF-8"
_LOOKED_AT = 65_536  # bytes by which binary data are told and an encoding is guessed
_LEAST_SURE = 0.15  # of 1: bytes that are no text at all get 0.1 and less, a few lines of French 0.19
_DAMAGED = 1 / 200  # of the characters: with fewer bytes that are not UTF-8 a text is UTF-8, damaged
_HALF = 0.3  # of the bytes on even or on odd places are NUL in UTF-16, where a text is Latin for the most part


def decoded(source: Source, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text without its byte order mark, and a note where the encoding was a guess. Raises Unreadable.

    `declared`: the encoding that the source itself names, "" where it names none.
    """
    for mark, encoding in _MARKS:
        if source.data.startswith(mark):
            return _decode(source, encoding), ()
    if binary(source.data):
        other = known(source.data)
        if other:
            raise UnknownFormat(f"{source.location}: no text, but a {other.name}: not read", hint=other.remedy)
        raise Unreadable(f"{source.location}: not text: it holds binary bytes", hint=_HINT)
    for encoding in (_wide(source.data), _known(declared), "utf-8"):
        try:
            return source.data.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    return _damaged(source.data) or _guessed(source)


def binary(data: bytes) -> bool:
    """A NUL, or more than one control character in a hundred; a text in UTF-16 is not binary."""
    if data.startswith(tuple(mark for mark, _ in _MARKS)) or _wide(data) != "utf-8":
        return False
    start = data[:_LOOKED_AT]
    return b"\0" in data or len(start) - len(start.translate(None, _CONTROLS)) > len(start) / 100


def _wide(data: bytes) -> str:
    """UTF-16 without a mark by where its NULs stand; "utf-8" where they do not."""
    start = data[:4096]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if (
        len(start) < 8
        or max(even, odd) < _HALF * len(start) / 2
        or min(even, odd) > max(even, odd) / 10
        or len(data) % 2
    ):
        return "utf-8"
    return "utf-16-le" if odd > even else "utf-16-be"


def _damaged(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """A text that is UTF-8 but for some bytes, each of which becomes U+FFFD; None where it is another encoding."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    sound = sum(1 for character in text if character > "\x7f") - lost
    if sound < 2 * lost or lost > _DAMAGED * len(text):
        return None
    return text, (f"{lost} bytes are not UTF-8: shown as \ufffd",)


def _guessed(source: Source) -> tuple[str, tuple[str, ...]]:
    import chardet

    found = chardet.detect(source.data[:_LOOKED_AT])
    likely = found["encoding"] if found["confidence"] >= _LEAST_SURE else None
    for encoding in (_known(likely or ""), "cp1252"):
        try:
            text = source.data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text, (f"the file is not UTF-8: read as {_spoken(encoding)}, which is a guess",)
    return _decode(source, "cp1252"), ()


def _spoken(encoding: str) -> str:
    return f"Windows-{encoding[2:]}" if encoding.startswith("cp125") else encoding.upper()


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
