"""A printed page's file in (PDF), one article out: columns in reading order, without running heads, with pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefgen.errors import NoArticle, Unreadable
from briefgen.readers.dates import date_of
from briefgen.readers.flow import HYPHENS, Block, Sheet, blocks_of, body_size, running
from briefgen.readers.head import byline_of, fields_of
from briefgen.readers.lines import ends_sentence, like_heading
from briefgen.readers.parts import Part, article_of
from briefgen.readers.rules import rules
from briefgen.readers.sheet import lines_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.model import Article, Source

_PAGES_MOST = 200
_CHARACTERS_MOST = 60_000  # of one page; a newspaper's has 40,000
_TITLE = 1.2  # times the body's size
_LARGER = 1.04  # times the body's size: headings
_SMALL = 0.88  # times the body's size: captions and footnotes
_DAMAGED, _LOST = 0.02, 0.3  # of the characters that have no meaning: told, refused
_MEANINGLESS = re.compile("[\ufffd\ue000-\uf8ff]")
_NO_TITLE = re.compile(
    r"(?i)microsoft word.*|untitled.*|.*\.(?:docx?|pdf|html?|indd|qxd|txt)|\W*|slide \d+|document\d*"
)
_INSIDE = re.compile(r"\w\u2010\w")
_MARK_MOST = 40  # characters of a line of marks
_END, _TAIL = b"%%EOF", 4096  # bytes at the end in which a whole file has its mark
_CUT_OFF = "the file is cut off: what is left of it is read"
_OCR = "run OCR on it first, e.g.: ocrmypdf in.pdf out.pdf"


def article(source: Source, reader: str) -> Article:
    """The one article; `Block.page` is the page on which a paragraph begins. Raises Unreadable, NoArticle."""
    sheets, scanned, notes, title = _sheets(source)
    blocks = blocks_of(sheets)
    if not blocks:
        if scanned:
            raise NoArticle(f"{source.location}: scanned pages without text", hint=_OCR)
        raise NoArticle(f"{source.location}: no text in it", hint=_OCR)
    if scanned:
        several = len(scanned) > 1
        shown = ", ".join(map(str, scanned))
        are = "pages {} are scanned pictures" if several else "page {} is a scanned picture"
        notes.append(f"{are.format(shown)}: not read")
    notes += _damage(source, blocks)
    cut_off = _END not in source.data[-_TAIL:]
    notes += [_CUT_OFF] if cut_off else []
    parts, headline = _parts(blocks)
    fields = fields_of((part.kind, part.words) for part in parts)
    published = fields.get("published") or _dated(parts)
    return article_of(
        source, reader, parts, title=fields.get("title") or headline or title, outlet=fields.get("outlet"),
        byline=fields.get("byline") or _byline(parts), published=published,
        published_from="page" if published else None,
        notes=tuple(notes), partial=cut_off or bool(scanned) or any("not read" in note for note in notes),
    )  # fmt: skip


# ------------------------------------------------------------------ pages


def _sheets(source: Source) -> tuple[list[Sheet], list[int], list[str], str]:
    """The pages' lines, the numbers of pages that are pictures, notes, and the title that the file states."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        raise _unreadable(source, error) from error
    try:
        sheets: list[Sheet] = []
        scanned: list[int] = []
        notes: list[str] = []
        count = len(document)
        for number in range(1, min(count, _PAGES_MOST) + 1):
            try:
                sheet = _sheet(document, number)
            except pypdfium2.PdfiumError:
                notes.append(f"page {number} is damaged: not read")
                continue
            if sheet.lines:
                sheets.append(sheet)
            elif _is_picture(document, number):
                scanned.append(number)
        if count > _PAGES_MOST:
            notes.append(f"pages {_PAGES_MOST + 1} to {count}: not read")
        if not count or (not sheets and len(notes) == count):
            raise Unreadable(f"{source.location}: no page of it can be read", hint="fetch or save it again")
        stated = " ".join((document.get_metadata_value("Title") or "").split())
        return sheets, scanned, notes, "" if _NO_TITLE.fullmatch(stated) else stated
    finally:
        document.close()


def _unreadable(source: Source, error: Exception) -> Unreadable:
    if "password" in str(error).lower() or "security" in str(error).lower():
        return Unreadable(
            f"{source.location}: protected by a password", hint="open it, and print or save it without one"
        )
    return Unreadable(f"{source.location}: a damaged PDF file", hint="fetch or save it again")


def _sheet(document: Any, number: int) -> Sheet:
    page = document[number - 1]
    try:
        width, height = page.get_size()
        textpage = page.get_textpage()
        try:
            lines = lines_on(textpage, width) if textpage.count_chars() <= _CHARACTERS_MOST else []
        finally:
            textpage.close()
        return Sheet(number, lines, width, height)
    finally:
        page.close()


def _is_picture(document: Any, number: int) -> bool:
    """Whether a page without text shows a picture."""
    import pypdfium2.raw as pdfium

    page = document[number - 1]
    try:
        return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    finally:
        page.close()


def _damage(source: Source, blocks: Sequence[Block]) -> list[str]:
    text = "".join(line.words for block in blocks for line in block.lines)
    share = len(_MEANINGLESS.findall(text)) / max(1, len(text))
    if share > _LOST:
        raise Unreadable(f"{source.location}: its text layer has no meaning (fonts without a key)", hint=_OCR)
    return ["its text layer is damaged: some characters are missing"] if share > _DAMAGED else []


# ------------------------------------------------------------------ parts


def _parts(blocks: Sequence[Block]) -> tuple[list[Part], str]:
    """The parts of the article and its title, the largest type above the body on the first page."""
    body = body_size(blocks)
    known = _known(blocks)
    title = _title(blocks, body)
    parts = [_part(block, body, known) for block in blocks if not any(block is one for one in title)]
    return list(_settled(parts)), " ".join(running(block.lines, known) for block in title)


def _known(blocks: Sequence[Block]) -> frozenset[str]:
    """The words of the document in small letters, by which divided ones are told, and "‐" where it stands in words.

    Words with a mark behind them are left out: nearly all stand without one too, and taking marks off costs a tenth of
    the reading.
    """
    lines = [line.words for block in blocks for line in block.lines]
    if not any(line[-1] in HYPHENS for line in lines):
        return frozenset()
    text = "\n".join(lines)
    inside = ("\u2010",) if "\u2010" in text and _INSIDE.search(text) else ()
    return frozenset([*text.lower().split(), *inside])


def _title(blocks: Sequence[Block], body: float) -> list[Block]:
    """The blocks of the largest type on the first page, if they stand together."""
    first = [block for block in blocks if block.page == blocks[0].page]
    largest = max((block.size for block in first if block.length > 3), default=0.0)
    if largest < _TITLE * body:
        return []
    found: list[Block] = []
    for block in first:
        if abs(block.size - largest) <= 0.05 * largest and block.length > 3:
            found.append(block)
        elif found:
            break
    return found if sum(block.length for block in found) <= rules().title_characters else []


def _part(block: Block, body: float, known: frozenset[str]) -> Part:
    words = running(block.lines, known)
    if len(words) < _MARK_MOST and not any(map(str.isalnum, words)):
        return Part("other", words, block.page)
    if block.size < _SMALL * body:
        return Part("other" if words[0].isdigit() or words[0] in "*†‡" else "caption", words, block.page)
    if rules().item.match(words) and not (block.size > _LARGER * body and like_heading(words)):
        return Part("item", words, block.page)
    if like_heading(words) and (block.size > _LARGER * body or not ends_sentence(words)):
        return Part("heading", words, block.page)
    return Part("paragraph", words, block.page)


def _settled(parts: Sequence[Part]) -> Iterator[Part]:
    """Short lines above the first sentence that are no heading by themselves: a second headline, a kicker."""
    sentences = (n for n, part in enumerate(parts) if part.kind == "paragraph" and ends_sentence(part.words))
    first = next(sentences, len(parts))
    for number, part in enumerate(parts):
        above = number < first and part.kind == "paragraph" and not byline_of(part.words)
        yield part._replace(kind="heading") if above and first < len(parts) and part.page == parts[first].page else part


def _byline(parts: Sequence[Part]) -> str | None:
    """A byline on the first page: in a page printed from a browser it stands below menus and notices."""
    lines = (part for part in parts if part.kind == "heading" and part.page == parts[0].page)
    return next((names for part in lines if (names := byline_of(part.words))), None)


def _dated(parts: Sequence[Part]) -> str | None:
    """A line above the body that is a date."""
    for part in parts:
        if part.kind in ("paragraph", "item") and ends_sentence(part.words):
            return None
        if date := date_of(part.words):
            return date
    return None
