"""A Word document (.docx) in, one article out: its paragraphs, list items, headings and tables, changes accepted."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from briefgen.errors import NoArticle, TooBig, Unreadable
from briefgen.readers import ending
from briefgen.readers.head import fields_of
from briefgen.readers.lines import ends_sentence, like_heading
from briefgen.readers.members import Archive
from briefgen.readers.parts import Part, article_of
from briefgen.readers.plain import cut
from briefgen.readers.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.model import Article, BlockKind, Source

READER = "word/1"
READS = "Word documents (.docx)"
_DOCUMENT = "word/document.xml"
_UNPACKED_MOST = 256 * 2**20  # bytes
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLES = ("title",)
_LIST_NAMES = ("list", "bullet", "aufz")
_FURNITURE = ("caption", "footnotetext", "endnotetext", "header", "footer", "tocheading", "toc")
_HINT = "open it in Word and save it again as .docx"


def claims(source: Source) -> int:
    """0..100: sure of a zip archive that holds a Word document."""
    if not source.data.startswith(b"PK\x03\x04"):
        return 0
    try:
        named = any(member.filename == _DOCUMENT for member in Archive(source).members())
    except Unreadable:
        named = ending(source.location) == ".docx"
    return 95 if named else 0


def read(source: Source) -> tuple[Article, ...]:
    """One article; comments, deleted words, headers, footers and notes are not read.

    Raises Unreadable, NoArticle, TooBig.
    """
    document = _opened(source)
    parts = [part for part in _parts(document.element.body, document.styles) if part.words.strip()]
    if not parts:
        raise NoArticle(f"{source.location}: the document has no text", hint="if it is a picture: run OCR on it first")
    title, parts = _titled(parts, (document.core_properties.title or "").strip())
    head: list[Part] = [Part("title", title)] if title else []
    fields = fields_of((part.kind, part.words) for part in (*head, *parts))
    return (
        article_of(
            source,
            READER,
            [_body_again(part) for part in parts],
            title=title or fields.get("title", ""),
            outlet=fields.get("outlet"),
            byline=fields.get("byline"),
            published=fields.get("published"),
            published_from="file" if "published" in fields else None,
            notes=tuple(_notes(document.element.body)),
        ),
    )


def _opened(source: Source) -> Any:
    """python-docx's document; its XML is parsed without entities and without network."""
    import zipfile
    import zlib

    import docx
    from lxml import etree

    try:
        archive = Archive(source)
    except Unreadable as error:
        raise Unreadable(f"{source.location}: a damaged Word document", hint=_HINT) from error
    if archive.unpacked > _UNPACKED_MOST:
        message = f"{source.location}: unpacked it has {archive.unpacked / 2**20:.0f} MB"
        raise TooBig(f"{message}, the limit is {_UNPACKED_MOST / 2**20:.0f} MB", hint="save the text alone")
    try:
        return docx.Document(io.BytesIO(source.data))
    # What the library raises on a damaged file depends on where the damage is.
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, etree.LxmlError, LookupError, ValueError, OSError,
            EOFError, RuntimeError, AttributeError, AssertionError, TypeError) as error:  # fmt: skip
        raise Unreadable(f"{source.location}: a damaged Word document", hint=_HINT) from error


# ------------------------------------------------------------------ blocks


def _parts(body: Any, styles: Any) -> Iterator[Part]:
    """The body's blocks in order; what stands in a content control is part of it."""
    names = _style_names(styles)
    for element in _blocks(body):
        if element.tag == f"{_W}p":
            yield from _paragraph(element, names)
        else:
            yield from _table(element, names)


def _blocks(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"):
            yield from _blocks(child)


def _style_names(styles: Any) -> dict[str, str]:
    """Style id -> its name in small letters without blanks: ids are translated, built-in names are not."""
    named = ((style, style.find(f"{_W}name")) for style in styles.element.iter(f"{_W}style"))
    return {
        style.get(f"{_W}styleId", ""): (name.get(f"{_W}val", "") if name is not None else "").lower().replace(" ", "")
        for style, name in named
    }


def _paragraph(element: Any, names: dict[str, str]) -> Iterator[Part]:
    words = _words(element).strip()
    if "\n\n" in re.sub(r"[ \t]+\n", "\n", words):  # a text pasted with line breaks for paragraphs
        yield from (Part(piece.kind, " ".join(piece.words.split())) for piece in cut(words))
    elif words:
        yield Part(_kind(element, words, names), words)


def _kind(element: Any, words: str, names: dict[str, str]) -> BlockKind:
    properties = element.find(f"{_W}pPr")
    style = None if properties is None else properties.find(f"{_W}pStyle")
    name = "" if style is None else names.get(style.get(f"{_W}val", ""), style.get(f"{_W}val", "").lower())
    if name in _TITLES:
        return "title"
    if name.startswith("heading") or (properties is not None and properties.find(f"{_W}outlineLvl") is not None):
        return "heading"
    if name.startswith(_FURNITURE):
        return "caption" if name == "caption" else "other"
    numbered = properties is not None and properties.find(f"{_W}numPr") is not None
    if numbered or name.startswith(_LIST_NAMES) or rules().item.match(words):
        return "item"
    return "heading" if like_heading(words) and not ends_sentence(words) else "paragraph"


def _words(element: Any) -> str:
    """A paragraph's words as the final version shows them: insertions in, deletions and field codes out."""
    words: list[str] = []
    skipped = 0
    for event, node in _walk(element):
        if node.tag in _SKIPPED:
            skipped += 1 if event == "start" else -1
        elif event == "start" and not skipped:
            if node.tag == f"{_W}t":
                words.append(node.text or "")
            else:
                words.append(_SIGNS.get(node.tag, ""))
    return "".join(words)


_SKIPPED = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}txbxContent", f"{_W}footnoteReference", _FALLBACK}
)
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": "\u00ad"}


def _walk(element: Any) -> Iterable[tuple[str, Any]]:
    from lxml import etree

    walk: Iterable[tuple[str, Any]] = etree.iterwalk(element, events=("start", "end"))
    return walk


def _table(element: Any, names: dict[str, str]) -> Iterator[Part]:
    """A table of data as one part; one whose cells hold paragraphs of text is the page's layout, cell by cell."""
    cells = [[list(cell.iter(f"{_W}p")) for cell in row.iter(f"{_W}tc")] for row in element.iter(f"{_W}tr")]
    texts = [[" ".join(filter(None, (_words(p).strip() for p in cell))) for cell in row] for row in cells]
    if any(len(words.split()) > _CELL_WORDS for row in texts for words in row):
        for row in cells:
            for cell in row:
                for paragraph in cell:
                    yield from _paragraph(paragraph, names)
        return
    words = "\n".join(filter(None, ("\t".join(row).strip() for row in texts)))
    if words:
        yield Part("table", words)


_CELL_WORDS = 25  # a cell of more words is a column of the page, no datum


# ------------------------------------------------------------------ the head


def _titled(parts: list[Part], stated: str) -> tuple[str, list[Part]]:
    """The title and the other parts: the one styled so, else the first heading above the body, else what the file says.

    A file's own title is believed only where no heading stands above the body: it is often that of another document.
    """
    first = next((n for n, part in enumerate(parts) if part.kind in ("paragraph", "item")), len(parts))
    styled = [n for n, part in enumerate(parts) if part.kind == "title"]
    headings = [n for n, part in enumerate(parts[:first]) if part.kind == "heading"]
    # Above the headline may stand who publishes it: so the first of five words or more, else of three.
    likely = (n for least in (5, 3, 1) for n in headings if len(parts[n].words.split()) >= least)
    at = next(iter((*styled, *likely)), None)
    if at is None:
        return stated, parts
    return " ".join(parts[at].words.split()), [part for n, part in enumerate(parts) if n != at]


def _body_again(part: Part) -> Part:
    """A second part styled as a title is a heading."""
    return part._replace(kind="heading") if part.kind == "title" else part


def _notes(body: Any) -> Iterator[str]:
    if next(body.iter(f"{_W}del", f"{_W}ins", f"{_W}moveTo"), None) is not None:
        yield "the document holds tracked changes: read as if all were accepted"
