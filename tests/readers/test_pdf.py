"""The PDF reader: layouts as a person counts their paragraphs, and files that are broken on purpose."""

# ruff: noqa: E501 - the story stands in lines of its own
from __future__ import annotations

import io
from functools import cache

import pikepdf
import pytest
import weasyprint
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import NoArticle, ReadError, Unreadable
from briefgen.model import Article, Source
from briefgen.readers import pdf
from briefgen.readers.flow import running
from briefgen.readers.sheet import Line, clean

FIRST = "OHRID (Lake News) — The ministers of both countries agreed on Monday to open the ferry line in May, after ten years of talks about the ships, the customs post and the price of a ticket for those who live beside the lake."
SECOND = "They will share the cost of the two ships, an official in Ohrid said, who did not want to give his name because the treaty has not been published, and added that the north-eastern harbour would have to be dredged first."
THIRD = "Nobody has said what a ticket will cost, and the mayor of Struga said that he would ask for a list of prices before the council votes in the second week of July, when the season begins and the hotels are full."
DAYS = ["Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "New Year’s Day", "Easter Monday"]
STORY = [FIRST, SECOND, THIRD]
STORY += [
    f"On {day} it was said again. {words.replace('OHRID (Lake News) — ', '')}"
    for day in DAYS
    for words in (FIRST, SECOND, THIRD)
]
HEAD = (
    "<h1>Ferry line agreed after ten years of talks</h1><p class='by'>By Ana Petrova</p><p class='by'>9 July 2025</p>"
)
GAPS = "p { margin: 0 0 8pt }"
INDENTS = "p { margin: 0; text-indent: 12pt } .by { text-indent: 0 }"
BASE = """@page { size: A5; margin: 16mm; @top-right { content: "LAKE NEWS " counter(page); font-size: 8pt }
@bottom-center { content: "Page " counter(page) " of " counter(pages); font-size: 8pt } }
body { font: 9pt/1.3 'Source Serif Pro' } h1 { font-size: 18pt; line-height: 1.1 } """


def printed(css: str, body: str) -> bytes:
    html = f"<html lang='en'><style>{BASE}{css}</style><body>{HEAD}{body}</body></html>"
    made: bytes = weasyprint.HTML(string=html).write_pdf()
    return made


def paragraphs(*words: str) -> str:
    return "".join(f"<p>{one}</p>" for one in words)


def article(data: bytes) -> Article:
    (found,) = pdf.read(Source("inbox/story.pdf", data))
    return found


def body(read: Article) -> list[str]:
    return [read.text[one.start : one.end] for one in read.blocks if one.kind in ("paragraph", "item")]


LAYOUTS = {
    "gaps, ragged": GAPS,
    "gaps, justified, divided": f"{GAPS} p {{ text-align: justify; hyphens: auto }}",
    "indents, justified, divided": f"{INDENTS} p {{ text-align: justify; hyphens: auto }}",
    "indents, two columns": f"{INDENTS} p {{ text-align: justify; hyphens: auto }} .body {{ columns: 2; column-gap: 6mm }}",
    "gaps, three columns on a broad page": f"{GAPS} .body {{ columns: 3 }} @page {{ size: A3 landscape }}",
    "double spaced": f"{GAPS} p {{ line-height: 2.2; margin: 0 0 18pt }}",
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_paragraphs_are_those_that_a_person_counts(name: str) -> None:
    read = article(printed(LAYOUTS[name], f"<div class='body'>{paragraphs(*STORY)}</div>"))
    assert body(read) == STORY
    assert (read.title, read.byline) == ("Ferry line agreed after ten years of talks", "Ana Petrova")
    assert (read.published, read.published_from) == ("2025-07-09", "page")


def test_pages_are_those_on_which_paragraphs_begin() -> None:
    read = article(printed(GAPS, f"{paragraphs(*STORY[:2])}<div style='break-before: page'></div>{paragraphs(THIRD)}"))
    assert [one.page for one in read.blocks if one.kind == "paragraph"] == [1, 1, 2]


def test_a_large_letter_belongs_to_its_word() -> None:
    css = f"{GAPS} .body p:first-child::first-letter {{ font-size: 30pt; float: left; line-height: 28pt }}"
    assert body(article(printed(css, f"<div class='body'>{paragraphs(THIRD, SECOND)}</div>"))) == [THIRD, SECOND]


def test_marks_of_notes_and_rows_of_tables_are_no_words_of_a_paragraph() -> None:
    rows = "".join(
        f"<tr><td>{year}</td><td>{ships}</td></tr>" for year, ships in (("Year", "Ships"), (2024, 0), (2025, 2))
    )
    marked = FIRST.replace("ships,", "ships,<sup>1</sup>") + "<sup>2</sup>"
    markup = f"<p>{marked}</p><table>{rows}</table><p>{SECOND}</p><p>{THIRD}</p>"
    assert body(article(printed(f"{GAPS} sup {{ font-size: 6pt }}", markup))) == [FIRST, SECOND, THIRD]


def test_characters_of_two_units_do_not_shift_the_lines() -> None:
    story = [f"\U0001f6a2\U0001f6a2 {FIRST}", SECOND, THIRD]
    read = body(article(printed(GAPS, paragraphs(*story))))
    assert read[-2:] == [SECOND, THIRD]
    assert FIRST in read[0]


def test_a_line_of_unseen_characters_is_none() -> None:
    assert clean("\u200b\ufeff ") == ""
    assert clean("\ud83d\udea2 o\ufb03ce") == "\U0001f6a2 office"


def test_raised_figures_of_units_stay() -> None:
    words = "The lake covers 358 km<sup>2</sup> and holds 55 km<sup>3</sup> of water, the institute in Ohrid said."
    read = article(printed(f"{GAPS} sup {{ font-size: 6pt; line-height: 0 }}", paragraphs(words, SECOND)))
    text = "".join(read.text.split())
    assert "358km2" in text
    assert "55km3" in text


def test_a_byline_below_a_notice() -> None:
    notice = "<p>We and our partners use cookies to show you what fits your interests. You can change that.</p>"
    html = f"<html lang='en'><style>{BASE}{GAPS}</style>{notice}<h1>Ferry line agreed</h1><p>By Ana Petrova</p><p>{FIRST}</p>"
    read = article(weasyprint.HTML(string=html).write_pdf())
    assert (read.title, read.byline) == ("Ferry line agreed", "Ana Petrova")


def test_lists_headings_captions_and_notes() -> None:
    css = f"{GAPS} figcaption, .note {{ font-size: 7pt }} h2 {{ font-size: 11pt }}"
    markup = (
        f"<p>{FIRST}</p><h2>What was agreed</h2><ul><li>two ships of 120 seats each, to be built in Split and brought "
        f"over the mountains in spring;</li><li>one flag.</li></ul><p>{SECOND}</p><figure><figcaption>The ferry in 1994."
        f"</figcaption></figure><p>{THIRD}</p><p class='note'>1 The census of 2021.</p>"
    )
    read = article(printed(css, markup))
    shown = [(one.kind, read.text[one.start : one.end][:24]) for one in read.blocks]
    assert shown[shown.index(("paragraph", FIRST[:24])) :] == [
        ("paragraph", FIRST[:24]),
        ("heading", "What was agreed"),
        ("item", "• two ships of 120 seats"),
        ("item", "• one flag."),
        ("paragraph", SECOND[:24]),
        ("caption", "The ferry in 1994."),
        ("paragraph", THIRD[:24]),
        ("other", "1 The census of 2021."),
    ]


DIVIDED = [
    (["the agree-", "ment of May"], set(), "the agreement of May"),
    (["a cease-", "fire of May"], {"cease-fire"}, "a cease-fire of May"),
    (["the north-", "eastern port"], {"north", "eastern"}, "the north-eastern port"),
    (["the Kamau-", "Otieno bill"], set(), "the Kamau-Otieno bill"),
    (["in 2025-", "26 they"], set(), "in 2025-26 they"),
    (["the gov‐", "ernment"], set(), "the government"),
    (["they went -", "all of them"], set(), "they went - all of them"),
]


@pytest.mark.parametrize(("lines", "known", "words"), DIVIDED)
def test_divided_words(lines: list[str], known: set[str], words: str) -> None:
    assert running([Line(one, 0, 100, 0, 10, 10) for one in lines], frozenset(known)) == words


@cache
def sample() -> bytes:
    return printed(INDENTS, paragraphs(*STORY[:6]))


def saved(document: pikepdf.Pdf, **options: object) -> bytes:
    file = io.BytesIO()
    document.save(file, **options)  # type: ignore[arg-type]
    return file.getvalue()


def picture_pages(*, with_text: bool) -> bytes:
    """Pages that are one picture each, behind a page of text or alone."""
    import PIL.Image

    picture = io.BytesIO()
    PIL.Image.new("L", (200, 280), 200).save(picture, "PDF")
    document = pikepdf.open(io.BytesIO(sample())) if with_text else pikepdf.new()
    for _ in range(2):
        document.pages.extend(pikepdf.open(io.BytesIO(picture.getvalue())).pages)
    return saved(document)


def test_scanned_pages_are_named() -> None:
    with pytest.raises(NoArticle, match="scanned pages without text") as caught:
        article(picture_pages(with_text=False))
    assert "ocrmypdf" in caught.value.hint
    read = article(picture_pages(with_text=True))
    assert read.partial
    assert read.notes == ("pages 2, 3 are scanned pictures: not read",) or read.notes[0].startswith("pages ")


def test_what_cannot_be_read_is_named() -> None:
    locked = saved(pikepdf.open(io.BytesIO(sample())), encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(Unreadable, match=r"story\.pdf: protected by a password"):
        article(locked)
    for broken in (sample()[:200], b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\0" * 5000):
        with pytest.raises(ReadError, match=r"story\.pdf"):
            article(broken)


def test_a_file_that_is_cut_off_says_so() -> None:
    assert not article(sample()).partial
    rest = [read for part in (0.7, 0.9, 0.99) for read in _read(sample()[: int(part * len(sample()))])]
    assert all(read.partial and "the file is cut off: what is left of it is read" in read.notes for read in rest)


def _read(data: bytes) -> list[Article]:
    try:
        return [article(data)]
    except ReadError:
        return []


def test_a_file_that_only_forbids_printing_is_read() -> None:
    barred = saved(pikepdf.open(io.BytesIO(sample())), encryption=pikepdf.Encryption(owner="a", user=""))
    assert body(article(barred)) == STORY[:6]


def test_pages_have_a_bound() -> None:
    document = pikepdf.open(io.BytesIO(sample()))
    page = document.pages[0]
    for _ in range(220):
        document.pages.append(page)
    read = article(saved(document))
    assert read.partial
    assert any("pages 201 to" in note for note in read.notes)


@settings(max_examples=60, deadline=4000)
@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=12), st.booleans())
def test_any_damage_is_an_article_or_a_fault(at: int, junk: bytes, cut: bool) -> None:
    data = sample()
    at %= len(data)
    try:
        article(data[:at] + junk + (b"" if cut else data[at + len(junk) :]))
    except ReadError:
        return
