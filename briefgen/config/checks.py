"""A Config in, the faults out that its types alone do not tell: shares, spans of time, names, patterns of files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from string import Formatter

from briefgen.config import mailing, marking
from briefgen.config.settings import Config
from briefgen.marks import Fault, near
from briefgen.marks import Path as KeyPath

Check = Callable[[Config, Sequence[str]], Iterator[Fault]]
_SPAN = re.compile(r"[1-9]\d*[hdw]", re.ASCII)
_BOUNDS = (
    ("reading", "timeout", 1, 600),
    ("reading", "max_mb", 1, 1024),
    ("jobs", "at_once", 0, 256),
    ("jobs", "seconds", 1, 3600),
    ("jobs", "megabytes", 256, 65536),
    ("mail", "port", 1, 65535),
    ("mail", "timeout", 1, 600),
)
_OUTPUT = ("date", "name", "format", "source", "story")


def _numbers(config: Config, _: Sequence[str]) -> Iterator[Fault]:
    limits, share, alarm = config.limits, config.limits.share_of_article, config.alarm
    for key in ("pages", "extracts", "stories"):
        if getattr(limits, key) < 1:
            yield Fault(("limits", key), "must be at least 1")
    if alarm.nights < 1:
        yield Fault(("alarm", "nights"), "must be at least 1")
    for group, key, least, most in _BOUNDS:
        if not least <= getattr(getattr(config, group), key) <= most:
            yield Fault((group, key), f"must be from {least} to {most}")
    for path, value in (
        (("limits", "share_of_article", "one"), share.one),
        (("limits", "share_of_article", "several"), share.several),
        (("alarm", "unread"), alarm.unread),
    ):
        if not 0 < value <= 1:
            yield Fault(path, f"{value:g} is no share", "write a number over 0 and up to 1: 0.25 is a quarter")


def _names(config: Config, formats: Sequence[str]) -> Iterator[Fault]:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", config.language):
        yield Fault(("language",), f'"{config.language}" is no language code', "write en, fr, sl, pt-BR, ...")
    if not config.style:
        yield Fault(("style",), "is empty", "write base")
    if config.timezone and not _is_zone(config.timezone):
        yield Fault(("timezone",), f'"{config.timezone}" is unknown', _near_zone(config.timezone))
    if not config.formats:
        yield Fault(("formats",), "is empty", "write [pdf]")
    for index, name in enumerate(config.formats):
        if name not in formats:
            yield Fault(("formats", index), f'no writer for "{name}"', near(name, formats))


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # not found; no path inside the data; a folder of zones
        return False
    return True


def _near_zone(name: str) -> str:
    from zoneinfo import available_timezones

    return near(name, available_timezones(), otherwise="write it as Europe/Ljubljana")


def _spans(config: Config, _: Sequence[str]) -> Iterator[Fault]:
    spans: list[tuple[KeyPath, str, tuple[str, ...]]] = [
        (("keep", "articles"), config.keep.articles, ("forever",)),
        (("keep", "memos"), config.keep.memos, ("forever",)),
    ]
    for index, brief in enumerate(config.briefs):
        spans.append((("briefs", index, "window"), brief.window, ("last-issue", "all")))
        spans.append((("briefs", index, "max_age"), brief.max_age, ("all",)))
    for path, value, words in spans:
        if value not in words and not _SPAN.fullmatch(value):
            yield Fault(path, f'"{value}" is no span of time', f"write 24h, 7d, 4w or {' or '.join(words)}")


def _outputs(config: Config, _: Sequence[str]) -> Iterator[Fault]:
    """Unknown fields, and patterns by which one memo would overwrite another."""
    try:
        found = [part[1:] for part in Formatter().parse(config.output) if part[1] is not None]
    except ValueError:
        yield Fault(("output",), "a bracket { } that is not closed", "write it as out/{date}/{name}.{format}")
        return
    names = [name for name, _, _ in found]
    for name, spec, conversion in found:
        if name not in _OUTPUT or spec or conversion:
            yield Fault(("output",), f"no field {{{name}}}", near(str(name), _OUTPUT))
    each = {brief.each for brief in config.briefs}
    for field, needed in (
        ("name", len(config.briefs) > 1),
        ("format", len(config.formats) > 1),
        ("source", "article" in each),
        ("story", "story" in each),
    ):
        if needed and field not in names:
            yield Fault(("output",), "memos would overwrite each other", f"add {{{field}}}")


def _briefs(config: Config, _: Sequence[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, brief in enumerate(config.briefs):
        at: KeyPath = ("briefs", index)
        if not re.fullmatch(r"\w[\w.-]*", brief.name):
            yield Fault((*at, "name"), "is missing or no file name", "write letters, digits, - and _: asean-trade")
        elif brief.name in seen:
            yield Fault((*at, "name"), f'a second brief named "{brief.name}"', "give it a name of its own")
        seen.add(brief.name)
        if not brief.sources:
            yield Fault((*at, "sources"), "none given", "write a folder or a file: [inbox/]")
        for number, delivery in enumerate(brief.delivery):
            yield from mailing.delivery(delivery, config, (*at, "delivery", number))


def _marking(config: Config, _: Sequence[str]) -> Iterator[Fault]:
    yield from marking.faults(config.marking, config.language)


CHECKS: tuple[Check, ...] = (_numbers, _names, _marking, _spans, _outputs, mailing.mail, _briefs)
