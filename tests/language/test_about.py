"""What an article is about: words in any ending, actors under their names, countries by their people and capital."""

from __future__ import annotations

import pytest

from briefgen.config import Desk
from briefgen.language import ENOUGH, analyse, relevance
from briefgen.model import Analysis, Article
from briefgen.readers.parts import Part, composed

FILLER = "The council met for two hours and put off its decision until the next session in the old hall."
HOLM = "Foreign Minister Karin Holm said that the talks with the envoys had gone well."


def told(*paragraphs: str, title: str = "A long day") -> Analysis:
    text, blocks = composed([Part("title", title), *(Part("paragraph", words) for words in paragraphs)])
    return analyse(Article("a", "a", title, text, blocks, language="en"))


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        ("tariff", "New tariffs on steel were announced on Monday by the ministry of trade."),
        ("Tariff", "New Tariff rules were announced on Monday by the ministry of trade."),
        ("arms embargo", "The arms embargoes were renewed on Monday by the members of the council."),
        ("Thailand", "The Thai army closed the road to the border on Monday afternoon."),
        ("Thailand", "Bangkok closed the road to the border on Monday afternoon, officials said."),
        ("Thai", "The government of Thailand closed the road to the border on Monday."),
        ("Karin Holm", HOLM),
        ("ASEAN", "The Association of Southeast Asian Nations (ASEAN) met on Monday. ASEAN agreed to meet again."),
        ("United Nations", "The envoy of the United\nNations left the city on Monday."),
    ],
)
def test_a_term_is_found(term: str, sentence: str) -> None:
    found = relevance(told(FILLER, FILLER, sentence), (term, "nothing"))
    assert found.found == (term,)
    assert 0 < found.score < 1


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        ("tariff", "The ministry of trade said nothing about duties on steel on Monday."),
        ("Iran", "The Iranians next door, a rock group, played in the old hall on Monday."),
        ("Holm", "The Holmberg brothers closed their shop on Monday after sixty years."),
        ("US", "They told us that the road was closed on Monday afternoon."),
        ("arms embargo", "An embargo on arms was renewed on Monday by the members of the council."),
    ],
)
def test_what_only_looks_like_it_is_not_found(term: str, sentence: str) -> None:
    if term == "Iran":  # "Iranians" is what its people are called
        assert relevance(told(sentence), (term,)).found == (term,)
    else:
        assert relevance(told(FILLER, sentence), (term,)).found == ()


def test_where_it_stands_counts() -> None:
    top, passing = told(HOLM, *[FILLER] * 6), told(*[FILLER] * 6, HOLM)
    titled = told(*[FILLER] * 6, HOLM, title="Karin Holm in Geneva")
    scores = [relevance(one, ("Karin Holm",)).score for one in (passing, top, titled)]
    assert scores == sorted(scores)
    assert scores[0] < ENOUGH <= scores[1], "one mention in passing is not enough, one at the top is"
    assert relevance(told(*[FILLER] * 4, HOLM, HOLM), ("Karin Holm",)).score >= ENOUGH


def test_an_office_s_names_are_known() -> None:
    desk = Desk(same_as={"Karin Holm": ("K. Holm",)})
    article = told(FILLER, "The minister, K. Holm, said that the talks with the envoys had gone well.")
    assert relevance(article, ("Karin Holm",)).found == ()
    assert relevance(article, ("Karin Holm",), desk).found == ("Karin Holm",)


def test_nothing_asked_nothing_found() -> None:
    assert relevance(told(FILLER), ()).score == 0
