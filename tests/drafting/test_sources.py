"""The source page: words and paragraphs counted, cited paragraphs kept as they were read."""

from __future__ import annotations

import pytest

from briefgen.model import extracts_of
from tests.drafting.given import MEETING, NAMES, analysed, composed, drafted, example, example_brief


@pytest.mark.parametrize("name", NAMES)
def test_words_printed_are_the_extracts_words(name: str) -> None:
    brief = example_brief(name)
    (reference,) = brief.references
    assert reference.words_printed == sum(extract.words for extract in extracts_of(brief))
    assert 0 < reference.words_printed < reference.words


@pytest.mark.parametrize("name", NAMES)
def test_paragraphs_are_printed_or_listed_as_not(name: str) -> None:
    brief = example_brief(name)
    (reference,) = brief.references
    cited = {extract.cite.paragraph for extract in extracts_of(brief)}
    assert cited.isdisjoint(reference.not_printed)
    assert cited | set(reference.not_printed) == set(range(1, reference.paragraphs + 1))


@pytest.mark.parametrize("name", NAMES)
def test_passages_are_the_cited_paragraphs(name: str) -> None:
    brief, text = example_brief(name), example(name).article.text
    assert {(p.reference, p.paragraph) for p in brief.passages} == {
        (e.cite.reference, e.cite.paragraph) for e in extracts_of(brief)
    }
    for passage in brief.passages:
        assert text[passage.start : passage.end] == passage.text
        own = [e for e in extracts_of(brief) if e.cite.paragraph == passage.paragraph]
        assert all(passage.start <= e.cite.start < e.cite.end <= passage.end for e in own)


def test_sources_of_a_story_are_numbered_newest_first_undated_last() -> None:
    dates = ("2026-01-02", None, "2026-01-04", "2026-01-03T10:00:00+00:00")
    brief = composed(*(analysed(*MEETING[at:], published=date, location=f"{at}.txt") for at, date in enumerate(dates)))
    assert [reference.published for reference in brief.references] == [dates[2], dates[3], dates[0], None]
    assert [reference.number for reference in brief.references] == [1, 2, 3, 4]
    assert brief.coverage.undated == (4,)
    assert brief.header.cutoff == dates[2]


def test_sources_of_several_stories_stand_story_by_story() -> None:
    brief = composed(*map(example, NAMES))
    told = [reference.story for reference in brief.references]
    assert told == sorted(told)
    assert [story.references for story in brief.stories] == [
        tuple(number for number, story in enumerate(told, 1) if story == one.number) for one in brief.stories
    ]


def test_nothing_printed_means_no_share() -> None:
    brief = drafted(*MEETING, extracts=0)
    (reference,) = brief.references
    assert (reference.words_printed, reference.share) in {(0, 0.0), (brief.bottom_line[0].words, reference.share)}  # type: ignore[union-attr]
