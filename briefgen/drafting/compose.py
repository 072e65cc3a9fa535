"""Ranked in, Brief out: chosen units become numbered extracts in their sections, with edits, sources and counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.drafting.contested import Claimed
from briefgen.drafting.extracts import extract
from briefgen.drafting.figures import quantities
from briefgen.drafting.fit import counts
from briefgen.drafting.order import ordered, positions
from briefgen.drafting.outlook import Row, rows
from briefgen.drafting.people import Printed, actors, speaking
from briefgen.drafting.ranking import Candidate, Ranked
from briefgen.drafting.selection import SECTIONS, Chosen, Key, Limits, choose, reserve
from briefgen.drafting.sources import passages, references
from briefgen.drafting.units import Unit
from briefgen.drafting.witnesses import Court, own
from briefgen.model import (
    Actor,
    Brief,
    Coverage,
    Discrepancy,
    Expectation,
    Extract,
    Failure,
    Figure,
    Header,
    Item,
    Made,
    Position,
    Question,
    Quotation,
    Ref,
    Story,
    Value,
)

_RESERVE = 24
_EACH = 2  # figures of an extract, at most

__all__ = ["Limits", "compose"]


@dataclass(frozen=True, slots=True)
class _Book:
    """Extracts by the unit they print, in the order of print, and the rows of what is ahead."""

    extracts: dict[Key, Extract]
    candidates: dict[Key, Candidate]
    rows: tuple[Row, ...]
    sections: dict[Key, str]
    court: Court

    def items(self, section: str) -> tuple[Extract, ...]:
        """What a section prints, in the order of print."""
        return tuple(extract for key, extract in self.extracts.items() if self.sections[key] == section)

    def item(self, candidate: Candidate, section: str) -> Item:
        """The extract where the section prints it, else a pointer to it."""
        made = self.extracts[candidate.key]
        return made if self.sections[candidate.key] == section else Ref(made.number)

    def printed(self) -> tuple[Printed, ...]:
        """Each extract with whom it names and quotes."""
        return tuple(
            Printed(
                extract,
                frozenset(a.name for a in self.candidates[key].unit.actors),
                self.candidates[key].unit.speakers,
            )
            for key, extract in self.extracts.items()
        )


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
    book = _book(chosen, ranked)
    found = book.printed()
    people = actors(ranked.analyses, found, limits.actors, only_printed=len(ranked.events) > 1)
    sources = references(ranked, tuple(book.extracts.values()))
    return Brief(
        header=_header(header, ranked),
        stories=tuple(_story(ranked, story) for story in range(len(ranked.events))),
        bottom_line=book.items("bottom_line"),
        developments=book.items("developments"),
        background=book.items("background"),
        figures=_figures(book, limits.figures),
        stakes=tuple(book.item(c, "stakes") for c in chosen.wanted("stakes")),
        actors=people,
        reactions=_positions(chosen, book),
        outlook=_outlook(book),
        discrepancies=_differing(chosen, book, "discrepancies"),
        updates=_differing(chosen, book, "updates"),
        questions=(*_questions(chosen, book), *_silent(people, ranked)),
        quotations=_quotations(book),
        references=sources,
        passages=passages(ranked.analyses, tuple(book.extracts.values())),
        source_summary=counts(tuple(book.extracts.values()), sources),
        coverage=Coverage(failed=tuple(failures), undated=tuple(r.number for r in sources if not r.published)),
        reserve=tuple(
            extract(c, chosen.mended[c.key].alone, own(ranked, c.unit)) for c in reserve(ranked, chosen, _RESERVE)
        ),
        left_out_of=tuple(name for name in SECTIONS if name in chosen.starved),
        made=made or Made("", ""),
    )  # fmt: skip


def _story(ranked: Ranked, at: int) -> Story:
    references_ = tuple(number for number, story in enumerate(ranked.stories, 1) if story == at)
    return ranked.events[at].story(references_)


def _header(header: Header, ranked: Ranked) -> Header:
    dated = [a.article.published for a in ranked.analyses if a.article.published]
    subject = header.subject or next((event.lead.title for event in ranked.events if event.lead.title), "")
    return replace(header, subject=subject, cutoff=header.cutoff or max(dated, default=None))


def _book(chosen: Chosen, ranked: Ranked) -> _Book:
    """Numbers the chosen units in the order of print; a unit right below its predecessor needs no pointer."""
    extracts: dict[Key, Extract] = {}
    candidates: dict[Key, Candidate] = {}
    sections: dict[Key, str] = {}
    court = Court(ranked)
    ranks = {candidate.key: at for at, candidate in enumerate(chosen.order, 1)}
    at_stake = {candidate.key for candidate in chosen.wanted("stakes")}
    ahead = rows(chosen, _cutoffs(ranked))
    for name, group in ordered(chosen, ahead, ranked.stories):
        above: Key | None = None
        for candidate in group:
            key, mended = candidate.key, chosen.mended[candidate.key]
            below = above == (key[0], key[1] - 1)
            edits = mended.below if below else mended.alone
            made = extract(
                candidate, edits, court.of(candidate.unit), number=len(extracts) + 1, rank=ranks[key], section=name,
                at_stake=key in at_stake,
            )  # fmt: skip
            if below and above and (mended.leans or mended.below != mended.alone or candidate.gap.back):
                made = replace(made, keep_with=(extracts[above].number,))
            extracts[key], candidates[key], sections[key] = made, candidate, name
            above = key
    for key, other in chosen.keep.items():
        keep = {*extracts[key].keep_with, extracts[other].number}
        extracts[key] = replace(extracts[key], keep_with=tuple(sorted(keep)))
    return _Book(extracts, candidates, ahead, sections, court)


def _cutoffs(ranked: Ranked) -> list[str]:
    """For each article the day of the newest of its story, "" where none is dated."""
    newest = [(event.newest or "")[:10] for event in ranked.events]
    return [newest[story] for story in ranked.stories]


def _positions(chosen: Chosen, book: _Book) -> tuple[Position, ...]:
    return tuple(
        Position(actor, tuple(book.item(candidate, "reactions") for candidate in group))
        for actor, group in positions(chosen).items()
    )


def _figures(book: _Book, most: int) -> tuple[Figure, ...]:
    """What the most wanted extracts count: the first quantity of each, then the second; each once."""
    wanted = sorted(book.extracts.items(), key=lambda entry: entry[1].rank)
    of_extracts = [(Ref(made.number), list(quantities(book.candidates[key].unit, "en"))) for key, made in wanted]
    found: dict[tuple[str, str | None, str], Figure] = {}
    for at in range(_EACH):
        for ref, stated in of_extracts:
            for one in stated[at : at + 1]:
                found.setdefault((one.value, one.unit, one.counts), Figure(one.value, one.unit, one.counts, ref))
    return tuple(found.values())[:most]


def _outlook(book: _Book) -> tuple[Expectation, ...]:
    """Each row with its extract, or a pointer to it."""
    printed = ((row, book.extracts[row.candidate.key]) for row in book.rows)
    return tuple(Expectation(row.when, made if row.own else Ref(made.number), row.words) for row, made in printed)


def _differing(chosen: Chosen, book: _Book, section: str) -> tuple[Discrepancy, ...]:
    """The quantities with several values, each value with its extract, or a pointer to it."""
    printed: set[Key] = set()
    found = []
    for contest in chosen.contests:
        if contest.updated is (section == "updates"):
            values = tuple(_value(book, value, section, printed) for value in contest.values)
            found.append(Discrepancy(contest.quantity, values))
    return tuple(found)


def _value(book: _Book, value: Claimed, section: str, printed: set[Key]) -> Value:
    item = book.item(book.candidates[value.key], section)
    if value.key in printed and isinstance(item, Extract):
        item = Ref(item.number)
    printed.add(value.key)
    return Value(value.text, item, tuple(article + 1 for article in value.articles))


def _questions(chosen: Chosen, book: _Book) -> tuple[Question, ...]:
    """The gaps that printed extracts show, the most telling first."""
    found = []
    for candidate in chosen.wanted("questions"):
        gap, item = candidate.gap, book.item(candidate, "questions")
        found.append(Question(gap.text, gap.kind, item, gap.words, clause="" if gap.text else gap.clause))
    return tuple(found)


def _silent(people: Sequence[Actor], ranked: Ranked) -> tuple[Question, ...]:
    """One row for the persons with a part in the event of whom the articles report no statement.

    None where nobody at all speaks, as in a statement of one party.
    """
    heard = set[str]().union(*map(speaking, ranked.analyses))
    silent = tuple(a.name for a in people if a.kind == "person" and a.role and a.named_in and a.name not in heard)
    return (Question(None, "no position", None, "", silent),) if silent and heard else ()


def _sure(unit: Unit) -> Iterator[Quotation]:
    """The unit's direct quotations; one whose speaker is in doubt has none."""
    for quotation in unit.quotations:
        if quotation.kind == "direct":
            yield replace(quotation, speaker=None) if unit.doubtful(quotation) else quotation


def _quotations(book: _Book) -> tuple[Quotation, ...]:
    """Direct quotations inside printed extracts."""
    return tuple(
        replace(quotation, cite=replace(quotation.cite, reference=printed.cite.reference))
        for key, printed in book.extracts.items()
        for quotation in _sure(book.candidates[key].unit)
    )
