"""An extract in, what it states out: its words, figures, days, names and signs of status, to compare with.

Only the source's own words count: what the program inserted in square brackets is taken out first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.drafting.wording import Lists, content, lists
from briefgen.model import Extract, Time

_TOKEN = re.compile(r"\d[\d,.]*(?<=\d)(?=(?:mn?|bn|k|tn)?\b)|[^\W_]+(?:['’][^\W\d_]+)*")


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
class Token:
    """A word in small letters; `stem` is "" where it has no content."""

    word: str
    stem: str
    name: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """`stems` are those of its content words; `told` is the day of its article."""

    extract: Extract
    tokens: tuple[Token, ...]
    stems: frozenset[str]
    figures: frozenset[str]
    days: tuple[Day, ...]
    ahead: bool
    possible: bool
    negated: bool
    told: str | None = None


def own_words(extract: Extract) -> str:
    """The text without what edits put in, white space folded."""
    text = extract.text
    for edit in extract.edits:
        text = text.replace(edit.inserted, " " if edit.kind == "cut" else "", 1)
    return " ".join(text.split())


def statement(extract: Extract, told: str | None, language: str) -> Statement:
    """What an extract states; `told`: the day on which its article was published."""
    text, known = own_words(extract), lists(language)
    written = list(_written(text, _spans(text, extract.times)))
    words = [word.lower().replace("’", "'") for word in written]
    figures, counted = _figures(words, known)
    tokens = tuple(
        Token(lower, "" if at in counted else content(lower, language), word[0].isupper())
        for at, (word, lower) in enumerate(zip(written, words, strict=True))
    )
    used = {*words, *(f"{one} {two}" for one, two in zip(words, words[1:], strict=False))}
    return Statement(
        extract,
        tokens,
        frozenset(token.stem for token in tokens if token.stem),
        figures,
        tuple(Day(t.resolved, t.named.lower(), t.precision, t.ahead) for t in extract.times),
        ahead=not used.isdisjoint(known.ahead),
        possible=not used.isdisjoint(known.possible),
        negated=not used.isdisjoint(known.negations) or any(word.endswith("n't") for word in words),
        told=told,
    )


def _spans(text: str, times: Sequence[Time]) -> list[tuple[int, int]]:
    """Where the times stand in the source's own words."""
    found, at = [], 0
    for time in times:
        words = " ".join(time.as_written.split())
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            found.append((start, at))
    return found


def _written(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Words and numbers outside the times."""
    at = 0
    for start, end in (*spans, (len(text), len(text))):
        yield from _TOKEN.findall(text, at, start)
        at = end


def _figures(words: Sequence[str], known: Lists) -> tuple[frozenset[str], frozenset[int]]:
    """The figures by value, and the places of the words that tell them."""
    found: set[str] = set()
    places: set[int] = set()
    at = 0
    while at < len(words):
        value, behind = _figure(words, at, known)
        if behind > at:
            places.update(range(at, behind))
            tells_which = at > 0 and words[at - 1] in known.which and not words[at][0].isdigit()
            found |= set() if tells_which else {value}
        at = max(behind, at + 1)
    return frozenset(found), frozenset(places)


def _figure(words: Sequence[str], at: int, known: Lists) -> tuple[str, int]:
    """The value that begins at a word, and the place behind it; the same place where none begins."""
    word = words[at]
    if word in known.shares:
        return word, at + 1
    if word[0].isdigit():
        value, behind = _digits(word), at + 1
    elif word in known.numbers:
        value, behind = known.numbers[word], at + 1
        if value >= 20 and behind < len(words) and known.numbers.get(words[behind], 10) < 10:
            value, behind = value + known.numbers[words[behind]], behind + 1
    elif word in known.powers and len(word) > 2:
        value, behind = 1.0, at
    else:
        return "", at
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
