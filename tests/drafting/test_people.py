"""Actors: who takes part, in the source's words, with the numbers where each is named and where each speaks."""

from __future__ import annotations

import pytest

from briefgen.model import Actor, Brief, extracts_of
from tests.drafting.given import MEETING, NAMES, analysed, composed, drafted, example_brief


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


def test_at_most_so_many_persons() -> None:
    brief = drafted(*MEETING, actors=1, share_one=1.0)
    assert sum(1 for actor in brief.actors if actor.kind == "person" and not actor.unnamed) == 1
