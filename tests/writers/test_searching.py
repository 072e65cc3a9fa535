"""The note of a night without news on its page, in every style and format; the line of any other memo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import verify
from briefgen.check import structure
from briefgen.config import Config
from briefgen.drafting import quiet
from briefgen.model import Brief, Coverage, Failure, Header, Made, NotAnalysed, Searched, Source
from briefgen.pipeline import Pipeline
from briefgen.readers import record
from briefgen.writers.message import message
from tests.drafting.nights import told

STYLES = ("base", "us-memo", "uk-brief", "ministerial", "ministerial:ca", "ministerial:nz", "eu-brief", "analytic")
PLACES = ("inbox/", "https://news.example/feed")
SEARCHED = Searched("2026-11-24T02:30+01:00", "2026-11-23T02:30+01:00", PLACES, ("ASEAN",), 212, 3)
BROKEN = Failure("inbox/b.pdf", "read", "Unreadable", "is broken", "ask for another copy")
FOREIGN = NotAnalysed("inbox/c.html", "Việt Nam và ASEAN", "vi", outlet="Tin Nhanh")


def note(**more: object) -> Brief:
    searched = replace(SEARCHED, **more)  # type: ignore[arg-type]
    header = Header("ASEAN: tariffs", "2026-11-24", to="Director", marking="OFFICIAL", cutoff=searched.until)
    return quiet(header, searched, Coverage(failed=(BROKEN,), not_analysed=(FOREIGN,)), Made("0.1.0", "x"))


def written(brief: Brief, style: str, ending: str, **more: object) -> bytes:
    pipeline = Pipeline(replace(Config(), style=style, **more), date="2026-11-24")  # type: ignore[arg-type]
    (data,) = pipeline.write(brief, [Path(f"memo.{ending}")]).files.values()
    return data


def in_markdown(brief: Brief, language: str = "en") -> str:
    return written(brief, "base", "md", language=language).decode()


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page, in one line."""
    import pypdfium2

    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize("style", STYLES)
def test_it_is_one_sound_page_that_says_where_was_looked_and_nothing_else(style: str) -> None:
    pdf = written(note(), style, "pdf")
    (text,) = pages_of(pdf)
    for one in ("Nothing new was found", "inbox/", "ASEAN", "inbox/b.pdf: is broken", "Việt Nam", "OFFICIAL"):
        assert one in text
    assert "212 articles, 3 of them new since then, none about this" in text
    assert "Made by a program. Not reviewed." in text
    for other in ("in the sources", "Machine-selected", "How to read", "extract"):
        assert other not in text
    memo = verify.opened(Source("note.pdf", pdf))
    assert structure.faults(pdf, "note.pdf", memo.brief) == ()


def test_there_is_nothing_to_prove_and_that_is_said() -> None:
    bare = replace(note(), coverage=Coverage(failed=(BROKEN,)))
    memo = verify.opened(Source("note.pdf", written(bare, "base", "pdf")))
    report = verify.verify(memo.brief, (), memo.pages, sealed=memo.sealed)
    assert report.exit_code == 0
    assert report.lines() == ("0 extracts: nothing to prove",)


@pytest.mark.parametrize("ending", ["html", "docx"])
def test_it_is_written_in_every_format(ending: str) -> None:
    data = written(note(), "base", ending)
    if ending == "docx":
        from io import BytesIO

        from docx import Document

        document = Document(BytesIO(data))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        text = "\n".join([*(one.text for one in document.paragraphs), *cells])
    else:
        text = data.decode()
    assert "Nothing new was found" in text
    assert "212 articles" in text
    assert "Positions" not in text


@pytest.mark.parametrize("ending", ["json", "yaml"])
def test_its_record_comes_back(ending: str) -> None:
    assert record.parsed(Source(f"memo.{ending}", written(note(), "base", ending))) == note()


def test_the_first_note_knows_of_no_issue_before() -> None:
    text = in_markdown(note(since=None, about=(), fresh=212))
    for one in (
        "Nothing was found.",
        "**Since** no earlier issue",
        "**For what** everything",
        "**Among** 212 articles\n",
    ):
        assert one in text


def test_where_nothing_came_that_is_said() -> None:
    assert "**Among** 212 articles, none of them new since then\n" in in_markdown(note(fresh=0))


def test_the_last_issue_is_named_by_its_reference_where_it_has_one() -> None:
    assert "23 November 2026, 02:30 +01:00 (AT/2026/12)" in in_markdown(note(last="AT/2026/12"))
    assert "+01:00 (" not in in_markdown(note(last="2026-11-23"))


@pytest.mark.parametrize(
    ("fresh", "expected"), [(0, "dont aucun nouveau depuis\n"), (1, "dont 1 nouveau depuis, aucun à ce sujet\n")]
)
def test_in_french(fresh: int, expected: str) -> None:
    text = in_markdown(note(fresh=fresh), "fr")
    assert "Rien de nouveau n’a été trouvé" in text
    assert expected in text


def test_its_mail_says_all_of_it() -> None:
    made = message(note(), Pipeline(Config()).style(), places=["out/x.pdf"])
    assert made.subject == "[OFFICIAL] ASEAN: tariffs, 24 November 2026"
    for one in ("Nothing new was found", "Where: inbox/, https://news.example/feed", "inbox/b.pdf: is broken"):
        assert one in made.text
    assert "What is new" not in made.text


def test_a_memo_with_news_says_where_was_looked_on_its_page_of_sources() -> None:
    text = in_markdown(replace(told(2)[0], searched=SEARCHED))
    assert "Searched from 23 November 2026, 02:30 +01:00 until 24 November 2026, 02:30 +01:00: inbox/" in text
    assert "Nothing new" not in text
