"""The note of a night without news, and the memo of what has changed alone: what they hold and how they are printed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from briefgen import drafting, verify
from briefgen.config import Config
from briefgen.drafting import changed, quiet
from briefgen.model import Brief, Coverage, Failure, Header, Made, Ref, Searched, Source, extracts_of
from briefgen.pipeline import Pipeline
from briefgen.readers import record
from tests.conftest import PROJECT

NIGHTS = PROJECT / "tests/corpus/nights"
STYLES = ("base", "us-memo", "uk-brief", "ministerial", "ministerial:ca", "eu-brief", "analytic")
PLACES = ("inbox/", "https://news.example/feed")
SEARCHED = Searched("2026-11-24T02:30:00+01:00", "2026-11-23T02:30:00+01:00", PLACES, ("ASEAN",), 212, 3)
BROKEN = Failure("inbox/b.pdf", "read", "Unreadable", "is broken", "ask for another copy")


def note(**more: object) -> Brief:
    searched = replace(SEARCHED, **more)
    header = Header("ASEAN: tariffs", "2026-11-24", to="Director", marking="OFFICIAL", cutoff=searched.until)
    return quiet(header, searched, Coverage(failed=(BROKEN,)), Made("0.1.0", "x"))


def written(brief: Brief, style: str, ending: str, **more: object) -> bytes:
    pipeline = Pipeline(replace(Config(), style=style, **more), date="2026-11-24")
    (data,) = pipeline.write(brief, [Path(f"memo.{ending}")]).files.values()
    return data


def words(brief: Brief, style: str, **more: object) -> tuple[list[str], str]:
    pages = shown(written(brief, style, "pdf", **more))
    return pages, " ".join(" ".join(pages).split())


def shown(pdf: bytes) -> list[str]:
    """The text of each page."""
    import pypdfium2

    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


# ------------------------------------------------------------------ the note


@pytest.mark.parametrize("style", STYLES)
def test_the_note_is_one_page_and_says_where_was_looked_and_nothing_else(style: str) -> None:
    pages, text = words(note(), style)
    assert len(pages) == 1
    for told in ("Nothing new was found", "inbox/", "ASEAN", "212 articles", "inbox/b.pdf: is broken"):
        assert told in text
    assert "No position or reaction" not in text
    assert "OFFICIAL" in text


def test_the_first_note_knows_of_no_issue_before() -> None:
    text = written(note(since=None, about=()), "base", "md").decode()
    assert "Nothing was found." in text
    assert "**Since** no earlier issue" in text
    assert "**For what** everything" in text


@pytest.mark.parametrize("ending", ["html", "md", "docx"])
def test_it_is_written_in_every_format(ending: str) -> None:
    data = written(note(), "base", ending)
    if ending == "docx":
        from io import BytesIO

        from docx import Document

        document = Document(BytesIO(data))
        told = "\n".join(one.text for one in document.paragraphs) + "".join(
            cell.text for table in document.tables for row in table.rows for cell in row.cells
        )
    else:
        told = data.decode()
    assert "212 articles" in told
    assert "Positions" not in told


def test_in_french() -> None:
    text = written(note(), "base", "md", language="fr").decode()
    assert "Rien de nouveau n’a été trouvé" in text


@pytest.mark.parametrize("ending", ["json", "yaml"])
def test_its_record_comes_back(ending: str) -> None:
    data = written(note(), "base", ending)
    assert record.parsed(Source(f"memo.{ending}", data)) == note()


def test_there_is_nothing_to_prove_and_nothing_wrong_with_its_pdf() -> None:
    from briefgen.check import structure

    data = written(note(), "base", "pdf")
    memo = verify.opened(Source("note.pdf", data))
    assert verify.verify(memo.brief, (), memo.pages, sealed=memo.sealed).exit_code == 0
    assert [fault.what for fault in structure.faults(data, "note.pdf", memo.brief)] == []


def test_a_memo_with_news_says_where_was_looked_on_its_page_of_sources() -> None:
    text = written(replace(second(), searched=SEARCHED), "base", "md").decode()
    assert "Searched from 23 November 2026, 02:30 +01:00 until 24 November 2026, 02:30 +01:00: inbox/" in text


# ------------------------------------------------------------------ what has changed


@cache
def second() -> Brief:
    """The brief of the second night with what has changed since the first."""
    briefs = []
    for night in ("1", "2"):
        pipeline = Pipeline(Config(), date=f"2026-11-2{night}")
        briefs.append(pipeline.drafted(pipeline.read([str(NIGHTS / night)])))
    return drafting.delta(briefs[1], briefs[0])


def test_only_what_is_new_or_updated_is_printed_and_what_it_needs() -> None:
    whole, part = second(), changed(second())
    assert whole.delta
    assert whole.delta.repeated, "else there is nothing to leave out"
    since = {extract.text: extract.since for extract in extracts_of(whole)}
    assert part
    kept = extracts_of(part)
    assert {one.text for one in kept} >= {text for text, kind in since.items() if kind != "repeated"}
    leaned_on = {number for one in kept for number in one.keep_with}
    assert all(one.since != "repeated" or one.number in leaned_on for one in kept)
    assert [one.number for one in kept] == list(range(1, len(kept) + 1))
    assert part.delta
    assert part.delta.alone
    assert part.delta.dropped == whole.delta.dropped
    assert part.left_out == 0


def test_all_that_points_to_an_extract_finds_it() -> None:
    part = changed(second())
    assert part
    printed = {one.number for one in extracts_of(part)}
    sections = (part.bottom_line, part.developments, part.background, part.stakes)
    refs = [item.ref for section in sections for item in section if isinstance(item, Ref)]
    refs += [number for actor in part.actors for number in (*actor.statements, *actor.named_in)]
    refs += [number for one in extracts_of(part) for number in one.keep_with]
    assert set(refs) <= printed
    assert {one.cite.reference for one in extracts_of(part)} <= {one.number for one in part.references}


def test_nothing_where_nothing_has_changed() -> None:
    whole = second()
    assert changed(replace(whole, delta=None)) is None
    same = drafting.delta(replace(whole, delta=None), replace(whole, delta=None))
    assert changed(same) is None


@pytest.mark.parametrize("style", STYLES)
def test_its_page_says_what_it_is(style: str) -> None:
    part = changed(second())
    assert part
    pipeline = Pipeline(replace(Config(), style=style), date="2026-11-24").on_one_page()
    _, laid = pipeline.fit(part, pipeline.style())
    assert laid.body_pages == 1, "and the sources with what was before"
    text = " ".join(" ".join(shown(laid.pdf())).split())
    assert "Told otherwise now" in text
    assert "Before: " in text
    assert ("Changes since the last issue" in text) == (style != "us-memo"), "which has a heading of its own there"
