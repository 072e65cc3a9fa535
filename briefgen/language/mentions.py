"""Evidence for names in, the mentions of each sentence out: which words name whom, without overlaps.

Evidence in the order of its strength: a title beside a name; the longest of listed bodies and the model's
organisations; the model's persons; listed countries and regions; a run of capitals beside a verb of speech; the
model's places.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefgen.language.acronyms import expanded
from briefgen.language.institutions import institutions, joined
from briefgen.language.lexicon import Lexicon
from briefgen.language.names import (
    Mention,
    Token,
    beginnings,
    known_mentions,
    lists,
    organisations,
    person,
    run_at,
    written_of,
)
from briefgen.language.people import People, family_first
from briefgen.language.recogniser import Found
from briefgen.language.roles import Scene, Titled, appositions, titles
from briefgen.model import Kind

_KINDS: dict[str, Kind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}


def scenes(tokens: Sequence[tuple[Token, ...]], found: Sequence[Sequence[Found]], words: Lexicon) -> tuple[Scene, ...]:
    """Each sentence with the names the lists and the model see in it."""
    known = lists(words)
    made = []
    for number, (sentence, row) in enumerate(zip(tokens, found, strict=True)):
        seen = tuple(_seen(number, sentence, row))
        persons = [m for m in seen if m.kind == "person"]
        listed = tuple(
            m
            for m in known_mentions(number, sentence, known, words.locative)
            if not any(p.first <= m.first and m.last <= p.last for p in persons)
        )
        made.append(Scene(number, sentence, listed, seen, known, words, beginnings(sentence)))
    return tuple(made)


def _seen(number: int, sentence: Sequence[Token], found: Sequence[Found]) -> Iterator[Mention]:
    """The model's names as mentions; one that is part of a word ("China" in "US-China") is marked so."""
    starts = [token.start for token in sentence]
    for name in found:
        first = bisect_right(starts, name.start) - 1
        last = bisect_right(starts, name.end - 1)
        part = sentence[first].start != name.start or name.end not in {sentence[last - 1].stop, sentence[last - 1].end}
        whole = sentence[first:last]
        text = written_of(whole)
        if part:  # "U.N." of "U.N.-backed"
            text = text[name.start - whole[0].start : len(text) - max(0, whole[-1].stop - name.end)]
        yield Mention(number, first, last, name.start, name.end, text, _KINDS[name.kind], text, part=part)


def mentions(all_scenes: Sequence[Scene]) -> tuple[list[list[Mention]], list[Titled], People]:
    """(mentions of each sentence in order, roles with their persons, who each form stands for)."""
    found = [[t for t in (*titles(scene), *appositions(scene)) if _holds(scene, t)] for scene in all_scenes]
    roles = [titled for row in found for titled in row]
    persons = [_persons(scene, [t.mention for t in row]) for scene, row in zip(all_scenes, found, strict=True)]
    sure = _sure(all_scenes, persons, roles)
    people = People(sure)
    family = family_first([scene.tokens for scene in all_scenes], people, sure)
    own: dict[int, list[Mention]] = defaultdict(list)
    for mention in sure:
        own[mention.sentence].append(mention)
    offices = [list(institutions(scene)) for scene in all_scenes]
    rows = [
        _row(scene, own[scene.number], unnamed, people, family)
        for scene, unnamed in zip(all_scenes, offices, strict=True)
    ]
    names = [m.full for unnamed in offices for m in unnamed]
    if names:
        rows = joined(rows, names, all_scenes[0].words)
    return expanded(rows, all_scenes), roles, people


def _holds(scene: Scene, titled: Titled) -> bool:
    """Whether the model does not see a longer body where a title rule sees a person."""
    own = titled.mention
    over = [m for m in scene.seen if m.kind == "organisation" and m.first <= own.first and own.last <= m.last]
    return not any(m.last - m.first > own.last - own.first for m in over)


def _persons(scene: Scene, titled: Sequence[Mention]) -> list[Mention]:
    """Mentions of one sentence that may be persons, the surest first."""
    bodies = [m for m in scene.seen if m.kind == "organisation"]
    seen = [m for m in scene.seen if m.kind == "person" and not m.part]
    speaking = [m for m in _speaking(scene) if not any(b.first < m.last and m.first < b.last for b in bodies)]
    return _distinct([*titled, *seen, *speaking])


def _sure(all_scenes: Sequence[Scene], persons: Sequence[list[Mention]], roles: Sequence[Titled]) -> list[Mention]:
    """Without single words that nothing else in the article shows to be a person."""
    flat = [m for row in persons for m in row]
    titled = {t.mention.text for t in roles}
    whole = {word for m in flat if " " in m.text for word in (m.text.split()[0], m.text.split()[-1])}
    speaks = {m.text for m in flat if " " not in m.text and _speaks(all_scenes[m.sentence], m)}
    return [m for m in flat if " " in m.text or m.text in titled | whole | speaks]


def _speaks(scene: Scene, mention: Mention) -> bool:
    """Whether a name stands beside a verb of speech."""
    tokens = scene.tokens
    near = [tokens[mention.first - 1]] if mention.first else []
    near += [tokens[mention.last]] if mention.last < len(tokens) else []
    return any(token.text in scene.words.quoting for token in near)


def _speaking(scene: Scene) -> Iterator[Mention]:
    """Runs of two to four name words beside a verb of speech: "said Amina Diallo", "Amina Diallo said"."""
    quoting = scene.words.quoting
    begins = scene.begins
    at = 0
    while at < len(scene.tokens):
        if not scene.tokens[at].capital:
            at += 1
            continue
        last = run_at(scene.tokens, at, scene.words, begins)
        free = not any(scene.known_at(i) or scene.tokens[i].core in scene.words.org_heads for i in range(at, last))
        if last - at > 2 and scene.tokens[at].core in scene.words.not_names:
            at += 1  # "Conservative Karin Holm"
        if 2 <= last - at <= 4 and free:
            before = scene.tokens[at - 1].core if at else ""
            free = before not in scene.words.prepositions and before not in {"the", "and"}
            behind = scene.tokens[last].core if last < len(scene.tokens) else ""
            # "told South Aldorf residents"
            free = free and not (last < len(scene.tokens) and scene.tokens[last].tag in {"NN", "NNS"})
            # "Rahela Begum, 29, spent two nights on a roof": who has an age is a person.
            aged = [token.text for token in scene.tokens[last : last + 3 : 2]] == [",", ","]
            aged = aged and scene.tokens[last + 1].core.isdigit()
            if free and (before in quoting or behind in quoting or aged):
                yield person(scene.number, scene.tokens, at, last)
        at = max(last, at + 1)


def _row(
    scene: Scene, own: list[Mention], offices: Sequence[Mention], people: People, family: frozenset[str]
) -> list[Mention]:
    """All mentions of one sentence, the surest at each place."""
    persons = _people_in(scene, people, own, family)
    taken = frozenset(i for m in persons for i in range(m.first, m.last))
    led = {
        m.first for m in persons if m.last < len(scene.tokens) and scene.tokens[m.last].core in scene.words.following
    }
    bodies = [*organisations(scene.number, scene.tokens, taken, scene.known, scene.words, scene.begins)]
    bodies += [m for m in scene.seen if m.kind == "organisation"]
    bodies += [m for m in scene.known if m.kind == "organisation"]
    bodies += [m for m in offices if not taken.intersection(range(m.first, m.last)) or m.first in led]
    bodies = [m for m in bodies if not _is_portfolio(scene, m)]
    bodies.sort(key=lambda m: (m.first - m.last, not m.full or m.full == m.text))
    places = [m for m in scene.seen if m.kind == "place"]
    listed = [m for m in scene.known if m.kind != "organisation"]
    surer = [m for m in persons if m.first not in led]
    return sorted(_distinct([*surer, *bodies, *persons, *listed, *places]), key=lambda m: m.start)


def _is_portfolio(scene: Scene, body: Mention) -> bool:
    """Whether a body is none, but what a minister is over: "Turkish Energy" before "Minister"."""
    behind = scene.tokens[body.last].core.lower() if body.last < len(scene.tokens) else ""
    field = scene.tokens[body.last - 1].core.lower() in scene.words.fields
    return field and behind in scene.words.portfolio_heads and body.text not in scene.words.bodies


def _people_in(scene: Scene, people: People, own: Sequence[Mention], family: frozenset[str]) -> list[Mention]:
    """Every mention of a person of the article in one sentence, the longest at each place."""
    found = [replace(mention, full=_bearer(mention.text, people)) for mention in own]
    taken = {i for mention in own for i in range(mention.first, mention.last)}
    bodies = [m for m in scene.seen if m.kind == "organisation" and m.last - m.first > 1]
    taken |= {i for m in bodies for i in range(m.first, m.last)}
    begins = scene.begins
    at = 0
    while at < len(scene.tokens):
        last = run_at(scene.tokens, at, scene.words, begins) if scene.tokens[at].capital and at not in taken else at
        if last == at:
            at += 1
            continue
        mention = person(scene.number, scene.tokens, at, last)
        full = people.full(mention.text)
        if full is None and last - at == 1:
            first = people.by_first(mention.text) if mention.text in family else None
            full = first or people.by_part(mention.text)
        if full and not any(scene.known_at(i) for i in range(at, last)):
            found.append(replace(mention, full=full))
        at = last
    return found


def _bearer(text: str, people: People) -> str:
    """The full name a form stands for; "" for a surname that several bear: then it is nobody's."""
    return people.full(text) or ("" if people.is_shared(text) else text)


def _distinct(found: Iterable[Mention]) -> list[Mention]:
    """Without mentions that overlap an earlier one of the list."""
    kept: list[Mention] = []
    for mention in found:
        if not any(m.sentence == mention.sentence and m.start < mention.end and mention.start < m.end for m in kept):
            kept.append(mention)
    return kept
