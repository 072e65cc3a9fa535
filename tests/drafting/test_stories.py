"""Stories: articles on one event together, others apart, whatever their order and number."""

from __future__ import annotations

import random

import pytest

from briefgen.drafting.stories import grouped
from briefgen.model import Analysis
from tests.drafting.given import MEETING, NAMES, analysed, example
from tests.drafting.sets import NAMES as SETS
from tests.drafting.sets import all_sets, the_set


@pytest.fixture(scope="module")
def inbox() -> list[Analysis]:
    pipeline, found = all_sets()
    return [*pipeline._analyses(found), *map(example, NAMES)]


def test_every_set_is_one_story_and_no_two_are(inbox: list[Analysis]) -> None:
    told = [{inbox[at].article.location for at in group} for group in grouped(inbox)]
    assert len(told) == len(SETS) + len(NAMES) - 1, "the two articles on the flood are one story"
    assert {"flood-aid.txt", "flood-aid-second.txt"} in told
    for name in SETS:
        assert {article.location for article in the_set(name).found.articles} in told


def test_the_order_makes_no_difference(inbox: list[Analysis]) -> None:
    def told(articles: list[Analysis]) -> set[frozenset[str]]:
        return {frozenset(articles[at].article.digest for at in group) for group in grouped(articles)}

    mixed = list(inbox)
    random.Random(7).shuffle(mixed)
    assert told(mixed) == told(inbox)


def test_a_subject_that_comes_back_is_another_story() -> None:
    first = analysed(*MEETING[:6], published="2026-01-05")
    again = analysed(*MEETING[4:], published="2026-01-06")
    assert len(grouped([first, again])) == 1
    year_later = analysed(*MEETING[4:], published="2027-01-06")
    assert len(grouped([first, year_later])) == 2


def test_hot_stories_hold_together() -> None:
    copies = [analysed(*MEETING[at % 3 :], title=str(at)) for at in range(60)]
    assert len(grouped(copies)) == 1


def test_none_and_one() -> None:
    assert grouped([]) == ()
    assert grouped([analysed("A sentence.")]) == ((0,),)
    assert grouped([analysed(""), analysed("")]) == ((0,), (1,))
