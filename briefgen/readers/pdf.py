"""A PDF file in, one article out: its columns in reading order, without running heads, with the pages to cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.model import Article, Source

READER = "pdf/1"
READS = "PDF files (.pdf)"


def claims(source: Source) -> int:
    """0..100: sure by the mark near the start."""
    return 95 if b"%PDF-" in source.data[:1024] else 0


def read(source: Source) -> tuple[Article, ...]:
    """One article; `Block.page` is the page on which a paragraph begins. Raises Unreadable, NoArticle."""
    # Imported here: every source is shown to this reader, few are its own.
    from briefgen.readers import printed

    return (printed.article(source, READER),)
