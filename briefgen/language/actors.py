"""Names of all sentences in, the article's actors out: forms of one name merged, each with role and affiliation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefgen.language.lexicon import Lexicon
from briefgen.language.mentions import mentions, scenes
from briefgen.language.names import Known, Mention, Token, lists, token
from briefgen.language.people import People
from briefgen.language.recogniser import Found
from briefgen.language.roles import Scene, Titled
from briefgen.model import Actor, Cite, Kind, Sentence

_BELONGS = (["of"], ["from"], ["at"], ["with"])


@dataclass(frozen=True, slots=True)
class Cast:
    """Actors in the order of their importance; per sentence the mentions with the actor each names, and the roles."""

    scenes: tuple[Scene, ...]
    actors: tuple[Actor, ...]
    mentions: tuple[tuple[tuple[Mention, int | None], ...], ...]
    roles: tuple[tuple[Titled, ...], ...] = ()


def cast(
    tokens: Sequence[tuple[Token, ...]],
    found: Sequence[Sequence[Found]],
    sentences: Sequence[Sentence],
    text: str,
    words: Lexicon,
) -> Cast:
    """Finds and merges all actors of an article; `found` are the model's names of each sentence."""
    all_scenes = scenes(tokens, found, words)
    by_sentence, roles, people = mentions(all_scenes)
    return _merge(all_scenes, by_sentence, roles, people, sentences, text, words)


def _merge(
    all_scenes: tuple[Scene, ...],
    by_sentence: list[list[Mention]],
    roles: list[Titled],
    people: People,
    sentences: Sequence[Sentence],
    text: str,
    words: Lexicon,
) -> Cast:
    """One actor a full name; the role is the first that is more than a courtesy."""
    forms: dict[tuple[str, Kind], Counter[str]] = defaultdict(Counter)
    media = frozenset(words.media.values())
    for mention in (m for row in by_sentence for m in row if m.kind != "place" and m.full not in media):
        if mention.full and not mention.demonym and not mention.capital_city:
            forms[_key(mention)][mention.text] += 1
    order = sorted(forms, key=lambda key: (-sum(forms[key].values()), _first_place(by_sentence, key)))
    index = {key: at for at, key in enumerate(order)}
    found = _roles(roles, people, sentences, text, words)
    known = lists(words)
    named = [m for row in by_sentence for m in row if m.full]
    homes = dict(_homes(all_scenes, by_sentence))
    actors = tuple(
        _actor(key, forms[key], found.get(key[0]) if key[1] == "person" else None, named, known, homes.get(key[0]))
        for key in order
    )
    pairs = tuple(tuple((m, index.get(_key(m))) for m in row) for row in by_sentence)
    by_place: dict[int, list[Titled]] = defaultdict(list)
    for titled in roles:
        by_place[titled.mention.sentence].append(titled)
    return Cast(all_scenes, actors, pairs, tuple(tuple(by_place[scene.number]) for scene in all_scenes))


def _key(mention: Mention) -> tuple[str, Kind]:
    return (mention.full, mention.kind)


def _first_place(by_sentence: list[list[Mention]], key: tuple[str, Kind]) -> int:
    return next(m.start for row in by_sentence for m in row if _key(m) == key)


@dataclass(frozen=True, slots=True)
class _Role:
    text: str
    cite: Cite


def _roles(
    titled: list[Titled], people: People, sentences: Sequence[Sentence], text: str, words: Lexicon
) -> dict[str, _Role]:
    """Full name -> its role: the first that tells more than a rank, else the first rank; courtesies are none."""
    found: dict[str, _Role] = {}
    ranks: dict[str, _Role] = {}
    for item in sorted(titled, key=lambda t: t.role_start):
        written = text[item.role_start : item.role_end]
        if written.rstrip(".") in words.courtesies:
            continue
        name = people.full(item.mention.text) or item.mention.text
        sentence = sentences[item.mention.sentence]
        cite = Cite(0, item.role_start, item.role_end, sentence.paragraph, sentence.number, sentence.page)
        is_rank = all(words.is_rank(word) for word in written.split())
        (ranks if is_rank else found).setdefault(name, _Role(written, cite))
    return {**ranks, **found}


def _homes(all_scenes: Sequence[Scene], by_sentence: list[list[Mention]]) -> Iterator[tuple[str, str]]:
    """Persons and the body behind their name: "Karin Holm of the Orun Institute", the first of each last."""
    for scene, row in zip(reversed(all_scenes), reversed(by_sentence), strict=True):
        for person, body in pairwise(row):
            between = [token.core for token in scene.tokens[person.last : body.first]]
            joined = between[:1] in _BELONGS and between[1:] in ([], ["the"])
            if joined and person.kind == "person" and body.kind == "organisation" and body.full and not body.part:
                yield person.full, body.full


def _actor(
    key: tuple[str, Kind],
    forms: Counter[str],
    role: _Role | None,
    named: Sequence[Mention],
    known: Known,
    home: str | None,
) -> Actor:
    name, kind = key
    return Actor(
        name=name,
        kind=kind,
        role=role.text if role else None,
        affiliation=_affiliation(key, role, named, known, home),
        aliases=tuple(form for form, _ in forms.most_common() if form != name),
        mentions=sum(forms.values()),
        role_cite=role.cite if role else None,
    )


def _affiliation(
    key: tuple[str, Kind], role: _Role | None, named: Sequence[Mention], known: Known, home: str | None
) -> str | None:
    """Whom a role or a body's name says it belongs to: a body in the role, one behind the name, a country."""
    name, kind = key
    if kind == "organisation":
        nation = affiliation_of(name, known)
        return nation if nation in known.nations else None
    if not role:
        return home
    within = [m for m in named if role.cite.start <= m.start and m.end <= role.cite.end and not m.part]
    inside = [m for m in within if m.kind == "organisation"]
    return inside[0].full if inside else home or affiliation_of(role.text, known)


def affiliation_of(role: str, known: Known) -> str | None:
    """The body or country inside a role: "Israeli Prime Minister" -> "Israel"; a body before a country."""
    parts = [token(part, 0, len(part)) for part in role.replace("’", "'").replace(",", " ").split()]
    country: str | None = None
    for at in range(len(parts)):
        found = known.at(parts, at)
        if found and found[1] == "organisation":
            return found[2]
        if found and found[1] == "country" and not country:
            country = found[2]
    return country
