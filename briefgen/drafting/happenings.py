"""A line in, claims about the day on which something happened or is to happen out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from briefgen.drafting.claims import NOUNS, Claim, objects, published
from briefgen.drafting.dates import followed_by_day, names_day
from briefgen.drafting.numerals import YEAR, Line
from briefgen.drafting.wordlists import Phrases, claim_lists, entries, phrases_of, words_of
from briefgen.model import Time

PAST, COMING = "past", "coming"  # how the kinds of claims about days begin
_BEFORE, _BEHIND = 16, 9  # words from what happens to its day, from the day to what happens
_SAID = 4  # words from "said" to its day
_LONGEST_AGO, _FARTHEST = 60, 400  # days between a day and the publication
_TURN = 3  # words from "night" to its day
_YEAR, _SOON = 365, 120  # days
_LAST_OF_FEBRUARY = 28
_DIRECT = 4  # words from "sign" to what is signed
_IN_OBJECT = frozenset({"DT", "JJ", "VBG", "VBN", "PRP$"})
_CLAUSE = frozenset({",", ";", ".", "“", "”", '"'})
_FROM = frozenset({"from"})
_ENDS = frozenset({";", "."})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


@dataclass(frozen=True, slots=True)
class _Words:
    past: Phrases
    coming: Phrases
    ends: Phrases
    shifted: Phrases
    speech: frozenset[str]
    single: frozenset[str]
    vague: frozenset[str]
    light: frozenset[str]
    turns: frozenset[str]
    alone: frozenset[str]
    rare: frozenset[str]
    until: frozenset[str]
    ahead_of: frozenset[str]
    declared: frozenset[str]
    personal: frozenset[str]
    papers: frozenset[str]
    weekdays: tuple[str, ...]


@cache
def _words(language: str) -> _Words:
    data = claim_lists(language)
    lists = {name: words_of(name, language) for name in (
        "speech", "single", "light", "turns", "alone", "rare", "until", "ahead_of", "declared", "personal", "papers",
    )}  # fmt: skip
    return _Words(
        Phrases(data[PAST]), Phrases(data[COMING]), phrases_of("ends", language), phrases_of("shifted", language),
        vague=words_of("vague_events", language), **lists, weekdays=tuple(own[0] for own in entries(data["weekdays"])),
    )  # fmt: skip


def happenings(line: Line, language: str) -> Iterator[Claim]:
    """Claims about days, in the order of the text."""
    today, words = published(line.unit), _words(language)
    for start, time in _days(line) if today else ():
        read = (_claim(line, start, time, when, ahead, words) for when, ahead in _readings(time, today, words))
        found = next((claim for claim in read if claim), None)
        if found:
            yield found


def _readings(time: Time, today: date | None, words: _Words) -> Iterator[tuple[date, bool]]:
    """(day, whether it is to come) as the expression is resolved, then as the next such day where that may be meant.

    "The sitting of 22 May" in April is one to come; so is "mourning from Thursday", declared on a Tuesday.
    """
    if today is None:
        return
    day = date.fromisoformat(time.resolved) if time.resolved else None
    gap = (day - today).days if day else 0
    if day and -_LONGEST_AGO <= gap <= _FARTHEST:
        yield day, gap > 0 or (gap == 0 and bool(time.ahead))
    name = time.as_written.lower()
    if name in words.weekdays and gap <= 0:
        yield today + timedelta(days=(words.weekdays.index(name) - today.weekday()) % len(words.weekdays)), True
    elif day and gap < -_LONGEST_AGO and not any(YEAR.fullmatch(part) for part in time.as_written.split()):
        coming = day + timedelta(days=_YEAR)
        if (coming - today).days <= _SOON:
            yield date(coming.year, day.month, min(day.day, _LAST_OF_FEBRUARY) if day.month == 2 else day.day), True


def _days(line: Line) -> Iterator[tuple[int, Time]]:
    """(offset, time) of each day; "Monday, May 25" is one, "the first Thursday of May" is none that is known."""
    weekday: Time | None = None
    for time in line.unit.times:
        if names_day(time) and followed_by_day(line.unit, time):
            weekday = time
            continue
        start, weekday = weekday.start if weekday else time.start, None
        behind = line.text[time.end : time.end + len(" of ")]
        if (time.precision == "day" or names_day(time)) and behind != " of ":
            yield start, time


def _claim(line: Line, start: int, time: Time, when: date, ahead: bool, words: _Words) -> Claim | None:
    """What happens on a day, None where the line does not tell or only something was said."""
    first = next(at for at, word in enumerate(line.words) if word.end > start)
    last = next((at for at, word in enumerate(line.words) if word.start >= time.end), len(line.words))
    names = words.coming if ahead else words.past
    at = _event(line, first, last, names, words, ahead=ahead)
    if (
        at is None
        or _given_up(line, first, words)
        or (ahead and not words.ahead_of.isdisjoint(line.window(at - 3, at)))
    ):
        return None
    (size, name), day = names.at(line.low, at), float(when.toordinal())
    if time.as_written.lower() in words.weekdays and when.isoformat() != time.resolved:
        told = name in words.declared and at < first and (time.resolved is None or line.has(first - 1, _FROM))
        if not told:
            return None
    turn = not ahead and not words.turns.isdisjoint(line.window(first - _TURN, last + _TURN))
    written = " ".join(line.text[start : time.end].split()).removesuffix("'s").removesuffix("’s")
    kind = f"{COMING if ahead else PAST} {name}{' end' if _ends(line, at, first, last, words) else ''}"
    marks = {*_sorts(name, line.low[at], words, ahead=ahead), *(_of_what(line, at, words) if ahead else ())}
    marks |= {*_who(line, at)} if name in words.personal else set()
    return Claim(
        kind, "", line.written(at, at + size), written, line.unit, start, ((day - turn, day + turn),),
        marks=frozenset(marks),
    )  # fmt: skip


def _of_what(line: Line, at: int, words: _Words) -> Iterator[str]:
    """What is voted on or signed, as marks; that it is an accord or a law tells nothing."""
    dull = {f"on:{line.words[place].stem}" for place in range(at, len(line.low)) if line.low[place] in words.papers}
    yield from (mark for mark in objects(line, at) if mark not in dull)
    for place in range(at + 1, min(len(line.low), at + 1 + _DIRECT)):
        if line.tags[place] in NOUNS and f"on:{line.words[place].stem}" not in dull:
            yield f"on:{line.words[place].stem}"
        elif line.tags[place] not in _IN_OBJECT and line.tags[place] not in NOUNS:
            return


def _who(line: Line, at: int) -> Iterator[str]:
    """Stems of those who do it: the nouns before it in its clause."""
    for place in range(at - 1, -1, -1):
        if line.low[place] in _CLAUSE:
            return
        if line.tags[place] in NOUNS or line.tags[place] == "JJ":
            yield f"@{line.words[place].stem}"


def _given_up(line: Line, first: int, words: _Words) -> bool:
    """Whether it is the day from which something was moved, or that was corrected."""
    moved = any(words.shifted.at(line.low, at)[0] for at in range(max(0, first - _BEFORE), first))
    return line.window(first - 1, first) == ["from"] and moved


def _ends(line: Line, at: int, first: int, last: int, words: _Words) -> bool:
    """Whether it is the day on which it ends: "in force until Friday", "the curfew is to end on Friday"."""
    between = range(at, first) if at < first else range(last, at)
    return line.has(first - 1, words.until) or any(words.ends.at(line.low, place)[0] for place in between)


def _sorts(name: str, word: str, words: _Words, *, ahead: bool) -> Iterator[str]:
    """Of what sort it is: one of which a story has a single one, or seldom more; a mere start."""
    if name in words.single and ahead:
        yield "single"
    if name in words.vague:
        yield "vague"
    if name in words.alone or word in words.alone:
        yield f"!{name}"
    if name in words.rare:
        yield "rare"


def _event(line: Line, first: int, last: int, names: Phrases, words: _Words, *, ahead: bool) -> int | None:
    """The place of what happens on a day: before it, or behind it. "Talks will begin": of two the one that tells."""
    found = [(at, names.at(line.low, at)[1]) for at in _back(line, first, words, ahead=ahead)]
    found = [(at, name) for at, name in found if name]
    telling = [(at, name) for at, name in found if name not in words.vague]
    if telling or found:
        return (telling or found)[0][0]
    behind = range(last, min(len(line.low), last + _BEHIND))
    end = next((at for at in behind if line.low[at] in _ENDS), behind.stop)
    return next((at for at in range(last, end) if names.at(line.low, at)[0]), None)


def _back(line: Line, first: int, words: _Words, *, ahead: bool) -> Iterator[int]:
    """The places before a day, the nearest first, up to a verb or a verb of speech."""
    for at in range(first - 1, max(-1, first - _BEFORE), -1):
        word = line.low[at]
        if word in _ENDS or (word in words.speech and first - at <= _SAID and not ahead):
            return
        yield at
        if line.tags[at] in _FINITE and word not in words.light:
            return
