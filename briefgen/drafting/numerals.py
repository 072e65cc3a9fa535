"""The words of a unit in, its numbers out: what each may stand for, from the lowest to the highest.

"About 2,000" may be 2,014, "more than 700" may be 728; "at least 12" is a count of twelve. Days, years and what leaves
its number open ("dozens", "several hundred") are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from briefgen.drafting.units import Unit
from briefgen.drafting.wordlists import Phrases, claim_lists, values_of, words_of

YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3}){2,}")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_RANGES = frozenset({"to", "and", "-", "–"})
_NEAR = 0.1  # "about" and "nearly" are at most a tenth off
_ROUND = 0.025  # a round number of three digits or more may stand for one that is so near to it
_OVER = 0.25  # "more than" may be as far below a number of three digits or more
_LARGE = 100  # from here on "at least" is said of round numbers; below it is a count that may rise


class Line:
    """The words of a unit by their place: in small letters, and their tags."""

    __slots__ = ("low", "tags", "text", "unit", "words")

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.words = unit.analysis.words[unit.sentences[0].words[0] : unit.sentences[-1].words[1]]
        self.text = text = unit.analysis.article.text
        self.low = [text[word.start : word.end].lower() for word in self.words]
        self.tags = [word.tag for word in self.words]

    def written(self, first: int, last: int) -> str:
        """Words `first` to before `last` as they stand in the article, white space folded."""
        return " ".join(self.text[self.words[first].start : self.words[last - 1].end].split())

    def touches(self, at: int) -> bool:
        """Whether a word stands right behind the one before it."""
        return at > 0 and self.words[at - 1].end == self.words[at].start

    def has(self, at: int, words: frozenset[str]) -> bool:
        """Whether one of these words stands there."""
        return 0 <= at < len(self.low) and self.low[at] in words

    def window(self, first: int, last: int) -> list[str]:
        """Its words from `first` to before `last`; what lies before the line is left out."""
        return self.low[max(0, first) : max(0, last)]

    def capital(self, at: int) -> bool:
        """Whether a word begins with a capital."""
        return self.text[self.words[at].start].isupper()


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number: words `first` to before `last` of a line, from `at` without what bounds it ("at least").

    `value`: as written, `low` and `high`: what it may stand for.
    """

    first: int
    at: int
    last: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class _Words:
    numbers: Mapping[str, float]
    multiples: Mapping[str, float]
    starters: frozenset[str]
    short: frozenset[str]
    bounds: Phrases
    totals: frozenset[str]
    between: frozenset[str]
    no_range: frozenset[str]


@cache
def _words(language: str) -> _Words:
    numbers = values_of("numbers", language)
    return _Words(
        numbers, values_of("multiples", language), frozenset(numbers) | words_of("starters", language),
        words_of("short", language), Phrases(claim_lists(language)["bounds"]), words_of("pointers", language),
        words_of("between", language), words_of("no_range", language),
    )  # fmt: skip


@cache
def number_words(language: str) -> frozenset[str]:
    """Words of numbers, which tell nothing of what is counted."""
    words = _words(language)
    return frozenset(words.numbers) | frozenset(words.multiples)


def numerals(line: Line, language: str) -> Iterator[Numeral]:
    """The numbers of a line, in order."""
    words = _words(language)
    last = 0
    for at, word in enumerate(line.low):
        if at < last or (line.tags[at] != "CD" and word not in words.starters):  # most words, so this comes first
            continue
        found = _number(line, at, words)
        upper = _upper(line, found, words) if found else None
        if found and upper:
            found = Numeral(found.first, at, upper.last, upper.value, found.low, upper.high)
        last = found.last if found else at
        if found and not _is_date(line, at, last):
            yield found


def _number(line: Line, at: int, words: _Words) -> Numeral | None:
    """The number that begins at `at`, with what bounds it."""
    last, value, step = _read(line, at, words)
    return _bounded(line, at, last, value, step, words) if last > at else None


def _upper(line: Line, lower: Numeral, words: _Words) -> Numeral | None:
    """The second number of "150 to 200 people", "between 150 and 200", "150-200 people"."""
    link = "".join(line.window(lower.last, lower.last + 1))
    upper = _number(line, lower.last + 1, words) if link in _RANGES and lower.last + 1 < len(line.low) else None
    if upper is None or upper.first != lower.last + 1 or upper.value <= lower.value:
        return None
    told = line.has(lower.first - 1, words.between)
    if link == "and":
        return upper if told else None
    noun = line.tags[upper.last : upper.last + 1] == ["NNS"]
    return upper if noun and not line.has(lower.first - 1, words.no_range) else None


def _is_date(line: Line, at: int, last: int) -> bool:
    """Whether it is part of a time expression, or a year."""
    start, end = line.words[at].start, line.words[last - 1].end
    year = last == at + 1 and YEAR.fullmatch(line.low[at]) and line.tags[last : last + 1] != ["NNS"]
    return bool(year) or any(time.start < end and start < time.end for time in line.unit.times)


def _read(line: Line, at: int, words: _Words) -> tuple[int, float, float]:
    """(behind its last word, value, size of its last written place) of the number that begins at `at`."""
    last, value, step = _first(line, at, words)
    while at < last < len(line.low):
        hyphen = line.low[last] == "-" and line.touches(last)  # "$500-million"
        name = "".join(line.low[last + hyphen : last + hyphen + 1])
        size = words.multiples.get(name)
        if size is None or (name in words.short and not _is_short(line, last, at)):
            break
        value, step, last = value * size, step * size, last + 1 + hyphen
        if size == 100 and line.window(last, last + 1) == ["and"] and line.has(last + 1, frozenset(words.numbers)):
            value, step, last = value + words.numbers[line.low[last + 1]], 1.0, last + 2
    return last, value, step


def _is_short(line: Line, at: int, first: int) -> bool:
    """Whether "m" is a million: behind its digits, or where a currency stands before them."""
    return line.touches(at) or line.tags[max(0, first - 1)] == "$"


def _first(line: Line, at: int, words: _Words) -> tuple[int, float, float]:
    """The first word of a number: digits, a word, "a" before "dozen", "half a" before "million"."""
    word = line.low[at]
    if _GROUPED.fullmatch(word):
        return at + 1, float(re.sub(r"\D", "", word)), 1.0
    if _DIGITS.fullmatch(word):
        return at + 1, float(word), 10.0 ** -len(word.partition(".")[2])
    if word in words.numbers:
        return at + 1, words.numbers[word], 1.0
    head, _, tail = word.partition("-")
    if tail in words.numbers and head in words.numbers:
        return at + 1, words.numbers[head] + words.numbers[tail], 1.0
    half = word == "half"
    following = "".join(line.window(at + 1 + half, at + 2 + half))
    if word in words.starters and following in words.multiples and following not in words.short:
        return at + 1 + half, 0.5 if half else 1.0, 0.1 if half else 1.0
    return at, 0.0, 0.0


def _bounded(line: Line, at: int, last: int, value: float, step: float, words: _Words) -> Numeral:
    """The number with the words before it that bound it: "at least 12", but 12 of "the 12"."""
    size, bound = words.bounds.before(line.low, at)
    first = at if bound == "exact" and line.has(at - size, words.totals) else at - size
    if line.window(last, last + 2) == ["or", "so"]:
        bound = "about"
    low, high = span(value, step, bound, dozens=line.low[last - 1] == "dozen")
    return Numeral(first, at, last, value, low, high)


def span(value: float, step: float, bound: str, *, dozens: bool = False) -> tuple[float, float]:
    """What a number may stand for. `step`: the size of its last written place, 100,000 in "1.2 million"."""
    place = max(step, _place(value))
    half = min(place / 2, _ROUND * value) if value >= _LARGE and place >= _LARGE else 0.0
    near = max(min(_NEAR * value, place), half)
    if bound == "about" or (dozens and bound in {"", "exact"}):
        return value - near, value + near
    if bound == "below":
        return value - near, value
    if bound == "above" or (bound == "least" and value >= _LARGE and place >= _LARGE):
        small = value / 2 if dozens else min(place, value)
        return value, value + (small if value < _LARGE else _OVER * value)
    return (0.0, value) if bound == "most" else (value - half, value + half)


def _place(value: float) -> float:
    """The size of the last place that is not zero: 700 -> 100, 2,014 -> 1, 14,500,000 -> 100,000."""
    size, whole = 1.0, round(value)
    while whole and whole % 10 == 0:
        whole //= 10
        size *= 10
    return size
