"""A unit in, how well it fits each section out, with the cues that say so.

A transparent model: the measured share of each section among sentences with a cue, against the base rate, on top of how
often a sentence at this place of an article belongs to it. Every weight can be read in `cues.tsv` and `positions.tsv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

from briefgen.drafting import rules
from briefgen.drafting.units import Unit

# Cues overlap ("will" and "is expected to"), so each counts less than if they were independent.
_DAMPING = 0.6
# Percent points added to measured shares: a cue seen ten times proves little.
_SMOOTHING = 6.0


@dataclass(frozen=True, slots=True)
class Fit:
    """Probability of each section for one unit, and per section the cues that speak for it, strongest first."""

    shares: dict[str, float]
    why: dict[str, tuple[str, ...]]


def _prior(place: int, language: str) -> tuple[float, ...]:
    table = rules.positions(language)
    return next((shares for at, shares in reversed(table) if at <= place), table[0][1])


def fit(unit: Unit, language: str) -> Fit:
    """The sections a unit fits; `why` names cues and place."""
    base, table = rules.cues(language)
    scores = [log(share / 100) for share in _prior(unit.place, language)]
    votes: list[list[tuple[float, str]]] = [[], [], [], []]
    for cue in table:
        if cue.pattern.search(unit.folded):
            for at, (share, usual) in enumerate(zip(cue.shares, base, strict=True)):
                gain = _DAMPING * log((share + _SMOOTHING) / (usual + _SMOOTHING))
                scores[at] += gain
                votes[at].append((gain, cue.name))
    scores[2] += _speech_gain(unit)
    total = sum(exp(score) for score in scores)
    shares = {name: exp(score) / total for name, score in zip(rules.SECTIONS, scores, strict=True)}
    why = {name: _strongest(votes[at], unit.place) for at, name in enumerate(rules.SECTIONS)}
    return Fit(shares, why)


def _speech_gain(unit: Unit) -> float:
    """A sentence that mostly quotes is a reaction 57 % of the time, twice the base rate."""
    if unit.speaker and unit.quoted_share > 0.4:
        return log(2)
    return 0.0 if unit.speaker else -0.8


def _strongest(votes: Sequence[tuple[float, str]], place: int) -> tuple[str, ...]:
    best = sorted((vote for vote in votes if vote[0] > 0), reverse=True)[:3]
    return (*(name for _, name in best), f"place {place + 1}")
