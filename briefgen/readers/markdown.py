"""A Markdown file in, one article out: its words without the marks, its head's fields as title, byline and date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefgen.errors import NoArticle, Unreadable
from briefgen.readers import ending
from briefgen.readers.dates import iso_of
from briefgen.readers.encoding import decoded
from briefgen.readers.head import fields_of
from briefgen.readers.lines import ends_sentence, like_heading
from briefgen.readers.parts import Part, article_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from briefgen.model import Article, BlockKind, Source

READER = "markdown/1"
READS = "Markdown (.md)"
LIMIT = 8 * 2**20
"""Bytes: the longest novel has 3 MB."""
_ENDINGS = (".md", ".markdown", ".mdown", ".mkd")
_MEDIA = ("text/markdown", "text/x-markdown")
_FRONT = re.compile(r"\A---[ \t]*\r?\n(?P<front>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FRONT_MOST = 20_000  # characters
_NESTED_MOST = 50  # lists and quotations in each other; a news text has two
# Keys of a front matter, as the common note and clipping programs write them, and the article's fields.
_FIELDS = {
    "title": ("title", "headline"),
    "byline": ("author", "authors", "byline", "by"),
    "outlet": ("source", "outlet", "publication", "publisher", "site", "sitename"),
    "published": ("published", "date_published", "publish_date", "pubdate", "date"),
    "language": ("language", "lang"),
}


def claims(source: Source) -> int:
    """0..100: sure of a Markdown file by media type or ending."""
    if (source.media_type or "").split(";")[0].strip().lower() in _MEDIA:
        return 85
    return 85 if ending(source.location) in _ENDINGS else 0


def read(source: Source) -> tuple[Article, ...]:
    """One article; what the front matter (YAML between "---" lines) states comes before what the text says.

    Raises Unreadable, NoArticle.
    """
    text, notes = decoded(source)
    front, body = _parted(text)
    parts = list(_parts(_tokens(source, body)))
    if not parts:
        raise NoArticle(f"{source.location}: the file is empty", hint="give a file with an article's text")
    title, parts = _titled(parts)
    fields = fields_of((part.kind, part.words) for part in parts) | _stated(front)
    published = iso_of(fields.get("published"))
    return (
        article_of(
            source,
            READER,
            parts,
            title=fields.get("title") or title,
            outlet=fields.get("outlet"),
            byline=fields.get("byline"),
            published=published,
            published_from="file" if published else None,
            language=fields.get("language"),
            notes=notes,
        ),
    )


# ------------------------------------------------------------------ the front matter


def _parted(text: str) -> tuple[Mapping[str, object], str]:
    """The front matter's keys in small letters, and the text behind it."""
    import yaml

    found = _FRONT.match(text)
    if not found or len(found["front"]) > _FRONT_MOST:
        return {}, text
    try:
        front = yaml.safe_load(found["front"])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, text
    if not isinstance(front, dict):
        return {}, text
    return {str(key).casefold(): value for key, value in front.items()}, text[found.end() :]


def _stated(front: Mapping[str, object]) -> dict[str, str]:
    """The article's fields that the front matter states."""
    found: dict[str, str] = {}
    for field, keys in _FIELDS.items():
        words = next((words for key in keys if (words := _words(front.get(key)))), "")
        if words:
            found[field] = words
    return found


def _words(value: object) -> str:
    """A value as text; several are joined by commas. Links and mappings are none."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value)))
    if value is None or isinstance(value, dict | bool):
        return ""
    words = " ".join(str(value).split()).removeprefix("[[").removesuffix("]]")
    return "" if "://" in words else words


# ------------------------------------------------------------------ the text


def _tokens(source: Source, text: str) -> Sequence[Token]:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _NESTED_MOST}).enable(["table", "strikethrough"])
    try:
        return parser.parse(text)
    except (RecursionError, ValueError, IndexError) as error:
        message = f"{source.location}: no Markdown that can be read: {error}"
        raise Unreadable(message, hint="save it as plain text (.txt)") from error


def _parts(tokens: Sequence[Token]) -> Iterator[Part]:
    """The blocks in order, with their words alone."""
    from briefgen.readers.markup import parsed, parts_of

    opened: list[str] = []
    row: list[str] = []
    table: list[str] = []
    for token in tokens:
        if token.type == "tr_close":
            table.append("\t".join(row))
            row = []
        elif token.type == "table_close":
            yield Part("table", "\n".join(table))
            table = []
        if token.nesting > 0:
            opened.append(token.type)
        elif token.nesting < 0:
            opened.pop()
        elif token.type == "inline" and ("th_open" in opened or "td_open" in opened):
            row.append(_inline(token).strip())
        elif token.type == "inline":
            yield from _told(_inline(token), opened)
        elif token.type == "html_block":
            tree = parsed(token.content)
            yield from parts_of(tree) if tree is not None else ()
        elif token.type in ("fence", "code_block"):
            yield Part("other", token.content)


def _told(words: str, opened: Sequence[str]) -> Iterator[Part]:
    """A block of running text: a list item, a heading, a paragraph, or a line that stands for a heading."""
    if not words.strip():
        return
    kind: BlockKind = "heading" if "heading_open" in opened else "item" if "list_item_open" in opened else "paragraph"
    if kind == "paragraph" and not ends_sentence(words) and (like_heading(words) or "://" in words):
        kind = "heading" if "://" not in words else "other"
    yield Part(kind, words)


def _inline(token: Token) -> str:
    """The words of an inline token: without emphasis, links' addresses, pictures; a soft line break is a space."""
    words: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline", "text_special"):
            words.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            words.append(" " if child.type == "softbreak" else "\n")
    return "".join(words)


def _titled(parts: Sequence[Part]) -> tuple[str, list[Any]]:
    """The first heading above the body, and the parts; above it may stand nothing but short lines."""
    first = next((n for n, part in enumerate(parts) if part.kind in ("paragraph", "item")), len(parts))
    found = next((n for n, part in enumerate(parts[:first]) if part.kind == "heading"), None)
    if found is None:
        return "", list(parts)
    return " ".join(parts[found].words.split()), [part for n, part in enumerate(parts) if n != found]
