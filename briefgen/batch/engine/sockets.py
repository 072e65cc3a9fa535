"""The folder of temporary files in, one in it for the fork server's socket out; those of killed runs go."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from multiprocessing.util import Finalize
from pathlib import Path

_PREFIX = "briefgen-forks-"
_YOUNG = 60  # seconds in which a folder may not be locked yet
_LONGEST = 58  # bytes, of the 107 that the path of a socket may have: its folder and its name take the rest
_held: list[int] = []


def prepare() -> None:
    """Makes the folder, once in a process, and locks it as long as this lives; before the fork server starts.

    multiprocessing would make one of its own, which nobody takes away after a SIGKILL.
    """
    config = multiprocessing.current_process()._config  # type: ignore[attr-defined]  # noqa: SLF001 - no other way
    if "tempdir" in config:
        return
    sweep()
    folder = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=_home())
    _held.append(os.open(folder, os.O_RDONLY | os.O_DIRECTORY))
    flock(_held[-1], LOCK_EX | LOCK_NB)
    config["tempdir"] = folder
    Finalize(None, shutil.rmtree, args=(folder, True), exitpriority=-100)


def _home() -> Path:
    """The folder of temporary files; the system's own where the path of a socket in it would be too long."""
    found = tempfile.gettempdir()
    return Path("/tmp" if len(os.fsencode(found)) > _LONGEST and os.access("/tmp", os.W_OK) else found)  # noqa: S108


def sweep() -> None:
    """Takes away our folders that no living process has locked."""
    for folder in _home().glob(f"{_PREFIX}*"):
        with suppress(OSError), _locked(folder):
            if _is_dead(folder) or time.time() - folder.stat().st_mtime > _YOUNG:
                shutil.rmtree(folder, ignore_errors=True)


def _is_dead(folder: Path) -> bool:
    """Whether the process that made it is gone; one of another container is not seen here, but holds its lock."""
    pid = folder.name.removeprefix(_PREFIX).partition("-")[0]
    return pid.isdigit() and not Path(f"/proc/{pid}").exists()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Raises OSError where another process holds it, or it is not ours."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
        yield
    finally:
        os.close(descriptor)
