"""Ranked in, Brief out: chosen units become numbered extracts in their sections, with edits, sources and counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.drafting.extracts import extract
from briefgen.drafting.fit import counts
from briefgen.drafting.people import Printed, actors
from briefgen.drafting.ranking import Candidate, Ranked
from briefgen.drafting.selection import Chosen, Limits, choose, reserve
from briefgen.drafting.sources import passages, references
from briefgen.drafting.units import Unit
from briefgen.model import (
    Actor,
    Brief,
    Coverage,
    Expectation,
    Extract,
    Failure,
    Header,
    Item,
    Made,
    Position,
    Question,
    Quotation,
    Ref,
    Time,
)

_NUMBERED = ("bottom_line", "developments", "background", "reactions", "stakes", "outlook", "questions")
_RESERVE = 24
_NAMES_A_DAY = re.compile(r"(?<!to)(?<!yester)day\b|tomorrow|\d")

__all__ = ["Limits", "compose"]


@dataclass(frozen=True, slots=True)
class _Book:
    """Extracts by the unit they print."""

    extracts: dict[tuple[int, int], Extract]
    candidates: dict[tuple[int, int], Candidate]

    def printed(self) -> tuple[Printed, ...]:
        """Each extract with whom it names and quotes."""
        return tuple(
            Printed(
                extract,
                frozenset(a.name for a in self.candidates[key].unit.actors),
                _speakers(self.candidates[key].unit),
            )
            for key, extract in sorted(self.extracts.items(), key=lambda pair: pair[1].number)
        )


def _speakers(unit: Unit) -> frozenset[str]:
    return frozenset(q.speaker.name for q in unit.quotations if q.speaker)


def compose(
    ranked: Ranked,
    header: Header,
    limits: Limits | None = None,
    *,
    made: Made | None = None,
    failures: Sequence[Failure] = (),
) -> Brief:
    """Chooses, numbers and places. `header.subject` empty: the lead article's headline stands for it."""
    limits = limits or Limits()
    chosen = choose(ranked, limits)
    book = _book(chosen)
    found = book.printed()
    people = actors(ranked.analyses, found, limits.actors)
    sources = references(ranked.analyses, tuple(book.extracts.values()))
    sections = {name: tuple(book.extracts[c.key] for c in own) for name, own in chosen.sections.items()}
    return Brief(
        header=_header(header, ranked),
        bottom_line=sections["bottom_line"],
        developments=sections["developments"],
        background=sections["background"],
        stakes=sections["stakes"],
        actors=people,
        reactions=_positions(chosen, book),
        outlook=_outlook(chosen, book, ranked),
        questions=_questions(chosen, book, people, limits),
        quotations=_quotations(book),
        references=sources,
        passages=passages(ranked.analyses, tuple(book.extracts.values())),
        source_summary=counts(tuple(book.extracts.values()), sources),
        coverage=Coverage(failed=tuple(failures), undated=tuple(r.number for r in sources if not r.published)),
        reserve=tuple(extract(c, chosen.mended[c.key].alone) for c in reserve(ranked, chosen, _RESERVE)),
        made=made or Made("", ""),
    )  # fmt: skip


def _header(header: Header, ranked: Ranked) -> Header:
    dated = [a.article.published for a in ranked.analyses if a.article.published]
    subject = header.subject or next((a.article.title for a in ranked.analyses if a.article.title), "")
    return replace(header, subject=subject, cutoff=header.cutoff or max(dated, default=None))


def _book(chosen: Chosen) -> _Book:
    """Numbers the chosen units in the order of print; a unit right below its predecessor needs no pointer."""
    extracts: dict[tuple[int, int], Extract] = {}
    candidates: dict[tuple[int, int], Candidate] = {}
    ranks = {candidate.key: at for at, candidate in enumerate(chosen.order, 1)}
    for name in _NUMBERED:
        above: tuple[int, int] | None = None
        for candidate in chosen.sections[name]:
            mended = chosen.mended[candidate.key]
            edits = mended.below if above == (candidate.unit.article, candidate.unit.place - 1) else mended.alone
            number = len(extracts) + 1
            extracts[candidate.key] = extract(candidate, edits, number=number, rank=ranks[candidate.key], section=name)
            candidates[candidate.key] = candidate
            above = candidate.key
    for key, other in chosen.keep.items():
        extracts[key] = replace(extracts[key], keep_with=(extracts[other].number,))
    return _Book(extracts, candidates)


def _numbers(book: _Book, chosen: Chosen, section: str) -> list[tuple[Candidate, Extract]]:
    return [(candidate, book.extracts[candidate.key]) for candidate in chosen.sections[section]]


def _positions(chosen: Chosen, book: _Book) -> tuple[Position, ...]:
    """Reactions by who speaks, in the order of print."""
    by_actor: dict[str, list[Item]] = {}
    for candidate, printed in _numbers(book, chosen, "reactions"):
        speaker = candidate.unit.speaker
        by_actor.setdefault(speaker.name if speaker else "", []).append(printed)
    return tuple(Position(actor, tuple(items)) for actor, items in by_actor.items())


def _outlook(chosen: Chosen, book: _Book, ranked: Ranked) -> tuple[Expectation, ...]:
    """Dated things ahead of any printed extract, then what was chosen as outlook; the nearest date first."""
    cutoff = max((a.article.published[:10] for a in ranked.analyses if a.article.published), default="")
    own: dict[int, Item] = {printed.number: printed for _, printed in _numbers(book, chosen, "outlook")}
    rows: list[Expectation] = []
    seen: set[str] = set()
    for printed in sorted(book.extracts.values(), key=lambda e: e.number):
        for time in printed.times:
            mark = time.resolved or time.as_written.removesuffix("’s").removesuffix("'s")
            past = time.resolved is not None and time.resolved <= cutoff
            if time.ahead and not past and _NAMES_A_DAY.search(time.as_written) and mark not in seen:
                seen.add(mark)
                item = own.pop(printed.number, Ref(printed.number))
                rows.append(Expectation(time, item, _clause(printed, time, ranked) if isinstance(item, Ref) else ""))
    rows += [Expectation(None, printed) for printed in own.values()]
    return tuple(sorted(rows, key=lambda row: (row.when is None, (row.when.resolved or "9") if row.when else "")))


_CLAUSE_MARK = re.compile(r"[,;:—–“”\"()]")


def _clause(printed: Extract, time: Time, ranked: Ranked) -> str:
    """The words around a time up to the marks that close its clause, as they stand in the article."""
    text = ranked.analyses[printed.cite.reference - 1].article.text
    before = [mark.end() for mark in _CLAUSE_MARK.finditer(text, printed.cite.start, time.start)]
    after = _CLAUSE_MARK.search(text, time.end, printed.cite.end)
    start = before[-1] if before else printed.cite.start
    end = after.start() if after else printed.cite.end
    return text[start:end].strip().rstrip(".")


def _questions(chosen: Chosen, book: _Book, people: Sequence[Actor], limits: Limits) -> tuple[Question, ...]:
    """Gaps that printed extracts show, the most telling first; last, the actors whose position nobody reports."""
    own = {candidate.key for candidate in chosen.sections["questions"]}
    found: list[tuple[int, Question]] = []
    for key, printed in book.extracts.items():
        gap = book.candidates[key].gap
        if gap:
            item: Item = printed if key in own else Ref(printed.number)
            priority = -1 if key in own else gap.priority
            found.append((priority, Question(gap.text, gap.kind, item, gap.words)))
    found.sort(key=lambda pair: (pair[0], _number(pair[1].extract)))
    kept = [question for _, question in found[: max(limits.questions, len(own))]]
    kept.sort(key=lambda question: (isinstance(question.extract, Extract), _number(question.extract)))
    return (*kept, *_silent(people))


def _number(item: Item | None) -> int:
    return 0 if item is None else item.ref if isinstance(item, Ref) else item.number


def _silent(people: Sequence[Actor]) -> tuple[Question, ...]:
    """One row for the persons with a part in the event of whom no statement is reported."""
    silent = tuple(a.name for a in people if a.kind == "person" and not a.unnamed and a.named_in and not a.statements)
    return (Question(None, "no position", None, "", silent),) if silent else ()


def _quotations(book: _Book) -> tuple[Quotation, ...]:
    """Direct quotations inside printed extracts."""
    return tuple(
        replace(quotation, cite=replace(quotation.cite, reference=printed.cite.reference))
        for key, printed in sorted(book.extracts.items(), key=lambda pair: pair[1].number)
        for quotation in book.candidates[key].unit.quotations
        if quotation.kind == "direct"
    )
