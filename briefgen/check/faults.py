"""What is wrong in a file, with its line and column, in; the line that a person, GitHub or a script is told out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

_PLACED = re.compile(r"(?P<file>.+?):(?P<line>\d+)(?::(?P<column>\d+))?: (?P<what>.+)")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """`line` and `column` count from 1; 0 where the whole file is meant. `hint` is the remedy."""

    file: str
    line: int
    column: int
    what: str
    hint: str = ""

    def text(self) -> str:
        """`templates/ours/style.yaml:3:1: pagse: no such key: did you mean "pages"?`."""
        return ": ".join(part for part in (self._place(), self.what, self.hint) if part)

    def _place(self) -> str:
        numbers = (number for number in (self.line, self.column) if number)
        return ":".join((self.file, *map(str, numbers)))

    def github(self) -> str:
        """A command of GitHub's runners, which show it beside the line."""
        place = [f"file={_escaped(self.file, ',:')}"]
        place += [f"{name}={number}" for name, number in (("line", self.line), ("col", self.column)) if number]
        message = ": ".join(part for part in (self.what, self.hint) if part)
        return f"::error {','.join(place)}::{_escaped(message)}"

    def record(self) -> str:
        """JSON on one line."""
        return json.dumps(asdict(self), ensure_ascii=False)


def _escaped(text: str, more: str = "") -> str:
    return "".join(f"%{ord(char):02X}" if char in "%\r\n" + more else char for char in text)


def of_message(message: str) -> list[Fault]:
    """The faults of an error that tells one a line: `FILE:LINE:COL: what`."""
    found = []
    for line in message.splitlines():
        placed = _PLACED.fullmatch(line)
        if placed:
            found.append(Fault(placed["file"], int(placed["line"]), int(placed["column"] or 0), placed["what"]))
        else:
            found.append(Fault(*_split(line)))
    return found


def _split(line: str) -> tuple[str, int, int, str]:
    file, _, what = line.partition(": ")
    return (file, 0, 0, what) if what else ("briefgen", 0, 0, line)


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Each once, by file and line; of two of one line with the same words the one with a column."""
    best: dict[tuple[str, int, str], Fault] = {}
    for fault in sorted((replace(one, file=shown(one.file)) for one in faults), key=lambda one: -one.column):
        best.setdefault((fault.file, fault.line, fault.what if fault.column else _key(best, fault)), fault)
    return sorted(best.values())


def _key(best: Iterable[tuple[str, int, str]], fault: Fault) -> str:
    """A fault without a column (told when the page was made) is the one that the line is known for already."""
    return next((what for file, line, what in best if (file, line) == (fault.file, fault.line)), fault.what)


def shown(file: str) -> str:
    """The file from here, if it is below this folder."""
    path = Path(file)
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix() if path.is_absolute() else path.as_posix()
    except ValueError:
        return file


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text, in which a word or offset is found by line and column."""

    file: str
    text: str

    def at(self, offset: int, what: str, hint: str = "") -> Fault:
        """A fault at an offset."""
        line = self.text.count("\n", 0, offset) + 1
        return Fault(self.file, line, offset - self.text.rfind("\n", 0, offset), what, hint)

    def on(self, line: int, word: str, what: str, hint: str = "") -> Fault:
        """A fault in a line, at a word of it; at the line's first character where the word is not there."""
        lines = self.text.split("\n")
        own = lines[line - 1] if 0 < line <= len(lines) else ""
        found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", own) if word else None
        column = found.start() + 1 if found else len(own) - len(own.lstrip()) + 1
        return Fault(self.file, line, column, what, hint)
