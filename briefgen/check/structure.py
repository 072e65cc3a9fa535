"""A finished PDF and its record in; what is wrong with its structure out, as far as pikepdf and pdfium can see.

These are structural checks: whether a file is PDF/A and PDF/UA only a validator can say. What they look for is in
ISO 14289-1 (tags, language, titles, fonts) and ISO 19005-3 (metadata, output intent, attached files).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

from briefgen.check import aloud
from briefgen.model import Brief

if TYPE_CHECKING:
    import pikepdf

AGAIN = "make the memo again"
_STYLE = "mend the template of the style"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, where ("memo.pdf: page 2"), and what to do about it."""

    place: str
    what: str
    remedy: str

    def line(self) -> str:
        """`place: what: what to do`."""
        return f"{self.place}: {self.what}: {self.remedy}"


_Found = Iterator[tuple[int, str, str]]
"""Page (0: the whole file), what is wrong, what to do."""


class Opened:
    """A PDF opened for the checks; `record` is what it prints, where that is known."""

    def __init__(self, pdf: pikepdf.Pdf, data: bytes, record: Brief | None) -> None:
        self.pdf, self.data, self.record = pdf, data, record

    @cached_property
    def elements(self) -> tuple[Any, ...]:
        """Every element of the structure tree, in the order of reading."""
        return tuple(elements(self.pdf.Root.get("/StructTreeRoot")))

    @cached_property
    def metadata(self) -> dict[str, str]:
        """XMP names with their values."""
        with self.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as found:
            return {name.rpartition("/")[2].rpartition("#")[2]: str(value) for name, value in found.items()}


def faults(data: bytes, name: str, record: Brief | None = None) -> tuple[Fault, ...]:
    """All faults of a PDF; `record`: the brief that it prints, without which its order of reading is not checked."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            opened = Opened(pdf, data, record)
            found = [fault for check in _CHECKS for fault in check(opened)]
    except pikepdf.PdfError as error:
        return (Fault(name, f"the file is broken ({error})", AGAIN),)
    return tuple(Fault(f"{name}: page {page}" if page else name, what, remedy) for page, what, remedy in found)


def is_ours(data: bytes) -> bool:
    """Whether a PDF is a memo of this program: it carries a record, or names the program as its creator."""
    import pikepdf

    if not data.lstrip()[:5].startswith(b"%PDF-"):
        return False
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            creator = str(pdf.docinfo.get("/Creator", ""))
            return creator.startswith("briefgen ") or aloud.ATTACHED in pdf.attachments
    except pikepdf.PdfError:
        return False


def elements(node: Any) -> Iterator[Any]:
    """The elements below a node of the structure tree, depth first."""
    import pikepdf

    kids = node.get("/K") if isinstance(node, pikepdf.Dictionary) else node
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


# ------------------------------------------------------------------ the file as a whole


def _catalogue(opened: Opened) -> _Found:
    root = opened.pdf.Root
    known = {
        "no language is given (Lang)": str(root.get("/Lang", "")),
        "the file does not say that it is tagged (MarkInfo)": root.get("/MarkInfo", {}).get("/Marked"),
        "its window shows the file's name, not the title (DisplayDocTitle)": root.get("/ViewerPreferences", {}).get(
            "/DisplayDocTitle"
        ),
        "there is no structure for screen readers (StructTreeRoot)": opened.elements,
        "no colour profile is given (OutputIntents)": root.get("/OutputIntents"),
        "the file has no identifier (ID)": opened.pdf.trailer.get("/ID"),
    }
    yield from ((0, what, AGAIN) for what, there in known.items() if not there)


def _metadata(opened: Opened) -> _Found:
    if "/Metadata" not in opened.pdf.Root:
        yield 0, "there are no metadata (XMP)", AGAIN
        return
    text = opened.pdf.Root.Metadata.read_bytes()
    names = {"pdfuaid:part": "PDF/UA", "pdfaid:part": "PDF/A", "pdfaid:conformance": "the level of PDF/A"}
    for name, standard in names.items():
        if name.encode() not in text:
            yield 0, f"the metadata do not name {standard} ({name})", AGAIN
    if not opened.metadata.get("}title", opened.metadata.get("title", "")) and b"<dc:title>" not in text:
        yield 0, "the metadata hold no title (dc:title)", AGAIN


def _attached(opened: Opened) -> _Found:
    files = list(opened.pdf.attachments)
    associated = opened.pdf.Root.get("/AF", [])
    if len(files) != len(associated):
        yield 0, f"{len(files)} files are attached, {len(associated)} are declared (AF)", AGAIN
    if any("/AFRelationship" not in one for one in associated):
        yield 0, "an attached file does not say what it is to the memo (AFRelationship)", AGAIN
    if files and b'pdfaid:part="2"' in _xmp(opened):
        yield 0, "a PDF/A-2 carries an attached file", "make it with archive: a-3a"


def _xmp(opened: Opened) -> bytes:
    return bytes(opened.pdf.Root.Metadata.read_bytes()) if "/Metadata" in opened.pdf.Root else b""


_ACTIONS = (
    "/JavaScript",
    "/Launch",
    "/GoToR",
    "/GoToE",
    "/SubmitForm",
    "/ImportData",
    "/Movie",
    "/Sound",
    "/Rendition",
)


def _actions(opened: Opened) -> _Found:
    """Nothing in a memo does anything by itself or opens anything but a page that the reader clicks on."""
    import pikepdf

    root = opened.pdf.Root
    if "/OpenAction" in root or "/AA" in root or "/JavaScript" in root.get("/Names", {}):
        yield 0, "it does something when it is opened", AGAIN
    for one in opened.pdf.objects:
        actions = [one, one.get("/A")] if isinstance(one, pikepdf.Dictionary) else []
        for action in actions:
            if isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) in _ACTIONS:
                yield 0, f"it holds an action of the kind {str(action.S)[1:]}", AGAIN


# ------------------------------------------------------------------ its pages and fonts


def _notes(opened: Opened) -> _Found:
    for number, page in enumerate(opened.pdf.pages, 1):
        notes = list(page.obj.get("/Annots", []))
        if notes and page.obj.get("/Tabs") != "/S":
            yield number, "the Tab key does not follow the order of reading (Tabs)", AGAIN
        for note in notes:
            if note.get("/Subtype") != "/Link":
                continue
            if not str(note.get("/Contents", "")).strip():
                yield number, "a link does not say where it leads (Contents)", AGAIN
            if "/StructParent" not in note:
                yield number, "a link is not tagged (StructParent)", AGAIN


def _fonts(opened: Opened) -> _Found:
    import pikepdf

    fonts = (one for one in opened.pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font")
    for font in fonts:
        if font.get("/Subtype") in ("/CIDFontType0", "/CIDFontType2"):
            continue  # looked at with the font that it belongs to
        name = str(font.get("/BaseFont", font.get("/Subtype", "")))[1:]
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        if "/FontFile2" not in inner.get("/FontDescriptor", {}):
            yield 0, f"the font {name} is not embedded as TrueType (FontFile2)", "give the style a .ttf face"
        if "/ToUnicode" not in font:
            yield 0, f"the text in the font {name} cannot be copied (ToUnicode)", AGAIN


# ------------------------------------------------------------------ the tags


def _pictures(opened: Opened) -> _Found:
    for one in opened.elements:
        if one.S == "/Figure" and not str(one.get("/Alt", "")).strip():
            yield 0, "a picture has no words for who cannot see it (Alt)", "give it alt or, in an SVG, a <title>"


def _attributes(one: Any) -> list[Any]:
    import pikepdf

    found = one.get("/A")
    return list(found) if isinstance(found, pikepdf.Array) else [found] if found is not None else []


def _heads_of(one: Any) -> list[str]:
    """The header cells that a cell names."""
    return [str(name) for own in _attributes(one) for name in own.get("/Headers", [])]


def _tables(opened: Opened) -> _Found:
    """Each table has header cells, and each of them heads something: by its scope, or named by a cell."""
    named = {name for one in opened.elements if one.S in ("/TD", "/TH") for name in _heads_of(one)}
    heads = [one for one in opened.elements if one.S == "/TH"]
    idle = [
        one for one in heads
        if str(one.get("/ID", "")) not in named and not any("/Scope" in own for own in _attributes(one))
    ]  # fmt: skip
    if idle:
        yield 0, f"{len(idle)} header cells head nothing", f"give each <th> its scope: {_STYLE}"
    if unknown := named - {str(one.get("/ID", "")) for one in heads}:
        yield 0, f"{len(unknown)} header cells are named that are not there", AGAIN
    for table in (one for one in opened.elements if one.S == "/Table"):
        if all(inner.S != "/TH" for inner in elements(table)):
            yield 0, "a table has no header cells (TH)", _STYLE


def _headings(opened: Opened) -> _Found:
    levels = [int(str(one.S)[2:]) for one in opened.elements if str(one.S) in _LEVELS]
    if levels.count(1) != 1:
        yield 0, f"{levels.count(1)} headings of the first level, where one is meant", _STYLE
    for before, level in zip([0, *levels], levels, strict=False):
        if level > before + 1:
            yield 0, f"a heading of level {level} follows one of level {before}", _STYLE


_LEVELS = tuple(f"/H{level}" for level in range(1, 7))


def _text(opened: Opened) -> _Found:
    """Marking and order of reading, which only the pages' text can tell."""
    read = aloud.read(opened.data, opened.pdf, opened.elements)
    machine = str(opened.pdf.docinfo.get("/Subject", ""))
    yield from aloud.marking(read, opened.record, machine)
    if opened.record is not None:
        yield from aloud.order(read, opened.record)


_CHECKS: tuple[Callable[[Opened], _Found], ...] = (
    _catalogue, _metadata, _attached, _actions, _notes, _fonts, _pictures, _tables, _headings, _text,
)  # fmt: skip
