"""Verify: one character changed anywhere is found, another reading of the source is told from another source."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import NoArticle, Unreadable, VerifyError
from briefgen.model import (
    Actor,
    Article,
    Brief,
    Cite,
    Edit,
    Extract,
    Header,
    Passage,
    Quotation,
    Ref,
    Reference,
    Source,
    digest_of,
    printed,
)
from briefgen.readers.record import READER, marked_by_hand
from briefgen.verify import Report, check_invariant, matched, opened, verify
from briefgen.writers.page import attachment_of, found, visible_text
from briefgen.writers.record import attachment, write_json, write_yaml

PARAGRAPHS = (
    "Harbour Minister Ilka Brandt of Slovenia will meet the Maltese envoy, Paolo Zerafa, on Thursday.",
    "“We have not agreed on anything,” Brandt said, adding that 700 containers were un\u00adloaded in Koper.",
    "The talks, which began in re-opened offices last year, are to end on August 1. He declined to comment.",
)
TEXT = "Ports to talk\n\n" + "\n\n".join(PARAGRAPHS) + "\n"
ARTICLE = Article("a1", "ports.txt", "Ports to talk", TEXT, reader=READER)


def paragraph_of(start: int) -> int:
    return next(number for number in (3, 2, 1) if start >= TEXT.index(PARAGRAPHS[number - 1]))


def extract(number: int, words: str, *edits: Edit, text: str = TEXT) -> Extract:
    start = text.index(words)
    shown = printed(text, start, start + len(words), edits)
    cite = Cite(1, start, start + len(words), paragraph_of(start), 1)
    return Extract(shown, number, cite, digest_of(shown), edits)


def passage(number: int) -> Passage:
    words = PARAGRAPHS[number - 1]
    start = TEXT.index(words)
    return Passage(1, number, start, start + len(words), words)


def edit(kind: str, words: str, inserted: str) -> Edit:
    """An insertion behind the words, or a cut of them."""
    start = TEXT.index(words)
    end = start + len(words)
    return Edit(kind, start if kind == "cut" else end, end, inserted)  # type: ignore[arg-type]


CUT = edit("cut", "which began in re-opened offices last year,", "[…]")
GLOSS = edit("glossed", "He", " [Paolo Zerafa]")
EXTRACTS = (
    extract(1, PARAGRAPHS[0], edit("resolved", "on Thursday", " [10 July 2025]")),
    extract(2, PARAGRAPHS[1]),
    extract(3, PARAGRAPHS[2][:-23], CUT),
    extract(4, "He declined to comment.", GLOSS),
)
QUOTED = TEXT.index("We have")
ROLE = TEXT.index("Harbour Minister")
BRIEF = Brief(
    Header("Ports", "2025-07-09"),
    bottom_line=(EXTRACTS[0], Ref(2)),
    developments=EXTRACTS[1:],
    actors=(Actor("Ilka Brandt", "person", "Harbour Minister", role_cite=Cite(1, ROLE, ROLE + 16, 1, 1)),),
    quotations=(Quotation("We have not agreed on anything,", "direct", Cite(1, QUOTED, QUOTED + 31, 2, 1)),),
    references=(Reference(1, None, "Ports to talk", None, None, None, None, "ports.txt", ARTICLE.digest, 45, 3),),
    passages=tuple(map(passage, (1, 2, 3))),
)


def reading(text: str) -> Article:
    """The source in other bytes."""
    return replace(ARTICLE, text=text)


def with_extract(number: int, **changes: object) -> Brief:
    def new(item: Extract | Ref) -> Extract | Ref:
        return replace(item, **changes) if isinstance(item, Extract) and item.number == number else item  # type: ignore[arg-type]

    return replace(
        BRIEF, bottom_line=tuple(map(new, BRIEF.bottom_line)), developments=tuple(map(new, BRIEF.developments))
    )


def states(report: Report, what: str = "extract") -> list[str]:
    return [finding.state for finding in report.findings if finding.what == what]


# --------------------------------------------------------------------- the source as read


def test_a_sound_brief_is_verified() -> None:
    report = verify(BRIEF, [ARTICLE])
    assert report.exit_code == 0
    assert report.lines() == ("4 extracts: 4 verified",)
    assert states(report, "quotation") == states(report, "role") == ["verified"]
    check_invariant(BRIEF, [ARTICLE])


@pytest.mark.parametrize("number", [1, 2, 3, 4])
@pytest.mark.parametrize("digest", ["kept", "made to fit"])
def test_one_character_changed_anywhere_in_an_extract_is_altered(number: int, digest: str) -> None:
    text = EXTRACTS[number - 1].text
    for at in [index for index, char in enumerate(text) if char.isalnum() or char in ".,“"]:
        changed = text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :]
        more = {"digest": digest_of(changed)} if digest != "kept" else {}
        for sources in ([ARTICLE], []):  # the recorded paragraph proves it where the source is missing
            report = verify(with_extract(number, text=changed, **more), sources)
            assert report.exit_code == 3
            assert [one.number for one in report.findings if one.state == "altered"] == [number]


def test_the_message_names_extract_paragraph_and_place() -> None:
    changed = EXTRACTS[1].text.replace("700", "900")
    line = verify(with_extract(2, text=changed), [ARTICLE]).lines()[0]
    assert line.startswith("extract 2 (¶2): altered: printed “…")
    assert "900 containers" in line.split("the source has")[0]
    assert "700 containers" in line.split("the source has")[1]


@pytest.mark.parametrize(
    ("number", "changes", "told"),
    [
        (2, {"digest": "0" * 16}, "its digest was changed"),
        (1, {"edits": ()}, "printed"),
        (1, {"edits": (replace(EXTRACTS[0].edits[0], inserted=" [11 July 2025]"),)}, "its edits do not give"),
        (1, {"edits": (replace(EXTRACTS[0].edits[0], start=30, end=30),)}, "its edits do not give"),
        (3, {"edits": (replace(CUT, end=CUT.end + 2),)}, "printed"),
        (2, {"cite": replace(EXTRACTS[1].cite, start=EXTRACTS[1].cite.start + 1)}, "printed"),
        (2, {"cite": replace(EXTRACTS[1].cite, end=EXTRACTS[1].cite.end - 1)}, "printed"),
        (2, {"cite": replace(EXTRACTS[1].cite, end=10**6)}, "printed"),
        (2, {"cite": replace(EXTRACTS[1].cite, start=-5)}, "printed"),
        (2, {"cite": replace(EXTRACTS[1].cite, start=5, end=5)}, "printed"),
    ],
)
def test_changed_proof_is_altered(number: int, changes: dict[str, object], told: str) -> None:
    report = verify(with_extract(number, **changes), [ARTICLE])
    assert report.exit_code == 3
    assert [(one.number, one.state) for one in report.findings if one.state != "verified"] == [(number, "altered")]
    assert told in report.lines()[0]
    with pytest.raises(VerifyError, match=f"extract {number}"):
        check_invariant(with_extract(number, **changes), [ARTICLE])


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ([edit("glossed", "He", " Paolo Zerafa")], "not in square brackets"),
        ([edit("glossed", "He", " [Paolo] Zerafa")], "not in square brackets"),
        ([edit("cut", "declined ", "")], "not in square brackets"),
        ([edit("cut", "declined", "[agreed]")], "is no cut"),
        ([edit("cut", "He declined to comment", "[…]")], "nothing of the source is left"),
        ([Edit("cut", GLOSS.start, GLOSS.start, "[…]")], "is no cut"),
        ([Edit("glossed", GLOSS.start - 2, GLOSS.start, "[Zerafa]")], "covers words of the source"),
    ],
)
def test_an_edit_that_its_kind_does_not_allow_is_altered(edits: list[Edit], told: str) -> None:
    made = extract(4, "He declined to comment.", *edits)
    report = verify(with_extract(4, text=made.text, digest=made.digest, edits=made.edits), [ARTICLE])
    assert report.exit_code == 3
    assert told in report.lines()[0]


def test_quotations_and_roles_are_held_against_the_source() -> None:
    quotation = replace(BRIEF.quotations[0], text="We have agreed on anything,")
    role = replace(BRIEF.actors[0], role="Harbor Minister")
    report = verify(replace(BRIEF, quotations=(quotation,), actors=(role,)), [ARTICLE])
    assert states(report) == ["verified"] * 4
    assert [line[:26] for line in report.lines()[:2]] == ["quotation 1 (¶2): altered:", "role 1 (¶1): altered: prin"]
    assert report.exit_code == 3


def test_what_the_record_says_of_itself_must_hold() -> None:
    assert "points to extract 9" in verify(replace(BRIEF, background=(Ref(9),)), [ARTICLE]).lines()[0]
    twice = verify(replace(BRIEF, background=(EXTRACTS[0],)), [ARTICLE])
    assert "two extracts have the number 1" in twice.lines()[0]
    assert twice.exit_code == 3


def test_a_persons_own_words_are_named_and_no_fault() -> None:
    report = verify(marked_by_hand(with_extract(2, text="My own view.")), [ARTICLE])
    assert report.exit_code == 0
    assert report.lines() == (
        "extract 2 (¶2): by hand: a person's own words, not the source's",
        "4 extracts: 3 verified, 1 by hand",
    )


def test_a_mark_by_hand_on_the_sources_words_does_not_spare_them() -> None:
    assert states(verify(with_extract(2, edited_by_hand=True), [reading("Another text.")]))[1] == "source changed"


def test_a_missing_source_is_not_proved() -> None:
    report = verify(BRIEF, [])
    assert report.exit_code == 1
    assert report.lines() == (
        "not proved: its source is missing: ports.txt: extracts 1, 2, 3, 4, quotation 1, role 1",
        "4 extracts: 4 not proved",
    )
    with pytest.raises(VerifyError):
        check_invariant(BRIEF, [])


# ------------------------------------------------------------------------- other readings


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("\n", "\r\n"),
        TEXT.replace(" ", "\u00a0"),
        TEXT.replace("\u00ad", ""),
        TEXT.replace("Minister", "Min\u00adister").replace("re-opened", "re\u2011opened"),
        "By Our Staff\n\n" + TEXT,
        TEXT.replace("Ports to talk\n\n", ""),
        TEXT.replace(" He declined", "\n\nADVERTISEMENT\n\nHe declined"),
    ],
    ids=["CRLF", "NBSP", "no soft hyphens", "more soft hyphens", "a line before", "a line less", "a line between"],
)
def test_another_layout_of_the_same_words_is_verified_or_moved(other: str) -> None:
    report = verify(BRIEF, [reading(other)])
    assert report.exit_code == 0
    assert set(states(report)) <= {"verified", "moved"}
    without = verify(replace(BRIEF, passages=()), [reading(other)])
    assert states(without) == states(report)


@settings(deadline=None)
@given(st.integers(0, len(TEXT) - 1), st.sampled_from("xZ7é"))
def test_one_letter_changed_in_the_source_is_found_where_it_is_printed(at: int, char: str) -> None:
    if not TEXT[at].isalnum() or TEXT[at] == char:
        return
    report = verify(BRIEF, [reading(TEXT[:at] + char + TEXT[at + 1 :])])
    hit = [one.number for one in EXTRACTS if one.cite.start <= at < one.cite.end and not hidden(one, at)]
    assert [one.number for one in report.findings if one.what == "extract" and one.state == "source changed"] == hit
    assert report.exit_code == (3 if hit else 0)


def hidden(one: Extract, at: int) -> bool:
    return any(edit.start <= at < edit.end for edit in one.edits)


def test_source_changed_tells_both_readings() -> None:
    line = verify(BRIEF, [reading(TEXT.replace("700", "900"))]).lines()[0]
    assert line.startswith("extract 2 (¶2): source changed: ports.txt does not have it: printed “…")
    assert "700" in line.split("now")[0]
    assert "900" in line.split("now")[1]
    assert "nothing like “Harbour Minister" in verify(BRIEF, [reading("Another text.")]).lines()[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("He declined", "She declined"),
        ("He declined", "Non-He declined"),
        ("Harbour Minister", "ExHarbour Minister"),
        ("will meet", "will not meet"),
        ("Paolo Zerafa, on", "Paolo Zerafa on"),
        (
            "are to end",
            "(which nobody had thought would be possible before the spring of next year, if at all) are to end",
        ),
    ],
)
def test_words_put_in_or_before_are_a_changed_source(old: str, new: str) -> None:
    assert "source changed" in states(verify(BRIEF, [reading(TEXT.replace(old, new))]))


def test_an_altered_record_is_altered_though_the_source_is_another_reading() -> None:
    report = verify(with_extract(2, cite=replace(EXTRACTS[1].cite, start=40)), [reading("x" + TEXT)])
    assert states(report)[1] == "altered"


def test_references_find_their_articles() -> None:
    first = replace(BRIEF.references[0], location="in/a.txt")
    second = replace(first, number=2, location="https://news.example/b/", title="B", digest="b")
    third = replace(first, number=3, location="c.txt", title="C", digest="c")
    by_text = replace(ARTICLE, location="renamed.txt", title="?")
    by_file = Article("b", "saved/b", "?", "b")
    by_title = Article("c", "x", "C", "c")
    assert matched([first, second, third], [by_title, by_file, by_text]) == {1: by_text, 2: by_file, 3: by_title}
    assert matched([first, second], [by_text, by_title]) == {1: by_text, 2: by_title}
    assert matched([second, third], [ARTICLE, replace(ARTICLE, id="2")]) == {}


def test_with_several_sources_the_mark_names_the_source() -> None:
    second = replace(BRIEF.references[0], number=2, location="b.txt", digest="b")
    report = verify(replace(BRIEF, references=(*BRIEF.references, second)), [])
    assert report.findings[0].line().startswith("extract 1 (1¶1): not proved")


# ------------------------------------------------------------------------------ the page

PAGES = (
    "Memo\nTo: Director\nTen ships left the port of\nKoper. They carried\nOFFICIAL\npage 1 of 2\n",
    "OFFICIAL\ncorn and oil.\nSources\n",
)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Ten ships left the port of Koper.", True),
        ("ten ships left", False),
        ("Ten ships left the port of Koper. They carried corn and oil.", True),
        ("They carried corn and oil.", True),
        ("They carried corn", True),
        ("They carried oil.", False),
        ("They left corn and oil.", False),
        ("port of corn and oil.", True),  # a break falls between lines; what is between may be furniture
        ("the corn and oil.", False),  # "the" stands within a line, so no page ends there
        ("Sources Memo", False),
        ("", False),
        ("\u200b", False),
    ],
)
def test_found(text: str, there: bool) -> None:
    assert found(text, PAGES) is there


def test_much_text_between_the_parts_is_no_page_break() -> None:
    pages = ("They carried\n" + "And so on and on.\n" * 60, PAGES[1])
    assert not found("They carried corn and oil.", pages)


def test_found_sees_through_what_pdf_does_to_letters() -> None:
    assert found("a ﬁne\u200b re-elected ﻻ", ("a fi\u00adne re\u2010\nelected لا",))
    assert not found("a ﬁne", ("a line",))


MARKED = "".join(f"<p>{escape(one.text)}</p>" for one in EXTRACTS)
TARGET = escape(EXTRACTS[1].text)
RUNNING = "@page { size: A5; @top-center { content: 'OFFICIAL' } @bottom-center { content: 'page ' counter(page) } }"

Make = Callable[..., bytes]


@pytest.fixture
def pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """HTML -> PDF with the brief's record inside."""
    import font_source_serif_pro
    import weasyprint

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    face = Path(font_source_serif_pro.__file__).parent / "files" / "SourceSerifPro-Regular.ttf"
    base = f"@font-face {{ font-family: T; src: url({face.as_uri()}) }} body {{ font: 10pt T }}"

    def make(body: str = MARKED, css: str = "", record: bytes | None = attachment(BRIEF)) -> bytes:
        html = weasyprint.HTML(string=f"<style>{base}{RUNNING}{css}</style>{body}")
        files = [weasyprint.Attachment(string=record, name="brief.json")] if record is not None else []
        return bytes(html.write_pdf(attachments=files))

    return make


def check(data: bytes, articles: list[Article] | None = None) -> Report:
    memo = opened(Source("memo.pdf", data))
    return verify(memo.brief, [ARTICLE] if articles is None else articles, memo.pages, sealed=memo.sealed)


def test_a_sound_pdf_is_verified(pdf: Make) -> None:
    report = check(pdf())
    assert report.lines() == ("4 extracts: 4 verified",)
    assert report.exit_code == 0


HIDDEN = {
    "display": "p + p { display: none }",
    "visibility": "p + p { visibility: hidden }",
    "white on white": "p + p { color: white }",
    "nearly white": "p + p { color: #f4f4f4 }",
    "black on black": "p + p { background: black }",
    "transparent": "p + p { color: transparent }",
    "opacity": "p + p { opacity: 0 }",
    "covered": "p + p { position: relative } "
    "p + p::after { content: ''; position: absolute; inset: 0; background: white }",
    "tiny": "p + p { font-size: .1pt }",
    "too small to read": "p + p { font-size: 2pt }",
    "scaled": "p + p { transform: scale(.01) }",
    "clipped": "p + p { height: 0; overflow: hidden }",
    "half of a line": "p + p { height: 5pt; line-height: 10pt; overflow: hidden }",
    "off the page": "p + p { position: absolute; left: -40cm }",
    "in capitals": "p + p { text-transform: uppercase }",
    "a word put in": "p + p::first-letter { color: white }",
}


@pytest.mark.parametrize("css", HIDDEN.values(), ids=HIDDEN)
def test_words_that_css_hides_are_not_on_the_page(pdf: Make, css: str) -> None:
    report = check(pdf(css=css.replace("p + p", "p:nth-of-type(2)")))
    assert report.exit_code == 3
    assert [(one.number, one.state) for one in report.findings if one.state != "verified"] == [(2, "not on the page")]


REPLACED = {
    "replaced": TARGET.replace("700", "900"),
    "truncated": TARGET[:40] + "…",
    "a word less": TARGET.replace("not ", ""),
    "a letter hidden": TARGET.replace("7", "<span style='color: white'>7</span>"),
    "a word hidden": TARGET.replace("not", "<span style='opacity: 0'>not</span>"),
    "quotation marks hidden": TARGET.replace("“", "<span style='opacity: 0'>“</span>"),
    "an edit within": TARGET.replace("agreed", "agreed [fully]"),
    "a word before, another over it": TARGET.replace(
        "700",
        "<span style='position: relative'>700<b style='position: absolute; inset: 0; background: white'>900</b></span>",
    ),
    "another over it, unboxed": TARGET.replace(
        "700", "<span style='position: relative'>700<b style='position: absolute; left: 1pt'>900</b></span>"
    ),
}


@pytest.mark.parametrize("words", REPLACED.values(), ids=REPLACED)
def test_words_that_a_template_changes_are_not_on_the_page(pdf: Make, words: str) -> None:
    report = check(pdf(MARKED.replace(TARGET, words)))
    assert report.exit_code == 3
    assert [(one.number, one.state) for one in report.findings if one.state != "verified"] == [(2, "not on the page")]


def test_not_on_the_page_tells_where_the_page_goes_on_differently(pdf: Make) -> None:
    line = check(pdf(MARKED.replace("700", "900"))).lines()[0]
    assert line.startswith("extract 2 (¶2): not on the page: the page goes on differently after “")
    assert line.endswith("adding that”")
    assert (
        check(pdf(MARKED.replace(TARGET, "")))
        .lines()[0]
        .endswith("nobody can see ““We have not agreed on anything,” Brandt said, adding that 7…”")
    )


SHOWN = {
    "grey": "p { color: #777 }",
    "white on black": "p { color: white; background: black }",
    "small print": "p { font-size: 6.5pt }",
    "justified and hyphenated": "html { hyphens: auto } p { text-align: justify; width: 3cm }",
    "two columns": "body { columns: 2 }",
    "half transparent": "p { opacity: .6 }",
    "a background picture": "body { background: linear-gradient(#fff, #ccc) }",
    "letter-spaced, bold and slanted": "p { letter-spacing: .08em; font-weight: bold; font-style: italic }",
    "a watermark over it": "body::after "
    "{ content: 'DRAFT'; position: fixed; top: 1cm; left: 0; font-size: 80pt; color: #0002 }",
}


@pytest.mark.parametrize("css", SHOWN.values(), ids=SHOWN)
def test_a_style_may_do_what_leaves_words_to_be_read(pdf: Make, css: str) -> None:
    assert check(pdf("<html lang=en>" + MARKED, css)).lines() == ("4 extracts: 4 verified",)


def test_an_extract_over_two_pages_with_running_heads_is_found(pdf: Make) -> None:
    css = "p { width: 5cm; orphans: 2; widows: 2 } h1 { height: 15.2cm; margin: 0 }"
    data = pdf("<h1>Memo</h1>" + MARKED, css)
    pages = visible_text(data)
    assert len(pages) == 2
    assert not any(found(EXTRACTS[1].text, (page,)) or found(EXTRACTS[0].text, (page,)) for page in pages[:1])
    assert all("OFFICIAL" in page for page in pages)
    assert check(data).exit_code == 0


# ------------------------------------------------------------------- the record in the PDF


def _change(key: str, value: object) -> bytes:
    record = json.loads(attachment(BRIEF))
    record["developments"][0][key] = value
    return json.dumps(record).encode()


ATTACKS = {
    "text": _change("text", EXTRACTS[1].text.replace("700", "900")),
    "text, called by hand": json.dumps(
        json.loads(_change("text", EXTRACTS[1].text.replace("700", "900"))), ensure_ascii=False
    )
    .replace('"edited_by_hand": false', '"edited_by_hand": true')
    .encode(),
    "digest": _change("digest", "0" * 16),
    "offsets": _change("cite", {"reference": 1, "start": 112, "end": 200, "paragraph": 2, "sentence": 1}),
    "number": _change("number", 1),
}


@pytest.mark.parametrize("record", ATTACKS.values(), ids=ATTACKS)
def test_a_changed_attachment_is_altered(pdf: Make, record: bytes) -> None:
    report = check(pdf(record=record))
    assert report.exit_code == 3
    assert report.lines()[0].startswith("record: altered: the record inside was changed")
    assert (
        any(one.number in (1, 2) and one.state != "verified" for one in report.findings)
        or "two extracts" in report.lines()[1]
    )


def test_attachment_and_page_changed_alike_are_altered(pdf: Make) -> None:
    changed = with_extract(2, text=EXTRACTS[1].text.replace("700", "900"), digest="")
    changed = with_extract(
        2, text=EXTRACTS[1].text.replace("700", "900"), digest=digest_of(EXTRACTS[1].text.replace("700", "900"))
    )
    report = check(pdf(MARKED.replace("700", "900"), record=attachment(changed)))
    assert report.exit_code == 3
    assert report.lines()[0].startswith("extract 2 (¶2): altered")


def test_a_pdf_without_its_source_is_not_proved(pdf: Make) -> None:
    assert check(pdf(), []).exit_code == 1
    assert check(pdf(css="p { display: none }"), []).exit_code == 3


def test_a_memo_with_a_persons_words_is_sound(pdf: Make) -> None:
    own = marked_by_hand(with_extract(2, text="My own view."))
    report = check(pdf(MARKED.replace(TARGET, "My own view."), record=attachment(own)))
    assert report.exit_code == 0
    assert states(report) == ["verified", "by hand", "verified", "verified"]
    assert check(pdf(record=attachment(own))).exit_code == 3


def test_pdfs_that_are_none_of_ours(pdf: Make) -> None:
    with pytest.raises(NoArticle, match=r"memo\.pdf: this PDF carries no brief\.json: verify the record"):
        opened(Source("memo.pdf", pdf(record=None)))
    with pytest.raises(Unreadable, match=r"broken or locked"):
        opened(Source("memo.pdf", b"%PDF-1.7 and no more"))
    assert attachment_of(pdf(record=b"{}")) == b"{}"


@pytest.mark.parametrize("write", [write_json, write_yaml])
def test_records_are_opened_too(write: Callable[[Brief], bytes]) -> None:
    memo = opened(Source("memo.rec", write(BRIEF)))
    assert (memo.brief, memo.pages, memo.sealed) == (BRIEF, None, True)
    changed = opened(Source("memo.rec", write(BRIEF).replace(b"Ports", b"Forts")))
    assert not changed.sealed
    assert verify(changed.brief, [ARTICLE], changed.pages, sealed=changed.sealed).exit_code == 0
