"""Choice: limits kept, nothing twice, background behind the news, a bottom line that tells who, where and when."""

from __future__ import annotations

import pytest

from briefgen import drafting
from briefgen.drafting.salience import repeats
from briefgen.drafting.selection import choose
from briefgen.model import Brief, Extract, extracts_of
from tests.drafting.given import MEETING, NAMES, composed, drafted, example, example_brief, ranked


def _words(items: tuple[object, ...]) -> int:
    return sum(item.words for item in items if isinstance(item, Extract))


@pytest.mark.parametrize("name", NAMES)
def test_the_share_of_one_article(name: str) -> None:
    (reference,) = example_brief(name).references
    assert reference.words_printed <= 0.6 * reference.words
    assert reference.share == pytest.approx(reference.words_printed / reference.words, abs=1e-4)


def test_the_share_of_each_of_several() -> None:
    brief = composed(*(example(name) for name in NAMES[:4]))
    assert len(brief.references) == 4
    assert all(reference.words_printed <= 0.25 * reference.words for reference in brief.references)


@pytest.mark.parametrize("name", NAMES)
def test_sections_within_their_limits(name: str) -> None:
    brief, limits = example_brief(name), drafting.Limits()
    assert 1 <= len(brief.bottom_line) <= limits.bottom_line
    assert _words(brief.bottom_line) <= limits.bottom_words or len(brief.bottom_line) == 1
    assert len(brief.developments) <= limits.developments
    assert len(brief.background) <= limits.background
    assert len(brief.stakes) <= limits.stakes
    assert sum(len(position.extracts) for position in brief.reactions) <= limits.reactions
    assert len(extracts_of(brief)) <= limits.extracts


@pytest.mark.parametrize("name", NAMES)
def test_background_is_never_longer_than_the_news(name: str) -> None:
    brief = example_brief(name)
    rest = sum(e.words for e in extracts_of(brief)) - _words(brief.background)
    assert _words(brief.background) <= rest


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_said_twice(name: str) -> None:
    order = choose(ranked(example(name)), drafting.Limits()).order
    assert len({candidate.key for candidate in order}) == len(order)
    for at, one in enumerate(order):
        assert not any(repeats(one.unit, other.unit, 0.72) for other in order[:at])


def test_a_standfirst_gives_way_to_the_first_sentence() -> None:
    brief = drafted(
        "Two Norland soldiers were killed in a helicopter crash near the Aldorf valley.",
        "Two Norland soldiers were killed on Tuesday in a helicopter crash near the Aldorf valley, the army said.",
        "The army sent an inquiry team of six officers to the valley on Wednesday to look at the wreck.",
        share_one=1.0,
    )
    first = extracts_of(brief)[0]
    assert "on Tuesday" in first.text
    assert sum("helicopter crash" in extract.text for extract in extracts_of(brief)) == 1


def test_the_bottom_line_goes_on_to_the_place() -> None:
    brief = drafted(
        "Norland Foreign Minister Karin Holm will meet Sudmark Foreign Minister Jan Weber on Thursday.",
        "The encounter will take place in Geneva, an official of the United Nations confirmed on Monday.",
        "Trade between the two countries has been falling for two years, and prices rose again in the spring.",
        "The weather in the Alps has been cold for weeks, and many roads in the valleys are still closed.",
    )
    assert [extract.text for extract in brief.bottom_line][1].startswith("The encounter will")  # type: ignore[union-attr]
    assert brief.bottom_line[1].keep_with == (1,)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "second",
    [
        "“We are not tired,” Holm said in Geneva on Monday, and she smiled.",
        "The treaty between the two countries was signed in Geneva in 2001.",
        "The person declined to be identified because the talks in Geneva are private.",
    ],
)
def test_what_does_not_belong_in_the_bottom_line(second: str) -> None:
    brief = drafted("Foreign Minister Karin Holm will meet Jan Weber on Thursday for talks.", second, share_one=1.0)
    assert len(brief.bottom_line) == 1


def test_a_long_first_sentence_stands_alone() -> None:
    lead = (
        "Foreign Minister Karin Holm will meet Jan Weber " + "and envoys of many other countries " * 16 + "on Monday."
    )
    brief = drafted(lead, "The meeting will take place in Geneva on Monday, officials said.", share_one=1.0)
    assert len(brief.bottom_line) == 1


def test_how_a_source_is_named_is_never_printed() -> None:
    brief = drafted(
        *MEETING, "The person declined to be identified because the talks are private and will go on.", share_one=1.0
    )
    assert not any("declined to be" in extract.text for extract in extracts_of(brief))


def test_limits_are_obeyed() -> None:
    brief = drafted(*MEETING, extracts=4, share_one=1.0)
    assert len(extracts_of(brief)) == 4
    brief = drafted(*MEETING, developments=0, reactions=0, share_one=1.0)
    assert brief.developments == () == brief.reactions


def test_the_reserve_holds_what_was_not_chosen() -> None:
    brief = drafted(*MEETING, extracts=3)
    taken = {extract.cite.start for extract in extracts_of(brief)}
    assert brief.reserve
    assert taken.isdisjoint(extract.cite.start for extract in brief.reserve)
    assert all(extract.number == 0 for extract in brief.reserve)


def _section_of(brief: Brief, words: str) -> str:
    for name in ("bottom_line", "developments", "background", "stakes"):
        if any(isinstance(item, Extract) and words in item.text for item in getattr(brief, name)):
            return name
    if any(words in item.text for p in brief.reactions for item in p.extracts if isinstance(item, Extract)):
        return "reactions"
    if any(isinstance(row.extract, Extract) and words in row.extract.text for row in brief.outlook):
        return "outlook"
    return (
        "questions" if any(isinstance(q.extract, Extract) and words in q.extract.text for q in brief.questions) else ""
    )


def test_an_article_falls_into_its_sections() -> None:
    brief = drafted(*MEETING, share_one=1.0, bottom_line=1)
    assert _section_of(brief, "will meet her Sudmark counterpart") == "bottom_line"
    assert _section_of(brief, "closed the border on Monday") == "developments"
    assert _section_of(brief, "fought a war in 1998") == "background"
    assert _section_of(brief, "cost the two countries $40 million") == "stakes"
    assert _section_of(brief, "would not accept observers") == "reactions"
    assert _section_of(brief, "whether the observers would be armed") == "questions"
