"""Actors: who takes part, in the source's words, with the numbers where each is named and where each speaks."""

from __future__ import annotations

import pytest

from briefgen import language
from briefgen.config import Desk
from briefgen.drafting.integrity import mend
from briefgen.drafting.units import units
from briefgen.model import Actor, Analysis, Brief, extracts_of
from tests.drafting.given import MEETING, NAMES, analysed, article, composed, drafted, example_brief


def _named(brief: Brief, name: str) -> Actor:
    return next(actor for actor in brief.actors if actor.name == name)


@pytest.mark.parametrize("name", NAMES)
def test_numbers_point_to_printed_extracts(name: str) -> None:
    brief = example_brief(name)
    numbers = {extract.number for extract in extracts_of(brief)}
    for actor in brief.actors:
        assert set(actor.statements) <= numbers
        assert set(actor.named_in) <= numbers
        assert set(actor.statements).isdisjoint(actor.named_in)


@pytest.mark.parametrize("name", NAMES)
def test_who_speaks_in_an_extract_is_an_actor_with_that_number(name: str) -> None:
    brief = example_brief(name)
    by_name = {actor.name: actor for actor in brief.actors}
    for extract in extracts_of(brief):
        if extract.speaker and extract.speaker.name in by_name:
            assert extract.number in by_name[extract.speaker.name].statements


def test_numbers_where_a_person_is_named_and_speaks() -> None:
    brief = drafted(*MEETING, share_one=1.0)
    holm = _named(brief, "Karin Holm")
    texts = {extract.number: extract.text for extract in extracts_of(brief)}
    assert holm.role
    assert all("Holm" in texts[number] for number in (*holm.named_in, *holm.statements))
    assert any("road open" in texts[number] for number in holm.statements)
    assert 1 in holm.named_in


def test_persons_come_first_then_bodies_then_countries_then_unnamed() -> None:
    brief = drafted(
        "Norland Foreign Minister Karin Holm met officials of the United Nations and of Japan in Geneva on Monday.",
        "A senior official said that the United Nations would send observers to Japan next week.",
        share_one=1.0,
    )
    kinds = ["unnamed" if actor.unnamed else actor.kind for actor in brief.actors]
    order = {"person": 0, "organisation": 1, "country": 2, "unnamed": 3}
    assert [order[kind] for kind in kinds] == sorted(order[kind] for kind in kinds)
    assert {"person", "organisation", "country", "unnamed"} == set(kinds)


def test_one_actor_of_several_articles_keeps_every_mention() -> None:
    first = analysed("Norland Foreign Minister Karin Holm left Geneva on Monday for talks.", location="a.txt")
    second = analysed(
        "Karin Holm, the foreign minister, arrived in Vienna on Tuesday after talks.",
        location="b.txt",
        published="2026-01-02",
    )
    brief = composed(first, second, share_several=1.0)
    holm = [actor for actor in brief.actors if actor.name == "Karin Holm"]
    assert len(holm) == 1
    assert holm[0].mentions == 2
    assert holm[0].role_cite is not None
    assert holm[0].role_cite.reference in {1, 2}


OFFICE = Desk(
    same_as={"Karin Holm": ("K. Holm",)},
    preferred={"Jan Weber": "Johannes Weber"},
    roles={"Karin Holm": "Minister of Roads", "Jan Weber": "envoy of Sudmark"},
)


def _known(*paragraphs: str, location: str, published: str, desk: Desk = OFFICE) -> Analysis:
    return language.analyse(article(*paragraphs, location=location, published=published), desk)


def test_of_several_articles_the_offices_names_are_one_actor() -> None:
    first = _known("“The road is open,” K. Holm said in Geneva on Monday.", location="a.txt", published="2026-01-01")
    second = _known("Karin Holm and Jan Weber met in Vienna on Friday.", location="b.txt", published="2026-01-02")
    third = _known(
        "“We agree that the road must be open by winter,” said Jan Weber in Vienna.",
        location="c.txt",
        published="2026-01-02",
    )
    brief = composed(first, second, third, share_several=1.0)
    assert sorted(actor.name for actor in brief.actors if actor.kind == "person") == ["Johannes Weber", "Karin Holm"]
    assert {e.speaker.name for e in extracts_of(brief) if e.speaker} == {"Johannes Weber", "Karin Holm"}
    assert _named(brief, "Johannes Weber").statements
    assert all("Johannes" not in extract.text for extract in extracts_of(brief))


@pytest.mark.parametrize("newer", [0, 1])
def test_a_role_of_an_article_goes_before_the_offices(newer: int) -> None:
    days = ["2026-01-01", "2026-01-02"] if newer else ["2026-01-02", "2026-01-01"]
    with_role = _known(
        "Norland Foreign Minister Karin Holm left Geneva on Monday.", location="a.txt", published=days[0]
    )
    without = _known("“It is done,” Karin Holm said in Vienna.", location="b.txt", published=days[1])
    assert next(one for one in without.actors if one.name == "Karin Holm").role == "Minister of Roads"
    holm = _named(composed(with_role, without, share_several=1.0), "Karin Holm")
    assert holm.role == "Norland Foreign Minister"
    assert holm.role_cite is not None


def test_a_role_of_the_office_tells_nothing_of_whom_an_article_means() -> None:
    """ "The envoy" may be another's envoy: only the article's own words lead from a role to a person."""

    def glosses(first: str) -> list[str]:
        text = (first, "Talks went on until midnight.", "The envoy left for Vienna on Tuesday.")
        found = _known(*text, location="a.txt", published="2026-01-01", desk=Desk(roles={"Jan Weber": "envoy"}))
        assert [(one.name, one.role) for one in found.actors] == [("Jan Weber", "envoy")]
        edits = mend(units(found)[-1], units(found)).alone
        return [edit.inserted for edit in edits if edit.kind == "glossed"]

    assert glosses("“It is time to talk about the road,” Jan Weber said in Geneva.") == []
    assert glosses("“It is time to talk about the road,” envoy Jan Weber said in Geneva.") == [" [Jan Weber]"]


def test_a_gloss_keeps_the_name_of_the_article() -> None:
    found = _known(
        "Sudmark envoy Jan Weber came to Geneva on Monday for talks about the road.",
        "He said that the road would be open by winter.",
        location="a.txt",
        published="2026-01-01",
    )
    he = next(unit for unit in units(found) if unit.text.startswith("He"))
    assert [edit.inserted for edit in mend(he, units(found)).alone if edit.kind == "glossed"] == [" [Jan Weber]"]
    assert he.speaker is not None
    assert he.speaker.name == "Johannes Weber"


def test_the_watched_come_first_among_those_with_a_part() -> None:
    holm = Desk(watch=("Holm",))
    before = drafted(*MEETING, share_one=1.0)
    after = composed(language.analyse(article(*MEETING), holm), share_one=1.0)
    assert [a.name for a in before.actors[:2]] == ["Jan Weber", "Karin Holm"]
    assert [(a.name, a.watched) for a in after.actors[:2]] == [("Karin Holm", True), ("Jan Weber", False)]
    only = composed(language.analyse(article(*MEETING), holm), share_one=1.0, actors=1)
    assert only.actors[0].name == "Karin Holm"


def test_at_most_so_many_persons() -> None:
    brief = drafted(*MEETING, actors=1, share_one=1.0)
    assert sum(1 for actor in brief.actors if actor.kind == "person" and not actor.unnamed) == 1
