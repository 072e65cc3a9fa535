"""Analyses in, Ranked out: every unit of every article with its salience, sections, stakes and gaps.

Nothing is chosen here; `compose` chooses, and others can look at the candidates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.drafting import rules
from briefgen.drafting.evidence import evidence
from briefgen.drafting.features import features, headline
from briefgen.drafting.kinds import reports_match
from briefgen.drafting.openness import Openness, openness
from briefgen.drafting.questions import Gap, gap, noticed
from briefgen.drafting.salience import concepts, saliences
from briefgen.drafting.sections import Fit, fits
from briefgen.drafting.stakes import Stake, stake
from briefgen.drafting.units import Unit, units
from briefgen.model import Analysis


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit with what speaks for printing it.

    `salience` is how much it tells of its article, 0 to 1.
    `filler`: it tells how the source works, not what happened. `match`: its article reports one.
    """

    unit: Unit
    salience: float
    fit: Fit
    stake: Stake
    open: Openness
    gap: Gap
    filler: bool = False
    match: bool = False

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
        found.extend(_candidates(units(analysis, number)))
    return Ranked(ordered, tuple(found))


def _candidates(of_article: tuple[Unit, ...]) -> list[Candidate]:
    language = "en"  # the one language with rules; another is a folder beside it
    if not of_article:
        return []
    seen = features(of_article, headline(of_article[0]))
    match = reports_match(of_article, language)
    told = saliences(concepts(of_article, language))
    found = []
    for unit, own, salience, fit in zip(of_article, seen, told, fits(seen, language), strict=True):
        gap_ = gap(unit, language)
        filler = rules.phrases(language)["filler"].search(unit.folded, unit.lowered) is not None
        names, values = evidence(own, fit.shares, gap_)
        stake_, open_ = stake(names, values, language), openness(names, values, language)
        gap_ = gap_ or noticed(unit, open_.kind, open_.words)
        found.append(Candidate(unit, salience, fit, stake_, open_, gap_, filler, match))
    return found
