"""What an office knows of pages and words: boilerplate, outlets, abbreviations, the time zone of its days."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.config import Desk, Outlet
from briefgen.language import analyse
from briefgen.language.lexicon import lexicon
from briefgen.language.office import originator_of, with_outlet
from tests.language.given import article

STORY = (
    "The two ministers agreed on Monday to open the road before the winter.",
    "Observers of the United Nations will arrive at the village of Aldorf in May.",
)


def paragraphs(*given: str, desk: Desk) -> list[str]:
    found = analyse(article(*given), desk)
    return [found.text_of(sentence) for sentence in found.sentences]


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("Follow our channel on *", "Follow our channel on Signalbox for more of this story."),
        ("follow our  channel", "Follow our\nchannel"),
        ("* is a partner of Norland Media.", "The Aldorf Post is a partner of Norland Media."),
        ("The *'s view * here.", "The Post’s view stands here."),
        ('"Norland today" is sent * at noon.', "“Norland today” is sent every day at noon."),
    ],
)
def test_the_offices_boilerplate_is_no_part_of_the_body(pattern: str, line: str) -> None:
    desk = Desk(boilerplate=(pattern,))
    found = analyse(article(STORY[0], line, STORY[1]), desk)
    assert [found.text_of(sentence) for sentence in found.sentences] == list(STORY)
    assert [found.article.text[b.start : b.end] for b in found.boilerplate] == [line]
    assert [sentence.paragraph for sentence in found.sentences] == [1, 2]
    assert len(found.article.blocks) == 3, "the article itself stays as it was read"
    assert line.split(maxsplit=1)[0] in " ".join(paragraphs(STORY[0], line, STORY[1], desk=Desk()))[:-1] or "\n" in line


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("Follow our channel on *", "We follow our channel on foot, the minister said."),
        ("The ministers*the*road", "The ministers took the train."),
        ("*said*said", "He said."),
        ("(.*)", "The ministers left."),
    ],
)
def test_a_line_that_a_pattern_does_not_fit_whole_stays(pattern: str, line: str) -> None:
    assert line in paragraphs(STORY[0], line, desk=Desk(boilerplate=(pattern,)))


def test_lines_at_the_ends_of_a_paragraph() -> None:
    desk = Desk(boilerplate=("Norland Post *",))
    given = f"Norland Post Online\n  {STORY[0]}\n{STORY[1]}\nNorland Post 2031\n\n"
    found = analyse(article(given.strip(), "Norland Post\nNorland Post end"), desk)
    assert [found.text_of(sentence) for sentence in found.sentences] == list(STORY)
    taken = [found.article.text[b.start : b.end] for b in found.boilerplate]
    assert taken == ["Norland Post Online", "Norland Post 2031", "Norland Post\nNorland Post end"]


def test_a_broken_line_is_one_line() -> None:
    desk = Desk(boilerplate=("Follow our channel on *",))
    wrapped = (
        "Follow our channel on Signalbox for more of this\nstory and for pictures of the road between the two\ntowns."
    )
    assert paragraphs(STORY[0], wrapped, desk=desk) == [STORY[0]]
    above = f"Follow our channel on Signalbox\n{STORY[0]}"
    assert paragraphs(above, desk=desk) == [STORY[0]]


def test_many_stars_take_no_time() -> None:
    """A pattern of stars makes a regular expression try every split; ours looks once for each piece."""
    desk = Desk(boilerplate=("a*" * 40 + "b",))
    assert paragraphs("a" * 20_000 + " c.", desk=desk)


def test_the_offices_abbreviations_end_no_sentence() -> None:
    line = "The 4th Mot. Brig. Kestrel moved to Aldorf. It stayed there."
    assert len(paragraphs(line, desk=Desk())) > 2
    assert paragraphs(line, desk=Desk(abbreviations=("Mot.", "Brig"))) == [
        "The 4th Mot. Brig. Kestrel moved to Aldorf.",
        "It stayed there.",
    ]


def test_the_lexicon_of_an_office_is_made_once() -> None:
    words = lexicon("en")
    own = words.with_office(Desk(abbreviations=("Brig.",)))
    assert words.with_office(Desk(watch=("x",))) is words
    assert own is words.with_office(Desk(abbreviations=("Brig",)))
    assert "Brig" in own.abbreviations[0]
    assert own.starters == words.starters


DESK = Desk(
    outlets={
        "news.example": Outlet("Norland News", "Norpress"),
        "sport.news.example": Outlet("Norland Sport"),
        "wire.example": Outlet(originator="Sudpress"),
    }
)


@pytest.mark.parametrize(
    ("location", "outlet", "name", "originator"),
    [
        ("https://www.news.example/a", None, "Norland News", "Norpress"),
        ("https://NEWS.example:443/a", "NN", "Norland News", "Norpress"),
        ("https://sport.news.example/a", None, "Norland Sport", None),
        ("a.html", "news.example", "Norland News", "Norpress"),
        ("a.html", "www.News.example", "Norland News", "Norpress"),
        ("a.html", "Norland News", "Norland News", "Norpress"),
        ("https://wire.example/1", None, None, "Sudpress"),
        ("https://notnews.example/a", None, None, None),
        ("news.example/a.html", "The Post", "The Post", None),
        ("http://[", None, None, None),
    ],
)
def test_outlets(location: str, outlet: str | None, name: str | None, originator: str | None) -> None:
    given = replace(article(*STORY), location=location, outlet=outlet)
    found = with_outlet(given, DESK)
    assert (found.outlet, originator_of(found, DESK)) == (name, originator)
    assert analyse(found, DESK).originator == originator
    assert with_outlet(given, Desk()) == given


def test_the_agency_of_the_dateline_comes_before_the_offices() -> None:
    given = replace(article(f"ALDORF (Wire One) — {STORY[0]}"), outlet="news.example")
    assert analyse(given, DESK).originator == "Wire One"


@pytest.mark.parametrize(
    ("published", "zone", "day"),
    [
        ("2031-05-14T23:30:00+00:00", "", "2031-05-14"),
        ("2031-05-14T23:30:00+00:00", "Asia/Tokyo", "2031-05-15"),
        ("2031-05-14T01:30:00+02:00", "America/New_York", "2031-05-13"),
        ("2031-05-14", "Asia/Tokyo", "2031-05-14"),
        ("2031-05-14T23:30:00", "Asia/Tokyo", "2031-05-14"),
    ],
)
def test_today_is_a_day_in_the_offices_zone(published: str, zone: str, day: str) -> None:
    (time,) = analyse(article("The road was opened today.", published=published), zone=zone).times
    assert time.resolved == day
