"""The ledger that a dead run left in; its half-written files gone and its memos known as undone, out."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from briefgen.batch.ledger import Ledger
from briefgen.batch.publish import NOT_MADE, place_of
from briefgen.batch.rows import MemoRow
from briefgen.batch.telling import folder_of
from briefgen.config import Config
from briefgen.storage import scheme_of

TEMPORARY = "tmp"
"""The folder in the state folder that goes with a run."""


def recover(ledger: Ledger, config: Config, date: str) -> tuple[int, ...]:
    """Clear up after runs that died; their numbers.

    A memo of this `date` that was planned is made now; one of another night is known as failed.
    """
    shutil.rmtree(Path(config.state) / TEMPORARY, ignore_errors=True)
    dead = ledger.unended()
    for run, night in dead:
        _clear_halves(set(_folders(ledger, config, run, night)))
    for row in ledger.unfinished():
        if row.date != date:
            ledger.keep_memo(replace(row, state="failed", why="the run was interrupted"))
    return tuple(run for run, _ in dead)


def _folders(ledger: Ledger, config: Config, run: int, night: str) -> Iterator[Path]:
    """Where a run may have been writing when it died."""
    yield from _local([f"{folder_of(config.output, night)}index.html"])
    for row in ledger.memos_of(run):
        yield from _local(_places(ledger, config, row))
    yield from _local(f"{one.to}/memo" for brief in config.briefs for one in brief.delivery if one.to)


def _places(ledger: Ledger, config: Config, row: MemoRow) -> Iterator[str]:
    yield from (place_of(config, row, "", ending) for ending in (*config.formats, NOT_MADE))
    yield from (place for part in ledger.parts(row) for place in part.outputs)


def _local(places: Iterable[str]) -> Iterator[Path]:
    return (Path(place).parent for place in places if not scheme_of(place))


def _clear_halves(folders: Iterable[Path]) -> None:
    """What a death left half-written; what is written at this very moment is somebody else's."""
    now = time.time()
    for folder in folders:
        for path in folder.glob(".briefgen-*.tmp"):
            with suppress(OSError):
                if not now <= path.stat().st_mtime < now + 1:  # later ones are of a clock that was set back
                    path.unlink()
