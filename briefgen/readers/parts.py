"""An article's parts (title, byline, paragraphs) as a reader found them in; the Article composed of them out.

For formats whose bytes are no text of their own: pages, Word and PDF files, feeds, wires, interfaces. The text is the
title and the parts in their order, a blank line between; every block is a slice of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from briefgen.errors import NoArticle
from briefgen.model import Article, Block
from briefgen.readers import identity, stem
from briefgen.readers.dates import date_of
from briefgen.readers.head import byline_of, label_of
from briefgen.readers.lines import stripped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.model import BlockKind, Source

BODY = ("paragraph", "item")


class Part(NamedTuple):
    """A block in the making: its kind, its words, and the page (from 1) where the source has pages."""

    kind: BlockKind
    words: str
    page: int | None = None


def article_of(
    source: Source, reader: str, parts: Iterable[Part], *, title: str = "", index: int = 0, **fields: Any
) -> Article:
    """The article of these parts; `fields` are those of Article. `index`: its place among the source's articles.

    Raises NoArticle where no part is a paragraph or list item.
    """
    title = title or stem(source.location)
    named = list(named_as(list(parts), title))
    if not any(part.kind in BODY for part in named):
        raise NoArticle(f"{source.location}: no article in it", hint="give a file with an article's text")
    text, blocks = composed([Part("title", title), *named])
    fields = {"location": source.location, **fields}
    if not fields.get("byline"):
        fields["byline"] = next((byline_of(part.words) for part in named if part.kind == "byline"), None)
    return Article(id=identity(source, index), title=title, text=text, blocks=blocks, reader=reader, **fields)


def named_as(parts: Sequence[Part], title: str) -> Iterator[Part]:
    """The parts without a second print of the title or of the part before, bylines and trailing lines named as such."""
    last = max((n for n, part in enumerate(parts) if part.kind in BODY), default=len(parts))
    bodies = (n for n, part in enumerate(parts) if part.kind == "paragraph" and not label_of(part.words))
    first = next(bodies, len(parts))
    previous = title
    for number, part in enumerate(parts):
        if part.words in (title, previous):
            continue
        previous = part.words
        if number < first:
            yield part._replace(kind=_kind_above(part))
        else:
            # A heading heads something: short lines after the last paragraph do not.
            yield part._replace(kind="other") if number > last and part.kind == "heading" else part


def _kind_above(part: Part) -> BlockKind:
    """The kind of a part above the body."""
    if byline_of(part.words):
        return "byline"
    stated = part.kind in ("heading", "paragraph") and (label_of(part.words) or date_of(part.words))
    return "other" if stated else part.kind


def composed(parts: Iterable[Part]) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of some parts; parts without a visible character are left out."""
    pieces: list[str] = []
    blocks: list[Block] = []
    at = 0
    for part in parts:
        start, end = stripped(part.words, 0, len(part.words))
        if end > start:
            pieces.append(part.words[start:end])
            blocks.append(Block(part.kind, at, at + end - start, part.page))
            at += end - start + 2
    return "\n\n".join(pieces), tuple(blocks)
