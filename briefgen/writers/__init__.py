"""A brief and a style in; the values out that every template of a memo is given."""

from __future__ import annotations

from briefgen.model import Actor, Brief, Extract, Reference, Time, extracts_of
from briefgen.styles import Style

KEYWORDS = 8
"""Names of actors that go into a document's keywords, at most."""


def context(brief: Brief, style: Style) -> dict[str, object]:
    """What a template sees: the brief, its parts by their names, and what is counted from them."""
    references, extracts = brief.references, extracts_of(brief)
    return {
        "brief": brief,
        "header": brief.header,
        "language": style.language,
        "several": len(references) > 1,
        "extracts": {extract.number: extract for extract in extracts},
        "unresolved": unresolved(extracts),
        "missing": missing(references),
        "undated": [reference for reference in references if not reference.published],
        "outlets": list(dict.fromkeys(reference.outlet for reference in references if reference.outlet)),
        "published": sorted(reference.published[:10] for reference in references if reference.published),
        "paragraphs": sum(reference.paragraphs for reference in references),
        "headline": any(brief.header.subject == reference.title for reference in references),
        "people": [actor for actor in brief.actors if actor.kind == "person" or actor.unnamed],
        "bodies": _of_kind(brief, "organisation", "place"),
        "countries": _of_kind(brief, "country"),
        "origins": list(dict.fromkeys(extract.origin for extract in extracts if extract.origin)),
        "keywords": [actor.name for actor in brief.actors if not actor.unnamed][:KEYWORDS],
    }


def unresolved(extracts: tuple[Extract, ...]) -> list[str]:
    """Days and dates of printed extracts that could not be turned into dates, as written, each once."""
    times = [time for extract in extracts for time in extract.times if _is_unresolved(time)]
    return list(dict.fromkeys(time.as_written for time in times))


def missing(references: tuple[Reference, ...]) -> list[str]:
    """Which of outlet, byline and date no source gives."""
    fields = ("outlet", "byline", "published")
    return [name for name in fields if not any(getattr(reference, name) for reference in references)]


def _is_unresolved(time: Time) -> bool:
    return time.resolved is None and time.precision == "unresolved"


def _of_kind(brief: Brief, *kinds: str) -> list[Actor]:
    return [actor for actor in brief.actors if actor.kind in kinds and not actor.unnamed]
