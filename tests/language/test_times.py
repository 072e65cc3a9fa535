"""Time expressions: which day they name, and that none is named without a publication date."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.language.times import times

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
