"""What is read: a Source of bytes, and the Article that a reader makes of it, or the Failure."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import Literal

BlockKind = Literal["title", "byline", "heading", "paragraph", "item", "caption", "table", "other"]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an article's page, `text[start:end]`, without surrounding white space. `page` counts from 1."""

    kind: BlockKind
    start: int
    end: int
    page: int | None = None


PublishedFrom = Literal["meta", "json-ld", "page", "url", "feed", "wire", "mail", "dateline", "file", "given"]
"""Where a date of publication comes from: the page's head, its structured data, its visible text or its address; the
feed; the wire's or interface's own field; the day a mail was sent; the dateline; a line of the file; a person."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read. `text` keeps the source's characters; nothing is normalised."""

    id: str
    location: str
    title: str
    text: str = field(repr=False)
    blocks: tuple[Block, ...] = ()
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()
    reader: str = ""
    """Name and version of the reader, as "plain/1"."""
    partial: bool = False

    @property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, hexadecimal."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes from somewhere, not yet read. `location` is as the person gave it.

    A reader may return Sources: what stands inside its own bytes (a member, an attachment), or a link whose bytes are
    still to be fetched from `location`.
    """

    location: str
    data: bytes = field(default=b"", repr=False)
    media_type: str | None = None
    depth: int = 0
    """How many links and containers were opened on the way here."""
    link: bool = False
    """The bytes are still to be fetched."""
    stand_in: Article | None = field(default=None, repr=False)
    """What is known of the article beforehand: it fills what the source leaves out, and takes its place where the
    source cannot be had."""

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, hexadecimal."""
        return _digest(self.data)


@lru_cache(maxsize=1)
def _digest(data: bytes) -> str:
    """Kept for the last bytes: a feed's or mailbox's many articles ask for the digest of one source."""
    return sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be done with one source: a value, so that one bad file does not stop the others."""

    location: str
    stage: str
    kind: str
    message: str
    hint: str = ""
