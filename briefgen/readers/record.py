"""The bytes of a record (JSON or YAML) in; the Brief it holds out, or every fault of it with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from briefgen.errors import Unreadable
from briefgen.marks import Fault, Marked, Place, near, parse, quoted, told
from briefgen.model import SCHEMA, Brief, Extract, Ref, Source, digest_of, seal_of
from briefgen.readers import ending

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

READER = "record/1"
READS = "a memo's record (.json, .yaml)"
_ENDINGS = (".json", ".yaml", ".yml")
_BEGINS = 65_536  # bytes: the header and the version stand at the beginning of what we write
_VERSION = re.compile(rb"""^[ \t{]*["']?record["']?[ \t]*:""", re.MULTILINE)
_HEADER = re.compile(rb"""^[ \t{]*["']?header["']?[ \t]*:""", re.MULTILINE)

_Path = tuple[str | int, ...]


def claims(source: Source) -> int:
    """95 for a record, also a broken one; 60 where the version is missing; else 0."""
    start = source.data[:_BEGINS]
    if start.lstrip()[:1] == b"<" or not _HEADER.search(start):
        return 0
    named = ending(source.location) in _ENDINGS or "json" in (source.media_type or "")
    if _VERSION.search(start) and (named or start.lstrip()[:1] in (b"{", b"#", b"h", b"r")):
        return 95
    return 60 if named else 0


def read(source: Source) -> Iterable[Brief]:
    """The one Brief of a record; extracts whose text no longer fits their digest are marked `edited_by_hand`.

    Raises Unreadable with every fault, one a line: `FILE:LINE:COL: path: what: what to do`.
    """
    return (marked_by_hand(parsed(source)),)


def parsed(source: Source) -> Brief:
    """The Brief exactly as the record has it, nothing marked: what `verify` holds a PDF's own record to be."""
    return _Reading.of(source).brief()


def edited(data: bytes) -> bool:
    """Whether a person has changed what the record says since it was written; its layout does not count.

    What has no seal, or cannot be read at all, is not as we wrote it: edited.
    """
    try:
        record = _Reading.of(Source("record", data)).mapping()
        return bool(record.get("seal") != seal_of(record))
    except Unreadable:
        return True


def marked_by_hand(brief: Brief) -> Brief:
    """The brief with `edited_by_hand` set on every extract whose text no longer fits its digest."""
    marked: Brief = _walked(brief)
    return marked


def _walked(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_walked(inner) for inner in value)
    if isinstance(value, Extract):
        return value if digest_of(value.text) == value.digest else replace(value, edited_by_hand=True)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    new = {one.name: _walked(old) for one in fields(value) if isinstance(old := getattr(value, one.name), tuple)}
    new |= {one.name: _walked(old) for one in fields(value) if is_dataclass(old := getattr(value, one.name))}
    return replace(value, **new) if new else value


@dataclass(frozen=True, slots=True)
class _Reading:
    """A record being read: where it is from, its text, and its data with places."""

    location: str
    text: str
    marked: Marked

    @classmethod
    def of(cls, source: Source) -> _Reading:
        try:
            text = source.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = source.data[: error.start].count(b"\n") + 1
            place = f"{source.location}:{line}"
            raise Unreadable(f"{place}: a character that is not UTF-8", hint="save the file as UTF-8") from None
        return cls(source.location, text, _json(text) if text.lstrip().startswith("{") else parse(text))

    def mapping(self) -> Mapping[str, Any]:
        """The record's data; raises Unreadable where the writing itself is at fault."""
        if self.marked.faults:
            raise self.fault(*self.marked.faults)
        if not isinstance(self.marked.data, Mapping):
            raise self.fault(Fault((), "not a record", "a record is what `briefgen make … -o memo.yaml` writes"))
        return self.marked.data

    def brief(self) -> Brief:
        """The validated Brief; raises Unreadable with all faults."""
        from pydantic import ValidationError

        record = self.mapping()
        self.check_version(record)
        rest = {key: value for key, value in record.items() if key != "seal"}
        try:
            return _adapter().validate_python((rest,))[0]
        except ValidationError as error:
            found = error.errors(include_url=False)
        raise self.fault(*_faults(found, rest, self.located().written))

    def check_version(self, record: Mapping[str, Any]) -> None:
        version = record.get("record")
        if version is None:
            raise self.fault(Fault(("record",), "the version is missing", f"write record: {SCHEMA}"))
        if version != SCHEMA or isinstance(version, bool):
            hint = f"this briefgen reads version {SCHEMA}; use the one that made it, or a newer one"
            raise self.fault(Fault(("record",), f"unknown version {version}", hint))

    def located(self) -> Marked:
        """JSON is YAML too, with few exceptions: a second reading finds the places, when they are needed."""
        if self.marked.marks or not self.text.lstrip().startswith("{"):
            return self.marked
        return parse(self.text)

    def fault(self, *faults: Fault) -> Unreadable:
        """All faults in the order of the file, one a line."""
        marked = self.located()
        places = [(fault, fault.place or marked.place(fault.path)) for fault in faults]
        ordered = sorted(places, key=lambda pair: (pair[1].line, pair[1].column) if pair[1] else (0, 0))
        lines = (told(self.place(fault, place), fault) for fault, place in ordered)
        return Unreadable("\n".join(dict.fromkeys(lines)))

    def place(self, fault: Fault, place: Place | None) -> str:
        if place:
            return f"{self.location}:{place.line}:{place.column}"
        indices = "".join(f"[{part}]" for part in fault.path if isinstance(part, int))
        return f"{self.location}{indices}"


def _json(text: str) -> Marked:
    try:
        return Marked(json.loads(text))
    except json.JSONDecodeError as error:
        hint = "undo the last change there" if error.pos < len(text) else "the end of the file is missing"
        return Marked(faults=(Fault((), error.msg, hint, Place(error.lineno, error.colno)),))
    except RecursionError:
        return Marked(faults=(Fault((), "nested too deep", "a handful of levels is enough"),))


@cache
def _adapter() -> TypeAdapter[tuple[Brief]]:
    """Built once in a process: it takes 0.2 s, and each memo of a night reads the one before it."""
    from pydantic import ConfigDict, TypeAdapter

    def key(name: str) -> str:
        return name.rstrip("_")

    # pydantic takes no settings for a dataclass itself; it hands those of what is around it down.
    return TypeAdapter(tuple[Brief], config=ConfigDict(extra="forbid", alias_generator=key))


# ------------------------------------------------------------ faults, told to people


def _faults(errors: Sequence[ErrorDetails], record: Mapping[str, Any], written: Mapping[_Path, str]) -> Iterator[Fault]:
    """pydantic's findings as ours: `header.frm: no such key: did you mean "from"?`."""
    for error in errors:
        path, kind, meant = _followed(error["loc"][1:], record)
        if meant:
            yield _fault(error, path, kind, written.get(path, ""))


def _followed(loc: _Path, record: Any) -> tuple[_Path, Any, bool]:
    """The path in the file, the type around its last key, and whether it is what the writer meant.

    Where an extract or a Ref may stand, pydantic tells the faults of both, with the type's name in the path.
    """
    kind: Any = Brief
    around, value, meant = kind, record, True
    path: _Path = ()
    for part in loc:
        if Ref in get_args(kind):
            pointed = isinstance(value, Mapping) and ("ref" in value or (len(value) == 1 and "text" not in value))
            meant &= part == (Ref if pointed else Extract).__name__
            kind = Ref if pointed else Extract
            continue
        around, kind = kind, _inside(kind, part)
        value, path = _at(value, part), (*path, part)
    return path, around, meant


def _at(value: Any, part: str | int) -> Any:
    try:
        return value[part]
    except (KeyError, IndexError, TypeError):
        return None


def _inside(kind: Any, part: str | int) -> Any:
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return _single(hints.get(str(part), hints.get(f"{part}_")))
    return _single(next(iter(get_args(kind)), None))


def _single(kind: Any) -> Any:
    """`X | None` is X."""
    rest = [one for one in get_args(kind) if one is not type(None)]
    return rest[0] if type(None) in get_args(kind) and len(rest) == 1 else kind


_WANTED = {
    "string_type": "must be a text",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "tuple_type": "must be a list",
    "dataclass_type": "must be a group of keys",
}


def _fault(error: ErrorDetails, path: _Path, kind: Any, written: str) -> Fault:
    type_ = error["type"]
    if type_ == "unexpected_keyword_argument":
        return Fault(path, "no such key", near(str(path[-1]), [one.name.rstrip("_") for one in fields(kind)]))
    if type_ == "missing":
        own = kind is Extract and path[-1] in ("cite", "digest", "number")
        return Fault(path, "is missing", "texts of your own belong under by_hand" if own else "")
    if type_ == "literal_error":
        choice = re.findall("'([^']*)'", error["ctx"]["expected"])
        return Fault(path, f'"{error["input"]}" is unknown', near(str(error["input"]), choice))
    if type_ == "string_type" and written:
        return Fault(path, f"{written} is not read as a text here", quoted(written))
    return Fault(path, _WANTED.get(type_, error["msg"]))
