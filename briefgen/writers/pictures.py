"""A brief, a style's words and measures in; its pictures out: a line of time, who reported when, who says what.

Plain geometry and words: the templates draw it and choose its look. Each is made when a template asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from briefgen.model import Actor, Brief, Extract, extracts_of
from briefgen.writers.chronology import timeline
from briefgen.writers.drawn import Picture, pixels
from briefgen.writers.grid import coverage
from briefgen.writers.lines import Lines

SPEAKERS, SOURCES = 3, 3
"""Actors of the table, articles of the grid, at least."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of one memo. `width`: of the text's column; `size`: of a label's letters, as the style has them."""

    brief: Brief
    lines: Lines
    width: str
    size: str

    def timeline(self) -> Picture | None:
        """Dated events around the memo's own day; None with fewer than three."""
        return timeline(self.lines, *self._measures)

    def coverage(self) -> Picture | None:
        """Outlets by days; None with few articles, one outlet or one day."""
        return coverage(self.lines, *self._measures) if len(self.brief.references) >= SOURCES else None

    def said(self) -> list[tuple[Actor, Markup]]:
        """Actors with printed statements, and where those stand and how they are given; [] with fewer than three."""
        own = [actor for actor in self.brief.actors if actor.statements]
        places = _places(self.brief)
        rows = [(actor, self._statements(actor, places)) for actor in own]
        return rows if len(rows) >= SPEAKERS else []

    @property
    def _measures(self) -> tuple[float, float]:
        """Width and size in CSS pixels. Raises StyleError; asked for only where a picture is."""
        return pixels(self.width), pixels(self.size)

    def _statements(self, actor: Actor, places: dict[int, tuple[Extract, str]]) -> Markup:
        words, labels = self.lines.words, self.lines.words.labels
        groups: dict[tuple[str, str], list[int]] = {}
        for number in actor.statements:
            if number in places:
                extract, section = places[number]
                how = "direct" if extract.voice == "quoted" else "reported"
                groups.setdefault((how, section), []).append(number)
        said = (
            words.say(labels["pictures"][how], numbers=self.lines.links(numbers), section=labels["sections"][section])
            for (how, section), numbers in groups.items()
        )
        return words.joined(said, "semicolon")


_SECTIONS = (
    "bottom_line", "developments", "figures", "background", "reactions", "stakes", "outlook", "discrepancies",
    "updates", "questions",
)  # fmt: skip


def _places(brief: Brief) -> dict[int, tuple[Extract, str]]:
    """Each printed extract by its number, with the section that prints it."""
    bare = Brief(brief.header)
    parts = ((name, replace(bare, **{name: getattr(brief, name)})) for name in _SECTIONS)
    return {extract.number: (extract, name) for name, part in parts for extract in extracts_of(part)}
