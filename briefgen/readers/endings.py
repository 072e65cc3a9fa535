"""The parts of a text in, the same without what says that it goes on elsewhere, and whether something does, out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from briefgen.readers.parts import BODY, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

# "[…]" and "[+1234 chars]": square brackets in print are ours, so that these marks never stay in a paragraph.
_MARK = re.compile(r"\s*(?P<mark>\[\s*(?:…|\.\.\.|\+?\d+ (?:chars|characters))\s*\])$")
_TRAIL = r"[\s.…:!>|»›→\]]*"
_TAIL = 400  # characters at the end of a paragraph in which such words are looked for
_LINE_MOST = 300  # characters of a line that is nothing but such words


@dataclass(frozen=True, slots=True)
class Endings:
    """What entry.yaml says; patterns match a whole line, `tail` the end of a paragraph."""

    more: re.Pattern[str]
    tail: re.Pattern[str]
    footer: re.Pattern[str]
    placeholders: frozenset[str]
    words: int
    languages: dict[str, str]


@cache
def endings() -> Endings:
    """The shipped rules."""
    import yaml

    path = resources.files("briefgen.readers").joinpath("entry.yaml")
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    more = _any_of(raw["more"])
    return Endings(
        more=re.compile(rf"(?is)[\s\[(…]*(?:{more}){_TRAIL}"),
        # Behind the end of a sentence or an ellipsis only: "They said they would read on" is a sentence.
        tail=re.compile(rf"(?is)(?<=[.!?…\]\"”’»)])\s+(?P<mark>(?:{more}){_TRAIL})$"),
        footer=re.compile(rf"(?is)(?:{_any_of(raw['footers'])})"),
        placeholders=frozenset(words.casefold() for words in raw["placeholders"]),
        words=raw["words"],
        languages=raw["languages"],
    )


def _any_of(phrases: Sequence[str]) -> str:
    """A pattern of phrases in which "*" stands for any words of one line."""
    return "|".join(re.escape(phrase).replace(r"\*", r"[^\n]{1,250}?") for phrase in phrases)


def marked(parts: Sequence[Part]) -> tuple[list[Part], bool]:
    """The parts with footers and marks of a cut as "other", and whether the text goes on elsewhere."""
    named = [_without_footer(part) for part in parts]
    last = max((n for n, part in enumerate(named) if part.kind in BODY), default=-1)
    links = [n for n, part in enumerate(named) if _is_more(part) and n >= last - 1]
    named = [part._replace(kind="other") if n in links else part for n, part in enumerate(named)]
    last = max((n for n, part in enumerate(named) if part.kind in BODY), default=-1)
    if last < 0:
        return named, bool(links)
    words, marks = _split(named[last].words)
    goes_on = bool(links or marks) or words.endswith(("…", "..."))
    kept = [named[last]._replace(words=words)] if words else []
    return [*named[:last], *kept, *(Part("other", mark) for mark in marks), *named[last + 1 :]], goes_on


def _without_footer(part: Part) -> Part:
    short = part.kind in (*BODY, "heading") and len(part.words) <= 2 * _LINE_MOST
    return part._replace(kind="other") if short and endings().footer.fullmatch(part.words) else part


def _is_more(part: Part) -> bool:
    short = part.kind in (*BODY, "heading", "other") and len(part.words) <= _LINE_MOST
    return short and endings().more.fullmatch(part.words) is not None


def _split(words: str) -> tuple[str, list[str]]:
    """A paragraph and the marks that stood at its end, in their order."""
    marks: list[str] = []
    for _ in range(3):  # "[…] Read more »": two, and one to spare
        tail = words[-_TAIL:]
        match = _MARK.search(tail) or endings().tail.search(tail)
        if match is None:
            break
        marks.insert(0, match["mark"].strip())
        words = words[: len(words) - len(tail) + match.start()].rstrip()
    return words, marks
