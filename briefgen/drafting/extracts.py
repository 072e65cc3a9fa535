"""A chosen unit in, the Extract that prints it out."""

from __future__ import annotations

from typing import Literal

from briefgen.drafting import rules
from briefgen.drafting.ranking import Candidate
from briefgen.drafting.sections import SECTIONS
from briefgen.drafting.units import Unit
from briefgen.drafting.witnesses import Witnesses, cite
from briefgen.model import Edit, Extract, digest_of, printed


def extract(
    candidate: Candidate,
    edits: tuple[Edit, ...],
    witnesses: Witnesses,
    *,
    number: int = 0,
    rank: int = 0,
    section: str = "",
    at_stake: bool = False,
) -> Extract:
    """The unit with its edits applied, and what is known of it."""
    unit = candidate.unit
    text = printed(unit.analysis.article.text, unit.start, unit.end, edits)
    speaker = unit.speaker
    return Extract(
        text=text,
        number=number,
        cite=cite(unit),
        digest=digest_of(text),
        edits=edits,
        words=unit.length,
        speaker=speaker,
        hedges=tuple(dict.fromkeys(h.lower() for h in rules.hedges("en").findall(unit.folded))),
        times=unit.times,
        originators=witnesses.originators,
        also_in=witnesses.also_in,
        kind=candidate.stake.types if at_stake else (),
        voice=_voice(unit),
        origin=speaker.name if speaker and speaker.medium else None,
        rank=rank,
        score=round(candidate.salience, 4),
        why=_why(candidate, section),
    )


def _voice(unit: Unit) -> Literal["own", "attributed", "quoted"]:
    """Whose words: quoted, attributed or the source's own."""
    if any(q.kind == "direct" for q in unit.quotations):
        return "quoted"
    return "attributed" if unit.speaker else "own"


def _why(candidate: Candidate, section: str) -> tuple[str, ...]:
    """What chose it: the cues of its section, in the reserve the likeliest; a stake's; a question's deciding words."""
    if section == "stakes":
        return candidate.stake.why
    if section == "questions":
        return (candidate.gap.words,) if candidate.gap.words else candidate.open.why
    fit = candidate.fit
    return fit.why(section if section in SECTIONS else "developments" if section else max(SECTIONS, key=fit.section))
