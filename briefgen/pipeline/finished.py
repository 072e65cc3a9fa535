"""A finished memo's bytes in; its record and what its pages show out: the record inside it, or the one beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefgen import storage, verify
from briefgen.model import Brief, Source


def beside(memo: Path) -> Path:
    """Where the record of a PDF without attachments stands: `memo.pdf` has `memo.brief.json`."""
    return memo.with_suffix(".brief.json")


def opened(source: Source) -> verify.Memo:
    """A PDF of ours, or a record. Raises Unreadable; NoArticle where a PDF has no record in it and none beside it."""
    return verify.opened(source, _record_beside(source))


def record_of(source: Source) -> Brief | None:
    """The brief that a PDF prints, as recorded inside or beside it; None where it is not. Raises Unreadable."""
    from briefgen.readers import record
    from briefgen.writers import page

    inside = page.attachment_of(source.data)
    if inside is not None:
        return record.parsed(Source(f"{source.location}/{page.ATTACHED}", inside, "application/json"))
    there = _record_beside(source)
    return record.parsed(there) if there else None


def _record_beside(source: Source) -> Source | None:
    """The record that stands beside a memo in the same folder, None where there is none."""
    path = Path(source.location)
    if path.suffix.lower() != ".pdf" or not beside(path).is_file():
        return None
    found = next(iter(storage.sources([str(beside(path))])))
    return replace(found, media_type="application/json") if isinstance(found, Source) else None
