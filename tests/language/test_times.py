"""Time expressions: which day they name, and that none is named without a publication date."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import process_time
from typing import get_args

import pytest

from benchmarks import NotHere
from benchmarks import times as table
from briefgen.language.forms import Forms
from briefgen.language.lexicon import lexicon
from briefgen.language.times import day_of, times
from briefgen.model import Precision

WEDNESDAY = date(2025, 7, 9)

# What is written, and the day it names for a reader of Wednesday 9 July 2025; None: left alone.
CASES = [
    # a bare weekday goes the way of the verb that governs it
    ("Holm is slated to hold a meeting with Volkonin on Thursday.", ["2025-07-10"]),
    ("Thursday’s meeting in Geneva will be the third one.", ["2025-07-10"]),
    ("“We are not afraid,” the president said Tuesday.", ["2025-07-08"]),
    ("The envoys met in Accra on Monday.", ["2025-07-07"]),
    ("The court is to rule on Friday.", ["2025-07-11"]),
    ("On Friday the court will rule.", ["2025-07-11"]),
    ("On Friday the court ruled.", ["2025-07-04"]),
    ("She said on Monday she would travel to Quito on Saturday.", ["2025-07-07", "2025-07-12"]),
    ("He said the talks, which began on Sunday, would end on Thursday.", ["2025-07-06", "2025-07-10"]),
    ("The minister had been due to sign the truce on Tuesday.", ["2025-07-08"]),
    ("She said she would put a compromise to both sides on Friday, but declined to describe it.", ["2025-07-11"]),
    ("The offer would lapse unless it was accepted by midnight on Sunday.", ["2025-07-13"]),
    ("At least 26 people have been killed there since Monday.", ["2025-07-07"]),
    ("The parliament meets on Thursday.", ["2025-07-10"]),
    ("The talks were postponed to Friday.", ["2025-07-11"]),
    ("The talks were postponed from Thursday to Friday.", ["2025-07-10", "2025-07-11"]),
    ("The vote was moved from Monday to Friday.", ["2025-07-07", "2025-07-11"]),
    ("The deadline expires on Saturday.", ["2025-07-12"]),
    ("The airport would stay closed until at least Thursday.", ["2025-07-10"]),
    ("The court will rule on the man who was held on Monday.", ["2025-07-07"]),
    ("A conference of donors is to be held in Dhaka on 5 August.", ["2025-08-05"]),
    # the day of publication counts in both directions
    ("The ministers met on Wednesday.", ["2025-07-09"]),
    ("The ministers will meet on Wednesday.", ["2025-07-09"]),
    # last and next say it themselves
    ("They spoke last Wednesday.", ["2025-07-02"]),
    ("They plan to speak next Wednesday.", ["2025-07-16"]),
    # a day without its year
    ("The tariffs are scheduled to take effect on August 1.", ["2025-08-01"]),
    ("The levy took force on July 1.", ["2025-07-01"]),
    ("He was arrested on December 20.", ["2024-12-20"]),
    ("Duties rise on Aug. 16 unless the levy is withdrawn.", ["2025-08-16"]),
    ("The agreement would enter into force on 1 June.", ["2026-06-01"]),
    ("It was signed on 4 May 2023.", ["2023-05-04"]),
    ("It was signed on May 4, 2023, in Lomé.", ["2023-05-04"]),
    # months, years, steps
    ("The embargo was first imposed in July 2018.", ["2018-07-01"]),
    ("The war began in 2014.", ["2014-01-01"]),
    ("An appeal was launched last week.", ["2025-06-30"]),
    ("A decision is expected next month.", ["2025-08-01"]),
    ("Exports fell last month.", ["2025-06-01"]),
    ("It is the second meeting this year.", ["2025-01-01"]),
    ("The ceasefire ended yesterday.", ["2025-07-08"]),
    ("The session will resume tomorrow.", ["2025-07-10"]),
    # no time at all
    ("The bank may raise rates.", []),
    ("He will march to the sea.", []),
    ("Resolution 2018 was adopted by 14 votes.", []),
    ("Friday Osei, a farmer, lost his field.", []),
    # no such day
    ("The vote on February 30 was a joke.", [None]),
]


@pytest.mark.parametrize(("text", "days"), CASES, ids=[case[0][:50] for case in CASES])
def test_an_expression_names_its_day(text: str, days: list[str | None]) -> None:
    assert [time.resolved for time in times(text, 0, len(text), "en", WEDNESDAY)] == days


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("The two sides agreed to meet again on Friday.", True),
        ("The airport would stay closed until Friday.", True),
        ("The meeting was moved to Friday.", True),
        ("Norland would leave unless work began by Friday.", True),
        ("The men were flown home on Monday, and the funeral will be held on Friday.", True),
        ("The ministers met on Friday and agreed to set up a panel.", False),
        ("The bank gave way before dawn on Friday.", False),
        ("Two diplomats said one had intended to vote until late on Friday.", False),
        ("Norland answered on Friday that it would raise duties.", False),
    ],
)
def test_which_way_a_day_points(text: str, ahead: bool) -> None:
    """Told without a publication date too: a memo lists what is ahead, dated or not."""
    found = [time for time in times(text, 0, len(text), "en", None) if time.as_written == "Friday"]
    assert [time.ahead for time in found] == [ahead]


@pytest.mark.parametrize("text", [case[0] for case in CASES], ids=[case[0][:50] for case in CASES])
def test_without_a_publication_date_nothing_is_guessed(text: str) -> None:
    """Only an expression that carries its own year names a day."""
    for time in times(text, 0, len(text), "en", None):
        own_year = any(f"{year}" in time.as_written for year in range(2010, 2030))
        assert (time.resolved is not None) == own_year, time.as_written


def test_offsets_are_those_of_the_text() -> None:
    text = "Earlier. The envoys met on Monday, July 7, in Accra."
    for time in times(text, 9, len(text), "en", WEDNESDAY):
        assert text[time.start : time.end] == time.as_written


EXPRESSIONS = table.cases(table.TABLES)


@pytest.mark.parametrize("case", EXPRESSIONS, ids=[f"{case.group}: {case.text[:50]}" for case in EXPRESSIONS])
def test_the_table(case: table.Case) -> None:
    """Found are exactly the expressions of the table, each with its characters, its day and its precision."""
    assert table.run(case) == case.expected


def test_the_table_is_what_was_asked_for() -> None:
    assert sum(len(case.expected) for case in EXPRESSIONS) >= 240
    assert sum(not case.expected for case in EXPRESSIONS) >= 25
    assert {found.precision for case in EXPRESSIONS for found in case.expected} == {*get_args(Precision)}


@pytest.mark.parametrize("case", EXPRESSIONS, ids=[case.text[:50] for case in EXPRESSIONS])
def test_without_a_publication_date_the_table_is_open(case: table.Case) -> None:
    """What is found is the same; only an expression with its own year is resolved, and to the same day."""
    dated = {time.start: time for time in times(case.text, 0, len(case.text), "en", case.published)}
    for time in times(case.text, 0, len(case.text), "en", None):
        assert time.as_written == dated[time.start].as_written
        if time.resolved is not None:
            assert time.resolved[:4] in time.as_written
            assert time.resolved == dated[time.start].resolved


def test_a_score_counts_what_is_wrong(tmp_path: Path) -> None:
    """One right, one with a wrong day, one that is not in the table, and a sentence that should hold none."""
    rows = [
        ("a", "2025-07-09", "They met on Monday.", "Monday=2025-07-07 day"),
        ("b", "2025-07-09", "They met on Monday and left on Tuesday.", "Monday=2025-07-06 day"),
        ("c", "2025-07-09", "They met last week.", ""),
    ]
    path = tmp_path / "table.tsv"
    path.write_text("# a comment\n" + "".join("\t".join(row) + "\n" for row in rows), "utf-8")
    score = table.measured(path)
    assert (score.right, score.total) == (1, 4)
    assert score.parts == {"day": (1, 3), "nothing": (0, 1)}
    low, high = score.interval
    assert 0 < low < 0.25 < high < 1
    assert len(score.wrong) == 3


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotHere, match="no table"):
        table.measured(tmp_path / "none.tsv")


@pytest.mark.parametrize(
    ("published", "zone", "day"),
    [
        (None, "Asia/Tokyo", None),
        ("", "", None),
        ("2025-07-09", "", date(2025, 7, 9)),
        ("2025-07-09", "Asia/Tokyo", date(2025, 7, 9)),  # a day is that day everywhere
        ("2025-07-09T23:30:00", "Asia/Tokyo", date(2025, 7, 9)),  # nobody knows where
        ("2025-07-09T23:30:00Z", "", date(2025, 7, 9)),
        ("2025-07-09T23:30:00Z", "Asia/Tokyo", date(2025, 7, 10)),
        ("2025-07-09T23:30:00Z", "America/New_York", date(2025, 7, 9)),
        ("2025-07-10T01:30:00Z", "America/New_York", date(2025, 7, 9)),
        ("2025-07-10T05:30:00+09:00", "", date(2025, 7, 10)),
        ("2025-07-10T05:30:00+09:00", "Europe/Ljubljana", date(2025, 7, 9)),
        ("2025-12-31T23:30:00-05:00", "UTC", date(2026, 1, 1)),
        ("2025-07-09T22:30:00Z", "Europe/Ljubljana", date(2025, 7, 10)),  # in summer an hour more
        ("2025-01-09T22:30:00Z", "Europe/Ljubljana", date(2025, 1, 9)),
    ],
)
def test_the_day_of_publication_in_a_zone(published: str | None, zone: str, day: date | None) -> None:
    assert day_of(published, zone) == day


@pytest.mark.parametrize("published", ["yesterday", "2025-13-01", "09.07.2025"])
def test_a_day_that_is_none(published: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|month"):
        day_of(published, "")


def test_a_form_that_names_what_is_unknown_is_refused() -> None:
    """A class that is misspelt in the data is told when the rules are read, not silently never matched."""
    data = dict(lexicon("en").times)
    data["forms"] += "\nyear: {yaer}"
    with pytest.raises(KeyError):
        Forms(data)


@pytest.mark.parametrize(
    "text",
    [
        "They met in mid-July.",
        "The post-Monday mood was grim.",
        "The May-June talks failed.",
        "It was 5,000,000 years ago, or 9999 years ago, or 999 years ago.",
        "“Today we vote,” she said.",
        "İn 2015 they met on Monday’s eve.",
        "‘Next week’, he said, ‘we go’.",
        "",
        "Monday",
    ],
)
def test_no_text_breaks_the_offsets(text: str) -> None:
    for time in times(text, 0, len(text), "en", WEDNESDAY):
        assert text[time.start : time.end] == time.as_written


def test_many_expressions_in_one_line_take_their_number_of_steps() -> None:
    """A table without full stops is one sentence: four times its length takes about four times as long, not sixteen."""

    def cost(rows: int) -> float:
        text = "They met on Monday and Norland will vote in May 2026 , " * rows
        began = process_time()
        assert len(list(times(text, 0, len(text), "en", WEDNESDAY))) == 2 * rows
        return process_time() - began

    cost(50)
    assert min(cost(800) for _ in range(3)) < 9 * min(cost(200) for _ in range(3))
