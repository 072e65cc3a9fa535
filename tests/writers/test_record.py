"""The record written: names, order, seal, what a person sees in YAML, what a PDF carries along."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
import yaml

from briefgen.model import (
    Actor,
    Brief,
    ByHand,
    Cite,
    Coverage,
    Delta,
    Discrepancy,
    Edit,
    Expectation,
    Extract,
    Failure,
    Figure,
    Header,
    Made,
    NotAnalysed,
    Passage,
    Position,
    Question,
    Quotation,
    Ref,
    Reference,
    Searched,
    Since,
    SourceSummary,
    Speaker,
    Status,
    Story,
    Time,
    Value,
    digest_of,
    seal_of,
)
from briefgen.writers.record import attachment, write_json, write_yaml

ODD = "no", "1e3", "2025-07-09", " both ends ", "a\r\nb", "x\u00a0y\u00ad", "~", "- a: b #c", "“…” 𝐀 e\u0301", "a\n\n b"


def extract(number: int, text: str = "The ships [five] left.") -> Extract:
    """An extract with every field filled."""
    return Extract(
        text,
        number,
        Cite(1, 10, 26, 2, 1, 3),
        digest_of(text),
        edits=(Edit("glossed", 19, 19, " [five]"),),
        speaker=Speaker("Ana Novak", "Novak", "next to the quotation", certain=False, unnamed=True),
        hedges=("reportedly",),
        times=(Time(20, 24, "left", "2025-07-09", "day"),),
        originators=("AP",),
        also_in=(Cite(2, 1, 2, 1, 1),),
        keep_with=(7,),
        kind=("economic", "deadline"),
        voice="quoted",
        origin="CNN",
        rank=4,
        score=0.1,
        why=("tariff",),
        since="updated",
    )


def full() -> Brief:
    """A brief in which no field has its default."""
    time, cite = Time(1, 2, "Thursday", None, "unresolved"), Cite(1, 40, 44, 3, 1)
    return Brief(
        header=Header(
            "no", "2025-07-09", "1e3", " me ", "~", "c", "R/1", "2025-07-08", "decision", "8 May", "OFFICIAL"
        ),
        status=Status("issued", "A. B.", "2025-07-09T06:30:00+02:00"),
        stories=(Story(2, "T", "Out", 3, 2, "2025-07-08", (1,), 0.5, ("A",), "limits"),),
        bottom_line=(extract(1), Ref(2)),
        developments=(extract(2, "\n".join(ODD)),),
        figures=(Figure("5", "t", "ships", extract(3)), Figure("6", None, None, Ref(3))),
        actors=(Actor("A", "person", "envoy", "UN", ("B",), 2, (1,), (2,), cite, True, True, True),),
        reactions=(Position("A", (extract(4), Ref(1))),),
        background=(extract(5),),
        stakes=(extract(6),),
        outlook=(Expectation(time, extract(7)), Expectation(None, Ref(7))),
        questions=(Question("Who?", "unknown", extract(8), "unclear", ("A",)), Question(None, "disputed")),
        discrepancies=(Discrepancy("ships", (Value("5", extract(9)), Value("6", Ref(3)))),),
        updates=(Discrepancy("ships", (Value("5", extract(10)), Value("6", Ref(3), (1, 2)))),),
        not_found=("deadline",),
        quotations=(
            Quotation("left", "direct", cite, Speaker("A", "he", "pronoun"), (Edit("sic", 44, 44, " [sic]"),)),
        ),
        references=(
            Reference(
                *(1, "Out", "T", "By", "AP", "2025-07-08", "meta", "a.txt", "d" * 64, 300, 9, 90, 0.3, "en", True),
                reader="plain/1",
                not_printed=(4,),
            ),
        ),
        passages=(Passage(1, 2, 0, 30, "p" * 30), Passage(1, 3, 32, 50, "q" * 18), Passage(1, 4, 52, 60, "uncited.")),
        source_summary=SourceSummary(1, 1, 9, 8, 1, 1, 1, 1),
        coverage=Coverage(
            (Failure("b.txt", "read", "Unreadable", "broken", "mend"),),
            (2,),
            (NotAnalysed("c.html", "Ana", "sl"),),
            (Story(3, "U", left_out="not about"),),
        ),
        searched=Searched("2026-11-24T02:30:00+01:00", "2026-11-23T02:30:00+01:00", ("in/",), ("x",), 9, 2, "R/0"),
        delta=Delta("R/0", (1,), (Since(2, "Two.", 2),), (Since(3, "Three.", 4),), (Since(5, "Five."),)),
        left_out=3,
        left_out_of=("stakes",),
        reserve=(extract(30),),
        by_hand=ByHand("a", "b", "c", "d\ne", "f", "g"),
        made=Made("0.1.0", "abc"),
    )


def test_names_order_and_shapes() -> None:
    record = json.loads(write_json(full()))
    assert list(record) == [one.name for one in fields(Brief)] + ["seal"]
    assert list(record["header"])[:4] == ["subject", "date", "to", "from"]
    assert record["bottom_line"][1] == {"ref": 2}
    assert record["bottom_line"][0]["kind"] == ["economic", "deadline"]
    assert record["developments"][0]["text"] == "\n".join(ODD)


@pytest.mark.parametrize("write", [write_json, write_yaml, attachment])
def test_the_same_bytes_each_time_and_a_seal_that_fits(write: object) -> None:
    data = write(full())  # type: ignore[operator]
    assert data == write(full())  # type: ignore[operator]
    record = yaml.safe_load(data) if write is write_yaml else json.loads(data)
    assert record["seal"] == seal_of(record)
    assert data.endswith(b"\n")


def test_yaml_is_for_people() -> None:
    text = write_yaml(full()).decode()
    assert text.startswith("# ")
    assert "by_hand" in text.splitlines()[1]
    assert "\n    cite: {reference: 1, start: 10, end: 26, paragraph: 2, sentence: 1, page: 3}\n" in text
    assert "&" not in text
    assert "  if_raised: |-\n    d\n    e\n" in text
    assert "“…” 𝐀" in write_yaml(Brief(Header("“…” 𝐀", "2025-07-09"))).decode()


def test_yaml_shows_what_can_be_filled_in_and_leaves_out_the_rest() -> None:
    short = extract(1)
    short = Extract(short.text, 1, short.cite, short.digest)
    record = yaml.safe_load(write_yaml(Brief(Header("s", "2025-07-09"), bottom_line=(short,))))
    assert record["by_hand"] == dict.fromkeys(
        ("comment", "objectives", "lines_to_take", "if_raised", "recommendation", "routing"), ""
    )
    assert record["header"]["from"] == ""
    assert list(record["bottom_line"][0]) == ["text", "number", "cite", "digest"]


def test_the_attachment_holds_what_is_printed_and_cited() -> None:
    record = json.loads(attachment(full()))
    assert "reserve" not in record
    assert not {"rank", "score", "why"} & set(record["bottom_line"][0])
    assert "watched" not in record["actors"][0]
    assert [passage["paragraph"] for passage in record["passages"]] == [2, 3]
    assert record["bottom_line"][0]["cite"]["start"] == 10
    assert b"uncited" not in attachment(full())


def test_an_uncited_paragraph_goes_even_if_the_reserve_cites_it() -> None:
    spare = replace(extract(30), cite=Cite(1, 52, 60, 4, 1))
    assert b"uncited" not in attachment(replace(full(), reserve=(spare,)))


def test_half_a_character_is_written_as_its_escape() -> None:
    data = write_json(Brief(Header("a\udc80", "2025-07-09")))
    assert b'"a\\udc80"' in data
    assert json.loads(data)["header"]["subject"] == "a\udc80"


def test_nothing_of_the_machine_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = write_yaml(full())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert write_yaml(full()) == before
