"""Digests of several articles: what they share comes first, nothing is told twice, and the words are kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.drafting import coverage, salience
from briefgen.drafting.coverage import Coverage, digest_of_several
from tests.drafting.given import MEETING, units_of

FIRST = units_of(
    "Norland closed the border with Sudmark on Monday after 12 soldiers were killed near Aldorf.",
    "The chamber of commerce said the closure could cost $40 million a week.",
    "The village band of Aldorf has won several prizes for its marches.",
)
SECOND = units_of(
    "Norland has closed its border with Sudmark after 12 soldiers were killed near Aldorf.",
    "Sudmark denied that its soldiers had fired first.",
    "Readers can write to the editor at any hour of the day.",
)
MATTER = units_of("Growers pick pears by hand in cool summers.", "Pears ripen late where the nights are cold.")
ARTICLES = (FIRST, SECOND)


def _words(articles: tuple[tuple[salience.Unit, ...], ...], keys: tuple[coverage.Key, ...]) -> int:
    return sum(len(articles[at][place].plain.split()) for at, place in keys)


def test_what_both_tell_comes_first_and_is_told_once() -> None:
    keys = digest_of_several(ARTICLES, 40)
    assert len({(0, 0), (1, 0)} & set(keys)) == 1
    assert (1, 1) in keys
    assert (0, 2) not in keys


def test_a_reprint_adds_nothing() -> None:
    both = digest_of_several((FIRST, FIRST), 200)
    assert [key for key in both if key[0] == 0] == list(both)
    assert [place for _, place in both] == [0, 1, 2]


@given(st.integers(0, 120))
def test_a_digest_keeps_to_its_words_and_to_the_order(words: int) -> None:
    articles = (FIRST, SECOND, units_of(*MEETING))
    keys = digest_of_several(articles, words)
    assert _words(articles, keys) <= words
    assert list(keys) == sorted(set(keys))


def test_each_unit_taken_is_the_one_that_adds_most_a_word() -> None:
    # The queue looks at few units again; it must choose as if it looked at all of them.
    articles, words = (units_of(*MEETING), FIRST, SECOND), 90
    told, room, slow = Coverage(articles), words, []
    left = {(at, place): unit for at, units in enumerate(articles) for place, unit in enumerate(units)}
    while left:
        best = min(left, key=lambda key: (-told.gain(key) / len(left[key].plain.split()), key))
        length = len(left.pop(best).plain.split())
        if length <= room and told.gain(best) > 0:
            told.take(best)
            slow.append(best)
            room -= length
    assert digest_of_several(articles, words) == tuple(sorted(slow))


def test_of_one_article_it_is_that_of_the_article() -> None:
    own = units_of(*MEETING)
    assert digest_of_several((own,), 60) == tuple((0, place) for place in salience.digest(own, 60))


@pytest.mark.parametrize("articles", [(), ((), ()), (units_of("So it is."), units_of("It is so."))])
def test_no_digest_of_nothing(articles: tuple[tuple[salience.Unit, ...], ...]) -> None:
    assert digest_of_several(articles, 200) == ()


def test_the_unit_that_tells_most_of_the_event_has_one() -> None:
    articles = (*ARTICLES, MATTER)
    told = Coverage(articles)
    keys = [(at, place) for at, units in enumerate(articles) for place in range(len(units))]
    values = {key: told.salience(key) for key in keys}
    assert max(values.values()) == 1.0
    assert min(values.values()) >= 0.0
    assert max(values, key=values.__getitem__) in {(0, 0), (1, 0)}
    assert max(values[2, 0], values[2, 1]) < min(values[0, 0], values[1, 0])


def test_what_is_taken_adds_nothing_more() -> None:
    told = Coverage(ARTICLES)
    before = {key: told.gain(key) for key in ((0, 0), (1, 0), (1, 1))}
    assert told.fresh((1, 0)) == 1.0
    told.take((0, 0))
    assert told.gain((0, 0)) == told.fresh((0, 0)) == 0.0
    assert told.fresh((1, 0)) < 0.5 < told.fresh((1, 1))
    assert all(told.gain(key) <= value for key, value in before.items())
    assert told.salience((0, 0)) > 0.0
