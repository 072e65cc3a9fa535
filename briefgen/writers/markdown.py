"""A brief and a style in; the memo as Markdown out, whose words mean nothing to a reader of Markdown but themselves."""

from __future__ import annotations

from briefgen.model import Brief
from briefgen.styles import Style
from briefgen.writers import context

TEMPLATE = "memo.md.j2"


def write(brief: Brief, style: Style) -> bytes:
    """CommonMark with tables, in UTF-8. Raises StyleError."""
    text = style.render(TEMPLATE, **context(brief, style, plain=True))
    return f"{_spaced(text)}\n".encode()


def _spaced(text: str) -> str:
    """At most one empty line between paragraphs: templates leave more where a section is empty."""
    lines = [line.rstrip() for line in text.split("\n")]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip()
