"""Quantities: value, unit and what is counted, in the source's words; dates, names, ranges and differences are none."""

from __future__ import annotations

import pytest

from briefgen.drafting.figures import quantities
from briefgen.model import Ref, extracts_of
from tests.drafting.given import NAMES, drafted, example_brief, unit_of


@pytest.mark.parametrize(
    ("text", "value", "unit", "counts"),
    [
        ("The clash killed at least 26 people in the valley.", "at least 26", None, "people"),
        ("Some 2.4 million people live from farming there.", "Some 2.4 million", None, "people"),
        ("The plan is to raise 340 kilometres of embankments.", "340", "kilometres", "embankments"),
        ("They could lose up to a third of their irrigated crops.", "up to a third", None, "their irrigated crops"),
        ("The bank has a loan of $85 million ready for them.", "$85 million", None, "a loan"),
        ("The bank lost $2.7 billion in capital spending.", "$2.7 billion", None, "capital spending"),
        ("The levy of 8 percent was signed into law.", "8", "percent", "The levy"),
        ("Duties would fall on 25 percent of all exports.", "25", "percent", "all exports"),
        ("Oil rose above $80 a barrel in the morning.", "$80", None, "a barrel"),
        ("The cut is of 1.2 million barrels per day.", "1.2 million", "barrels", "per day"),
        ("The war drove hundreds of thousands of people out.", "hundreds of thousands", None, "people"),
    ],
)
def test_what_a_quantity_counts(text: str, value: str, unit: str | None, counts: str) -> None:
    (found,) = quantities(unit_of(text), "en")
    assert (found.value, found.unit, found.counts) == (value, unit, counts)


@pytest.mark.parametrize(
    "text",
    [
        "The treaty was signed on 23 May 2001 in Geneva.",
        "The army sent its 18th Brigade to the valley.",
        "Shares of the S&P 500 communications sector fell.",
        "The commander, 45, has led the brigade for 12 years.",
        "Growth is seen at 6.6-6.8 percent next year.",
        "Prices rose 3.2 percent in May.",
        "A third party had fired the first shots.",
        "The bank would give $12 million to them.",
        "The two sides met for 10 days of talks.",
    ],
)
def test_what_is_no_key_figure(text: str) -> None:
    assert list(quantities(unit_of(text), "en")) == []


@pytest.mark.parametrize("name", NAMES)
def test_figures_point_to_the_extract_that_states_them(name: str) -> None:
    brief = example_brief(name)
    texts = {extract.number: extract.text for extract in extracts_of(brief)}
    assert len(brief.figures) <= 6
    for figure in brief.figures:
        assert isinstance(figure.extract, Ref)
        assert all(part in texts[figure.extract.ref] for part in (figure.value, figure.counts) if part)


def test_a_figure_stands_once() -> None:
    brief = drafted(
        "At least 26 people were killed in the valley on Monday, officials of the province said.",
        "At least 26 people were killed in the valley, and the road to the town was closed by the army.",
        "The road will be closed for the rest of the week, the army said in a statement on Tuesday.",
        share_one=1.0,
    )
    assert sum(figure.value == "At least 26" for figure in brief.figures) == 1
