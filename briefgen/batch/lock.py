"""The state folder in, its lock held out: one run at a time; the kernel frees it however a run ends."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from briefgen.errors import Busy, WriteError

NAME = "run.lock"
_MOST = 10_000  # characters of what a holder writes


@contextmanager
def held(state: Path, started: str) -> Iterator[None]:
    """Hold the lock of a state folder. Raises Busy, naming who holds it; WriteError where there can be none.

    `started`: the time that is told to whom is turned away.
    """
    path = state / NAME
    try:
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise WriteError(f"{path}: {error.strerror}", hint="name a folder on a local disk with state:") from error
    with file:
        _take(file, path)
        _write(file, path, {"pid": os.getpid(), "started": started})
        yield
        file.truncate(0)


def _write(file: TextIO, path: Path, about: Mapping[str, object]) -> None:
    try:
        file.truncate(0)
        file.write(json.dumps(about))
        file.flush()
    except OSError as error:
        hint = "free some space, or name another folder with state:"
        raise WriteError(f"{path}: {error.strerror}", hint=hint) from error


def _take(file: TextIO, path: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Busy(f"{path}: another run holds the lock: {_holder(file)}", hint="wait until it has ended") from error
    except OSError as error:  # a network share without locks
        raise WriteError(f"{path}: cannot be locked: {error.strerror}", hint="put state: on a local disk") from error


def _holder(file: TextIO) -> str:
    """Who holds it, as they wrote it: the process and since when."""
    about = _written(file)
    try:
        return f"process {about['pid']:d}, since {about['started']:.40}"
    except (ValueError, KeyError, TypeError):  # it has not written yet
        return "it has just begun"


def _written(file: TextIO) -> Mapping[str, Any]:
    """What the last holder wrote of itself; nothing where it came to its end."""
    file.seek(0)
    try:
        about = json.loads(file.read(_MOST))
    except ValueError:
        return {}
    return about if isinstance(about, dict) else {}
