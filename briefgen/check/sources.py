"""Places in, how each of them is read out: format, title, outlet, date and its origin, paragraphs, language, faults.

What an officer asks before she trusts a folder of articles, and what a script asks before the night.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

from briefgen.check.memo import faults_of, is_memo
from briefgen.language import is_analysed
from briefgen.model import Article, Brief, Failure, visible
from briefgen.pipeline import Pipeline
from briefgen.readers import reads

_BODY = ("paragraph", "item")
_FEW_WORDS = 40  # an article of fewer is a caption or a summary


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of one article, record or failure. `faults`: what a person should mend; `notes`: should know.

    `source`: the file or address that it is from; `location`: its own, in a feed its address.
    """

    source: str
    location: str
    format: str = ""
    title: str = ""
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    published_from: str | None = None
    language: str | None = None
    paragraphs: int = 0
    words: int = 0
    partial: bool = False
    notes: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    read: bool = True

    def as_record(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self)

    def lines(self) -> Iterator[str]:
        """For a person: the location and how it was read, then what was found, then what is wrong with it."""
        place = visible(self.location)
        if Path(self.source).name not in self.location:
            place = f"{visible(self.source)}: {place}"
        if not self.read:
            yield f"{place}: NOT READ: {'; '.join(self.faults)}"
            return
        plural = "" if self.paragraphs == 1 else "s"
        size = f"{self.paragraphs} paragraph{plural}, {self.words} words" if self.words else ""
        language = f"language {self.language}" if self.language else ""
        yield f"{place}: {', '.join(filter(None, (self.format, size, language)))}"
        dated = f"{self.published} ({self.published_from})" if self.published else "no date"
        if self.title:
            yield f"    {self.title}"
            yield f"    {', '.join((self.outlet or 'no outlet', self.byline or 'no byline', dated))}"
        yield from (f"    note: {note}" for note in self.notes)
        yield from (f"    fault: {fault}" for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Report:
    """All that was checked, place by place."""

    checked: tuple[Checked, ...]

    @property
    def exit_code(self) -> int:
        """1 where there is a fault, else 0."""
        return 1 if any(one.faults for one in self.checked) else 0

    def summary(self) -> str:
        """`1,000 sources: 950 read, 50 not read; 12 with faults, 31 without a date`."""
        unread = sum(not one.read for one in self.checked)
        faulty = sum(one.read and bool(one.faults) for one in self.checked)
        undated = sum(bool(one.title) and not one.published for one in self.checked)
        count = len(self.checked)
        return (
            f"{count:,} source{'' if count == 1 else 's'}: {count - unread:,} read, {unread:,} not read; "
            f"{faulty:,} with faults, {undated:,} without a date"
        )


def sources(places: Sequence[str], pipeline: Pipeline) -> Iterator[Checked]:
    """How each article, record and failure behind the places is read, in their order; a memo's PDF, how it is built."""
    for are_memos, group in groupby(places, is_memo):
        if are_memos:
            yield from map(_memo, group)
        else:
            yield from (_checked(place, item) for place, item in pipeline.readings(tuple(group)))


def _memo(place: str) -> Checked:
    """A finished memo with what is wrong with its structure."""
    found = tuple(fault.line().removeprefix(f"{place}: ") for fault in faults_of(place))
    notes = () if found else ("its structure is as it should be: tags, fonts, marking, order of reading",)
    return Checked(place, place, format="a finished memo", notes=notes, faults=found)


def _checked(place: str, item: Article | Brief | Failure) -> Checked:
    if isinstance(item, Failure):
        reason = ": ".join(part for part in (item.message, item.hint) if part)
        return Checked(place, item.location, faults=(reason,), read=False)
    if isinstance(item, Brief):
        return Checked(place, place, format="a memo's record", title=item.header.subject)
    body = [item.text[block.start : block.end] for block in item.blocks if block.kind in _BODY]
    words = sum(len(text.split()) for text in body)
    return Checked(
        place, item.location, reads(item.reader), item.title, item.outlet, item.byline, item.published,
        item.published_from, item.language, len(body), words, item.partial, (*item.notes, *_notes(item)),
        tuple(_faults(item, words)),
    )  # fmt: skip


def _notes(article: Article) -> Iterator[str]:
    if not article.published:
        yield "days such as “on Thursday” stay as written: give the date with --published YYYY-MM-DD"
    if not is_analysed(article):
        yield "listed in the memo, not analysed: only English is"


def _faults(article: Article, words: int) -> Iterator[str]:
    if article.partial:
        yield "only part of the article: save it complete"
    elif words < _FEW_WORDS:
        yield f"only {words} words: is this the whole article?"
