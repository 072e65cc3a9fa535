"""A sentence's tokens in, bodies without a name of their own out: "the defense ministry", "Japan's transport ministry".

News writes ministries and offices in lower case as often as not. One counts as an actor where its words say which it
is: a field ("defense"), a nation or a name before the noun. "The ministry" alone is nobody until it speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.language.lexicon import Lexicon
from briefgen.language.names import Mention, Token, mention
from briefgen.language.roles import Scene


def institutions(scene: Scene) -> Iterator[Mention]:
    """The institutions of a sentence, in order; `full` is the name without the nation's possessive."""
    tokens = scene.tokens
    for head, token in enumerate(tokens):
        if token.core.lower() not in scene.words.offices or (token.possessive and head + 1 == len(tokens)):
            continue
        behind = tokens[head + 1].core.lower() if head + 1 < len(tokens) else ""
        if behind in scene.words.offices or behind in scene.words.role_heads:
            continue  # "the defense ministry spokesman"
        first = _first(scene, head)
        if first < head and (not token.capital or not tokens[first].capital or first == head - 1):
            yield mention(scene.number, tokens, first, head + 1, "organisation")


def joined(rows: list[list[Mention]], own: Sequence[str], words: Lexicon) -> list[list[Mention]]:
    """One name for what is one institution.

    "Colombia's army" is the "Colombian army"; "the army" is either where the article has no other one. `own` are the
    names of institutions without a name of their own, in their order.
    """
    names: dict[tuple[str, str], str] = {}
    full: dict[str, str] = {}
    for name in dict.fromkeys(own):
        full[name] = names.setdefault(_nation(name, words), name)
    for short in [name for name in full if not _nation(name, words)[0]]:
        longer = {first for (nation, noun), first in names.items() if nation and noun == short.lower()}
        if len(longer) == 1:
            full[short] = longer.pop()
    return [[replace(m, full=full.get(m.full, m.full)) for m in row] for row in rows]


def _nation(name: str, words: Lexicon) -> tuple[str, str]:
    """(country or "", the rest in lower case) of an institution's name."""
    parts = name.split()
    for length in range(min(4, len(parts) - 1), 0, -1):
        front = " ".join(parts[:length]).removesuffix("'s")
        nation = words.demonyms.get(front) or words.countries.get(front)
        if nation:
            return nation, " ".join(parts[length:]).lower()
    return "", name.lower()


def _first(scene: Scene, head: int) -> int:
    """Where the words that say which institution it is begin; `head` where none do."""
    tokens = scene.tokens
    first = head
    while first > 0 and _field(scene, tokens, first - 1):
        first -= 1
    nation = next((m for m in scene.known if m.last == first and m.kind == "country"), None)
    if nation and (nation.demonym or tokens[first - 1].possessive):
        return nation.first
    person = next((m for m in scene.seen if m.last == first and m.kind == "person" and not m.part), None)
    if person and first == head and not tokens[first - 1].possessive and tokens[head].core in scene.words.following:
        return person.first  # "the Trump administration"
    return first


def _field(scene: Scene, tokens: Sequence[Token], at: int) -> bool:
    """Whether a token says what an institution is for: "defense", "attorney general's", "election"."""
    return bool({tokens[at].core.lower(), tokens[at].text.lower()} & scene.words.fields)
