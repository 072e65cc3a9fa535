"""Records read: round trips, marks of a person's edits, every fault at once with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.errors import Unreadable
from briefgen.model import SCHEMA, Brief, Extract, Header, Ref, Source, digest_of, extracts_of, seal_of
from briefgen.readers.record import claims, edited, marked_by_hand, parsed, read
from briefgen.writers.record import attachment, write_json, write_yaml
from tests.writers.test_record import ODD, extract, full

Write = Callable[[Brief], bytes]
BOTH = pytest.mark.parametrize(("write", "name"), [(write_json, "m.json"), (write_yaml, "m.yaml")])


def back(data: bytes, name: str = "m.yaml") -> Brief:
    (brief,) = read(Source(name, data))
    return brief


def faults(data: bytes, name: str = "m.yaml") -> list[str]:
    with pytest.raises(Unreadable) as caught:
        read(Source(name, data))
    return str(caught.value).splitlines()


# ------------------------------------------------------------------ round trips


@BOTH
def test_a_full_brief_comes_back_the_same(write: Write, name: str) -> None:
    assert back(write(full()), name) == full()


def test_what_reading_needs_is_built_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes 0.2 s: a night reads the record of the issue before for each memo."""
    import pydantic

    back(write_json(full()))
    monkeypatch.delattr(pydantic, "TypeAdapter")
    assert back(write_json(full())) == full()


def test_no_field_of_the_sample_is_left_at_its_default() -> None:
    plain = Brief(Header("", ""))
    same = [one.name for one in fields(Brief) if getattr(full(), one.name) == getattr(plain, one.name)]
    assert same == ["record"]


letters = st.one_of(
    st.sampled_from(["\u00a0", "\u00ad", "\u2028", "\x85", "\r\n", "\n", " ", ":", "#", "'", '"', "\ufeff", "\x00"]),
    st.characters(exclude_categories=["Cs"]),
)
words = st.one_of(
    st.sampled_from([*ODD, "null", "0x1f", "1_0", ".5", "=", "<<", "y", "12:30", "!x", "&a", "*a", "|", "%"]),
    st.lists(letters, max_size=8).map("".join),
)


def anything(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{name: anything(hint) for name, hint in hints.items() if name != "record"})
    simple = {
        str: words,
        int: st.integers(-9, 10**9),
        bool: st.booleans(),
        float: st.floats(0, 1e6),
        type(None): st.none(),
    }
    if kind in simple:
        return simple[kind]
    if get_origin(kind) is tuple:
        return st.lists(anything(get_args(kind)[0]), max_size=1).map(tuple)
    choices = get_args(kind)
    return st.sampled_from(choices) if isinstance(choices[0], str) else st.one_of(*map(anything, choices))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(anything(Brief))
def test_every_brief_comes_back_from_json(brief: Brief) -> None:
    assert parsed(Source("m.json", write_json(brief))) == brief


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(anything(Extract), anything(Header))
def test_every_text_comes_back_from_yaml(one: Extract, header: Header) -> None:
    brief = Brief(header, bottom_line=(one, Ref(1)), by_hand=replace(full().by_hand, comment=one.text))
    assert parsed(Source("m.yaml", write_yaml(brief))) == brief
    assert not edited(write_yaml(brief))


@pytest.mark.parametrize("text", ODD)
@BOTH
def test_white_space_and_look_alikes_are_kept(text: str, write: Write, name: str) -> None:
    brief = Brief(Header(text, "2025-07-09"), bottom_line=(extract(1, text),))
    assert back(write(brief), name) == brief


def test_half_a_character_comes_back_from_json() -> None:
    brief = Brief(Header("a\udc80", "2025-07-09"))
    assert back(write_json(brief), "m.json") == brief


def test_the_attachment_comes_back_without_what_is_not_printed() -> None:
    brief = back(attachment(full()), "brief.json")
    assert brief.reserve == ()
    assert all((one.rank, one.score, one.why) == (0, 0.0, ()) for one in extracts_of(brief))
    assert [one.text for one in extracts_of(brief)] == [one.text for one in extracts_of(full())]


# ------------------------------------------------------------ what a person changed


@BOTH
def test_a_reworded_extract_is_marked_and_keeps_its_digest(write: Write, name: str) -> None:
    brief = back(write(full()).replace(b"The ships [five] left.", b"The ships stayed.", 1), name)
    marked = [one for one in extracts_of(brief) if one.edited_by_hand]
    assert [one.text for one in marked] == ["The ships stayed."]
    assert marked[0].digest == digest_of("The ships [five] left.")


def test_extracts_of_every_section_are_marked() -> None:
    record = json.loads(write_json(full()))
    text = json.dumps(record).replace("The ships [five] left.", "Reworded.")
    brief = back(text.encode(), "m.json")
    assert {one.number for one in extracts_of(brief) if one.edited_by_hand} == {1, 3, 4, 5, 6, 7, 8, 9, 10}
    assert brief.reserve[0].edited_by_hand


def test_nothing_is_marked_in_a_record_taken_as_it_stands() -> None:
    data = write_json(full()).replace(b"The ships [five] left.", b"The ships stayed.", 1)
    brief = parsed(Source("m.json", data))
    assert not any(one.edited_by_hand for one in extracts_of(brief))
    assert marked_by_hand(brief) == back(data, "m.json")


@BOTH
def test_layout_is_no_edit_but_a_word_is(write: Write, name: str) -> None:
    data = write(full())
    assert not edited(data)
    assert edited(data.replace(b"OFFICIAL", b"SECRET"))
    assert edited(data.replace(b"0.3", b"0.4"))


def test_other_layouts_of_the_same_record_are_not_edited() -> None:
    record = json.loads(write_json(full()))
    assert not edited(json.dumps(record, indent=8).encode())
    assert not edited(b"\xef\xbb\xbf" + json.dumps(dict(reversed(record.items()))).encode())
    assert not edited(write_yaml(full()).replace(b"header:\n", b"# mine\n\nheader:\n", 1))
    del record["seal"]
    assert edited(json.dumps(record).encode())


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"seal: {", b"\xff", b"{}", b"an article"])
def test_what_is_not_as_we_wrote_it_is_edited(data: bytes) -> None:
    assert edited(data)


# -------------------------------------------------------------------------- claims


@pytest.mark.parametrize(
    ("name", "data", "sure"),
    [
        ("m.json", write_json(full()), 95),
        ("m.yaml", write_yaml(full()), 95),
        ("-", write_yaml(full()), 95),
        ("-", write_json(full()), 95),
        ("m.json", write_json(full())[:400], 95),
        ("m.yaml", b"header:\n  subject: x\n", 60),
        ("a.json", b'{"articles": []}', 0),
        ("config.yaml", b"style: base\nrecord: x\n", 0),
        ("a.txt", b"The record: it stood.\n\nheader: none\n", 0),
        ("a.html", b"<p>header:</p>", 0),
        ("a.txt", b"", 0),
    ],
)
def test_claims(name: str, data: bytes, sure: int) -> None:
    assert claims(Source(name, data)) == sure


# -------------------------------------------------------------------------- faults


def test_all_faults_at_once_with_their_places() -> None:
    text = write_yaml(full()).decode()
    for old, new in [
        ("  from:", "  frm:"),
        ("subject: 'no'", "subject: no"),
        ("state: issued", "state: isued"),
        ("left_out: 3", "left_out: few"),
        ("- {ref: 2}", "- {rf: 2}"),
    ]:
        assert old in text
        text = text.replace(old, new, 1)
    lines = text.splitlines()

    def at(part: str) -> str:
        line = next(number for number, line in enumerate(lines, 1) if part in line)
        return f"m.yaml:{line}:{lines[line - 1].index(part.split()[-1] if part.startswith('- ') else part) + 1}"

    found = faults(text.encode())
    assert f'{at("subject: no")}: header.subject: no is not read as a text here: write "no" in quotes' in found
    assert f'{at("frm:")}: header.frm: no such key: did you mean "from"?' in found
    assert f'{at("state: isued")}: status.state: "isued" is unknown: did you mean "issued"?' in found
    assert f"{at('left_out: few')}: left_out: must be a whole number" in found
    assert any('bottom_line.rf: no such key: did you mean "ref"?' in one for one in found)
    assert not any("text: is missing" in one or "Extract" in one for one in found)


def test_faults_of_json_have_places_too() -> None:
    data = write_json(full()).replace(b'"from"', b'"frm"')
    line = data[: data.index(b'"frm"')].count(b"\n") + 1
    assert faults(data, "m.json") == [f'm.json:{line}:5: header.frm: no such key: did you mean "from"?']


def test_a_text_of_ones_own_without_a_source_is_sent_to_by_hand() -> None:
    record = json.loads(write_json(full())) | {"stakes": [{"text": "I think so."}]}
    found = faults(json.dumps(record).encode(), "m.json")
    assert all("texts of your own belong under by_hand" in one for one in found)
    assert len(found) == 3


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        (
            "m.json",
            b'{"header": {}, "record": 7}',
            "m.json:1:16: record: unknown version 7: this briefgen reads version 1",
        ),
        ("m.json", b'{"header": {}, "record": true}', "unknown version True"),
        ("m.yaml", b"header: {}\n", f"record: the version is missing: write record: {SCHEMA}"),
        ("m.json", b'{"header": ', "m.json:1:12: Expecting value: the end of the file is missing"),
        ("m.json", b'{"header": x}', "m.json:1:12: Expecting value: undo the last change there"),
        ("m.yaml", b"header:\n\tto: x\n", "m.yaml:2:1: "),
        ("m.yaml", b"- header\n", "m.yaml: not a record"),
        ("m.yaml", b"header: a\nto: \xff\n", "m.yaml:2: a character that is not UTF-8: save the file as UTF-8"),
        ("m.yaml", b"", "m.yaml: not a record"),
        ("m.json", b'{"record":' + b"[" * 100_000, "nested too deep"),
    ],
)
def test_what_is_no_record(name: str, data: bytes, told: str) -> None:
    assert told in "\n".join(faults(data, name))


def test_a_date_without_quotes_is_a_text() -> None:
    data = write_yaml(Brief(Header("s", "2025-07-09"))).replace(b"'2025-07-09'", b"2025-07-09")
    assert back(data).header.date == "2025-07-09"
    assert not edited(data)


def test_a_seal_is_no_key_of_the_brief() -> None:
    record = json.loads(write_json(full()))
    assert record["seal"] == seal_of(record)
    assert back(json.dumps(record | {"seal": "x"}).encode(), "m.json") == full()
