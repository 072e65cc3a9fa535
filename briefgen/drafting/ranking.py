"""Analyses in, Ranked out: every unit of every article with its salience, sections, stakes and gaps.

Nothing is chosen here; `compose` chooses, and others can look at the candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.drafting.questions import Gap, gap
from briefgen.drafting.salience import saliences
from briefgen.drafting.sections import Fit, fit
from briefgen.drafting.stakes import stakes
from briefgen.drafting.traits import Traits, traits
from briefgen.drafting.units import Unit, units
from briefgen.model import Analysis


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit with what speaks for printing it. `stake` is a score above 0 where something is at stake."""

    unit: Unit
    salience: float
    fit: Fit
    stake: float
    stake_types: tuple[str, ...]
    stake_words: tuple[str, ...]
    gap: Gap | None
    traits: Traits

    @property
    def key(self) -> tuple[int, int]:
        """(article, place): its identity."""
        return self.unit.article, self.unit.place


@dataclass(frozen=True, slots=True)
class Ranked:
    """All candidates in the order of articles and places; articles newest first, undated ones last."""

    analyses: tuple[Analysis, ...]
    candidates: tuple[Candidate, ...]


def rank(analyses: Sequence[Analysis]) -> Ranked:
    """Looks at every unit of the articles. Order of equal articles is the order given."""
    ordered = tuple(sorted(analyses, key=lambda a: a.article.published or "", reverse=True))
    found: list[Candidate] = []
    for number, analysis in enumerate(ordered):
        found.extend(_candidates(units(analysis, number), analysis))
    return Ranked(ordered, tuple(found))


def _candidates(of_article: tuple[Unit, ...], analysis: Analysis) -> list[Candidate]:
    language = "en"  # the one language with rules; another is a folder beside it
    title = _title_stems(analysis)
    values = saliences(of_article, title)
    found = []
    for unit, salience in zip(of_article, values, strict=True):
        stake, types, words = stakes(unit, language)
        found.append(
            Candidate(
                unit, salience, fit(unit, language), stake, types, words, gap(unit, language), traits(unit, language)
            )
        )
    return found


def _title_stems(analysis: Analysis) -> frozenset[str]:
    """Stems of the headline that the body uses too, found by the words' own forms."""
    title = {word.strip("\"'“”‘’.,:;!?").lower() for word in analysis.article.title.replace("’", "'").split()}
    text = analysis.article.text
    return frozenset(word.stem for word in analysis.words if text[word.start : word.end].lower() in title)
