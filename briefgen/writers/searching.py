"""Where a standing brief was looked for in; the facts of a quiet night's note, and the line of any other memo, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import Brief

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
        "since": words.date(searched.since) if searched.since else words.say(labels["first"]),
        "until": words.date(searched.until),
        "articles": words.say(labels["counted"], n=searched.articles),
    }
    return [(words.say(labels[key]), words.safe(value)) for key, value in found.items()]


def line(brief: Brief, words: Words) -> Markup:
    """The same for the page of sources, in one line."""
    labels, searched = words.labels["searched"], brief.searched
    assert searched is not None  # noqa: S101 - asked for only where there is one
    form = labels["line_since" if searched.since else "line"]
    return words.say(
        form, places=words.joined(searched.places), since=words.date(searched.since), until=words.date(searched.until)
    )
