"""Shrinking: the least wanted goes first, and everything that pointed to it follows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen import drafting, verify
from briefgen.model import Brief, Delta, Extract, Ref, Since, digest_of, extracts_of
from tests.drafting.given import NAMES, example, example_brief
from tests.drafting.sets import NAMES as SETS
from tests.drafting.sets import brief_of


def _texts(brief: Brief) -> list[str]:
    return [extract.text for extract in extracts_of(brief)]


def _consistent(brief: Brief) -> None:
    """All that must hold between an extract and what points to it."""
    printed = extracts_of(brief)
    numbers = [extract.number for extract in printed]
    assert numbers == list(range(1, len(printed) + 1))
    for extract in printed:
        assert set(extract.keep_with) <= set(numbers)
    refs = [item for item in _items(brief) if isinstance(item, Ref)]
    assert all(item.ref in numbers for item in refs)
    for actor in brief.actors:
        assert {*actor.statements, *actor.named_in} <= set(numbers)
    for reference in brief.references:
        own = [e for e in printed if e.cite.reference == reference.number]
        assert reference.words_printed == sum(e.words for e in own)
        assert {e.cite.paragraph for e in own}.isdisjoint(reference.not_printed)
    assert {(p.reference, p.paragraph) for p in brief.passages} == {
        (e.cite.reference, e.cite.paragraph) for e in printed
    }
    assert brief.source_summary.extracts == len(printed)
    assert brief.source_summary.quoted + brief.source_summary.own_or_attributed == len(printed)
    for quotation in brief.quotations:
        assert any(e.cite.start <= quotation.cite.start < e.cite.end for e in printed)
    for position in brief.reactions:
        assert position.extracts


def _items(brief: Brief) -> list[object]:
    items: list[object] = [*brief.bottom_line, *brief.developments, *brief.background, *brief.stakes]
    items += [item for position in brief.reactions for item in position.extracts]
    items += [row.extract for row in (*brief.outlook, *brief.figures)]
    items += [value.extract for found in (*brief.discrepancies, *brief.updates) for value in found.values]
    return items + [question.extract for question in brief.questions]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("drop", [0, 1, 2, 5, 100])
def test_everything_follows(name: str, drop: int) -> None:
    brief = example_brief(name)
    smaller = drafting.shrink(brief, drop)
    _consistent(smaller)
    verify.check_invariant(smaller, [example(name).article])
    gone = len(extracts_of(brief)) - len(extracts_of(smaller))
    assert smaller.left_out == brief.left_out + gone
    assert gone >= min(drop, len(extracts_of(brief)) - 1)
    assert set(_texts(smaller)) <= set(_texts(brief))


@pytest.mark.parametrize("name", SETS)
def test_everything_follows_in_a_brief_of_several(name: str) -> None:
    brief = brief_of(name)
    for drop in range(len(extracts_of(brief))):
        _consistent(drafting.shrink(brief, drop))


@pytest.mark.parametrize("name", NAMES)
def test_the_bottom_line_stays(name: str) -> None:
    brief = example_brief(name)
    for _ in range(40):
        brief = drafting.shrink(brief, 1)
        assert brief.bottom_line
    assert len(extracts_of(brief)) == 1
    assert drafting.shrink(brief, 1) is brief


@pytest.mark.parametrize("name", NAMES)
def test_the_lowest_rank_goes_first(name: str) -> None:
    brief = example_brief(name)
    smaller = drafting.shrink(brief, 1)
    lowest = max(extracts_of(brief), key=lambda extract: extract.rank)
    assert lowest.text not in _texts(smaller)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_without_what_it_must_be_kept_with(name: str) -> None:
    brief = example_brief(name)
    kept = {e.text: [o.text for o in extracts_of(brief) if o.number in e.keep_with] for e in extracts_of(brief)}
    for drop in range(1, len(kept)):
        texts = _texts(drafting.shrink(brief, drop))
        assert all(set(kept[text]) <= set(texts) for text in texts)


def _extract(number: int, rank: int, keep: tuple[int, ...] = ()) -> Extract:
    first = extracts_of(example_brief(NAMES[0]))[0]
    text = f"Sentence {number}."
    return replace(first, text=text, digest=digest_of(text), number=number, rank=rank, keep_with=keep, words=2)


def _brief(*extracts: Extract) -> Brief:
    empty = example_brief(NAMES[0])
    return replace(
        empty, bottom_line=extracts[:1], developments=extracts[1:], background=(), stakes=(), reactions=(), outlook=(),
        questions=(), actors=(), quotations=(), passages=(),
    )  # fmt: skip


def test_a_pair_goes_together() -> None:
    brief = _brief(_extract(1, 1), _extract(2, 2, (3,)), _extract(3, 4, (2,)), _extract(4, 3))
    assert _texts(drafting.shrink(brief, 1)) == ["Sentence 1.", "Sentence 4."]
    assert drafting.shrink(brief, 1).left_out == 2


def test_what_leans_goes_with_its_predecessor_but_not_the_other_way() -> None:
    brief = _brief(_extract(1, 1), _extract(2, 4), _extract(3, 2, (2,)), _extract(4, 3))
    assert _texts(drafting.shrink(brief, 1)) == ["Sentence 1.", "Sentence 4."]
    brief = _brief(_extract(1, 1), _extract(2, 2), _extract(3, 4, (2,)), _extract(4, 3))
    assert _texts(drafting.shrink(brief, 1)) == ["Sentence 1.", "Sentence 2.", "Sentence 4."]


def test_chains_of_leaning_go_as_a_whole() -> None:
    brief = _brief(_extract(1, 1), _extract(2, 9), _extract(3, 2, (2,)), _extract(4, 3, (3,)))
    assert _texts(drafting.shrink(brief, 1)) == ["Sentence 1."]


def test_a_question_without_its_extract_goes_and_one_of_actors_shrinks() -> None:
    name = "border-clash.txt"
    brief = example_brief(name)
    small = drafting.shrink(brief, len(extracts_of(brief)) - 1)
    assert all(question.extract is None or question.extract == Ref(1) for question in small.questions)
    named = {actor.name for actor in small.actors if actor.named_in or actor.statements}
    assert all(set(question.actors) <= named for question in small.questions)


@pytest.mark.parametrize("name", NAMES)
def test_a_brief_is_arranged_as_a_style_prints_it(name: str) -> None:
    brief = example_brief(name)
    sections = ("questions", "stakes", "background", "bottom_line", "actors")
    found = drafting.arranged(brief, sections)
    _consistent(found)
    assert found.developments == found.reactions == found.outlook == ()
    first = [e for e in extracts_of(found) if e in found.bottom_line]
    assert [e.number for e in first] == list(
        range(len(extracts_of(found)) - len(first) + 1, len(extracts_of(found)) + 1)
    )


def test_what_a_style_prints_in_the_order_of_the_brief_stays_as_it_is() -> None:
    brief = example_brief(NAMES[0])
    order = ("bottom_line", "developments", "actors", "figures", "background", "reactions", "stakes", "outlook",
             "discrepancies", "questions", "by_hand")  # fmt: skip
    assert drafting.arranged(brief, order) is brief


def test_the_delta_follows() -> None:
    """Left out here is not dropped: the earlier extract has a counterpart, it has only no room."""
    since = Delta("BS/1", (1, 4), (Since(7, "Then.", 2),), (Since(8, "As then.", 3),), (Since(9, "Gone."),))
    brief = replace(_brief(_extract(1, 1), _extract(2, 4), _extract(3, 2), _extract(4, 3)), delta=since)
    smaller = replace(since, new=(1, 3), updated=(), repeated=(Since(8, "As then.", 2),))
    assert drafting.shrink(brief, 1).delta == smaller
    assert drafting.shrink(brief, 9).delta == Delta("BS/1", (1,), dropped=since.dropped)
    turned = replace(since, new=(1, 3), updated=(Since(7, "Then.", 1),), repeated=(Since(8, "As then.", 2),))
    moved = replace(brief, bottom_line=(_extract(4, 1),), developments=(_extract(2, 2), _extract(3, 3)), delta=since)
    assert drafting.arranged(moved, ("developments", "bottom_line")).delta == replace(turned, new=(3,))
