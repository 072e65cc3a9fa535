"""Printed extracts and analyses in, the brief's actors out: who takes part, in what role, and where they speak.

Persons first, the most named before others; then bodies and countries that a printed extract names. Whom the office
watches comes first among those with the same part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.drafting import rules
from briefgen.model import Actor, Analysis, Extract

_BODIES = 12
_NEAR = 60  # characters behind a name in which a verb of speech is likely its own


@dataclass(frozen=True, slots=True)
class Printed:
    """An extract with the actors it names and those it quotes, as the analysis knows them."""

    extract: Extract
    named: frozenset[str]
    speakers: frozenset[str]


def _merged(analyses: Sequence[Analysis]) -> list[Actor]:
    """Actors of all articles; the same name and kind is one actor, its role the newest article's.

    A role without a place in an article is the office's: it stands only where no article gives one.
    """
    merged: dict[tuple[str, str], Actor] = {}
    for number, analysis in enumerate(analyses, 1):
        quoted = {q.speaker.name for q in analysis.quotations if q.speaker}
        perhaps = speaking(analysis) - quoted
        for actor in analysis.actors:
            cite = replace(actor.role_cite, reference=number) if actor.role_cite else None
            own = replace(
                actor, role_cite=cite, statements=(), heard=None if actor.name in perhaps else actor.name in quoted
            )
            known = merged.get((actor.name, actor.kind))
            merged[actor.name, actor.kind] = _joined(known, own) if known else own
    return list(merged.values())


def _joined(known: Actor, other: Actor) -> Actor:
    aliases = tuple(dict.fromkeys((*known.aliases, *other.aliases)))
    role = max((known, other), key=lambda actor: (actor.role_cite is not None, actor.role is not None))
    return replace(
        known,
        aliases=aliases,
        mentions=known.mentions + other.mentions,
        role=role.role,
        role_cite=role.role_cite,
        affiliation=known.affiliation or other.affiliation,
        heard=_either(known.heard, other.heard),
        watched=known.watched or other.watched,
    )


def _either(one: bool | None, other: bool | None) -> bool | None:
    return True if one or other else None if None in {one, other} else False


def actors(
    analyses: Sequence[Analysis], printed: Sequence[Printed], most: int, *, only_printed: bool = False
) -> tuple[Actor, ...]:
    """The brief's actors: at most `most` persons with a part, then bodies, countries and unnamed sources in print.

    `only_printed`: no person whom no extract names; the others of several stories would be a list of names.
    """
    persons: list[Actor] = []
    others: list[Actor] = []
    for actor in _merged(analyses):
        full = with_numbers(actor, printed)
        if actor.kind == "person" and not actor.unnamed:
            if (actor.role and not only_printed) or full.statements or full.named_in:
                persons.append(full)
        elif full.named_in or full.statements:
            others.append(full)
    persons.sort(key=lambda a: (-(len(a.statements) + len(a.named_in) > 0), not a.watched, -a.mentions, a.name))
    return (*persons[:most], *_bodies(others))


def _bodies(others: list[Actor]) -> list[Actor]:
    order = {"organisation": 0, "country": 1, "person": 2}
    others.sort(key=lambda a: (order.get(a.kind, 3), not a.watched, -a.mentions, a.name))
    kept: list[Actor] = []
    for kind in order:
        kept += [actor for actor in others if actor.kind == kind][:_BODIES]
    return kept


def with_numbers(actor: Actor, printed: Sequence[Printed]) -> Actor:
    """The actor with the numbers of extracts that quote it, and of those that only name it."""
    said = tuple(p.extract.number for p in printed if actor.name in p.speakers)
    named = tuple(p.extract.number for p in printed if actor.name in p.named and p.extract.number not in said)
    return replace(actor, statements=said, named_in=named)


def speaking(analysis: Analysis) -> set[str]:
    """Names of all who may say something in an article: speakers, and persons right before a verb of speech.

    That somebody says nothing is a claim about the source; where it is open who speaks, it is not made.
    """
    heard = {q.speaker.name for q in analysis.quotations if q.speaker}
    says = rules.phrases("en")["says"]
    for name in analysis.names:
        if name.actor is not None and name.kind == "person":
            behind = analysis.article.text[name.end : name.end + _NEAR]
            if says.search(behind, behind.lower()):
                heard.add(analysis.actors[name.actor].name)
    return heard
