"""The books in; a place in the brief for each value that accounts differ about, or that has been replaced, out.

Such a value stands where its unit is printed anyway; what no section prints stands in the table itself. A quantity of
which two values cannot both be printed is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.drafting.chosen import LEAST, Books
from briefgen.drafting.contested import Claimed, Contest
from briefgen.drafting.ranking import Candidate

_LATER = 1  # later values, in a memo of several stories


def disputes(books: Books) -> None:
    """Takes what the tables of differing and of later values need, as far as the limits go."""
    stories = len(books.ranked.events)
    for section, updated in (("discrepancies", False), ("updates", True)):
        most = int(getattr(books.limits, section))
        if stories > 1:  # one of each story, and hardly any that is only an update: the stories themselves come first
            most = min(most, _LATER if updated else stories)
        for contest in _in_turns(books, updated=updated):
            told = _as_told(books, contest) if updated else contest
            if most and _taken(books, told, section):
                most -= 1


def _in_turns(books: Books, *, updated: bool) -> Iterator[Contest]:
    """The contests, each story's first before any story's second."""
    own = [[contest for contest in of_story if contest.updated is updated] for of_story in books.ranked.contests]
    for at in range(max(map(len, own), default=0)):
        yield from (of_story[at] for of_story in own if at < len(of_story))


def _as_told(books: Books, contest: Contest) -> Contest:
    """An update by the units of a discrepancy that shows all its values already, so that nothing is printed twice."""
    for other in books.chosen.contests:
        if books.same_story(other, contest):
            alike = other.quantity == contest.quantity
            shown = [
                next((one for one in other.values if one.shows(value, alike=alike)), None) for value in contest.values
            ]
            if None not in shown:
                return replace(contest, values=tuple(one for one in shown if one is not None))
    return contest


def _taken(books: Books, contest: Contest, section: str) -> bool:
    """Whether every value has a place; the places are taken."""
    missing = [value for value in _each(contest) if value.key not in books.taken]
    candidates = [books.candidates[value.key] for value in missing]
    room = books.limits.extracts - len(books.chosen.order)
    if len(candidates) > room or not all(map(books.printable, candidates)):
        return False
    newest = max((_day(books.candidates[value.key]) for value in contest.values), default="")
    for candidate in candidates:
        is_new = _day(candidate) == newest
        if books.leans(candidate):
            books.point_back(candidate)
        books.take(candidate, _home(books, candidate, section) if is_new else section)
    books.chosen.contests.append(contest)
    return True


def _each(contest: Contest) -> list[Claimed]:
    """The values, those of one unit once."""
    return list({value.key: value for value in contest.values}.values())


def _home(books: Books, candidate: Candidate, section: str) -> str:
    """News of its own stands as such; what is out of date, or no news, in the table."""
    news = books.value(candidate, "developments") >= LEAST["developments"][1] and books.free(candidate)
    full = len(books.chosen.wanted("developments")) >= books.limits.developments
    return "developments" if news and not full and books.stands(candidate, "developments") else section


def _day(candidate: Candidate) -> str:
    """The day on which a value was published, "" where that is not known."""
    return (candidate.unit.analysis.article.published or "")[:10]
