"""Jobs in, their futures out: threads of this process, each with a child process of its own that does the work.

A child that is killed or crashes fails its own job and no other; a pool of the standard library would lose all that
wait. Waiting jobs are kept here, so that their number costs no pipe.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from briefgen import worker
from briefgen.batch.engine import sockets
from briefgen.batch.engine.interrupts import Interrupts
from briefgen.errors import Stopped
from briefgen.worker import Worker

P = ParamSpec("P")
T = TypeVar("T")

RENEW_AFTER = 200
"""Jobs of one child."""
RENEW_ABOVE = 200
"""What a child may hold between jobs, in 2**20 bytes; that of memos of one article or two holds 87."""
_PACKAGES = ("pipeline", "verify", "readers", "language", "drafting", "writers", "config", "styles", "storage")
_LIBRARIES = (
    "weasyprint", "jinja2.sandbox", "htmldate", "justext", "courlan", "lxml_html_clean", "pycrfsuite", "regex", "yaml",
    "pydantic", "zoneinfo",
)  # fmt: skip
"""Not trafilatura, whose numpy starts threads, nor pypdfium2, which starts its library: neither outlives a fork."""


class Processes(ThreadPoolExecutor):
    """An Executor over `jobs` children. While it is open in the main thread, SIGTERM interrupts like SIGINT."""

    def __init__(self, jobs: int, seconds: float, megabytes: int, temporary: Path | None = None) -> None:
        self._name = f"briefgen-job-{id(self)}"
        super().__init__(jobs, thread_name_prefix=self._name)
        self._seconds, self._megabytes, self._temporary = seconds, megabytes, temporary
        self._own = threading.local()
        self._workers: list[Worker] = []
        self._is_over = False
        self._interrupts = Interrupts()
        sockets.prepare()
        preload()

    def __enter__(self) -> Self:
        self._interrupts.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.shutdown()
        finally:  # also where waiting for the jobs was interrupted
            self.stop()
            self.shutdown()
            self._interrupts.end()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """The future of `fn(*args)`; `fn` stands in a module, arguments by name are not passed on."""
        if kwargs:
            raise TypeError("give the arguments of a job by position")
        return super().submit(self._called, fn, *args)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends the children when their jobs are done; `cancel_futures`: those that wait are not begun."""
        super().shutdown(wait, cancel_futures=cancel_futures)
        if wait:
            self._join()
            for one in self._workers:
                one.close()

    def _join(self) -> None:
        """Wait for all threads, also one whose start was interrupted: the pool does not know of it."""
        for thread in threading.enumerate():
            while thread.name.startswith(self._name):
                try:
                    thread.join()
                    break
                except RuntimeError:  # it has not begun yet
                    time.sleep(0.01)

    def stop(self) -> None:
        """Cancels what waits and kills what runs: its futures raise Stopped."""
        self._is_over = True
        super().shutdown(wait=False, cancel_futures=True)
        for one in tuple(self._workers):
            one.forbid()
        worker.hasten()
        for one in tuple(self._workers):
            one.kill()

    def _called(self, function: Callable[..., T], *args: object) -> T:
        return self._worker().call(function, *args)

    def _worker(self) -> Worker:
        """The worker of this thread."""
        with suppress(AttributeError):
            return self._own.worker  # type: ignore[no-any-return]
        made = warm(self._seconds, self._megabytes, self._temporary)
        self._own.worker = made
        self._workers.append(made)
        if self._is_over:  # stop() may have passed before
            raise Stopped("interrupted", hint="run it again")
        return made


def warm(seconds: float, megabytes: int, temporary: Path | None) -> Worker:
    """A worker for many jobs of a night."""
    return Worker(
        seconds=seconds, megabytes=megabytes, method="forkserver", renew_after=RENEW_AFTER, renew_above=RENEW_ABOVE,
        temporary=temporary,
    )  # fmt: skip


def preload() -> None:
    """Lets the fork server import what jobs need, once for all children; and the command line where it runs."""
    # Each child runs the main script again as far as it stands outside `if __name__ == "__main__"`.
    main = ("briefgen.cli",) if "briefgen.cli" in sys.modules else ()
    worker.preload((*_ours(), *_LIBRARIES, *main))


def _ours() -> Iterator[str]:
    """The modules of all packages that a job may pass through; what is costly they import where they use it."""
    for name in _PACKAGES:
        yield f"briefgen.{name}"
        found = find_spec(f"briefgen.{name}")
        for module in iter_modules(found.submodule_search_locations if found else (), f"briefgen.{name}."):
            yield module.name
