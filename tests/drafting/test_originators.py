"""Whose account an article is: copies in any form are one, what reporters found out themselves is not."""

from __future__ import annotations

import pytest

from briefgen.drafting.originators import accounts
from briefgen.language import analyse
from briefgen.model import Analysis, Article
from briefgen.readers.parts import Part, composed
from tests.drafting.sets import LATER, NAMES, SETS, the_set


def _file(location: str) -> str:
    return location.rpartition("/")[2]


@pytest.mark.parametrize("name", [*NAMES, *LATER])
def test_the_originators_of_each_set(name: str) -> None:
    (event,) = the_set(name).events
    told = [_file(analysis.article.location) for analysis in event.analyses]
    groups = [{told[at] for at in account.articles} for account in event.accounts]
    for one in event.foreign:
        if one.account is not None:
            groups[one.account].add(_file(one.article.location))
    assert sorted(map(sorted, groups)) == sorted(map(sorted, the_set(name).expected["originators"]))


@pytest.mark.parametrize("name", [*NAMES, *LATER])
def test_other_languages_are_listed(name: str) -> None:
    listed = [_file(article.location) for article in the_set(name).found.not_analysed]
    assert listed == the_set(name).expected["not_analysed"]


WIRE = (
    "The finance ministers of Norland and Sudmark agreed on Monday to share the cost of a bridge over the Arve.",
    "The bridge, 840 metres long, is to replace a ferry that sank in a storm in 2019, Norland's ministry said.",
    "“We build what our grandfathers drew,” Norland Finance Minister Karin Holm told reporters in Aldorf.",
    "Sudmark will pay 60 percent of the 210 million euros because most of the lorries are its own, she said.",
    "Fishermen on both banks have protested against the piers, which they fear will drive the salmon away.",
    "Work is to begin in spring, but the parliament of Sudmark has not yet set a date for the vote.",
)
OWN = (
    "In the café at the ferry landing of Aldorf nobody had heard of the agreement before the radio told them.",
    "Jonas Berg, who has steered the boat for eleven years, wiped the counter and said that he would miss the fog.",
    "A bridge has been promised here at every election since the war, and the drawings hang in the town hall.",
    "This time there is money: two ministers signed a paper in the afternoon, behind closed curtains.",
    "The owner of the fish market, Petra Lund, has hired a lawyer and a biologist from the university.",
)


def told(*paragraphs: str, outlet: str | None = None, agency: str = "", title: str = "Bridge agreed") -> Analysis:
    first = f"ALDORF ({agency}) — {paragraphs[0]}" if agency else paragraphs[0]
    parts = [Part("title", title), *(Part("paragraph", words) for words in (first, *paragraphs[1:]))]
    text, blocks = composed(parts)
    return analyse(Article(outlet or "x", outlet or "x", title, text, blocks, outlet=outlet, language="en"))


def groups(*analyses: Analysis) -> list[tuple[int, ...]]:
    return [tuple(sorted(account.articles)) for account in accounts(analyses)]


def test_a_reprint_without_credit_is_no_second_account() -> None:
    assert groups(told(*WIRE, outlet="Norpress"), told(*WIRE, outlet="Lake News", title="A bridge at last")) == [(0, 1)]


def test_a_trimmed_reprint_with_a_line_of_its_own() -> None:
    trimmed = (*WIRE[:3], "The ferry carries 300 cars a day.")
    assert groups(told(*WIRE, outlet="Norpress"), told(*trimmed, outlet="Lake News")) == [(0, 1)]


def test_a_report_of_ones_own_is_a_second_account() -> None:
    assert groups(told(*WIRE, outlet="Norpress"), told(*OWN, outlet="Lake News")) == [(0,), (1,)]


def test_two_pieces_of_one_outlet_are_one_account() -> None:
    assert groups(told(*WIRE, outlet="Lake News"), told(*OWN, outlet="Lake News")) == [(0, 1)]


def test_what_an_agency_tells_the_next_day_is_no_copy() -> None:
    (account,) = accounts([told(*WIRE, outlet="Norpress"), told(*OWN, outlet="Norpress"), told(*WIRE, outlet="A")])
    assert account.texts == ((0, 2), (1,))


def test_two_outlets_with_one_agency_are_one_account() -> None:
    ours, theirs = told(*WIRE, outlet="A", agency="Norpress"), told(*OWN, outlet="B", agency="Norpress")
    (account,) = accounts([ours, theirs])
    assert account.name == "Norpress"


def test_naming_another_agency_is_not_enough() -> None:
    quoting = (*OWN[:4], "Norpress first reported the signing on its website.", OWN[4])
    assert groups(told(*WIRE, outlet="Norpress"), told(*quoting, outlet="Lake News")) == [(0,), (1,)]


def test_one_public_quotation_is_not_enough() -> None:
    assert groups(told(*WIRE, outlet="Norpress"), told(*OWN, WIRE[2], outlet="Lake News")) == [(0,), (1,)]


def test_the_first_of_an_account_is_the_agency_s_own() -> None:
    reprint, wire = told(*WIRE, outlet="A", agency="Norpress"), told(*WIRE, outlet="Norpress", agency="Norpress")
    (account,) = accounts([reprint, wire])
    assert account.articles == (1, 0)


def test_nothing_is_nobody_s() -> None:
    assert accounts([]) == ()
    (account,) = accounts([told(*OWN)])
    assert account.name == "x", "without an outlet it is named by its file"
    assert SETS.is_dir()
