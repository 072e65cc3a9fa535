"""Names of all sentences in, the article's actors out: forms of one name merged, each with role and affiliation.

A surname alone is its full name ("Holm" after "Karin Holm") where only one person in the article bears it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.language.lexicon import Lexicon
from briefgen.language.names import Known, Mention, Token, beginnings, known_mentions, organisations, person, run_at
from briefgen.language.roles import Scene, Titled, appositions, titles
from briefgen.model import Actor, Cite, Kind, Sentence


@dataclass(frozen=True, slots=True)
class Cast:
    """Actors in the order of their importance, and per sentence the mentions with the actor each names (or None)."""

    scenes: tuple[Scene, ...]
    actors: tuple[Actor, ...]
    mentions: tuple[tuple[tuple[Mention, int | None], ...], ...]


def scenes(tokens: Sequence[tuple[Token, ...]], words: Lexicon) -> tuple[Scene, ...]:
    """Each sentence with the names that need no context."""
    known = Known(words)
    return tuple(
        Scene(number, sentence, tuple(known_mentions(number, sentence, known)), known, words)
        for number, sentence in enumerate(tokens)
    )


def _speaking(scene: Scene) -> Iterator[Mention]:
    """Runs of two to four name words beside a verb of speech: "said Amina Diallo", "Amina Diallo said"."""
    quoting, _ = scene.words.speech
    begins = beginnings(scene.tokens)
    at = 0
    while at < len(scene.tokens):
        last = run_at(scene.tokens, at, scene.words, begins)
        free = not any(scene.known_at(i) or scene.tokens[i].core in scene.words.org_heads for i in range(at, last))
        if 2 <= last - at <= 4 and free:
            before = scene.tokens[at - 1].core if at else ""
            free = before not in {"of", "for", "the", "and", "in", "at", "from", "by", "with", "to"}
            behind = scene.tokens[last].core if last < len(scene.tokens) else ""
            # "Rahela Begum, 29, spent two nights on a roof": who has an age is a person.
            aged = [token.text for token in scene.tokens[last : last + 3 : 2]] == [",", ","]
            aged = aged and scene.tokens[last + 1].core.isdigit()
            if free and (before in quoting or behind in quoting or aged):
                yield person(scene.number, scene.tokens, at, last)
        at = max(last, at + 1)


def _recurring(all_scenes: Sequence[Scene]) -> Iterator[Mention]:
    """Runs of two or three name words whose last word comes again alone: how an article speaks of a person."""
    lone: Counter[str] = Counter()
    runs: list[tuple[Scene, int, int]] = []
    for scene in all_scenes:
        begins = beginnings(scene.tokens)
        at = 0
        while at < len(scene.tokens):
            last = run_at(scene.tokens, at, scene.words, begins)
            free = not any(scene.known_at(i) or scene.tokens[i].core in scene.words.org_heads for i in range(at, last))
            if last - at == 1 and free:
                lone[scene.tokens[at].core] += 1
            elif 2 <= last - at <= 3 and free:
                runs.append((scene, at, last))
            at = max(last, at + 1)
    for scene, first, last in runs:
        if lone[scene.tokens[last - 1].core]:
            yield person(scene.number, scene.tokens, first, last)


def _surname(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1]


class _People:
    """Which form of a name stands for whom."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        by_surname: dict[str, Counter[str]] = defaultdict(Counter)
        self._firsts: dict[str, set[str]] = defaultdict(set)
        for mention in mentions:
            by_surname[_surname(mention.text)][mention.text] += 1
        self._full: dict[str, set[str]] = {}
        for surname, forms in by_surname.items():
            whole = [form for form in forms if " " in form] or list(forms)
            # "Jan K. Weber" and "Jan Weber" are one: the same first word.
            firsts = {form.split()[0] for form in whole}
            longest = {max((f for f in whole if f.split()[0] == first), key=lambda f: (len(f), f)) for first in firsts}
            self._full[surname] = longest
            for form in longest:
                if " " in form:
                    self._firsts[form.split()[0]].add(form)

    def full(self, text: str) -> str | None:
        """The full name a form stands for; None where nobody or more than one bears it."""
        surname = _surname(text)
        # A sentence that begins with "al-Sisi" writes "Al-Sisi".
        candidates = self._full.get(surname) or self._full.get(surname[:1].lower() + surname[1:], set())
        if " " in text:
            same = [form for form in candidates if form.split()[0] == text.split(maxsplit=1)[0]]
            return same[0] if same else None
        return next(iter(candidates)) if len(candidates) == 1 else None

    def by_part(self, text: str) -> str | None:
        """The full name a form stands for as a middle word: "Quintero" of "Mariana Quintero Salas"."""
        bearers = {form for forms in self._full.values() for form in forms if text in form.split()[1:-1]}
        return next(iter(bearers)) if len(bearers) == 1 else None

    def by_first(self, text: str) -> str | None:
        """The full name of a form that is a first word, as family names are in Chinese or Korean."""
        candidates = self._firsts.get(text, set())
        return next(iter(candidates)) if len(candidates) == 1 else None


def _people_in(scene: Scene, people: _People, titled: Sequence[Mention], family_first: frozenset[str]) -> list[Mention]:
    """Every mention of a known person in one sentence, the longest at each place."""
    taken = {i for mention in titled for i in range(mention.first, mention.last)}
    found = [replace(mention, full=people.full(mention.text) or mention.text) for mention in titled]
    begins = beginnings(scene.tokens)
    at = 0
    while at < len(scene.tokens):
        last = run_at(scene.tokens, at, scene.words, begins)
        if last == at or at in taken:
            at += 1
            continue
        mention = person(scene.number, scene.tokens, at, last)
        full = people.full(mention.text)
        if full is None and last - at == 1:
            first = people.by_first(mention.text) if mention.text in family_first else None
            full = first or people.by_part(mention.text)
        if full and not any(scene.known_at(i) for i in range(at, last)):
            found.append(replace(mention, full=full))
        at = last
    return found


def _family_first(all_scenes: Sequence[Scene], people: _People, titled: Sequence[Mention]) -> frozenset[str]:
    """First words of names that come again alone while the last words never do."""
    lone = Counter(token.core for scene in all_scenes for token in scene.tokens if token.capital)
    whole = [mention.text.split() for mention in titled if " " in mention.text]
    counts = Counter(name for name in (tuple(parts) for parts in whole))
    firsts = set()
    for parts, count in counts.items():
        if lone[parts[0]] > count and lone[parts[-1]] <= count and people.by_first(parts[0]):
            firsts.add(parts[0])
    return frozenset(firsts)


def cast(tokens: Sequence[tuple[Token, ...]], sentences: Sequence[Sentence], text: str, words: Lexicon) -> Cast:
    """Finds and merges all actors of an article."""
    all_scenes = scenes(tokens, words)
    roles = [titled for scene in all_scenes for titled in (*titles(scene), *appositions(scene))]
    sure = [titled.mention for titled in roles]
    candidates = _distinct([*sure, *(m for scene in all_scenes for m in _speaking(scene)), *_recurring(all_scenes)])
    people = _People(candidates)
    family = _family_first(all_scenes, people, candidates)
    by_sentence: list[list[Mention]] = []
    for scene in all_scenes:
        own = _distinct([m for m in candidates if m.sentence == scene.number])
        persons = _people_in(scene, people, own, family)
        taken = frozenset(i for m in (*persons, *scene.known) for i in range(m.first, m.last) if m not in scene.known)
        bodies = list(organisations(scene.number, scene.tokens, taken, scene.known, words))
        covered = {i for m in (*persons, *bodies) for i in range(m.first, m.last)}
        known = [m for m in scene.known if not covered.intersection(range(m.first, m.last))]
        by_sentence.append(sorted([*persons, *bodies, *known], key=lambda m: m.start))
    return _merge(all_scenes, by_sentence, roles, people, sentences, text, words)


def _distinct(mentions: Iterable[Mention]) -> list[Mention]:
    """Without mentions that overlap an earlier one of the list."""
    kept: list[Mention] = []
    taken: set[tuple[int, int]] = set()
    for mention in mentions:
        places = {(mention.sentence, i) for i in range(mention.first, mention.last)}
        if not places & taken:
            kept.append(mention)
            taken |= places
    return kept


def _merge(
    all_scenes: tuple[Scene, ...],
    by_sentence: list[list[Mention]],
    roles: list[Titled],
    people: _People,
    sentences: Sequence[Sentence],
    text: str,
    words: Lexicon,
) -> Cast:
    """One actor a full name; the role is the first that is more than a courtesy."""
    forms: dict[tuple[str, Kind], Counter[str]] = defaultdict(Counter)
    for mention in (m for row in by_sentence for m in row if m.kind != "place" and m.full not in words.media.values()):
        if not mention.demonym and not mention.capital_city:
            forms[_key(mention)][mention.text] += 1
    order = sorted(forms, key=lambda key: (-sum(forms[key].values()), _first_place(by_sentence, key)))
    index = {key: at for at, key in enumerate(order)}
    found = _roles(roles, people, sentences, text, words)
    known = all_scenes[0].names if all_scenes else Known(words)
    actors = tuple(_actor(key, forms[key], found.get(key[0]) if key[1] == "person" else None, known) for key in order)
    pairs = tuple(tuple((m, index.get(_key(m))) for m in row) for row in by_sentence)
    return Cast(all_scenes, actors, pairs)


def _key(mention: Mention) -> tuple[str, Kind]:
    return (mention.full, mention.kind)


def _first_place(by_sentence: list[list[Mention]], key: tuple[str, Kind]) -> int:
    return next(m.start for row in by_sentence for m in row if _key(m) == key)


@dataclass(frozen=True, slots=True)
class _Role:
    text: str
    cite: Cite


def _roles(
    titled: list[Titled], people: _People, sentences: Sequence[Sentence], text: str, words: Lexicon
) -> dict[str, _Role]:
    """Full name -> its role: the first one that is no mere courtesy."""
    found: dict[str, _Role] = {}
    for item in sorted(titled, key=lambda t: t.role_start):
        written = text[item.role_start : item.role_end]
        if written.rstrip(".") in words.courtesies:
            continue
        name = people.full(item.mention.text) or item.mention.text
        sentence = sentences[item.mention.sentence]
        cite = Cite(0, item.role_start, item.role_end, sentence.paragraph, sentence.number, sentence.page)
        found.setdefault(name, _Role(written, cite))
    return found


def _actor(key: tuple[str, Kind], forms: Counter[str], role: _Role | None, known: Known) -> Actor:
    name, kind = key
    aliases = tuple(form for form, _ in forms.most_common() if form != name)
    affiliation = affiliation_of(role.text, known) if role else None
    return Actor(
        name=name,
        kind=kind,
        role=role.text if role else None,
        affiliation=affiliation,
        aliases=aliases,
        mentions=sum(forms.values()),
        role_cite=role.cite if role else None,
    )


def affiliation_of(role: str, known: Known) -> str | None:
    """The body or country inside a role: "Israeli Prime Minister" -> "Israel"; a body before a country."""
    parts = [Token(0, 0, 0, part, part.removesuffix("'s")) for part in role.replace("’", "'").replace(",", " ").split()]
    country: str | None = None
    for at in range(len(parts)):
        found = known.at(parts, at)
        if found and found[1] == "organisation":
            return found[2]
        if found and found[1] == "country" and not country:
            country = found[2]
    return country
