"""An Analysis and an office's Desk in; the Analysis out with the office's names, roles and watch list applied.

Nothing here changes what an article says: names and roles are those of actors, never of an extract.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefgen.config import Desk
from briefgen.language.lexicon import lexicon
from briefgen.model import Actor, Analysis, Kind, Name, Quotation


def applied(analysis: Analysis, desk: Desk) -> Analysis:
    """Merges and renames actors, drops those that are none, gives roles where none was found, marks the watched.

    The form of the source stays among the aliases, and the speakers of quotations follow their actors. A role that
    the office gives has no `role_cite`. A described source ("a senior official") is nobody the office can name.
    """
    known = _known(desk)
    parts = [_part(at, actor, known) for at, actor in enumerate(analysis.actors)]
    groups = [group for group in _groups(parts) if not group[0].dropped]
    # From the last to the first: of two actors of one name the more important one stays.
    names = {part.actor.name: part.name for part in reversed(parts) if not part.dropped and not part.actor.unnamed}
    said = tuple(_spoken(quotation, names, known) for quotation in analysis.quotations)
    actors = _ordered([(_joined(group, said, known), group) for group in groups])
    place = {part.at: (new, part, actor) for new, (actor, group) in enumerate(actors) for part in group}
    return replace(
        analysis,
        actors=tuple(actor for actor, _ in actors),
        names=tuple(_named(name, place) for name in analysis.names),
        quotations=said,
    )


def kind_of(name: str, language: str = "en") -> Kind | None:
    """What a name is known to be without an article: a country or an organisation."""
    words = lexicon(language)
    if name in words.countries or name in words.capitals:
        return "country"
    return "organisation" if name in words.bodies else None


# ------------------------------------------------------------------ what the office knows, by name


def _plain(name: str) -> str:
    """As actors are named: typewriter apostrophes, single spaces."""
    return " ".join(name.replace("’", "'").split())


@dataclass(frozen=True, slots=True)
class _Known:
    """The desk by the full names of its actors; `full` leads from every form of a name to it."""

    full: Mapping[str, str]
    preferred: Mapping[str, str]
    roles: Mapping[str, str]
    dropped: frozenset[str]
    watch: re.Pattern[str] | None

    def full_of(self, forms: Sequence[str]) -> str:
        """The full name of the actor of these forms: the office's where it has one, else the first form."""
        return next((self.full[form] for form in forms if form in self.full), forms[0])

    def printed(self, forms: Sequence[str]) -> str:
        """The name to print for the actor of these forms."""
        return self.one(self.preferred, (self.full_of(forms), *forms)) or self.full_of(forms)

    @staticmethod
    def one(given: Mapping[str, str], names: Iterable[str]) -> str | None:
        """What is given for the first of the names that has anything."""
        return next((given[name] for name in names if name in given), None)


@lru_cache(maxsize=8)
def _known(desk: Desk) -> _Known:
    full = {_plain(form): _plain(name) for name, forms in desk.same_as.items() for form in (name, *forms)}

    def by_name(given: Mapping[str, str]) -> dict[str, str]:
        return {full.get(_plain(name), _plain(name)): " ".join(value.split()) for name, value in given.items()}

    # What has been renamed is known by its new name too.
    full |= {_plain(new): full[_plain(name)] for name, new in desk.preferred.items() if _plain(name) in full}
    dropped = frozenset(full.get(name, name) for name in map(_plain, desk.not_actor))
    return _Known(full, by_name(desk.preferred), by_name(desk.roles), dropped, _watch(desk.watch))


def _watch(words: Sequence[str]) -> re.Pattern[str] | None:
    """Finds any of the words or names as whole words, in capitals or not."""
    terms = sorted({re.escape(_plain(word)) for word in words if word.strip()}, key=lambda term: (-len(term), term))
    return re.compile(rf"(?<!\w)(?:{'|'.join(terms)})(?!\w)", re.IGNORECASE) if terms else None


# ------------------------------------------------------------------ one actor


@dataclass(frozen=True, slots=True)
class _Part:
    """The actor at an index of the analysis, its surest forms, its full name by the office, and the name it gets.

    `same`: the office has joined forms under this full name.
    """

    at: int
    actor: Actor
    forms: tuple[str, ...]
    full: str
    name: str
    same: bool = False
    dropped: bool = False

    @property
    def is_full(self) -> bool:
        """Whether the article has the full name."""
        return self.actor.name == self.full


def _part(at: int, actor: Actor, known: _Known) -> _Part:
    if actor.unnamed:
        return _Part(at, actor, (), actor.name, actor.name)
    forms = _sure_forms(actor, known)
    full = known.full_of(forms)
    # Of an actor whose forms the office has joined only the name counts: what is joined may bring any alias along.
    if known.dropped.intersection((full,) if full in known.full else (full, *forms)):
        return _Part(at, actor, forms, full, actor.name, dropped=True)
    return _Part(at, actor, forms, full, known.printed(forms), same=full in known.full)


def _sure_forms(actor: Actor, known: _Known) -> tuple[str, ...]:
    """The name and the aliases that nobody else can bear: no lone surname, no other form of the office's full names.

    An article in which "K. Holm" is Klaus Holm knows better than an office that has only heard of Karin Holm.
    """
    own = [form for form in actor.aliases if actor.kind != "person" or " " in form]
    return (actor.name, *(form for form in own if known.full.get(form, form) == form))


def _groups(parts: Sequence[_Part]) -> list[list[_Part]]:
    """Parts that are one actor, the one with the full name first: forms of one name, or of a kind and a new name.

    Forms that the office joins are one even where two kinds were found: a kind was then guessed by its shape.
    """
    order = sorted(parts, key=lambda part: not part.is_full)
    kinds: dict[str, Kind] = {}
    for part in order:
        kinds.setdefault(part.full, part.actor.kind)
    keys = {part.at: (part.name, kinds[part.full] if part.same else part.actor.kind) for part in parts}
    new = {keys[part.at] for part in parts if part.name != part.actor.name}
    groups: dict[object, list[_Part]] = {}
    for part in order:
        alone = part.dropped or part.actor.unnamed or keys[part.at] not in new
        groups.setdefault(part.at if alone else keys[part.at], []).append(part)
    return sorted(groups.values(), key=lambda group: min(part.at for part in group))


def _is_touched(group: Sequence[_Part], known: _Known) -> bool:
    changed = len(group) > 1 or group[0].name != group[0].actor.name
    return changed or _role_given(group, known) is not None or _is_watched(group, known)


def _role_given(group: Sequence[_Part], known: _Known) -> str | None:
    """The office's role, where the article gives none."""
    if any(part.actor.role for part in group):
        return None
    return known.one(known.roles, (form for part in group for form in (part.full, *part.forms)))


def _is_watched(group: Sequence[_Part], known: _Known) -> bool:
    if known.watch is None:
        return False
    forms = (form for part in group for form in (part.name, part.actor.name, *part.actor.aliases))
    return any(map(known.watch.search, forms))


def _joined(group: Sequence[_Part], said: Sequence[Quotation], known: _Known) -> Actor:
    """One actor of its parts: the name of the office, the first role of the article, else the role of the office."""
    if not _is_touched(group, known):
        return group[0].actor
    first, name = group[0].actor, group[0].name
    bearer = min((part.actor for part in group if part.actor.role), key=_cited_at, default=first)
    given = _role_given(group, known)
    forms = dict.fromkeys(form for part in group for form in (part.actor.name, *part.actor.aliases))
    own = {at for part in group for at in part.actor.statements}
    spoken = {at for at, q in enumerate(said) if q.speaker and q.speaker.name == name and not q.speaker.unnamed}
    return replace(
        first,
        name=name,
        role=given or bearer.role,
        affiliation=bearer.affiliation or next((p.actor.affiliation for p in group if p.actor.affiliation), None),
        aliases=tuple(form for form in forms if form != name),
        mentions=sum(part.actor.mentions for part in group),
        statements=tuple(sorted(own if first.unnamed else own | spoken)),
        role_cite=bearer.role_cite,
        watched=first.watched or _is_watched(group, known),
    )


def _cited_at(actor: Actor) -> tuple[bool, int]:
    """The source's roles before the office's, in their order in the article."""
    return (False, actor.role_cite.start) if actor.role_cite else (True, 0)


# ------------------------------------------------------------------ the rest of the analysis


def _ordered(actors: list[tuple[Actor, list[_Part]]]) -> list[tuple[Actor, list[_Part]]]:
    """The most named first, described sources at the end; as they stood where none were merged."""
    if all(len(group) == 1 for _, group in actors):
        return actors
    return sorted(actors, key=lambda pair: (pair[0].unnamed, -pair[0].mentions))


def _named(name: Name, place: Mapping[int, tuple[int, _Part, Actor]]) -> Name:
    """The name with the new index of its actor, and another kind where the actor has got one."""
    if name.actor is None:
        return name
    if name.actor not in place:
        return replace(name, actor=None)
    at, part, actor = place[name.actor]
    return replace(name, actor=at, kind=name.kind if part.actor.kind == actor.kind else actor.kind)


def _spoken(quotation: Quotation, names: Mapping[str, str], known: _Known) -> Quotation:
    """The quotation with its speaker under the name of the actor; a medium or a body may speak and be no actor."""
    speaker = quotation.speaker
    if speaker is None or speaker.unnamed:
        return quotation
    name = names.get(speaker.name) or known.printed((speaker.name,))
    return replace(quotation, speaker=replace(speaker, name=name))
