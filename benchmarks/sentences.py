"""Sentences whose ends are known in; how many ends are found, and how fast, out: `python -m benchmarks.sentences PATH`.

PATH is a table of cases (one a line, `⏐` where a sentence ends and the next begins, `⏎` for a line break, `⍽` for a
no-break space, `#` before the kind of the cases below), a discourse article, or a folder of such articles, whose
sentences are joined by one space into their paragraphs. Only inner boundaries count: the end of a paragraph is given.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import NotHere
from benchmarks.corpora import discourse
from benchmarks.scores import Counts, interval, line, total
from briefgen.language.lexicon import Lexicon, lexicon
from briefgen.language.sentences import sentences

PROJECT = Path(__file__).resolve().parent.parent
TABLE = PROJECT / "tests/language/sentences/hard.txt"
BAR, BREAK, HARD_SPACE = "⏐", "⏎", "⍽"
_AROUND = 50  # characters shown on either side of a fault
# A program divided the discourse corpus too. Where it cuts behind one of these or before a small letter, it errs.
_TITLES = (
    "Mr.",
    "Mrs.",
    "Ms.",
    "Dr.",
    "Gov.",
    "Gen.",
    "Sen.",
    "Rep.",
    "Rev.",
    "Sgt.",
    "Cpl.",
    "Capt.",
    "Pfc.",
    "Lt.",
    "No.",
)
_SMALL = re.compile(r"\s*(?:'s\b|[a-z]+\b)")


@dataclass(frozen=True, slots=True)
class Case:
    """A text with the offsets of its paragraphs and of their sentences."""

    kind: str
    text: str
    paragraphs: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """A boundary that is wrong (should not be there) or missed, with the text before and behind it."""

    kind: str
    is_wrong: bool
    before: str
    behind: str

    @property
    def is_theirs(self) -> bool:
        """Whether the fault is surely the corpus' own."""
        return not self.is_wrong and (self.before.endswith(_TITLES) or bool(_SMALL.match(self.behind)))

    def __str__(self) -> str:
        return f"{'wrong ' if self.is_wrong else 'missed'}  {self.kind}: …{self.before} {BAR} {self.behind}…"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of inner boundaries a text, the number of sentences, the CPU seconds, the faults."""

    counts: tuple[Counts, ...]
    sentences: int
    characters: int
    seconds: float
    faults: tuple[Fault, ...]

    @property
    def per_hundred(self) -> float:
        """Boundaries wrong or missed in 100 sentences."""
        return 100 * len(self.faults) / self.sentences

    @property
    def ours_per_hundred(self) -> float:
        """The same without those that are surely the corpus' own."""
        return 100 * sum(not fault.is_theirs for fault in self.faults) / self.sentences


def cases(path: str | Path) -> tuple[Case, ...]:
    """The texts of a table, an article or a folder of articles. Raises NotHere where there are none."""
    path = Path(path)
    if path.is_dir():
        files = sorted(path.rglob("*.txt"))
        found = tuple(_article(file, path) for file in files)
    elif path.is_file():
        text = path.read_text("utf-8")
        found = tuple(_table(text)) if BAR in text else (_article(path, path.parent),)
    else:
        raise NotHere(f"{path} is missing")
    if not any(case.sentences for case in found):
        raise NotHere(f"no sentences in {path}")
    return found


def _table(text: str) -> Iterator[Case]:
    kind = ""
    for row in text.splitlines():
        if row.startswith("#"):
            kind = row.lstrip("# ")
        elif row.strip():
            yield case(kind, row.strip())


def case(kind: str, row: str) -> Case:
    """A row of the table: every bar is taken out, and what stands between two is a sentence."""
    row = row.replace(BREAK, "\n").replace(HARD_SPACE, "\u00a0")
    found, at = [], 0
    for part in row.split(BAR):
        blank = len(part) - len(part.lstrip())
        found.append((at + blank, at + len(part.rstrip())))
        at += len(part)
    return Case(kind, row.replace(BAR, ""), ((0, at),), tuple(found))


def _article(file: Path, folder: Path) -> Case:
    read = discourse(file)
    paragraphs = tuple((block.start, block.end) for block in read.article.blocks)
    return Case(str(file.relative_to(folder)), read.article.text, paragraphs, tuple(read.sentences.values()))


def found(case: Case, words: Lexicon) -> list[tuple[int, int]]:
    """The sentences that the program finds in the paragraphs of a text."""
    return [span for start, end in case.paragraphs for span in sentences(case.text, start, end, words)]


def inner(spans: list[tuple[int, int]] | tuple[tuple[int, int], ...], case: Case) -> frozenset[int]:
    """Where sentences end inside a paragraph."""
    return frozenset(end for _, end in spans) - {end for _, end in case.paragraphs}


def _faults(case: Case, ours: frozenset[int], theirs: frozenset[int]) -> Iterator[Fault]:
    for at in sorted(ours ^ theirs):
        before, behind = case.text[max(0, at - _AROUND) : at], case.text[at : at + _AROUND]
        yield Fault(case.kind, at in ours, " ".join(before.split()), " ".join(behind.split()))


def measured(path: str | Path) -> Score:
    """Splits every text of the path. Raises NotHere where it is missing."""
    counts: list[Counts] = []
    faults: list[Fault] = []
    words = lexicon("en")
    known = cases(path)
    found(known[0], words)  # reads the word lists
    seconds = 0.0
    for case in known:
        began = time.process_time()
        spans = found(case, words)
        seconds += time.process_time() - began
        ours, theirs = inner(spans, case), inner(case.sentences, case)
        counts.append(Counts(len(ours & theirs), len(ours), len(theirs)))
        faults += _faults(case, ours, theirs)
    size = sum(len(case.text) for case in known)
    return Score(tuple(counts), sum(len(case.sentences) for case in known), size, seconds, tuple(faults))


def hard_faults() -> float:
    """Boundaries wrong or missed in 100 sentences of the table of hard cases."""
    return measured(TABLE).per_hundred


def news_faults() -> float:
    """The same for the discourse articles of the development data. Raises NotHere where they are missing."""
    shared = Path(os.environ.get("BRIEFGEN_SHARED") or PROJECT.parent / "shared")
    return measured(shared / "data/newsdiscourse").per_hundred


def main(arguments: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sentences", description="Sentence ends, measured.")
    parser.add_argument("path", metavar="FILE_OR_FOLDER")
    parser.add_argument("--faults", action="store_true", help="show every boundary that is wrong or missed")
    options = parser.parse_args(arguments)
    try:
        score = measured(options.path)
    except NotHere as reason:
        parser.error(str(reason))
    if options.faults:
        print(*score.faults, sep="\n")
    _tell(score)
    return 0


def _tell(score: Score) -> None:
    wrong = sum(fault.is_wrong for fault in score.faults)
    low, high = interval(score.counts, lambda counts: 2 * counts.right / (counts.given + counts.asked or 1) * 100)
    whole = total(score.counts)
    print(line("inner boundaries", score.counts))
    print(f"F1 {whole.f1:.2f} % [{low:.2f}, {high:.2f}]")
    print(
        f"{score.per_hundred:.2f} in 100 sentences: {wrong} wrong, {len(score.faults) - wrong} missed"
        f" of {score.sentences} sentences in {len(score.counts)} texts"
    )
    print(f"{score.ours_per_hundred:.2f} in 100 without cuts of the corpus behind a title or before a small letter")
    if score.seconds:
        print(
            f"{len(score.counts) / score.seconds:,.0f} texts, {score.characters / score.seconds / 1e6:.2f} M characters"
            " a second of CPU"
        )


if __name__ == "__main__":
    sys.exit(main())
