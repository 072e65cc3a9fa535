"""Names, roles and affiliations: in the source's words, across the ways people are named."""

from __future__ import annotations

import pytest

from briefgen.model import Actor
from tests.language.given import analysis


def _persons(*paragraphs: str) -> dict[str, Actor]:
    return {actor.name: actor for actor in analysis(*paragraphs).actors if actor.kind == "person"}


def _bodies(*paragraphs: str) -> list[str]:
    return [actor.name for actor in analysis(*paragraphs).actors if actor.kind == "organisation"]


# Sentence; name; role; affiliation.
CASES = [
    ("Russian Foreign Minister Sergei Volkonin left.", "Sergei Volkonin", "Russian Foreign Minister", "Russia"),
    ("Talks with President Donna Trask failed.", "Donna Trask", "President", None),
    ("United States Secretary of State, Mark Rubens, is to speak.", "Mark Rubens", "United States Secretary of State",
     "United States"),
    ("It was ordered by Secretary of Defense Peter Hargrove.", "Peter Hargrove", "Secretary of Defense", None),
    ("State Department spokeswoman Tamara Bruss declined.", "Tamara Bruss", "State Department spokeswoman",
     "State Department"),
    ("They met Israeli Prime Minister Dov Nahari on Monday.", "Dov Nahari", "Israeli Prime Minister", "Israel"),
    ("President of France Émile Carron spoke.", "Émile Carron", "President of France", "France"),
    ("Tamara Bruss, a spokeswoman for the State Department, left.", "Tamara Bruss",
     "spokeswoman for the State Department", "State Department"),
    ("Akol Deng Majok, South Sudan's ambassador, left.", "Akol Deng Majok", "South Sudan's ambassador", "South Sudan"),
    ("Egypt's foreign minister, Sameh al-Tahan, arrived.", "Sameh al-Tahan", "Egypt's foreign minister", "Egypt"),
    ("Saudi Crown Prince Fahd bin Nasser agreed.", "Fahd bin Nasser", "Saudi Crown Prince", "Saudi Arabia"),
    ("Emirati envoy Hamad bin Saqr al-Dhaheri left.", "Hamad bin Saqr al-Dhaheri", "Emirati envoy",
     "United Arab Emirates"),
    ("Ukrainian President Oleksandr Hrytsenko spoke.", "Oleksandr Hrytsenko", "Ukrainian President", "Ukraine"),
    ("Colombian Foreign Minister Mariana Quintero Salas left.", "Mariana Quintero Salas", "Colombian Foreign Minister",
     "Colombia"),
    ("Indian Foreign Secretary Arvind Raghunathan left.", "Arvind Raghunathan", "Indian Foreign Secretary", "India"),
    ("Nigerian Finance Minister Ngozi Adeyemi-Cole left.", "Ngozi Adeyemi-Cole", "Nigerian Finance Minister",
     "Nigeria"),
    ("Chinese Foreign Minister Shen Guowei left.", "Shen Guowei", "Chinese Foreign Minister", "China"),
    ("South Korean Trade Minister Bae Sung-hyun left.", "Bae Sung-hyun", "South Korean Trade Minister", "South Korea"),
    ("Former President John F. Adler died.", "John F. Adler", "Former President", None),
    ("Gen. Amina Diallo took command.", "Amina Diallo", "Gen", None),
    ("A deputy minister, Ion Rusu, resigned.", "Ion Rusu", "deputy minister", None),
    ("Acting Prime Minister Ion Rusu resigned.", "Ion Rusu", "Acting Prime Minister", None),
    ("Kwame Asante, the head of the World Bank in Ghana, left.", "Kwame Asante",
     "head of the World Bank in Ghana", "World Bank"),
    ("An analyst, Amy Holt, disagreed.", "Amy Holt", "analyst", None),
    ("“No,” said Amina Diallo.", "Amina Diallo", None, None),
    ("Jan Weber, 54, a farmer, left.", "Jan Weber", "farmer", None),
    ("Jan Weber, 54, the mayor of Tema, left.", "Jan Weber", "mayor of Tema", None),
    ("Rahela Begum, 29, spent two nights on a roof.", "Rahela Begum", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "name", "role", "affiliation"), CASES, ids=[case[0][:50] for case in CASES])
def test_roles_stand_in_the_words_of_the_source(
    sentence: str, name: str, role: str | None, affiliation: str | None
) -> None:
    persons = _persons(sentence)
    assert name in persons, list(persons)
    assert (persons[name].role, persons[name].affiliation) == (role, affiliation)


def test_a_role_is_a_slice_of_the_article() -> None:
    found = analysis("On Monday Russian Foreign Minister Sergei Volkonin left.", "Ana Ruiz, a judge, stayed.")
    for actor in found.actors:
        if actor.role_cite:
            assert found.article.text[actor.role_cite.start : actor.role_cite.end] == actor.role


@pytest.mark.parametrize(
    ("paragraphs", "name", "mentions"),
    [
        (("Foreign Minister Karin Holm left.", "Holm was calm. Holm spoke."), "Karin Holm", 3),
        (("President Xi Daming spoke.", "Xi left. Xi was calm."), "Xi Daming", 3),
        (("Minister Mariana Quintero Salas spoke.", "Quintero left."), "Mariana Quintero Salas", 2),
        (("President Sameh al-Tahan spoke.", "Al-Tahan left. Then al-Tahan slept."), "Sameh al-Tahan", 2),
        (("Foreign Minister Karin Holm left.", "Karin Holm’s plane took off."), "Karin Holm", 2),
    ],
)
def test_a_part_of_a_name_is_the_whole_name(paragraphs: tuple[str, ...], name: str, mentions: int) -> None:
    person = _persons(*paragraphs)[name]
    assert person.mentions >= mentions


def test_a_surname_of_two_people_is_nobody() -> None:
    persons = _persons("President Ana Ruiz met General Luis Ruiz.", "Ruiz left.")
    assert {name: actor.mentions for name, actor in persons.items()} == {"Ana Ruiz": 1, "Luis Ruiz": 1}


@pytest.mark.parametrize(
    "sentence",
    [
        "The decision stands in the Official Journal.",
        "He works for Al-Rimal General Trading FZE.",
        "Mr. and Mrs. were printed on it.",
        "On Friday the court ruled.",
        "The Middle East is at war.",
        "The United Nations and the World Bank agreed.",
        "4 Min Read",
        "The Office of the High Commissioner for Human Rights said no.",
    ],
)
def test_what_is_no_person(sentence: str) -> None:
    assert _persons(sentence) == {}


def test_courtesy_is_no_role() -> None:
    persons = _persons("“Yes,” said Ana Ruiz. Ms. Ruiz left.")
    assert persons["Ana Ruiz"].role is None


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("It was struck by Ukraine’s Air Force.", "Ukraine's Air Force"),
        ("The Iraqi Ministry of Culture agreed.", "Iraqi Ministry of Culture"),
        ("The Food and Agriculture Organization warned.", "Food and Agriculture Organization"),
        ("The Kabul Institute for Water Studies warned.", "Kabul Institute for Water Studies"),
        ("ASEAN agreed.", "Association of Southeast Asian Nations"),
        ("The UN Security Council on Friday agreed.", "United Nations Security Council"),
        ("The Pentagon agreed.", "Pentagon"),
    ],
)
def test_bodies(sentence: str, body: str) -> None:
    assert body in _bodies(sentence)


def test_a_place_is_no_body_and_a_demonym_no_mention() -> None:
    found = analysis("Israeli troops left the West Bank for Jordan.")
    assert [(actor.name, actor.kind) for actor in found.actors] == [("Jordan", "country")]


def test_a_capital_is_a_place_behind_a_word_of_place() -> None:
    found = analysis("Two met in Bogotá on Monday.", "Bogotá said no.", "Colombia denied it.")
    kinds = [(found.article.text[name.start : name.end], name.kind) for name in found.names]
    assert kinds == [("Bogotá", "place"), ("Bogotá", "country"), ("Colombia", "country")]


def test_a_role_behind_a_name_is_not_the_next_persons() -> None:
    found = _persons("Ri Chang-su, the father of the current president, Ri Min-ho, died on Monday.")
    assert {name: actor.role for name, actor in found.items()} == {
        "Ri Chang-su": "father of the current president",
        "Ri Min-ho": "current president",
    }
