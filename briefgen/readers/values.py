"""JSON in, its values out, of whatever type they are: nothing here trusts what a file says its fields hold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from briefgen.errors import TooBig, Unreadable
from briefgen.readers import ending
from briefgen.readers.body import shown
from briefgen.readers.encoding import decoded
from briefgen.readers.limits import contained

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.model import Source

_VALUES_MOST = 2_000_000  # "[]," is 3 bytes in a file and 64 in memory: so many take some 200 MB
_LINES = (".jsonl", ".ndjson")
_LINES_MEDIA = ("jsonl", "ndjson", "jsonlines", "json-seq")
# {"rendered": "…"} and [{"type": "paragraph", "text": "…"}] are texts.
_HOLDERS = ("rendered", "text", "value", "main", "original", "content")
_HOLDERS_DEEP = 3
_HINT = "save it again, complete"


def loaded(source: Source) -> tuple[Any, tuple[str, ...]]:
    """The value of a JSON file, and a note where its encoding was a guess. Raises Unreadable, TooBig."""
    text, notes = decoded(source)
    return _loaded(text, source.location), notes


def in_lines(source: Source) -> bool:
    """Whether a file is named as one with a value a line."""
    media = (source.media_type or "").lower()
    return ending(source.location) in _LINES or any(name in media for name in _LINES_MEDIA)


def rows(source: Source) -> tuple[Iterator[tuple[str, Any]], tuple[str, ...]]:
    """Place and value of each line, or of the one value of a file; a broken line is a Failure with its number."""
    text, notes = decoded(source)
    if not in_lines(source):
        first, _, rest = text.strip("\ufeff \t\r\n").partition("\n")
        if not (_is_object(first) and rest.lstrip().startswith("{")):
            return iter([(source.location, _loaded(text, source.location))]), notes
    return _lines(text, source.location), notes


def _lines(text: str, location: str) -> Iterator[tuple[str, Any]]:
    # Not splitlines, which also parts at characters that may stand inside a string (U+2028).
    for number, whole in enumerate(text.split("\n"), 1):
        line = whole.strip(" \t\r\x1e")  # the last one is what opens a record of a JSON text sequence (RFC 7464)
        place = f"{location}:{number}"
        if line:
            yield place, contained(place, _loaded, line, place)


def _is_object(line: str) -> bool:
    if not line.rstrip().endswith("}"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _loaded(text: str, place: str) -> Any:
    if text.count(",") + text.count("[") + text.count("{") > _VALUES_MOST:
        raise TooBig(f"{place}: too big: more than two million values", hint="split it")
    try:
        return json.loads(text.strip("\ufeff \t\r\n"), strict=False)
    except RecursionError:
        raise Unreadable(f"{place}: lists nested too deeply", hint=_HINT) from None
    except ValueError as error:
        raise Unreadable(f"{place}: broken JSON: {error}", hint=_HINT) from None


def mapping(value: object) -> dict[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def listed(value: object) -> list[Any]:
    """The value's members where it is a list; itself where it is anything else but null."""
    return value if isinstance(value, list) else [] if value is None else [value]


def text_of(value: object, depth: int = 0) -> str:
    """A string as it stands; the strings of a list as paragraphs; of an object what holds its text; "" of others."""
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, list) and depth < _HOLDERS_DEEP:
        return "\n\n".join(text for one in value if (text := text_of(one, depth + 1)))
    if isinstance(value, dict) and depth < _HOLDERS_DEEP:
        found = (text_of(value.get(name), depth + 1) for name in _HOLDERS)
        return next((text for text in found if text), "")
    return ""


def reached(value: object, path: Sequence[str]) -> Any:
    """What stands at a path; of a list on the way, its first member. None where there is nothing."""
    for step in path:
        if isinstance(value, list):
            value = value[0] if value else None
        value = value.get(step) if isinstance(value, dict) else None
    return value
