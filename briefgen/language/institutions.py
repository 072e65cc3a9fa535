"""A sentence's tokens in, bodies without a name of their own out: "the defense ministry", "Japan's transport ministry".

News writes ministries and offices in lower case as often as not. One counts as an actor where its words say which it
is: a field ("defense"), a nation or a name before the noun. "The ministry" alone is nobody until it speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.language.names import Mention, Token, mention
from briefgen.language.roles import Scene


def institutions(scene: Scene) -> Iterator[Mention]:
    """The institutions of a sentence, in order; `full` is the name without the nation's possessive."""
    tokens = scene.tokens
    for head, token in enumerate(tokens):
        if token.core.lower() not in scene.words.offices or (token.possessive and head + 1 == len(tokens)):
            continue
        if head + 1 < len(tokens) and tokens[head + 1].core.lower() in scene.words.offices | scene.words.role_heads:
            continue  # "the defense ministry spokesman"
        first = _first(scene, head)
        if first < head and (not token.capital or not tokens[first].capital or first == head - 1):
            yield mention(scene.number, tokens, first, head + 1, "organisation")


def joined(rows: list[list[Mention]], own: frozenset[str]) -> list[list[Mention]]:
    """ "the defense ministry" is "Colombia's defense ministry" where the article has no other one.

    `own` are the names of institutions without a name of their own.
    """
    longer: dict[str, set[str]] = {}
    for name in own:
        for short in own:
            if name != short and name.lower().endswith(" " + short.lower()):
                longer.setdefault(short, set()).add(name)
    full = {short: next(iter(names)) for short, names in longer.items() if len(names) == 1}
    return [[replace(m, full=full[m.full]) if m.full in full else m for m in row] for row in rows]


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
