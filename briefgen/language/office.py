"""An Article and an office's Desk in; its outlet as the office names it, and what the office calls boilerplate, out.

Domains are matched with what stands below them: "news.example" is "www.news.example" too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlsplit

from briefgen.config import Desk, Outlet
from briefgen.language.boilerplate import BODY_KINDS
from briefgen.model import Article, Block

# ------------------------------------------------------------------ outlets


def with_outlet(article: Article, desk: Desk) -> Article:
    """The article with the office's name of its outlet, where its location or its outlet is a domain the desk has.

    An outlet that is a name already stays, unless the article was fetched from such a domain.
    """
    outlet = _by_domain(article, desk)
    return replace(article, outlet=outlet.name) if outlet and outlet.name else article


def originator_of(article: Article, desk: Desk) -> str | None:
    """The agency that the office says an outlet's articles come from; None where it says nothing."""
    named = (outlet for outlet in desk.outlets.values() if outlet.name and outlet.name == article.outlet)
    outlet = _by_domain(article, desk) or next(named, None)
    return outlet.originator or None if outlet else None


def _by_domain(article: Article, desk: Desk) -> Outlet | None:
    """The entry of the longest domain that the article's location or outlet lies in."""
    hosts = [host for host in (_host(article.location), (article.outlet or "").strip().lower()) if host]
    fitting = [domain for domain in desk.outlets if any(_lies_in(host, domain.lower()) for host in hosts)]
    return desk.outlets[max(fitting, key=len)] if fitting else None


def _host(location: str) -> str:
    """The host of a web address; empty for a path."""
    if not location.lower().startswith(("http://", "https://")):
        return ""
    try:
        return urlsplit(location).hostname or ""
    except ValueError:  # "http://[": no address
        return ""


def _lies_in(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


# ------------------------------------------------------------------ boilerplate


def without_boilerplate(article: Article, desk: Desk) -> tuple[Article, tuple[Block, ...]]:
    """The article without the lines that the office calls boilerplate, and these lines.

    A line stands alone in a block of the body, or at its beginning or end; white space is folded, capitals and the
    form of quotation marks do not count.
    """
    if not desk.boilerplate:
        return article, ()
    patterns = _patterns(desk.boilerplate)
    kept: list[Block] = []
    junk: list[Block] = []
    for block in article.blocks:
        own, lines = _parted(block, article.text, patterns) if block.kind in BODY_KINDS else (block, ())
        kept += [own] if own else []
        junk += lines
    return replace(article, blocks=tuple(kept)), tuple(junk)


_Pattern = tuple[str, ...]
"""What stands between the * of a pattern; one piece is the whole line."""


@lru_cache(maxsize=8)
def _patterns(lines: tuple[str, ...]) -> tuple[_Pattern, ...]:
    return tuple(tuple(_folded(line).split("*")) for line in lines)


_STRAIGHT = str.maketrans("“”«»‘’", '""""\'\'')


def _folded(text: str) -> str:
    return " ".join(text.translate(_STRAIGHT).split()).casefold()


def _fits(line: str, pattern: _Pattern) -> bool:
    """Whether the pieces stand in the line in their order; in time linear to the line, whatever the pattern."""
    first, last = pattern[0], pattern[-1]
    if len(pattern) == 1:
        return line == first
    if not line.startswith(first):
        return False
    at = len(first)
    for piece in pattern[1:-1]:
        found = line.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return line.endswith(last) and len(line) - len(last) >= at


def _parted(block: Block, text: str, patterns: Sequence[_Pattern]) -> tuple[Block | None, tuple[Block, ...]]:
    """What is left of a block, and the lines taken from its beginning and its end."""

    def is_junk(start: int, end: int) -> bool:
        line = _folded(text[start:end])
        return any(_fits(line, pattern) for pattern in patterns)

    lines = list(_lines(text, block.start, block.end))
    first, last = 0, len(lines)
    while first < last and is_junk(*lines[first]):
        first += 1
    while last > first and is_junk(*lines[last - 1]):
        last -= 1
    if first == last:
        return None, (block,)
    taken = tuple(replace(block, start=start, end=end) for start, end in (*lines[:first], *lines[last:]))
    rest = replace(block, start=lines[first][0], end=lines[last - 1][1])
    return (rest if taken else block), taken


_ENDS = re.compile(r"[.!?…:][\"'”’)\]»]*$")
_SHORT = 0.7  # of the longest line: a line that is shorter was not broken for want of room


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of a block's lines as they were written: those that a page's width has broken are joined again.

    A pattern that ends with * would else take the news below it, or leave half a line of boilerplate.
    """
    broken = list(_broken_lines(text, start, end))
    longest = max((last - first for first, last in broken), default=0)
    begins: int | None = None
    for at, (first, last) in enumerate(broken):
        begins = first if begins is None else begins
        whole = last - first < _SHORT * longest or _ENDS.search(text[first:last])
        if whole or at == len(broken) - 1:
            yield begins, last
            begins = None


def _broken_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the lines that are not empty, without the white space around them."""
    at = start
    for line in text[start:end].splitlines(keepends=True):
        bare = line.strip()
        if bare:
            first = at + len(line) - len(line.lstrip())
            yield first, first + len(bare)
        at += len(line)
