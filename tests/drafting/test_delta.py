"""The delta of two briefs, held against a hand-made table of five nights and against pairs of sentences."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml

from briefgen import language, readers
from briefgen.drafting.dates import dates
from briefgen.drafting.delta import delta
from briefgen.drafting.units import Unit
from briefgen.model import (
    Analysis,
    Article,
    Brief,
    Cite,
    Delta,
    Extract,
    Header,
    Reference,
    Source,
    digest_of,
    extracts_of,
    printed,
)
from tests.conftest import PROJECT
from tests.drafting.given import analysed

NIGHTS = PROJECT / "tests" / "corpus" / "nights"
CHANGES: list[dict[str, str]] = yaml.safe_load((PROJECT / "tests/drafting/changes.yaml").read_text("utf-8"))
BEFORE, AFTER = "2026-03-10", "2026-03-11"

# ------------------------------------------------------------------ briefs that print every sentence


def every_sentence(*analyses: Analysis, day: str = AFTER) -> Brief:
    """A brief that prints every sentence of some articles, with dates and edits as real extracts have them."""
    found = [(at, analysis, one) for at, analysis in enumerate(analyses) for one in range(len(analysis.sentences))]
    extracts = tuple(_extract(analysis, at, one, number) for number, (at, analysis, one) in enumerate(found, 1))
    references = tuple(_reference(analysis.article, at) for at, analysis in enumerate(analyses, 1))
    return Brief(Header("", day), developments=extracts, references=references)


def _extract(analysis: Analysis, article: int, sentence: int, number: int) -> Extract:
    unit = Unit(analysis, article, sentence, sentence, sentence + 1)
    edits = tuple(dates(unit))
    text = printed(analysis.article.text, unit.start, unit.end, edits)
    place = unit.sentences[0]
    cite = Cite(article + 1, unit.start, unit.end, place.paragraph, place.number)
    speaker = unit.speaker
    return Extract(text, number, cite, digest_of(text), edits, unit.length, speaker, times=unit.times)


def _reference(article: Article, number: int) -> Reference:
    return Reference(
        number, article.outlet, article.title, article.byline, None, article.published, article.published_from,
        article.location, article.digest, 0, 0,
    )  # fmt: skip


@cache
def night(number: int) -> Brief:
    """Every sentence of a night."""
    analyses = []
    for path in sorted((NIGHTS / str(number)).glob("*.txt")):
        (article,) = readers.read(Source(path.name, path.read_bytes()))
        assert isinstance(article, Article)
        analyses.append(language.analyse(article))
    return every_sentence(*analyses, day=f"2026-03-0{number + 1}")


# ------------------------------------------------------------------ the nights


@cache
def table() -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = yaml.safe_load((NIGHTS / "table.yaml").read_text("utf-8"))
    return found


def own_words(extract: Extract) -> str:
    for edit in extract.edits:
        extract_text = extract.text.replace(edit.inserted, "", 1)
        extract = Extract(extract_text, extract.number, extract.cite, "")
    return extract.text


def _begun(words: str, brief: Brief) -> int:
    """The number of the extract that begins with these words."""
    (found,) = [one.number for one in extracts_of(brief) if _without(one).startswith(words)]
    return found


def _without(extract: Extract) -> str:
    text = extract.text
    for edit in extract.edits:
        text = text.replace(edit.inserted, "", 1)
    return text


def expected(number: int) -> dict[str, Any]:
    """The table of a night, in numbers of extracts."""
    here, before, rows = night(number), night(number - 1), table()[number]
    pairs = {
        kind: {_begun(one, here): _begun(other, before) for one, other in (rows[kind] or {}).items()}
        for kind in ("updated", "repeated")
    }
    new = {_begun(words, here) for words in rows["new"] or ()}
    return {"new": new, **pairs, "dropped": {_begun(words, before) for words in rows["dropped"] or ()}}


def found_in(delta_: Delta | None) -> dict[str, Any]:
    assert delta_
    return {
        "new": set(delta_.new),
        "updated": {one.number: one.before for one in delta_.updated},
        "repeated": {one.number: one.before for one in delta_.repeated},
        "dropped": {one.before for one in delta_.dropped},
    }


@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_a_night_against_the_one_before(number: int) -> None:
    assert found_in(delta(night(number), night(number - 1)).delta) == expected(number)


# ------------------------------------------------------------------ pairs of sentences


@cache
def told(sentence: str, published: str) -> Brief:
    return every_sentence(analysed(sentence, published=published), day=published)


@pytest.mark.parametrize("case", CHANGES, ids=lambda case: case["after"][:40])
def test_a_sentence_against_one_of_the_day_before(case: dict[str, str]) -> None:
    found = delta(told(case["after"], AFTER), told(case["before"], BEFORE))
    assert [one.since for one in extracts_of(found)] == [case["since"]]


def test_sentences_of_many_subjects_against_each_other() -> None:
    before = every_sentence(analysed(*(case["before"] for case in CHANGES), published=BEFORE))
    after = every_sentence(analysed(*(case["after"] for case in CHANGES), published=AFTER))
    found = delta(after, before)
    assert [one.since for one in extracts_of(found)] == [case["since"] for case in CHANGES]
