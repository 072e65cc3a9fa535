"""A page saved as one file (.mhtml) in, its article out: the page is unpacked and read as any web page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.errors import NoArticle
from briefgen.readers import ending, web

if TYPE_CHECKING:
    from email.message import EmailMessage

    from briefgen.model import Article, Source

READER = "mhtml/1"
READS = "pages saved as one file (.mhtml)"
LIMIT = web.LIMIT
_ENDINGS = (".mhtml", ".mht")
_MARKS = re.compile(rb"(?im)^(?:snapshot-content-location:|from: <?saved by |content-type: multipart/related)")
_HEADERS = 4096  # bytes
_PARTS_MOST = 1000  # pictures and styles of one page


def claims(source: Source) -> int:
    """0..100: sure of a message that a browser wrote, by its first lines; by its ending where these say nothing."""
    start = source.data[:_HEADERS].partition(b"\n\n")[0].partition(b"\r\n\r\n")[0]
    marks = len(_MARKS.findall(start))
    if marks >= 2:
        return 97
    return 90 if marks and ending(source.location) in _ENDINGS else 0


def read(source: Source) -> tuple[Article, ...]:
    """The article of the page inside; its pictures and styles are not looked at. Raises Unreadable, NoArticle."""
    import email
    from email import policy

    message = email.message_from_bytes(source.data, policy=policy.default)
    for number, part in enumerate(message.walk()):
        if number >= _PARTS_MOST:
            break
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            inside = replace(source, data=_bytes(part), media_type=_media(part))
            return tuple(replace(article, reader=READER) for article in web.read(inside))
    raise NoArticle(f"{source.location}: no page in this file", hint="save the page again, complete")


def _bytes(part: EmailMessage) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _media(part: EmailMessage) -> str:
    charset = part.get_content_charset()
    return f"text/html; charset={charset}" if charset else "text/html"
