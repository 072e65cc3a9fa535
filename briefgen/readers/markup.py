"""A tree of markup in (HTML, or what an extractor or a wire makes of it), its parts as a reader sees them out.

A Dialect tells what the tree's elements mean, so that one walk reads a page's HTML, the extractor's tree and NITF.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefgen.readers.lines import ends_sentence, like_heading
from briefgen.readers.parts import Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefgen.model import BlockKind

# A paragraph that is a link for the most part points to another story.
_LINKED = 0.8
_SPLIT_LEAST = 80  # characters: single line breaks part paragraphs only where the parts are as long as paragraphs
_CELL_WORDS = 25  # a cell of more words is a column of the page, no datum


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the elements of a tree mean; `blocks`: element -> kind of the text that stands in it."""

    blocks: Mapping[str, BlockKind]
    table: str = "table"
    row: str = "tr"
    cells: tuple[str, ...] = ("td", "th")
    link: str = "a"
    line_break: str = "br"
    unseen: frozenset[str] = frozenset()


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# fmt: off
_CONTAINERS = (
    "html", "body", "main", "article", "section", "div", "header", "footer", "aside", "nav", "figure", "center",
    "address", "details", "summary", "form", "fieldset", "ul", "ol", "dl", "table", "tbody", "thead", "tr", "td", "th",
    "hr",
)
# fmt: on

HTML = Dialect(
    blocks={
        **dict.fromkeys(_CONTAINERS, "other"),
        **dict.fromkeys(_HEADINGS, "heading"),
        "p": "paragraph",
        "blockquote": "paragraph",
        "li": "item",
        "dd": "item",
        "dt": "heading",
        "figcaption": "caption",
        "caption": "caption",
        "pre": "other",
    },
    unseen=frozenset({"script", "style", "noscript", "template", "head", "title", "button", "select", "svg", "iframe"}),
)


def parsed(markup: str) -> Any:
    """The tree of an HTML fragment or page, without comments; None where there is no element in it."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        # Encoded anew, because lxml refuses a str that declares an encoding.
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def parts_of(element: Any, dialect: Dialect = HTML, kind: BlockKind = "other") -> Iterator[Part]:
    """The blocks of an element in order; its loose text is of `kind`. Nested deeper than Python calls: RecursionError.

    Loose text that reads as a sentence is a paragraph, a short line in a paragraph's place a heading, and what is a
    link for the most part is "other".
    """
    inline = _Inline()
    inline.add(element.text)
    for child in element:
        if not isinstance(child.tag, str):
            pass  # a comment or an instruction
        elif child.tag in dialect.blocks or _holds_block(child, dialect):
            yield from inline.parts(kind)
            inline = _Inline()
            yield from _block(child, dialect, kind)
        elif child.tag == dialect.line_break:
            inline.add("\n")
        elif child.tag not in dialect.unseen:
            _add_inline(inline, child, dialect, linked=child.tag == dialect.link)
        inline.add(child.tail)
    yield from inline.parts(kind)


def _block(element: Any, dialect: Dialect, outer: BlockKind) -> Iterator[Part]:
    if element.tag == dialect.table and not _lays_out(element, dialect):
        rows = (
            "\t".join(_flat(cell) for cell in row.iter(*dialect.cells)).strip() for row in element.iter(dialect.row)
        )
        words = "\n".join(row for row in rows if row)
        yield from [Part("table", words)] if words else []
        return
    kind = dialect.blocks.get(element.tag, outer)
    # A list item's paragraph is the item, a caption's the caption.
    inherited = outer in ("item", "caption") and kind in ("paragraph", "other")
    yield from parts_of(element, dialect, outer if inherited else kind)


def _add_inline(inline: _Inline, element: Any, dialect: Dialect, *, linked: bool) -> None:
    """An inline element's text, with its line breaks."""
    inline.add(element.text, linked)
    for child in element:
        if isinstance(child.tag, str) and child.tag == dialect.line_break:
            inline.add("\n")
        elif isinstance(child.tag, str) and child.tag not in dialect.unseen:
            _add_inline(inline, child, dialect, linked=linked or child.tag == dialect.link)
        inline.add(child.tail, linked)


def _holds_block(element: Any, dialect: Dialect) -> bool:
    """Whether an inline element is wrapped around blocks, as <font> and <center> often are."""
    return len(element) > 0 and next(element.iter(*dialect.blocks), None) is not None


def _lays_out(table: Any, dialect: Dialect) -> bool:
    """Whether a table lays out the page: its cells hold blocks, or as many words as a paragraph."""
    for cell in table.iter(*dialect.cells):
        inner = next(cell.iter("p", "table", "h1", "h2", "h3", "ul", "div"), None)
        if inner is not None or len(_flat(cell).split()) > _CELL_WORDS:
            return True
    return False


def _flat(element: Any) -> str:
    return " ".join("".join(element.itertext(with_tail=False)).split())


class _Inline:
    """Running text in the making, with the share of it that is links."""

    def __init__(self) -> None:
        self.text = ""
        self.linked = 0

    def add(self, text: str | None, link: bool = False) -> None:
        """Adds text; "\\n" alone is a line break."""
        if text == "\n":
            self.text = self.text.rstrip(" ") + text
        elif text:
            flat = re.sub(r"[ \t\r\n\f]+", " ", text)
            self.text += flat
            self.linked += len(flat.strip()) if link else 0

    def parts(self, kind: BlockKind) -> Iterator[Part]:
        """The text as blocks: one, or several where line breaks stand for paragraphs."""
        whole = len(self.text.strip())
        for words in _broken(self.text):
            if self.linked >= _LINKED * whole and kind not in ("heading", "caption") and not ends_sentence(words):
                yield Part("other", words)
            elif kind == "other" and ends_sentence(words) and not like_heading(words):
                yield Part("paragraph", words)
            else:
                yield Part("heading" if kind == "paragraph" and like_heading(words) else kind, words)


def _broken(text: str) -> Iterator[str]:
    """The pieces of a text with line breaks: two breaks part paragraphs; single ones do if all the pieces are long."""
    for piece in re.split(r"\n[ \u00a0]*\n\s*", text):
        lines = [re.sub(r" {2,}", " ", line).strip(" ") for line in piece.split("\n")]
        lines = [line for line in lines if line.strip()]
        long = all(len(line) >= _SPLIT_LEAST and ends_sentence(line) for line in lines)
        yield from lines if long else ["\n".join(lines)] if lines else []
