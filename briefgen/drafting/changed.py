"""A brief with its delta in, the brief of what has changed alone out: what is new and what is told otherwise now."""

from __future__ import annotations

from dataclasses import replace

from briefgen.drafting.fit import renumbered
from briefgen.model import Brief, extracts_of


def changed(brief: Brief) -> Brief | None:
    """The extracts that are new or updated, and those without which one of them misleads; None where all is as before.

    What the previous brief told and this one does not is still listed: `delta.dropped`.
    """
    delta = brief.delta
    if delta is None or not (delta.new or delta.updated or delta.dropped):
        return None
    printed = {extract.number: extract for extract in extracts_of(brief)}
    kept = {*delta.new, *(pair.number for pair in delta.updated if pair.number)}
    waiting = list(kept)
    while waiting:
        more = set(printed[waiting.pop()].keep_with) - kept
        kept |= more
        waiting += more
    smaller = renumbered(brief, {number: at for at, number in enumerate(sorted(kept & printed.keys()), 1)})
    assert smaller.delta is not None  # noqa: S101 - the brief has one
    actors = tuple(actor for actor in smaller.actors if actor.named_in or actor.statements)
    return replace(
        smaller, actors=actors, delta=replace(smaller.delta, alone=True), left_out=0, left_out_of=(), reserve=()
    )
