"""Pictures: nothing but what printed extracts name, no two labels upon each other, all of it in words too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from itertools import combinations, pairwise
from pathlib import Path

import pikepdf
import pytest

from briefgen.errors import StyleError
from briefgen.model import Brief, Edit, Expectation, NotAnalysed, Ref, Time
from briefgen.styles import open_style
from briefgen.writers import context, html, markdown, pdf
from briefgen.writers.drawn import Dot, pixels
from briefgen.writers.pictures import Pictures
from briefgen.writers.timeline import Tag, meets, placed, scale
from tests.writers import sample
from tests.writers.test_pdf import elements, ours

STYLE = open_style("base")
DAY = date(2026, 11, 23)


def day(offset: int, words: str = "Thursday", ahead: bool | None = None) -> Time:
    return Time(0, 0, words, (DAY + timedelta(days=offset)).isoformat(), "day", ahead)


def brief(*times: Time) -> Brief:
    """A memo of an extract for each time, which prints its words."""
    plain = (sample.extract(number, sample.PARAGRAPHS[number - 1]) for number in range(1, len(times) + 1))
    rows = zip(plain, times, strict=True)
    told = tuple(replace(one, text=f"{one.text} {time.as_written}", times=(time,)) for one, time in rows)
    return replace(sample.EMPTY, header=sample.brief(cutoff=DAY.isoformat()).header, developments=told)


def pictures(made: Brief) -> Pictures:
    found = context(made, STYLE)["pictures"]
    assert isinstance(found, Pictures)
    return found


# ------------------------------------------------------------------ the line of time


def test_past_is_filled_and_ahead_is_hollow() -> None:
    found = pictures(brief(day(-2), day(0, ahead=False), day(0, ahead=True), day(3))).timeline()
    assert found
    assert [dot.look for dot in found.dots] == ["past", "past", "ahead"], "what has been wins on the day itself"
    assert [row[2] for row in found.rows] == [(1,), (2, 3), (4,)]
    assert "26 November 2026 (extract 4)" in found.title.partition("After that: ")[2]


def test_fewer_than_three_days_are_no_picture_and_no_heading() -> None:
    made = brief(day(-1), day(-1), day(2))
    assert pictures(made).timeline() is None
    assert "In time" not in html.write(made, STYLE).decode()


def test_only_printed_words_are_drawn() -> None:
    made = brief(day(-3), day(-2, "Friday"), day(1, "Monday"), day(2, "Tuesday"))
    first, second, *rest = made.developments
    hidden = replace(first, text="Nothing of it.")  # type: ignore[type-var]
    cut = replace(second, edits=(Edit("cut", 0, 9, "[…]"),))  # type: ignore[type-var]
    assert pictures(replace(made, developments=(hidden, *made.developments[1:]))).timeline()
    assert pictures(replace(made, developments=(hidden, cut, *rest))).timeline() is None


def test_an_expectation_is_told_in_its_own_clause() -> None:
    made = brief(day(-3), day(-2), day(4, "Friday", ahead=True))
    last = made.developments[-1]
    expected = Expectation(last.times[0], Ref(3), "is to vote on Friday")  # type: ignore[union-attr]
    found = pictures(replace(made, outlook=(expected,))).timeline()
    assert found
    assert any("“is to vote on Friday”" in label.text for label in found.labels)


def test_a_month_is_a_wide_mark_and_a_year_stands_alone() -> None:
    month = Time(0, 0, "February 1992", "1992-02-01", "month")
    year = Time(0, 0, "2021", "2021-01-01", "year")
    found = pictures(brief(month, year, day(-1), day(1))).timeline()
    assert found
    assert [dot.width > dot.height for dot in found.dots] == [True, True, False, False]
    assert [stroke.look for stroke in found.strokes].count("break") == 4
    assert any("<b>Feb 1992</b>" in label.text for label in found.labels)


def test_what_is_not_drawn_is_said() -> None:
    found = pictures(brief(*(day(offset, f"day {offset}") for offset in range(15)))).timeline()
    assert found
    drawn = {dot.x for dot in found.dots}
    assert len(drawn) == 12
    assert len(found.rows) == 15
    assert '7 December 2026 (extract <a href="#x15">15</a>)' in found.notes[-1]


def test_a_day_that_is_none_is_not_drawn() -> None:
    broken = Time(0, 0, "Friday", "2026-13-99", "day")
    assert pictures(brief(day(-1), day(1), broken)).timeline() is None


LAYOUTS = {
    "a week": [-3, -2, -1, 0, 1, 2, 3],
    "one day apart, then a year": [0, 1, 2, 3, 366],
    "decades": [-12000, -11999, -5000, -2, -1, 0, 1],
    "crowded at the end": [-900, -9, -8, -7, -6, -5, -4, -3, -2, -1],
}


@pytest.mark.parametrize("days", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("width", [40.0, 90.0, 150.0])
def test_labels_never_meet(days: Sequence[int], width: float) -> None:
    tags = [Tag(0, 120.0), *(Tag(one, width, 2) for one in days)]
    flags = [flag for flag in placed(tags, 525.0, 13.0).flags if flag]
    assert len(flags) > len(days) / 2
    assert not any(meets(one, other) for one, other in combinations(flags, 2))
    assert all(flag.span[0] >= 0 and flag.span[1] <= 525 for flag in flags)


def test_the_line_breaks_where_years_lie_between_and_marks_keep_apart() -> None:
    places, breaks = scale([0, 11000, 11001, 11002, 11030], 8.0, 500.0)
    assert len(breaks) == 1
    assert places[0] < breaks[0][0] < breaks[0][1] <= places[11001]
    xs = list(places.values())
    assert xs == sorted(xs)
    assert min(b - a for a, b in pairwise(xs)) >= 8.99
    assert scale([0, 30, 61, 90], 8.0, 500.0)[1] == ()


def test_years_that_lie_alike_are_broken_together_where_days_are_near() -> None:
    near = [one.toordinal() for one in (DAY - timedelta(days=2), DAY, DAY + timedelta(days=3))]
    years = [date(1992, 3, 3).toordinal(), date(2011, 7, 2).toordinal()]
    places, breaks = scale([*years, *near, date(2031, 6, 15).toordinal()], 8.0, 500.0)
    assert len(breaks) == 3
    assert any(places[near[-1]] <= start < end <= max(places.values()) for start, end in breaks)
    assert scale([date(year, 1, 1).toordinal() for year in (1990, 2000, 2010, 2020)], 8.0, 500.0)[1] == ()
    assert scale([0, 90, 180, 270, 271, 272], 8.0, 500.0)[1] == (), "months that lie alike stay to scale"


# ------------------------------------------------------------------ who reported when, who says what


def reported() -> Brief:
    made = sample.several()
    first, second, third = made.references
    copy = replace(third, outlet="Evening Post", published="2026-11-22", copy_of=1)
    own = replace(second, number=4, outlet=first.outlet, published="2026-11-22", copy_of=1)
    foreign = NotAnalysed("x.txt", "Titel", "de", outlet="Rheinblatt", published="2026-11-21")
    coverage = replace(made.coverage, not_analysed=(foreign,))
    return replace(made, references=(first, second, copy, own), coverage=coverage)


def test_copies_are_hollow_and_own_versions_are_not() -> None:
    found = pictures(reported()).coverage()
    assert found
    assert sorted(dot.look for dot in found.dots) == ["article", "article", "article", "copy", "listed"]
    assert [dot.square for dot in found.dots if dot.look == "listed"] == [True]
    assert "Evening Post: 22 Nov, 1 copy" in found.title
    assert (found.columns[1], found.columns[2]) == ("21 Nov", "22 Nov")


def test_a_grid_needs_articles_outlets_and_days() -> None:
    made = reported()
    assert pictures(replace(made, references=made.references[:2])).coverage() is None
    same = tuple(replace(one, published="2026-11-21") for one in made.references)
    assert pictures(replace(made, references=same)).coverage() is None


def test_undated_articles_have_the_last_column() -> None:
    found = pictures(sample.several()).coverage()
    assert found
    assert found.columns[-1] == "undated"


def test_many_days_and_many_articles_have_room() -> None:
    made = reported()
    first = made.references[0]
    some = [
        replace(first, number=at, outlet=f"Paper {at % 20}", published=(DAY - timedelta(days=at % 13)).isoformat())
        for at in range(1, 261)
    ]
    found = pictures(replace(made, references=tuple(some))).coverage()
    assert found
    assert str(found.columns[1]).startswith("before ")
    assert all(dot.x <= found.width for dot in found.dots)
    assert "Paper 14" in found.notes[-1] or "more outlets" in found.notes[-1]


def test_who_says_what_points_to_each_statement_and_its_section() -> None:
    rows = {actor.name: str(words) for actor, words in pictures(sample.brief()).said()}
    assert rows["Ileana Vântu"] == '<a href="#x3">3</a> and <a href="#x4">4</a> direct, What is new'
    assert rows["Aino Lehtimäki"] == '<a href="#x12">12</a> reported, Positions'
    two = [actor for actor in sample.brief().actors if actor.statements][:2]
    assert pictures(replace(sample.brief(), actors=tuple(two))).said() == []


# ------------------------------------------------------------------ on the page


def test_each_figure_of_a_pdf_has_its_words() -> None:
    with pikepdf.open(BytesIO(pdf.write(brief(day(-2), day(-1), day(4)), STYLE))) as opened:
        told = [str(one.Alt) for one in elements(opened.Root.StructTreeRoot) if one.S == "/Figure"]
    assert len(told) == 1
    assert "21 November 2026 (extract 1)" in told[0]


def test_a_style_places_each_picture_once_or_nowhere(tmp_path: Path) -> None:
    made = brief(day(-2), day(-1), day(4))
    body = ours(tmp_path, **{"style.yaml": "extends: base\nsections: [timeline, developments]\n"})
    text = html.write(made, body).decode()
    assert text.count('id="timeline"') == 1
    assert text.index('id="timeline"') < text.index('id="developments"')
    bare = tmp_path / "bare"
    bare.mkdir()
    assert (
        'id="timeline"' not in html.write(made, ours(bare, **{"style.yaml": "extends: base\nappendix: []\n"})).decode()
    )


def test_markdown_has_the_same_as_tables() -> None:
    text = markdown.write(brief(day(-2), day(-1, "Sunday"), day(4)), STYLE).decode()
    assert "| 22 November 2026 | “Sunday” | 2 |" in text
    assert "| Evening Post |  | 1 copy |" in markdown.write(reported(), STYLE).decode()


def test_lengths_of_a_style_are_told_where_they_are_none() -> None:
    assert pixels("7.8pt") == pytest.approx(10.4)
    with pytest.raises(StyleError, match="2em"):
        pixels("2em")


def test_lengths_are_of_no_matter_where_no_picture_is_named(tmp_path: Path) -> None:
    style = ours(tmp_path, **{"style.yaml": "extends: base\nappendix: []\ntokens: {tiny: 0.8em}\n"})
    assert b"0.8em" in html.write(brief(day(-2), day(-1), day(4)), style)


def test_a_dot_is_a_closed_path() -> None:
    assert Dot("past", 10, 10, 7, 7).path == "M10 6.5h0a3.5 3.5 0 0 1 0 7h0a3.5 3.5 0 0 1 0 -7z"
    assert Dot("listed", 10, 10, 7, 7, square=True).path == "M6.5 6.5h7v7h-7z"
