"""The text of a body as a feed, wire, interface or mail gives it in (HTML or plain text), its parts out."""

from __future__ import annotations

import html
import re

from briefgen.errors import TooBig, Unreadable
from briefgen.readers.markup import parsed, parts_of
from briefgen.readers.parts import Part
from briefgen.readers.plain import cut

_MOST = 1_000_000  # characters; the longest news page in our measurements has 0.5 MB of markup
_HINT = "give the article alone, as text or as a page"
# fmt: off
_BLOCKS = (
    "p", "div", "br", "h[1-6]", "ul", "ol", "li", "dl", "dt", "dd", "table", "tbody", "tr", "td", "th", "blockquote",
    "section", "article", "main", "figure", "figcaption", "header", "footer", "aside", "pre", "hr", "html", "body",
    "center", "address",
)
_INLINE = (
    "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "iframe", "img", "ins", "mark", "q", "s",
    "script", "small", "span", "strike", "strong", "style", "sub", "sup", "time", "tt", "u", "video", "audio", "wbr",
)
# fmt: on
_BLOCK = re.compile(rf"(?i)</?(?:{'|'.join(_BLOCKS)})(?:\s[^<>]*)?/?>")
_TAG = re.compile(rf"(?i)</?(?:{'|'.join((*_BLOCKS, *_INLINE))})(?:\s[^<>]*)?/?>")
# What JSON and broken files may hold and no page shows: control characters, halves of surrogate pairs.
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def parts_of_body(text: str, *, markup: bool | None = None) -> list[Part]:
    """The body's parts. `markup`: whether it is HTML; None: it is where it holds HTML's elements.

    Plain text is cut as the plain text reader does, but its first line is no title: what holds a body names that.
    Raises, with a message that names no place: TooBig; Unreadable where elements are nested too deeply.
    """
    text = shown(text)
    if len(text) > _MOST:
        raise TooBig(f"a body of {len(text) / 1e6:.0f} million characters", hint=_HINT)
    if markup is False or not tagged(text):
        words = text if markup is False else html.unescape(text)
        if len(words.splitlines()) == 1:  # as `cut` has it, in a tenth of its time: most summaries are a line
            return [Part("paragraph", words.strip())] if words.strip() else []
        return [Part("heading" if piece.kind == "title" else piece.kind, piece.words) for piece in cut(words)]
    if not _BLOCK.search(text):  # emphasis and links in a text whose paragraphs are parted by blank lines
        text = re.sub(r"\n[^\S\n]*\n\s*", "<br><br>", text)
    tree = parsed(text)
    try:
        return [] if tree is None else list(parts_of(tree))
    except RecursionError:
        raise Unreadable("elements nested too deeply", hint=_HINT) from None


def line_of(text: str, *, markup: bool | None = None) -> str:
    """A title or name in one line, without HTML's elements and with its entities as characters."""
    if markup is not False:
        text = html.unescape(_TAG.sub("", text))
    return " ".join(shown(text).split())


def tagged(text: str) -> bool:
    """Whether a text holds elements of HTML."""
    return _TAG.search(text) is not None


def shown(text: str) -> str:
    """The text without characters that nothing shows and that XML and UTF-8 cannot hold."""
    return _UNSHOWN.sub("", text)
