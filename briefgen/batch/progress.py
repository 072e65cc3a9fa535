"""A stream in; what shows on it how far a night is out: bars on a terminal, JSON lines in a log.

Nothing here may stop a night: a stream that nobody reads any more is left alone. rich is imported for a terminal only.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol, TextIO

from briefgen.model import visible

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

Clock = Callable[[], float]
"""Seconds that only grow: the machine's time of day may be set back in the night."""
EVERY = 1.0
"""Seconds between two lines of a log within one stage."""
ROOM = 200
_ON_SCREEN = 40
_GONE = (OSError, ValueError)  # a terminal or pipe that was closed


class Progress(Protocol):
    """Shows stages, one after the other, each with so many steps."""

    def stage(self, name: str, total: int) -> None:
        """A stage of `total` steps begins; the one before is over."""

    def step(self, what: str = "") -> None:
        """One more step is done: `what` it was."""

    def note(self, line: str) -> None:
        """A line that stays to be read."""

    def close(self) -> None:
        """The end; may be told twice."""


def for_stream(stream: TextIO, *, is_terminal: bool, clock: Clock = time.monotonic) -> Progress:
    """Bars for a terminal, JSON lines otherwise."""
    return Terminal(stream, clock) if is_terminal else Log(stream, clock)


def _utc() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Log:
    """One JSON object a line: time, stage, done, total, what; a note has the key note instead of the counts.

    Each stage writes its first and last state, and between them at most one line in `EVERY` seconds.
    """

    def __init__(self, stream: TextIO, clock: Clock, now: Callable[[], str] = _utc) -> None:
        self._stream, self._clock, self._now = stream, clock, now
        self._stage, self._done, self._total, self._what = "", 0, 0, ""
        self._at, self._is_told = 0.0, True

    def stage(self, name: str, total: int) -> None:
        """Writes where the stage before stood last, then the beginning of this one."""
        self._end()
        self._stage, self._done, self._total, self._what = name, 0, total, ""
        self._state()

    def step(self, what: str = "") -> None:
        """Writes where it is the last step, or the last line is old enough."""
        self._done, self._what, self._is_told = self._done + 1, what, False
        if self._done == self._total or self._clock() - self._at >= EVERY:
            self._state()

    def note(self, line: str) -> None:
        """Writes at once."""
        self._write({"stage": self._stage, "note": visible(line)})

    def close(self) -> None:
        """Writes where the last stage stood."""
        self._end()

    def _end(self) -> None:
        if not self._is_told:
            self._state()

    def _state(self) -> None:
        self._at, self._is_told = self._clock(), True
        what = visible(self._what)[:ROOM]
        self._write({"stage": self._stage, "done": self._done, "total": self._total, "what": what})

    def _write(self, said: dict[str, object]) -> None:
        with suppress(*_GONE):
            self._stream.write(json.dumps({"time": self._now(), **said}) + "\n")
            self._stream.flush()


class Terminal:
    """A bar for each stage, with counts, the time left and what was done last; finished stages stay on the screen."""

    def __init__(self, stream: TextIO, clock: Clock) -> None:
        self._bars = _bars(stream, clock)
        self._task: TaskID | None = None
        with suppress(*_GONE):
            self._bars.start()

    def stage(self, name: str, total: int) -> None:
        """A new bar below the others."""
        self._settle()
        with suppress(*_GONE):
            self._task = self._bars.add_task(visible(name), total=total, what="")

    def step(self, what: str = "") -> None:
        """The bar grows."""
        if self._task is not None:
            self._bars.update(self._task, advance=1, what=_short(what))

    def note(self, line: str) -> None:
        """A line above the bars."""
        from rich.text import Text

        with suppress(*_GONE):
            self._bars.console.print(Text(visible(line)), soft_wrap=True)

    def close(self) -> None:
        """The bars stay as they are, and the cursor comes back."""
        self._settle()
        self._task = None
        with suppress(*_GONE):
            self._bars.stop()

    def _settle(self) -> None:
        """What a stage did last is of no use once it is over."""
        if self._task is not None:
            self._bars.update(self._task, what="")
            self._bars.stop_task(self._task)


def _bars(stream: TextIO, clock: Clock) -> Bars:
    """The columns take texts as they are: in rich's own markup, a file named "[red]" would be a colour."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    class Lasting(Console):
        def on_broken_pipe(self) -> None:
            self.quiet = True  # rich would end the program

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
        TextColumn("{task.fields[what]}", markup=False),
        console=Lasting(file=stream, force_terminal=True),
        get_time=clock,
        refresh_per_second=4,
        redirect_stdout=False,
        redirect_stderr=False,
    )


def _short(what: str) -> str:
    """The end of a path says more than its beginning."""
    shown = visible(what)
    return shown if len(shown) <= _ON_SCREEN else "…" + shown[1 - _ON_SCREEN :]
