"""An extract in, what it states out: its words, figures, days, names and signs of status, to compare with.

Only the source's own words count: what the program inserted in square brackets is taken out first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from briefgen.drafting.wording import Lists, content, lists
from briefgen.model import Extract, Time

_TOKEN = re.compile(r"\d[\d,.]*(?<=\d)(?=(?:mn?|bn|k|tn)?\b)|[^\W_]+(?:'[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Day:
    """A time as two statements can share it: its date, or its words where it has none."""

    date: str | None
    words: str
    precision: str
    ahead: bool | None

    def same(self, other: Day) -> bool:
        """Whether both are one day; without a date on either side, whether they are called the same."""
        if self.date and other.date:
            return self.date == other.date
        return self.words == other.words


@dataclass(frozen=True, slots=True)
class Figure:
    """A number by its value, and the words before and behind it, "" at the ends."""

    value: str
    before: str
    behind: str

    def beside(self, other: Figure) -> bool:
        """Whether both stand before the same word, or behind the same."""
        return self.behind == other.behind != "" or self.before == other.before != ""


@dataclass(frozen=True, slots=True)
class Token:
    """A word in small letters; `stem` is "" where it has no content, `name`: it is in capitals."""

    word: str
    stem: str
    name: bool
    numeral: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """`stems` are those of its content words, `names` of those in capitals; `told` is the day of its article."""

    extract: Extract
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    stems: frozenset[str]
    names: frozenset[str]
    figures: tuple[Figure, ...]
    values: frozenset[str]
    days: tuple[Day, ...]
    ahead: bool
    possible: bool
    negated: bool
    told: str | None


def statement(extract: Extract, told: str | None, language: str) -> Statement:
    """What an extract states; `told`: the day on which its article was published."""
    text, known = own_words(extract), lists(language)
    tokens = [_token(word, language) for word in _written(text, _spans(text, extract.times))]
    words = tuple(token.word for token in tokens)
    figures = tuple(_figures(tokens, words, known))
    used = {*words, *(pair for pair in pairwise(words) if pair[0] in known.openers)}
    return Statement(
        extract,
        tuple(tokens),
        words,
        frozenset({token.stem for token in tokens} - {""}),
        frozenset({token.stem for token in tokens[1:] if token.name} - {""}),
        figures,
        frozenset(figure.value for figure in figures),
        tuple(Day(t.resolved, t.named.lower(), t.precision, t.ahead) for t in extract.times),
        ahead=not known.ahead.isdisjoint(used),
        possible=not known.possible.isdisjoint(used),
        negated=not known.negations.isdisjoint(used),
        told=told,
    )


def own_words(extract: Extract) -> str:
    """The text without what edits put in, white space folded."""
    text = extract.text
    for edit in extract.edits:
        text = text.replace(edit.inserted, " " if edit.kind == "cut" else "", 1)
    return " ".join(text.split()).replace("’", "'")


@lru_cache(maxsize=1 << 16)
def _token(written: str, language: str) -> Token:
    word, known = written.lower(), lists(language)
    numeral = word[0].isdigit() or word in known.numbers or word in known.powers or word in known.shares
    return Token(word, "" if numeral else content(word, language), written[0].isupper(), numeral)


def _spans(text: str, times: Sequence[Time]) -> list[tuple[int, int]]:
    """Where the times stand in the source's own words."""
    found, at = [], 0
    for time in times:
        words = " ".join(time.as_written.split()).replace("’", "'")
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            found.append((start, at))
    return found


def _written(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Words and numbers outside the times."""
    at = 0
    for start, end in spans:
        yield from _TOKEN.findall(text, at, start)
        at = end
    yield from _TOKEN.findall(text, at)


def _figures(tokens: Sequence[Token], words: Sequence[str], known: Lists) -> Iterator[Figure]:
    """The figures of a statement; "the two countries" has none."""
    behind = 0
    for at, token in enumerate(tokens):
        if token.numeral and at >= behind:
            value, behind = _figure(words, at, known)
            before = words[at - 1] if at else ""
            if before not in known.which or words[at][0].isdigit():
                yield Figure(value, before, words[behind] if behind < len(words) else "")


def _figure(words: Sequence[str], at: int, known: Lists) -> tuple[str, int]:
    """The value that begins at a numeral, and the place behind it."""
    word = words[at]
    if word in known.shares:
        return word, at + 1
    if word[0].isdigit():
        value, behind = _digits(word), at + 1
    elif word in known.numbers:
        value, behind = known.numbers[word], at + 1
        if value >= 20 and behind < len(words) and known.numbers.get(words[behind], 10) < 10:
            value, behind = value + known.numbers[words[behind]], behind + 1
    else:
        value, behind = 1.0, at
    while behind < len(words) and words[behind] in known.powers:
        value, behind = value * known.powers[words[behind]], behind + 1
    return repr(round(value, 6)), behind


def _digits(word: str) -> float:
    """ "8,400" -> 8400; what is no number in digits ("19th") counts as its first digits."""
    digits = re.match(r"[\d,.]*\d", word)
    try:
        return float(digits[0].replace(",", "")) if digits else 0.0
    except ValueError:  # "1.2.3"
        return 0.0
