"""A style's name or folder in; every fault of it at once out: settings, fixed words, sheets, templates, pages."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check import markup, pages
from briefgen.check.faults import Fault, in_order
from briefgen.check.labels import labels
from briefgen.check.opening import Opened, opened
from briefgen.check.sheets import sheets
from briefgen.errors import BriefgenError
from briefgen.styles import Style
from briefgen.worker import SECONDS, Worker


def check_style(place: str, *, seconds: float = SECONDS) -> list[Fault]:
    """All faults, in order; `seconds`: how long a page may take to be made. Raises StyleError: no such style."""
    found, faults = opened(place)
    faults += labels(found)
    try:
        style = found.style()
    except BriefgenError as error:
        return in_order([*faults, *([] if faults else [pages.told(found, error)])])
    return in_order([*faults, *_opened(found, style, place, seconds)])


def _opened(found: Opened, style: Style, place: str, seconds: float) -> Iterator[Fault]:
    yield from sheets(found, sorted(style.assets))
    languages = _languages(found)
    yield from markup.words(found, style, languages)
    faults, whole = markup.templates(found, style)
    yield from faults
    if whole:
        with Worker(seconds=seconds) as worker:
            yield from pages.pages(found, place, languages, worker)


def _languages(found: Opened) -> tuple[str, ...]:
    """English, and the languages of the style's own words."""
    own = (path.name.split(".")[1] for path in found.files("labels.*.yaml"))
    return tuple(dict.fromkeys(("en", *own)))
