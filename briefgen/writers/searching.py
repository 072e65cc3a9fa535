"""Where a standing brief was looked for in; the facts of a quiet night's note, and the line of any other memo, out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from briefgen.model import Brief, Searched

if TYPE_CHECKING:
    from markupsafe import Markup

    from briefgen.styles.words import Words


def is_quiet(brief: Brief) -> bool:
    """Whether a brief is the note of a night on which nothing was found."""
    return brief.searched is not None and not brief.references


def nothing(brief: Brief, words: Words) -> Markup:
    """That nothing was found, since when."""
    labels, searched = words.labels["searched"], brief.searched
    if searched and searched.since:
        return words.say(labels["nothing_since"], since=words.date(searched.since))
    return words.say(labels["nothing"])


def facts(brief: Brief, words: Words) -> list[tuple[Markup, Markup]]:
    """Where, for what, since when, until when, and among how many articles was looked."""
    labels, searched = words.labels["searched"], brief.searched
    if searched is None:
        return []
    found = {
        "places": words.joined(searched.places),
        "about": words.joined(searched.about) if searched.about else words.say(labels["anything"]),
        "since": _since(searched, words),
        "until": words.date(searched.until),
        "articles": _counted(searched, words),
    }
    return [(words.say(labels[key]), words.safe(value)) for key, value in found.items()]


def _since(searched: Searched, words: Words) -> Markup:
    """The time of the last issue, with its reference where it has one."""
    labels = words.labels["searched"]
    if not searched.since:
        return words.say(labels["first"])
    moment, last = words.date(searched.since), searched.last
    return words.say(labels["issue"], since=moment, last=last) if last and not _is_date(last) else words.safe(moment)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _counted(searched: Searched, words: Words) -> Markup:
    """How many articles stand there; how many of them are new, and that none is about it."""
    labels = words.labels["searched"]
    found = [words.say(labels["counted"], n=searched.articles)]
    if searched.articles and searched.since:
        found.append(words.say(labels["fresh" if searched.fresh else "fresh_none"], n=searched.fresh))
    if searched.fresh and searched.about:
        found.append(words.say(labels["none_about"]))
    return words.joined(found)


def line(brief: Brief, words: Words) -> Markup:
    """The same for the page of sources, in one line."""
    labels, searched = words.labels["searched"], brief.searched
    assert searched is not None  # noqa: S101 - asked for only where there is one
    form = labels["line_since" if searched.since else "line"]
    return words.say(
        form, places=words.joined(searched.places), since=words.date(searched.since), until=words.date(searched.until)
    )
