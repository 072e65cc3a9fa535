"""A style's name or folder in; every fault of it at once out: settings, fixed words, sheets, templates, pages."""

from __future__ import annotations

from contextlib import nullcontext

from briefgen.check import markup, pages
from briefgen.check.faults import Fault, in_order, of_message
from briefgen.check.labels import labels
from briefgen.check.opening import Opened, opened
from briefgen.check.sheets import sheets
from briefgen.errors import BriefgenError
from briefgen.styles import outdated
from briefgen.worker import Worker

_FILES = ("asks for ", "no file ", "no template ")


def check_style(place: str, *, worker: Worker | None = None, lay: bool = True) -> list[Fault]:
    """All faults, in order. Raises StyleError: no such style.

    `worker`: a warm one to make the pages in, with the deadline of a page; `lay`: whether the hardest memo is laid
    out, which takes half of the time.
    """
    found, faults = opened(place)
    faults += labels(found)
    faults += _outdated(found) if not faults else []
    try:
        style = found.style()
    except BriefgenError as error:
        return in_order([*faults, *([] if faults else [pages.told(found, error)])])
    faults += sheets(found, sorted(style.assets))
    languages = _languages(found)
    faults += markup.words(found, style, languages)
    more, whole = markup.templates(found, style)
    faults += more
    if whole:
        with nullcontext(worker) if worker else Worker() as child:
            made = list(pages.pages(found, languages, child, lay=lay))
        faults += [fault for fault in made if not _follows(fault, faults, found)]
    return in_order(faults)


def _outdated(found: Opened) -> list[Fault]:
    """That the style which this one extends has changed since `based_on` was set."""
    told = outdated(found.own)
    return of_message(told) if told else []


def _follows(fault: Fault, known: list[Fault], found: Opened) -> bool:
    """Whether a fault felt when a page is made comes of one that is told already: in what it extends, or by address."""
    elsewhere = not fault.file.startswith(f"{found.own}/")
    return bool(known) and (elsewhere or any(one.what in fault.what for one in known if one.what.startswith(_FILES)))


def _languages(found: Opened) -> tuple[str, ...]:
    """English, and the languages of the style's own words."""
    own = (path.name.split(".")[1] for path in found.files("labels.*.yaml"))
    return tuple(dict.fromkeys(("en", *own)))
