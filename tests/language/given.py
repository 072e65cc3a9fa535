"""Small articles for the tests of language."""

from __future__ import annotations

from briefgen.language import analyse
from briefgen.model import Analysis, Article, Block, BlockKind


def article(*paragraphs: str, title: str = "", published: str | None = None, kind: BlockKind = "paragraph") -> Article:
    """An article of these paragraphs, one block each, below its title."""
    pieces = [title, *paragraphs] if title else list(paragraphs)
    blocks, at = [], 0
    for piece in pieces:
        is_title = bool(title) and not blocks
        blocks.append(Block("title" if is_title else kind, at, at + len(piece)))
        at += len(piece) + 2
    return Article("x", "x.txt", title, "\n\n".join(pieces), tuple(blocks), published=published)


def analysis(*paragraphs: str, title: str = "", published: str | None = None) -> Analysis:
    """What language makes of it."""
    return analyse(article(*paragraphs, title=title, published=published))
