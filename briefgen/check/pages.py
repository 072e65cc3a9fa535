"""A style and the hardest briefs in; what is wrong with the pages that are made of them out.

Templates are a person's programs: they run in a child process, under a deadline and a memory limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from briefgen.check.faults import Fault, Text, of_message
from briefgen.check.opening import Opened, opened
from briefgen.check.worst import MARKING, empty, full
from briefgen.errors import BriefgenError, Stopped, StyleError
from briefgen.model import Brief, ByHand
from briefgen.styles import SETTINGS, Style
from briefgen.worker import Worker

_HEADING = re.compile(r"<h([1-6])\b")
_OWN_WORK = 60.0  # seconds for what is the program's: 3 on an idle machine, 20 on one with much else to do
_HIDDEN = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Laid:
    """The hardest memo laid out: pages of the body, and what can be seen on each page."""

    body: int
    texts: tuple[str, ...]
    notices: tuple[str, ...]


def pages(found: Opened, languages: tuple[str, ...], worker: Worker, *, lay: bool) -> Iterator[Fault]:
    """Faults of the pages of each language; the first is laid out too, if `lay`."""
    seconds, worker.seconds = worker.seconds, _OWN_WORK
    worker.call(ready)
    worker.seconds = seconds
    whole = True
    for language in languages:
        for kind in ("full", "several", "empty"):
            try:
                page = worker.call(drawn, found.place, language, kind)
            except BriefgenError as error:
                yield told(found, error)
                whole = False
                break
            yield from structure(found, page)
    if whole and lay:
        worker.seconds = _OWN_WORK
        try:
            yield from _laid(found, worker.call(laid, found.place, languages[0]))
        except BriefgenError as error:
            yield told(found, error)
        worker.seconds = seconds


def told(found: Opened, error: BriefgenError) -> Fault:
    """An error as a fault, at the line that it names."""
    if isinstance(error, StyleError):
        bare = next(iter(found.files(error.file)), None) if error.file and "/" not in error.file else None
        return Fault(str(bare or error.file or found.own / SETTINGS), error.line, 0, str(error.args[0]), error.hint)
    memo = next(iter(found.files("memo.html.j2")), found.own / SETTINGS)
    if isinstance(error, Stopped):
        return Fault(str(memo), 1, 0, f"the memo cannot be made: {error.args[0]}", error.hint)
    return replace(of_message(f"{memo}:1: {error.args[0]}")[0], hint=error.hint)


def _laid(found: Opened, memo: Laid) -> Iterator[Fault]:
    from briefgen.writers.page import comparable

    most = int(found.settings["pages"])
    if memo.body > most:
        what = f"the hardest memo takes {memo.body} pages of text, not {most}"
        yield found.fault(("capacity",), what, "lower capacity, or give it more room")
    bare = [number for number, text in enumerate(memo.texts, 1) if comparable(MARKING) not in comparable(text)]
    if bare:
        numbers = ", ".join(map(str, bare))
        what = f"the protective marking cannot be seen on page {numbers}"
        yield _at(
            found,
            "memo.html.j2",
            'class="marking"',
            what,
            "print header.marking, and string(marking) in each page's margin",
        )


def structure(found: Opened, page: str) -> Iterator[Fault]:
    """Language, title and headings of a page."""
    bare = _HIDDEN.sub("", page)
    if not re.search(r"<html\b[^>]*\blang\s*=\s*[\"']?\w", bare):
        yield _at(found, "memo.html.j2", "<html", "the page has no language", 'write <html lang="{{ language }}">')
    if not re.search(r"<title>\s*[^<\s]", bare):
        yield _at(found, "memo.html.j2", "<title", "the page has no title", "write <title>{{ header.subject }}</title>")
    last = 0
    for match in _HEADING.finditer(bare):
        level = int(match[1])
        if level > last + 1:
            before = f"h{last}" if last else "nothing"
            yield _at(found, "memo.html.j2", f"<h{level}", f"a heading h{level} follows {before}", f"write h{last + 1}")
        last = level


def _at(found: Opened, name: str, words: str, what: str, hint: str) -> Fault:
    """A fault where the words stand first in the style's own templates; else at the head of the template."""
    own = [*found.files(name), *found.files("*.html.j2")]
    for path in own:
        text = Text(str(path), path.read_text("utf-8", "replace"))
        if (place := text.text.find(words)) >= 0:
            return text.at(place, what, hint)
    return Fault(str(own[0] if own else found.own / SETTINGS), 1, 1, what, hint)


# ------------------------------------------------------------------ in the child process


@cache
def ready() -> None:
    """Imports what the pages need, so that the deadline of a page counts its own work alone."""
    drawn("base", "en", "empty")


def _style(place: str, language: str) -> Style:
    return opened(place)[0].style(language)


def drawn(place: str, language: str, kind: str) -> str:
    """The HTML page of one of the briefs; its Markdown and its mail are made too. Raises StyleError, WriteError."""
    from briefgen.writers import html, markdown
    from briefgen.writers.message import message

    brief: Brief = {"full": full, "several": lambda: full(stories=2), "empty": empty}[kind]()
    style = _style(place, language)
    page = html.write(brief, style).decode()
    markdown.write(brief, style)
    for attached in ((), ("memo.pdf",)):
        message(brief, style, places=("out/memo.pdf",), attached=attached)
    return page


def laid(place: str, language: str) -> Laid:
    """The hardest memo, fitted to the style's pages. Raises StyleError, WriteError."""
    from briefgen.config import Config
    from briefgen.drafting import arranged
    from briefgen.pipeline import Pipeline
    from briefgen.writers.page import visible_text

    style = _style(place, language)
    config = Config()
    limits = replace(config.limits, pages=style.pages)
    pipeline = Pipeline(replace(config, limits=limits, attach=False, timezone="UTC"), date="2026-11-23")
    hardest = replace(full(), by_hand=ByHand())  # how much a person adds is the person's to see
    brief = arranged(hardest, style.settings["sections"], style.settings["story_sections"])
    _, memo = pipeline.fit(brief, style)
    return Laid(memo.body_pages, visible_text(memo.pdf()), memo.notices)
