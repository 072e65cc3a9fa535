"""YAML text -> data, places, faults; and the dataclass that is made of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.marks import Fault, Place, checked, near, parse, told

TEXT = """\
style: base
header:
  to: Director
briefs:
  - name: a
    about: [ASEAN, "no"]
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("style",), Place(1, 1)),
        (("header",), Place(2, 1)),
        (("header", "to"), Place(3, 3)),
        (("briefs", 0), Place(5, 5)),
        (("briefs", 0, "name"), Place(5, 5)),
        (("briefs", 0, "about", 1), Place(6, 20)),
    ],
)
def test_every_key_has_its_place(path, place) -> None:
    assert parse(TEXT).marks[path] == place


def test_a_key_that_is_not_there_has_the_place_of_its_group() -> None:
    assert parse(TEXT).place(("header", "cc")) == Place(3 - 1, 1)
    assert parse(TEXT).place(("limits", "pages")) is None


def test_data_is_plain_and_dates_stay_text() -> None:
    marked = parse("a: 1\nb: 1.5\nc: yes\nd:\ne: 2025-07-09\nf: [x, 'no']\n'on': text\n")
    assert marked.data == {"a": 1, "b": 1.5, "c": True, "d": None, "e": "2025-07-09", "f": ["x", "no"], "on": "text"}
    assert marked.written["c",] == "yes"
    assert not marked.faults


def test_an_empty_text_is_no_data() -> None:
    assert parse("").data is None
    assert parse("# only a comment\n").faults == ()


@pytest.mark.parametrize(
    ("text", "place", "what", "hint"),
    [
        ("a: 1\nb: 2\na: 3\n", (3, 1), "given twice, first in line 1", "delete one"),
        ("g:\n  a: 1\n  a: 3\n", (3, 3), "given twice, first in line 2", "delete one"),
        ("a:\n\tb: 1\n", (2, 1), "cannot start any token", "spaces, not with the tab key"),
        ("subject: ASEAN: tariffs\n", (1, 15), "mapping values are not allowed", "in quotes"),
        ("a: 1\nb: 'x\n", (2, 4), "quoted scalar", "close the quotation mark"),
        ("a: [1, 2\n", (2, 1), "flow sequence", "close the bracket"),
        ("a: *x\n", (1, 4), "undefined alias", "begins with *"),
        ("a: @x\n", (1, 4), "cannot start any token", "in quotes"),
        ("a: 1\n--- \nb: 2\n", (2, 1), "single document", "delete the line ---"),
        ("a: \x01\n", (1, 4), "U+0001", "delete it"),
        ("a: !!int x\n", (1, 1), "cannot be read as a number", 'write "x" in quotes'),
        ("? [a]\n: b\n", (1, 3), "a key must be a word", ""),
        ("a: &x [*x]\n", (1, 4), "repeats without end", "write the values out"),
        ('a: "\\ud800"\n', (1, 1), "half a character", "delete it"),
    ],
)
def test_faults_of_the_writing(text, place, what, hint) -> None:
    (fault,) = parse(text).faults
    assert fault.place == Place(*place)
    assert what in fault.what
    assert hint in fault.hint


def test_the_first_of_two_equal_keys_counts() -> None:
    assert parse("a: 1\na: 2\n").data == {"a": 1}


def test_a_bomb_of_aliases_is_told_and_soon() -> None:
    lines = ["l0: &l0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert any("repeats without end" in fault.what for fault in parse("\n".join(lines)).faults)


def test_depth_without_end_is_a_fault() -> None:
    (fault,) = parse("[" * 20_000).faults
    assert "too deep" in fault.what


def test_a_foreign_tag_runs_nothing() -> None:
    assert parse("a: !!python/object/apply:os.system [ls]\n").data == {"a": ["ls"]}


@given(st.text())
def test_any_text_is_read_or_told(text: str) -> None:
    marked = parse(text)
    assert all(fault.what for fault in marked.faults)


@dataclass(frozen=True, slots=True)
class Inner:
    __pydantic_config__: ClassVar = {"extra": "forbid", "strict": True}
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Outer:
    __pydantic_config__: ClassVar = {"extra": "forbid", "strict": True}
    name: str = "x"
    kind: Literal["one", "two"] = "one"
    share: float = 0.5
    sure: bool = True
    words: tuple[str, ...] = ()
    inner: Inner = Inner()
    many: tuple[Inner, ...] = ()


@pytest.mark.parametrize(
    ("text", "path", "what", "hint"),
    [
        ("name: no", ("name",), '"no" reads as false here', 'write "no" in quotes'),
        ("name: Yes", ("name",), '"Yes" reads as true here', 'write "Yes" in quotes'),
        ("name: 1:30", ("name",), "1:30 reads as a number here", 'write "1:30" in quotes'),
        ("name: [a]", ("name",), "must be a text", ""),
        ("words: [a, off]", ("words", 1), '"off" reads as false here', 'write "off" in quotes'),
        ("words: a", ("words",), "must be a list", "write [a]"),
        ("words: {a: b}", ("words",), "must be a list", ""),
        ("nme: a", ("nme",), "no such key", 'did you mean "name"?'),
        ("zzz: a", ("zzz",), "no such key", "one of: name, kind, share, sure, words, inner, many"),
        ("depth: 1", ("depth",), "no such key here", 'it belongs under "inner"'),
        ("inner: {name: a}", ("inner", "name"), "no such key here", "it belongs at the left margin"),
        ("kind: On", ("kind",), '"On" is unknown', 'did you mean "one"?'),
        ("kind: oen", ("kind",), '"oen" is unknown', 'did you mean "one"?'),
        ("share: much", ("share",), "must be a number", "not much"),
        ("sure: maybe", ("sure",), "must be yes or no", "not maybe"),
        ("inner: {depth: '3'}", ("inner", "depth"), "must be a whole number", "write 3 without quotes"),
        ("inner: {depth: yes}", ("inner", "depth"), "must be a whole number", "not yes"),
        ("inner: 3", ("inner",), "must be a group of keys", "not 3"),
        ("many: [{depth: 1.5}]", ("many", 0, "depth"), "must be a whole number", "not 1.5"),
        ("- a", (), "must be a group of keys", ""),
    ],
)
def test_faults_of_the_types(text, path, what, hint) -> None:
    value, faults = checked(Outer, parse(text))
    (fault,) = faults
    assert (fault.path, fault.what) == (path, what)
    assert hint in fault.hint
    assert replace(value, many=()) == Outer()


def test_what_is_right_beside_a_fault_is_taken() -> None:
    value, faults = checked(
        Outer, parse("name: 3\nkind: two\nmany: [{depth: 2}, {depth: x}]\nwords: [a]\ninner: {depth: 4}")
    )
    assert len(faults) == 2
    assert (value.kind, value.words, value.inner) == ("two", ("a",), Inner(4))


def test_an_empty_value_means_the_default() -> None:
    assert checked(Outer, parse("name:\ninner:\nwords:\n")) == (Outer(), ())


def test_told_is_one_line_with_place_key_fault_and_remedy() -> None:
    assert told("c.yaml:1:2", Fault(("a", 0, "b"), "is odd", "make it even")) == "c.yaml:1:2: a.b: is odd: make it even"
    assert told("c.yaml", Fault((), "is odd")) == "c.yaml: is odd"


def test_near_names_do_not_look_at_the_case() -> None:
    assert near("PDF", ["pdf", "html"]) == 'did you mean "pdf"?'
    assert near("europe/lubljana", ["Europe/Ljubljana"]) == 'did you mean "Europe/Ljubljana"?'
    assert near("q", ["pdf", "html"]) == "one of: pdf, html"
    assert near("q", ["pdf"], otherwise="ask") == "ask"
