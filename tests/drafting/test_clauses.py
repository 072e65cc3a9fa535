"""The clause around a place in a text, word for word."""

from __future__ import annotations

import pytest

from briefgen.drafting.clauses import clause, onwards, opening

LONG = "word " * 40


@pytest.mark.parametrize(
    ("text", "at", "around", "to_the_end"),
    [
        ("The levy, set in May, ends on Friday, he said.", "Friday", "ends on Friday", "ends on Friday, he said"),
        ("It was not clear whether Norland, a member, would sign.", "clear", "It was not clear whether Norland",
         "It was not clear whether Norland, a member, would sign"),
        ("Some 1,200 people left on Monday.", "Monday", "Some 1,200 people left on Monday",
         "Some 1,200 people left on Monday"),
        ("It ends on Friday. Nobody knows why.", "Friday", "It ends on Friday. Nobody knows why", "It ends on Friday"),
        (f"{LONG} on Friday", "Friday", "", ""),
    ],
)  # fmt: skip
def test_a_clause_ends_at_its_marks(text: str, at: str, around: str, to_the_end: str) -> None:
    start = text.index(at)
    assert clause(text, start, start + len(at)) == around
    assert onwards(text, start, start + len(at)) == to_the_end


@pytest.mark.parametrize(
    ("text", "word", "condition"),
    [
        (
            "He will not sign unless the fuel is paid for in advance.",
            "unless",
            "unless the fuel is paid for in advance",
        ),
        ("If the leaders approve the text, experts are to meet.", "If", "If the leaders approve the text"),
        ("They would suffer if the duties came into force, he said.", "if", "if the duties came into force"),
    ],
)
def test_a_condition_opens_with_its_word(text: str, word: str, condition: str) -> None:
    start = text.index(word)
    assert opening(text, start, start + len(word)) == condition
