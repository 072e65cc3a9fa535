"""What is read: a Source of bytes, and the Article that a reader makes of it, or the Failure."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes from somewhere, not yet read. `location` is as the person gave it; `depth` counts links followed."""

    location: str
    data: bytes = field(repr=False)
    media_type: str | None = None
    depth: int = 0

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, hexadecimal."""
        return sha256(self.data).hexdigest()


BlockKind = Literal["title", "byline", "heading", "paragraph", "item", "caption", "table", "other"]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an article's page, `text[start:end]`, without surrounding white space. `page` counts from 1."""

    kind: BlockKind
    start: int
    end: int
    page: int | None = None


PublishedFrom = Literal["meta", "json-ld", "feed", "dateline", "file", "given"]


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
class Failure:
    """What could not be done with one source: a value, so that one bad file does not stop the others."""

    location: str
    stage: str
    kind: str
    message: str
    hint: str = ""
