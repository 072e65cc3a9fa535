"""Jobs in, their futures out: a dask scheduler hands them to its workers, each in a child of the worker under limits.

A worker that is killed costs no job: the scheduler gives it to another one. A job that takes several workers with it
fails alone. Workers need this version of briefgen, and no folder of this machine.
"""

from __future__ import annotations

import logging
import pickle
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, InvalidStateError, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from contextlib import suppress
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any, ParamSpec, Self, TypeVar

from briefgen import __version__
from briefgen.batch.engine.far import UPGRADE, guarded, version
from briefgen.batch.engine.interrupts import Interrupts
from briefgen.errors import ConfigError, Stopped

P = ParamSpec("P")
T = TypeVar("T")

_CONNECT = 8.0
"""Seconds until a scheduler that does not answer, or has no workers, is told."""
_LOOK = 5.0  # seconds between two looks whether there are workers
_ALONE = 120.0
"""Seconds without any worker until the jobs are given up: a nanny starts a new one in 2, a cluster in a minute."""
_INSTALL = "pip install 'briefgen[dask]'"
_FETCH = 10.0  # seconds to fetch a value that is there; one whose worker died is waited for without end by dask
_LOST = 3  # times that a job is sent again because its value did not arrive


@dataclass(frozen=True, slots=True)
class _Job:
    """A job on its way: `lost` times its value did not arrive; `is_suspect`: workers died that had it."""

    ours: Future[Any]
    packed: bytes = field(repr=False)
    lost: int = 0
    is_suspect: bool = False


class Dask(Executor):
    """An Executor over the workers of the scheduler at an address, as "tcp://10.0.0.5:8786". Raises ConfigError.

    While it is open in the main thread, SIGTERM interrupts like SIGINT.
    """

    def __init__(self, scheduler: str, seconds: float, megabytes: int) -> None:
        self._bounds = (seconds, megabytes)
        self._client = _connected(scheduler)
        try:
            _check(self._client, scheduler)
        except BaseException:
            self._client.close()
            raise
        self._open: dict[Future[Any], Any] = {}  # ours -> dask's, which keeps the value on the worker while it is held
        self._suspects = ThreadPoolExecutor(1, thread_name_prefix="briefgen-suspects")
        self._interrupts, self._closed = Interrupts(), threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def __enter__(self) -> Self:
        self._interrupts.begin()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                wait_for(tuple(self._open))
        finally:  # also where waiting was interrupted
            self.shutdown(wait=False, cancel_futures=True)
            self._interrupts.end()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """The future of `fn(*args)`; `fn` stands in a module, arguments by name are not passed on."""
        if kwargs:
            raise TypeError("give the arguments of a job by position")
        # Packed here: dask would look into the arguments for work of its own, and each worker would import our modules.
        packed = pickle.dumps((fn, args), pickle.HIGHEST_PROTOCOL)
        ours: Future[T] = Future()
        self._send(_Job(ours, packed))
        ours.add_done_callback(self._forget)
        return ours

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leaves the scheduler, after the jobs are done or (`cancel_futures`) given up."""
        if cancel_futures:
            given_up, self._open = self._open, {}
            for one in given_up:
                one.cancel()
            with suppress(Exception):  # all at once: each is a question to the scheduler
                self._client.cancel(list(given_up.values()))
        if wait:
            wait_for(tuple(self._open))
        self._closed.set()
        self._suspects.shutdown(wait=False, cancel_futures=True)
        self._client.close()

    def _send(self, job: _Job) -> None:
        try:
            theirs = self._client.submit(guarded, __version__, self._bounds, job.packed, pure=False)
        except Exception:  # noqa: BLE001 - a client that has given up raises errors of several kinds
            _fail(job.ours, _gone())
            return
        self._open[job.ours] = theirs
        theirs.add_done_callback(lambda done: self._done(job, *_outcome(done)))

    def _forget(self, ours: Future[Any]) -> None:
        theirs = self._open.pop(ours, None)
        if ours.cancelled():
            ours.set_running_or_notify_cancel()  # wakes those who wait for it
            if theirs is not None:
                with suppress(Exception):  # the client has given up
                    theirs.cancel()

    def _done(self, job: _Job, kind: str, value: Any) -> None:
        is_open = self._client.status == "running"
        if kind == "value":
            _settle(job.ours, value)
        elif kind == "lost" and is_open and job.lost < _LOST:
            # Its value lay on a worker that was killed before it was fetched.
            self._again(replace(job, lost=job.lost + 1))
        elif kind == "killed" and not job.is_suspect:
            with suppress(RuntimeError):  # closed meanwhile
                self._suspects.submit(self._alone, replace(job, is_suspect=True))
        else:
            _fail(job.ours, value)

    def _again(self, job: _Job) -> None:
        if not job.ours.done():
            self._send(job)

    def _alone(self, job: _Job) -> None:
        """Dask blames all jobs that a dead worker had: each is tried again, no other suspect at the same time."""
        self._again(job)
        wait_for((job.ours,))

    def _watch(self) -> None:
        """Ends the wait for workers that do not come back."""
        seen = monotonic()
        while not self._closed.wait(_LOOK):
            with suppress(Exception):  # the end of the scheduler is told elsewhere
                seen = monotonic() if self._client.nthreads() else seen
            if monotonic() - seen > _ALONE:
                for one in tuple(self._open):
                    _fail(one, Stopped(f"the scheduler had no workers for {_ALONE:g} s", hint="look at their logs"))


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
    for address, theirs in client.run(version, on_error="return").items():
        if theirs != __version__:
            told = "it has no briefgen" if isinstance(theirs, ImportError) else f"it has briefgen {theirs}"
            raise ConfigError(f"--scheduler {scheduler}: worker {address}: {told}", hint=UPGRADE)


def _outcome(theirs: Any) -> tuple[str, Any]:
    """What became of a job at the scheduler: "value", "error", "killed" or "lost", and it or the error."""
    try:
        return "value", theirs.result(timeout=_FETCH)
    except CancelledError:
        return "lost", _gone()
    except TimeoutError as error:
        return ("error", error) if theirs.status == "error" else ("lost", _gone())
    except Exception as error:  # noqa: BLE001 - whatever the job raised
        return "killed" if type(error).__name__ == "KilledWorker" else "error", _told(error)


def _gone() -> Stopped:
    return Stopped("the scheduler went away", hint="look whether it runs, and run this again")


def _settle(ours: Future[Any], value: object) -> None:
    with suppress(InvalidStateError):  # cancelled meanwhile
        ours.set_result(value)


def _fail(ours: Future[Any], error: BaseException) -> None:
    with suppress(InvalidStateError):
        ours.set_exception(error)


def _told(error: Exception) -> Exception:
    if type(error).__name__ == "KilledWorker":
        return Stopped("it killed every worker that tried it", hint="look at the log of the workers")
    if type(error).__module__.startswith("distributed"):
        return Stopped(f"lost by the scheduler ({type(error).__name__})", hint="run it again")
    return error
