"""Units: quotations of several sentences stay together, and no fragment of one is ever printed."""

from __future__ import annotations

import pytest

from briefgen.model import extracts_of
from tests.drafting.given import NAMES, drafted, example_brief, unit_of, units_of


def _texts(*paragraphs: str) -> list[str]:
    return [unit.plain for unit in units_of(*paragraphs)]


@pytest.mark.parametrize(
    "paragraph",
    [
        "“The road is closed. Nobody can pass. We have told them so,” Holm said.",
        '"The road is closed. Nobody can pass," Holm said.',
        "“The road is closed,” Holm said Tuesday. “Nobody can pass.”",
        "«The road is closed. Nobody can pass», Holm said.",
    ],
)
def test_a_quotation_of_several_sentences_is_one_unit(paragraph: str) -> None:
    assert _texts(paragraph) == [paragraph]


def test_a_quotation_is_not_joined_over_paragraphs() -> None:
    assert len(_texts("“The road is closed,” Holm said.", "“Nobody can pass,” Weber said.")) == 2


def test_sentences_without_quotations_are_units_of_their_own() -> None:
    assert _texts("The road is closed. Nobody can pass.") == ["The road is closed.", "Nobody can pass."]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("“The road is closed,” Holm said of the border.", True),
        ("Holm said: “The road is closed.", False),
        ("The road is closed,” Holm said of the border.", False),
        ('Holm said: "The road is closed.', False),
        ("”The road“ is closed, Holm said.", False),
        ("Holm’s road isn’t open to anybody.", True),
    ],
)
def test_whether_every_mark_has_its_partner(text: str, whole: bool) -> None:
    assert all(unit.whole for unit in units_of(text)) is whole


def _balanced(text: str) -> bool:
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0 and text.count("«") == text.count("»")


@pytest.mark.parametrize("name", NAMES)
def test_no_unbalanced_quotation_is_printed(name: str) -> None:
    brief = example_brief(name)
    assert all(_balanced(extract.text) for extract in (*extracts_of(brief), *brief.reserve))


def test_a_speech_that_goes_on_in_the_next_paragraph_is_not_cut_out() -> None:
    brief = drafted(
        "Foreign Minister Karin Holm told parliament on Monday that the border with Sudmark would stay closed.",
        "Holm said: “These men crossed the river at night. They must face a court.",
        "“We will not talk before that,” she said in the capital.",
    )
    assert all(_balanced(extract.text) for extract in extracts_of(brief))
    assert not any("crossed the river" in extract.text for extract in extracts_of(brief))


def test_offsets_of_the_forms_of_a_text_are_the_same() -> None:
    unit = unit_of("Norland’s  minister\nsaid “it isn’t so” in Geneva.")
    assert len(unit.plain) == len(unit.folded) == len(unit.lowered)
    assert unit.folded == "Norland's minister said “it isn't so” in Geneva."
