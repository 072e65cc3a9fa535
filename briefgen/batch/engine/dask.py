"""Jobs in, their futures out: a dask scheduler hands them to its workers, each in a child of the worker under limits.

A worker that is killed costs no job: the scheduler gives it to another one. A job that takes several workers with it
fails alone. Workers need this version of briefgen, and no folder of this machine.
"""

from __future__ import annotations

import logging
import multiprocessing
import pickle
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures import wait as wait_for
from functools import partial
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from briefgen import __version__
from briefgen.batch.engine import processes
from briefgen.errors import ConfigError, Stopped
from briefgen.worker import Worker

P = ParamSpec("P")
T = TypeVar("T")

_CONNECT = 8.0
"""Seconds until a scheduler that does not answer, or has no workers, is told."""
_INSTALL = "pip install 'briefgen[dask]'"
_UPGRADE = f"install briefgen {__version__} where the workers run, and start them anew"
_own = threading.local()


class Dask(Executor):
    """An Executor over the workers of the scheduler at an address, as "tcp://10.0.0.5:8786". Raises ConfigError."""

    def __init__(self, scheduler: str, seconds: float, megabytes: int) -> None:
        self._bounds = (seconds, megabytes)
        self._client = _connected(scheduler)
        try:
            _check(self._client, scheduler)
            self._executor = self._client.get_executor(pure=False)
        except BaseException:
            self._client.close()
            raise
        self._waiting: set[Future[Any]] = set()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.shutdown(wait=kind is None, cancel_futures=kind is not None)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """The future of `fn(*args)`; `fn` stands in a module, arguments by name are not passed on."""
        if kwargs:
            raise TypeError("give the arguments of a job by position")
        packed = pickle.dumps((fn, args), pickle.HIGHEST_PROTOCOL)
        ours: Future[T] = Future()
        self._waiting.add(ours)
        ours.add_done_callback(self._waiting.discard)
        # Packed here: dask would look into the arguments for work of its own, and each worker would import our modules.
        theirs = self._executor.submit(guarded, __version__, self._bounds, packed)
        ours.add_done_callback(lambda one: theirs.cancel() if one.cancelled() else None)
        theirs.add_done_callback(partial(_pass_on, ours))
        return ours

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leaves the scheduler, after the jobs are done or (`cancel_futures`) given up."""
        if cancel_futures:
            for one in tuple(self._waiting):
                one.cancel()
        if wait:
            wait_for(tuple(self._waiting))
        self._executor.shutdown(wait=wait)
        self._client.close()


# ------------------------------------------------------------------ here


def _connected(scheduler: str) -> Any:
    """A client of the scheduler. Raises ConfigError."""
    try:
        import distributed
    except ImportError as error:
        raise ConfigError("--engine dask needs a package that is not installed", hint=_INSTALL) from error
    if not scheduler:
        raise ConfigError("--engine dask: no scheduler", hint="name its address: --scheduler tcp://HOST:8786")
    # What cannot be reached is told by us, once; dask would log every try.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        return distributed.Client(scheduler, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        hint = "start one with `dask scheduler`, or check the address: tcp://HOST:8786"
        raise ConfigError(f"--scheduler {scheduler}: cannot be reached", hint=hint) from error


def _check(client: Any, scheduler: str) -> None:
    """Raises ConfigError where there are no workers, or some of another version."""
    try:
        client.wait_for_workers(1, timeout=_CONNECT)
    except TimeoutError as error:
        hint = f"start some: dask worker {scheduler}"
        raise ConfigError(f"--scheduler {scheduler}: it has no workers", hint=hint) from error
    for address, version in client.run(_version, on_error="return").items():
        if version != __version__:
            told = "it has no briefgen" if isinstance(version, ImportError) else f"it has briefgen {version}"
            raise ConfigError(f"--scheduler {scheduler}: worker {address}: {told}", hint=_UPGRADE)


def _pass_on(ours: Future[Any], theirs: Future[Any]) -> None:
    """What became of a job at the scheduler; what dask says about itself is told in our words."""
    if not ours.set_running_or_notify_cancel():
        return
    if theirs.cancelled():
        ours.set_exception(Stopped("the scheduler went away", hint="look whether it runs, and run this again"))
        return
    error = theirs.exception()
    if error is None:
        ours.set_result(theirs.result())
    else:
        ours.set_exception(_told(error))


def _told(error: BaseException) -> BaseException:
    kind = type(error)
    if not kind.__module__.startswith("distributed"):
        return error
    if kind.__name__ == "KilledWorker":
        return Stopped("it killed every worker that tried it", hint="look at the log of the workers")
    return Stopped(f"lost by the scheduler ({kind.__name__})", hint="run it again")


# ------------------------------------------------------------------ on the workers


def _version() -> str:
    return __version__


def guarded(version: str, bounds: tuple[float, int], packed: bytes) -> Any:
    """A packed job's value, made in the child of this thread. Raises Stopped, what the job raised, ConfigError."""
    if version != __version__:  # a worker that came after the others were asked
        raise ConfigError(f"a worker has briefgen {__version__}, this is {version}", hint=_UPGRADE)
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
