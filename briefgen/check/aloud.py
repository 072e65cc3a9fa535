"""The text of a finished PDF and its record in; faults of marking and of the order of reading out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefgen.model import Brief, extracts_of
from briefgen.writers.page import ATTACHED, comparable

if TYPE_CHECKING:
    import pikepdf

__all__ = ["ATTACHED", "Read", "marking", "order", "read"]

_AGAIN = "make the memo again"
_TEMPLATE = "mend the template of the style"


@dataclass(frozen=True, slots=True)
class Read:
    """What stands on the pages, in `comparable` form: page by page, and in the order in which it is read aloud."""

    pages: tuple[str, ...]
    aloud: tuple[str, ...]


def read(data: bytes, pdf: pikepdf.Pdf, elements: Sequence[Any]) -> Read:
    """The pages' text, and each tagged piece of it in the order of the structure tree."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        both = [(page, page.get_textpage()) for page in document]
        pages = tuple(comparable(text.get_text_bounded()) for _, text in both)
        pieces = [_pieces(page, text) for page, text in both]
    finally:
        document.close()
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    aloud = tuple(comparable(pieces[page].get(mark, "")) for page, mark in _marks(elements, numbers))
    return Read(pages, tuple(filter(None, aloud)))


def _pieces(page: Any, text: Any) -> dict[int, str]:
    """The text of a page by the numbers that its structure knows it by."""
    from pypdfium2 import raw

    found: defaultdict[int, str] = defaultdict(str)
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=15):
        length = raw.FPDFTextObj_GetText(item.raw, text.raw, None, 0)
        buffer = (raw.FPDF_WCHAR * (length // 2))()
        raw.FPDFTextObj_GetText(item.raw, text.raw, buffer, length)
        found[raw.FPDFPageObj_GetMarkedContentID(item.raw)] += bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")
    return found


def _marks(elements: Sequence[Any], numbers: dict[tuple[int, int], int]) -> Iterator[tuple[int, int]]:
    """(page, mark) of all tagged content, in the order of the elements that hold it."""
    import pikepdf

    for one in elements:
        page = one.get("/Pg")
        kids = one.get("/K")
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int) and page is not None:
                yield numbers[page.objgen], kid
            elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
                yield numbers[kid.get("/Pg", page).objgen], int(kid.MCID)


def marking(found: Read, record: Brief | None, machine: str) -> Iterator[tuple[int, str, str]]:
    """A marking stands first and on every page, then the line that says how the memo was made.

    `record` None: what is read before that line counts as the marking.
    """
    told = comparable(machine)
    start = "".join(found.aloud)
    at = start.find(told) if told else -1
    label = record.header.marking if record else ""
    mark = comparable(label) if record else start[: max(at, 0)]
    if at < 0 or start[:at] != mark:
        first = "the marking and the line" if mark else "the line"
        yield 0, f"{first} that says how the memo was made is not what is read first", _TEMPLATE
    for number, page in enumerate(found.pages, 1):
        if mark and mark not in page:
            yield number, f"the marking {label} is missing".replace("  ", " "), _TEMPLATE


def order(found: Read, record: Brief) -> Iterator[tuple[int, str, str]]:
    """Extracts are read aloud in the order of their numbers."""
    text, before = "".join(found.aloud), 0
    for extract in sorted(extracts_of(record), key=lambda one: one.number):
        words = comparable(extract.text)
        at = text.find(words, before)
        if at >= 0:
            before = at + len(words)
        elif words in text:
            yield 0, f"extract {extract.number} is read aloud before those that stand above it", _TEMPLATE
        else:
            yield 0, f"extract {extract.number} is not read aloud", _AGAIN
