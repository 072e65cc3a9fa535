"""The articles of a story in, differences out: one quantity with several values, side by side.

A later value of the same account is an update. A value that an article gives of its own and one that it reports of
somebody else are both held against those of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.drafting.contests import Held, Pair, contests, heeded, held
from briefgen.drafting.units import Unit

_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Telling:
    """One article of a story.

    `account`: the number of its independent account; articles that go back to one text share it. `published`: the
    ISO moment of publication, "" where it is not known.
    """

    units: tuple[Unit, ...]
    account: int
    published: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A value as a unit states it: `text` word for word ("at least 17"), `telling`: the place of its article."""

    text: str
    unit: Unit
    telling: int


@dataclass(frozen=True, slots=True)
class Difference:
    """The same quantity with different values.

    `quantity`: deciding words as an article has them ("killed"). `values`: a group for each value with all who state
    it, in the order of time. `updated`: all come from one account, a later one replaces an earlier.
    """

    quantity: str
    values: tuple[tuple[Stated, ...], ...]
    updated: bool


def differences(tellings: Sequence[Telling]) -> tuple[Difference, ...]:
    """Every quantity of a story with different values, in the order in which the articles come to it.

    Where accounts differ, what one of them stated before stands beside what it states now; that is an update, too.
    """
    own = [
        one
        for at, telling in enumerate(tellings)
        for one in held(telling.units, at, telling.account, telling.published, _LANGUAGE)
    ]
    by_kind: dict[str, list[Held]] = {}
    for one in heeded(own):
        by_kind.setdefault(one.claim.kind, []).append(one)
    return tuple(difference for of_kind in by_kind.values() for difference in _of_kind(of_kind))


def _of_kind(of_kind: Sequence[Held]) -> Iterator[Difference]:
    """The discrepancies among the claims of one kind, then the updates."""
    pairs = contests(of_kind, _LANGUAGE)
    across = [
        pair
        for pair in pairs
        if pair[0].account != pair[1].account and not (_replaced(*pair, pairs) or _replaced(*pair[::-1], pairs))
    ]
    across += [pair for pair in pairs if pair[0].telling == pair[1].telling]
    for part in _connected(across):
        older = [one for a, b in pairs if a.account == b.account and (a in part or b in part) for one in (a, b)]
        yield _difference(_with_all([*part, *older], of_kind), updated=False)
    for account in dict.fromkeys(one.account for one in of_kind):
        within = [(a, b) for a, b in pairs if a.account == b.account == account and a.telling != b.telling]
        for part in _connected(within):
            yield _difference(_with_all(part, [one for one in of_kind if one.account == account]), updated=True)


def _replaced(one: Held, by: Held, pairs: Sequence[Pair]) -> bool:
    """Whether its account had given another value before the other article came out."""
    others = (other for pair in pairs if one in pair for other in pair)
    later = (other for other in others if other.account == one.account and other.published > one.published)
    return any(other.published <= by.published for other in later)


def _connected(pairs: Sequence[Pair]) -> list[list[Held]]:
    """The claims of the pairs, those that hang together in one list."""
    parts: list[list[Held]] = []
    for pair in pairs:
        near = [part for part in parts if pair[0] in part or pair[1] in part]
        parts = [part for part in parts if part not in near]
        parts.append(list(dict.fromkeys([one for part in near for one in part] + list(pair))))
    return parts


def _with_all(part: Sequence[Held], of_kind: Sequence[Held]) -> list[Held]:
    """With all who state one of the values."""
    more = (one for one in of_kind if one.whose != "part" and any(_joins(one, own) for own in part))
    return list(dict.fromkeys([*part, *more]))


def _joins(one: Held, own: Held) -> bool:
    return one.claim.agrees(own.claim) and one.claim.group in {own.claim.group, ""}


def _difference(part: Sequence[Held], *, updated: bool) -> Difference:
    """The claims as groups, one for each value; what leaves least open makes a group first."""
    groups: list[list[Held]] = []
    for one in sorted(part, key=lambda one: (one.claim.width, one.when)):
        group = next((own for own in groups if one.claim.agrees(own[0].claim)), None)
        if group is None:
            groups.append([one])
        elif all(one.telling != own.telling for own in group):
            group.append(one)
    ordered = sorted((sorted(group, key=lambda one: one.when) for group in groups), key=lambda group: group[0].when)
    values = tuple(tuple(Stated(one.claim.text, one.claim.unit, one.telling) for one in group) for group in ordered)
    return Difference(ordered[0][0].claim.words, values, updated)
