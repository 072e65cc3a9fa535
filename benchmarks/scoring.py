"""A brief in, what it prints by section out, beside the labelled sentences of its article."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.corpora import Discourse
from briefgen.model import Brief, Extract, Item, Ref, extracts_of


def covered(start: int, end: int, known: Discourse) -> list[str]:
    """The sentences of which more than half lies inside a stretch, or in which more than half of it lies."""
    found = []
    for name, (first, last) in known.sentences.items():
        inside = min(end, last) - max(start, first)
        if inside > 0.5 * (last - first) or inside > 0.5 * (end - start):
            found.append(name)
    return found


def printed(brief: Brief) -> dict[str, list[Extract]]:
    """What a reader finds under each heading, in the order of print; a pointer counts as what it points to."""
    known = {extract.number: extract for extract in extracts_of(brief)}

    def given(items: Iterable[Item | None]) -> list[Extract]:
        return [known[item.ref] if isinstance(item, Ref) else item for item in items if item is not None]

    return {
        "new": given((*brief.bottom_line, *brief.developments)),
        "background": given(brief.background),
        "reactions": given(item for position in brief.reactions for item in position.extracts),
        "outlook": given(row.extract for row in brief.outlook),
        "stakes": given(brief.stakes),
        "open": given(question.extract for question in brief.questions),
    }
