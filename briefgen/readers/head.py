"""The lines above an article's body in, what they say of it out: title, byline, outlet, date of publication."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.readers.dates import date_of, iso_of
from briefgen.readers.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.model import BlockKind

_VALUE_MOST = 250  # characters; what is longer after a colon is a sentence


def fields_of(head: Iterable[tuple[BlockKind, str]]) -> dict[str, str]:
    """title, byline, outlet and published (ISO) as the lines above the body state them; the first of two counts."""
    found: dict[str, str] = {}
    for kind, words in head:
        if kind in ("paragraph", "item"):
            break
        field, value = label_of(words) or ("", "")
        if kind == "title":
            found.setdefault("title", " ".join((value or words).lstrip("# ").split()))
        elif kind == "byline":
            found.setdefault("byline", byline_of(words) or value)
        elif field:
            found.setdefault(field, value)
        elif "title" in found and (date := date_of(words)):
            # Between headline and body a date alone is that of publication; above the headline it may be today's.
            found.setdefault("published", date)
    return found


def byline_of(words: str) -> str | None:
    """The names of a "By Ana Petrova in Skopje" or "By Ana Petrova, chief correspondent" line, else None."""
    match = rules().byline.fullmatch(words)
    if match is None:
        return None
    names, _, post = match["name"].partition(",")
    small = [re.split(r"[-'’]", word)[0] for word in names.split() if word[0].islower()]  # al-Maamari, d'Arcy
    # Two names at least before a post: "By Friday, talks had failed" is the start of a sentence.
    named = len(names.split()) - len(small) >= (2 if post else 1)
    return " ".join(match["name"].split()) if named and rules().particles.issuperset(small) else None


def label_of(words: str) -> tuple[str, str] | None:
    """Field and value of a "Published: 9 July 2025" line; None where label or value is not surely one."""
    label, colon, value = words.partition(":")
    field = rules().labels.get(label.strip().casefold())
    value = " ".join(value.split())
    if not colon or field is None or len(words.splitlines()) > 1 or len(value) > _VALUE_MOST:
        return None
    if field == "published":
        value = iso_of(value) or ""
    return (field, value) if value else None
