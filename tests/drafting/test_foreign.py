"""Articles in other languages: told by names and figures which story they tell, and whose account they are."""

from __future__ import annotations

from briefgen.drafting.foreign import account_of, signs, story_of
from briefgen.model import Article

ENGLISH = (
    "A bus with 34 pilgrims fell into the Arve near Aldorf on Monday, killing 11 people, the mayor, Karin Holm, said. "
    "The bridge, built in 1968, had a railing 1.2 metres high. Norland sent 60 divers and Sudmark two helicopters."
)
GERMAN = (
    "Ein Bus mit 34 Pilgern ist am Montag bei Aldorf in die Arve gestürzt, 11 Menschen starben, wie die "
    "Bürgermeisterin Karin Holm mitteilte. Das Geländer der 1968 gebauten Brücke ist 1,2 Meter hoch. "
    "Nordland schickte 60 Taucher, Sudmark zwei Hubschrauber."
)
OTHER = (
    "The parliament of Sudmark passed the budget of 18 billion crowns on Tuesday by 91 votes to 88. Jan Weber, the "
    "finance minister, had threatened to resign in 2024 over the same 7 articles."
)


def _article(text: str) -> Article:
    return Article("a", "a", "", text)


def test_the_story_that_shares_names_and_figures() -> None:
    stories = [signs(_article(text)) for text in (OTHER, ENGLISH)]
    assert story_of(signs(_article(GERMAN)), stories) == 1
    assert story_of(signs(_article("Das Wetter in Aldorf bleibt am Montag trüb, 12 Grad.")), stories) is None


def test_figures_are_the_same_however_they_are_written() -> None:
    ours, theirs = signs(_article("60,000 people and 5.9")), signs(_article("60 000 personnes et 5,9; 60.000"))
    assert ours.figures == theirs.figures == {"60000", "59"}


def test_accents_and_endings_make_no_other_name() -> None:
    assert signs(_article("in Ambrolauri")).names == signs(_article("d’Ambrolaouri, Ambrolauri")).names


def test_a_word_that_stands_there_in_small_letters_is_no_name() -> None:
    assert signs(_article("Bridges fell. The bridges were old.")).names == frozenset()


def test_who_is_credited_and_who_has_the_figures() -> None:
    text = _article(GERMAN)
    wire, own = (
        signs(_article(ENGLISH)),
        signs(_article("Twelve dead near Aldorf, said a nurse; 29 seats, 41, 43, 77.")),
    )
    assert account_of(text, signs(text), [("Lake News", own), ("Norpress", wire)]) == 1
    credited = _article(f"{GERMAN} (Lake News)")
    assert account_of(credited, signs(credited), [("Lake News", own), ("Norpress", wire)]) == 0
    bare = _article("In Aldorf starben am Montag elf Menschen.")
    assert account_of(bare, signs(bare), [("Lake News", own), ("Norpress", wire)]) is None
