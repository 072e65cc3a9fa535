"""Files in; how well and how fast they are read out: words and paragraphs of web pages, cost beside each library.

`python -m benchmarks.reading web FOLDER`: pages (NAME.html) with their text (NAME.expected.txt, a blank line between
paragraphs): F1 of the bags of words, and the counts of paragraphs.
`python -m benchmarks.reading cost [FILE...]`: CPU of reading a file over that of the library under the reader on the
same file, medians of pairs; without files on samples made of the examples.
"""

from __future__ import annotations

import argparse
import io
import logging
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from statistics import mean, median

from benchmarks import NotHere
from briefgen.errors import ReadError
from briefgen.model import Article, Source
from briefgen.readers import ending, read

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
PAIRS = 11
_WORD = re.compile(r"\w+")
_BODY = ("paragraph", "item")


# ------------------------------------------------------------------------ web pages


@dataclass(frozen=True, slots=True)
class Page:
    """A page's scores, 0..1, and its paragraphs beside those expected."""

    name: str
    precision: float
    recall: float
    found: int
    expected: int

    @property
    def f1(self) -> float:
        """Of the bags of words."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def counts_right(self) -> bool:
        """Whether the paragraphs are within one, or a tenth, of those expected."""
        return abs(self.found - self.expected) <= max(1, self.expected / 10)


def pages(folder: Path) -> list[Page]:
    """The scores of all pages of a folder. Raises NotHere where it has none."""
    found = [_page(one) for one in sorted(folder.glob("*.html")) if _expected(one).is_file()]
    if not found:
        raise NotHere(f"no pages with their text in {folder}")
    return found


def _expected(page: Path) -> Path:
    return page.with_name(f"{page.stem}.expected.txt")


def _page(page: Path) -> Page:
    text = _expected(page).read_text(encoding="utf-8")
    paragraphs = list(_paragraphs(page))
    ours, theirs = _bag(" ".join(paragraphs)), _bag(text)
    shared = (ours & theirs).total()
    expected = sum(1 for one in re.split(r"\n\s*\n", text) if one.strip())
    return Page(
        page.stem, shared / max(1, ours.total()), shared / max(1, theirs.total()), len(paragraphs), expected
    )  # fmt: skip


def _paragraphs(page: Path) -> Iterator[str]:
    try:
        items = read(Source(page.name, page.read_bytes()))
    except ReadError:
        return
    for item in items:
        if isinstance(item, Article):
            yield from (item.text[one.start : one.end] for one in item.blocks if one.kind in _BODY)


def _bag(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


# ------------------------------------------------------------------------------ cost


def trafilatura(data: bytes) -> None:
    """The library under the web reader, with metadata."""
    import trafilatura

    trafilatura.bare_extraction(data, with_metadata=True)


def pypdfium2(data: bytes) -> None:
    """The text of all pages."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number]
        textpage = page.get_textpage()
        textpage.get_text_range()
        textpage.close()
        page.close()
    document.close()


def python_docx(data: bytes) -> None:
    """The text of all paragraphs and cells."""
    import docx

    document = docx.Document(io.BytesIO(data))
    _ = [paragraph.text for paragraph in document.paragraphs]
    _ = [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def feedparser(data: bytes) -> None:
    """All entries."""
    import feedparser

    feedparser.parse(io.BytesIO(data))


LIBRARIES: dict[str, Callable[[bytes], None]] = {
    ".html": trafilatura,
    ".pdf": pypdfium2,
    ".docx": python_docx,
    ".xml": feedparser,
}
"""Ending of a file -> the library's own reading of it."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Medians of pairs: milliseconds of CPU of reading and of the library alone, and the ratio."""

    name: str
    reading: float
    library: float
    ratio: float


def cost(name: str, data: bytes, pairs: int = PAIRS) -> Cost:
    """The cost of reading one file. Raises KeyError for an ending that no library stands for."""
    library = LIBRARIES[ending(name)]
    source = Source(name, data)
    logging.disable(logging.CRITICAL)
    read(source)
    library(data)
    times = [(_cpu(lambda: read(source)), _cpu(lambda: library(data))) for _ in range(pairs)]
    ours, theirs = (median(one[n] for one in times) * 1000 for n in (0, 1))
    return Cost(name, ours, theirs, median(a / b for a, b in times))


def _cpu(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def samples() -> dict[str, bytes]:
    """Files made of the examples: a page, a printed report, a Word document and a feed of all of them."""
    texts = [path.read_text(encoding="utf-8").split("\n\n") for path in sorted(EXAMPLES.glob("*.txt"))]
    return {
        "page.html": (EXAMPLES / "ceasefire-talks.html").read_bytes(),
        "report.pdf": _printed(texts),
        "report.docx": _worded(texts),
        "feed.xml": _fed(texts),
    }


def _printed(texts: Sequence[Sequence[str]]) -> bytes:
    import weasyprint

    body = "".join(f"<h1>{escape(one[0])}</h1>" + "".join(f"<p>{escape(p)}</p>" for p in one[1:]) for one in texts)
    made: bytes = weasyprint.HTML(string=f"<html lang='en'>{body}</html>").write_pdf()
    return made


def _worded(texts: Sequence[Sequence[str]]) -> bytes:
    import docx

    document = docx.Document()
    for one in texts:
        document.add_heading(one[0], 1)
        for paragraph in one[1:]:
            document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _fed(texts: Sequence[Sequence[str]]) -> bytes:
    items = "".join(
        f"<item><title>{escape(one[0])}</title><link>https://lake.example/{n}</link>"
        f"<pubDate>Wed, 09 Jul 2025 06:30:00 GMT</pubDate>"
        f"<description>{escape(''.join(f'<p>{p}</p>' for p in one[1:]))}</description></item>"
        for n, one in enumerate(texts * 4)
    )
    return f"<rss version='2.0'><channel><title>Lake News</title>{items}</channel></rss>".encode()


def ratio(name: str) -> float:
    """The cost ratio of one of the samples."""
    return cost(name, samples()[name]).ratio


def main() -> int:
    """Prints the figures; exit 1 where nothing could be measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["web", "cost"])
    parser.add_argument("paths", nargs="*", type=Path)
    given = parser.parse_args()
    if given.what == "cost":
        files = {str(path): path.read_bytes() for path in given.paths} or samples()
        for name, data in files.items():
            one = cost(name, data)
            print(f"{one.ratio:5.2f}  reading {one.reading:7.1f} ms, library {one.library:7.1f} ms  {name}")
        return 0
    try:
        found = [page for folder in given.paths for page in pages(folder)]
    except NotHere as reason:
        print(reason)
        return 1
    for page in found:
        told = f"P {page.precision:.3f} R {page.recall:.3f} F1 {page.f1:.3f}"
        print(f"{told}  paragraphs {page.found} of {page.expected}{'' if page.counts_right else ' WRONG'}  {page.name}")
    means = f"F1 mean {mean(page.f1 for page in found):.3f}, least {min(page.f1 for page in found):.3f}"
    print(f"{means}; counts right {sum(page.counts_right for page in found)} of {len(found)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
