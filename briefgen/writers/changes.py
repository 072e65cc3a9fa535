"""A brief that tells what has changed alone in; its extracts by what has become of them, and what was before, out."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from briefgen.model import Brief, Extract, Story, extracts_of

if TYPE_CHECKING:
    from markupsafe import Markup

    from briefgen.styles.words import Words

Told = tuple[Story | None, tuple[Extract, ...]]
"""Extracts of one story, and that story where the memo has several."""


def is_alone(brief: Brief) -> bool:
    """Whether the brief prints nothing but what has changed."""
    return brief.delta is not None and brief.delta.alone


def grouped(brief: Brief) -> list[tuple[str, list[Told]]]:
    """ "updated", "new", and "repeated" for what another one needs: each with its extracts; none of an empty group."""
    if not is_alone(brief):
        return []
    found = [(one.since or "new", one) for one in extracts_of(brief)]
    groups = [(name, [one for since, one in found if since == name]) for name in ("updated", "new", "repeated")]
    return [(name, _by_story(brief, extracts)) for name, extracts in groups if extracts]


def _by_story(brief: Brief, extracts: list[Extract]) -> list[Told]:
    """The extracts in their order, each run of one story apart where there are several."""
    told = {reference.number: reference.story for reference in brief.references}
    stories = {story.number: story for story in brief.stories} if len(brief.stories) > 1 else {}
    runs = groupby(extracts, key=lambda one: stories.get(told.get(one.cite.reference, 0)))
    return [(story, tuple(run)) for story, run in runs]


def subject(brief: Brief, words: Words, text: object) -> Markup:
    """The subject below the words that the memo tells changes alone, and since when."""
    previous = brief.delta.previous if brief.delta else ""
    return words.say(words.labels["changes"]["subject"], previous=words.date(previous), subject=text)


def counted(brief: Brief, words: Words) -> Markup:
    """How much has changed; what is as before is not printed, and so not counted."""
    delta = brief.delta
    assert delta is not None  # noqa: S101 - asked for only where there is one
    counts = {name: len(getattr(delta, name)) for name in ("new", "updated", "dropped")}
    return words.say(words.labels["changes"]["counts"], previous=words.date(delta.previous), **counts)


def was(brief: Brief, number: int, words: Words) -> Markup:
    """What the previous brief told in the place of an extract; "" where it told nothing of it."""
    from markupsafe import Markup

    before = [pair.was for pair in (brief.delta.updated if brief.delta else ()) if pair.number == number]
    return words.say(words.labels["changes"]["was"], was=words.quote(before[0])) if before else Markup("")
