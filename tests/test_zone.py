"""The desk's time zone: a moment of publication is told in it, all that is printed of it too; a day stays a day."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import Pipeline
from briefgen.config import Config
from briefgen.model import Article
from briefgen.pipeline.zone import in_zone

LJUBLJANA = "Europe/Ljubljana"
TEXT = """Ministers meet in Brana

By Ilse Hollertz
Source: Harbour Post
Published: 2026-03-25T23:10:00Z

BRANA (Harbour Post) — The ministers of Kenya and Peru met in Brana on Thursday and signed a treaty on fishing rights.

Twelve people were hurt in the crowd.
"""


@pytest.mark.parametrize(
    ("published", "zone", "expected"),
    [
        ("2026-03-25T23:10:00Z", LJUBLJANA, "2026-03-26T00:10:00+01:00"),
        ("2026-03-29T01:00:00+00:00", LJUBLJANA, "2026-03-29T03:00:00+02:00"),
        ("2026-03-25T23:10:00Z", "", "2026-03-25T23:10:00Z"),
        ("2026-03-25", LJUBLJANA, "2026-03-25"),
        ("2026-03-25T23:10:00", LJUBLJANA, "2026-03-25T23:10:00"),
        ("some day", LJUBLJANA, "some day"),
        (None, LJUBLJANA, None),
    ],
)
def test_a_moment_in_the_desks_zone(published: str | None, zone: str, expected: str | None) -> None:
    article = Article("id", "in/a.txt", "Title", "Text", (), published=published)
    assert in_zone(article, zone) == replace(article, published=expected)


def test_a_memo_prints_the_desks_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, "utf-8")
    Pipeline(Config(timezone=LJUBLJANA), date="2026-03-26").make(["a.txt"], ["memo.md"])
    memo = Path("memo.md").read_text("utf-8")
    assert "- **Cut-off** 26 March 2026, 00:10 +01:00" in memo
    assert r"on Thursday \[26 March 2026\]" in memo
    assert "published 26 March 2026" in memo
    assert "25 March" not in memo
