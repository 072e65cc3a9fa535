"""Differences across the articles of a story: the same quantity with other values, and what only looks like one.

Every event is invented. The sets of `tests/corpus/sets` are read as a person has marked them.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen import language, readers
from briefgen.drafting.contests import claims
from briefgen.drafting.differences import Difference, Stated, Telling, differences
from briefgen.drafting.units import units
from briefgen.model import Article, Source
from tests.conftest import PROJECT
from tests.drafting.given import analysed, unit_of, units_of

SETS = sorted(path.parent for path in (PROJECT / "tests" / "corpus" / "sets").glob("*/expected.yaml"))
DAY = "2026-03-11T{hour:02}:00:00+00:00"  # a Wednesday

CASES = yaml.safe_load((Path(__file__).parent / "differences.yaml").read_text("utf-8"))


def told(*articles: str, accounts: Sequence[int] = ()) -> tuple[Difference, ...]:
    """The differences of articles, each an hour later than the one before; each an account of its own if not given."""
    tellings = []
    for at, text in enumerate(articles):
        moment = DAY.format(hour=8 + at)
        own = analysed(*text.split("\n"), published=moment, location=f"{at}.txt")
        tellings.append(Telling(units(own), accounts[at] if accounts else at, moment))
    return differences(tellings)


def values(difference: Difference) -> list[list[tuple[str, int]]]:
    """Each value as (text, place of the article)."""
    return [[(one.text, one.telling) for one in group] for group in difference.values]


# ------------------------------------------------------------------ two accounts


@pytest.mark.parametrize("case", CASES["different"], ids=lambda case: case["one"])
def test_what_differs(case: Mapping[str, Any]) -> None:
    (found,) = told(case["one"], case["other"])
    assert values(found) == [[(value, at)] for at, value in enumerate(case["values"])]
    assert not found.updated


@pytest.mark.parametrize("case", CASES["same"], ids=lambda case: case["one"])
def test_what_does_not_differ(case: Mapping[str, str]) -> None:
    assert [(found.quantity, values(found)) for found in told(case["one"], case["other"])] == []


@pytest.mark.parametrize("case", CASES["claims"], ids=lambda case: case["sentence"])
def test_what_a_sentence_claims(case: Mapping[str, Any]) -> None:
    (unit,) = units_of(case["sentence"], published="2026-03-11")
    assert tuple(case["claim"]) in [(claim.kind, claim.text) for claim in claims(unit, "en")]


# ------------------------------------------------------------------ several articles

FIRST = "The ferry sank off Norland on Monday, killing nine people, the coast guard said."
LATER = "The number of dead from the ferry has risen to 14, the coast guard said."
OWN = "Seventeen people died on the ferry, according to a list in the town hall."


def test_a_later_value_of_the_same_account_is_an_update() -> None:
    (found,) = told(FIRST, LATER, accounts=(0, 0))
    assert found.updated
    assert values(found) == [[("nine", 0)], [("14", 1)]]


def test_a_copy_states_the_value_of_its_account() -> None:
    (found,) = told(FIRST, FIRST, LATER, accounts=(0, 0, 0))
    assert values(found) == [[("nine", 0), ("nine", 1)], [("14", 2)]]


def test_where_accounts_differ_what_was_stated_before_stands_beside_it_and_is_an_update_too() -> None:
    across, within = told(FIRST, LATER, OWN, accounts=(0, 0, 1))
    assert (across.updated, within.updated) == (False, True)
    assert values(across) == [[("nine", 0)], [("14", 1)], [("Seventeen", 2)]]
    assert values(within) == [[("nine", 0)], [("14", 1)]]


def test_an_account_that_has_come_to_the_value_of_the_other_differs_no_more() -> None:
    (found,) = told(FIRST, LATER, "The ferry accident killed 14 people, doctors said.", accounts=(0, 0, 1))
    assert found.updated


def test_an_account_that_comes_to_the_value_of_the_other_had_differed() -> None:
    own = "The ferry accident killed 14 people, doctors said."
    across, within = told(FIRST, own, LATER, accounts=(0, 1, 0))
    assert (across.updated, within.updated) == (False, True)
    assert values(across) == [[("nine", 0)], [("14", 1), ("14", 2)]]


def test_what_is_told_province_by_province_is_not_held_against_the_whole() -> None:
    one = "Floods in the state of Oster displaced 1,300 people, its governor said."
    other = "Authorities in the state of Wester said 30,000 people have been displaced by floods in the region."
    assert told(one, other) == ()
    both = "The floods killed 40 people.\nIn the state of Oster 12 people died.\nIn the state of Wester 28 people died."
    assert told(both, "The floods have killed 40 people in all, the ministry said.") == ()


def test_a_day_from_which_something_was_moved_is_given_up() -> None:
    (unit,) = units_of("The summit was moved from 12 March to 14 March.", published="2026-03-11")
    assert [claim.text for claim in claims(unit, "en")] == ["14 March"]


def test_mourning_declared_from_a_weekday_looks_ahead() -> None:
    (unit,) = units_of("The government declared national mourning from Friday.", published="2026-03-11")
    (claim,) = claims(unit, "en")
    assert claim.spans == ((date(2026, 3, 13).toordinal(),) * 2,)


def test_a_value_reported_of_somebody_else_stands_under_both() -> None:
    (found,) = told(
        "Police arrested 46 people when the march ended in clashes.",
        "A total of 71 people were detained, according to the lawyers. The police spoke of 46 arrests.",
        "By the evening 52 demonstrators had been arrested, the interior ministry said.",
    )
    assert values(found) == [[("46", 0), ("46", 1)], [("A total of 71", 1)], [("52", 2)]]


def test_two_speakers_in_one_article_differ() -> None:
    (found,) = told("Officials put the death toll at nine, the rebels said 15.")
    assert values(found) == [[("nine", 0)], [("15", 0)]]


def test_a_rounded_value_joins_the_exact_one() -> None:
    (found,) = told(
        "About 2,000 people were evacuated from the valley.",
        "A total of 2,014 people were evacuated from the valley.",
        "The army evacuated 3,500 people from the valley.",
    )
    assert values(found) == [[("About 2,000", 0), ("A total of 2,014", 1)], [("3,500", 2)]]


def test_each_quantity_is_a_difference_of_its_own() -> None:
    found = told(
        "A blast in the port killed 12 people and injured 48.",
        "The blast killed at least 17 people, doctors said. Nurses have registered 63 wounded.",
    )
    assert [one.quantity for one in found] == ["killed", "injured"]


def test_a_stated_value_is_word_for_word_in_its_unit() -> None:
    for difference in told(FIRST, LATER, OWN, accounts=(0, 0, 1)):
        assert all(one.text in one.unit.plain for group in difference.values for one in group)


def test_nothing_is_found_in_nothing() -> None:
    assert differences(()) == ()
    assert claims(unit_of("Nothing was said."), "en") == []


def test_dates_without_a_day_of_publication_are_not_compared() -> None:
    one, other = (
        Telling(units_of(f"The ministers signed the treaty in Vienna on {day}."), at, "")
        for at, day in enumerate(("Monday", "Tuesday"))
    )
    assert differences((one, other)) == ()


def test_the_order_is_the_same_under_any_hash_seed() -> None:
    code = (
        "from tests.drafting import test_differences as own\n"
        "cases = own.CASES['different']\n"
        "print([(d.quantity, own.values(d)) for one in cases for d in own.told(one['one'], one['other'])])"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(PROJECT)},
            cwd=PROJECT, check=True, capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(printed) == 1


# ------------------------------------------------------------------ the sets


@cache
def story(folder: Path) -> tuple[Mapping[str, Any], tuple[str, ...], tuple[Telling, ...]]:
    """What a person expects of a set, the names of its articles, and the articles."""
    expected = yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))
    names, tellings = [], []
    for account, files in enumerate(expected["originators"]):
        for name in files:
            if name not in expected["not_analysed"]:
                (article,) = readers.read(Source(name, (folder / name).read_bytes()))
                assert isinstance(article, Article)
                names.append(name)
                tellings.append(Telling(units(language.analyse(article)), account, article.published or ""))
    return expected, tuple(names), tuple(tellings)


_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("", "-one", "-two", "-three", "-four", "-five", "-six", "-seven", "-eight", "-nine")
SPELT = {str(20 + at): ten + one for at, (ten, one) in enumerate(product(_TENS, _ONES))}


def plain(text: str) -> str:
    return re.sub(r"[\s,]+", " ", text.lower())


def says(one: Stated, name: str, value: str, files: Sequence[str]) -> bool:
    """Whether an article states a value as a person has written it down, give or take the words around it.

    The same number in words and in digits is one value.
    """
    written, expected = plain(one.text), plain(value)
    same = written in expected or expected in written or written == SPELT.get(expected)
    return name in files and same


def meets(found: Difference, expected: Mapping[str, Sequence[str]], names: Sequence[str]) -> bool:
    """Whether a difference has the expected values, each from the expected articles, and no other."""
    due = {(value, name) for value, files in expected.items() for name in files if name in names}
    met = set()
    for group in found.values:
        for one in group:
            name = names[one.telling]
            fits = {(value, name) for value, files in expected.items() if says(one, name, value, files)}
            if not fits:
                return False
            met |= fits
    return met == due


@pytest.mark.parametrize("folder", SETS, ids=lambda path: path.name)
def test_a_set_is_read_as_a_person_has_marked_it(folder: Path) -> None:
    expected, names, tellings = story(folder)
    due = [(False, one) for one in expected["discrepancies"]] + [(True, one) for one in expected["updates"]]
    found = list(differences(tellings))
    missed = []
    for updated, one in due:
        met = next((f for f in found if f.updated == updated and meets(f, one["values"], names)), None)
        if met is None:
            missed.append(one["quantity"])
        else:
            found.remove(met)
    assert (missed, [(one.quantity, values(one)) for one in found]) == ([], [])
