"""The Word reader: styles, lists, tables, tracked changes, and documents that are broken on purpose."""

from __future__ import annotations

import contextlib
import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import NoArticle, ReadError, TooBig, Unreadable
from briefgen.model import Article, Source
from briefgen.readers import word

FIRST = "OHRID (Lake News) - The ministers of both countries agreed on Monday to open the ferry line in May."
SECOND = "They will share the cost of the two ships, an official said, who did not want to give his name."


def saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def article(document: Any, location: str = "inbox/story.docx") -> Article:
    (found,) = word.read(Source(location, document if isinstance(document, bytes) else saved(document)))
    return found


def kinds(read: Article) -> list[tuple[str, str]]:
    return [(block.kind, read.text[block.start : block.end]) for block in read.blocks]


def story() -> Any:
    document = docx.Document()
    document.add_heading("Ferry line agreed", 0)
    document.add_paragraph("By Ana Petrova")
    document.add_paragraph("Published: 9 July 2025")
    document.add_paragraph(FIRST)
    document.add_heading("What was agreed", 2)
    document.add_paragraph("two ships", style="List Bullet")
    document.add_paragraph("one flag", style="List Number")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("Port", "Ships", "Ohrid", "2"), strict=True):
        cell.text = words
    paragraph = document.add_paragraph("They will share ")
    paragraph.add_run("the cost").bold = True
    paragraph.add_run(SECOND.removeprefix("They will share the cost"))
    document.sections[0].header.paragraphs[0].text = "Lake News wire"
    return document


def test_a_story() -> None:
    read = article(story())
    assert kinds(read) == [
        ("title", "Ferry line agreed"),
        ("byline", "By Ana Petrova"),
        ("other", "Published: 9 July 2025"),
        ("paragraph", FIRST),
        ("heading", "What was agreed"),
        ("item", "two ships"),
        ("item", "one flag"),
        ("table", "Port\tShips\nOhrid\t2"),
        ("paragraph", SECOND),
    ]
    assert (read.title, read.byline, read.published, read.published_from) == (
        "Ferry line agreed",
        "Ana Petrova",
        "2025-07-09",
        "file",
    )


def test_changes_count_as_accepted() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The ministers agreed ")
    for change, words in (("ins", "on Monday "), ("del", "on Tuesday ")):
        tag = "t" if change == "ins" else "delText"
        markup = f'<w:{change} {nsdecls("w")} w:id="1"><w:r><w:{tag}>{words}</w:{tag}></w:r></w:{change}>'
        paragraph._p.append(parse_xml(markup.replace(f"<w:{tag}>", f'<w:{tag} xml:space="preserve">')))
    paragraph.add_run("to open the line.")
    read = article(document)
    assert kinds(read)[-1][1] == "The ministers agreed on Monday to open the line."
    assert read.notes == ("the document holds tracked changes: read as if all were accepted",)


def test_a_table_that_lays_out_the_page() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = f"{FIRST} {FIRST}"
    table.cell(0, 1).text = SECOND
    assert [kind for kind, _ in kinds(article(document))] == ["title", "paragraph", "paragraph"]


def test_a_hyperlink_is_part_of_its_sentence() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("They will ")
    link = f"<w:hyperlink {nsdecls('w')}><w:r><w:t>share the cost</w:t></w:r></w:hyperlink>"
    paragraph._p.append(parse_xml(link))
    paragraph.add_run(" of it.")
    assert kinds(article(document))[-1] == ("paragraph", "They will share the cost of it.")


def test_a_press_release() -> None:
    document = docx.Document()
    for words in ("MINISTRY OF TRANSPORT", "Struga, 9 July 2025", "PRESS RELEASE", "Ferry line to open in May", FIRST):
        document.add_paragraph(words)
    document.add_paragraph("1. Two ships will be ordered from a yard in Split.")
    read = article(document)
    assert (read.title, read.published) == ("Ferry line to open in May", "2025-07-09")
    assert kinds(read)[-1][0] == "item"


def test_a_text_pasted_with_line_breaks() -> None:
    document = docx.Document()
    document.add_paragraph(f"Ferry line agreed\nBy Ana Petrova\n\n{FIRST}\n\n{SECOND}")
    read = article(document)
    assert [words for kind, words in kinds(read) if kind == "paragraph"] == [FIRST, SECOND]
    assert (read.title, read.byline) == ("Ferry line agreed", "Ana Petrova")


def test_a_document_without_text_is_no_article() -> None:
    with pytest.raises(NoArticle, match=r"story\.docx"):
        article(docx.Document())


def test_claims() -> None:
    inner = saved(story())
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("story.docx", inner)
    assert word.claims(Source("story.bin", inner)) == 95
    assert word.claims(Source("story.docx", inner[:2000])) == 95
    assert word.claims(Source("inbox.zip", outer.getvalue())) == 0
    assert word.claims(Source("story.docx", b"plain")) == 0


def packed(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return file.getvalue()


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document>&b;</w:document>'


@pytest.mark.parametrize("data", [b"PK\x03\x04", packed(word__document_xml=b"<w"), packed(word__document_xml=BOMB)])
def test_what_cannot_be_read_is_named(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"story\.docx"):
        article(data)


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(TooBig, match="unpacked"):
        article(packed(word__document_xml=b" " * (300 * 2**20)))


SAMPLE = saved(story())


@settings(max_examples=60, deadline=2000)
@given(st.integers(0, len(SAMPLE) - 1), st.binary(min_size=1, max_size=8), st.booleans())
def test_any_damage_is_an_article_or_a_fault(at: int, junk: bytes, cut: bool) -> None:
    data = SAMPLE[:at] + junk + (b"" if cut else SAMPLE[at + len(junk) :])
    with contextlib.suppress(ReadError):
        article(data)
