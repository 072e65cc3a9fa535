"""Mentions of bodies in, which acronym stands for which full name out.

"the Independent Election Commission (IEC)" says so; "IEC" alone is the one body of the article with these initials.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.language.names import Mention
from briefgen.language.roles import Scene

_ACRONYM = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*|[A-Z](?:\.[A-Z])+\.?")


def expanded(rows: Sequence[Sequence[Mention]], scenes: Sequence[Scene]) -> list[list[Mention]]:
    """The mentions of every sentence, those of acronyms under the full name."""
    bodies = [m for row in rows for m in row if m.kind == "organisation" and m.full]
    endings = scenes[0].words.org_endings if scenes else frozenset()
    nations = dict(_national(bodies, scenes))
    full = nations | dict(_firms(bodies, endings)) | dict(_initials(bodies)) | dict(_introduced(bodies, scenes))
    # An acronym that the article itself explains is that body, whatever a list makes of it.
    own = dict(_introduced(bodies, scenes))
    return [[_renamed(m, own.get(m.text) or full.get(m.full)) for m in row] for row in rows]


def _renamed(mention: Mention, full: str | None) -> Mention:
    return replace(mention, full=full) if full and mention.kind == "organisation" else mention


def _introduced(bodies: Sequence[Mention], scenes: Sequence[Scene]) -> Iterator[tuple[str, str]]:
    """Acronyms in brackets behind a name, and names in brackets behind an acronym."""
    for body in bodies:
        tokens = scenes[body.sentence].tokens
        behind = tokens[body.last : body.last + 3]
        if len(behind) == 3 and behind[0].text == "(" and behind[2].text == ")":
            if _ACRONYM.fullmatch(behind[1].core) and " " in body.full:
                yield behind[1].core, body.full
        elif _ACRONYM.fullmatch(body.full) and behind[:1] and behind[0].text == "(":
            named = next((b for b in bodies if b.sentence == body.sentence and b.first == body.last + 1), None)
            if named and " " in named.full:
                yield body.full, named.full


def _national(bodies: Sequence[Mention], scenes: Sequence[Scene]) -> Iterator[tuple[str, str]]:
    """Bodies of one nation: "Congress" for "U.S. Congress", where the article names no other nation's."""
    names = {body.full for body in bodies}
    owned: dict[str, set[str]] = {}
    for body in bodies:
        at = scenes[body.sentence].lists.at(scenes[body.sentence].tokens, body.first)
        short = body.full.partition(" ")[2] if at and at[1] == "country" and body.first + 1 == at[0] < body.last else ""
        if short in names:
            owned.setdefault(short, set()).add(body.full)
    for short, same in owned.items():
        if len(same) == 1:
            yield short, same.pop()


def _firms(bodies: Sequence[Mention], endings: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Short names of firms: "Holt" for "Holt Foods Inc", where no other firm of the article begins so."""
    names = {body.full for body in bodies}
    firms = [name for name in names if name.rsplit(maxsplit=1)[-1].rstrip(".") in endings]
    for short in names.difference(firms):
        same = [name for name in firms if name.startswith(f"{short} ")]
        if len(same) == 1:
            yield short, same[0]


def _initials(bodies: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """Acronyms that are the initials of one full name of the article, and of no other."""
    names = {body.full for body in bodies if " " in body.full}
    for acronym in {body.full for body in bodies if _ACRONYM.fullmatch(body.full)}:
        letters = acronym.replace(".", "")
        same = [name for name in names if _fits(name, letters)]
        if len(same) == 1:
            yield acronym, same[0]


def _fits(name: str, letters: str) -> bool:
    """Whether the capitals of a name are the letters; those of a nation before the name may be missing."""
    initials = "".join(word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper())
    return len(letters) > 1 and letters.isupper() and initials in {letters, initials[:1] + letters}
