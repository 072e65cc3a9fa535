"""A Brief in; its record out, as JSON for programs, as YAML for people, or as the part that a PDF carries along.

The keys are the names of the dataclasses' fields, in their order; tuples are lists; a last key "seal" tells
whether a person has edited the record since.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from briefgen.model import (
    Actor,
    Brief,
    ByHand,
    Cite,
    Edit,
    Extract,
    Header,
    Made,
    Passage,
    Ref,
    Speaker,
    Status,
    Time,
    extracts_of,
    seal_of,
)

if TYPE_CHECKING:
    import yaml

_HEAD = """\
# The record of a briefing memo. Edit it and make the memo from it: briefgen make THIS-FILE -o memo.pdf
# Yours to edit: header, by_hand, the order of the items in a section; delete what you do not want.
# Yours with a mark: a reworded "text" is printed as your words, no longer as the source's.
# Leave as they are: cite, edits, digest, references, passages (they prove the words), number, record, seal.
"""
_WIDTH = 110  # columns: a sentence on two or three lines

_FORMS = (Brief, Header, Status, ByHand, Made)
"""What a person may want to fill in: written with the empty fields. Elsewhere YAML leaves out what is empty."""
_LINES = (Cite, Edit, Ref, Speaker, Time)
"""Small records that a person only looks at: one line each."""
_UNPRINTED: Mapping[type, tuple[str, ...]] = {
    Extract: ("rank", "score", "why"),
    Brief: ("reserve",),
    Actor: ("watched",),  # whom an office watches is its own affair: the PDF goes to others
}


class _Line(dict[str, object]):
    """A mapping that YAML writes on one line."""


def write_json(brief: Brief, style: object = None) -> bytes:  # noqa: ARG001 - a record has no look
    """The whole record, UTF-8, two spaces a level; the same brief gives the same bytes."""
    return _json(_sealed({key: _plain(value) for key, value in _items(brief)}))


def write_yaml(brief: Brief, style: object = None) -> bytes:  # noqa: ARG001 - a record has no look
    """The whole record to be read and edited by a person, UTF-8, with a comment that tells what may be edited."""
    import yaml

    record = _sealed({key: _short(value) for key, value in _items(brief)})
    text = yaml.dump(record, Dumper=_dumper(), sort_keys=False, allow_unicode=True, width=_WIDTH)
    return (_HEAD + text).encode("utf-8")


def attachment(brief: Brief) -> bytes:
    """What the PDF carries as brief.json: what is printed, and the cited paragraphs to prove it against.

    Left out: the reserve, the scores and reasons of the choice, paragraphs of which nothing is cited.
    """
    cited = {(cite.reference, cite.paragraph) for cite in _cites(brief)}
    kept = tuple(passage for passage in brief.passages if _key(passage) in cited)
    lean = replace(brief, passages=kept)
    return _json(_sealed({key: _plain(value, _UNPRINTED) for key, value in _items(lean, _UNPRINTED)}))


def _cites(brief: Brief) -> Iterator[Cite]:
    for extract in extracts_of(brief):
        yield extract.cite
        yield from extract.also_in
    yield from (quotation.cite for quotation in brief.quotations)
    yield from (actor.role_cite for actor in brief.actors if actor.role_cite)


def _key(passage: Passage) -> tuple[int, int]:
    return passage.reference, passage.paragraph


def _json(record: Mapping[str, object]) -> bytes:
    # Half a character (a lone surrogate) has no UTF-8; its escape is the same in JSON as in Python.
    return json.dumps(record, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace") + b"\n"


def _sealed(record: Mapping[str, object]) -> dict[str, object]:
    return {**record, "seal": seal_of(record)}


def _items(value: Any, omitted: Mapping[type, tuple[str, ...]] | None = None) -> Iterator[tuple[str, Any]]:
    """Name and value of each field of a dataclass; "from_" is written "from"."""
    left_out = (omitted or {}).get(type(value), ())
    for one in fields(value):
        if one.name not in left_out:
            yield one.name.rstrip("_"), getattr(value, one.name)


def _plain(value: Any, omitted: Mapping[type, tuple[str, ...]] | None = None) -> object:
    """Dataclasses as mappings, tuples as lists."""
    if is_dataclass(value):
        return {key: _plain(inner, omitted) for key, inner in _items(value, omitted)}
    if isinstance(value, tuple):
        return [_plain(inner, omitted) for inner in value]
    return value


def _short(value: Any) -> object:
    """As `_plain`, without the fields that are as empty as their default."""
    if isinstance(value, tuple):
        return [_short(inner) for inner in value]
    if not is_dataclass(value):
        return value
    kept = {one.name for one in fields(value) if isinstance(value, _FORMS) or getattr(value, one.name) != _default(one)}
    found = {key: _short(inner) for key, inner in _items(value) if key in kept or f"{key}_" in kept}
    return _Line(found) if isinstance(value, _LINES) else found


def _default(one: Field[Any]) -> object:
    return one.default if one.default_factory is MISSING else one.default_factory()


def _dumper() -> type[yaml.SafeDumper]:
    import yaml

    class Dumper(yaml.SafeDumper):
        """Block style, no aliases, lists indented under their key, texts with line breaks as they stand."""

        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's name
            return True

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - PyYAML's name
            super().increase_indent(flow, False)

    def line(dumper: yaml.SafeDumper, data: _Line) -> yaml.Node:
        return dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True)

    def text(dumper: yaml.SafeDumper, data: str) -> yaml.Node:
        return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=_quotes(data))

    Dumper.add_representer(_Line, line)
    Dumper.add_representer(str, text)
    return Dumper


def _quotes(text: str) -> str | None:
    """How a text is written: line by line as it stands, in double quotes with escapes, or as PyYAML likes."""
    lines = text.split("\n")
    plain = all(line.isprintable() for line in lines)
    if plain and len(lines) > 1 and lines[0] and all(line == line.strip() for line in lines):
        return "|"
    # YAML counts U+0085 and U+2028 as line ends and folds them away outside double quotes.
    return None if plain and not _is_number(text) else '"'


def _is_number(text: str) -> bool:
    """A text like "1e3", which other YAML programs take for a number though PyYAML does not."""
    try:
        float(text)
    except ValueError:
        return False
    return True
