"""A brief and its articles in, a finding for every printed extract out: do these words stand in that source?

Given the text of the finished pages too, it also tells whether people can see the words there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from briefgen.errors import NoArticle, VerifyError
from briefgen.model import (
    Article,
    Brief,
    Cite,
    Edit,
    Passage,
    Reference,
    Source,
    digest_of,
    extracts_of,
    normalised,
    printed,
)
from briefgen.verify.findings import WRONG, Finding, Report, State, What
from briefgen.verify.record import of_foreign, of_record, of_words
from briefgen.verify.words import AROUND, Plain, Run, difference, prefix, same, stands_in, start_of, whole

_BRACKETS = re.compile(r"\s*\[[^\[\]]+\]\s*")


@dataclass(frozen=True, slots=True)
class Memo:
    """A finished memo opened: `pages` None for a bare record; `sealed`: nobody changed the record since."""

    brief: Brief
    pages: tuple[str, ...] | None
    sealed: bool


def opened(source: Source, beside: Source | None = None) -> Memo:
    """A PDF or a Word document of ours, or a record. Raises Unreadable, NoArticle where a memo carries no record.

    `beside`: the record kept beside a PDF, for one that carries none.
    """
    from briefgen.readers import record
    from briefgen.writers import page, wordrecord

    if source.data.startswith(b"PK"):
        enclosed = wordrecord.enclosed(source.data)
        if enclosed is None:
            raise NoArticle(f"{source.location}: no memo's record in this document", hint="verify the record itself")
        held = Source(f"{source.location}/{page.ATTACHED}", enclosed, "application/json")
        return Memo(record.parsed(held), wordrecord.shown(source.data), not record.edited(enclosed))
    if not source.data.lstrip()[:5].startswith(b"%PDF-"):
        return Memo(record.marked_by_hand(record.parsed(source)), None, not record.edited(source.data))
    inside = page.attachment_of(source.data)
    if inside is None and beside is None:
        hint = "verify the record (memo.json), or make the memo again with its record attached"
        raise NoArticle(f"{source.location}: this PDF carries no {page.ATTACHED}", hint=hint)
    own = Source(f"{source.location}/{page.ATTACHED}", inside or b"", "application/json")
    known = beside if inside is None and beside else own
    # In a finished memo a text that does not fit its digest is no edit of a draft: nothing is marked as by hand here.
    return Memo(record.parsed(known), page.visible_text(source.data), not record.edited(known.data))


def verify(
    brief: Brief, articles: Sequence[Article], pages: tuple[str, ...] | None = None, *, sealed: bool = True
) -> Report:
    """Hold every extract, quotation and role against its source, and every extract against the pages if given.

    `articles`: the sources, as they were read then or in another reading. `pages`: visible text, one string a page.
    `sealed` False with pages: the record inside a finished memo was changed, which counts as altered.
    """
    sources = matched(brief.references, articles)
    several = len(brief.references) > 1
    findings = [*of_record(brief, finished=pages is not None, sealed=sealed), *of_words(brief)]
    for claim in _claims(brief):
        state, message = _judged(claim, brief, sources.get(claim.cite.reference))
        if pages is not None and claim.what == "extract":
            state, message = _on_page(claim, pages, state, message)
        findings.append(Finding(claim.number, state, _mark(claim.cite, several=several), message, claim.what))
    return Report((*findings, *of_foreign(brief, articles)))


def check_invariant(brief: Brief, articles: Sequence[Article]) -> None:
    """Raise VerifyError with every printed text that its article does not prove; for the moment before writing."""
    wrong = [one for one in verify(brief, articles).findings if one.state not in ("verified", "by hand")]
    if wrong:
        hint = "nothing was written; please report this with the article"
        raise VerifyError("\n".join(finding.line() for finding in wrong), hint=hint)


def matched(references: Sequence[Reference], articles: Sequence[Article]) -> dict[int, Article]:
    """Number of a reference -> its article: the same text, else the same file and title, file, title, the only one."""
    found: dict[int, Article] = {}
    left = list(articles)
    for fits in _LIKENESS:
        for reference in references:
            article = None if reference.number in found else next((one for one in left if fits(reference, one)), None)
            if article is not None:
                found[reference.number] = article
                left.remove(article)
    rest = [reference for reference in references if reference.number not in found]
    if len(rest) == len(left) == 1:
        found[rest[0].number] = left[0]
    return found


def _same_file(reference: Reference, article: Article) -> bool:
    return _file(reference.location) == _file(article.location)


def _same_title(reference: Reference, article: Article) -> bool:
    return normalised(reference.title) == normalised(article.title)


_LIKENESS: tuple[Callable[[Reference, Article], bool], ...] = (
    lambda reference, article: reference.digest == article.digest,
    lambda reference, article: _same_file(reference, article) and _same_title(reference, article),
    _same_file,
    _same_title,
)


def _file(location: str) -> str:
    return location.replace("\\", "/").rstrip("/").rpartition("/")[2]


# ------------------------------------------------------------------ what is to be proved


@dataclass(frozen=True, slots=True)
class _Claim:
    """A text said to stand in a source. `digest` None: this kind of text carries none."""

    what: What
    number: int
    text: str
    cite: Cite
    edits: tuple[Edit, ...] = ()
    digest: str | None = None
    by_hand: bool = False

    def pieces(self) -> tuple[tuple[str, int], ...] | None:
        """The source's own words between the edits, each with the length hidden before it; None: edits do not fit."""
        found: list[tuple[str, int]] = []
        at, source, hidden = 0, self.cite.start, 0
        for edit in sorted(self.edits, key=lambda one: (one.start, one.end)):
            length = edit.start - source
            end = at + length + len(edit.inserted)
            if length < 0 or edit.end > self.cite.end or self.text[at + length : end] != edit.inserted:
                return None
            found.append((self.text[at : at + length], hidden))
            at, source, hidden = end, edit.end, edit.end - edit.start
        found.append((self.text[at:], hidden))
        return tuple(found)


def _claims(brief: Brief) -> Iterator[_Claim]:
    for one in extracts_of(brief):
        own = one.edited_by_hand and digest_of(one.text) != one.digest
        yield _Claim("extract", one.number, one.text, one.cite, one.edits, one.digest, own)
    for number, quotation in enumerate(brief.quotations, 1):
        yield _Claim("quotation", number, quotation.text, quotation.cite, quotation.edits)
    for number, actor in enumerate(brief.actors, 1):
        if actor.role and actor.role_cite:
            yield _Claim("role", number, actor.role, actor.role_cite)


def _mark(cite: Cite, *, several: bool) -> str:
    return f"{cite.reference if several else ''}¶{cite.paragraph}"


# ------------------------------------------------------------------------- the judgement


def _judged(claim: _Claim, brief: Brief, article: Article | None) -> tuple[State, str]:
    """The state of one claim against one reading of its source; the pages are not looked at."""
    if claim.by_hand:
        return "by hand", "a person's own words, not the source's"
    known = next((one.digest for one in brief.references if one.number == claim.cite.reference), None)
    records = [_recorded(claim, brief.passages)]
    if article is not None and article.digest == known:
        records.append(_slice(claim, article.text))
    if fault := _own_fault(claim, records):
        return "altered", fault
    if article is None:
        return "not proved", f"its source is missing: {_source(claim.cite, brief)}"
    return _read(claim, article, same_reading=article.digest == known)


def _read(claim: _Claim, article: Article, *, same_reading: bool) -> tuple[State, str]:
    """A claim that is sound in itself against its source; other readings are searched for it."""
    there = _slice(claim, article.text)
    fits = there is not None and same(there, claim.text)
    if fits and (same_reading or whole(article.text, claim.cite.start, claim.cite.end)):
        return "verified", ""
    if same_reading:
        return "altered", difference(claim.text, there or "")
    if stands_in(_runs(claim), Plain.of(article.text)):
        return "moved", f"stands elsewhere in this reading of {article.location}"
    return "source changed", f"{article.location} does not have it: {_parting(claim, article.text)}"


def _own_fault(claim: _Claim, records: Sequence[str | None]) -> str:
    """What shows that the brief was tampered with; `records`: what the source had there, so far as we have it."""
    other = next((text for text in records if text is not None and not same(text, claim.text)), None)
    if claim.digest is not None and digest_of(claim.text) != claim.digest:
        known = next((text for text in records if text is not None), None)
        return "the text does not fit its digest" if known is None else difference(claim.text, other or known)
    if fault := next((fault for edit in claim.edits if (fault := _edit_fault(edit))), ""):
        return fault
    pieces = claim.pieces()
    if pieces is None:
        return "its edits do not give the printed text"
    if not any(char.isalnum() for piece, _ in pieces for char in piece):
        return "nothing of the source is left in it"
    return difference(claim.text, other) if other is not None else ""


def _edit_fault(edit: Edit) -> str:
    named = f"the edit “{edit.inserted}”"
    if not _BRACKETS.fullmatch(edit.inserted):
        return f"{named} is not in square brackets"
    if edit.kind == "cut":
        return "" if edit.inserted.strip() == "[…]" and edit.start < edit.end else f"{named} is no cut"
    return "" if edit.start == edit.end else f"{named} covers words of the source"


def _slice(claim: _Claim, text: str) -> str | None:
    """The cited slice with its edits applied; None where the offsets do not fit the text."""
    if not 0 <= claim.cite.start < claim.cite.end <= len(text):
        return None
    try:
        return printed(text, claim.cite.start, claim.cite.end, claim.edits)
    except ValueError:
        return None


def _recorded(claim: _Claim, passages: Sequence[Passage]) -> str | None:
    """What the recorded paragraph has at the cited place, "" where it is not in it; None where none is recorded."""
    cite = claim.cite
    ours = (one for one in passages if (one.reference, one.paragraph) == (cite.reference, cite.paragraph))
    passage = next(ours, None)
    if passage is None or passage.start <= cite.start < passage.end < cite.end:
        return None
    # The paragraph is put where it stood, so that the offsets into the article hold.
    inside = passage.start <= cite.start and cite.end <= passage.end
    return (_slice(claim, " " * passage.start + passage.text) if inside else None) or ""


def _source(cite: Cite, brief: Brief) -> str:
    found = (one.location or one.title for one in brief.references if one.number == cite.reference)
    return next(found, f"reference {cite.reference}, which the record does not list")


def _on_page(claim: _Claim, pages: tuple[str, ...], state: State, message: str) -> tuple[State, str]:
    from briefgen.writers.page import comparable, found

    if state in WRONG or found(claim.text, pages):
        return state, message
    wanted = comparable(claim.text)
    seen = max((prefix(wanted, comparable(page)) for page in pages), default=0)
    if seen < min(AROUND, len(wanted)):
        return "not on the page", f"nobody can see “{start_of(claim.text)}”"
    return "not on the page", f"the page goes on differently after “{Plain.of(claim.text).before(seen)}”"


def _runs(claim: _Claim) -> list[Run]:
    """Normal forms of the words between cuts, with the length hidden before each; insertions do not part words."""
    runs: list[Run] = []
    for piece, hidden in claim.pieces() or ((claim.text, 0),):
        if runs and not hidden:
            runs[-1] = (runs[-1][0] + piece, runs[-1][1])
        else:
            runs.append((piece, hidden))
    return [(run, hidden) for text, hidden in runs if (run := normalised(text))]


def _parting(claim: _Claim, text: str) -> str:
    """Where the reading given now leaves the extract."""
    runs, source = _runs(claim), Plain.of(text)
    run = next((run for run, _ in runs if run not in source.normal), runs[-1][0])
    length = prefix(run, source.normal)
    if length < min(AROUND, len(run)):
        return f"nothing like “{start_of(claim.text)}”"
    ours = Plain.of(claim.text)
    offset = max(ours.normal.find(run), 0)
    there = source.normal.find(run[:length]) + length
    return f"printed “{ours.around(offset + length)}”, now “{source.around(there)}”"
