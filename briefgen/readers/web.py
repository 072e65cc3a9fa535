"""A saved web page in, one article out: the title and the body's paragraphs, without what stands around them."""

from __future__ import annotations

import copy
import logging
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.errors import NoArticle, Unreadable
from briefgen.model import Article, Block
from briefgen.readers import ending, identity, stem
from briefgen.readers.encoding import decoded
from briefgen.readers.head import byline_of
from briefgen.readers.lines import ends_sentence, like_heading, stripped
from briefgen.readers.page import About, about, beginning, behind_heading, collapsed, in_header, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.model import BlockKind, Source

READER = "web/1"
READS = "web pages (.html, .htm)"
_ENDINGS = (".html", ".htm", ".xhtml", ".mhtml")
_MEDIA = ("text/html", "application/xhtml+xml")
_OPENING = re.compile(
    rb"(?is)(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b"
)
_CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)")
# A paragraph that is a link for the most part points to another story.
_LINKED = 0.8
_SUMMARY_MOST = 1000  # characters
_SPLIT_LEAST = 80  # characters: single line breaks part paragraphs only where the parts are as long as paragraphs


class Part(NamedTuple):
    """A block in the making: its kind and its words."""

    kind: BlockKind
    words: str


def claims(source: Source) -> int:
    """0..100: sure of HTML by its first bytes, media type or ending."""
    if _OPENING.match(source.data[:4096]):
        return 95
    if source.data.startswith((b"%PDF-", b"PK\x03\x04")):
        return 0
    media = (source.media_type or "").split(";")[0].strip().lower()
    return 85 if media in _MEDIA or ending(source.location) in _ENDINGS else 0


def read(source: Source) -> tuple[Article, ...]:
    """One article. `text` is composed: title and parts in the page's order, a blank line between. Never fetches.

    Characters are the page's; white space of any kind, no-break spaces included, is one space, as a browser shows it.

    Raises Unreadable (not HTML), NoArticle (a page without running text).
    """
    tree, notes = _tree(source)
    said = about(tree)
    body, found = _extracted(source, tree)
    title = _title(said, found.title, source.location)
    parts = list(_told(_with_summary(tree, said, list(_parts(body))), title))
    if not any(part.kind == "paragraph" for part in parts):
        raise NoArticle(f"{source.location}: no article on this page", hint="save the article's own page, complete")
    text, blocks = _composed([Part("title", title), *parts])
    outlet = said.outlet or found.sitename or None
    return (
        Article(
            id=identity(source),
            location=source.location,
            title=title,
            text=text,
            blocks=blocks,
            outlet=outlet,
            byline=_byline(said, found, parts, outlet),
            published=said.published,
            published_from=said.published_from,
            language=said.language,
            notes=notes,
            reader=READER,
        ),
    )


# ------------------------------------------------------------------- from bytes to parts


def _tree(source: Source) -> tuple[Any, tuple[str, ...]]:
    from lxml import etree, html

    declared = re.search(r"(?i)charset=[\"']?([\w.:-]+)", source.media_type or "")
    meta = _CHARSET.search(source.data[:4096])
    text, notes = decoded(source, declared[1] if declared else meta[1].decode("ascii", "replace") if meta else "")
    if not text.strip():
        raise NoArticle(f"{source.location}: the file is empty", hint="save the page again, complete")
    # Some pages hold comments in the middle of a sentence; the extractor would end the paragraph there.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        # Encoded anew, because lxml refuses a str that declares an encoding.
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(f"{source.location}: not HTML: {error}", hint="save the page again, complete") from error
    return tree, notes


class Found(NamedTuple):
    """What the extractor says of a page where the page's head does not."""

    title: str = ""
    author: str = ""
    sitename: str = ""


def _extracted(source: Source, tree: Any) -> tuple[Any, Found]:
    """The main text as the extractor's tree (p, head, list, item, quote, table, ref, lb), and what it says of it."""
    import trafilatura

    # Its warnings are for its developers; ours name the source.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    try:
        found = trafilatura.bare_extraction(
            copy.deepcopy(tree),
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            include_links=True,
            # Dates are read from what the page states (page.py), not guessed; a fixed bound keeps the clock out.
            date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2100-01-01"},
        )
    except RecursionError as error:
        message = f"{source.location}: elements nested too deeply"
        raise Unreadable(message, hint="save the article's text alone") from error
    if found is None or found.body is None:
        raise NoArticle(f"{source.location}: no article on this page", hint="save the article's own page, complete")
    return found.body, Found(found.title or "", found.author or "", found.sitename or "")


def _parts(element: Any, kind: BlockKind = "other") -> Iterator[Part]:
    """The blocks of an extractor's element in order; its loose text is of `kind`."""
    inline = Inline()
    inline.add(element.text)
    for child in element:
        if child.tag in _KINDS:
            yield from inline.parts(kind)
            inline = Inline()
            yield from _block(child)
        else:
            inline.add("\n" if child.tag == "lb" else "".join(child.itertext(with_tail=False)), child.tag == "ref")
        inline.add(child.tail)
    yield from inline.parts(kind)


_KINDS: dict[str, BlockKind] = {
    "p": "paragraph",
    "quote": "paragraph",
    "head": "heading",
    "item": "item",
    "list": "item",
    "table": "table",
    "code": "other",
    "div": "paragraph",
}


def _block(element: Any) -> Iterator[Part]:
    if element.tag != "table":
        yield from _parts(element, _KINDS[element.tag])
        return
    rows = ("\t".join(words_of(cell) for cell in row.iter("cell")).strip() for row in element.iter("row"))
    words = "\n".join(row for row in rows if row)
    if words:
        yield Part("table", words)


class Inline:
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
            if self.linked >= _LINKED * whole and kind != "heading" and not ends_sentence(words):
                yield Part("other", words)
            elif kind == "other" and ends_sentence(words) and not like_heading(words):
                yield Part("paragraph", words)
            else:
                yield Part("heading" if kind == "paragraph" and like_heading(words) else kind, words)


def _broken(text: str) -> Iterator[str]:
    """The pieces of a text with line breaks: two breaks part paragraphs; single ones do if all the pieces are long."""
    for piece in re.split(r"\n[ \u00a0]*\n\s*", text):
        lines = [line.strip() for line in piece.split("\n") if line.strip()]
        long = all(len(line) >= _SPLIT_LEAST and ends_sentence(line) for line in lines)
        yield from lines if long else ["\n".join(lines)] if lines else []


# ------------------------------------------------------------------ from parts to an article


def _title(said: About, extracted: str, location: str) -> str:
    """The title without the site's name behind a stroke or dash."""
    title = next((title for title in (*said.titles, collapsed(extracted)) if title), stem(location))
    if said.outlet:
        title = re.sub(rf"\s+[|–—·-]\s+{re.escape(said.outlet)}$", "", title)
    return title


def _byline(said: About, found: Found, parts: Sequence[Part], outlet: str | None) -> str | None:
    """Who wrote it; an outlet that names itself is no author."""
    printed = (byline_of(part.words) for part in parts if part.kind == "byline")
    names = (said.byline, found.author.replace("; ", ", "), *printed)
    return next((name for name in names if name and name not in (outlet, found.sitename)), None)


def _with_summary(tree: Any, said: About, parts: list[Part]) -> list[Part]:
    """The parts, led by the text above the body that the page names as its summary.

    In the headline's `header` it is a second headline. Elsewhere the extractor may have dropped it: then it is the
    first paragraph, but right behind the heading a second headline (a first paragraph there would not be dropped).
    """
    place, element = beginning(tree, said.summary)
    words = "" if element is None else words_of(element)
    below, _ = beginning(tree, next((part.words for part in parts if part.kind == "paragraph"), ""))
    if not words or len(words) > _SUMMARY_MOST or not ends_sentence(words) or 0 <= below < place:
        return parts
    told = any(part.words.startswith(words[:60]) for part in parts)
    if in_header(tree, element):
        return [Part("heading", words), *(part for part in parts if part.words != words)]
    return parts if told else [Part("heading" if behind_heading(tree, element) else "paragraph", words), *parts]


def _told(parts: Sequence[Part], title: str) -> Iterator[Part]:
    """The parts without a second print of the title or of the part before, bylines and trailing lines named as such."""
    last = max((n for n, part in enumerate(parts) if part.kind in ("paragraph", "item")), default=len(parts))
    first = next((n for n, part in enumerate(parts) if part.kind == "paragraph"), len(parts))
    previous = Part("title", title)
    for number, part in enumerate(parts):
        if part.words in (title, previous.words):
            continue
        previous = part
        if number < first and byline_of(part.words):
            yield part._replace(kind="byline")
        else:
            yield part._replace(kind="other") if number > last and part.kind == "heading" else part


def _composed(parts: Sequence[Part]) -> tuple[str, tuple[Block, ...]]:
    text, blocks = "", []
    for part in parts:
        start, end = stripped(part.words, 0, len(part.words))
        if end > start:
            text += "\n\n" if text else ""
            blocks.append(Block(part.kind, len(text), len(text) + end - start))
            text += part.words[start:end]
    return text, tuple(blocks)
