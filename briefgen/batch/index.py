"""A finished night and a style in; the index page of the night out: one HTML file that loads and runs nothing."""

from __future__ import annotations

import os
import posixpath
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from briefgen import __version__
from briefgen.batch.outcomes import Delivered, Memo, MemoState, Night
from briefgen.batch.report import clipped, remedy
from briefgen.config import Marking, marking
from briefgen.model import Failure, visible
from briefgen.styles import Style, open_style
from briefgen.writers.html import RIGHT_TO_LEFT, stylesheet

TEMPLATE, SHEET, WORDS = "night.html.j2", "night.css", "night"
SHOWN = 200
"""Unread sources that the page names; the run report names all."""
_PLACE, _TEXT = 160, 400  # characters of a place and of a reason
_REMOTE = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


@dataclass(frozen=True, slots=True)
class File:
    """A file of a memo: `text` is shown, `label` read aloud, `href` "" where no link leads there from the page."""

    text: str
    href: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A memo as its line shows it."""

    title: str
    subject: str
    reason: str
    why: str
    hint: str
    files: tuple[File, ...]
    last: File | None
    articles: int
    new: int
    updated: int
    dropped: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A source that could not be read, and what to do."""

    place: str
    why: str
    hint: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the template is given as `night`. `owed`: memos made and not made; `more`: faults that are not shown."""

    date: str
    started: str
    ended: str
    version: str
    rtl: bool
    marking: str
    policy: str
    alarm: str
    is_interrupted: bool
    owed: int
    missing: tuple[Row, ...]
    made: tuple[Row, ...]
    kept: tuple[Row, ...]
    empty: tuple[Row, ...]
    deliveries: tuple[Delivered, ...]
    asked: int
    read: int
    feeds: int
    faults: Mapping[str, tuple[Fault, ...]]
    more: Mapping[str, int]
    notices: tuple[str, ...]


def page(night: Night, style: Style, base: str, *, own: Mapping[str, tuple[str, ...]] | None = None) -> bytes:
    """The page in UTF-8. `base`: the folder or `scheme://` place that it will stand in; links are relative to it.

    `own`: `marking.own` of config.yaml, by which labels of the scheme "own" are ranked. A style of one's own that has
    no such page, or no words for it, gets base's. Raises StyleError.
    """
    style = _able(style)
    label, scheme = highest(night.memos, own or {})
    sheet = stylesheet(style, [SHEET], scheme=scheme, label=label, rules=_on_every_page(label))
    shown = _page(night, style, base, label, _policy(sheet))
    return style.render(TEMPLATE, night=shown, language=style.language, stylesheet=sheet).encode("utf-8")


def highest(memos: Iterable[Memo], own: Mapping[str, tuple[str, ...]]) -> tuple[str, str]:
    """The highest marking of the memos, and its scheme; where no rank tells which is, all of them, by no scheme."""
    found = list(dict.fromkeys((memo.scheme, memo.marking) for memo in memos if memo.marking))
    ranks = {one: marking.rank(Marking(scheme=one[0], label=one[1], own=own)) for one in found}
    if len({scheme for scheme, _ in found}) > 1 or (len(found) > 1 and None in ranks.values()):
        return " · ".join(visible(label) for _, label in found), ""
    scheme, label = max(found, key=lambda one: ranks[one] or 0, default=("", ""))
    return visible(label), scheme


def _able(style: Style) -> Style:
    has_page = TEMPLATE in style.assets and SHEET in style.assets and WORDS in style.labels
    return style if has_page else open_style("base")


def _policy(sheet: str) -> str:
    """What the page may do: show this sheet, whose line ends a browser reads as "\\n"."""
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _on_every_page(label: str) -> str:
    """The marking in the head and foot of every printed page; of the first, the text's own stands at the top."""
    if not label:
        return ""
    text = "".join(one if one.isascii() and one.isalnum() else f"\\{ord(one):x} " for one in label)
    look = f'content:"{text}";font-weight:600;color:var(--marking)'
    return f"@page{{@top-center{{{look}}}@bottom-center{{{look}}}}}@page :first{{@top-center{{content:none}}}}"


# ------------------------------------------------------------------ what is shown


def _page(night: Night, style: Style, base: str, label: str, policy: str) -> Page:
    def rows(state: MemoState) -> tuple[Row, ...]:
        return tuple(_row(memo, base) for memo in night.memos if memo.state == state)

    reading, made, missing = night.reading, rows("made"), rows("not made")
    found = {"unread": reading.failures, "unreachable": reading.unreachable}
    return Page(
        date=clipped(night.date, _PLACE),
        started=clipped(night.started, _PLACE),
        ended=clipped(_until(night), _PLACE),
        version=__version__,
        rtl=style.language.partition("-")[0] in RIGHT_TO_LEFT,
        marking=label,
        policy=policy,
        alarm=clipped(night.alarm, _TEXT),
        is_interrupted=night.is_interrupted,
        owed=len(made) + len(missing),
        missing=missing,
        made=made,
        kept=rows("kept"),
        empty=rows("empty"),
        deliveries=tuple(map(_delivery, night.deliveries)),
        asked=reading.asked,
        read=reading.read,
        feeds=max(reading.feeds, len(reading.unreachable)),
        faults={name: _faults(failures) for name, failures in found.items()},
        more={name: max(0, len(failures) - SHOWN) for name, failures in found.items()},
        notices=tuple(clipped(line, _TEXT) for line in _notices(night)),
    )


def _until(night: Night) -> str:
    """The end; of the same day and zone, the time alone."""
    start, end = night.started, night.ended
    is_same = len(start) == len(end) > 18 and (start[:10], start[19:]) == (end[:10], end[19:])
    return end[11:16] if is_same else end


def _row(memo: Memo, base: str) -> Row:
    return Row(
        title=clipped(memo.title, _PLACE),
        subject=clipped(memo.subject, _PLACE),
        reason=clipped(memo.reason, _TEXT),
        why=clipped(memo.why, _TEXT),
        hint=clipped(remedy(memo), _TEXT),
        files=tuple(_file(place, base, memo.title) for place in memo.outputs),
        last=_last(memo.last, base) if memo.last else None,
        articles=memo.articles,
        new=memo.new,
        updated=memo.updated,
        dropped=memo.dropped,
    )


def _file(place: str, base: str, title: str) -> File:
    """Told by its ending where a link leads there, which is read aloud with the memo's name; else by its place."""
    href, ending = link(place, base), posixpath.splitext(place)[1].lstrip(".")
    if not href or not ending:
        return File(clipped(place, _PLACE), href)
    text = clipped(ending.upper(), 12)
    return File(text, href, f"{clipped(title, _PLACE)} {text}")


def _last(place: str, base: str) -> File:
    return File(clipped(place, _PLACE), link(place, base))


def link(place: str, base: str) -> str:
    """The address of a place, relative to the page's folder; "" where none leads there, as from a disk to a bucket."""
    far, near = _REMOTE.match(place), _REMOTE.match(base or ".")
    if (far and far[0]) != (near and near[0]):
        return ""
    start, end = (base[near.end() :], place[far.end() :]) if near and far else (base, place)
    path = posixpath.relpath(f"/{end}", f"/{start}") if far else posixpath.relpath(end, start or ".")
    # The colon is quoted too: a file named "javascript:…" would be a program.
    return quote(os.fsencode(path), safe="/")


def _delivery(one: Delivered) -> Delivered:
    hint = one.hint if one.state == "sent" else remedy(one)
    texts = (clipped(one.title, _PLACE), clipped(one.to, _PLACE), one.state)
    return Delivered(*texts, clipped(one.why, _TEXT), clipped(hint, _TEXT))


def _faults(failures: Sequence[Failure]) -> tuple[Fault, ...]:
    return tuple(
        Fault(clipped(one.location, _PLACE), clipped(one.message, _TEXT), clipped(one.hint, _TEXT))
        for one in failures[:SHOWN]
    )


def _notices(night: Night) -> list[str]:
    of_memos = (f"{memo.title}: {notice}" for memo in night.memos for notice in memo.notices)
    return list(dict.fromkeys((*night.notices, *of_memos)))
