"""An engine's name in, a concurrent.futures.Executor out whose jobs run under a deadline and a memory limit each."""

from __future__ import annotations

import os
from concurrent.futures import Executor
from pathlib import Path

from briefgen.errors import ConfigError
from briefgen.marks import near

ENGINES = ("processes", "dask")


def engine(
    name: str, *, jobs: int, seconds: float, megabytes: int, scheduler: str = "", temporary: Path | None = None
) -> Executor:
    """A context manager: `submit(function, *args)` gives a Future of the value, of what was raised, or of Stopped.

    `jobs` at once (0: one for each core); `seconds` and `megabytes` (2**20 bytes) bound each of them. `scheduler`: the
    address of dask's. `temporary`: where jobs of this machine put temporary files. Leaving it by an exception cancels
    what waits and ends what runs. Raises ConfigError.
    """
    if name == "processes":
        from briefgen.batch.engine.processes import Processes

        return Processes(jobs or cores(), seconds, megabytes, temporary)
    if name == "dask":
        from briefgen.batch.engine.dask import Dask

        return Dask(scheduler, seconds, megabytes)
    raise ConfigError(f"--engine {name}: there is no such engine", hint=near(name, ENGINES, otherwise="use processes"))


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0))
