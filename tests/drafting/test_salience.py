"""Salience: the lead and what shares its words come first; units that say the same are found out."""

from __future__ import annotations

import pytest

from briefgen.drafting.salience import concepts, digest, overlap, repeats, saliences
from tests.drafting.given import MEETING, units_of


def test_the_unit_that_tells_most_has_one() -> None:
    values = saliences(concepts(units_of(*MEETING)))
    assert max(values) == 1.0
    assert all(0 <= value <= 1 for value in values)
    assert values[0] > sum(values) / len(values)


def test_what_the_article_repeats_tells_more() -> None:
    known = concepts(units_of("Duties on barley will rise.", "Barley is dear.", "Barley is grown in the hills."))
    barley = next(concept for concept in known.likely if concept[0].startswith("barley") and len(concept) == 1)
    hills = next(concept for concept in known.likely if concept[0].startswith("hill") and len(concept) == 1)
    assert known.likely[barley] > known.likely[hills]


def test_a_digest_keeps_to_its_words_and_to_the_order() -> None:
    own = units_of(*MEETING)
    for words in (20, 40, 60):
        places = digest(own, words)
        assert list(places) == sorted(places)
        assert 0 < sum(len(own[place].plain.split()) for place in places) <= words


def test_no_digest_of_nothing() -> None:
    assert digest((), 60) == ()
    assert digest(units_of("The road is narrow."), 2) == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The border was closed on Monday.", "The border was closed on Monday.", True),
        ("It is so.", "It is so.", True),
        (
            "Two soldiers were killed on the Aldorf bridge.",
            "Two soldiers were killed, officials said, on the Aldorf bridge.",
            True,
        ),
        ("Two soldiers were killed on the bridge.", "Ministers will meet in Geneva for talks on trade.", False),
    ],
)
def test_what_says_the_same(one: str, other: str, same: bool) -> None:
    first, second = units_of(one, other)
    assert repeats(first, second, 0.72) is same
    assert overlap(first, second) == overlap(second, first)
