"""The stories of what was read in; which are printed and why not the others, and what else is not covered, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefgen import language
from briefgen.drafting import Event
from briefgen.errors import ConfigError, NoArticle
from briefgen.model import Article, Coverage, LeftOut, NotAnalysed

Selected = tuple[tuple[Event, LeftOut], ...]
"""Each story with the reason why it is not printed, "" where it is."""


def selected(events: Sequence[Event], most: int, number: int | None, about: Sequence[str]) -> Selected:
    """The one story wanted, else the first `most` that are about what is asked for.

    Raises ConfigError where there is no story of that number, NoArticle where none is about it.
    """
    if number is not None:
        if not 1 <= number <= len(events):
            hint = "briefgen stories SOURCE lists them"
            raise ConfigError(f"--story {number}: there are {len(events)} stories", hint=hint)
        return tuple((event, "" if event.number == number else "not chosen") for event in events)
    fitting = [event.number for event in events if event.about]
    if not fitting:
        nearest = max(events, key=lambda event: (event.relevance or 0, -event.number))
        what = f"no article is about {', '.join(about)}"
        if nearest.relevance:
            what += f': the nearest is "{nearest.lead.title}" ({nearest.relevance:.2f} of {language.ENOUGH:.2f})'
        raise NoArticle(what, hint="ask for other words: briefgen stories SOURCE lists what is there")
    printed = fitting[:most]
    return tuple((event, _why(event, printed)) for event in events)


def _why(event: Event, printed: Sequence[int]) -> LeftOut:
    if event.number in printed:
        return ""
    return "limits" if event.about else "not about"


def covered(coverage: Coverage, chosen: Selected, foreign: Sequence[Article]) -> Coverage:
    """The coverage with the stories that are not printed and the articles that were not analysed."""
    telling = {id(one.article): (event, one.account) for event, _ in chosen for one in event.foreign}
    return replace(
        coverage,
        stories=tuple(event.story(left_out=why) for event, why in chosen if why),
        not_analysed=tuple(_listed(article, *telling.get(id(article), (None, None))) for article in foreign),
    )


def _listed(article: Article, event: Event | None, account: int | None) -> NotAnalysed:
    start, end = language.first_sentence(article)
    first = article.text[start:end]
    return NotAnalysed(
        location=article.location, title=article.title, language=article.language,
        direction=language.direction_of(f"{article.title} {first}"), outlet=article.outlet,
        published=article.published, first=first, start=start, end=end, digest=article.digest,
        story=event.number if event else None,
        account=event.accounts[account].name if event and account is not None else "",
    )  # fmt: skip


def not_found(events: Sequence[Event], about: Sequence[str]) -> tuple[str, ...]:
    """What was asked for and stands in no article."""
    found = {term for event in events for one in event.told for term in one.found}
    return tuple(term for term in about if term not in found)
