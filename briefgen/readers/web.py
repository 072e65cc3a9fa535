"""A saved web page in, one article out: the title and the body's paragraphs, without what stands around them."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.errors import NoArticle, Unreadable
from briefgen.readers import ending, stem
from briefgen.readers.encoding import decoded
from briefgen.readers.head import byline_of
from briefgen.readers.lines import ends_sentence
from briefgen.readers.markup import Dialect, parts_of
from briefgen.readers.page import About, about, beginning, behind_heading, collapsed, in_header, site_of, words_of
from briefgen.readers.parts import BODY, Part, article_of, named_as
from briefgen.readers.whole import completed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefgen.model import Article, Source

READER = "web/1"
READS = "web pages (.html, .htm)"
LIMIT = 32 * 2**20
"""Bytes: the longest news page in our measurements has 0.5 MB; some hold their pictures."""
_ENDINGS = (".html", ".htm", ".xhtml")
_MEDIA = ("text/html", "application/xhtml+xml")
_OPENING = re.compile(
    rb"(?is)(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b"
)
_CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)")
_WALLED = "the page says that it is not free to read"
_TAIL = 4096  # bytes at the end in which a whole page is closed
_CUT_OFF = "the page does not end as a whole one does: it may be cut off"
_SAMPLE = 150  # words that many pages show to all
_SHOWN = 0.7  # of the words that the structured data have
_SUMMARY_MOST = 1000  # characters


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
    extracted = completed(tree, list(parts_of(body, _EXTRACTED)), said.body)
    parts = list(named_as(_with_summary(tree, said, extracted), title))
    if not any(part.kind == "paragraph" for part in parts):
        raise NoArticle(f"{source.location}: no article on this page", hint="save the article's own page, complete")
    outlet = said.outlet or found.sitename or site_of(tree, title)
    return (
        article_of(
            source,
            READER,
            parts,
            title=title,
            outlet=outlet,
            byline=_byline(said, found, parts, outlet),
            published=said.published,
            published_from=said.published_from,
            language=said.language,
            notes=(*notes, *((_WALLED,) if said.walled else ())),
            partial=said.walled and _breaks_off(parts, said.body),
        ),
    )


def _breaks_off(parts: Sequence[Part], stated: str) -> bool:
    """Whether a page that says it is for subscribers shows only the beginning: few words, or fewer than it states."""
    words = sum(len(part.words.split()) for part in parts if part.kind in BODY)
    return words < _SAMPLE or words < _SHOWN * len(stated.split())


# ------------------------------------------------------------------- from bytes to parts


def _tree(source: Source) -> tuple[Any, tuple[str, ...]]:
    from lxml import etree, html

    declared = re.search(r"(?i)charset=[\"']?([\w.:-]+)", source.media_type or "")
    meta = _CHARSET.search(source.data[:4096])
    text, notes = decoded(source, declared[1] if declared else meta[1].decode("ascii", "replace") if meta else "")
    if not text or text.isspace():
        raise NoArticle(f"{source.location}: the file is empty", hint="save the page again, complete")
    if _cut_off(source.data):
        notes = (*notes, _CUT_OFF)
    # Some pages hold comments in the middle of a sentence; the extractor would end the paragraph there.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        # Encoded anew, because lxml refuses a str that declares an encoding.
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(f"{source.location}: not HTML: {error}", hint="save the page again, complete") from error
    return tree, notes


def _cut_off(data: bytes) -> bool:
    """Whether a page that opens as a whole one does not end so."""
    tail = data[-_TAIL:].lower()
    return (
        len(data) > _TAIL and _OPENING.match(data[:4096]) is not None and not (b"</html" in tail or b"</body" in tail)
    )


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
            tree,  # of which it makes a copy
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


_EXTRACTED = Dialect(
    blocks={
        "p": "paragraph",
        "quote": "paragraph",
        "head": "heading",
        "item": "item",
        "list": "item",
        "table": "table",
        "code": "other",
        "div": "paragraph",
    },
    row="row",
    cells=("cell",),
    link="ref",
    line_break="lb",
)
"""The extractor's tree."""


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
