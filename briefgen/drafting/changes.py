"""Two statements in that say the same of two days; out, whether what they say has changed.

A change is another figure, another day, another name in the same place, a negation more or less, a thing ahead that
has happened, a turn of events. Other wording is none, nor is another day of reporting.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from briefgen.drafting.statements import Day, Statement
from briefgen.drafting.wording import is_past, lists


def is_changed(one: Statement, other: Statement, language: str = "en") -> bool:
    """Whether `one`, the later statement, says anything else than `other`."""
    return bool(
        one.figures - other.figures
        or one.negated != other.negated
        or _other_day(one, other)
        or _has_happened(one, other, language)
        or _may_no_more(one, other)
        or _has_turned(one, other, language)
        or _other_side(one, other, language)
        or _other_name(one, other)
    )


# ------------------------------------------------------------------ days


def _other_day(one: Statement, other: Statement) -> bool:
    """Another day ahead, another day behind that is no day of reporting, or a day ahead that is no longer ahead."""
    added = [day for day in one.days if not any(day.same(known) for known in other.days)]
    gone = [day for day in other.days if not any(day.same(known) for known in one.days)]
    if any(_is_ahead(day, one) for day in added):
        return True
    return bool(added and gone and any(not _is_reporting(day, one) for day in added)) or any(
        known.ahead and day.ahead is False and day.same(known) for day in one.days for known in other.days
    )


def _is_ahead(day: Day, one: Statement) -> bool:
    return bool(day.ahead) or bool(day.date and one.told and day.date > one.told)


def _is_reporting(day: Day, one: Statement) -> bool:
    """Whether it is the day of the article or the one before: a day that moves on with the news."""
    if not day.date or not one.told:
        return True
    return day.precision == "day" and date.fromisoformat(one.told) - date.fromisoformat(day.date) <= timedelta(days=1)


# ------------------------------------------------------------------ what is ahead, and what has turned


def _has_happened(one: Statement, other: Statement, language: str) -> bool:
    """What was ahead or possible stands in a form of the past now: "is expected to sign" -> "signed"."""
    if not (other.ahead or other.possible) or one.ahead or one.possible:
        return False
    bases = {token.stem for token in other.tokens if token.stem and not is_past(token.word, language)}
    return any(token.stem in bases and is_past(token.word, language) for token in one.tokens)


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
    return not set(_places(one, other)).isdisjoint(_places(other, one))


def _places(one: Statement, other: Statement) -> Iterator[tuple[str, str]]:
    """The words before and behind each run of names that the other statement does not have."""
    words = ["^", *(token.word for token in one.tokens), "$"]
    strange = [token.name and token.stem != "" and token.stem not in other.stems for token in one.tokens]
    at = 0
    while at < len(strange):
        first = at
        while at < len(strange) and strange[at]:
            at += 1
        if at > first:
            yield words[first], words[at + 1]
        at = max(at, first + 1)
