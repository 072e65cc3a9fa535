"""An example article in; what a memo costs in a warm process out, over what bare WeasyPrint takes for the same page.

Both in one process, in CPU time, in turn A B A B; the figure is the median of the pairs' ratios. Bare WeasyPrint is
`HTML(page).write_pdf()` of the very page that the memo is made of, with its faces: "naive" as anyone writes it first,
"best" with one FontConfiguration for the process, "same" so and as a PDF/A-3a with its tags, as a memo is.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from briefgen import Pipeline
from briefgen.config import Config
from briefgen.model import Brief
from briefgen.writers import html, pdf, record

PROJECT = Path(__file__).resolve().parent.parent
EXAMPLE = PROJECT / "examples/summit.txt"
RUNS = 15
DATE = "2026-11-20"


def cpu(run: Callable[[], object]) -> float:
    """Seconds of CPU that a call takes."""
    before = time.process_time()
    run()
    return time.process_time() - before


def pairs(ours: Callable[[], object], theirs: Callable[[], object], runs: int = RUNS) -> list[tuple[float, float]]:
    """CPU seconds of both, once each in turn, after one of each that warms them."""
    ours(), theirs()
    return [(cpu(ours), cpu(theirs)) for _ in range(runs)]


def ratio(measured: list[tuple[float, float]]) -> float:
    """Median of the ratios of pairs."""
    return median(ours / theirs for ours, theirs in measured)


def fitted(article: Path = EXAMPLE) -> Brief:
    """The brief of an article as its PDF prints it."""
    pipeline = Pipeline(Config(), date=DATE)
    return pipeline.write(pipeline.draft([*map(_analysed, pipeline.read([str(article)]).articles)]), [_PDF]).brief


_PDF = Path("memo.pdf")


def _analysed(article: Any) -> Any:
    from briefgen import analyse

    return analyse(article)


KINDS: dict[str, dict[str, str]] = {"naive": {}, "best": {}, "same": {"pdf_variant": "pdf/a-3a"}}


def bare(brief: Brief, kind: str) -> Callable[[], object]:
    """What bare WeasyPrint does with the page of a brief."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    style = Pipeline(Config()).style()
    text = html.page(brief, style, lambda name: f"{pdf.SCHEME}{name}")
    fetcher = pdf._fetcher(style)  # noqa: SLF001 - what serves the faces is the same for both
    fonts, options = None if kind == "naive" else FontConfiguration(), KINDS[kind]
    return lambda: HTML(string=text, base_url=pdf.SCHEME, url_fetcher=fetcher).write_pdf(font_config=fonts, **options)


@contextmanager
def collecting_as_the_program() -> Iterator[None]:
    """Garbage is collected as seldom as `briefgen` does, for both."""
    kept = gc.get_threshold()
    gc.set_threshold(1_000_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*kept)


def stage_pairs(kind: str) -> list[tuple[float, float]]:
    """CPU seconds of (page, layout, tags, both standards, attached record; bare WeasyPrint on the same page)."""
    brief, style = fitted(), Pipeline(Config()).style()
    with collecting_as_the_program():
        return pairs(lambda: pdf.write(brief, style, record.attachment(brief)), bare(brief, kind))


def make_pairs(kind: str) -> list[tuple[float, float]]:
    """CPU seconds of (`make` from the article's file to the memo's; bare WeasyPrint on the page of that memo)."""
    with tempfile.TemporaryDirectory() as folder, collecting_as_the_program():
        memo = str(Path(folder) / "memo.pdf")
        return pairs(lambda: Pipeline(Config(), date=DATE).make([str(EXAMPLE)], [memo]), bare(fitted(), kind))


def stage_ratio() -> float:
    """The PDF stage over WeasyPrint alone at its best, making a PDF of the same kind."""
    return ratio(stage_pairs("same"))


def make_ratio() -> float:
    """A whole warm `make` over WeasyPrint alone at its best, making a plain PDF."""
    return ratio(make_pairs("best"))


def main() -> int:
    """Print the figures."""
    for name, measured in (("the PDF stage", stage_pairs), ("a whole make", make_pairs)):
        for kind in KINDS:
            found = measured(kind)
            ours, theirs = (1000 * median(column) for column in zip(*found, strict=True))
            print(f"{name:14} {ours:5.0f} ms   bare, {kind:5} {theirs:5.0f} ms   ratio {ratio(found):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
