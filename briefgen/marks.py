"""YAML text in; its data out, with the line and column of every key and every fault, and a dataclass made of it.

Built on PyYAML's nodes, which this module walks. Dates stay the text that stands in the file, because every date
of ours is an ISO string. Types are pydantic's, the words that a person reads are ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_type_hints

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails
    from yaml import MappingNode, Mark, MarkedYAMLError, Node, ScalarNode, SequenceNode

Path = tuple[str | int, ...]
"""Keys and list indices from the top: ("briefs", 0, "name")."""

T = TypeVar("T")

MAX_NODES = 50_000
"""A file of a few lines can stand for billions of values through aliases; no honest file has so many."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands; line and column count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a place of the file, and the remedy; `path` is empty where the file cannot be read at all."""

    path: Path
    what: str
    hint: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """`data` of plain values; `marks` and `written` (scalars as they stand in the file) by path."""

    data: object = None
    marks: Mapping[Path, Place] = field(default_factory=dict)
    written: Mapping[Path, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def place(self, path: Path) -> Place | None:
        """Where the key stands, or the nearest key around it; None where the file does not have it."""
        for end in range(len(path), 0, -1):
            if found := self.marks.get(path[:end]):
                return found
        return None


def parse(text: str) -> Marked:
    """Read YAML; faults of the writing are in `.faults`, never raised."""
    import yaml

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        return Marked(faults=(_syntax(error),))
    except yaml.reader.ReaderError as error:
        what = f"a character that YAML does not allow (U+{error.character:04X})"
        return Marked(faults=(Fault((), what, "delete it", _place_of(text, error.position)),))
    except RecursionError:
        return Marked(faults=(Fault((), "nested too deep", "a handful of levels is enough"),))
    return _Walk().read(node)


def checked(kind: type[T], marked: Marked) -> tuple[T, tuple[Fault, ...]]:
    """The dataclass made of the data, and every fault; a faulty key counts as not given, so that more can be checked.

    An empty value ("to:" with nothing behind it) means the default. All fields of `kind` need one.
    """
    from pydantic import TypeAdapter, ValidationError

    adapter: TypeAdapter[T] = TypeAdapter(kind)
    data, faults = _without_empty(marked.data) or {}, list(marked.faults)
    while True:
        try:
            return adapter.validate_json(json.dumps(data)), tuple(faults)
        except ValidationError as error:
            found = error.errors(include_url=False)
            faults += [_fault(one, kind, marked) for one in found]
            rest = _without(data, [one["loc"] for one in found])
            if rest == data:  # a field without a default: nothing can be left out
                raise
            data = rest


def near(word: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """`did you mean "x"?`, else `otherwise` or all there is to choose from. Upper and lower case count alike."""
    from difflib import get_close_matches

    names = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), names, n=1)
    return f'did you mean "{names[close[0]]}"?' if close else otherwise or f"one of: {', '.join(names.values())}"


def told(place: str, fault: Fault) -> str:
    """One line for a person: place, key, what is wrong, the remedy. Indices are left out: the place tells."""
    key = ".".join(part for part in fault.path if isinstance(part, str))
    return ": ".join(part for part in (place, key, fault.what, fault.hint) if part)


def quoted(written: str) -> str:
    """The remedy for a word that YAML takes for something else (`no`, `12`, `1:30`)."""
    return f'write "{written}" in quotes'


class _Walk:
    """Collects data, places and faults on one way through the nodes."""

    def __init__(self) -> None:
        self.marks: dict[Path, Place] = {}
        self.written: dict[Path, str] = {}
        self.faults: list[Fault] = []
        self.seen = 0

    def read(self, node: Node | None) -> Marked:
        data = None if node is None else self.value(node, (), ())
        return Marked(data, self.marks, self.written, tuple(self.faults))

    def value(self, node: Node, path: Path, within: tuple[int, ...]) -> object:
        self.seen += 1
        place = _place(node.start_mark)
        self.marks.setdefault(path, place)
        if self.seen > MAX_NODES or id(node) in within:
            self.fault(path, "an alias that repeats without end", "write the values out", place)
            return None
        return self.inside(node, path, (*within, id(node)))

    def inside(self, node: Node, path: Path, within: tuple[int, ...]) -> object:
        import yaml

        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path, within)
        if isinstance(node, yaml.SequenceNode):
            return self.sequence(node, path, within)
        return self.scalar(node, path) if isinstance(node, yaml.ScalarNode) else None

    def mapping(self, node: MappingNode, path: Path, within: tuple[int, ...]) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in node.value:
            place = _place(key.start_mark)
            if key.id != "scalar":
                self.fault(path, "a key must be a word", "", place)
                continue
            inner = (*path, str(key.value))
            if key.value in found:
                first = self.marks[inner].line
                self.fault(inner, f"given twice, first in line {first}", "delete one of the two", place)
                continue
            self.marks[inner] = place
            found[str(key.value)] = self.value(value, inner, within)
        return found

    def sequence(self, node: SequenceNode, path: Path, within: tuple[int, ...]) -> list[object]:
        return [self.value(item, (*path, index), within) for index, item in enumerate(node.value)]

    def scalar(self, node: ScalarNode, path: Path) -> object:
        self.written[path] = str(node.value)
        if any("\ud800" <= letter <= "\udfff" for letter in node.value):
            self.fault(path, "half a character (a surrogate)", "delete it", None)
            return ""
        try:
            return _construct(node)
        except (ValueError, IndexError):  # PyYAML's resolver takes "0x" or "1:" for a number, then fails on it
            shown = "" if _is_secret(path) else str(node.value)
            self.fault(path, f"cannot be read as a number: {shown}".rstrip(": "), quoted(shown or "..."), None)
            return None

    def fault(self, path: Path, what: str, hint: str, place: Place | None) -> None:
        self.faults.append(Fault(path, what, hint, place or self.marks.get(path)))


def _construct(node: ScalarNode) -> object:
    """None, bool, int, float or str; all other types (dates, binary, a stranger's tags) stay text."""
    from yaml.constructor import SafeConstructor

    kind = node.tag.removeprefix("tag:yaml.org,2002:")
    make = SafeConstructor()
    if kind == "null":
        return None
    if kind == "bool":
        return bool(make.construct_yaml_bool(node))
    if kind == "int":
        return int(make.construct_yaml_int(node))
    if kind == "float":
        return float(make.construct_yaml_float(node))
    return str(node.value)


def _syntax(error: MarkedYAMLError) -> Fault:
    opened = "quoted scalar" in str(error.context)  # what is missing is felt only at the file's end
    mark = error.context_mark if opened else error.problem_mark or error.context_mark
    what = " ".join(str(part) for part in (error.context, error.problem) if part) or "not YAML"
    hint = next((remedy for cue, remedy in _REMEDIES if cue in what), "")
    what = _NAMED.sub(r"\1", what)  # a password that begins with * or ! would be repeated
    return Fault((), what, hint, _place(mark) if mark else None)


_NAMED = re.compile(r"(undefined (?:alias|tag handle)) '.*?'")

# PyYAML's words, and what a person who has never read them should do.
_REMEDIES = (
    ("'\\t'", "indent with spaces, not with the tab key"),
    ("mapping values are not allowed here", "put a text that holds a colon in quotes, and check the indentation"),
    ("expected <block end>", "indent the keys of one group by the same number of spaces"),
    ("could not find expected ':'", "write a colon and a space after the key"),
    ("quoted scalar", "close the quotation mark"),
    ("flow ", "close the bracket"),
    ("undefined alias", "put a text that begins with * in quotes"),
    ("that cannot start any token", "put a text that begins with this character in quotes"),
    ("single document", "keep one document in a file: delete the line ---"),
)


def _place(mark: Mark) -> Place:
    return Place(mark.line + 1, mark.column + 1)


def _place_of(text: str, position: int) -> Place:
    before = text[:position]
    return Place(before.count("\n") + 1, position - before.rfind("\n"))


def _without_empty(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_empty(inner) for key, inner in value.items() if inner is not None}
    return [_without_empty(inner) for inner in value] if isinstance(value, list) else value


def _without(value: object, paths: list[Path]) -> object:
    """The data without these keys; a list goes as a whole, because its other items would change their places."""
    heads = {path[0] for path in paths if len(path) == 1}
    if not paths or () in paths:
        return {}
    if isinstance(value, list):
        return [] if heads else [_deeper(index, inner, paths) for index, inner in enumerate(value)]
    assert isinstance(value, dict)  # noqa: S101 - pydantic's paths lead through lists and mappings only
    return {key: _deeper(key, inner, paths) for key, inner in value.items() if key not in heads}


def _deeper(key: str | int, value: object, paths: list[Path]) -> object:
    inner = [path[1:] for path in paths if path[0] == key]
    return _without(value, inner) if inner else value


def _fault(error: ErrorDetails, kind: type, marked: Marked) -> Fault:
    """pydantic's finding in words for a person who has never seen Python."""
    path, type_, written = error["loc"], error["type"], marked.written.get(error["loc"], "")
    if type_ == "dataclass_type" and ("@" in written or "://" in written):
        written = ""  # as people write a server with its password
    if type_ == "unexpected_keyword_argument":
        return _unknown(path, kind)
    if type_ == "string_type" and written:
        hint = quoted(written)
        if isinstance(error["input"], bool):
            return Fault(path, f'"{written}" reads as {str(error["input"]).lower()} here', hint)
        return Fault(path, f"{written} reads as a number here", hint)
    if type_ == "literal_error":
        return Fault(path, f'"{written}" is unknown', near(written, re.findall("'([^']*)'", error["ctx"]["expected"])))
    if type_ == "tuple_type" and written:
        return Fault(path, "must be a list", f"write [{written}]")
    is_quoted = type_ in ("int_type", "float_type") and isinstance(error["input"], str)
    as_number = is_quoted and re.fullmatch(r"\d+(\.\d+)?", written)
    hint = f"write {written} without quotes" if as_number else f"not {written}" if written else ""
    return Fault(path, _WANTED.get(type_, error["msg"]), hint)


_WANTED = {
    "string_type": "must be a text",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "bool_type": "must be yes or no",
    "tuple_type": "must be a list",
    "dataclass_type": "must be a group of keys",
    "mapping_type": "must be a group of keys",
    "dict_type": "must be a group of keys",
    "json_invalid": "holds half a character (a surrogate)",
}


def _unknown(path: Path, kind: type) -> Fault:
    """No such key: the nearest name beside it, else the group that has it."""
    known, word = _keys(_type_at(kind, path[:-1])), str(path[-1])
    if _is_secret(path):
        return Fault(path, "no password is taken here", _SECRET_REMEDY)
    groups = [group for group, keys in _groups(kind) if word in keys]
    from difflib import get_close_matches

    if groups and not get_close_matches(word.lower(), known, n=1):
        hint = f'it belongs under "{groups[0]}"' if groups[0] else "it belongs at the left margin"
        return Fault(path, "no such key here", hint)
    return Fault(path, "no such key", near(word, known))


def _is_secret(path: Path) -> bool:
    """Whether what stands there is meant to be a password, which no message may repeat."""
    return any(isinstance(part, str) and _SECRET.search(part) for part in path)


_SECRET = re.compile(r"(?i)pass(word|wd|phrase|code)?$|secret|token|api_?key")
_SECRET_REMEDY = "put it into a file that only you can read, and name that file in mail.password_file"


def _keys(kind: type) -> list[str]:
    return [one.name.rstrip("_") for one in fields(kind)] if is_dataclass(kind) else []


def _type_at(kind: Any, path: Path) -> Any:
    """The type of the value that a path leads to, through dataclasses, tuple[X, ...] and Mapping[str, X]."""
    for part in path:
        if not is_dataclass(kind):
            kind = get_args(kind)[0 if isinstance(part, int) else 1]
        else:
            hints = get_type_hints(kind)
            kind = hints.get(str(part)) or hints[f"{part}_"]
    return kind


def _groups(kind: Any, name: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every group of keys in a dataclass, by its dotted name."""
    yield name, _keys(kind)
    for key, inner in get_type_hints(kind).items():
        for group in filter(is_dataclass, (inner, *get_args(inner))):
            yield from _groups(group, f"{name}.{key}".lstrip("."))
