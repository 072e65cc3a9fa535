"""What is seen of a concept across articles: in how many, how early, how near they are, whether it is quoted."""

from __future__ import annotations

import pytest

from briefgen.drafting.agreement import Articles, kinship, seen, told
from briefgen.drafting.concepts import Concept, concepts_of
from tests.drafting.given import units_of

BRIDGE = units_of(
    "Norland closed the bridge at Aldorf on Friday.",
    "Trucks must go round by the sea.",
    "“Nobody gains from a closed bridge,” said Karin Holm.",
)
AGAIN = units_of("The weather was cold.", "The bridge at Aldorf was closed by Norland.")
OTHER = units_of("Pears ripen late in cool summers.", "Growers pick pears by hand.")


def _names(articles: Articles, *concept: str) -> set[str]:
    own = [[concepts_of(unit.stems) for unit in units] for units in articles]
    found = seen(articles, own, "en")
    stems: Concept = next(one for one in found if len(one) == len(concept) and _begins(one, concept))
    return {name for part in told(found[stems]) for name in part}


def _begins(one: Concept, words: tuple[str, ...]) -> bool:
    return all(word.lower().startswith(stem[:4].lower()) for stem, word in zip(one, words, strict=True))


@pytest.mark.parametrize(
    ("concept", "name"),
    [
        (("bridge",), "word in articles 2 of 2"),
        (("bridge",), "word used 3"),
        (("bridge",), "word first in 0"),
        (("bridge",), "word second in 1"),
        (("bridge",), "word quoted at times"),
        (("trucks",), "word in articles 1 of 2"),
        (("trucks",), "word first in 1"),
        (("trucks",), "word quoted never"),
        (("nobody",), "word quoted always"),
        (("at", "Aldorf"), "pair in articles 2 of 2"),
        (("the", "sea"), "pair of words in articles 1"),
    ],
)
def test_what_is_seen_of_a_concept(concept: tuple[str, ...], name: str) -> None:
    assert name in _names((BRIDGE, AGAIN), *concept)


def test_an_article_on_another_matter_is_no_kin() -> None:
    one, two, other = kinship((BRIDGE, AGAIN, OTHER))
    assert other == 0.0
    assert min(one, two) > 0.2
    assert kinship((BRIDGE, BRIDGE)) == [1.0, 1.0]
    assert kinship(((), BRIDGE)) == [0.0, 0.0]


def test_one_article_more_than_four_makes_no_difference() -> None:
    assert "word in articles 4 of 4" in _names((BRIDGE,) * 4, "bridge")
    assert "word in articles 4 of 4" in _names((BRIDGE,) * 6, "bridge")


def test_nothing_is_seen_of_nothing() -> None:
    assert seen((), (), "en") == {}
    assert seen(((), ()), ((), ()), "en") == {}
