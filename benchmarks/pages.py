"""Labelled articles in; how the memos of each house style fill their pages out, and how many go beyond them.

`python -m benchmarks.pages [STYLE...] [--briefs N]`; the articles are those of the development news, one memo each,
with the limits that config.yaml has.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.corpora import discourse
from benchmarks.floors import data
from briefgen.config import Config
from briefgen.language import analyse
from briefgen.model import Brief, extracts_of
from briefgen.pipeline import Pipeline
from briefgen.styles import open_style

STYLES = (
    "base", "us-memo", "uk-brief", "ministerial", "ministerial:ca", "ministerial:nz", "eu-brief", "analytic",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filled:
    """One memo: pages before the sources, words of its extracts, extracts left out, layouts that it took."""

    pages: int
    words: int
    left_out: int


def briefs(folder: Path, number: int) -> Iterator[Brief]:
    """A brief of each article."""
    pipeline = Pipeline(Config(), date="2026-11-23")
    for path in sorted(folder.glob("*.txt"))[:number]:
        yield pipeline.draft([analyse(discourse(path).article)])


def measured(style_name: str, found: Sequence[Brief]) -> list[Filled]:
    """How each memo fills the pages of a style."""
    from briefgen import drafting

    style, pipeline = open_style(style_name), Pipeline(Config())
    own, filled = style.settings, []
    for brief in found:
        arranged = drafting.arranged(brief, own["sections"], own["story_sections"], own["grouped"])
        memo, laid = pipeline.fit(arranged, style)
        words = sum(extract.words for extract in extracts_of(memo))
        filled.append(Filled(laid.body_pages, words, memo.left_out))
    return filled


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line a style."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("styles", nargs="*", default=STYLES)
    parser.add_argument("--briefs", type=int, default=100)
    given = parser.parse_args(arguments)
    found = list(briefs(data() / "newsdiscourse/validation", given.briefs))
    print("style            memos  over  pages  words where full  left out")
    for name in given.styles:
        rows = measured(name, found)
        full = [row.words for row in rows if row.left_out] or [0]
        over = sum(row.pages > 2 for row in rows)
        left = sum(row.left_out for row in rows) / len(rows)
        print(
            f"{name:16} {len(rows):5} {over:5} {median(row.pages for row in rows):6} {median(full):17} {left:9.1f}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
