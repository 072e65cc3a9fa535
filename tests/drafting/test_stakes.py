"""Stakes: a consequence or a deadline for somebody, typed; plain reports and look-alikes are none."""

from __future__ import annotations

import pytest

from briefgen.drafting.stakes import stakes
from tests.drafting.given import drafted, unit_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "The tariffs take effect on August 1 unless trade agreements are secured, impacting eight members.",
            "economic",
        ),
        ("Without a deal, the southern regions could lose up to a third of their irrigated crops.", "economic"),
        (
            "The war has driven more than 12 million people from their homes and left half of them short of food.",
            "people",
        ),
        ("The offer would lapse unless it was accepted before Monday.", "deadline"),
        ("The vote threatens to bring down the coalition government and could force elections.", "political"),
        ("The dispute could complicate a visit by the premier and hurt relations with Sudmark.", "relations"),
        ("The attack risks an escalation that could trigger a wider war.", "security"),
        ("Norland warned that it would suspend aid unless the prisoners were freed.", "leverage"),
    ],
)
def test_what_is_at_stake(text: str, kind: str) -> None:
    score, kinds, words = stakes(unit_of(text), "en")
    assert score > 0
    assert kind in kinds
    assert all(word.lower() in " ".join(text.split()).lower() for word in words)


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met in Geneva on Monday and had lunch.",
        "Coalition military forces conducted 15 strikes against targets in the north.",
        "The two sides will meet again in May.",
        "Demand for tickets was high at the opening of the festival.",
        "He praised the ambassador and thanked the people of the town.",
        "The delay was due to rain.",
        "The committee has a question on the agenda for the spring session.",
    ],
)
def test_what_is_not(text: str) -> None:
    assert stakes(unit_of(text), "en")[0] <= 0


def test_types_and_words_travel_to_the_extract() -> None:
    brief = drafted(
        "Ministers of Norland and Sudmark ended talks on tariffs in Geneva on Monday without a deal.",
        "“We will meet again,” Karin Holm, the trade minister of Norland, said on Tuesday in the Sudmark capital.",
        "Officials said that the talks had been long and that the mood had been good.",
        "The tariffs take effect on August 1 unless an agreement is secured, impacting 40,000 farmers.",
        share_one=1.0,
        bottom_line=1,
    )
    (extract,) = brief.stakes
    assert extract.kind  # type: ignore[union-attr]
    assert extract.why  # type: ignore[union-attr]
