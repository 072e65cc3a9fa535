"""A brief and the paths asked for in; which writer each path wants, how much to drop, and which files are safe out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path
from typing import Any

from briefgen import drafting, plugins
from briefgen.errors import ConfigError
from briefgen.model import Brief, extracts_of
from briefgen.styles import Style


@dataclass(frozen=True, slots=True)
class Written:
    """The brief as its outputs show it, their bytes by path, and what the layout had to say.

    `beside`: records that go with a PDF which may carry none.
    """

    brief: Brief
    files: dict[Path, bytes]
    notices: tuple[str, ...] = ()
    beside: dict[Path, bytes] = field(default_factory=dict)

    @property
    def stored(self) -> dict[Path, bytes]:
        """All files; where a record is asked for under the name of one that goes with a PDF, the one asked for."""
        return {**self.beside, **self.files}


def writer_of(output: Path) -> Any:
    """The writer of an output's ending."""
    ending = output.suffix.lower().lstrip(".")
    known = plugins.names(plugins.WRITERS)
    if ending == "yml":
        ending = "yaml"
    if ending not in known:
        endings = ", ".join(f".{name}" for name in known)
        raise ConfigError(f"-o {output}: no writer for this ending", hint=f"use one of {endings}")
    return plugins.find(plugins.WRITERS, ending)


def is_pdf(output: Path) -> bool:
    """Whether an output is a PDF, which alone has pages to count."""
    return output.suffix.lower() == ".pdf"


def is_word(output: Path) -> bool:
    """Whether an output is a Word document."""
    return output.suffix.lower() == ".docx"


def has_look(output: Path) -> bool:
    """Whether an output is printed by a style; a record holds all, whatever a style prints."""
    return output.suffix.lower() not in {".json", ".yaml", ".yml"}


def _words(brief: Brief) -> int:
    return sum(extract.words for extract in extracts_of(brief))


def capacity(brief: Brief, style: Style, pages: int, *, are_counted: bool = False) -> int:
    """Words of extracts that the pages hold, without the room that headings of stories take.

    A brief of changes alone has neither tables nor sections: where pages are counted, only counting tells what fits.
    """
    is_alone = brief.delta is not None and brief.delta.alone
    if is_alone and are_counted:
        return style.capacity
    headings = style.settings["story_room"] * len(brief.stories) if len(brief.stories) > 1 and not is_alone else 0
    return int(style.capacity * pages // style.pages - headings)


def within(brief: Brief, words: int) -> Brief:
    """Drops the least wanted extracts until the words fit."""
    while _words(brief) > words:
        smaller = drafting.shrink(brief, 1)
        if smaller is brief:
            break
        brief = smaller
    return brief


def shortened(brief: Brief, filled: Sequence[float], most: int) -> Brief:
    """Drops the least wanted extracts until a memo of too many pages should fit.

    `filled`: how far down the text of each page comes. How many lines that is worth is only estimated; what counts is
    how much less the shorter memo has.
    """
    fits = _lines(brief) * sum(filled[:most]) / sum(filled) - _LOOSE
    while True:
        smaller = drafting.shrink(brief, 1)
        if smaller is brief:
            return brief
        brief = smaller
        if _lines(brief) <= fits:
            return brief


_LOOSE = 3  # lines that stay empty at the foot of pages, because what follows is not divided
_WORDS = 12  # of a line of an extract
_HEAD, _STORY = 1.0, 4.0  # lines that the room around a section, and a story's heading with its sections' heads, takes


def _lines(brief: Brief) -> float:
    """About how many lines the body takes."""
    extracts = sum(map(_room, (extract.text for extract in extracts_of(brief))))
    if brief.delta and brief.delta.alone:  # nothing else is printed but what was told before
        return extracts + sum(_room(pair.was) for pair in brief.delta.updated)
    rows = len(brief.figures) + len(brief.outlook) + len(brief.questions)
    rows += sum(len(found.values) for found in (*brief.discrepancies, *brief.updates))
    people = sum(1.2 for actor in brief.actors if actor.kind == "person")
    sections = (brief.developments, brief.background, brief.reactions, brief.stakes, brief.outlook, brief.questions)
    heads = _HEAD * sum(map(bool, (*sections, brief.figures, brief.discrepancies, brief.updates)))
    stories = _STORY * len(brief.stories) if len(brief.stories) > 1 else 0
    return extracts + rows + people + heads + stories


def _room(text: str) -> float:
    """About how many lines an extract takes, with the room below it."""
    return ceil(len(text.split()) / _WORDS) + 0.4


def kept_apart(output: Path) -> Path:
    """A record that a person has edited is never overwritten: the new one is written beside it."""
    if output.suffix.lower() not in {".json", ".yaml", ".yml"} or not output.is_file():
        return output
    from briefgen.readers import record

    return output.with_suffix(f".new{output.suffix}") if record.edited(output.read_bytes()) else output


def refuse_sources(files: Mapping[Path, bytes], brief: Brief) -> None:
    """An output may not replace one of its own sources."""
    places = {Path(reference.location).resolve() for reference in brief.references if reference.location != "-"}
    for path in files:
        if path.resolve() in places:
            raise ConfigError(f"-o {path}: this is a source of the memo", hint="choose another name")
