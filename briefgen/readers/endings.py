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
    found, goes_on = list(parts), False
    last = _last(found, len(found))
    while last >= 0 and _is_footer(found[last]):
        found[last] = found[last]._replace(kind="other")
        last = _last(found, last)
    for number in range(len(found) - 1, -1, -1):  # from the end: below the last paragraph, then this itself
        if number < last:
            break
        if _is_more(found[number]):
            found[number] = found[number]._replace(kind="other")
            last, goes_on = _last(found, number + 1) if number == last else last, True
    if last < 0:
        return found, goes_on
    words, marks = _split(found[last].words)
    goes_on = goes_on or bool(marks) or words.endswith(("…", "..."))
    if marks:
        kept = [found[last]._replace(words=words)] if words else []
        found[last : last + 1] = [*kept, *(Part("other", mark) for mark in marks)]
    return found, goes_on


def _last(parts: Sequence[Part], end: int) -> int:
    """The last part of the body before `end`, -1 where there is none."""
    return next((n for n in range(end - 1, -1, -1) if parts[n].kind in BODY), -1)


def _is_footer(part: Part) -> bool:
    return len(part.words) <= 2 * _LINE_MOST and endings().footer.fullmatch(part.words) is not None


def _is_more(part: Part) -> bool:
    return len(part.words) <= _LINE_MOST and endings().more.fullmatch(part.words) is not None


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
