"""A Brief in, a smaller one out: the least wanted extracts are dropped, everything that pointed to them follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from briefgen.model import (
    Actor,
    Brief,
    Delta,
    Discrepancy,
    Expectation,
    Extract,
    Figure,
    Item,
    Position,
    Question,
    Quotation,
    Ref,
    Reference,
    Since,
    SourceSummary,
    corroboration,
    extracts_of,
    of_story,
)


def shrink(brief: Brief, drop: int) -> Brief:
    """The brief without its `drop` lowest-ranked extracts and what misleads without them.

    The first extract of the bottom line always stays. Numbers stay without gaps; `left_out` counts what was dropped.
    """
    gone = _lowest(brief, drop)
    if not gone:
        return brief
    kept = [extract for extract in extracts_of(brief) if extract.number not in gone]
    numbers = {extract.number: at for at, extract in enumerate(kept, 1)}
    smaller = renumbered(brief, numbers)
    lost = (name for name in _PRINTED if any(e.number in gone for e in _own(brief, name)))
    return replace(
        smaller,
        left_out=brief.left_out + len(gone),
        left_out_of=tuple(dict.fromkeys((*brief.left_out_of, *lost))),
    )


def _own(brief: Brief, section: str) -> tuple[Extract, ...]:
    """The extracts that a section prints."""
    return extracts_of(replace(Brief(brief.header), **{section: getattr(brief, section)}))


def _as_told(brief: Brief, section: str, grouped: Sequence[str]) -> Sequence[Extract]:
    """The extracts that a section prints, in the order of its items where those were put in groups."""
    if section not in grouped:
        return _own(brief, section)
    return [item for item in getattr(brief, section) if isinstance(item, Extract)]


_PRINTED = (
    "bottom_line", "developments", "figures", "background", "reactions", "stakes", "outlook", "discrepancies",
    "updates", "questions",
)  # fmt: skip


def arranged(brief: Brief, sections: Sequence[str], by_story: Sequence[str] = (), grouped: Sequence[str] = ()) -> Brief:
    """The brief as a style prints it: without the sections it leaves out, numbered in the order of those it has.

    `by_story`: sections that stand together below the heading of each story, where there are several; their place is
    that of the first of them. `grouped`: sections whose extracts stand apart by who tells them.
    """
    bare = Brief(brief.header)
    smaller = replace(brief, **{name: getattr(bare, name) for name in _PRINTED if name not in sections})
    if len(brief.references) > 1:
        parts: dict[str, Any] = {name: tuple(sorted(getattr(smaller, name), key=corroboration)) for name in grouped}
        smaller = replace(smaller, **parts)
    order = [one.number for part, name in _places(smaller, sections, by_story) for one in _as_told(part, name, grouped)]
    numbers = {number: at for at, number in enumerate(order, 1)}
    is_same = smaller == brief and all(old == new for old, new in numbers.items())
    return brief if is_same else renumbered(smaller, numbers)


def _places(brief: Brief, sections: Sequence[str], by_story: Sequence[str]) -> Iterator[tuple[Brief, str]]:
    """Each section in the order of print, with the brief that holds its items: the whole one, or that of one story."""
    apart = [name for name in sections if name in by_story] if len(brief.stories) > 1 else []
    for name in sections:
        if name not in apart and name in _PRINTED:
            yield brief, name
        elif apart and name == apart[0]:
            own = [inner for inner in apart if inner in _PRINTED]  # a style's section of its own holds no extracts
            yield from ((of_story(brief, story), inner) for story in brief.stories for inner in own)


def _lowest(brief: Brief, drop: int) -> frozenset[int]:
    """Numbers to drop; the first extract of the bottom line always stays, of several stories that of each."""
    printed = extracts_of(brief)
    leads = (brief.bottom_line if len(brief.stories) > 1 else brief.bottom_line[:1]) or printed[:1]
    safe = {item.number for item in leads if isinstance(item, Extract)}
    gone: set[int] = set()
    for extract in sorted(printed, key=lambda e: (e.rank, e.number), reverse=True):
        if len(gone) >= drop:
            break
        gone = _with_leaning({*gone, extract.number} - safe, printed, brief) - safe
    return frozenset(gone)


def _with_leaning(gone: set[int], printed: tuple[Extract, ...], brief: Brief) -> set[int]:
    """The numbers, and those of every extract that misleads without one of them, or whose row goes with it."""
    while True:
        more = {e.number for e in printed if not gone.isdisjoint(e.keep_with)} | set(_alone(brief, gone))
        if more <= gone:
            return gone
        gone = gone | more


def _alone(brief: Brief, gone: set[int]) -> Iterator[int]:
    """Extracts that only a row of differing values prints, where the row has no second value any more."""
    for found in (*brief.discrepancies, *brief.updates):
        items = [value.extract for value in found.values]
        left = [item for item in items if (item.ref if isinstance(item, Ref) else item.number) not in gone]
        if len(left) < 2:
            yield from (item.number for item in left if isinstance(item, Extract))


def _item(item: Item, numbers: dict[int, int]) -> Item | None:
    """The item under its new number, None where it is gone."""
    if isinstance(item, Ref):
        return Ref(numbers[item.ref]) if item.ref in numbers else None
    if item.number not in numbers:
        return None
    keep = tuple(numbers[n] for n in item.keep_with if n in numbers)
    return replace(item, number=numbers[item.number], keep_with=keep)


def _items(items: tuple[Item, ...], numbers: dict[int, int]) -> tuple[Item, ...]:
    return tuple(new for item in items if (new := _item(item, numbers)) is not None)


def renumbered(brief: Brief, numbers: dict[int, int]) -> Brief:
    """Every section under the new numbers."""
    kept = tuple(e for e in extracts_of(brief) if e.number in numbers)
    actors = tuple(_actor(actor, numbers) for actor in brief.actors)
    alone = len(brief.stories) < 2  # persons whom no extract names are listed in a memo of one story
    return replace(
        brief,
        bottom_line=_items(brief.bottom_line, numbers),
        developments=_items(brief.developments, numbers),
        background=_items(brief.background, numbers),
        stakes=_items(brief.stakes, numbers),
        actors=tuple(a for a in actors if a.named_in or a.statements or (a.kind == "person" and a.role and alone)),
        figures=tuple(_figures(brief, numbers)),
        reactions=tuple(_positions(brief, numbers)),
        discrepancies=tuple(_differing(brief.discrepancies, numbers)),
        updates=tuple(_differing(brief.updates, numbers)),
        outlook=tuple(_outlook(brief, numbers)),
        questions=tuple(_questions(brief, numbers, {a.name for a in actors if a.named_in or a.statements})),
        references=tuple(_reference(reference, kept) for reference in brief.references),
        passages=tuple(p for p in brief.passages if any(_cites(e, p.reference, p.paragraph) for e in kept)),
        quotations=tuple(q for q in brief.quotations if any(_holds(e, q) for e in kept)),
        source_summary=counts(kept, brief.references),
        delta=brief.delta and _delta(brief.delta, numbers),
    )


def _delta(delta: Delta, numbers: dict[int, int]) -> Delta:
    """The delta of what is still printed; an earlier extract is not dropped because its counterpart has no room."""

    def kept(pairs: tuple[Since, ...]) -> tuple[Since, ...]:
        rows = ((pair, numbers.get(pair.number or 0)) for pair in pairs)
        return tuple(
            sorted((replace(pair, number=new) for pair, new in rows if new), key=lambda pair: pair.number or 0)
        )

    return replace(
        delta,
        new=tuple(sorted(numbers[number] for number in delta.new if number in numbers)),
        updated=kept(delta.updated),
        repeated=kept(delta.repeated),
    )


def _cites(extract: Extract, reference: int, paragraph: int) -> bool:
    return extract.cite.reference == reference and extract.cite.paragraph == paragraph


def _holds(extract: Extract, quotation: Quotation) -> bool:
    same = extract.cite.reference == quotation.cite.reference
    return same and extract.cite.start <= quotation.cite.start < extract.cite.end


def _actor(actor: Actor, numbers: dict[int, int]) -> Actor:
    said = tuple(numbers[n] for n in actor.statements if n in numbers)
    named = tuple(numbers[n] for n in actor.named_in if n in numbers)
    return replace(actor, statements=said, named_in=named)


def _figures(brief: Brief, numbers: dict[int, int]) -> list[Figure]:
    rows = ((figure, _item(figure.extract, numbers)) for figure in brief.figures)
    return [replace(figure, extract=item) for figure, item in rows if item]


def _positions(brief: Brief, numbers: dict[int, int]) -> list[Position]:
    rows = ((position, _items(position.extracts, numbers)) for position in brief.reactions)
    return [replace(position, extracts=items) for position, items in rows if items]


def _differing(found: Sequence[Discrepancy], numbers: dict[int, int]) -> Iterator[Discrepancy]:
    """The rows of which two values at least are still printed."""
    for one in found:
        rows = ((value, _item(value.extract, numbers)) for value in one.values)
        values = tuple(replace(value, extract=item) for value, item in rows if item)
        if len(values) > 1:
            yield replace(one, values=values)


def _outlook(brief: Brief, numbers: dict[int, int]) -> list[Expectation]:
    rows = ((expected, _item(expected.extract, numbers)) for expected in brief.outlook)
    return [replace(expected, extract=item) for expected, item in rows if item]


def _questions(brief: Brief, numbers: dict[int, int], printed: set[str]) -> list[Question]:
    """Questions whose extract is still printed; actors without a position as far as they are still named."""
    rows: list[Question] = []
    for question in brief.questions:
        if question.extract is not None:
            item = _item(question.extract, numbers)
            rows += [replace(question, extract=item)] if item else []
        elif not question.actors:
            rows.append(question)
        elif left := tuple(name for name in question.actors if name in printed):
            rows.append(replace(question, actors=left))
    return rows


def _reference(reference: Reference, kept: tuple[Extract, ...]) -> Reference:
    """The reference with the words and paragraphs that are still printed."""
    own = [e for e in kept if e.cite.reference == reference.number]
    shown = sum(e.words for e in own)
    cited = {e.cite.paragraph for e in own}
    return replace(
        reference,
        words_printed=shown,
        share=round(shown / reference.words, 4) if reference.words else 0.0,
        not_printed=tuple(n for n in range(1, reference.paragraphs + 1) if n not in cited),
    )


def counts(kept: tuple[Extract, ...], references: tuple[Reference, ...]) -> SourceSummary:
    """Counts only; articles that go back to one text are one originator."""
    speakers = {e.speaker.name for e in kept if e.voice == "quoted" and e.speaker}
    return SourceSummary(
        articles=len(references),
        originators=len({r.account for r in references}),
        extracts=len(kept),
        own_or_attributed=sum(1 for e in kept if e.voice != "quoted"),
        quoted=sum(1 for e in kept if e.voice == "quoted"),
        speakers=len(speakers),
        unnamed=sum(1 for e in kept if e.speaker and e.speaker.unnamed),
        second_hand=sum(1 for e in kept if e.origin),
    )
