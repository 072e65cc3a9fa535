"""Stakes and open points: a consequence for somebody, typed; what is pending; plain reports are neither."""

from __future__ import annotations

import pytest

from tests.drafting.given import candidates_of, drafted

LEAD = "Ministers of Norland and Sudmark met in Geneva on Monday."
PLAIN = (
    "The ministers met in Geneva on Monday and had lunch.",
    "The two sides will meet again in May.",
    "He praised the ambassador and thanked the people of the town.",
    "The delegation arrived on Tuesday evening.",
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "The tariffs take effect on August 1 unless agreements are secured, hurting exports of eight members.",
            "economic",
        ),
        ("Without a deal, farmers could lose up to a third of their crops and prices would rise.", "economic"),
        ("The war has driven more than 12 million people from their homes and left families short of food.", "people"),
        ("The vote threatens to bring down the coalition government and could force elections.", "political"),
        ("Without the treaty, no limit on nuclear weapons would be left if the army tested more missiles.", "security"),
    ],
)
def test_what_is_at_stake(text: str, kind: str) -> None:
    stake = candidates_of(LEAD, "Talks went on.", text)[2].stake
    plain = max(candidates_of(LEAD, "Talks went on.", one)[2].stake.share for one in PLAIN)
    assert stake.share > plain
    assert kind in stake.types
    assert stake.why


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It was not clear whether the observers would be armed.", "unknown"),
        ("Parliament has yet to decide on the bill.", "undecided"),
        ("The ministry declined to comment on the report.", "no answer"),
        ("Sudmark denied that its soldiers had fired first.", "disputed"),
    ],
)
def test_what_is_open(text: str, kind: str) -> None:
    found = candidates_of(LEAD, "Talks went on.", text)[2]
    plain = max(candidates_of(LEAD, "Talks went on.", one)[2].open.share for one in PLAIN)
    assert found.open.share > plain
    assert found.gap.kind == kind
    assert found.gap.words in text


def test_a_gap_without_a_rule_is_noticed_by_its_words() -> None:
    gap = candidates_of(LEAD, "Talks went on.", "The investigation of the fire is still at an early stage.")[2].gap
    assert gap.text is None
    assert gap.words == "" or gap.words in "The investigation of the fire is still at an early stage."


def test_types_and_reasons_travel_to_the_extract() -> None:
    brief = drafted(
        "Ministers of Norland and Sudmark ended talks on tariffs in Geneva on Monday without a deal.",
        "Officials said that the talks had been long and that the mood had been good.",
        "The dispute could cost the two countries $40 million a week in lost trade and hurt 40,000 farmers.",
        share_one=1.0,
        bottom_line=1,
        outlook=0,
        background=0,
        developments=0,
        reactions=0,
    )
    (extract,) = [item for item in brief.stakes if hasattr(item, "text")]
    assert "economic" in extract.kind
    assert extract.why
