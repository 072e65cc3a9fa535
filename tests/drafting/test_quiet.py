"""The note of a night without news: what it holds."""

from __future__ import annotations

from dataclasses import replace

from briefgen.drafting import quiet
from briefgen.model import Coverage, Failure, Header, Made, Searched, extracts_of

SEARCHED = Searched("2026-11-24T02:30+01:00", "2026-11-23T02:30+01:00", ("inbox/",), ("ASEAN", "tariff"), 212, 3)
COVERAGE = Coverage(failed=(Failure("inbox/b.pdf", "read", "Unreadable", "is broken"),))
HEADER = Header("ASEAN: tariffs", "2026-11-24", to="Director")


def test_it_holds_where_was_looked_what_could_not_be_read_and_nothing_else() -> None:
    note = quiet(HEADER, SEARCHED, COVERAGE, Made("0.1.0", "x"))
    assert (note.header, note.searched, note.coverage, note.made) == (HEADER, SEARCHED, COVERAGE, Made("0.1.0", "x"))
    assert extracts_of(note) == ()
    assert (note.references, note.actors, note.questions, note.delta) == ((), (), (), None)


def test_without_a_subject_it_is_named_by_what_was_asked_for_else_by_where() -> None:
    bare = replace(HEADER, subject="")
    assert quiet(bare, SEARCHED, Coverage(), Made("0.1.0", "x")).header == replace(HEADER, subject="ASEAN, tariff")
    assert quiet(bare, replace(SEARCHED, about=()), Coverage(), Made("0.1.0", "x")).header.subject == "inbox/"
