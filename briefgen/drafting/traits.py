"""A unit in, what its wording tells of its place in a memo out: news or not, a position, something ahead, or filler."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.drafting import rules
from briefgen.drafting.units import Unit

_DAY = re.compile(r"day\b|night\b|morning\b")  # a time of this week, not "this year" or "May 11"

_KNOWN = 2  # mentions; somebody named more often has a part even without a role


@dataclass(frozen=True, slots=True)
class Traits:
    """`gain` is added to the share of news; `fresh`: a recent act or its content; `back`: it looks back."""

    gain: float = 0.0
    fresh: bool = False
    back: bool = False
    stance: bool = False
    firm: bool = False
    ahead: bool = False
    filler: bool = False
    anecdote: bool = False


def traits(unit: Unit, language: str) -> Traits:
    """What the rules of `traits.yaml` find."""
    table = rules.traits(language)

    def has(name: str) -> bool:
        return table.rules[name].search(unit.folded, unit.lowered) is not None

    # In reported speech "had agreed" is a shift of tense.
    told = unit.speaker is not None or "said" in unit.lowered
    back = has("back") or (not told and has("perfect"))
    recent = has("recent") or any(t.ahead is not True and _DAY.search(t.as_written) for t in unit.times)
    event = has("event")
    found = {"recent": recent, "event": event, "principal": _principal(unit)}
    return Traits(
        gain=0.0 if back else sum(table.weights[name] for name, holds in found.items() if holds),
        fresh=not back and (recent or event or has("terms") or has("toll")),
        back=back,
        stance=unit.speaker is not None and (_quotes(unit) or has("stance")),
        firm=unit.speaker is not None and has("firm"),
        ahead=has("ahead"),
        filler=has("filler"),
        anecdote=_anecdote(unit, aged=has("age")),
    )


def _speaking(unit: Unit) -> str | None:
    """The role of the one who speaks; None for somebody without one, "" where a body or a described source speaks."""
    speaker = unit.speaker
    if speaker is None:
        return None
    known = next((actor for actor in unit.analysis.actors if actor.name == speaker.name), None)
    return known.role if known and known.kind == "person" and not known.unnamed else ""


def _principal(unit: Unit) -> bool:
    """Whether it mostly quotes somebody with a role whom the article names often."""
    speaker = unit.speaker
    if speaker is None or unit.quoted_share <= 0.3:
        return False
    return any(a.name == speaker.name and a.role and a.mentions > 2 for a in unit.analysis.actors)


def _quotes(unit: Unit) -> bool:
    """Whether more than a word stands between quotation marks."""
    return any(q.kind != "indirect" and " " in q.text for q in unit.quotations)


def _anecdote(unit: Unit, *, aged: bool) -> bool:
    """Whether it tells of, or lets speak, only people without a role: a villager, a passer-by, "Rosa Lund, 43,"."""
    if unit.speaker is not None:
        return _speaking(unit) is None
    known = any(actor.role or actor.mentions > _KNOWN for actor in unit.persons)
    return (aged or bool(unit.persons)) and not known
