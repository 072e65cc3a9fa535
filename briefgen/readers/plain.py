"""A text file in, one article out: the text as it stands, cut into blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from briefgen.errors import NoArticle
from briefgen.model import Article, Block
from briefgen.readers import ending, identity, stem
from briefgen.readers.dates import date_of
from briefgen.readers.encoding import binary, decoded
from briefgen.readers.head import byline_of, fields_of, label_of
from briefgen.readers.lines import ends_sentence, like_heading, opens_item, pieces
from briefgen.readers.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefgen.model import BlockKind, Source

READER = "plain/1"
READS = "plain text (.txt)"
LIMIT = 8 * 2**20
"""Bytes: the longest novel has 3 MB."""
_ENDINGS = (".txt", ".text")
_HEAD_MOST = 200  # pieces: a pasted menu has some dozens of lines
_MEDIA = ("text/plain",)


class Piece(NamedTuple):
    """A block in the making, with its words."""

    kind: BlockKind
    start: int
    end: int
    words: str


def claims(source: Source) -> int:
    """0..100: sure of text by media type and ending, unsure of anything else that is text and not markup."""
    named = ending(source.location)
    if (source.media_type or "").split(";")[0].strip().lower() in _MEDIA or named in _ENDINGS:
        return 80
    markup = source.data[:1024].lstrip()[:1] in (b"<", b"{", b"[")
    if markup or named in rules().not_prose or binary(source.data):
        return 0
    return 10


def read(source: Source) -> tuple[Article, ...]:
    """One article. `text` is the decoded file, entire; blocks are slices of it. Raises Unreadable, NoArticle."""
    text, notes = decoded(source)
    blocks = tuple(cut(text))
    if not blocks:
        raise NoArticle(f"{source.location}: the file is empty", hint="give a file with an article's text")
    fields = fields_of((piece.kind, piece.words) for piece in blocks)
    return (
        Article(
            id=identity(source),
            location=source.location,
            title=fields.get("title") or stem(source.location),
            text=text,
            blocks=tuple(Block(piece.kind, piece.start, piece.end) for piece in blocks),
            outlet=fields.get("outlet"),
            byline=fields.get("byline"),
            published=fields.get("published"),
            published_from="file" if "published" in fields else None,
            notes=notes,
            reader=READER,
        ),
    )


# ------------------------------------------------------------------ kinds of blocks


def cut(text: str) -> Iterator[Piece]:
    """The text's blocks in order, each with its kind."""
    found = [Piece(_kind(text, start, end), start, end, text[start:end]) for start, end in pieces(text)]
    if len(found) == 1:  # a single line is the article, whatever it looks like
        return iter([found[0]._replace(kind="paragraph")])
    named = list(_named(found))
    body = any(piece.kind in ("paragraph", "item") for piece in named)
    # Where all lines are short and none ends as a sentence, they are the body: notes, an outline.
    return iter(piece if body or piece.kind != "heading" else piece._replace(kind="paragraph") for piece in named)


def _named(found: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with the kinds that follow from their places."""
    head = _head(found)
    title = _title(found[:head])
    last = max((n for n, piece in enumerate(found) if piece.kind in ("paragraph", "item")), default=len(found))
    for number, piece in enumerate(found):
        if number == title:
            yield piece._replace(kind="title")
        elif number < head:
            yield piece._replace(kind=_kind_above(piece))
        # A heading heads something: short lines after the last paragraph ("Share This Article") do not.
        else:
            yield piece._replace(kind="other") if piece.kind == "heading" and number > last else piece


def _kind(text: str, start: int, end: int) -> BlockKind:
    words = text[start:end]
    address = "://" in words and len(words.split()) == 1
    if address or not any(map(str.isalnum, words)):
        return "other"
    if words.startswith("#"):
        return "heading"
    if opens_item(text, start, end):
        return "item"
    return "heading" if like_heading(words) else "paragraph"


def _head(found: Sequence[Piece]) -> int:
    """How many pieces stand above the body: all before the first that reads as a sentence or a list item.

    A second headline or a caption may be too long for a heading; what tells it is that it does not end as a sentence.
    Where nothing does (some scripts have no full stop), only the first piece may be long.
    """
    for strict in (False, True):
        for number, piece in enumerate(found[:_HEAD_MOST]):
            long = piece.kind == "paragraph" and _like_title(piece.words) and not (strict and number)
            if piece.kind in ("paragraph", "item") and not long and label_of(piece.words) is None:
                return number
    return min(len(found), _HEAD_MOST)


def _title(head: Sequence[Piece]) -> int | None:
    """Which piece above the body is the title.

    Above it may stand a section's name or a site's menu, below it a second headline: so it is the first
    of five words or more, else of three, else the first.
    """
    labelled = [n for n, piece in enumerate(head) if (label_of(piece.words) or ("", ""))[0] == "title"]
    likely = [n for n, piece in enumerate(head) if _kind_above(piece) == "heading" and _like_title(piece.words)]
    for least in (5, 3, 1):
        labelled += [n for n in likely if len(head[n].words.split()) >= least]
    return labelled[0] if labelled else None


def _like_title(words: str) -> bool:
    if len(words) > rules().title_characters or len(words.splitlines()) > 3 or words[-1] in ":;,":
        return False
    # "... talks in U.S." ends with an abbreviation, not with a sentence.
    abbreviation = re.search(r"(?:\b[A-Z]\.){2,}$", words) is not None
    return words.endswith("?") or not ends_sentence(words) or abbreviation


def _kind_above(piece: Piece) -> BlockKind:
    label = label_of(piece.words)
    if byline_of(piece.words) or (label and label[0] == "byline"):
        return "byline"
    if label or date_of(piece.words):
        return "other"
    return "heading" if piece.kind == "paragraph" else piece.kind
