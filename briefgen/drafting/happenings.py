"""A line in, claims about the day on which something happened or is to happen out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from briefgen.drafting.claims import Claim, published
from briefgen.drafting.dates import followed_by_day, names_day
from briefgen.drafting.numerals import Line
from briefgen.drafting.wordlists import claim_lists, names_of, words_of
from briefgen.model import Time

PAST, COMING = "past", "coming"  # how the kinds of claims about days begin
_BEFORE, _BEHIND = 16, 9  # words from what happens to its day, from the day to what happens
_SAID = 4  # words from "said" to its day
_LONGEST_AGO, _FARTHEST = 60, 400  # days between a day and the publication
_TURN = 3  # words from "night" to its day
_ENDS = frozenset({";", "."})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


@dataclass(frozen=True, slots=True)
class _Words:
    past: Mapping[str, str]
    coming: Mapping[str, str]
    speech: frozenset[str]
    single: frozenset[str]
    vague: frozenset[str]
    light: frozenset[str]
    turns: frozenset[str]


@cache
def _words(language: str) -> _Words:
    data = claim_lists(language)
    lists = (words_of(name, language) for name in ("speech", "single", "vague_events", "light", "turns"))
    return _Words(names_of(data[PAST]), names_of(data[COMING]), *lists)


def happenings(line: Line, language: str) -> Iterator[Claim]:
    """Claims about days, in the order of the text."""
    today = published(line.unit)
    for start, time in _days(line) if today else ():
        gap = (date.fromisoformat(time.resolved or "") - today).days if today else 0
        if -_LONGEST_AGO <= gap <= _FARTHEST:
            found = _claim(line, start, time, ahead=gap > 0 or (gap == 0 and bool(time.ahead)), language=language)
            if found:
                yield found


def _days(line: Line) -> Iterator[tuple[int, Time]]:
    """(offset, time) of each day; "Monday, May 25" is one, "the first Thursday of May" is none that is known."""
    weekday: Time | None = None
    for time in line.unit.times:
        if names_day(time) and followed_by_day(line.unit, time):
            weekday = time
            continue
        start, weekday = weekday.start if weekday else time.start, None
        behind = line.text[time.end : time.end + len(" of ")]
        if time.precision == "day" and time.resolved and behind != " of ":
            yield start, time


def _claim(line: Line, start: int, time: Time, *, ahead: bool, language: str) -> Claim | None:
    """What happens on a day, None where the line does not tell or only something was said."""
    words = _words(language)
    first = next(at for at, word in enumerate(line.words) if word.end > start)
    last = next((at for at, word in enumerate(line.words) if word.start >= time.end), len(line.words))
    names = words.coming if ahead else words.past
    at = _event(line, first, last, names, words, ahead=ahead)
    if at is None:
        return None
    name, day = names[line.low[at]], float(date.fromisoformat(time.resolved or "").toordinal())
    turn = not ahead and not words.turns.isdisjoint(line.window(first - _TURN, last + _TURN))
    written = " ".join(line.text[start : time.end].split()).removesuffix("'s").removesuffix("’s")
    return Claim(
        f"{COMING if ahead else PAST} {name}", "", line.low[at], written, line.unit, start,
        ((day - turn, day + turn),), marks=frozenset(_sorts(name, words) if ahead else ()),
    )  # fmt: skip


def _sorts(name: str, words: _Words) -> Iterator[str]:
    """Of what sort it is: one of which a story has a single one; a mere start."""
    if name in words.single:
        yield "single"
    if name in words.vague:
        yield "vague"


def _event(line: Line, first: int, last: int, names: Mapping[str, str], words: _Words, *, ahead: bool) -> int | None:
    """The place of what happens on a day: before it, or behind it. "Talks will begin": of two the one that tells."""
    found = [at for at in _back(line, first, words, ahead=ahead) if line.low[at] in names]
    telling = [at for at in found if names[line.low[at]] not in words.vague]
    if telling or found:
        return (telling or found)[0]
    behind = range(last, min(len(line.low), last + _BEHIND))
    end = next((at for at in behind if line.low[at] in _ENDS), behind.stop)
    return next((at for at in range(last, end) if line.low[at] in names), None)


def _back(line: Line, first: int, words: _Words, *, ahead: bool) -> Iterator[int]:
    """The places before a day, the nearest first, up to a verb or a verb of speech."""
    for at in range(first - 1, max(-1, first - _BEFORE), -1):
        word = line.low[at]
        if word in _ENDS or (word in words.speech and first - at <= _SAID and not ahead):
            return
        yield at
        if line.tags[at] in _FINITE and word not in words.light:
            return
