"""A function and its arguments in; its value out, made in a child process under a deadline and a memory limit.

What the child runs may loop without end, ask for gigabytes or crash in C: the parent kills it and says so. In a loop
of Python the child stops itself first, so that the error carries the place where the time went.
"""

from __future__ import annotations

import multiprocessing
import resource
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Self, TypeVar

from briefgen.errors import BriefgenError, Stopped

T = TypeVar("T")

SECONDS = 20.0
"""The deadline of a job, start of the child not counted."""
MEGABYTES = 1024
"""The memory that a child may ask for, in 2**20 bytes: laying a memo out takes 200."""
_GRACE = 1.5  # seconds after the deadline until the parent kills: the child may be on its way out
_START = 60.0  # seconds for a child to be ready on a busy machine
_READY = "ready"
_CORES = 8  # C libraries count the processor time of all their threads


class Worker:
    """A child process that runs one job after the other and stays warm between them; made anew after it was killed.

    A context manager. Functions, arguments and values must be picklable; the function stands in a module.
    """

    def __init__(self, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self.seconds, self.megabytes = seconds, megabytes
        self._child: SpawnProcess | None = None
        self._line: Connection[Any, Any] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the child, if there is none. Raises Stopped where it does not come up."""
        if self._child and self._child.is_alive():
            return
        context = multiprocessing.get_context("spawn")  # a fork would take the parent's threads and locks along
        self._line, theirs = context.Pipe()
        self._child = context.Process(target=_serve, args=(theirs, self.megabytes), daemon=True)
        self._child.start()
        theirs.close()
        if self._answer(_START) != (_READY, None):
            self.close()
            raise Stopped("the child process did not start", hint="try again on a less busy machine")

    def call(self, function: Callable[..., T], *args: object) -> T:
        """The function's value, or what it raised. Raises Stopped: too long, too much memory, a crash."""
        self.start()
        assert self._line is not None  # noqa: S101 - start() made it
        self._line.send((function, args, self.seconds))
        kind, value = self._answer(self.seconds + _GRACE)
        if kind == "value":
            return value  # type: ignore[no-any-return]
        if kind == "raised":
            raise value
        self.close()
        raise Stopped(self._why(kind, value), hint="look for a loop or a text that grows without end")

    def close(self) -> None:
        """End the child."""
        if self._child:
            self._child.kill()
            self._child.join()
            self._child.close()
        if self._line:
            self._line.close()
        self._child = self._line = None

    def _answer(self, seconds: float) -> tuple[str, Any]:
        assert self._line is not None  # noqa: S101
        assert self._child is not None  # noqa: S101
        try:
            return self._line.recv() if self._line.poll(seconds) else ("late", None)
        except (EOFError, ConnectionError):
            self._child.join(_GRACE)
            return "gone", self._child.exitcode

    def _why(self, kind: str, code: int | None) -> str:
        if kind == "memory":
            return f"needed more than {self.megabytes} MB"
        if kind == "late" or code == -signal.SIGXCPU:
            return f"stopped after {self.seconds:g} s"
        # GLib and other C libraries end the process where they get no memory.
        name = signal.Signals(-code).name if code and code < 0 else f"exit code {code}"
        return f"the child process crashed ({name}), perhaps for more than {self.megabytes} MB"


def run(function: Callable[..., T], *args: object, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> T:
    """One job in a child of its own. Raises Stopped, and what the function raises."""
    with Worker(seconds=seconds, megabytes=megabytes) as worker:
        return worker.call(function, *args)


# ------------------------------------------------------------------ in the child


def _serve(line: Connection[Any, Any], megabytes: int) -> None:
    """Answers calls until the parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to tell
    _limit(resource.RLIMIT_DATA, megabytes << 20)
    _limit(resource.RLIMIT_CORE, 0)
    line.send((_READY, None))
    while True:
        try:
            function, args, seconds = line.recv()
        except (EOFError, ConnectionError):
            return
        line.send(_answered(function, args, seconds))


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _answered(function: Callable[..., Any], args: tuple[object, ...], seconds: float) -> tuple[str, Any]:
    def stop(_number: int, _frame: object) -> None:
        raise Stopped(f"stopped after {seconds:g} s", hint="look for a loop without end")

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    # Should the parent be killed meanwhile, a loop ends all the same.
    spent = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(spent.ru_utime + spent.ru_stime + seconds * _CORES + 10))
    try:
        return "value", function(*args)
    except MemoryError:
        return "memory", None
    except BriefgenError as error:
        return "raised", error
    except Exception as error:  # noqa: BLE001 - a bug, told where it happened and raised again by the parent
        import traceback

        error.add_note(f"in the child process:\n{traceback.format_exc()}")
        return "raised", error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
