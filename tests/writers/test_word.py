"""Word: every extract exactly once, real numbers, links and headings, the record inside, the same bytes always."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from briefgen import drafting
from briefgen.errors import StyleError
from briefgen.model import Brief, Source, extracts_of
from briefgen.styles import Style, open_style
from briefgen.verify import opened
from briefgen.writers import record, word
from briefgen.writers.wordlook import template
from tests.drafting.sets import NAMES, brief_of
from tests.writers.sample import brief as full
from tools.word_templates import made

STYLES = ("base", "us-memo", "uk-brief", "ministerial:ca", "eu-brief", "analytic")
HOSTILE = "<script>alert(1)</script> {{7*7}} {subject} {sections} \u202egnp.exe\u202c \x07 <w:t>x</w:t> & ]]>"


def _arranged(brief: Brief, style: Style) -> Brief:
    own = style.settings
    return drafting.arranged(brief, own["sections"], own["story_sections"], own["grouped"])


def _paragraphs(data: bytes) -> list[str]:
    body = Document(BytesIO(data)).element.body
    return ["".join(text.text or "" for text in one.iter(qn("w:t"))) for one in body.iter(qn("w:p"))]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("style_name", STYLES)
def test_every_extract_stands_in_one_paragraph_word_for_word(name: str, style_name: str) -> None:
    style = open_style(style_name)
    brief = _arranged(brief_of(name), style)
    found = _paragraphs(word.write(brief, style))
    for extract in extracts_of(brief):
        assert sum(extract.text in paragraph for paragraph in found) >= 1, extract.text


@pytest.mark.parametrize("style_name", STYLES)
def test_the_numbers_of_word_are_the_numbers_of_the_extracts(style_name: str) -> None:
    style = open_style(style_name)
    brief = _arranged(brief_of("treaty"), style)
    document = Document(BytesIO(word.write(brief, style)))
    numbered = [
        mark.get(qn("w:name"))
        for one in document.element.body.iter(qn("w:p"))
        if one.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") is not None
        and one.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")) == "MemoExtract"
        for mark in one.iter(qn("w:bookmarkStart"))
    ]
    assert numbered == [f"x{extract.number}" for extract in extracts_of(brief)]


def test_every_link_leads_somewhere_and_headings_are_real() -> None:
    style = open_style("base")
    document = Document(BytesIO(word.write(_arranged(brief_of("ferry"), style), style)))
    body = document.element.body
    places = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    links = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert len(places) == len(set(places))
    assert links <= set(places)
    assert {"s1", "x1"} <= links
    heads = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert heads[0] == "Bottom line"
    assert heads[-1] == "Sources"


def test_marking_and_page_stand_in_header_and_footer_and_first_in_the_body() -> None:
    style = open_style("base")
    brief = full()
    brief = replace(brief, header=replace(brief.header, marking="OFFICIAL-SENSITIVE"))
    document = Document(BytesIO(word.write(brief, style)))
    (section,) = document.sections
    assert document.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    assert "OFFICIAL-SENSITIVE" in section.header.paragraphs[0].text
    assert "OFFICIAL-SENSITIVE" in section.footer.paragraphs[0].text
    fields = [one.get(qn("w:instr")) for one in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_hostile_words_are_text() -> None:
    style = open_style("base")
    brief = full()
    first = replace(extracts_of(brief)[0], text=HOSTILE)
    brief = replace(brief, bottom_line=(first,), header=replace(brief.header, subject=HOSTILE, from_="{sections}"))
    data = word.write(brief, style)
    found = _paragraphs(data)
    assert any("<script>alert(1)</script> {{7*7}} {subject} {sections}" in one for one in found)
    assert b"<script>" not in ZipFile(BytesIO(data)).read("word/document.xml")


def test_words_from_the_right_say_so() -> None:
    style, brief = open_style("base"), full()
    first = replace(extracts_of(brief)[0], text="The envoy محمد القاسمي left.")
    document = Document(BytesIO(word.write(replace(brief, bottom_line=(first,)), style)))
    marked = ["".join(text.text for text in run.iter(qn("w:t"))) for run in document.element.body.iter(qn("w:r"))
              if run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None]  # fmt: skip
    assert [text.strip() for text in marked] == ["محمد القاسمي"]


def test_the_record_inside_proves_the_document() -> None:
    brief = full()
    memo = opened(Source("memo.docx", word.write(brief, open_style("base"))))
    assert memo.sealed
    assert record.attachment(memo.brief) == record.attachment(brief)
    assert memo.pages
    assert all(extract.text in memo.pages[0] for extract in extracts_of(brief))


def test_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    code = (
        "import sys; from briefgen.writers import word; from briefgen.styles import open_style;"
        "from tests.writers.sample import brief; sys.stdout.buffer.write(word.write(brief(), open_style('us-memo')))"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    ]  # fmt: skip
    assert made[0] == made[1]
    assert {entry.date_time[0] for entry in ZipFile(BytesIO(made[0])).infolist()} == {1980}


def test_an_own_template_is_used_and_a_broken_one_named(tmp_path: Path) -> None:
    own = tmp_path / "ours"
    own.mkdir()
    (own / "style.yaml").write_text("extends: base\n")
    document = template(open_style("base"))
    document.paragraphs[0].insert_paragraph_before("Ministry of Foreign Affairs")
    run = document.paragraphs[1].clear()
    for part in ("{mar", "king}"):  # as Word cuts it
        run.add_run(part)
    document.save(str(own / "memo.docx"))
    brief = full()
    found = _paragraphs(
        word.write(replace(brief, header=replace(brief.header, marking="SECRET")), open_style(str(own)))
    )
    assert found[:2] == ["Ministry of Foreign Affairs", "SECRET"]
    (own / "memo.docx").write_bytes(b"no zip")
    with pytest.raises(StyleError, match=r"memo\.docx is no Word document"):
        word.write(brief, open_style(str(own)))


def test_the_shipped_templates_are_made_of_their_styles() -> None:
    for path, data in made().items():
        assert _parts(path.read_bytes()) == _parts(data), f"{path.name}: run `make docs`"


def _parts(data: bytes) -> dict[str, bytes]:
    """By name: how the parts are packed depends on the machine's zlib."""
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
