"""Analyses and a style in; one HTML page that shows what was found, over the articles' own text, out.

A text is cut at every edge of whatever covers it (sentence, name, role, quotation, time), and each piece says what it
is part of: so layers may overlap as they like, and the pieces together are the article's text, character by character.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from briefgen.model import Actor, Analysis, Block, Quotation, Speaker, Time
from briefgen.styles import Style
from briefgen.writers.html import stylesheet

TEMPLATE = "analysis.html.j2"
_UNTITLED = frozenset({"title"})  # printed as the heading of its article


@dataclass(frozen=True, slots=True)
class Layer:
    """`text[start:end]` is covered: `kind` is the CSS classes, `actor` an index, `note` what is said behind it."""

    start: int
    end: int
    kind: str
    note: str = ""
    actor: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters with the classes of all that covers them; `notes` are (kind, text) of what ends behind them.

    `named` is the actor that a name here was merged into; `actors` also those whose role or words these are.
    """

    text: str
    kinds: tuple[str, ...]
    actors: tuple[int, ...]
    notes: tuple[tuple[str, str], ...]
    named: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the article: `number` as a memo cites it, None for what is no paragraph of the body; its `kind`."""

    kind: str
    number: int | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An article with its parts in order."""

    analysis: Analysis
    parts: tuple[Part, ...]


def write(analyses: Sequence[Analysis], style: Style) -> bytes:
    """The page in UTF-8. Raises StyleError."""
    words = style.labels["analysis"]
    page = style.render(
        TEMPLATE,
        shown=[Shown(one, parts(one, words)) for one in analyses],
        language=style.language,
        stylesheet=stylesheet(style, ["analysis.css"]),
        layers=("sentence", "name", "role", "quote", "time", "pos"),
    )
    return page.encode("utf-8")


def parts(analysis: Analysis, words: Mapping[str, Any]) -> tuple[Part, ...]:
    """The article's blocks in their order, with what was found in them; title blocks are left out."""
    found = sorted(_layers(analysis, words), key=lambda layer: (layer.start, -layer.end))
    return tuple(_part(analysis, block, found) for block in analysis.article.blocks if block.kind not in _UNTITLED)


def _part(analysis: Analysis, block: Block, found: Sequence[Layer]) -> Part:
    inside = [layer for layer in found if layer.start < block.end and layer.end > block.start]
    numbers = [s.paragraph for s in analysis.sentences if block.start <= s.start < block.end]
    junk = any(other.start < block.end and other.end > block.start for other in analysis.boilerplate)
    kind = "body" if numbers else "boilerplate" if junk else block.kind
    return Part(kind, numbers[0] if numbers else None, tuple(_pieces(analysis.article.text, block, inside)))


def _pieces(text: str, block: Block, inside: Sequence[Layer]) -> Iterator[Piece]:
    """The block's text cut at every edge of what covers it."""
    edges = {block.start, block.end}
    for layer in inside:
        edges |= {max(block.start, layer.start), min(block.end, layer.end)}
    places = sorted(edges)
    for start, end in pairwise(places):
        over = [layer for layer in inside if layer.start <= start and layer.end >= end]
        ending = [layer for layer in over if layer.end == end and layer.note]
        yield Piece(
            text[start:end],
            tuple(dict.fromkeys(layer.kind for layer in over)),
            tuple(sorted({layer.actor for layer in over if layer.actor is not None})),
            tuple((layer.kind.partition(" ")[0], layer.note) for layer in reversed(ending)),
            next((layer.actor for layer in over if layer.kind.startswith("name ") and layer.actor is not None), None),
        )


# ------------------------------------------------------------------------ what covers


def _layers(analysis: Analysis, words: Mapping[str, Any]) -> Iterator[Layer]:
    yield from _sentences(analysis)
    if analysis.dateline:
        line = analysis.dateline
        note = ", ".join(filter(None, (words["dateline"], line.place, line.agency)))
        yield Layer(line.start, line.end, "dateline", note)
    for name in analysis.names:
        yield Layer(name.start, name.end, f"name {name.kind}", words["kinds"][name.kind], name.actor)
    for at, actor in enumerate(analysis.actors):
        if actor.role_cite:
            note = words["role_of"].replace("{name}", actor.name)
            yield Layer(actor.role_cite.start, actor.role_cite.end, "role", note, at)
    for quotation in analysis.quotations:
        yield _quotation(quotation, analysis.actors, words)
    for time in analysis.times:
        yield Layer(time.start, time.end, "time", _when(time, words))
    for word in analysis.words:
        if word.tag and word.tag[0].isalpha():
            yield Layer(word.start, word.end, "pos", word.tag)


def _sentences(analysis: Analysis) -> Iterator[Layer]:
    """A sentence ends with its number, paragraph and place in it, behind a thin line."""
    for sentence in analysis.sentences:
        yield Layer(sentence.start, sentence.end, "sentence", f"{sentence.paragraph}.{sentence.number}")


def _quotation(quotation: Quotation, actors: Iterable[Actor], words: Mapping[str, Any]) -> Layer:
    speaker = quotation.speaker
    by_name = {actor.name: at for at, actor in enumerate(actors)}
    doubt = " nobody" if speaker is None else "" if speaker.certain else " unsure"
    return Layer(
        quotation.cite.start,
        quotation.cite.end,
        f"quote {quotation.kind}{doubt}",
        _speaker(speaker, words),
        by_name.get(speaker.name) if speaker else None,
    )


def _speaker(speaker: Speaker | None, words: Mapping[str, Any]) -> str:
    if speaker is None:
        return str(words["nobody"])
    how = str(words["how"].get(speaker.how, speaker.how))
    flags = [words["unsure"]] if not speaker.certain else []
    flags += [words["unnamed"]] if speaker.unnamed else []
    flags += [words["medium"]] if speaker.medium else []
    return f"{speaker.name} ({', '.join([how, *flags])})"


def _when(time: Time, words: Mapping[str, Any]) -> str:
    """ "2025-07-10", "2025-07 (month)"; "open" where nothing tells."""
    if time.resolved is None:
        return str(words["open"])
    length = {"day": 10, "week": 10, "month": 7, "year": 4}[time.precision]
    return f"{time.resolved[:length]} ({words['precision'][time.precision]})"
