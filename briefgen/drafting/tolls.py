"""A number of a line in, what is said of the people it counts out: "killed" of "killing 12", "12 died"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from briefgen.drafting.counted import Counted, Counting, people
from briefgen.drafting.numerals import Numeral
from briefgen.drafting.wordlists import Phrases, entries, names_of, words_of

_FAR = 16  # words from who is counted to what is said of them
_TOLL = 20  # words from "death toll" to its number
_ASIDE = 14  # words of ", most of them children,"
_DOUBT = 4  # words from "may have" to "killed"
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BARRED = _FINITE | {"CD", "WDT", "WP", "WRB", "CC"}
_ADVERBS = frozenset({"RB", "RBR"})
_OBJECTS = frozenset({"CD", "DT", "PRP$", "NN", "NNS", "NNP", "JJ", "PRP"})
_ENDS = frozenset({",", ";", ":", "(", ")", "—", "–", ".", "“", "”", '"', "and", "or", "but"})
_BREAKS = frozenset({";", ".", "“", "”"})
_FROM = frozenset({"from"})

FREED = "freed"  # "released 14 hostages" tells how many are free
ABOARD = "on board"  # a kind whose noun counts only where it is said that they travel
_KILLED = "killed"
_EXISTS = frozenset({"there"})

Said = tuple[str, str] | None  # kind, and its words as written


@dataclass(frozen=True, slots=True)
class _Words:
    done: Phrases
    doing: Phrases
    tolls: Phrases
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    degrees: frozenset[str]
    auxiliaries: frozenset[str]
    idle: frozenset[str]
    doubts: frozenset[str]
    never: frozenset[str]
    asides: frozenset[str]
    be: frozenset[str]
    reaching: frozenset[str]
    articles: frozenset[str]
    intransitive: frozenset[str]
    bare: frozenset[str]
    loose: frozenset[str]
    acting: frozenset[str]
    others: frozenset[str]
    speech: frozenset[str]
    corpses: frozenset[str]
    carrying: frozenset[str]
    passengers: frozenset[str]


@cache
def _words(language: str) -> _Words:
    lists = {name: words_of(name, language) for name in (
        "degrees", "auxiliaries", "idle", "never", "asides", "be", "reaching", "articles", "intransitive", "bare",
        "loose", "acting", "others", "speech", "corpses", "carrying",
    )}  # fmt: skip
    return _Words(
        done=Phrases(people("done", language)), doing=Phrases(people("doing", language)),
        tolls=Phrases(people("tolls", language)), nouns=names_of(people("nouns", language)),
        adjectives=names_of(people("adjectives", language)),
        doubts=words_of("modals", language) | words_of("never", language),
        passengers=frozenset(words[0] for words in entries(people("nouns", language)[ABOARD])), **lists,
    )  # fmt: skip


class Tolls:
    """Reads what is said of those whom the numbers of one line count."""

    def __init__(self, counting: Counting, language: str) -> None:
        self.counting, self.line, self.low = counting, counting.line, counting.low
        self._words = _words(language)

    def said(self, number: Numeral, counted: Counted) -> Said:
        """What is said of the people a number counts, the closest first."""
        behind = self.behind(counted)
        if behind and behind[0] != ABOARD:
            return behind
        if behind and counted.head and not self.counting.persons(counted):  # "1,200 breweries on board"
            behind = None
        return self._before(number, counted) or behind or self._noun(number, counted)

    def _certain(self, first: int, last: int, kind: str, at: int, size: int) -> Said:
        """The kind, unless the words from `first` to `last` put it in doubt."""
        doubted = not self._words.doubts.isdisjoint(self.line.window(first, last))
        return None if doubted else (kind, self.line.written(at, at + size))

    # ------------------------------------------------------------ "the death toll rose to 12"

    def toll(self, number: Numeral) -> Said:
        """What a number is the toll of."""
        at = number.first
        if not self.line.has(at - 1, self._words.reaching):
            return None
        for end in range(at, max(0, at - _TOLL), -1):
            if self.low[end - 1] in _BREAKS or self._counts(end, number):
                return None
            size, kind = self._words.tolls.before(self.low, end)
            if size:
                return self._any(end, at) if kind == "any" else self._certain(end, at, kind, end - size, size)
        return None

    def _counts(self, end: int, number: Numeral) -> bool:
        """Whether another number ends there, but for the old one of "rose from 12 to 17"."""
        others = (one for one in self.counting.numerals if one is not number and one.first < end <= one.last)
        return any(not self.line.has(one.first - 1, _FROM) for one in others)

    def _any(self, first: int, last: int) -> Said:
        """ "the number of people known to have died rose to 12"."""
        for at in range(first, last):
            size, kind = self._words.done.at(self.low, at)
            kind = kind or self._words.nouns.get(self.low[at], "")
            if kind:
                return self._certain(first, last, kind, at, max(size, 1))
        return None

    # ------------------------------------------------------------ "12 people on the ferry were killed"

    def behind(self, counted: Counted) -> Said:
        """What a verb or a participle behind those who are counted says of them."""
        at, governed = counted.last, False
        travel: Said = None
        limit = min(len(self.low), at + _FAR)
        while at < limit and self.low[at] not in self._words.degrees:
            size, kind = self._words.done.at(self.low, at)
            if kind == ABOARD:  # "12 people on board were killed"
                travel, at = travel or (kind, self.line.written(at, at + size)), at + size
                continue
            if size and (governed or self._passive(at, size)):
                if not governed and self._only_some(at + size, counted):
                    return None
                return self._certain(at + size, at + size + 1, kind, at, size)
            step = self._over(at, governed=governed)
            if not step:
                return travel
            governed = governed or (self.low[at] in self._words.auxiliaries and self.low[at] not in self._words.idle)
            at += step
        return travel

    def _passive(self, at: int, size: int) -> bool:
        """Whether it is said of those before it: "12 killed in a raid", not "12 soldiers killed three"."""
        following = self.counting.tags[at + size : at + size + 1]
        return self.low[at] in self._words.intransitive or not following or following[0] not in _OBJECTS

    def _only_some(self, at: int, counted: Counted) -> bool:
        """ "five others detained in the raid were released" tells not how many were detained."""
        if counted.head not in self._words.others:
            return False
        end = next((place for place in range(at, len(self.low)) if self.low[place] in _ENDS), len(self.low))
        return not self._words.be.isdisjoint(self.low[at:end])

    def _over(self, at: int, *, governed: bool) -> int:
        """How many words may be passed over on the way to the verb; 0 where the way ends."""
        words, word, tag = self._words, self.low[at], self.counting.tags[at]
        if word in words.doubts:
            return 0
        if word == "," and not governed:
            return self._aside(at)
        if word in words.auxiliaries or tag in _ADVERBS:
            return 1
        return int(not governed and word not in _ENDS and tag not in _BARRED)

    def _aside(self, at: int) -> int:
        """The words of ", most of them children," with both commas."""
        if not self.line.has(at + 1, self._words.asides):
            return 0
        commas = (place for place in range(at + 1, min(len(self.low), at + _ASIDE)) if self.low[place] == ",")
        return next(commas, at - 1) + 1 - at

    # ------------------------------------------------------------ "killing 12 people", "12 deaths"

    def _before(self, number: Numeral, counted: Counted) -> Said:
        """What is done to those who are counted, by the verb before the number."""
        at, words = number.first, self._words
        while self.line.has(at - 1, words.articles):
            at -= 1
        size, kind = words.doing.before(self.low, at)
        first = at - size
        if not size or (self.line.has(first - 1, words.be) and not self.low[first].endswith("ing")):
            return None
        if not counted.head and self.low[at - 1] not in words.bare:
            return None
        loose = not words.loose.isdisjoint(self.line.window(first, at))
        if loose and (not self.counting.persons(counted) or (kind != FREED and self._noun(number, counted))):
            return None
        return self._certain(first - _DOUBT, first, kind, first, size)

    def _noun(self, number: Numeral, counted: Counted) -> Said:
        """What the noun itself says: "12 deaths", "eleven wounded soldiers"."""
        words, noun = self._words, counted.head in self._words.nouns
        if counted.head in words.corpses and self._exist(number):
            return _KILLED, self.line.written(counted.last - 1, counted.last)
        if counted.head in words.passengers and not self._travel(number, counted):
            return None
        if noun and (counted.head not in words.acting or self._opens(number)):
            return words.nouns[counted.head], self.line.written(counted.last - 1, counted.last)
        for at in range(counted.first, counted.last - 1):
            if self.low[at] in words.adjectives and not self.line.has(at - 1, words.degrees):
                return words.adjectives[self.low[at]], self.line.written(at, at + 1)
        return None

    def _exist(self, number: Numeral) -> bool:
        """ "there were four bodies"."""
        return self.line.has(number.first - 1, self._words.be) and self.line.has(number.first - 2, _EXISTS)

    def _travel(self, number: Numeral, counted: Counted) -> bool:
        """ "carrying 187 passengers", "a list of 187 passengers", but not "carried 187 passengers a day"."""
        daily = self.line.has(counted.last, self._words.articles)
        return not daily and self.line.has(number.first - 1, self._words.carrying)

    def _opens(self, number: Numeral) -> bool:
        """Whether a number begins a clause or is spoken of: "they spoke of 3,000 demonstrators"."""
        told = not self._words.speech.isdisjoint(self.line.window(number.first - 2, number.first))
        return number.first == 0 or self.line.has(number.first - 1, _ENDS) or told

    def bare(self, number: Numeral, counted: Counted) -> bool:
        """Whether a number takes up the one before it: "the ministry spoke of nine, the rebels said 15"."""
        ends = not counted.head and (number.last == len(self.low) or self.line.has(number.last, _ENDS))
        return ends and self.line.has(number.first - 1, self._words.speech)
