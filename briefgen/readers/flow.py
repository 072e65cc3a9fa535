"""The lines of all pages in, the running text out: paragraphs in reading order, over columns and pages.

What repeats in the margins of the pages (running heads, page numbers, a browser's address line) is set aside.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from briefgen.readers.dates import date_of
from briefgen.readers.head import byline_of, label_of
from briefgen.readers.lines import ends_sentence
from briefgen.readers.rules import rules
from briefgen.readers.sheet import SOFT, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MARGIN = 0.1  # of the page's height, at the top and at the bottom
_CLOSE = 1.9  # times the size of the type: lines further apart are no lines of one paragraph
_GAP = 1.35  # times the usual distance of two lines: more parts paragraphs
_INDENT = 0.6  # times the size of the type
_INDENT_MOST = 4.0
_ROUGHLY = 1.25  # times the width of a word as the line's others have it
_SHORT = 0.85  # of the column's width: a paragraph's last line is shorter
_ROOM = 0.3  # of the column: a line of running text leaves less
_NARROW = 6.0  # points: no word is narrower
_APART = 0.5  # times the height of a line
_HEAD_LINE = 90  # characters
_SAME_SIZE = 0.07
_FIGURES = re.compile(r"\d+")
HYPHENS = "-" + SOFT
_TEXT = 40  # characters: what is shorter may be a heading
_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:page|p\.|seite|str\.|pg\.?)\s*)?\d{1,4}(?:\s*(?:of|/|von|de|od)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"(?:https?://|file://|www\.)\S+(?:\s+\d+/\d+)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}[:.]\d\d.{0,200}"
)


@dataclass(slots=True)
class Run:
    """Lines of one size, one below the other in one column."""

    page: int
    lines: list[Line]
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    top: float = 0.0


@dataclass(slots=True)
class Block:
    """A paragraph in the making. `opens`/`closes` a run: it may go on from, or in, another column or page."""

    page: int
    size: float
    lines: list[Line] = field(default_factory=list)
    opens: bool = False
    closes: bool = False
    indented: bool = False
    full: bool = False
    length: int = 0
    """Characters."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's lines and size."""

    number: int
    lines: Sequence[Line]
    width: float
    height: float


def blocks_of(sheets: Sequence[Sheet]) -> list[Block]:
    """The paragraphs of all pages in reading order; the parts of one that columns or pages part are joined."""
    furniture = _furniture(sheets)
    found: list[Block] = []
    for sheet in sheets:
        own = furniture[sheet.number]
        lines = [line for line in sheet.lines if line not in own and not _rotated(line)]
        for run in _ordered(_runs(sheet.number, lines)):
            found += _blocks(run)
    return list(_joined(found))


# ------------------------------------------------------------------ margins


def _furniture(sheets: Sequence[Sheet]) -> dict[int, list[Line]]:
    """Lines in the margins that repeat over pages (figures apart), or are plainly a page number or an address."""
    seen: Counter[tuple[str, int]] = Counter()
    marginal: list[tuple[int, Line, tuple[str, int]]] = []
    for sheet in sheets:
        low, high = _MARGIN * sheet.height, (1 - _MARGIN) * sheet.height
        for line in sheet.lines:
            if line.top < low or line.bottom > high:
                key = (_FIGURES.sub("#", line.words), round(line.bottom / 6))
                marginal.append((sheet.number, line, key))
                seen[key] += 1
    least = 2 if len(sheets) < 6 else 3
    found: dict[int, list[Line]] = {sheet.number: [] for sheet in sheets}
    lines = {sheet.number: sheet.lines for sheet in sheets}
    for number, line, key in marginal:
        plain = _NUMBER.fullmatch(line.words) or _PRINTED.fullmatch(line.words)
        if plain or (seen[key] >= least and _apart(line, lines[number])):
            found[number].append(line)
    return found


def _apart(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line stands apart from what is set above and below it, but for lines of its own height on the page."""
    near = _APART * line.height
    return not any(
        abs(line.bottom - other.top) < near or abs(other.bottom - line.top) < near
        for other in lines
        if other is not line and abs(other.size - line.size) < _SAME_SIZE * line.size
    )


def _rotated(line: Line) -> bool:
    return line.right - line.left < line.top - line.bottom and len(line.words) > 3


# ------------------------------------------------------------------ columns


def _runs(page: int, lines: Sequence[Line]) -> list[Run]:
    """Lines that follow each other downwards in one column."""
    runs: list[Run] = []
    for line in lines:
        run = runs[-1] if runs else None
        if run is not None and _goes_on(run, line):
            run.lines.append(line)
            run.left, run.right = min(run.left, line.left), max(run.right, line.right)
            run.bottom = line.bottom
        else:
            runs.append(Run(page, [line], line.left, line.right, line.bottom, line.top))
    return runs


def _goes_on(run: Run, line: Line) -> bool:
    last = run.lines[-1]
    height = last.top - last.bottom
    if not 0.3 * height < last.bottom - line.bottom < 5 * height:
        return False
    alike = line.size == last.size or abs(line.size - last.size) <= _SAME_SIZE * last.size
    return alike and line.left < run.right and line.right > run.left


def _ordered(runs: list[Run]) -> list[Run]:
    """The runs as they are read. The order of the text layer is kept, unless it goes up in a column."""
    if not any(_above(later, earlier) for n, earlier in enumerate(runs) for later in runs[n + 1 :]):
        return runs
    left = sorted(runs, key=lambda run: (-run.top, run.left))
    found: list[Run] = []
    while left:
        free = (run for run in left if not any(_before(other, run, runs) for other in left if other is not run))
        chosen = next(free, left[0])
        found.append(chosen)
        left.remove(chosen)
    return found


def _above(one: Run, other: Run) -> bool:
    """Whether a run stands above another in the same column."""
    shared = min(one.right, other.right) - max(one.left, other.left)
    return one.bottom >= other.top - 1 and shared > 0.3 * min(one.right - one.left, other.right - other.left)


def _before(one: Run, other: Run, runs: Sequence[Run]) -> bool:
    """Whether a run is read before another: above it in its column, or in a column to its left.

    A run that spans both columns between them parts the page: then the upper one comes first (Breuel 2003).
    """
    if _above(one, other):
        return True
    if one.right > other.left + 1 or _above(other, one):
        return False
    low, high = min(one.bottom, other.bottom), max(one.top, other.top)
    spans = (run for run in runs if run.left < one.right and run.right > other.left and low < run.bottom < high)
    return not any(run is not one and run is not other for run in spans) or one.top >= other.top


# ------------------------------------------------------------------ paragraphs


def _blocks(run: Run) -> list[Block]:
    """The paragraphs of a run."""
    pitch = _pitch(run)
    edge = _edge(run)
    found: list[Block] = []
    previous: Line | None = None
    in_item = False
    for line in run.lines:
        if previous is None or _parts(previous, line, run, pitch, edge, in_item=in_item):
            found.append(Block(run.page, line.size, indented=_indented(line, edge)))
            in_item = rules().item.match(line.words) is not None
        found[-1].lines.append(line)
        previous = line
    found[0].opens = found[-1].closes = True
    for block in found:
        last = block.lines[-1]
        block.full = last.right - run.left >= _SHORT * _width(run)
        block.length = sum([len(line.words) + 1 for line in block.lines])
    return found


def _width(run: Run) -> float:
    """The width of a run's column."""
    return run.right - run.left


def _pitch(run: Run) -> float:
    """The usual distance of two lines of a paragraph: of a run's distances those that are no gaps, if it has some."""
    distances = [one.bottom - two.bottom for one, two in pairwise(run.lines)]
    close = [distance for distance in distances if distance < _CLOSE * run.lines[0].height]
    return median(close or distances) if distances else 0.0


def _edge(run: Run) -> float:
    """The left edge at which most lines of a run begin."""
    if len(run.lines) < 3:
        return run.left
    return Counter(round(line.left) for line in run.lines).most_common(1)[0][0]


def _indented(line: Line, edge: float) -> bool:
    height = line.top - line.bottom
    return _INDENT * height < line.left - edge < _INDENT_MOST * height


def _parts(previous: Line, line: Line, run: Run, pitch: float, edge: float, *, in_item: bool) -> bool:
    """Whether a new paragraph begins with a line; a list item's lines may stand further in than its mark."""
    if previous.bottom - line.bottom > _GAP * pitch or rules().item.match(line.words):
        return True
    if run.page == 1 and (_alone(previous.words) or _alone(line.words)):
        return True
    if line.left > previous.left + 1 and not in_item and _indented(line, edge):
        return True
    fits = previous.right + _NARROW <= run.right and previous.right + _first_width(line) < run.right
    return fits and _ends_paragraph(previous, line, run)


def _ends_paragraph(previous: Line, line: Line, run: Run) -> bool:
    """Whether a line behind which the next word would have fitted is the last of its paragraph."""
    lower = line.words[0].islower()
    if run.right - previous.right > _ROOM * _width(run) and not lower:
        return True  # a row of a table, a line of an address
    # A list whose marks are drawn, not written: "... by May;" is followed by the next item.
    return previous.words[-1] in ";:" or (ends_sentence(previous.words) and not lower)


def _alone(words: str) -> bool:
    """Whether a line is one of the head: a byline, a date, "Published: ..."."""
    if len(words) >= _HEAD_LINE or words[-1] in ".,;-":
        return False
    return (byline_of(words) or label_of(words) or date_of(words)) is not None


def _first_width(line: Line) -> float:
    """How wide a line's first word is, about: a paragraph goes on where it would have fitted into the line before."""
    word = line.words.split(" ", 1)[0]
    return _ROUGHLY * (line.right - line.left) * (len(word) + 1) / max(1, len(line.words))


# ------------------------------------------------------------------ over columns and pages


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, the second half of a paragraph behind the first."""
    body = body_size(blocks)
    text = [block for block in blocks if _is_text(block, body)]
    indents = sum(block.indented for block in text) > len(text) / 3
    open_: Block | None = None
    found: list[Block] = []
    for block in blocks:
        if open_ is not None and block.opens and _continues(open_, block, indents=indents):
            open_.lines += block.lines
            open_.length += block.length
            open_.closes, open_.full = block.closes, block.full
            if not block.closes:
                open_ = None
            continue
        found.append(block)
        if block.size >= (1 - 2 * _SAME_SIZE) * body:  # a caption or footnote may stand between two columns
            open_ = block if _is_text(block, body) and block.closes else None
    return iter(found)


def _is_text(block: Block, body: float) -> bool:
    return abs(block.size - body) <= _SAME_SIZE * body and block.length > _TEXT


def _continues(one: Block, other: Block, *, indents: bool) -> bool:
    """Whether a paragraph that ends a column goes on in the one that opens another.

    `indents`: paragraphs begin with an indent in this document, so that one without it goes on.
    """
    if abs(one.size - other.size) > _SAME_SIZE * one.size or rules().item.match(other.lines[0].words):
        return False
    last = one.lines[-1].words
    if last[-1] in HYPHENS:
        return True
    first = other.lines[0].words.lstrip("“\"'‘(«„")[:1]
    if ends_sentence(last):
        return indents and one.full and not other.indented and other.length > _TEXT
    return first.islower() or first.isdigit() or (one.full and not other.indented and other.length > _TEXT)


def body_size(blocks: Sequence[Block]) -> float:
    """The size of type in which most is set."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        sizes[round(block.size, 1)] += block.length
    return sizes.most_common(1)[0][0] if sizes else 0.0


# ------------------------------------------------------------------ words


def running(lines: Sequence[Line], known: frozenset[str]) -> str:
    """Lines as running text. A word that a line's end has divided is one again.

    A hyphen that only the width has put there goes; a plain one goes too, unless the word is written with it elsewhere
    (`known`: all words of the document, and the signs inside words), or the second half begins with a capital or
    figure.
    """
    text = ""
    for line in lines:
        soft = text[-1:] in SOFT and text[-1:] not in known
        if text and (soft or (text[-1] in HYPHENS and _divided(text, line.words, known))):
            text = text[:-1] + line.words
        elif text and text[-1] in f"{HYPHENS}/" and not text.endswith((" -", "--")):
            text += line.words
        else:
            text = f"{text} {line.words}" if text else line.words
    return text


def _divided(text: str, below: str, known: frozenset[str]) -> bool:
    first = re.split(r"[\s“\"'(]", text[:-1])[-1]
    second = re.split(r"[\s.,;:!?)”\"']", below, maxsplit=1)[0]
    if not first or not second or not second[0].islower() or first[-1].isdigit():
        return False
    if f"{first}-{second}".lower().replace("\u2010", "-") in known:
        return False
    return f"{first}{second}".lower() in known or not (first.lower() in known and second.lower() in known)
