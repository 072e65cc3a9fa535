"""Sections: which classes a unit fits, by its words, its place and its neighbours; how sources are named is filler."""

from __future__ import annotations

import pytest

from briefgen.drafting import rules
from briefgen.drafting.features import Steps, features, headline
from briefgen.drafting.sections import CLASSES, SECTIONS, fits
from tests.drafting.given import MEETING, candidates_of, unit_of, units_of

LEAD = "Norland Foreign Minister Karin Holm met Sudmark Foreign Minister Jan Weber in Geneva on Monday for talks."


@pytest.mark.parametrize(
    ("section", "sentence"),
    [
        ("background", "The two countries signed a peace treaty in March 2001 after a war of six years."),
        ("background", "The embargo was first imposed ten years ago and has been extended since 2018."),
        ("reactions", "“We will not accept a closed road, and we have said so for years,” Holm said."),
        ("reactions", "Holm said that the attack was unacceptable and that Sudmark must free the prisoners."),
        ("outlook", "Ministers are expected to decide next week whether troops will leave the valley."),
        ("outlook", "The new rules will come into force next month if parliament approves the bill."),
    ],
)
def test_where_a_sentence_belongs(section: str, sentence: str) -> None:
    fit = candidates_of(LEAD, "Talks went on.", sentence)[2].fit
    assert max(SECTIONS, key=fit.section) == section


def test_the_first_sentence_is_news() -> None:
    fit = candidates_of(*MEETING)[0].fit
    assert max(SECTIONS, key=fit.section) == "developments"


def test_shares_are_a_distribution_with_reasons() -> None:
    own = units_of("Holm said on Monday that talks would resume next week.")
    (found,) = fits(features(own, headline(own[0])), "en")
    assert set(found.shares) == set(CLASSES)
    assert sum(found.shares.values()) == pytest.approx(1.0)
    assert all(found.why(name) for name in SECTIONS)
    assert "place 1" in features(own, frozenset())[0]


def test_the_reasons_are_features_of_the_unit() -> None:
    own = units_of(LEAD, "The court is scheduled to rule next week.")
    seen = features(own, frozenset())
    for names, fit in zip(seen, fits(seen, "en"), strict=True):
        assert all(set(fit.why(name)) <= names for name in SECTIONS)


def test_place_counts() -> None:
    own = units_of("The road is narrow.", *["The road is narrow and steep."] * 9)
    found = fits(features(own, frozenset()), "en")
    assert found[0].shares["new"] > found[9].shares["new"]


def test_names_are_hidden_from_the_models() -> None:
    one = features(units_of("Karin Holm of Germany said so in Paris."), frozenset())[0]
    assert not any("holm" in name or "germany" in name or "paris" in name for name in one)
    assert any(name.startswith("word <") for name in one)


def test_a_neighbour_is_seen() -> None:
    seen = features(units_of("“We will not go,” Holm said.", "The road is closed."), frozenset())[1]
    assert any(name.startswith("before: quoted") for name in seen)
    assert "behind: nothing" in seen


@pytest.mark.parametrize(("value", "name"), [(0, "n 1"), (1, "n 1"), (1.5, "n 3"), (4, "n over 3")])
def test_steps(value: float, name: str) -> None:
    assert Steps(1, 3, prefix="n ")(value) == name


def test_how_a_source_is_named_is_filler() -> None:
    rule = rules.phrases("en")["filler"]
    named = unit_of("The person declined to be identified because the talks are private.")
    told = unit_of("The minister declined the offer because the talks are private.")
    assert rule.search(named.folded, named.lowered)
    assert not rule.search(told.folded, told.lowered)
