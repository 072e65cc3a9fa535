"""Two statements of different days in that are alike; out, whether what they say has changed.

A change is another figure, another day, another name in the same place, a negation more or less, a thing ahead that
has happened, a turn of events. Other wording is none, nor is another day of reporting.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from briefgen.drafting.statements import Day, Statement
from briefgen.drafting.wording import is_past, lists


def has_other(one: Statement, other: Statement, language: str) -> bool:
    """Whether `one`, the later statement, has something else in the place of something in `other`."""
    return (
        _other_figure(one, other)
        or _other_day(one, other)
        or _other_name(one, other)
        or _other_side(one, other, language)
        or _may_no_more(one, other)
        or _has_happened(one, other, language)
        or (_has_turned(one, other, language) and _has_turned(other, one, language))
    )


def has_more(one: Statement, other: Statement, language: str) -> bool:
    """Whether `one`, the later statement, has a figure, a day ahead, a turn or a denial that `other` has not.

    Of statements that are not much alike that tells little: it may be of another thing.
    """
    return (
        not one.values <= other.values
        or one.negated != other.negated
        or any(_is_ahead(day, one) for day in _days(one, other))
        or _has_turned(one, other, language)
    )


def is_turned_round(one: Statement, other: Statement, language: str) -> bool:
    """Whether the one who acts is the other's other party: "Norland expelled envoys of Sudmark" and the reverse."""
    first, known = _actor(one), _actor(other)
    voice = lists(language).voice
    return bool(
        first and known and first != known and first in other.stems and known in one.stems
        and voice.isdisjoint(one.words) and voice.isdisjoint(other.words)
    )  # fmt: skip


def _actor(one: Statement) -> str:
    """The single name that a statement begins with, "" where it begins with none or with several."""
    if len(one.tokens) < 2:
        return ""
    first, second = one.tokens[:2]
    return first.stem if first.name and not second.name and second.word != "and" else ""


# ------------------------------------------------------------------ figures and days


def _other_figure(one: Statement, other: Statement) -> bool:
    """Another figure beside the same word: "killed 12 people" -> "killed 17 people"."""
    mine = [figure for figure in one.figures if figure.value not in other.values]
    theirs = [figure for figure in other.figures if figure.value not in one.values]
    return any(figure.beside(known) for figure in mine for known in theirs)


def _days(one: Statement, other: Statement) -> list[Day]:
    """The days of one statement that the other has not."""
    return [day for day in one.days if not any(day.same(known) for known in other.days)]


def _other_day(one: Statement, other: Statement) -> bool:
    """Another day ahead, another day behind that is none of reporting, or one that is ahead no longer."""
    gone = {_is_ahead(day, other) for day in _days(other, one)}
    for day in _days(one, other):
        ahead = _is_ahead(day, one)
        if ahead in gone and (ahead or not _is_reporting(day, one)):
            return True
    return any(known.ahead and day.ahead is False and day.same(known) for day in one.days for known in other.days)


def _is_ahead(day: Day, one: Statement) -> bool:
    """Whether a day is ahead by its verb, by its date, or by the statement where neither tells."""
    if day.ahead is None and not day.date:
        return one.ahead
    return bool(day.ahead) or bool(day.date and one.told and day.date > one.told)


def _is_reporting(day: Day, one: Statement) -> bool:
    """Whether it is the day of the article or the one before: a day that moves on with the news."""
    if not day.date or not one.told:
        return True
    return day.precision == "day" and date.fromisoformat(one.told) - date.fromisoformat(day.date) <= timedelta(days=1)


# ------------------------------------------------------------------ what is ahead, and what has turned


def _has_happened(one: Statement, other: Statement, language: str) -> bool:
    """What was ahead or possible is so no more, and a form of the past is new: "is expected to sign" -> "signed"."""
    if not (other.ahead or other.possible) or one.ahead or one.possible:
        return False
    return any(token.stem and token.word not in other.words and is_past(token.word, language) for token in one.tokens)


def _may_no_more(one: Statement, other: Statement) -> bool:
    """ "may attend" -> "will attend", and the other way round."""
    return (other.possible and one.ahead and not other.ahead and not one.possible) or (
        one.possible and other.ahead and not one.ahead and not other.possible
    )


def _has_turned(one: Statement, other: Statement, language: str) -> bool:
    """A word of a turn that was not there: "reopened", "withdrew"."""
    return not (one.stems & lists(language).turns) <= other.stems


def _other_side(one: Statement, other: Statement, language: str) -> bool:
    """ "rising" -> "falling"."""
    for sides in lists(language).sides:
        mine = {at for at, side in enumerate(sides) if side & one.stems}
        theirs = {at for at, side in enumerate(sides) if side & other.stems}
        if mine and theirs and mine.isdisjoint(theirs):
            return True
    return False


# ------------------------------------------------------------------ names


def _other_name(one: Statement, other: Statement) -> bool:
    """Another name between the same words: "in Geneva next month" -> "in Vienna next month"."""
    if one.names <= other.stems and other.names <= one.stems and one.words[:1] == other.words[:1]:
        return False
    return not set(_places(one, other)).isdisjoint(_places(other, one))


def _places(one: Statement, other: Statement) -> Iterator[tuple[str, str]]:
    """The words before and behind each run of names that the other statement does not have."""
    words = ("^", *one.words, "$")
    strange = [token.name and token.stem != "" and token.stem not in other.stems for token in one.tokens]
    at = 0
    while at < len(strange):
        first = at
        while at < len(strange) and strange[at]:
            at += 1
        if at > first:
            yield words[first], words[at + 1]
        at = max(at, first + 1)
