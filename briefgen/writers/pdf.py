"""A brief and a style in; a tagged PDF out, which carries its own fonts and the record and fetches nothing.

The only module that knows WeasyPrint, imported when the first page is laid out. One file is PDF/A-3a and PDF/UA-1 by
its metadata and structure; the same brief gives the same bytes in every process and time zone.
"""

from __future__ import annotations

import atexit
import ctypes
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from unicodedata import category

from briefgen.errors import MissingLibrary, WriteError
from briefgen.marks import near
from briefgen.model import Brief
from briefgen.styles import Style
from briefgen.writers import system
from briefgen.writers.glyphs import FONTCONFIG, gate
from briefgen.writers.html import asset_of, page

if TYPE_CHECKING:
    from weasyprint import Document
    from weasyprint.text.fonts import FontConfiguration

SCHEME = "style:"
"""What a style's own files are asked for by; no other address is served."""
SOURCES = "sources"
"""The id of the page of sources: what stands before it is the body."""
ATTACHMENT = "brief.json"
ARCHIVE = "a-3a"
"""PDF/A-3a, the part of the standard that lets a file carry another."""
# Without the last, WeasyPrint falls back silently and takes 3.7 times as long.
LIBRARIES = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "HarfBuzz-Subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
}
# All but the characters that every shipped face has: a memo in English is answered without opening a font.
_UNUSUAL = re.compile(
    r"[^\s -~\u00a0-\u012b\u012e-\u0131\u0134-\u0149\u014c-\u0165\u0168-\u017e\u0218-\u021b"
    r"\u2018-\u201a\u201c-\u201e\u2013\u2014\u2026]"
)
_UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")
_HYPHENS = {"\u2010", "\u2011"}  # drawn with the face's "-" where it has no other


@dataclass(frozen=True, slots=True)
class Laid:
    """A memo laid out: `pages` in all, `body_pages` before the page of sources, and what the person should know.

    `filled` holds for each page of the body how far down its text comes, in CSS pixels from where text begins.
    """

    pages: int
    body_pages: int
    notices: tuple[str, ...]
    _pdf: Callable[[], bytes] = field(repr=False)
    filled: tuple[float, ...] = ()

    def pdf(self) -> bytes:
        """The file. Raises WriteError."""
        return self._pdf()


@cache
def ready() -> None:
    """Raise MissingLibrary, with the command that installs it, where the system lacks a library of the PDF writer."""
    for name, files in LIBRARIES.items():
        if not any(map(_loads, files)):
            raise MissingLibrary(
                f"the system library {name} is missing, without which no PDF can be made", hint=system.install()
            )


def write(brief: Brief, style: Style, attachment: bytes | None = None, archive: str = ARCHIVE) -> bytes:
    """The memo as a PDF; `attachment` becomes its brief.json. Raises StyleError, WriteError."""
    return lay_out(brief, style, attachment, archive).pdf()


def lay_out(brief: Brief, style: Style, attachment: bytes | None = None, archive: str = ARCHIVE) -> Laid:
    """Lay the memo out, so that its pages can be counted before it is written. Raises StyleError, WriteError.

    `archive`: the part and level of PDF/A, "a-3a", or "a-2a", which takes no attachment.
    """
    if attachment is not None and archive != ARCHIVE:
        raise WriteError(f"a PDF of the kind {archive} carries no record", hint="archive: a-3a, or write it beside")
    ready()
    from weasyprint import HTML

    fetcher, text = _fetcher(style), page(brief, style, lambda name: f"{SCHEME}{name}")
    uncovered = _uncovered(text, style)
    told = gate(uncovered, style.name) if uncovered else ()
    with _told() as notices:
        html = HTML(string=text, base_url=SCHEME, url_fetcher=fetcher)
        document = html.render(font_config=_fonts(style, alone=not uncovered), pdf_variant=f"pdf/{archive}")
    notices += told
    before = (number for number, one in enumerate(document.pages) if SOURCES in one.anchors)
    body = next(before, len(document.pages))

    def pdf() -> bytes:
        return _written(document, brief, attachment, archive)

    filled = tuple(map(_filled, document.pages[:body]))
    return Laid(len(document.pages), body, tuple(dict.fromkeys(notices)), pdf, filled)


def _filled(page_: Any) -> float:
    """How far down the text of a page comes. WeasyPrint tells no such thing of a page, so its boxes are asked."""
    root = page_._page_box.children[0]  # noqa: SLF001 - it has no public name
    lines = (box for box in root.descendants() if type(box).__name__ == "LineBox")
    return float(max((box.position_y + box.height for box in lines), default=root.position_y) - root.position_y)


# ------------------------------------------------------------------ writing


def _written(document: Document, brief: Brief, attachment: bytes | None, archive: str) -> bytes:
    from weasyprint import Attachment

    day = _moment(brief.header.date)
    attached = []
    if attachment is not None:
        stream = BytesIO(attachment)
        attached = [Attachment(file_obj=stream, name=ATTACHMENT, created=day, modified=day, relationship="Data")]
    with _told():
        return bytes(document.write_pdf(finisher=_finished, pdf_variant=f"pdf/{archive}", attachments=attached))


def _moment(date: str) -> datetime:
    """The memo's date as a moment, in UTC: never the clock's."""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError as error:
        raise WriteError(f"{date} is no date", hint="write it as 2025-07-09") from error
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


# ISO 14289-1 wants its identification in the XMP metadata, and PDF/A a description of any schema it does not know.
_PDFUA = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>\
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" \
rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""


def _finished(_document: Document, pdf: Any) -> None:
    """Add the PDF/UA identification to the metadata, which `pdf_variant` has filled for PDF/A."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [part.replace(b"</rdf:RDF>", _PDFUA) for part in metadata.stream]
    if "AF" in pdf.catalog:  # WeasyPrint 70 lists each attached file twice
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
    for cell in pdf.objects:
        if isinstance(cell, dict) and cell.get("S") == "/TH":
            cell["A"]["Scope"] = "/Column" if _in_head(cell, pdf.objects) else "/Row"


def _in_head(cell: Any, objects: Sequence[Any]) -> bool:
    """Whether a header cell stands in its table's head. WeasyPrint names header cells to data cells alone, so that
    what stands above a column of header cells would head nothing."""
    row = objects[int(cell["P"].split()[0])]
    return bool(objects[int(row["P"].split()[0])]["S"] == "/THead")


# ------------------------------------------------------------------ what WeasyPrint may load, and what it says


def _fetcher(style: Style) -> Any:
    """Serves the style's own files from memory; any other address ends the rendering."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Locked(URLFetcher):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(allowed_protocols=(SCHEME[:-1],), allow_redirects=False, fail_on_errors=True)

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 - WeasyPrint's signature
            name = url.removeprefix(SCHEME)
            if name not in style.assets:
                raise WriteError(f"the style asks for {url}", hint="put the file into the style's folder")
            return URLFetcherResponse(url, style.assets[name])

    return Locked()


@contextmanager
def _told() -> Iterator[list[str]]:
    """Collect WeasyPrint's warnings, and make a refused address our own error: theirs is a BaseException."""
    from weasyprint.urls import FatalURLFetchingError

    notices: list[str] = []
    handler, logger = _Listener(notices), logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield notices
    except FatalURLFetchingError as error:
        if isinstance(error.__cause__, WriteError):
            raise error.__cause__ from None
        raise WriteError(str(error)) from error
    finally:
        logger.removeHandler(handler)


class _Listener(logging.Handler):
    """Keeps what is logged, a line each."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"layout: {record.getMessage()}")


_AT = re.compile(r"\s*\bat (\d+):(\d+)([,:.]?)")


def ignored(css: str) -> list[tuple[int, int, str, str]]:
    """What WeasyPrint makes nothing of in a sheet: line, column (0 where it does not say), what and why, remedy."""
    ready()
    from weasyprint import CSS
    from weasyprint.css.properties import INITIAL_VALUES
    from weasyprint.urls import URLFetcher

    with _told() as notices:
        CSS(string=css, base_url=SCHEME, url_fetcher=URLFetcher(allowed_protocols=()))
    found = []
    for notice in (one for one in notices if "Failed to load" not in one):  # nothing is loaded here
        place, what = _AT.search(notice), notice.removeprefix("layout: ")
        line, column = (int(place[1]), int(place[2])) if place else (0, 0)
        unknown = re.match(r"Ignored `([\w-]+).*unknown property", what, re.DOTALL)
        names = (name.replace("_", "-") for name in INITIAL_VALUES)
        hint = near(unknown[1], names, otherwise=" ").strip() if unknown else ""
        found.append((line, column, _AT.sub(lambda one: one[3], what).rstrip(". "), hint))
    return found


def uncovered(text: str, style: Style) -> list[str]:
    """Characters that one of the style's faces lacks."""
    return _uncovered(text, style)


# ------------------------------------------------------------------ libraries and fonts


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def _fonts(style: Style, *, alone: bool) -> FontConfiguration:
    """The process's font configuration for the faces of this style: a fresh one for each memo costs 460 kB each."""
    faces = [f"{face['family']}/{face.get('weight')}/{face['file']}" for face in style.settings["faces"]]
    return _configuration("\n".join(faces), alone)


@lru_cache(maxsize=4)
def _configuration(_faces: str, alone: bool) -> FontConfiguration:
    """`alone`: without the fonts and settings of this machine, so that every machine makes the same file."""
    from weasyprint.text import fonts

    class Alone(fonts.FontConfiguration):  # type: ignore[misc]
        def __init__(self) -> None:
            """As in the parent, but with an empty configuration; looking for the machine's fonts costs 90 ms."""
            ffi, library = fonts.ffi, ctypes.CDLL(next(filter(_loads, FONTCONFIG)))
            library.FcConfigCreate.restype = ctypes.c_void_p
            self._config = ffi.cast("FcConfig *", library.FcConfigCreate())
            self.font_map = ffi.gc(fonts.pangoft2.pango_ft2_font_map_new(), fonts.gobject.g_object_unref)
            fonts.pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), self._config)
            fonts.fontconfig.FcConfigDestroy(self._config)
            self._folder, self.strut_layouts, self.font_features = None, dict[Any, Any](), dict[Any, Any]()

    made = Alone() if alone and any(map(_loads, FONTCONFIG)) else fonts.FontConfiguration()
    atexit.register(made.__del__)  # else the folder with the faces stays behind
    return made


def _uncovered(text: str, style: Style) -> list[str]:
    """Characters of the page that one of the style's faces lacks; those without a picture of their own do not count."""
    unusual = {char for char in set(_UNUSUAL.findall(text)) if category(char) not in _UNSEEN} - _HYPHENS
    if unusual:
        faces = [style.assets[asset_of(face)] for face in style.settings["faces"]]
        unusual -= set(map(chr, frozenset.intersection(*map(_coverage, faces)))) if faces else set()
    return sorted(unusual)


@lru_cache(maxsize=16)
def _coverage(face: bytes) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    return frozenset(TTFont(BytesIO(face), lazy=True).getBestCmap())
