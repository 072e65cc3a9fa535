"""Salience: the lead and what shares its words come first; units that say the same are found out."""

from __future__ import annotations

import pytest

from briefgen.drafting.salience import overlap, repeats, saliences
from tests.drafting.given import MEETING, units_of


def test_the_first_sentence_tells_most() -> None:
    values = saliences(units_of(*MEETING), frozenset())
    assert values[0] == max(values)
    assert all(0 <= value <= 1.6001 for value in values)


def test_a_word_of_the_headline_counts() -> None:
    units = units_of("The weather was fine in the hills.", "The harvest begins soon.", "Duties on barley will rise.")
    plain = saliences(units, frozenset())
    titled = saliences(units, frozenset({"barley"}))
    assert titled[2] > plain[2]


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
