"""Edits that let a sentence stand alone: dates, names, pointers; and what can never be printed alone."""

from __future__ import annotations

import re

import pytest

from briefgen.drafting.integrity import mend
from briefgen.drafting.units import Unit, units
from briefgen.model import Edit, extracts_of
from tests.drafting.given import NAMES, analysed, composed, drafted, example, example_brief, mended, unit_of, units_of

WEDNESDAY = "2025-07-09"


def _dated(sentence: str) -> str:
    return mended(units_of(sentence, published=WEDNESDAY)[0])


# ------------------------------------------------------------------------------ dates


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("Holm will meet Weber on Thursday.", "Holm will meet Weber on Thursday [10 July 2025]."),
        ("Weber said Tuesday that it was over.", "Weber said Tuesday [8 July 2025] that it was over."),
        ("Thursday’s meeting will be short.", "Thursday’s [10 July 2025] meeting will be short."),
        ("The duties take effect on August 1.", "The duties take effect on August 1 [2025]."),
        ("They met on August 1, 2024.", "They met on August 1, 2024."),
        ("It was closed on Tuesday afternoon.", "It was closed on Tuesday afternoon [8 July 2025]."),
        ("It must begin by Monday, July 14.", "It must begin by Monday, July 14 [2025]."),
        ("The treaty was signed in 2001.", "The treaty was signed in 2001."),
        ("“We mourn tonight with them all,” said Karin Holm.", "“We mourn tonight with them all,” said Karin Holm."),
        (
            "“We will meet them on Friday,” said Karin Holm.",
            "“We will meet them on Friday [11 July 2025],” said Karin Holm.",
        ),
    ],
)
def test_days_are_dated_where_the_article_is(sentence: str, printed: str) -> None:
    assert _dated(sentence) == printed


@pytest.mark.parametrize("sentence", ["Holm will meet Weber on Thursday.", "Thursday’s meeting will be short."])
def test_days_stay_as_written_where_it_is_not(sentence: str) -> None:
    assert mended(unit_of(sentence)) == sentence


# --------------------------------------------------------------------------- pronouns

HOLM = "Norland Foreign Minister Karin Holm left Geneva on Monday for talks in Vienna."


def _last(*paragraphs: str) -> Unit:
    return units_of(*paragraphs)[-1]


def test_a_speaker_is_named_outside_the_quotation_marks() -> None:
    unit = _last("“He is wrong,” Karin Holm said of the general.", "“She said he lies, and he does,” she added.")
    assert mended(unit) == "“She said he lies, and he does,” she [Karin Holm] added."


def test_each_name_is_told_once() -> None:
    unit = _last("“We agree,” said Jan Weber, an analyst.", "He expected a deal, he said, before the winter.")
    assert mended(unit).count("[Jan Weber]") == 1


def test_an_opening_pronoun_is_named_where_one_person_can_be_meant() -> None:
    assert mended(_last(HOLM, "She will return on Tuesday.")).startswith("She [Karin Holm] will")


@pytest.mark.parametrize(
    "before",
    [
        "Karin Holm met Eva Lund in Geneva.",
        "The weather was fine in Geneva.",
        "Karin Holm left Geneva. A senior official said that the talks had failed.",
    ],
)
def test_else_the_sentence_is_never_printed_alone(before: str) -> None:
    unit = _last(before, "She will return on Tuesday to the talks.")
    assert mend(unit, units(unit.analysis)).leans
    assert "[" not in mended(unit)


def test_nobody_is_both_he_and_she() -> None:
    paragraphs = (
        "“The pens were on the table,” said Chanda Mwansa, the foreign minister.",
        "She said both sides would stay.",
        "He added that the offer would lapse.",
    )
    found = units_of(*paragraphs)
    glossed = [unit for unit in found if "[Chanda Mwansa]" in mended(unit)]
    assert len(glossed) <= 1


def test_nobody_speaks_of_himself_by_name() -> None:
    unit = _last(
        "President Olav Brandt raised the duties on Monday, said Eva Lund, an economist.",
        "“By raising the duties Brandt makes a deal harder,” he said of the talks.",
    )
    assert "[" not in mended(unit)
    assert unit.speaker is None


def test_two_of_a_kind_are_the_two_persons_just_named() -> None:
    unit = _last(
        "Foreign Minister Karin Holm met President Jan Weber in Geneva.",
        "The two diplomats have been in regular contact.",
    )
    assert mended(unit).startswith("The two diplomats [Karin Holm, Jan Weber] have")


def test_a_role_that_one_person_bears_is_that_person() -> None:
    unit = _last(
        "President Olav Brandt ordered a halt of the deliveries.", "The President later said they would go on."
    )
    assert mended(unit).startswith("The President [Olav Brandt] later")


# --------------------------------------------------------------------------- pointers


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("However, the road stayed closed.", "However [¶2], the road stayed closed."),
        ("But the road stayed closed.", "But [¶2] the road stayed closed."),
        ("In return, the neighbours would send coal.", "In return [¶2], the neighbours would send coal."),
        ("The encounter will last an hour.", "The encounter [¶2] will last an hour."),
        ("The meeting of ministers will last an hour.", "The meeting of ministers will last an hour."),
        ("A part of those shipments will resume.", "A part of those shipments [¶2] will resume."),
        ("It was not clear when the road would open.", "It was not clear when the road would open."),
    ],
)
def test_what_points_back_is_pointed(sentence: str, printed: str) -> None:
    unit = _last("Rain fell in the hills.", "Nothing moved on the river for days.", sentence)
    assert mended(unit) == printed


def test_right_below_its_predecessor_nothing_is_pointed() -> None:
    unit = _last("Nothing moved on the river.", "However, the road stayed closed.")
    assert mended(unit, below=True) == "However, the road stayed closed."


@pytest.mark.parametrize(
    "sentence",
    [
        "It came after a dam broke near the city.",
        "They blamed the weather for the long delay.",
        "This has never been seen before in the valley.",
        "“Nobody will ever know what really happened there that night.”",
        "Ministers will return to it in June.",
        "“He told us a lot of bullsh*t about the war,” Karin Holm said.",
    ],
)
def test_what_leans(sentence: str) -> None:
    unit = _last("Rain fell in the hills for days.", sentence)
    assert mend(unit, units(unit.analysis)).leans


@pytest.mark.parametrize(
    "sentence", ["One of the two dams broke.", "Both armies fired.", "It took two years to build the dam again."]
)
def test_what_does_not(sentence: str) -> None:
    unit = _last("Rain fell in the hills for days.", sentence)
    assert not mend(unit, units(unit.analysis)).leans


# ------------------------------------------------------------------ in finished briefs


@pytest.mark.parametrize("name", NAMES)
def test_a_leaning_sentence_stands_directly_below_what_it_leans_on(name: str) -> None:
    analysis = example(name)
    of_article = units(analysis)
    by_start = {unit.start: unit for unit in of_article}
    printed = extracts_of(example_brief(name))
    numbers = {extract.cite.start: extract.number for extract in printed}
    for extract in printed:
        unit = by_start[extract.cite.start]
        if mend(unit, of_article).leans:
            before = of_article[unit.place - 1]
            assert numbers[before.start] == extract.number - 1
            assert extract.number - 1 in extract.keep_with


@pytest.mark.parametrize("name", NAMES)
def test_edits_are_in_brackets_in_order_and_never_inside_another(name: str) -> None:
    for extract in extracts_of(example_brief(name)):
        edits: tuple[Edit, ...] = extract.edits
        assert [edit.start for edit in edits] == sorted({edit.start for edit in edits})
        assert all(re.fullmatch(r" \[[^\[\]]+\]", edit.inserted) and edit.start == edit.end for edit in edits)


def test_what_was_taken_back_is_printed_with_it() -> None:
    brief = drafted(
        "Norland Foreign Minister Karin Holm will meet Sudmark Foreign Minister Jan Weber in Geneva on Thursday.",
        "“We want peace by winter,” Holm told reporters in Vienna on Tuesday after a meeting with bankers.",
        "The ministry said that shipments of arms to the valley had been suspended in March 2024 without notice.",
        "The ministry later said that a part of the shipments of last year would resume.",
        "Officials will meet bankers in Vienna next week to talk about the loans for the new port.",
        share_one=1.0,
    )
    texts = {extract.number: extract for extract in extracts_of(brief)}
    halted = next(e for e in texts.values() if "suspended" in e.text)
    resumed = next(e for e in texts.values() if "would resume" in e.text)
    assert resumed.number in halted.keep_with
    assert halted.number in resumed.keep_with


def test_an_article_of_one_date_given_by_a_person() -> None:
    brief = composed(analysed("Holm will meet Weber in Geneva on Thursday.", published=WEDNESDAY))
    assert brief.header.cutoff == WEDNESDAY
    assert "[10 July 2025]" in extracts_of(brief)[0].text
