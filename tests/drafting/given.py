"""Small invented articles for the drafting tests: paragraphs in, an Analysis or a Brief out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from briefgen import drafting, language, readers
from briefgen.drafting.ranking import Candidate, Ranked
from briefgen.drafting.units import Unit, units
from briefgen.model import Analysis, Article, Block, Brief, Header, Source, printed

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
NAMES = tuple(sorted(p.name for p in EXAMPLES.iterdir() if p.suffix in {".txt", ".html"}))

# A meeting with all that a memo needs: who, where, past, stakes, gaps.
MEETING = (
    "Norland Foreign Minister Karin Holm will meet her Sudmark counterpart Jan Weber in Geneva on Thursday.",
    "Norland closed the border on Monday after 12 soldiers were killed in a clash near the village of Aldorf.",
    "“We want the road open by winter,” Holm said on Tuesday. “Nobody gains from a closed road.”",
    "Weber said that Sudmark would not accept observers unless Norland withdrew its troops.",
    "The closure could cost the two countries $40 million a week in lost trade, according to the chamber of commerce.",
    "The two countries fought a war in 1998 and signed a peace treaty in March 2001.",
    "It was not clear whether the observers would be armed.",
    "The duties are scheduled to take effect on August 1 unless a trade agreement is signed.",
    "Sudmark denied that its soldiers had fired first.",
    "Holm and Weber last met in Vienna in May 2019 without a result.",
)


def article(*paragraphs: str, title: str = "", published: str | None = None, location: str = "given.txt") -> Article:
    """An article of paragraphs."""
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block("paragraph", len(text), len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    return Article(location, location, title, text, tuple(blocks), published=published, language="en")


def analysed(*paragraphs: str, title: str = "", published: str | None = None, location: str = "given.txt") -> Analysis:
    return language.analyse(article(*paragraphs, title=title, published=published, location=location))


def units_of(*paragraphs: str, title: str = "", published: str | None = None) -> tuple[Unit, ...]:
    return units(analysed(*paragraphs, title=title, published=published))


def unit_of(sentence: str) -> Unit:
    (unit,) = units_of(sentence)
    return unit


def ranked(*analyses: Analysis) -> Ranked:
    """All stories of some articles, ranked together."""
    return drafting.rank(drafting.events([drafting.Told(analysis) for analysis in analyses]))


def candidates_of(*paragraphs: str, title: str = "") -> tuple[Candidate, ...]:
    return ranked(analysed(*paragraphs, title=title)).candidates


def drafted(*paragraphs: str, title: str = "", published: str | None = None, **limits: float) -> Brief:
    return composed(analysed(*paragraphs, title=title, published=published), **limits)


def composed(*analyses: Analysis, **limits: float) -> Brief:
    own = drafting.Limits(**limits)  # type: ignore[arg-type]
    return drafting.compose(ranked(*analyses), Header("", "2026-01-05"), own)


def mended(unit: Unit, *, below: bool = False) -> str:
    """The unit as it is printed alone, or below its predecessor."""
    from briefgen.drafting.integrity import mend

    found = mend(unit, units(unit.analysis))
    return printed(unit.analysis.article.text, unit.start, unit.end, found.below if below else found.alone)


@cache
def example(name: str, published: str | None = None) -> Analysis:
    """One of the examples as the program reads it."""
    path = EXAMPLES / name
    (found,) = readers.read(Source(name, path.read_bytes()))
    assert isinstance(found, Article)
    return language.analyse(found)


@cache
def example_brief(name: str) -> Brief:
    return composed(example(name))
