"""Structural checks: every style passes with a short and a long brief, and each thing that breaks is named."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from briefgen import Pipeline, drafting
from briefgen.check import Report, sources, structure
from briefgen.config import Config, with_settings
from briefgen.model import Brief, extracts_of
from briefgen.styles import open_style
from briefgen.writers import pdf, record
from tests.conftest import PROJECT
from tests.drafting.sets import brief_of
from tests.writers import sample

STYLES = sorted(path.parent.name for path in (PROJECT / "templates").glob("*/style.yaml"))
LENGTHS = ("short", "long")


@cache
def memo(style: str = "base", length: str = "long", archive: str = "a-3a") -> tuple[bytes, Brief]:
    """A finished PDF of a style and the brief that it prints."""
    brief = brief_of("treaty")
    if length == "short":
        brief = drafting.shrink(brief, len(extracts_of(brief)) - 3)
    settings = [f"style={style}", "marking.label=OFFICIAL", f"archive={archive}"]
    pipeline = Pipeline(with_settings(Config(), settings), date="2026-11-20")
    written = pipeline.write(pipeline.relabelled(brief), [Path("memo.pdf")])
    return written.files[Path("memo.pdf")], written.brief


def told(data: bytes, brief: Brief | None = None) -> list[str]:
    return [fault.line() for fault in structure.faults(data, "memo.pdf", brief or memo()[1])]


# ------------------------------------------------------------------ what is sound


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("style", STYLES)
def test_every_style_passes(style: str, length: str) -> None:
    data, brief = memo(style, length)
    assert told(data, brief) == []
    assert structure.is_ours(data)


def test_the_memos_are_short_and_long() -> None:
    assert len(extracts_of(memo("base", "short")[1])) == 3
    assert len(extracts_of(memo("base", "long")[1])) > 8


def test_a_memo_of_several_stories_and_one_without_anything_pass() -> None:
    style = open_style("base")
    assert told(pdf.write(sample.several(), style), sample.several()) == []
    assert told(pdf.write(sample.EMPTY, style), sample.EMPTY) == []


def test_the_kind_without_attachments_passes() -> None:
    data, brief = memo(archive="a-2a")
    assert told(data, brief) == []
    with pikepdf.open(BytesIO(data)) as opened:
        assert not list(opened.attachments)
        with opened.open_metadata() as found:
            assert (found["pdfaid:part"], found["pdfaid:conformance"], found["pdfuaid:part"]) == ("2", "A", "1")


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
@pytest.mark.parametrize("archive", ["a-3a", pytest.param("a-2a", marks=pytest.mark.slow)])
@pytest.mark.parametrize("style", STYLES)
def test_qpdf_finds_no_fault(style: str, archive: str, tmp_path: Path) -> None:
    file = tmp_path / "memo.pdf"
    file.write_bytes(memo(style, "long", archive)[0])
    done = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)
    assert (done.returncode, "No syntax or stream encoding errors" in done.stdout) == (0, True), done.stdout


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="pdfinfo is not installed")
def test_a_screen_reader_hears_the_sections_in_their_order(tmp_path: Path) -> None:
    file = tmp_path / "memo.pdf"
    file.write_bytes(memo()[0])
    done = subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, text=True, check=True)
    aloud = re.findall(r'^ *"(.*)"$', done.stdout, re.MULTILINE)
    assert aloud[:2] == ["OFFICIAL", "Machine-selected extracts. Not reviewed."]
    heads = ["Subject", "Bottom line", "What is new", "Who is involved", "Background", "Open questions", "Sources"]
    assert [line for line in aloud if line in heads] == heads
    assert "Machine-selected extracts. Not reviewed." not in aloud[2:], "running heads are no part of the text"


# ------------------------------------------------------------------ what is broken


def broken(change: Callable[[pikepdf.Pdf], object], data: bytes | None = None) -> bytes:
    with pikepdf.open(BytesIO(data or memo()[0])) as opened:
        change(opened)
        stream = BytesIO()
        opened.save(stream)
    return stream.getvalue()


def first(opened: pikepdf.Pdf, kind: str) -> pikepdf.Dictionary:
    """The first element of a kind in the structure."""
    return next(one for one in structure.elements(opened.Root.StructTreeRoot) if str(one.S) == kind)


def drop(*keys: str) -> Callable[[pikepdf.Pdf], None]:
    """Take the last key away from what the others lead to."""

    def change(opened: pikepdf.Pdf) -> None:
        place = opened.Root
        for key in keys[:-1]:
            place = place[key]
        del place[keys[-1]]

    return change


def without_links_words(opened: pikepdf.Pdf) -> None:
    del opened.pages[1].obj.Annots[0]["/Contents"]


def untagged_link(opened: pikepdf.Pdf) -> None:
    del opened.pages[1].obj.Annots[0]["/StructParent"]


def without_tabs(opened: pikepdf.Pdf) -> None:
    del opened.pages[0].obj["/Tabs"]


def picture(opened: pikepdf.Pdf) -> None:
    first(opened, "/P").S = pikepdf.Name("/Figure")


def jump(opened: pikepdf.Pdf) -> None:
    first(opened, "/H2").S = pikepdf.Name("/H4")


def second_title(opened: pikepdf.Pdf) -> None:
    first(opened, "/H2").S = pikepdf.Name("/H1")


def idle_head(opened: pikepdf.Pdf) -> None:
    head = first(opened, "/TH")
    head.ID = pikepdf.String("nowhere")
    del head.A["/Scope"]


def headless(opened: pikepdf.Pdf) -> None:
    for one in structure.elements(first(opened, "/Table")):
        if one.S == "/TH":
            one.S = pikepdf.Name("/TD")


def font(opened: pikepdf.Pdf) -> pikepdf.Dictionary:
    return next(iter(opened.pages[0].Resources.Font.values()))


def not_embedded(opened: pikepdf.Pdf) -> None:
    descriptor = font(opened).DescendantFonts[0].FontDescriptor
    descriptor["/FontFile3"] = descriptor["/FontFile2"]
    del descriptor["/FontFile2"]


def no_copying(opened: pikepdf.Pdf) -> None:
    del font(opened)["/ToUnicode"]


def metadata(was: bytes, now: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(opened: pikepdf.Pdf) -> None:
        text = opened.Root.Metadata.read_bytes()
        assert was in text
        opened.Root.Metadata.write(text.replace(was, now))

    return change


def script(opened: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    opened.Root.OpenAction = opened.make_indirect(action)


def launch(opened: pikepdf.Pdf) -> None:
    note = opened.pages[0].obj.Annots[0]
    note.A = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("/bin/sh"))


def undeclared(opened: pikepdf.Pdf) -> None:
    del opened.Root["/AF"]


def unmarked_foot(opened: pikepdf.Pdf) -> None:
    page = opened.pages[1]
    page.Contents = opened.make_stream(b"")


def strange(opened: pikepdf.Pdf) -> None:
    """Nothing tells whose it is."""
    del opened.docinfo["/Creator"]
    opened.attachments.clear()


def reversed_sections(opened: pikepdf.Pdf) -> None:
    part = first(opened, "/Part")
    part.K = pikepdf.Array(reversed(list(part.K)))


def reversed_top(opened: pikepdf.Pdf) -> None:
    top = first(opened, "/Document")
    top.K = pikepdf.Array([top.K[2], top.K[0], top.K[1], *list(top.K)[3:]])


FAULTS: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "no language is given": drop("/Lang"),
    "does not say that it is tagged": drop("/MarkInfo"),
    "shows the file's name, not the title": drop("/ViewerPreferences", "/DisplayDocTitle"),
    "no structure for screen readers": drop("/StructTreeRoot"),
    "no colour profile": drop("/OutputIntents"),
    "there are no metadata": drop("/Metadata"),
    "do not name PDF/UA": metadata(b"pdfuaid:part", b"pdfuaid:pork"),
    "do not name PDF/A ": metadata(b"pdfaid:part", b"pdfaid:pork"),
    "do not name the level of PDF/A": metadata(b"pdfaid:conformance", b"pdfaid:conformers"),
    "hold no title": metadata(b"title", b"tilte"),
    "page 2: a link does not say where it leads": without_links_words,
    "page 2: a link is not tagged": untagged_link,
    "page 1: the Tab key does not follow": without_tabs,
    "a picture has no words": picture,
    "a heading of level 4 follows one of level 1": jump,
    "2 headings of the first level": second_title,
    "1 header cells head nothing": idle_head,
    "a table has no header cells": headless,
    "is not embedded as TrueType": not_embedded,
    "cannot be copied": no_copying,
    "it does something when it is opened": script,
    "an action of the kind JavaScript": script,
    "an action of the kind Launch": launch,
    "1 files are attached, 0 are declared": undeclared,
    "page 2: the marking OFFICIAL is missing": unmarked_foot,
    "is read aloud before those that stand above it": reversed_sections,
    "is not read aloud": unmarked_foot,
    "is not what is read first": reversed_top,
}


@pytest.mark.parametrize("what", FAULTS)
def test_what_is_broken_is_named(what: str) -> None:
    lines = told(broken(FAULTS[what]))
    assert any(what in line for line in lines), lines
    assert all(re.fullmatch(r"memo\.pdf: (page \d+: )?.+: .+", line) for line in lines)


def test_saving_alone_breaks_nothing() -> None:
    assert told(broken(lambda opened: None)) == []


def test_an_attachment_in_a_kind_that_takes_none_is_named() -> None:
    def attach(opened: pikepdf.Pdf) -> None:
        opened.attachments["brief.json"] = b"{}"

    assert any("a PDF/A-2 carries an attached file" in line for line in told(broken(attach, memo(archive="a-2a")[0])))


def test_without_a_record_what_is_read_first_is_the_marking() -> None:
    assert structure.faults(memo()[0], "memo.pdf") == ()
    lines = [fault.line() for fault in structure.faults(broken(unmarked_foot), "memo.pdf")]
    assert any("page 2: the marking is missing" in line for line in lines)


def test_a_broken_file_is_told() -> None:
    assert "the file is broken" in told(memo()[0][:3000])[0]
    assert not structure.is_ours(b"%PDF-1.7 nothing")


# ------------------------------------------------------------------ briefgen check FILE.pdf


def test_a_memo_is_checked_and_a_foreign_pdf_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("memo.pdf").write_bytes(memo()[0])
    Path("broken.pdf").write_bytes(broken(drop("/Lang")))
    Path("foreign.pdf").write_bytes(broken(strange))
    good, bad, other = sources(["memo.pdf", "broken.pdf", "foreign.pdf"], Pipeline(Config()))
    assert (good.format, good.faults) == ("a finished memo", ())
    assert bad.faults == ("no language is given (Lang): make the memo again",)
    assert other.format != "a finished memo"
    assert Report((good, bad)).exit_code == 1


def test_the_record_beside_a_memo_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data, brief = memo(archive="a-2a")
    Path("memo.pdf").write_bytes(broken(reversed_sections, data))
    (alone,) = sources(["memo.pdf"], Pipeline(Config()))
    Path("memo.brief.json").write_bytes(record.attachment(brief))
    (known,) = sources(["memo.pdf"], Pipeline(Config()))
    assert alone.faults == ()
    assert "is read aloud before those that stand above it" in known.faults[0]
    Path("memo.brief.json").write_text("{")
    (unread,) = sources(["memo.pdf"], Pipeline(Config()))
    assert "its record cannot be read" in unread.faults[0]
