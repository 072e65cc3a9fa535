"""A text in, the pieces out that a person sees as its paragraphs, headings and list items: slices of the text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from briefgen.readers.head import byline_of
from briefgen.readers.rules import rules

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

# Shown by no font, and not white space to Python: zero width space, joiners and marks, soft hyphen, word joiner, BOM.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
SENTENCE_ENDS = ".!?…。！？؟।።۔"
_INDENT = 2  # characters by which a line must stand further in to tell something; one may be a slip
_CLOSING = "\"'”’»›)]*_"


class Line(NamedTuple):
    """A slice of the text without surrounding white space; `indent` in characters, `end` == `start` when blank."""

    start: int
    end: int
    indent: int


def blank(character: str) -> bool:
    """Whether nothing is seen of a character."""
    return character.isspace() or character in INVISIBLE


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The slice without the unseen characters at its ends; empty (start, start) if nothing is left."""
    while start < end and blank(text[start]):
        start += 1
    while end > start and blank(text[end - 1]):
        end -= 1
    return start, end


def lines_of(text: str) -> Iterator[Line]:
    """Every line; lines end as `str.splitlines` has it."""
    at = 0
    for whole in text.splitlines(keepends=True):
        start, end = stripped(text, at, at + len(whole))
        yield Line(start, end, start - at)
        at += len(whole)


def pieces(text: str) -> tuple[tuple[int, int], ...]:
    """Slices in order, not overlapping, that hold every visible character: lines, with hard-wrapped ones joined."""
    groups = list(_groups(text))
    width = _width(text, groups)
    return tuple(piece for group in groups for piece in _joined(text, group, width))


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does, quotation marks and brackets after the stop not counted."""
    return text.rstrip(_CLOSING)[-1:] in tuple(SENTENCE_ENDS)


def like_heading(words: str) -> bool:
    """Whether a piece looks like a heading: one short line, not in brackets, that does not end as a sentence does."""
    count, limits = len(words.split()), rules()
    if len(words) > limits.heading_characters or words[0].islower() or words[0] in "([" or len(words.splitlines()) > 1:
        return False
    if words.endswith("?"):
        return count <= limits.question_words
    return count <= limits.heading_words and not ends_sentence(words) and words[-1] not in ":;,"


def opens_item(text: str, start: int, end: int) -> re.Match[str] | None:
    """A list item's mark at the start of the slice."""
    return rules().item.match(text, start, end)


def _groups(text: str) -> Iterator[list[Line]]:
    """Runs of lines between blank lines."""
    group: list[Line] = []
    for line in lines_of(text):
        if line.end > line.start:
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _width(text: str, groups: list[list[Line]]) -> int:
    """The width that the text is hard-wrapped to, 0 if it is not.

    The width is the 90th percentile of the lines that another one follows: one long address does not
    hide it. Wrapped is a text whose lines mostly end where the next word would not have fitted.
    """
    pairs = [pair for group in groups for pair in pairwise(group) if not _item(text, pair[1])]
    lengths = sorted(line.end - line.start + line.indent for line, _ in pairs)
    width = lengths[(len(lengths) * 9) // 10] if lengths else 0
    if not rules().wrap_least <= width <= rules().wrap_most:
        return 0
    full = sum(_full(text, *pair, width) for pair in pairs)
    return width if full >= rules().wrap_share * len(pairs) else 0


def _full(text: str, line: Line, following: Line, width: int) -> bool:
    first_word = text[following.start : following.end].split(maxsplit=1)[0]
    return line.indent + line.end - line.start + 1 + len(first_word) > width


def _joined(text: str, group: list[Line], width: int) -> Iterator[tuple[int, int]]:
    first, end = group[0], group[0].end
    for line, following in pairwise(group):
        if not _continues(text, first, line, following, width):
            yield first.start, end
            first = following
        end = following.end
    yield first.start, end


def _continues(text: str, first: Line, line: Line, following: Line, width: int) -> bool:
    """Whether the next line goes on with the piece that began with `first`."""
    if _item(text, following) or any(_stands_alone(text[one.start : one.end]) for one in (line, following)):
        return False
    if _item(text, first) and following.indent > first.indent:
        return True
    if following.indent >= line.indent + _INDENT:  # the first line of a paragraph
        return False
    if width and _full(text, line, following, width):
        return True
    # A line broken by hand in the middle of a sentence.
    long_enough = line.end - line.start >= rules().wrap_least
    return long_enough and text[following.start].islower() and not ends_sentence(text[line.start : line.end])


def _item(text: str, line: Line) -> bool:
    return opens_item(text, line.start, line.end) is not None


def _stands_alone(line: str) -> bool:
    """Bylines, Markdown headings and rules are lines of their own in any layout."""
    # "%." is the end of a sentence that did not fit into the line before.
    rule = not any(map(str.isalnum, line)) and (len(line) > 2 or not ends_sentence(line))
    return byline_of(line) is not None or line.startswith("#") or rule
