"""The paragraphs beside a memo: whole, marked exactly where the memo cites them, and only where they are known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import Brief, Cite, Edit, Extract, Header, Passage, Reference, digest_of, printed
from briefgen.writers.beside import Beside, beside

SECTIONS = ["bottom_line", "developments", "background"]
TEXT = "First. The ship left on Monday, the harbour master said, with no cargo. Last."
WORDS = TEXT[7:71]
START = 40
SOURCE = Reference(1, "Gazette", "Ship leaves", None, None, None, None, "a.txt", "00", 14, 1)


def edit(kind: str, over: str, inserted: str, *, after: bool = False) -> Edit:
    at = START + TEXT.index(over) + (len(over) if after else 0)
    return Edit(kind, at, at if after else at + len(over), inserted)  # type: ignore[arg-type]


def brief(*edits: Edit, text: str = "", first: int = START + 7, last: int = START + 71) -> Brief:
    words = text or printed(" " * START + TEXT, first, last, edits)
    extract = Extract(words, 1, Cite(1, first, last, 2, 1), digest_of(words), edits)
    passage = Passage(1, 2, START, START + len(TEXT), TEXT)
    return Brief(Header("Ship", "2026-11-27"), bottom_line=(extract,), references=(SOURCE,), passages=(passage,))


def one(made: Brief) -> Beside:
    (found,) = beside(made, SECTIONS)
    return found


def test_a_paragraph_is_taken_apart_before_and_after_the_cited_words() -> None:
    found = one(brief())
    assert [(piece.text, piece.extracted) for piece in found.pieces] == [
        ("First. ", False),
        (WORDS, True),
        (" Last.", False),
    ]
    assert (found.number, found.paragraph, found.cut, found.added, found.differs) == (1, 2, False, False, False)


def test_words_that_the_memo_cuts_are_not_marked() -> None:
    found = one(brief(edit("cut", ", the harbour master said,", "[…]")))
    assert [piece.text for piece in found.pieces if piece.extracted] == ["The ship left on Monday", " with no cargo."]
    assert (found.cut, found.added, found.differs) == (True, False, False)


def test_what_the_memo_adds_does_not_stand_in_the_paragraph() -> None:
    found = one(brief(edit("resolved", "Monday", " [23 November 2026]", after=True)))
    assert "".join(piece.text for piece in found.pieces) == TEXT
    assert (found.cut, found.added, found.differs) == (False, True, False)


def test_a_wording_changed_by_hand_is_told() -> None:
    assert one(brief(text="The ship stayed.")).differs


def test_an_edit_that_lies_elsewhere_is_told() -> None:
    assert one(brief(Edit("cut", 0, 3, "[…]"), text=WORDS)).differs


@pytest.mark.parametrize(
    "made",
    [
        replace(brief(), passages=()),
        replace(brief(), references=()),
        brief(first=START - 1, text=WORDS),
        brief(last=START + len(TEXT) + 1, text=WORDS),
        replace(brief(), passages=(Passage(1, 2, START, START + len(TEXT), TEXT[:-1]),)),
    ],
    ids=["no passage", "no reference", "begins before", "ends after", "offsets do not fit"],
)
def test_where_the_paragraph_is_not_known_nothing_is_shown(made: Brief) -> None:
    assert beside(made, SECTIONS) == ()


def test_what_a_style_does_not_print_has_no_paragraph() -> None:
    assert beside(brief(), ["developments"]) == ()


@given(st.lists(st.tuples(st.integers(0, 64), st.integers(0, 64)), max_size=5))
def test_no_character_of_a_paragraph_is_lost_or_doubled(spans: list[tuple[int, int]]) -> None:
    cuts = (Edit("cut", START + 7 + min(span), START + 7 + max(span), "[…]") for span in spans)
    assert "".join(piece.text for piece in one(brief(*cuts, text=WORDS)).pieces) == TEXT
