"""The articles of one story in, the same with one name for each actor out: "Rubio" is another's "Marco Rubio".

Only what cannot be mistaken is joined: a last name that one person of the story alone bears, a form that an article
itself gives for one actor. Offsets and texts stay; what is printed of a sentence never changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from briefgen.model import Actor, Analysis, Quotation

_Known = tuple[str, str]
"""(kind, name) of an actor."""


def unified(analyses: Sequence[Analysis]) -> tuple[Analysis, ...]:
    """The analyses with actors and speakers under their fullest names in the story."""
    if len(analyses) < 2:
        return tuple(analyses)
    full = dict(_full_names([actor for analysis in analyses for actor in analysis.actors if not actor.unnamed]))
    return tuple(_renamed(analysis, full) for analysis in analyses)


def _full_names(actors: Sequence[Actor]) -> Iterator[tuple[_Known, str]]:
    """(kind, name) -> the fuller name of the same actor, for each that has one."""
    names = {(actor.kind, actor.name) for actor in actors}
    bearing: dict[_Known, set[str]] = {}
    for actor in actors:
        forms = {*actor.aliases, *([actor.name.split()[-1]] if actor.kind == "person" else [])}
        for form in forms - {actor.name}:
            if len(actor.name) > len(form):
                bearing.setdefault((actor.kind, form), set()).add(actor.name)
    for known in sorted(names & bearing.keys()):
        fuller = bearing[known]
        if len(fuller) == 1:
            yield known, next(iter(fuller))


def _renamed(analysis: Analysis, full: Mapping[_Known, str]) -> Analysis:
    changed = {
        actor.name: full[actor.kind, actor.name] for actor in analysis.actors if (actor.kind, actor.name) in full
    }
    if not changed:
        return analysis
    return replace(
        analysis,
        actors=tuple(_actor(actor, full.get((actor.kind, actor.name))) for actor in analysis.actors),
        quotations=tuple(_quotation(quotation, changed) for quotation in analysis.quotations),
    )


def _actor(actor: Actor, name: str | None) -> Actor:
    if name is None or actor.unnamed:
        return actor
    return replace(actor, name=name, aliases=tuple(dict.fromkeys((*actor.aliases, actor.name))))


def _quotation(quotation: Quotation, changed: Mapping[str, str]) -> Quotation:
    speaker = quotation.speaker
    if speaker is None or speaker.unnamed or speaker.name not in changed:
        return quotation
    return replace(quotation, speaker=replace(speaker, name=changed[speaker.name]))
