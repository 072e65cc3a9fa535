"""The nouns' few look-ups: edits applied, texts compared, digests, seals, the extracts of a brief."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.model import (
    Brief,
    Cite,
    Discrepancy,
    Edit,
    Expectation,
    Extract,
    Figure,
    Header,
    Position,
    Question,
    Ref,
    Value,
    digest_of,
    extracts_of,
    normalised,
    printed,
    seal_of,
)

ODD = "a e\u0301\u00e9\u00a0\u00ad-\u2010\u2011\u2013\r\n\t\u0002\u200b“’…[]\u1100\u1161Å\u0627𝐀"
texts = st.text(st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs"])), max_size=40)


@given(texts, st.data())
def test_printed_without_edits_is_the_slice(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    assert printed(text, start, end, ()) == text[start:end]


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...]]:
    text = draw(texts)
    spots = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    pairs = zip(spots[::2], spots[1::2], strict=False)
    return text, tuple(Edit("cut", a, b, f"[{number}]") for number, (a, b) in enumerate(pairs))


@given(edited(), st.randoms(use_true_random=False))
def test_printed_replaces_what_edits_cover_in_any_order(case: tuple[str, tuple[Edit, ...]], random: object) -> None:
    text, edits = case
    expected, at = "", 0
    for edit in edits:
        expected, at = expected + text[at : edit.start] + edit.inserted, edit.end
    assert printed(text, 0, len(text), edits) == expected + text[at:]
    assert printed(text, 0, len(text), edits[::-1]) == expected + text[at:] or len({e.start for e in edits}) < len(
        edits
    )


@pytest.mark.parametrize(
    "edits",
    [
        [Edit("cut", 1, 9, "[…]")],
        [Edit("cut", 4, 5, "[…]")],
        [Edit("glossed", 9, 9, "[x]")],
        [Edit("cut", 6, 8, "[…]"), Edit("cut", 7, 8, "[…]")],
        [Edit("cut", 8, 7, "[…]")],
    ],
)
def test_printed_refuses_edits_outside_or_over_each_other(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="lies outside"):
        printed("0123456789", 5, 8, tuple(edits))


@given(texts)
@example("e-\u0301")
def test_normalised_is_stable_and_without_space(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once
    assert not any(char.isspace() or char in "-\u00ad\u2010\u2011\u0002" for char in once)


@given(texts)
def test_normalised_does_not_see_layout_and_composition(text: str) -> None:
    spread = "\u00a0".join(unicodedata.normalize("NFD", text).split(" ")).replace("-", "\u2011")
    assert normalised(spread + "\u00ad\r\n") == normalised(text)


@pytest.mark.parametrize("other", ["Ten ships sailed", "ten ships, sailed", "ten ship sailed", "ten ships sai1ed"])
def test_normalised_sees_letters_case_and_punctuation(other: str) -> None:
    assert normalised("ten ships sailed") != normalised(other)
    assert digest_of("ten ships sailed") != digest_of(other)


@given(texts, texts)
def test_digest_tells_texts_apart_exactly_as_their_normal_form(one: str, other: str) -> None:
    assert (digest_of(one) == digest_of(other)) == (normalised(one) == normalised(other))
    assert len(digest_of(one)) == 16


def test_digest_is_pinned() -> None:
    """Records of earlier versions must stay provable: this value may only change with the record's version."""
    assert digest_of("He said: “No\u00a0deal.”") == "61bbb13c13d39c78"
    assert digest_of("\udcff") == digest_of(" \udcff")


records = st.dictionaries(st.text(max_size=5), st.one_of(st.none(), st.booleans(), st.integers(), texts), max_size=5)


@given(records, texts)
def test_seal_ignores_layout_order_and_itself(record: dict[str, object], seal: str) -> None:
    record.pop("seal", None)
    again = json.loads(json.dumps(dict(reversed(record.items())), indent=7))
    assert seal_of(record) == seal_of({**again, "seal": seal})


@given(records, st.text(max_size=5), texts)
def test_seal_sees_every_change(record: dict[str, object], key: str, value: str) -> None:
    changed = {**record, key: value}
    assert (seal_of(changed) == seal_of(record)) == (changed == record or key == "seal")


def _extract(number: int) -> Extract:
    return Extract(f"No. {number}", number, Cite(1, 0, 1, 1, 1), digest_of(f"No. {number}"))


def test_extracts_come_from_every_section_in_order() -> None:
    brief = Brief(
        Header("s", "2025-07-09"),
        bottom_line=(_extract(9), Ref(1)),
        developments=(_extract(8),),
        figures=(Figure("5", None, "ships", _extract(7)), Figure("6", None, "ships", Ref(7))),
        reactions=(Position("A", (_extract(6), Ref(9))),),
        background=(_extract(5),),
        stakes=(_extract(4),),
        outlook=(Expectation(None, _extract(3)),),
        questions=(Question("Who?", "unknown", _extract(2)), Question(None, "disputed")),
        discrepancies=(Discrepancy("ships", (Value("5", _extract(1)), Value("6", Ref(2)))),),
        reserve=(_extract(10),),
    )
    assert [extract.number for extract in extracts_of(brief)] == list(range(1, 10))
