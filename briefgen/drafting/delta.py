"""A brief and the previous one in, the brief with what is new, updated, repeated and dropped out.

An extract follows the one of the previous brief that it is most alike by its words, where it is alike enough; it
updates it where a figure, a day, a name or the state of things differs, and else repeats it (`changes`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from math import log
from typing import Any, Literal

from briefgen.drafting.changes import is_changed
from briefgen.drafting.concepts import documents
from briefgen.drafting.statements import Statement, statement
from briefgen.model import Brief, Delta, Extract, Since, extracts_of

# On two nights of 59 sentences the least alike pair has 0.52, the most alike strangers 0.38.
_ALIKE = 0.45
_FIGURE = 2.0  # what a shared figure weighs, about as much as a rather common word

_SECTIONS = (
    "bottom_line", "developments", "background", "stakes", "figures", "reactions", "outlook", "questions",
    "discrepancies", "updates",
)  # fmt: skip

_Since = Literal["new", "updated", "repeated"]


def delta(brief: Brief, previous: Brief, language: str = "en") -> Brief:
    """The brief with `delta` filled and each extract's `since` set; nothing else is changed.

    Each extract follows at most one earlier one. An earlier one is dropped where no extract here is alike enough to
    follow it, though it may follow another.
    """
    here, before = _statements(brief, language), _statements(previous, language)
    likeness = _Likeness(here, before, language)
    known, pairs = set[int](), list[tuple[Statement, Statement | None]]()
    for one in here:
        alike = likeness.of(one)
        known.update(other for _, other in alike)
        pairs.append((one, before[alike[0][1]] if alike else None))
    since = {one.extract.number: _since(one, other) for one, other in pairs}
    return replace(
        _marked(brief, since),
        delta=Delta(
            previous.header.reference or previous.header.date,
            new=tuple(number for number, kind in since.items() if kind == "new"),
            updated=tuple(_pairs(pairs, since, "updated")),
            repeated=tuple(_pairs(pairs, since, "repeated")),
            dropped=tuple(
                Since(other.extract.number, other.extract.text) for at, other in enumerate(before) if at not in known
            ),
        ),
    )


def _statements(brief: Brief, language: str) -> tuple[Statement, ...]:
    told = {reference.number: reference.published for reference in brief.references}
    return tuple(
        statement(extract, (told.get(extract.cite.reference) or "")[:10] or None, language)
        for extract in extracts_of(brief)
    )


def _since(one: Statement, other: Statement | None) -> _Since:
    return "new" if other is None else "updated" if is_changed(one, other) else "repeated"


def _pairs(
    pairs: Sequence[tuple[Statement, Statement | None]], since: Mapping[int, _Since], kind: _Since
) -> Iterator[Since]:
    for one, other in pairs:
        if other is not None and since[one.extract.number] == kind:
            yield Since(other.extract.number, other.extract.text, one.extract.number)


# ------------------------------------------------------------------ which are alike


class _Likeness:
    """How alike statements of two briefs are, 0 to 1: twice the weight of what they share, by that of all they have.

    A word weighs by how rare it is in news and in these briefs together: the river that all is about tells little.
    """

    def __init__(self, here: Sequence[Statement], before: Sequence[Statement], language: str) -> None:
        total, known = documents(language)
        both = (*here, *before)
        uses = Counter(stem for one in both for stem in one.stems)
        articles = total + len(both) + 1
        self.rarity = {stem: log(articles / (known.get(stem, 0) + count)) for stem, count in uses.items()}
        self.before = before
        self.weights = [self._weight(one) for one in before]
        self.using: dict[str, list[int]] = defaultdict(list)
        for at, one in enumerate(before):
            for stem in one.stems:
                self.using[stem].append(at)

    def _weight(self, one: Statement) -> float:
        return sum(self.rarity[stem] for stem in one.stems)

    def of(self, one: Statement) -> list[tuple[float, int]]:
        """(likeness, place) of the earlier statements that are alike enough, the most alike first."""
        shared: dict[int, float] = defaultdict(float)
        for stem in one.stems:
            for at in self.using.get(stem, ()):
                shared[at] += self.rarity[stem]
        weight = self._weight(one)
        found = []
        for at, value in shared.items():
            figures = _FIGURE * len(one.figures & self.before[at].figures)
            alike = 2 * (value + figures) / (weight + self.weights[at] + 2 * figures)
            if alike >= _ALIKE:
                found.append((round(alike, 9), at))
        return sorted(found, key=lambda pair: (-pair[0], pair[1]))


# ------------------------------------------------------------------ the brief with its marks


def _marked(brief: Brief, since: Mapping[int, _Since]) -> Brief:
    return replace(brief, **{name: _with(getattr(brief, name), since) for name in _SECTIONS})


def _with(value: Any, since: Mapping[int, _Since]) -> Any:
    """The value with `since` set on every extract in it."""
    if isinstance(value, Extract):
        return replace(value, since=since[value.number])
    if isinstance(value, tuple):
        return tuple(_with(inner, since) for inner in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    inner = {one.name: getattr(value, one.name) for one in fields(value)}
    return replace(
        value, **{name: _with(part, since) for name, part in inner.items() if isinstance(part, Extract | tuple)}
    )
