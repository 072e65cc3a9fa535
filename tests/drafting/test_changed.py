"""The memo of what has changed alone: what it holds, and that all of it is proved and found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen import drafting, verify
from briefgen.drafting import arranged, changed
from briefgen.model import Brief, Cite, Delta, Discrepancy, Extract, Header, Ref, Since, Value, digest_of, extracts_of
from tests.drafting.nights import since, told


def of(night: int) -> Brief:
    part = changed(since(night))
    assert part
    return part


@pytest.mark.parametrize("night", [2, 3, 4, 5])
def test_only_what_is_new_or_updated_is_printed_and_what_it_needs(night: int) -> None:
    whole, part = since(night), of(night)
    assert whole.delta
    assert part.delta
    kept = extracts_of(part)
    wanted = {one.text for one in extracts_of(whole) if one.since != "repeated"}
    assert wanted
    assert {one.text for one in kept} >= wanted
    assert [one.number for one in kept] == list(range(1, len(kept) + 1))
    assert {one.number for one in kept if one.since == "new"} == set(part.delta.new)
    assert {one.number for one in kept if one.since == "updated"} == {pair.number for pair in part.delta.updated}
    assert part.delta.dropped == whole.delta.dropped
    assert part.delta.alone


def test_what_is_as_before_is_left_out() -> None:
    whole, part = since(2), of(2)
    assert any(one.since == "repeated" for one in extracts_of(whole)), "else there is nothing to leave out"
    needed = {number for one in extracts_of(part) for number in one.keep_with}
    assert all(one.since != "repeated" or one.number in needed for one in extracts_of(part))


@pytest.mark.parametrize("night", [2, 3, 4, 5])
def test_each_extract_is_proved(night: int) -> None:
    report = verify.verify(of(night), told(night)[1])
    assert {finding.state for finding in report.findings} == {"verified"}


@pytest.mark.parametrize("night", [2, 3, 4, 5])
def test_all_that_points_to_an_extract_or_a_source_finds_it(night: int) -> None:
    part = of(night)
    kept = extracts_of(part)
    printed = {one.number for one in kept}
    sections = (part.bottom_line, part.developments, part.background, part.stakes)
    items = [item for section in sections for item in section]
    items += [one.extract for one in (*part.figures, *part.outlook)]
    items += [one.extract for one in part.questions if one.extract]
    items += [item for position in part.reactions for item in position.extracts]
    items += [value.extract for row in (*part.discrepancies, *part.updates) for value in row.values]
    refs = [item.ref for item in items if isinstance(item, Ref)]
    refs += [number for actor in part.actors for number in (*actor.statements, *actor.named_in)]
    refs += [number for one in kept for number in one.keep_with]
    assert set(refs) <= printed
    assert {one.cite.reference for one in kept} <= {one.number for one in part.references}
    assert {(one.cite.reference, one.cite.paragraph) for one in kept} == {
        (one.reference, one.paragraph) for one in part.passages
    }
    assert part.source_summary.extracts == len(kept)
    assert all(actor.statements or actor.named_in for actor in part.actors)


@pytest.mark.parametrize("night", [2, 4])
def test_it_is_numbered_as_it_is_printed_whatever_the_sections_of_the_style(night: int) -> None:
    part = of(night)
    stories = {one.number: one.story for one in part.references}
    order = [(one.since != "updated", stories[one.cite.reference]) for one in extracts_of(part)]
    assert order == sorted(order)
    assert len(set(order)) > 2, "else the order is no order"
    assert arranged(part, ["background", "developments"]) is part


def test_nothing_where_nothing_has_changed() -> None:
    whole = since(2)
    assert changed(replace(whole, delta=None)) is None
    same = drafting.delta(replace(whole, delta=None), replace(whole, delta=None))
    assert changed(same) is None


# ------------------------------------------------------------------ made by hand


def extract(number: int, since_: str, **more: object) -> Extract:
    cite = Cite(1, number * 10, number * 10 + 5, number, 1)
    text = f"{number} men died."
    return replace(Extract(text, number, cite, digest_of(text), since=since_), **more)  # type: ignore[arg-type]


def test_where_something_is_only_gone_the_memo_has_no_extracts() -> None:
    delta = Delta("2026-11-20", repeated=(Since(1, "x", 1),), dropped=(Since(2, "It rained."),))
    part = changed(Brief(Header("x", "2026-11-21"), developments=(extract(1, "repeated"),), delta=delta))
    assert part
    assert extracts_of(part) == ()
    assert part.delta
    assert [one.was for one in part.delta.dropped] == ["It rained."]


def test_a_row_of_values_is_printed_whole() -> None:
    row = Discrepancy("men", (Value("1", Ref(1)), Value("2", extract(2, "new"))))
    delta = Delta("2026-11-20", new=(2,), repeated=(Since(1, "x", 1),))
    before, other = extract(1, "repeated"), extract(3, "repeated")
    brief = Brief(Header("x", "2026-11-21"), developments=(before, other), discrepancies=(row,), delta=delta)
    part = changed(brief)
    assert part
    assert [(one.number, one.text) for one in extracts_of(part)] == [(1, "2 men died."), (2, "1 men died.")]
    assert [value.text for value in part.discrepancies[0].values] == ["1", "2"]


def test_what_misleads_alone_has_beside_it_what_it_needs_also_that_of_what_it_needs() -> None:
    first, second = extract(1, "repeated"), extract(2, "repeated", keep_with=(1,))
    third, other = extract(3, "new", keep_with=(2,)), extract(4, "repeated")
    delta = Delta("2026-11-20", new=(3,))
    part = changed(Brief(Header("x", "2026-11-21"), developments=(first, second, third, other), delta=delta))
    assert part
    assert [(one.text, one.keep_with) for one in extracts_of(part)] == [
        ("3 men died.", (3,)), ("1 men died.", ()), ("2 men died.", (2,)),
    ]  # fmt: skip
