"""What an article states, as a record: a claim; and of any number of a line, when it is told of and who says so.

A claim says what is counted and what its number may stand for, so that claims of several articles can be held against
each other. What is told of other years is no claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from briefgen.drafting.numerals import YEAR, Line, Numeral
from briefgen.drafting.units import Unit
from briefgen.drafting.wordlists import claim_lists, entries, phrases_of, words_of

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_CLAUSE = frozenset({",", ";", ":", "(", ")", "—", "–", "“", "”", '"'})
_STOP = frozenset({*_CLAUSE, "."})
_OLD = 45  # days before publication; what happened earlier is another event
_SUPERLATIVES = frozenset({"JJS", "RBS"})
_PREPOSITIONS = frozenset({"on", "for", "over"})
_ABOUT, _OBJECT = 6, 4  # words from a word to "on", from "on" to what it is about
_IN_OBJECT = frozenset({"DT", "JJ", "PRP$", "POS", "VBN"})
_SUPERLATIVE = 8  # words from "the worst attack" to "since 2019"


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A value that a unit states; two claims are never one.

    `kind`: only claims of one kind are held against each other. `group`: who or what is counted, "" everybody; "*"
    before a group that is everybody where an article counts nobody else. `words`: the deciding words, `text`: the
    value, both as written. `spans`: what its numbers may stand for. `sides`: stems of who says so. `marks`: what two
    claims share before they are about one thing. `total`: called the number of all, `toll`: told as a toll, `added`:
    as more than others, `part`: as a part.
    """

    kind: str
    group: str
    words: str
    text: str
    unit: Unit
    place: int
    spans: tuple[tuple[float, float], ...]
    sides: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    total: bool = False
    toll: bool = False
    added: bool = False
    part: bool = False

    def agrees(self, other: Claim) -> bool:
        """Whether both may state one value."""
        pairs = zip(self.spans, other.spans, strict=False)
        return len(self.spans) == len(other.spans) and all(a[0] <= b[1] and b[0] <= a[1] for a, b in pairs)

    @property
    def width(self) -> float:
        """How much its numbers leave open."""
        return sum(high - low for low, high in self.spans)


# ------------------------------------------------------------------ when


def published(unit: Unit) -> date | None:
    """The day its article was published, where the article says so."""
    own = unit.analysis.article.published
    return date.fromisoformat(own[:10]) if own else None


def told_before(line: Line, at: int, language: str) -> bool:
    """Whether the number at `at` is told of another time: the words say so before it, or behind it in its clause."""
    end = _first(line, at, len(line.low), _CLAUSE)
    found = phrases_of("background", language)
    if any(found.at(line.low, place)[0] and not _best(line, place) for place in range(end)):
        return True
    return any(_long_ago(line, place, when, language) for place, when in _times(line, end, language))


def _first(line: Line, at: int, last: int, words: frozenset[str]) -> int:
    """The first place from `at` where one of these words stands; `last` where none does."""
    return next((place for place in range(at, last) if line.low[place] in words), last)


def _times(line: Line, end: int, language: str) -> Iterator[tuple[int, str]]:
    """(place, ISO day, or a year alone) of what names a time before `end`."""
    limit = line.words[end - 1].end if end else 0
    for time in line.unit.times:
        if time.start < limit and time.resolved:
            yield next((at for at, word in enumerate(line.words) if word.end > time.start), 0), time.resolved
    before, months = words_of_time(language)
    for at in range(1, end):
        if line.low[at - 1] in before and YEAR.fullmatch(line.low[at]):
            yield at, line.low[at]
        if line.tags[at] == "NNP" and line.low[at] in months and not _timed(line, at):
            yield at, _last_month(published(line.unit), months.index(line.low[at]) + 1)


@cache
def words_of_time(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """What stands before a year, and the months in order."""
    return words_of("before_year", language), tuple(words[0] for words in entries(claim_lists(language)["months"]))


def _timed(line: Line, at: int) -> bool:
    return any(time.start <= line.words[at].start < time.end for time in line.unit.times)


def _last_month(today: date | None, month: int) -> str:
    """The first day of the last such month, for "the October motion"; "" without a day to count from."""
    return date(today.year - (month > today.month), month, 1).isoformat() if today else ""


def _best(line: Line, at: int) -> bool:
    """Whether a superlative stands before it: "the worst fire in decades", "the first attack since 2019"."""
    places = range(max(0, at - _SUPERLATIVE), at)
    return any(line.tags[place] in _SUPERLATIVES or line.low[place] == "first" for place in places)


def _long_ago(line: Line, at: int, when: str, language: str) -> bool:
    """Whether a day or a year lies long before publication; "the worst since 2019" tells of today."""
    since = "since" in line.window(at - 3, at)
    if not when or (since and (_best(line, at) or not words_of("running", language).isdisjoint(line.low))):
        return False
    today = published(line.unit)
    if len(when) == 4:
        return today is None or when != str(today.year)
    return today is not None and date.fromisoformat(when) < today - timedelta(days=_OLD)


# ------------------------------------------------------------------ who


def sides(line: Line, number: Numeral, others: Sequence[Numeral], language: str) -> frozenset[str]:
    """Stems of who states a number: the subject of a verb of speech before it or behind it, else the unit's speaker."""
    first = max((other.last for other in others if other.last <= number.first), default=0)
    last = min((other.first for other in others if other.first >= number.last), default=len(line.low))
    speech = _speech(language)
    verb = next((at for at in range(number.first - 1, first - 1, -1) if line.low[at] in speech), None)
    before = _subject(line, verb, first) if verb is not None else frozenset()
    return before or _behind(line, number.last, last, speech) or _speaker(line.unit)


@cache
def _speech(language: str) -> frozenset[str]:
    return words_of("speech", language)


def _subject(line: Line, verb: int, first: int) -> frozenset[str]:
    """Stems of the nouns before a verb, back to where its clause begins."""
    begin = verb
    while begin > first and line.low[begin - 1] not in _STOP and line.tags[begin - 1] != "CC":
        begin -= 1
    return _stems(line, begin, verb)


def _behind(line: Line, first: int, last: int, speech: frozenset[str]) -> frozenset[str]:
    """ "according to the police", ", the police said"."""
    for at in range(first, last):
        if line.window(at, at + 2) == ["according", "to"]:
            return _stems(line, at + 2, _first(line, at + 2, len(line.low), _STOP))
        if line.low[at] in speech and at > first + 1:
            return _subject(line, at, first)
    return frozenset()


def _stems(line: Line, first: int, last: int) -> frozenset[str]:
    return frozenset(line.words[at].stem for at in range(first, last) if line.tags[at] in NOUNS)


def _speaker(unit: Unit) -> frozenset[str]:
    return frozenset(unit.speaker.name.lower().split()) if unit.speaker else frozenset()


# ------------------------------------------------------------------ of what


def objects(line: Line, at: int) -> Iterator[str]:
    """What a word is about, as marks: "on:treaty" of "the vote on the treaty", "on:harbour" of "millions for harbours".

    Two claims that are about other things are about two things.
    """
    end = _first(line, at + 1, min(len(line.low), at + 1 + _ABOUT), _STOP)
    for place in range(at + 1, end):
        plain = line.low[place] == "of" and line.tags[place + 1 : place + 2] == ["NN"]  # "a vote of confidence"
        if plain or line.low[place] in _PREPOSITIONS:
            for noun in range(place + 1, min(len(line.low), place + 1 + _OBJECT)):
                if line.tags[noun] in NOUNS and not _timed(line, noun):
                    yield f"on:{line.words[noun].stem}"
                elif line.tags[noun] not in _IN_OBJECT:
                    break


def named(line: Line, by: int = 0) -> frozenset[str]:
    """Who and what a unit names, as marks; those before `by` are who does it, too: "by:norland"."""
    names = [at for at, tag in enumerate(line.tags) if tag in {"NNP", "NNPS"} and not _timed(line, at)]
    doing = {f"by:{line.words[at].stem}" for at in names if at < by}
    return frozenset({f"in:{line.words[at].stem}" for at in names} | doing)


def done_by_others(a: Claim, b: Claim) -> bool:
    """Whether both name who does it, and neither sentence names that of the other."""
    by, others = ({mark[3:] for mark in claim.marks if mark.startswith("by:")} for claim in (a, b))
    named_here, named_there = ({mark[3:] for mark in claim.marks if mark.startswith("in:")} for claim in (a, b))
    return bool(by and others) and not by & named_there and not others & named_here


def apart(a: Claim, b: Claim, sort: str) -> bool:
    """Whether both have marks of a sort ("on:") and share none."""
    one, other = ({mark for mark in claim.marks if mark.startswith(sort)} for claim in (a, b))
    return bool(one and other) and not one & other
