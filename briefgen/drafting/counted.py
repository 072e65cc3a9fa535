"""A number of a line in, what it counts out: the noun behind it, whose number it is, and whether it is only a part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from briefgen.drafting import rules
from briefgen.drafting.claims import NOUNS
from briefgen.drafting.numerals import Line, Numeral
from briefgen.drafting.wordlists import Phrases, claim_lists, entries, names_of, phrases_of, words_of

_PHRASE = NOUNS | {"JJ", "JJR", "JJS"}
_PARTICIPLES = frozenset({"VBN", "VBG", "VBD"})
_OF = frozenset({"of"})
_AND = frozenset({"and"})
_WHOLES = (["of"], ["of", "the"], ["of", "those"], ["out", "of"], ["out", "of", "the"])
_JOINTS = frozenset("-–/")


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun with its adjectives behind a number: words `first` to before `last`.

    `head`: its noun in small letters, "" where there is none; `proper`: stems of its words with a capital.
    """

    first: int
    last: int
    head: str
    proper: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Words:
    done: Phrases
    nouns: Mapping[str, str]
    groups: Mapping[str, str]
    everybody: frozenset[str]
    whole: frozenset[str]
    never_whole: frozenset[str]
    whose: frozenset[str]
    members: frozenset[str]
    relatives: frozenset[str]
    others: frozenset[str]
    measures: frozenset[str]
    before: frozenset[str]
    differences: frozenset[str]
    parts: Phrases
    shares: Phrases
    totals: Phrases
    old: frozenset[str]
    rises: frozenset[str]
    named: frozenset[str]


def people(part: str, language: str) -> dict[str, str]:
    """Kind -> one of its lists: what is done, what is done to them, nouns, adjectives, tolls."""
    return {kind: lists.get(part, "") for kind, lists in claim_lists(language)["people"].items()}


@cache
def _words(language: str) -> _Words:
    data, figures = claim_lists(language), rules.words("figures.txt", language)
    apart = {" ".join(own) for own in entries(data["never_whole"])}
    currencies = {words[0] for line in data["currencies"].values() for words in entries(line)}
    return _Words(
        done=Phrases({kind: done for kind, done in people("done", language).items() if kind not in apart}),
        nouns=names_of(people("nouns", language)),
        groups=names_of(data["groups"]), everybody=words_of("all", language),
        measures=frozenset({unit.split()[0] for unit in figures["units"]} | figures["times"] | currencies),
        parts=phrases_of("parts", language), shares=phrases_of("shares", language),
        totals=phrases_of("totals", language),
        never_whole=frozenset(apart),
        **{name: words_of(name, language) for name in (
            "whole", "whose", "members", "relatives", "others", "before", "differences", "old", "rises", "named",
        )},
    )  # fmt: skip


class Counting:
    """Reads what the numbers of one line count."""

    def __init__(self, line: Line, numerals: Sequence[Numeral], language: str) -> None:
        self.line, self.low, self.tags = line, line.low, line.tags
        self.numerals, self._words = numerals, _words(language)

    # ------------------------------------------------------------ the noun

    def noun(self, at: int) -> Counted:
        """The noun that stands at `at`, behind a number; "of its soldiers" too."""
        if self.line.has(at, _OF) and self.line.has(at + 1, self._words.whose):
            at += 2
        last = end = at
        while last < len(self.low) and self._joins(last, has_noun=end > at):
            last += 1
            end = last if self.tags[last - 1] in NOUNS else end
        head = self.low[end - 1] if end > at else ""
        if head in self._words.members and end - 1 > at:  # "crew members"
            head = self.low[end - 2]
        whose = [end + 1] if self.line.has(end, _OF) and end + 1 < len(self.low) else []
        proper = frozenset(
            self.line.words[place].stem for place in [*range(at, end), *whose] if self.line.capital(place)
        )
        return Counted(at, end, head, proper)

    def _joins(self, at: int, *, has_noun: bool) -> bool:
        """Whether a word belongs to the noun; "wounded" does where another noun follows."""
        if self.tags[at] in _PHRASE:
            return not has_noun or self.tags[at] in NOUNS
        follows = at + 1 < len(self.low) and self.tags[at + 1] in NOUNS
        return self.tags[at] in _PARTICIPLES and not has_noun and follows

    def group(self, counted: Counted, kind: str) -> str:
        """Who they are: "" everybody, "*miner" those who are everybody where nobody else is counted."""
        words, head = self._words, counted.head
        if not head or head in words.everybody:
            return ""
        if head in words.groups:
            return words.groups[head]
        if head != self.low[counted.last - 1]:
            return head
        if kind in words.never_whole:
            return self.line.words[counted.last - 1].stem
        stem = self.line.words[counted.last - 1].stem
        if kind in words.named and self.line.capital(counted.last - 1):
            return ""
        return ("*" if head in words.whole else "") + stem

    def persons(self, counted: Counted) -> bool:
        """Whether the noun is one of people."""
        words, head = self._words, counted.head
        known = head in words.everybody or head in words.groups or head in words.whole
        return known or (bool(head) and self.line.capital(counted.last - 1))

    def coordinated(self, counted: Counted) -> Counted | None:
        """What is counted next, where it is told of together: "12 soldiers and four civilians"."""
        if not self.line.has(counted.last, _AND):
            return None
        places = {counted.last + 1, counted.last + 2}
        number = next((one for one in self.numerals if one.first in places), None)
        other = self.noun(number.last) if number else None
        return other if other and other.head and other.head not in self._words.others else None

    # ------------------------------------------------------------ the number

    def measures(self, number: Numeral) -> bool:
        """Whether it is money, a measure, an age, a rank, a difference, half of a word or of a score."""
        words, at, last = self._words, number.at, number.last
        if self.tags[at - 1 : at] == ["$"] or self.line.has(last, words.measures):
            return True
        joined = self.line.has(last, _JOINTS) or self.line.has(at - 1, _JOINTS)
        return joined or self.line.has(at - 1, words.before) or self.line.has(last, words.differences)

    def part(self, at: int) -> bool:
        """Whether a number is only a part: "including four", "three of them", "six of the injured"."""
        number, words = self.numerals[at], self._words
        if self.line.window(number.at, number.last + 1) == ["one", "of"] or self._is_whole(at):
            return True
        if words.parts.before(self.low, number.first)[0] or words.shares.at(self.low, number.last)[0]:
            return True
        if self._between(at) in _WHOLES:
            return self.whole(at) is None
        counted = self.noun(number.last)
        said = counted.head in words.nouns or (not counted.head and words.done.at(self.low, counted.last)[0] > 0)
        return (self.line.has(number.last, _OF) and said) or words.shares.at(self.low, counted.last)[0] > 0

    def _between(self, at: int) -> list[str]:
        """The words from a number to the next one, [""] where it is the last."""
        pair = self.numerals[at : at + 2]
        return self.low[pair[0].last : pair[1].first] if len(pair) == 2 else [""]

    def whole(self, at: int) -> Numeral | None:
        """The number of those of whom it is a part, where the part is told: "12 of the 25 on board were hurt"."""
        if self._between(at) not in _WHOLES:
            return None
        whole, words = self.numerals[at + 1], self._words
        counted = self.noun(whole.last)
        said = not counted.head and words.done.at(self.low, counted.last)[0] > 0
        told = self.line.has(whole.last, words.relatives) or said or counted.head in words.nouns
        return None if told else whole  # "12 of the 30 wounded" tells how many are wounded

    def _is_whole(self, at: int) -> bool:
        """Whether a number is that of all of whom a part is told of."""
        return at > 0 and self.low[self.numerals[at - 1].at] != "one" and self.whole(at - 1) is not None

    def old(self, number: Numeral, *, far: int) -> bool:
        """Whether its value was given up, as one of `far` words before it tells: "rose from 12", "earlier"."""
        before = self.line.window(number.first - 8, number.first)
        if before[-1:] == ["from"]:
            return not self._words.rises.isdisjoint(before)
        return not self._words.old.isdisjoint(before[-far:])

    def total(self, number: Numeral) -> bool:
        """Whether it is called the number of all: "a total of 12", "12 in all"."""
        behind = (number.last, self.noun(number.last).last)
        called = any(self._words.totals.at(self.low, at)[0] for at in behind)
        return called or "total" in self.line.window(number.first, number.at)
