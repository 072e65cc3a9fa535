"""A packed job in, its value out, on a worker of dask: made in a child that this worker keeps warm between jobs."""

from __future__ import annotations

import multiprocessing
import pickle
import threading
from pathlib import Path
from typing import Any

from briefgen import __version__
from briefgen.batch.engine import processes
from briefgen.errors import ConfigError
from briefgen.worker import Worker

UPGRADE = f"install briefgen {__version__} where the workers run, and start them anew"
_own = threading.local()


def version() -> str:
    """That of briefgen, where it runs."""
    return __version__


def guarded(asked: str, bounds: tuple[float, int], packed: bytes) -> Any:
    """A packed job's value, made in the child of this thread. Raises Stopped, what the job raised, ConfigError."""
    if asked != __version__:  # a worker that came after the others were asked
        raise ConfigError(f"a worker has briefgen {__version__}, this is {asked}", hint=UPGRADE)
    return _worker(bounds).call(unpacked, packed)


def unpacked(packed: bytes) -> Any:
    """In the child: the job's value."""
    function, args = pickle.loads(packed)  # noqa: S301 - who may give jobs to the scheduler may run any code
    return function(*args)


def _worker(bounds: tuple[float, int]) -> Worker:
    """This thread's, warm from the jobs before."""
    kept: Worker | None = getattr(_own, "worker", None)
    if kept is None:
        _permit_children()
        processes.preload()
        kept = _own.worker = processes.warm(*bounds, _folder())
    seconds, megabytes = bounds
    if kept.megabytes != megabytes:  # a child gets it when it starts
        kept.close()
    kept.seconds, kept.megabytes = seconds, megabytes
    return kept


def _folder() -> Path:
    """Where this worker of dask has its own files, which it takes away at its end."""
    from distributed import get_worker

    return Path(get_worker().local_directory) / "briefgen"


def _permit_children() -> None:
    """Dask's nanny starts its workers as daemonic processes, and multiprocessing lets none of those have children.

    The ban keeps children from outliving a process that is killed; ours end with it by themselves (see worker.child).
    `distributed.worker.daemon: False` would do the same, but every administrator would have to know of it.
    """
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]  # noqa: SLF001
