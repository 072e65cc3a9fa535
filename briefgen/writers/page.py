"""A finished PDF in; the text a person can see on its pages and the record attached to it out.

PDF text tools also give words that nobody sees: white on white, under a box, clipped, of no size. So each page is
drawn twice, with its text and without: a character is visible where the two pictures differ.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefgen.errors import Unreadable
from briefgen.model import normalised

if TYPE_CHECKING:
    from PIL.Image import Image

ATTACHED = "brief.json"
"""The record's name inside the PDF."""
SCALE = 2.0
"""Pixels a point: below, the hairlines of 8 pt letters fade; above costs time (60 ms CPU a page at 2)."""
PIXELS = 16_000_000
"""The largest picture of a page; a PDF page may be 5 m wide."""
CONTRAST = 32
"""Grey levels of 255 between text and ground: #ddd on white is still seen, #e5e5e5 no more."""
SMALLEST = 1.6
"""Points: the height of a small letter in 4 pt type, the least that can be read in print."""
SHOWN = 0.6
"""Part of a letter's height and width that must show: half a line cut off by a box cannot be read."""
FURNITURE = 600
"""Characters of running heads, page numbers and notes that may stand between the parts of a broken extract."""


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A character and its box in pixels from the page's top left corner."""

    char: str
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def visible_text(pdf: bytes) -> tuple[str, ...]:
    """The text that can be seen, a string per page, in the order of the page's own text.

    Left out is every character without ink of its own on the page: in the ground's colour, transparent, covered,
    clipped, off the page, under 4 pt. Raises Unreadable.
    """
    document = _opened(pdf)
    try:
        return tuple(_seen_on(page) for page in document)
    finally:
        document.close()


def attachment_of(pdf: bytes) -> bytes | None:
    """The record inside a PDF of ours; None where it carries none. Raises Unreadable."""
    document = _opened(pdf)
    try:
        for index in range(document.count_attachments()):
            attached = document.get_attachment(index)
            if attached.get_name() == ATTACHED:
                return bytes(attached.get_data())
        return None
    finally:
        document.close()


def found(extract_text: str, pages: tuple[str, ...]) -> bool:
    """Whether a text stands on a page, or at the end of one and on from the start of the next.

    Both sides are compared in `normalised` form; besides, ligatures that PDF readers take apart ("ﬁ") and
    characters that have no ink (zero-width space) do not count.
    """
    wanted = comparable(extract_text)
    if not wanted or any(wanted in comparable(page) for page in pages):
        return bool(wanted)
    lines = [[line for line in map(comparable, page.splitlines()) if line] for page in pages]
    return any(_broken(wanted, lines[at], lines[at + 1]) for at in range(len(lines) - 1))


def comparable(text: str) -> str:
    """What a printed text and a page's text are compared by."""
    return "".join(_plain(char) for char in normalised(text))


def _plain(char: str) -> str:
    if char.isascii():
        return char
    if unicodedata.category(char) == "Cf":
        return ""
    presentation = "\ufb00" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufeff"
    return unicodedata.normalize("NFKC", char) if presentation else char


def _broken(wanted: str, page: list[str], following: list[str]) -> bool:
    # A break falls between two lines. A start found anywhere on the page would let a lost first word pass.
    ends = [_joined(page, 0, at) for at in range(len(page), 0, -1) if len(_joined(page, at)) <= FURNITURE]
    starts = [_joined(following, at) for at in range(len(following)) if len(_joined(following, 0, at)) <= FURNITURE]
    cuts = [cut for cut in range(1, len(wanted)) if any(end.endswith(wanted[:cut]) for end in ends)]
    return any(start.startswith(wanted[cut:]) for cut in cuts for start in starts)


def _joined(lines: list[str], start: int, end: int | None = None) -> str:
    return "".join(lines[start:end])


def _opened(pdf: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("the PDF cannot be opened", hint="it is broken or locked; make the memo again") from error


def _seen_on(page: Any) -> str:
    sheet = _Sheet(page)
    glyphs = sheet.glyphs()
    ink = sheet.ink(sheet.items)
    shown = [not _drawn(glyph) or _shows(glyph, ink, sheet.scale) for glyph in glyphs]
    pairs = [pair for pair in _overprints(glyphs) if shown[pair[0]] and shown[pair[1]]]
    # Where characters lie upon each other the ink may be the other's: does this one's own text add any?
    for number in sorted({number for pair in pairs for number in pair}):
        shown[number] = _shows(glyphs[number], sheet.ink_of(number), sheet.scale)
    for earlier, later in pairs:
        shown[earlier] &= not shown[later]  # two that are seen in one place cannot be read
    kept = "".join(glyph.char for glyph, seen in zip(glyphs, shown, strict=True) if seen)
    # A character beyond U+FFFF arrives in two halves.
    return kept.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class _Sheet:
    """A page that can be drawn with some of its text left out."""

    def __init__(self, page: Any) -> None:
        from pypdfium2 import raw

        self.page = page
        self.text = page.get_textpage()
        self.scale = min(SCALE, (PIXELS / max(page.get_width() * page.get_height(), 1.0)) ** 0.5)
        self.items = [item.raw for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=15)]
        self.full = self.drawn()
        self.inks: dict[object, Image] = {}

    def drawn(self) -> Image:
        picture: Image = self.page.render(scale=self.scale, grayscale=True).to_pil()
        return picture

    def glyphs(self) -> list[_Glyph]:
        import ctypes

        from pypdfium2 import raw

        left, right, bottom, top = sides = [ctypes.c_double() for _ in range(4)]
        x, _, _, y = self.page.get_cropbox()
        found_: list[_Glyph] = []
        for index in range(self.text.count_chars()):
            raw.FPDFText_GetCharBox(self.text.raw, index, *sides)
            box = (left.value - x, y - top.value, right.value - x, y - bottom.value)
            char = chr(raw.FPDFText_GetUnicode(self.text.raw, index))
            found_.append(_Glyph(char, *(side * self.scale for side in box)))
        return found_

    def ink(self, items: Sequence[Any]) -> Image:
        """Black and white: where these text objects change the look of the page."""
        from PIL import ImageChops
        from pypdfium2 import raw

        modes = [raw.FPDFTextObj_GetTextRenderMode(item) for item in items]
        for item in items:
            raw.FPDFTextObj_SetTextRenderMode(item, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
        bare = self.drawn()
        for item, mode in zip(items, modes, strict=True):
            raw.FPDFTextObj_SetTextRenderMode(item, mode)
        return ImageChops.difference(self.full, bare).point([0] * CONTRAST + [255] * (256 - CONTRAST))

    def ink_of(self, number: int) -> Image:
        """As `ink`, of the one text object that a character belongs to."""
        import ctypes

        from pypdfium2 import raw

        item = raw.FPDFText_GetTextObject(self.text.raw, number)
        key = ctypes.cast(item, ctypes.c_void_p).value
        if key not in self.inks:
            self.inks[key] = self.ink([item] if item else [])
        return self.inks[key]


def _drawn(glyph: _Glyph) -> bool:
    """Whether a character leaves ink; spaces, line ends and pdfium's own marks do not."""
    return glyph.char.isprintable() and not glyph.char.isspace()


def _shows(glyph: _Glyph, ink: Image, scale: float) -> bool:
    if glyph.char.isalnum() and glyph.bottom - glyph.top < SMALLEST * scale:
        return False
    left, top = int(glyph.left), int(glyph.top)
    right, bottom = int(glyph.right) + 1, int(glyph.bottom) + 1
    if left < 0 or top < 0 or right > ink.width + 1 or bottom > ink.height + 1:
        return False
    seen = ink.crop((left, top, right, bottom)).getbbox()
    if seen is None:
        return False
    # Two pixels are the rounding of the box and the soft edge of the letter.
    width, height = seen[2] - seen[0] + 2, seen[3] - seen[1] + 2
    return width >= SHOWN * (right - left) and height >= SHOWN * (bottom - top)


def _overprints(glyphs: list[_Glyph]) -> list[tuple[int, int]]:
    """Pairs of characters, the second of which stands upon the first."""
    by_cell: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    pairs: list[tuple[int, int]] = []
    for number, glyph in enumerate(glyphs):
        if not _drawn(glyph):
            continue
        earlier = (other for cell in _cells(glyph) for other in by_cell.get(cell, ()))
        pairs += [(other, number) for other in earlier if _upon(glyph, glyphs[other], number - other)]
        x, y = glyph.centre
        by_cell[int(x // _CELL), int(y // _CELL)].append(number)
    return pairs


_CELL = 16  # pixels: about a letter


def _cells(glyph: _Glyph) -> Iterator[tuple[int, int]]:
    # A box of many cells is a watermark or an initial, which is judged by its ink alone.
    if glyph.area <= 64 * _CELL**2:
        for column in range(int(glyph.left // _CELL), int(glyph.right // _CELL) + 1):
            for row in range(int(glyph.top // _CELL), int(glyph.bottom // _CELL) + 1):
                yield column, row


def _upon(later: _Glyph, earlier: _Glyph, distance: int) -> bool:
    # The letters of a ligature follow each other and share one box.
    ligature = distance <= 3 and (later.left, later.right) == (earlier.left, earlier.right)
    return later.area <= 6 * max(earlier.area, 1.0) and not ligature and later.holds(*earlier.centre)
