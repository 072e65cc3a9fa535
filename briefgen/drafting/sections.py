"""A unit in, how likely it is of each class out, with the cues that say so.

A transparent model: the measured share of each class among sentences with a cue, against the base rate, on top of how
often a sentence at this place of an article belongs to it. Every weight can be read in `cues.tsv` and `positions.tsv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log

from briefgen.drafting import rules
from briefgen.drafting.units import Unit

# Cues overlap ("will" and "is expected to"), so each counts less than if they were independent.
_DAMPING = 0.6
# Percent points added to measured shares: a cue seen ten times proves little.
_SMOOTHING = 6.0
_SPEECH = log(2)  # a sentence that mostly quotes is a reaction 57 % of the time, twice the base rate
_NO_SPEECH = -0.8

# The class that speaks for each section.
_CLASS_OF = {"developments": "new", "background": "past", "reactions": "reaction", "outlook": "outlook"}


@dataclass(frozen=True, slots=True)
class Fit:
    """Probability of each of rules.CLASSES for one unit, and by section the cues that speak for it, strongest first."""

    shares: dict[str, float]
    why: dict[str, tuple[str, ...]]


def _prior(place: int, language: str) -> rules.Shares:
    table = rules.positions(language)
    return next((shares for at, shares in reversed(table) if at <= place), table[0][1])


@cache
def _gains(language: str) -> tuple[tuple[float, ...], ...]:
    """What each cue adds to the score of each class."""
    base, table = rules.cues(language)
    return tuple(
        tuple(
            _DAMPING * log((share + _SMOOTHING) / (usual + _SMOOTHING))
            for share, usual in zip(cue.shares, base, strict=True)
        )
        for cue in table
    )


def fit(unit: Unit, language: str) -> Fit:
    """The classes a unit fits; `why` names cues and place."""
    _, table = rules.cues(language)
    gains = _gains(language)
    found = [at for at, cue in enumerate(table) if cue.rule.search(unit.folded, unit.lowered)]
    scores = [log(share / 100) for share in _prior(unit.place, language)]
    for at in found:
        scores = [score + gain for score, gain in zip(scores, gains[at], strict=True)]
    scores[rules.CLASSES.index("reaction")] += _speech_gain(unit)
    total = sum(exp(score) for score in scores)
    shares = {name: exp(score) / total for name, score in zip(rules.CLASSES, scores, strict=True)}
    return Fit(shares, {section: _why(section, found, unit.place, language) for section in rules.SECTIONS})


def _speech_gain(unit: Unit) -> float:
    if unit.speaker is None:
        return _NO_SPEECH
    return _SPEECH if unit.quoted_share > 0.4 else 0.0


def _why(section: str, found: Sequence[int], place: int, language: str) -> tuple[str, ...]:
    """The strongest cues for a section, and the place."""
    at = rules.CLASSES.index(_CLASS_OF[section])
    _, table = rules.cues(language)
    votes = sorted(((_gains(language)[cue][at], table[cue].name) for cue in found), reverse=True)
    return (*(name for gain, name in votes[:3] if gain > 0), f"place {place + 1}")
