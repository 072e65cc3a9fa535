"""A candidate in, how much each section wants it out.

The classes of a sentence become sections: what is fresh is news even where the cues call it context, what looks back is
background, a position needs a speaker with a stance, and something ahead needs a word that says so.
"""

from __future__ import annotations

from briefgen.drafting.integrity import Mended
from briefgen.drafting.ranking import Candidate

# Below such a value of its share a unit does not belong to a section, however good it is.
_LEAST = {"developments": 0.3, "background": 0.35, "reactions": 0.35, "outlook": 0.22}
_SHORTEST = 9  # words; less tells too little to stand in a section
_OWN = 0.8  # of its value for its best section: with less, a unit belongs there and not here
_FRESH_CONTEXT = 0.8  # of the share of context counts as news where the unit is fresh
_SAID_CONTEXT = 0.4  # the same of what somebody says without a time: an account of the event
_FILLER = 0.75  # of background's share where nothing looks back
_BACK = 0.15  # more for background where something does
_AHEAD_CONTEXT = 0.3  # of the share of context counts as outlook where the unit looks ahead
_STANCE = 0.15  # more for a position where there is one
_FIRM = 0.15  # more for one that commits, refuses or demands
_SOUNDBITE = 0.85  # what a position counts that is all quotation: reported speech tells more
_STANCE_AHEAD = 0.75  # of outlook's share where somebody takes a position on it
_STAKE = 0.65  # of the share of news and of outlook where something is at stake: it has a section of its own
_TWICE = 0.1  # more for a unit that also shows a gap or a stake: it serves two purposes
_GLOSSED = 0.1  # less for one whose opening word had to be explained
_POINTED = 0.25  # less for one that needs a pointer
_NOBODY = 0.5  # what a position of somebody without a role counts
_OPENING = 8  # characters
_CLAIMS = frozenset({"disputed", "unconfirmed"})
_DATED = 0.15  # more for something ahead that has a date


def shares(candidate: Candidate) -> dict[str, float]:
    """How well a unit fits each of rules.SECTIONS, about 0 to 1.4."""
    traits, fit = candidate.traits, candidate.fit.shares
    speaker = candidate.unit.speaker
    context, reaction = fit["context"], fit["reaction"]
    if speaker is not None and not traits.stance:  # an attributed fact
        context, reaction = context + 0.6 * reaction, 0.0
    news, back = _old_and_new(candidate, context)
    own = _STAKE if candidate.stake > 0 else 1.0
    bite = _SOUNDBITE if candidate.unit.quoted_share > 0.6 else 1.0
    ahead = (fit["outlook"] + (0.0 if traits.back else _AHEAD_CONTEXT * context)) * (
        _STANCE_AHEAD if traits.stance else 1.0
    )
    back = back if traits.back or not traits.ahead else (1 - _AHEAD_CONTEXT) * back
    return {
        "developments": own * (news + traits.gain),
        "background": back,
        "reactions": bite * (reaction + (_STANCE if traits.stance else 0.0) + (_FIRM if traits.firm else 0.0)),
        "outlook": own * (ahead + (_DATED if _dated(candidate) else 0.0)) if traits.ahead else 0.0,
    }


def _old_and_new(candidate: Candidate, context: float) -> tuple[float, float]:
    """(share of news, share of background): to which of them the context counts."""
    traits, fit = candidate.traits, candidate.fit.shares
    if traits.back:
        return fit["new"], fit["past"] + context + _BACK
    if traits.fresh:
        return fit["new"] + _FRESH_CONTEXT * context, fit["past"]
    speaker = candidate.unit.speaker
    said = _SAID_CONTEXT if speaker is not None and not speaker.medium else 0.0
    return fit["new"] + said * context, _FILLER * (fit["past"] + (1 - said) * context)


def _dated(candidate: Candidate) -> bool:
    return any(time.ahead for time in candidate.unit.times)


def values(candidate: Candidate, ties: float, mended: Mended) -> dict[str, float]:
    """The value of a unit for each of rules.SECTIONS; 0: not at all. `ties`: what it gains by naming the leads."""
    glossed = any(e.kind == "glossed" and e.start - candidate.unit.start < _OPENING for e in mended.alone)
    more = ties + (_TWICE if candidate.gap else 0.0) + (_TWICE if candidate.stake > 0 else 0.0)
    less = (_POINTED if mended.pointed else 0.0) + (_GLOSSED if glossed else 0.0)
    weight = _NOBODY if candidate.traits.anecdote else 1.0
    found = {}
    for section, share in shares(candidate).items():
        fits = share >= _LEAST[section] and _belongs(candidate, section, mended)
        value = weight * share * (0.3 + 1.2 * candidate.salience) + more - less
        found[section] = max(0.0, value) if fits else 0.0
    most = max(found.values())
    return {section: value if value >= _OWN * most else 0.0 for section, value in found.items()}


def stake(candidate: Candidate) -> float:
    """How much is at stake, weighed by how central the unit is."""
    return 0.0 if candidate.traits.filler else candidate.stake * (0.5 + candidate.salience)


def question(candidate: Candidate) -> float:
    """How telling a gap is."""
    gap = candidate.gap
    return (1.0 - 0.06 * gap.priority) * (0.5 + candidate.salience) if gap and not candidate.traits.filler else 0.0


def _belongs(candidate: Candidate, section: str, mended: Mended) -> bool:
    """A reaction has a speaker; what a section prints does not mostly quote, unless it is one; a bare gap is none."""
    unit, gap = candidate.unit, candidate.gap
    if unit.length < _SHORTEST or candidate.traits.filler:
        return False
    if section == "reactions":
        return candidate.traits.stance and not (unit.speaker is not None and unit.speaker.medium)
    if candidate.traits.anecdote and unit.speaker is None:
        return False
    if gap is not None and gap.only and not (section == "developments" and gap.kind in _CLAIMS):
        return False
    if section == "outlook" and mended.pointed:
        return False
    return section == "developments" or unit.quoted_share < 0.6
