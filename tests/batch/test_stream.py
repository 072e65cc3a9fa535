"""Tasks handed to an executor: in order of their end, and those that were killed from outside once more, alone."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from briefgen.batch.engine import engine
from briefgen.batch.stream import streamed
from briefgen.errors import Killed


def victim(task: tuple[Path, int]) -> int:
    """Dies as under the system's own killer, as often as it is told."""
    folder, deaths = task
    seen = len(list(folder.iterdir()))
    if seen < deaths:
        (folder / str(seen)).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return seen


def test_what_was_killed_once_is_tried_again_and_what_dies_twice_is_told(tmp_path: Path) -> None:
    folders = [tmp_path / str(deaths) for deaths in (0, 1, 5)]
    for folder in folders:
        folder.mkdir()
    with engine("processes", jobs=2, seconds=10, megabytes=512) as executor:
        found = dict(streamed(executor, victim, folders, lambda one: (one, int(one.name))))
    assert (found[folders[0]], found[folders[1]]) == (0, 1)
    error = found[folders[2]]
    assert isinstance(error, Killed)
    assert "killed from outside (SIGKILL)" in str(error)
    assert len(list(folders[2].iterdir())) == 2, "tried once more, and not again"
    assert next(iter(found)) == folders[0]
