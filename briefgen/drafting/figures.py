"""A unit in, the quantities it states out: value, unit and what is counted, each in the source's own words.

A quantity is one only where its own words say what it counts or in what it is measured. Days, years, ages, names and
small numbers in words are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.drafting import rules
from briefgen.drafting.units import Unit

_NAMES = frozenset({"NNP", "NNPS"})
_SEVERAL = frozenset({"NNS", "NNPS"})
_NOUNS = _NAMES | {"NN", "NNS"}
_PHRASE = _NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "CD", "DT", "PRP$", "POS"}
_BEFORE = frozenset({"NN", "NNS", "JJ", "JJR", "JJS", "DT", "PRP$"})
_LONGEST = 6  # words of what is counted
_DIGITS = re.compile(r"\d[\d,.]*\d|\d")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_WORDED = re.compile(r"illion|thousand|hundred|half|third|quarter|fifth|tenth")
_HUNDREDS = frozenset({"hundreds", "tens", "Hundreds", "Tens"})  # "of thousands"
_JOINTS = frozenset("-–/&")


def _overlap(stretches: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in stretches)


@dataclass(frozen=True, slots=True)
class Quantity:
    """As the unit has it: "more than 1.9 million", "tonnes", "grain"."""

    value: str
    unit: str | None
    counts: str


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    tag: str
    start: int
    end: int


def quantities(unit: Unit, language: str) -> Iterator[Quantity]:
    """Every quantity that says what it counts, in the order of the text."""
    if not any(mark.isdigit() for mark in unit.plain) and not _WORDED.search(unit.lowered):
        return
    text = unit.analysis.article.text
    tokens = [
        _Token(text[word.start : word.end], word.tag, word.start, word.end)
        for word in unit.analysis.words[unit.sentences[0].words[0] : unit.sentences[-1].words[1]]
    ]
    looking = _Reader(text, tokens, unit, language)
    at = 0
    while at < len(tokens):
        last = looking.number(at)
        if last > at and looking.stands(at, last):
            found = looking.quantity(at, last)
            if found:
                yield found
        at = max(last, at + 1)


class _Reader:
    """Reads quantities from the tokens of a unit."""

    def __init__(self, text: str, tokens: Sequence[_Token], unit: Unit, language: str) -> None:
        self.text, self.tokens = text, tokens
        self.times = [(time.start, time.end) for time in unit.times]
        self.names = [(name.start, name.end) for name in unit.names]
        self.words = rules.words("figures.txt", language)

    def number(self, at: int) -> int:
        """Behind the last token of the number that begins at `at`; `at` where none begins."""
        if self._is(at, "articles") and self._is(at + 1, "parts"):
            return at + 2 if self._is(at + 2, "links") else at
        before = self.tokens[at].text in self.words["currencies"] or (
            self._is(at, "articles") and self._is(at + 1, "numbers")
        )
        first = at + 1 if before and at + 1 < len(self.tokens) else at
        if not _DIGITS.fullmatch(self.tokens[first].text) and not self._is(first, "numbers"):
            return at
        last = first + 1
        while self._is(last, "numbers") or (self.tokens[last - 1].text in _HUNDREDS and self._is(last + 1, "numbers")):
            last += 1 if self._is(last, "numbers") else 2
        return last

    def stands(self, at: int, last: int) -> bool:
        """Whether a number is no part of a name, a date, a range or a word ("18th", "S&P 500", "6.6-6.8")."""
        first, behind = self.tokens[at], self.text[self.tokens[last - 1].end : self.tokens[last - 1].end + 1]
        before = self.text[max(0, first.start - 1) : first.start]
        if (
            behind.isalpha()
            or behind in _JOINTS
            or before in _JOINTS
            or _overlap([*self.times, *self.names], first.start, first.end)
        ):
            return False
        if self._is(at - 1, "ranges") and at > 1 and _DIGITS.fullmatch(self.tokens[at - 2].text):
            return False
        money = first.text in self.words["currencies"]
        return not before.isalpha() and (money or at == 0 or not self._is_name(at - 1))

    def _is_name(self, at: int) -> bool:
        return self.tokens[at].tag in _NAMES or self.tokens[at].text.isupper()

    def quantity(self, at: int, last: int) -> Quantity | None:
        """The quantity whose number stands at `at`, None where it says not what it counts."""
        money = self.tokens[at].text in self.words["currencies"]
        behind = self._unit(last)
        unit = self._slice(last, behind) or None
        if self._is(behind, "times") or (unit is None and not money and _YEAR.fullmatch(self.tokens[at].text)):
            return None
        begin = self._about(at)
        first, end = self._counted(
            behind, bare=unit is None and not money and not self._is(last - 1, "parts"), money=money
        )
        if self._is(end, "differences"):
            return None
        counts = self._slice(first, end) or (self._before(begin) if unit or money else "")
        return Quantity(self._slice(begin, last), unit, counts) if counts else None

    def _before(self, at: int) -> str:
        """The noun before a number with a unit: "a loan of $85 million"."""
        if at < 1 or self.tokens[at - 1].text != "of":
            return ""
        first = at - 1
        while first > 0 and at - first <= _LONGEST and self.tokens[first - 1].tag in _BEFORE:
            first -= 1
        return self._slice(first, at - 1)

    def _about(self, at: int) -> int:
        """Where the words before a number that belong to it begin: "more than", "up to"."""
        for size in (3, 2, 1):
            words = " ".join(token.text.lower() for token in self.tokens[max(0, at - size) : at])
            if at >= size and words in self.words["about"]:
                return at - size
        return at

    def _unit(self, at: int) -> int:
        """Behind the unit of measure that stands at `at`, the longest first; `at` where none does."""
        for size in (3, 2, 1):
            if " ".join(token.text for token in self.tokens[at : at + size]).lower() in self.words["units"]:
                return min(at + size, len(self.tokens))
        return at

    def _counted(self, at: int, *, bare: bool, money: bool) -> tuple[int, int]:
        """Where the noun with its adjectives behind a quantity stands; behind "of" or "in" where it has a unit."""
        if self._is(at, "rates"):
            return at, at + 2
        if self._is(at, "links"):
            share = self._is(at - 1, "shares")
            at += 1 if self.tokens[at].text == "of" or not (bare or share) else len(self.tokens)
        elif money:
            return at, at
        last = end = at
        while last < min(len(self.tokens), at + _LONGEST) and self.tokens[last].tag in _PHRASE:
            last += 1
            end = last if self.tokens[last - 1].tag in _NOUNS else end
        several = not bare or any(
            token.tag in _SEVERAL for token in self.tokens[at:end]
        )  # "Model 3 sedan" counts nothing
        return (at, end) if end > at and several and self._whole(at, end) else (at, at)

    def _whole(self, first: int, last: int) -> bool:
        """Whether a noun phrase is no time, no possessive and no half of a name ("the S&P")."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        cut = self.text[end : end + 1] in _JOINTS or self.text[start] in "'’"
        return not cut and not _overlap(self.times, start, end)

    def _is(self, at: int, name: str) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].text.lower() in self.words[name]

    def _slice(self, first: int, last: int) -> str:
        tokens = self.tokens[first:last]
        return " ".join(self.text[tokens[0].start : tokens[-1].end].split()) if tokens else ""
