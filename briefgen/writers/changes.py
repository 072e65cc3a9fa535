"""A brief that tells what has changed alone in; its extracts by what has become of them, and what was before, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model import Brief, Extract, extracts_of

if TYPE_CHECKING:
    from markupsafe import Markup

    from briefgen.styles.words import Words


def is_alone(brief: Brief) -> bool:
    """Whether the brief prints nothing but what has changed."""
    return brief.delta is not None and brief.delta.alone


def grouped(brief: Brief) -> list[tuple[str, tuple[Extract, ...]]]:
    """ "updated", "new", and "repeated" for what another one needs: each with its extracts; none of an empty group."""
    if not is_alone(brief):
        return []
    found = extracts_of(brief)
    groups = [(name, tuple(one for one in found if one.since == name)) for name in ("updated", "new", "repeated")]
    return [(name, extracts) for name, extracts in groups if extracts]


def was(brief: Brief, number: int, words: Words) -> Markup:
    """What the previous brief told in the place of an extract; "" where it told nothing of it."""
    from markupsafe import Markup

    before = [pair.was for pair in (brief.delta.updated if brief.delta else ()) if pair.number == number]
    return words.say(words.labels["changes"]["was"], was=words.quote(before[0])) if before else Markup("")
