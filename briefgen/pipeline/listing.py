"""Stories in, their table out: who tells each, since when, and which standing brief takes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from briefgen import language
from briefgen.config import Desk, Standing
from briefgen.drafting import Event
from briefgen.model import Story, visible

_HEADLINE = 72  # characters of a headline in the table
_SLUG = 40  # characters of a headline in a file's name
_NO_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Listed:
    """A story with its sources, as they were given, and the names of the standing briefs that take it."""

    story: Story
    sources: tuple[str, ...]
    originators: tuple[str, ...]
    taken_by: tuple[str, ...]

    def as_record(self) -> dict[str, object]:
        """For programs: the story's fields and the rest."""
        own = asdict(self.story)
        del own["references"], own["left_out"]
        return {**own, "sources": self.sources, "accounts": self.originators, "taken_by": self.taken_by}


def listed(events: Sequence[Event], briefs: Sequence[Standing], desk: Desk) -> tuple[Listed, ...]:
    """Each story with the briefs whose `about` it meets; a brief that asks for nothing takes all."""
    return tuple(
        Listed(
            event.story(),
            tuple(one.location for one in (*(a.article for a in event.analyses), *(f.article for f in event.foreign))),
            tuple(account.name for account in event.accounts),
            tuple(brief.name for brief in briefs if _takes(brief, event, desk)),
        )
        for event in events
    )


def _takes(brief: Standing, event: Event, desk: Desk) -> bool:
    scores = (language.relevance(analysis, brief.about, desk).score for analysis in event.analyses)
    return not brief.about or any(score >= language.ENOUGH for score in scores)


def slug(text: str) -> str:
    """The first words of a text, fit for a file's name."""
    return _NO_LETTER.sub("-", text.lower()).strip("-")[:_SLUG].rstrip("-")


def named(event: Event) -> str:
    """A story in the name of its own memo's file: its number and the first words of its headline."""
    return f"{event.number:02d}-{slug(event.lead.title)}".rstrip("-")


def table(rows: Sequence[Listed], *, standing: bool) -> Iterator[str]:
    """The stories a line each, below each other; `standing`: there are briefs that could take them."""
    heads = ["story", "articles", "originators", "newest"]
    asked = any(row.story.relevance is not None for row in rows)
    heads += ["about"] if asked else []
    cells = [heads, *(_cells(row.story, asked=asked) for row in rows)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(heads))]
    last = ["headline", *(_last(row, standing=standing) for row in rows)]
    for line, rest in zip(cells, last, strict=True):
        numbers = "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True))
        yield f"{numbers}  {rest}"
    yield _summary(rows, standing=standing)


def _cells(story: Story, *, asked: bool) -> list[str]:
    newest = (story.newest or "undated")[:16].replace("T", " ")
    own = [str(story.number), str(story.articles), str(story.originators), newest]
    return [*own, f"{story.relevance or 0:.2f}"] if asked else own


def _last(row: Listed, *, standing: bool) -> str:
    title = visible(row.story.headline)
    short = title if len(title) <= _HEADLINE else f"{title[: _HEADLINE - 1].rstrip()}…"
    notes = [row.story.outlet or ""]
    notes += [f"watched: {', '.join(row.story.watched)}"] if row.story.watched else []
    notes += [f"taken by {', '.join(row.taken_by)}" if row.taken_by else "taken by none"] if standing else []
    told = "; ".join(filter(None, notes))
    return f'"{short}" ({told})' if told else f'"{short}"'


def _summary(rows: Sequence[Listed], *, standing: bool) -> str:
    articles = sum(row.story.articles for row in rows)
    stories = "1 story" if len(rows) == 1 else f"{len(rows)} stories"
    line = f"{stories} in {articles} article{'s' * (articles != 1)}"
    none = sum(not row.taken_by for row in rows)
    return f"{line}, {none} taken by no brief" if standing else line
