"""The names a model sees in each sentence in, the names of the whole article out: one kind a name, none forgotten.

A model judges sentence by sentence; an article speaks of one person by the surname in ten of them. Rules over the
article gain more than any feature: surnames after a whole name, acronyms introduced in brackets, the kind most of a
name's uses have, known names from the lists, and clean edges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from briefgen.language.edges import Pieces, tidy
from briefgen.language.kinds import Name, kinds_of
from briefgen.language.lexicon import Lexicon
from briefgen.language.overlooked import with_overlooked
from briefgen.language.sport import is_sport, team
from briefgen.language.weights import Span


def settled(sentences: Sequence[Pieces], found: Sequence[Sequence[Span]], lexis: Lexicon) -> list[list[Span]]:
    """The names of every sentence, in order and without overlaps."""
    events = _events(sentences, lexis)
    rows: list[list[Span]] = []
    for pieces, spans in zip(sentences, found, strict=True):
        clean = [span for span in tidy(pieces, spans, lexis) if not _of_event(pieces, span, events)]
        rows.append(with_overlooked(pieces, clean, lexis))
    kinds = kinds_of(sentences, rows, lexis)
    begun = _by_first(kinds)
    match = is_sport(sentences, lexis)
    settled = []
    for pieces, spans in zip(sentences, rows, strict=True):
        own = [(a, b, kinds.get(tuple(pieces[a:b]), kind)) for a, b, kind in spans]
        own = _longer(pieces, own, kinds, begun)
        own += _missed(pieces, own, kinds, begun, lexis)
        if match:
            own = [team(pieces, span, lexis) for span in own]
        settled.append(sorted(own))
    return settled


def _events(sentences: Sequence[Pieces], lexis: Lexicon) -> frozenset[str]:
    """Names of storms and operations ("Hurricane Florence"), and the words that say what they are."""
    heads = lexis.event_heads
    named = {
        behind for pieces in sentences for piece, behind in pairwise(pieces) if piece in heads and behind[:1].isupper()
    }
    return frozenset(named | heads) if named else frozenset()


def _of_event(pieces: Pieces, span: Span, events: frozenset[str]) -> bool:
    """Whether a span is an event's name, with or without its head."""
    first, end, _ = span
    return bool(events) and all(piece in events for piece in pieces[first:end])


def _by_first(kinds: Mapping[Name, str]) -> dict[str, list[Name]]:
    """First piece -> the names that begin with it, the longest first."""
    begun: dict[str, list[Name]] = defaultdict(list)
    for name in sorted(kinds, key=len, reverse=True):
        if name and name[0][:1].isalpha():
            begun[name[0]].append(name)
    return begun


def _longer(
    pieces: Pieces,
    own: list[Span],
    kinds: Mapping[Name, str],
    begun: Mapping[str, Sequence[Name]],
) -> list[Span]:
    """With a longer name of the article in the place of its part: "Norland Red Cross" for "Red Cross"."""
    for at, piece in enumerate(pieces):
        for name in begun.get(piece, ()):
            end = at + len(name)
            inside = [span for span in own if at <= span[0] and span[1] <= end]
            cut = [span for span in own if span not in inside and span[0] < end and span[1] > at]
            is_part = any(kind == kinds[name] and b - a < len(name) for a, b, kind in inside)
            if is_part and not cut and tuple(pieces[at:end]) == name:
                own = [span for span in own if span not in inside] + [(at, end, kinds[name])]
                break
    return own


def _missed(
    pieces: Pieces,
    own: Sequence[Span],
    kinds: Mapping[Name, str],
    begun: Mapping[str, Sequence[Name]],
    lexis: Lexicon,
) -> list[Span]:
    """Names known from elsewhere in the article that the sentence holds unseen, the longest at each place."""
    taken = {at for first, end, _ in own for at in range(first, end)}
    found: list[Span] = []
    for at, piece in enumerate(pieces):
        for name in () if at in taken else begun.get(piece, ()):
            end = at + len(name)
            free = tuple(pieces[at:end]) == name and taken.isdisjoint(range(at, end))
            if free and _stands_alone(pieces, at, end, lexis):
                found.append((at, end, kinds[name]))
                taken.update(range(at, end))
                break
    return found


def _stands_alone(pieces: Pieces, first: int, end: int, lexis: Lexicon) -> bool:
    """Whether one piece is no common word and no part of a longer run of capitals, titles before it aside."""
    if end - first > 1:
        return True
    piece = pieces[first]
    if not piece[:1].isupper() or piece in lexis.starters:
        return False
    said = end < len(pieces) and pieces[end] in lexis.quoting
    if (
        piece in lexis.calendar
        and not said
        and (first == 0 or pieces[first - 1].islower() or pieces[end : end + 1] == [","])
    ):
        return False  # "in May"; but "“…,” May said"
    before = pieces[first - 1] if first else ""
    titled = before.rstrip(".") in lexis.honorifics or before.lower() in lexis.role_heads
    inside = before[:1].isupper() and first > 1 and not titled and before not in lexis.calendar
    return not inside and not (end < len(pieces) and pieces[end][:1].isupper())
