"""The memo as a PDF: tagged, own fonts, exact words, the record attached, the same bytes everywhere, nothing fetched.

The checks of structure are what pikepdf can see and no more: whether a file is PDF/UA only a validator can say.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from briefgen.errors import MissingLibrary, WriteError
from briefgen.model import Extract, extracts_of, normalised
from briefgen.styles import Style, open_style
from briefgen.writers import pdf
from tests.writers import sample

STYLE = open_style("base")
RECORD = b'{"record": 1}'


@pytest.fixture(scope="module")
def data() -> bytes:
    return pdf.write(sample.several(), STYLE, RECORD)


@pytest.fixture(scope="module")
def opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(data)) as found:
        yield found


def pages(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def elements(root: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Every element of the structure tree, from the top."""
    waiting = [root["/K"]]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += list(one)
        elif isinstance(one, pikepdf.Dictionary):
            if "/S" in one:
                yield one
            waiting += [one["/K"]] if "/K" in one else []


def ours(folder: Path, **files: str) -> Style:
    home = folder / "ours"
    home.mkdir()
    for name, text in {"style.yaml": "extends: base\n", **files}.items():
        (home / name).write_text(text, "utf-8")
    return open_style(str(home))


# ------------------------------------------------------------------ the pages


def test_two_pages_and_the_page_of_sources() -> None:
    laid = pdf.lay_out(sample.brief(), STYLE)
    assert (laid.pages, laid.body_pages, laid.notices) == (3, 2, ())


@pytest.mark.parametrize("brief", [sample.brief(), sample.several()], ids=["one", "several"])
def test_every_extract_is_on_one_page_exactly(brief: sample.Brief) -> None:
    found = [normalised(page) for page in pages(pdf.write(brief, STYLE))]
    for extract in extracts_of(brief):
        assert sum(page.count(normalised(extract.text)) for page in found) == 1, extract.number


def test_marking_mark_and_number_are_on_every_page(data: bytes) -> None:
    found = pages(data)
    for number, page in enumerate(found, 1):
        assert page.count("OFFICIAL") == 2, "at the top and at the foot"
        assert f"Page {number} of {len(found)}" in page
        assert "Machine-selected extracts. Not reviewed." in page


def test_a_capacity_of_words_fits_the_pages() -> None:
    words = sum(len(extract.text.split()) for extract in extracts_of(sample.brief()))
    more = tuple(sample.extract(20 + n, sample.PARAGRAPHS[8]) for n in range((STYLE.capacity - words) // 24))
    few = replace(sample.brief(), actors=sample.brief().actors[:3], questions=sample.brief().questions[:2])
    assert pdf.lay_out(replace(few, background=few.background + more), STYLE).body_pages == 2


# ------------------------------------------------------------------ the file's structure


def test_language_title_and_marks(opened: pikepdf.Pdf) -> None:
    root = opened.Root
    assert root.Lang == "en"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert str(opened.docinfo["/Title"]) == f"OFFICIAL – {sample.TITLE}"
    assert str(opened.docinfo["/Author"]) == "Black Sea desk"
    assert "Ileana Vântu" in str(opened.docinfo["/Keywords"])
    assert str(opened.docinfo["/CreationDate"]).startswith("D:20261123")
    assert root.OutputIntents[0].S == "/GTS_PDFA1"


def test_metadata_names_both_standards(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata() as found:
        assert found["pdfuaid:part"] == "1"
        assert (found["pdfaid:part"], found["pdfaid:conformance"]) == ("3", "A")
        assert found["dc:title"] == f"OFFICIAL – {sample.TITLE}"
    text = opened.Root.Metadata.read_bytes()
    assert text.count(b"<rdf:RDF") == text.count(b"</rdf:RDF>") == 1
    assert b"pdfaExtension:schemas" in text


def test_everything_is_tagged(opened: pikepdf.Pdf) -> None:
    kinds = [str(one.S) for one in elements(opened.Root.StructTreeRoot)]
    assert kinds.count("/H1") == 1
    # Nothing differs and no figure is newer; there is the page of sources, and the picture of who reported when.
    assert kinds.count("/H2") == len(STYLE.settings["sections"])
    assert {"/Table", "/TH", "/TD", "/P", "/Link", "/Sect"} <= set(kinds)
    assert all(page.obj.get("/Tabs") == "/S" for page in opened.pages)


def test_every_link_says_where_it_leads(opened: pikepdf.Pdf) -> None:
    links = [note for page in opened.pages for note in page.obj.get("/Annots", [])]
    assert len(links) > 20
    assert all(note.Subtype == "/Link" and str(note.Contents) and "/StructParent" in note for note in links)


def test_heads_of_tables_have_a_scope(opened: pikepdf.Pdf) -> None:
    heads = [one for one in elements(opened.Root.StructTreeRoot) if one.S == "/TH"]
    assert heads
    assert all("/A" in head for head in heads)


def test_four_faces_of_our_own_are_embedded_as_truetype(opened: pikepdf.Pdf) -> None:
    fonts = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
    whole = [font for font in fonts if font.Subtype == "/Type0"]
    assert {str(font.BaseFont).split("+")[1] for font in whole} == {
        "Memo-Serif", "Memo-Serif-Semi-Bold", "Memo-Sans", "Memo-Sans-Semi-Bold",
    }  # fmt: skip
    for font in whole:
        assert "/ToUnicode" in font
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


def test_the_record_is_attached(opened: pikepdf.Pdf) -> None:
    assert list(opened.attachments) == ["brief.json"]
    attached = opened.attachments["brief.json"]
    assert attached.get_file().read_bytes() == RECORD
    assert attached.obj.AFRelationship == "/Data"
    assert len(opened.Root.AF) == 1
    assert str(attached.obj.EF.F.Params.CreationDate) == "D:20261123000000Z"


def test_without_a_record_nothing_is_attached() -> None:
    with pikepdf.open(BytesIO(pdf.write(sample.EMPTY, STYLE))) as found:
        assert not list(found.attachments)


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_qpdf_finds_no_fault(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "memo.pdf"
    file.write_bytes(data)
    done = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)
    assert (done.returncode, "No syntax or stream encoding errors" in done.stdout) == (0, True), done.stdout


# ------------------------------------------------------------------ the same bytes everywhere

SCRIPT = """
import hashlib
from briefgen.styles import open_style
from briefgen.writers import pdf
from tests.writers import sample
print(hashlib.sha256(pdf.write(sample.several(), open_style("base"), b'{"record": 1}')).hexdigest())
"""


@pytest.mark.parametrize(("seed", "zone"), [("1", "Pacific/Auckland"), ("2", "America/Los_Angeles")])
def test_the_same_bytes_in_every_process(data: bytes, seed: str, zone: str) -> None:
    env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(data).hexdigest()


def test_the_machine_s_own_fonts_change_nothing(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf._configuration.cache_clear()
    monkeypatch.setenv("FONTCONFIG_FILE", "/dev/null")
    assert pdf.write(sample.several(), STYLE, RECORD) == data
    pdf._configuration.cache_clear()


def test_a_date_that_is_none_is_told() -> None:
    with pytest.raises(WriteError, match="soon is no date: write it as 2025-07-09"):
        pdf.write(sample.brief(date="soon"), STYLE, RECORD)


# ------------------------------------------------------------------ what a style or a source might try


@pytest.mark.parametrize(
    ("name", "text", "address"),
    [
        ("memo.css", "body { background: url(https://far.example/a.png) }", "https://far.example/a.png"),
        ("memo.css", "@import url(https://far.example/a.css);", "https://far.example/a.css"),
        ("memo.css", "@font-face { font-family: X; src: url(file:///etc/passwd) } p { font-family: X }", "file:///etc/"),
        ("memo.html.j2", "<link rel=attachment href=file:///etc/passwd>", "file:///etc/passwd"),
        ("memo.html.j2", "<img alt='' src='//far.example/a.png'>", "//far.example/a.png"),
        ("memo.html.j2", "<img alt='' src='../../../etc/passwd'>", "etc/passwd"),
        ("memo.html.j2", "<img alt='' src='style:memo.cs'>", "style:memo.cs"),
    ],
)  # fmt: skip
def test_a_style_that_fetches_is_refused_by_name(tmp_path: Path, name: str, text: str, address: str) -> None:
    with pytest.raises(WriteError, match=re.escape(address)):
        pdf.write(sample.brief(), ours(tmp_path, **{name: text}))


def test_a_style_s_own_picture_is_served(tmp_path: Path) -> None:
    crest = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    files = {"crest.svg": crest, "memo.html.j2": '<html lang=en><img alt="Crest" src="{{ asset("crest.svg") }}">'}
    assert pdf.lay_out(sample.brief(), ours(tmp_path, **files)).notices == ()


def test_words_of_a_source_are_only_words() -> None:
    lead = sample.brief().bottom_line[0]
    assert isinstance(lead, Extract)
    words = "<script>x</script> {{7*7}} <link rel=attachment href=file:///etc/passwd> @import url(http://x.example)"
    data = pdf.write(replace(sample.brief(), bottom_line=(replace(lead, text=words),)), STYLE)
    assert normalised(words) in normalised(pages(data)[0])
    with pikepdf.open(BytesIO(data)) as found:
        assert not list(found.attachments)


def test_faults_of_a_sheet_are_told(tmp_path: Path) -> None:
    laid = pdf.lay_out(sample.brief(), ours(tmp_path, **{"memo.css": "p { colour: red }"}))
    assert any("colour: red" in notice for notice in laid.notices)


# ------------------------------------------------------------------ fonts and libraries


def test_the_faces_have_every_usual_character() -> None:
    usual = {chr(code) for code in range(0x20, 0x2027) if not pdf._UNUSUAL.match(chr(code))}
    faces = [STYLE.assets[pdf.asset_of(face)] for face in STYLE.settings["faces"]]
    missing = {
        char for char in usual if not char.isspace() and any(ord(char) not in pdf._coverage(face) for face in faces)
    }
    assert missing <= {"\xad"}


def test_a_character_that_no_face_has_is_told() -> None:
    assert pdf.lay_out(sample.brief(subject="Москва, Αθήνα"), STYLE).notices == ()
    notices = pdf.lay_out(sample.brief(subject="القاهرة"), STYLE).notices
    assert len(notices) == 1
    assert "no face of the style base has" in notices[0]
    assert "ق" in notices[0]


def test_hyphens_that_do_not_break_and_unseen_characters_are_no_fault() -> None:
    words = "non\u2011stop well\u2010known zero\u200bwidth soft\u00adhyphen"
    laid = pdf.lay_out(sample.brief(to=words), STYLE)
    assert laid.notices == ()
    assert normalised("non-stop well-known") in normalised(pages(laid.pdf())[0])


def test_a_missing_library_is_told_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf.ready.cache_clear()
    monkeypatch.setattr(pdf, "_loads", lambda file: "subset" not in file)
    with pytest.raises(MissingLibrary, match=r"HarfBuzz-Subset.*sudo apt-get install .*libharfbuzz-subset0"):
        pdf.ready()
    pdf.ready.cache_clear()


def test_nothing_costly_is_imported_before_the_first_page() -> None:
    code = "import sys; from briefgen.writers import pdf; pdf.ready(); print('weasyprint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
