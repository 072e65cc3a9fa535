"""A brief and a style in; the values out that every template of a memo is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.model import Brief
    from briefgen.styles import Style

KEYWORDS = 8
"""Names of actors that go into a document's keywords, at most."""


def context(
    brief: Brief, style: Style, *, plain: bool = False, bare: bool = False, beside: frozenset[int] = frozenset()
) -> dict[str, object]:
    """What a template sees: the brief, its header, and `lines`, what the program itself says.

    `plain`: for Markdown, with `bare` for a plain text. `beside`: numbers of the extracts whose paragraph is shown.
    """
    from briefgen.model import extracts_of, of_story
    from briefgen.writers.changes import grouped, is_alone
    from briefgen.writers.lines import Lines
    from briefgen.writers.pictures import Pictures
    from briefgen.writers.searching import is_quiet

    lines, tokens = Lines(brief, style.words(plain=plain, bare=bare), beside), style.settings["tokens"]
    hand = brief.by_hand
    texts = {
        "recommendation": hand.recommendation,
        "objectives": hand.objectives,
        "lines_to_take": hand.lines_to_take,
        "if_raised": hand.if_raised,
        "comment": hand.comment,
        "routing": hand.routing,
    }
    return {
        "brief": brief,
        "header": brief.header,
        "lines": lines,
        "pictures": Pictures(brief, lines, style.settings["picture_width"], tokens["tiny"]),
        "quiet": is_quiet(brief),
        "changes": grouped(brief),
        "title": style.labels["title_changes" if is_alone(brief) else "title"],
        "stories": [(story, of_story(brief, story)) for story in brief.stories] if len(brief.stories) > 1 else [],
        "extracts": extracts_of(brief) if style.settings["endnotes"] else (),
        "language": style.language,
        "headline": any(brief.header.subject == reference.title for reference in brief.references),
        "people": [actor for actor in brief.actors if actor.kind == "person" and not actor.unnamed],
        "unnamed": [actor for actor in brief.actors if actor.unnamed],
        "written": [(name, text.strip().splitlines()) for name, text in texts.items() if text.strip()],
        "keywords": ", ".join([actor.name for actor in brief.actors if not actor.unnamed][:KEYWORDS]),
    }
