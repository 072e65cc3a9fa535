"""One brief of several articles: each account heard, no statement twice, who else tells it, one name an actor."""

from __future__ import annotations

import pytest

from briefgen.drafting.likeness import trace
from briefgen.drafting.unify import unified
from briefgen.model import Brief, Extract, Ref, extracts_of
from tests.drafting.given import MEETING, NAMES, analysed, composed, example
from tests.drafting.sets import NAMES as SETS
from tests.drafting.sets import brief_of, the_set


def _words(brief: Brief, reference: int) -> int:
    return sum(one.words for one in extracts_of(brief) if one.cite.reference == reference)


@pytest.mark.parametrize("name", SETS)
def test_no_article_outweighs_the_others(name: str) -> None:
    brief = brief_of(name)
    (story,) = brief.stories
    total = sum(one.words for one in extracts_of(brief))
    if story.articles > 2 and story.originators > 1:
        assert max(_words(brief, number) for number in story.references) <= 0.6 * total


@pytest.mark.parametrize("name", SETS)
def test_nothing_is_told_twice(name: str) -> None:
    printed = [trace(_stems(one), one.text) for one in extracts_of(brief_of(name))]
    letters = [one.letters for one in printed]
    assert len(letters) == len(set(letters))


@pytest.mark.parametrize("name", SETS)
def test_no_row_of_differing_values_stands_twice(name: str) -> None:
    rows = [(one.quantity, [value.text for value in one.values]) for one in brief_of(name).discrepancies]
    assert all(rows.count(row) == 1 for row in rows)


def _stems(extract: Extract) -> list[str]:
    return [word.strip(".,“”’'\"").lower() for word in extract.text.split()]


@pytest.mark.parametrize("name", SETS)
def test_every_account_is_heard(name: str) -> None:
    brief = brief_of(name)
    heard = {brief.references[one.cite.reference - 1].account for one in extracts_of(brief)}
    assert heard == {account.name for event in the_set(name).events for account in event.accounts}


@pytest.mark.parametrize("name", SETS)
def test_copies_point_to_what_they_repeat(name: str) -> None:
    brief = brief_of(name)
    for reference in brief.references:
        if reference.copy_of is not None:
            original = brief.references[reference.copy_of - 1]
            assert original.account == reference.account
            assert original.copy_of is None
    assert brief.source_summary.originators == len({reference.account for reference in brief.references})


def test_the_same_words_elsewhere_are_named() -> None:
    wire = analysed(*MEETING, location="wire.txt", published="2026-01-05")
    copy = analysed(*MEETING, location="copy.txt", published="2026-01-04")
    brief = composed(wire, copy)
    assert [reference.copy_of for reference in brief.references] == [2, None]
    for extract in extracts_of(brief):
        assert len(extract.also_in) == 1
        assert len(extract.originators) == 1, "a copy is no second witness"


def test_a_second_witness_counts_and_a_near_one_does_not() -> None:
    other = (
        "The border of Norland and Sudmark has been quiet for years, and the market in Aldorf opens at six.",
        "After 12 soldiers were killed in a clash near the village of Aldorf, Norland closed the border on Monday.",
        "Jan Weber, who keeps bees, said that Sudmark would be glad of rain, whatever the two ministers sign.",
        "A baker in Aldorf, Mia Lund, said that 9 soldiers used to buy bread from her on Mondays, and no more.",
        "The bees do not know where the border is, she said, and come home in the evening with pollen of both sides.",
    )
    brief = composed(analysed(*MEETING, location="a.txt"), analysed(*other, location="b.txt"), share_several=1.0)
    told = {one.text: one for one in extracts_of(brief)}
    closed = next(one for text, one in told.items() if "closed the border" in text)
    assert len(closed.originators) == 2
    assert {cite.reference for cite in closed.also_in} == {1, 2} - {closed.cite.reference}
    assert sum("closed the border" in text for text in told) == 1
    rest = [one for text, one in told.items() if "closed the border" not in text]
    assert all(len(one.originators) == 1 for one in rest)


@pytest.mark.parametrize("name", SETS)
def test_the_memo_shows_all_that_differs_and_all_that_is_newer(name: str) -> None:
    brief, expected = brief_of(name), the_set(name).expected
    for rows, right in ((brief.discrepancies, expected["discrepancies"]), (brief.updates, expected["updates"])):
        assert len(rows) == len(right)
        wanted = [{value.lower() for value in row["values"]} for row in right]
        for row in rows:
            told = [value.text.lower() for value in row.values]
            assert any(all(any(one in text for one in own) for text in told) for own in wanted), row.quantity


@pytest.mark.parametrize("name", SETS)
def test_no_witness_says_otherwise(name: str) -> None:
    brief = brief_of(name)
    stated = {one.number: set[int]() for one in extracts_of(brief)}
    for found in brief.discrepancies:
        for value in found.values:
            others = {n for other in found.values if other is not value for n in other.references}
            number = value.extract.ref if isinstance(value.extract, Ref) else value.extract.number
            stated[number] |= others - set(value.references)
    for extract in extracts_of(brief):
        accounts = {brief.references[number - 1].account for number in stated[extract.number]}
        own = brief.references[extract.cite.reference - 1].account
        assert accounts.isdisjoint(set(extract.originators) - {own}), extract.text


@pytest.mark.parametrize("name", SETS)
def test_what_an_account_has_replaced_is_no_news(name: str) -> None:
    brief = brief_of(name)
    old = {
        value.extract.ref if isinstance(value.extract, Ref) else value.extract.number
        for found in brief.updates
        for value in found.values[:-1]
    }
    news = {one.number for one in (*brief.bottom_line, *brief.developments) if isinstance(one, Extract)}
    assert old.isdisjoint(news)


def test_each_story_has_its_place_in_the_bottom_line() -> None:
    brief = composed(*[example(name) for name in NAMES if "second" not in name][:4])
    assert len(brief.stories) == 4
    stories = [brief.references[one.cite.reference - 1].story for one in brief.bottom_line]  # type: ignore[union-attr]
    assert stories == [story.number for story in brief.stories]
    told = [brief.references[one.cite.reference - 1].story for one in brief.developments]  # type: ignore[union-attr]
    assert told == sorted(told)
    assert set(told) == set(stories)


def test_one_name_for_each_actor_of_a_story() -> None:
    full = analysed("Norland Foreign Minister Karin Holm left for Geneva on Monday. “We will see,” Karin Holm said.")
    short = analysed("Holm left for Geneva on Monday morning. “Nobody gains,” Holm said.")
    names = {actor.name for one in unified([full, short]) for actor in one.actors if actor.kind == "person"}
    assert names == {"Karin Holm"}
    speakers = {q.speaker.name for one in unified([full, short]) for q in one.quotations if q.speaker}
    assert speakers == {"Karin Holm"}


def test_a_name_that_two_bear_stays() -> None:
    both = analysed("Norland Foreign Minister Karin Holm met the banker Jan Holm on Monday.")
    short = analysed("Holm left for Geneva on Monday morning. “Nobody gains,” Holm said.")
    names = {actor.name for one in unified([both, short]) for actor in one.actors if actor.kind == "person"}
    assert "Holm" in names
