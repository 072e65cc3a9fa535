"""Sections: cues and place, and what wording tells: fresh or looking back, a position or a fact, ahead or not."""

from __future__ import annotations

import pytest

from briefgen.drafting import rules, values
from briefgen.drafting.sections import fit
from briefgen.drafting.traits import traits
from tests.drafting.given import candidates_of, unit_of, units_of

LEAD = "Norland Foreign Minister Karin Holm met Sudmark Foreign Minister Jan Weber in Geneva on Monday for talks."


def _second(sentence: str) -> dict[str, float]:
    return values.shares(candidates_of(LEAD, "Talks went on.", sentence)[2])


@pytest.mark.parametrize(
    ("section", "sentence"),
    [
        ("developments", "Norland closed the bridge over the river to trucks on Tuesday afternoon."),
        ("developments", "The army launched a drone attack overnight on two villages in the north."),
        ("background", "The two countries signed a peace treaty in March 2001 after a war of six years."),
        ("background", "The embargo was first imposed ten years ago and has been extended since 2018."),
        ("reactions", "“We will not accept a closed road, and we have said so for years,” Holm said."),
        ("reactions", "Holm said that Sudmark must free the prisoners and that the attack was unacceptable."),
        ("outlook", "Ministers are expected to decide next week whether troops will leave the valley."),
        ("outlook", "The court is scheduled to rule within ten days on the case of the two officers."),
    ],
)
def test_where_a_sentence_belongs(section: str, sentence: str) -> None:
    shares = _second(sentence)
    assert max(shares, key=lambda name: shares[name]) == section


def test_shares_are_a_distribution_with_reasons() -> None:
    found = fit(unit_of("Holm said on Monday that talks would resume next week."), "en")
    assert set(found.shares) == set(rules.CLASSES)
    assert sum(found.shares.values()) == pytest.approx(1.0)
    assert set(found.why) == set(rules.SECTIONS)
    assert all(why[-1] == "place 1" for why in found.why.values())


def test_place_counts() -> None:
    units = units_of("The road is narrow.", *["The road is narrow and steep."] * 9)
    assert fit(units[0], "en").shares["new"] > fit(units[9], "en").shares["new"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Norland closed the bridge on Tuesday.", {"fresh"}),
        ("Under the resolution, the army must leave its barracks.", {"fresh"}),
        ("About 40 families are staying in a school.", {"fresh"}),
        ("The army had crossed the river before dawn.", {"back"}),
        ("The treaty dates from 2001 and was signed in 2001.", {"back"}),
        ("Holm said that her country had offered a truce.", {"fresh"}),
        ("The court is due to rule on the case.", {"ahead"}),
        ("The delay was due to rain.", set()),
        ("They met in May and the road may not be used.", set()),
        ("The person declined to be identified because the talks are private.", {"filler"}),
    ],
)
def test_what_wording_tells(sentence: str, names: set[str]) -> None:
    found = traits(unit_of(sentence), "en")
    assert {name for name in ("fresh", "back", "ahead", "filler") if getattr(found, name)} == names


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("More than two million people are affected, the ministry said.", False),
        ("The shooting began at dawn, the army said.", False),
        ("Holm said that the road should be opened.", True),
        ("Holm said the talks were “a waste of time”.", True),
        ("The road should be opened.", False),
    ],
)
def test_an_attributed_fact_is_no_position(sentence: str, stance: bool) -> None:
    (_, unit) = units_of("Norland Foreign Minister Karin Holm met officials of the ministry.", sentence)
    assert traits(unit, "en").stance is stance


def test_a_villager_is_an_anecdote_a_minister_is_not() -> None:
    units = units_of(
        "“We lay on the floor,” said Rosa Lund, 43, who keeps a shop in the village.",
        "“We came at noon,” said Foreign Minister Karin Holm.",
        "“We came at noon,” said a senior official.",
    )
    assert [traits(unit, "en").anecdote for unit in units] == [True, False, False]


def test_an_age_behind_a_name_is_an_anecdote() -> None:
    assert traits(unit_of("Rosa Lund, 43, spent two nights on the roof of a school."), "en").anecdote
    assert not traits(unit_of("The army spent two nights on the roof of a school."), "en").anecdote
