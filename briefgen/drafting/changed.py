"""A brief with its delta in, the brief of what has changed alone out: what is new and what is told otherwise now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.drafting.fit import renumbered
from briefgen.model import Brief, Delta, Extract, Item, extracts_of


def changed(brief: Brief) -> Brief | None:
    """The extracts that are new or updated, and those without which one of them misleads; None where all is as before.

    They are numbered in the order of print: what is told otherwise, what is new, what is needed; in each by story.
    What the previous brief told and this one does not is still listed: `delta.dropped`.
    """
    delta = brief.delta
    if delta is None or not (delta.new or delta.updated or delta.dropped):
        return None
    kept = _needed(brief, {*delta.new, *(pair.number for pair in delta.updated if pair.number)})
    smaller = renumbered(brief, {number: at for at, number in enumerate(_in_print(brief, kept), 1)})
    actors = tuple(actor for actor in smaller.actors if actor.named_in or actor.statements)
    alone = replace(smaller.delta or Delta(""), alone=True)
    return replace(smaller, actors=actors, delta=alone, left_out_of=(), reserve=())


def _needed(brief: Brief, kept: set[int]) -> frozenset[int]:
    """The numbers, and those that have to stand beside one of them: a row of values is printed whole or not at all."""
    printed = {extract.number: extract for extract in extracts_of(brief)}
    rows = [frozenset(map(_number, row)) for row in _rows(brief)]
    found: set[int] = set()
    waiting = {number for number in kept if number in printed}
    while waiting:
        number = waiting.pop()
        found.add(number)
        more = {*printed[number].keep_with, *(other for row in rows if number in row for other in row)}
        waiting |= (more & printed.keys()) - found
    return frozenset(found)


def _rows(brief: Brief) -> Iterator[tuple[Item, ...]]:
    """The rows of values that alone print one of their extracts."""
    for found in (*brief.discrepancies, *brief.updates):
        items = tuple(value.extract for value in found.values)
        if any(isinstance(item, Extract) for item in items):
            yield items


def _number(item: Item) -> int:
    return item.number if isinstance(item, Extract) else item.ref


_ORDER = {"updated": 0, "new": 1}


def _in_print(brief: Brief, kept: frozenset[int]) -> list[int]:
    """The numbers in the order of print."""
    told = {reference.number: reference.story for reference in brief.references}
    place = {story.number: at for at, story in enumerate(brief.stories)}

    def key(extract: Extract) -> tuple[int, int, int]:
        story = place.get(told.get(extract.cite.reference, 0), len(place))
        return _ORDER.get(extract.since or "", len(_ORDER)), story, extract.number

    return [one.number for one in sorted(extracts_of(brief), key=key) if one.number in kept]
