"""A function and its arguments in; its value out, made in a child process under a deadline and a memory limit.

What the child runs may loop without end, ask for gigabytes or crash in C: the parent kills it and says so. In a loop
of Python the child stops itself first, so that the error carries the place where the time went. A child ends with its
parent, whatever ended that one.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess, SpawnContext, SpawnProcess
from multiprocessing.util import get_temp_dir
from pathlib import Path
from threading import Lock
from typing import Any, Literal, Self, TypeVar

from briefgen.errors import Killed, Stopped
from briefgen.worker.child import READY, serve

__all__ = ["MEGABYTES", "SECONDS", "Worker", "hasten", "preload", "run"]

T = TypeVar("T")
Method = Literal["spawn", "forkserver"]

SECONDS = 20.0
"""The deadline of a job, start of the child not counted."""
MEGABYTES = 1024
"""The memory that a child may ask for, in 2**20 bytes: laying a memo out takes 200."""
_GRACE = 1.5  # seconds after the deadline until the parent kills: the child may be on its way out
_START = 60.0  # seconds for a child to be ready on a busy machine
# No library ends its own process so; 255 is what multiprocessing says where the fork server was killed.
_FROM_OUTSIDE = {-signal.SIGKILL: "SIGKILL", -signal.SIGTERM: "SIGTERM", 255: "with the fork server"}
_AT_LEAST = 10  # jobs of a child that is replaced for its memory: the first memo of each costs 0.6 s more
_PATIENCE = 0.2  # seconds that the start of a child takes at most once the fork server has imported
_PAGE = os.sysconf("SC_PAGE_SIZE")
# multiprocessing polls all children of a process at each start, so that two threads could both wait for one's end,
# and one of them would never learn of it.
_PROCESSES = Lock()
_CONTEXTS: dict[Method, SpawnContext | ForkServerContext] = {
    "spawn": multiprocessing.get_context("spawn"),
    "forkserver": multiprocessing.get_context("forkserver"),
}


def preload(modules: Sequence[str]) -> None:
    """Names the modules that the fork server imports, once for all its children; before the first of them starts.

    They must do nothing but define things when imported: C libraries that were used do not survive a fork.
    """
    _CONTEXTS["forkserver"].set_forkserver_preload(list(modules))


@contextmanager
def _in_swept_folder(method: Method) -> Iterator[None]:
    """What starts the fork server gives it its folder for temporary files: ours is swept after a kill.

    Where a library is looked for, ctypes asks a compiler, which leaves a file behind when it is killed with it.
    """
    if method != "forkserver":
        yield
        return
    before = os.environ.get("TMPDIR")
    os.environ["TMPDIR"] = get_temp_dir()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before


def hasten() -> None:
    """Lets who waits for the start of a child learn at once that there is none: the fork server imports for seconds."""
    if _PROCESSES.acquire(timeout=_PATIENCE):
        _PROCESSES.release()
        return
    pid = getattr(forkserver._forkserver, "_forkserver_pid", None)  # noqa: SLF001
    if pid:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


class Worker:
    """A child process that runs one job after the other and stays warm between them; made anew after it was killed.

    A context manager. Functions, arguments and values must be picklable; the function stands in a module.
    After `renew_after` jobs, or some that leave it with more than `renew_above` 2**20 bytes, the child is replaced
    (0: never).
    `temporary`: a folder in which each child gets one of its own for its temporary files; it goes with the child.
    Belongs to one thread; only `forbid` and `kill` may be called by another.
    """

    def __init__(
        self, *, seconds: float = SECONDS, megabytes: int = MEGABYTES, method: Method = "spawn",
        renew_after: int = 0, renew_above: int = 0, temporary: Path | None = None,
    ) -> None:  # fmt: skip
        self.seconds, self.megabytes, self.method = seconds, megabytes, method
        self.renew_after, self.renew_above, self.temporary = renew_after, renew_above, temporary
        self.started = self.done = 0
        self._child: SpawnProcess | ForkServerProcess | None = None
        self._line: Connection[Any, Any] | None = None
        self._life: Connection[Any, Any] | None = None
        self._folder = ""
        self._is_over = False

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------------ the child's life

    def start(self) -> None:
        """Start the child, if there is none. Raises Stopped where it does not come up."""
        with _PROCESSES:
            if self._child and self._child.is_alive():
                return
        self.close()
        if self.temporary:
            self.temporary.mkdir(parents=True, exist_ok=True)
            self._folder = tempfile.mkdtemp(prefix="child-", dir=self.temporary)
        self._launch()
        kind, value = self._answer(_START)
        if kind != READY:
            self.close()
            self._refuse_killed(kind, value)
            raise Stopped("the child process did not start", hint="try again on a less busy machine")

    def _launch(self) -> None:
        # Never a fork of this process, which would take its threads and locks along.
        context = _CONTEXTS[self.method]
        self._line, theirs = context.Pipe()
        listening, self._life = context.Pipe(duplex=False)
        args = (theirs, listening, self.megabytes, dict(os.environ), self._folder)
        child = context.Process(target=serve, args=args, daemon=True)
        try:
            with _PROCESSES:
                self._refuse_over()
                with _in_swept_folder(self.method):
                    child.start()
                self._child = child
        except (EOFError, ConnectionError) as error:
            self.close()
            raise Killed("the fork server was killed", hint="run it again") from error
        finally:
            theirs.close()
            listening.close()
        self.started, self.done = self.started + 1, 0

    def close(self) -> None:
        """End the child; its temporary files go."""
        with _PROCESSES:
            child, self._child = self._child, None
            if child:
                child.kill()
                child.join()
                child.close()
        for end in (self._line, self._life):
            if end:
                end.close()
        self._line = self._life = None
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = ""

    def forbid(self) -> None:
        """For another thread: start no child any more."""
        self._is_over = True

    def kill(self) -> None:
        """For another thread: end the child in the midst of its job, which raises Stopped, and start no other."""
        self._is_over = True
        with _PROCESSES:
            if self._child:
                self._child.kill()

    # ------------------------------------------------------------------ a job

    def call(self, function: Callable[..., T], *args: object) -> T:
        """The function's value, or what it raised. Raises Stopped: too long, too much memory, a crash; Killed."""
        self._send(pickle.dumps((function, args, self.seconds), pickle.HIGHEST_PROTOCOL))
        kind, value = self._answer(self.seconds + _GRACE)
        if kind in ("value", "raised"):
            self._renew()
        if kind == "value":
            return value  # type: ignore[no-any-return]
        if kind == "raised":
            raise value
        self.close()
        self._refuse_killed(kind, value)
        raise Stopped(self._why(kind, value), hint="look for a loop or a text that grows without end")

    def _send(self, packed: bytes) -> None:
        self._begin()
        assert self._line is not None  # noqa: S101 - start() made it
        try:
            self._line.send_bytes(packed)
        except ConnectionError:  # somebody killed it while it waited: the job has not begun
            self.close()
            self._begin()
            self._line.send_bytes(packed)

    def _begin(self) -> None:
        self._refuse_over()
        self.start()
        self._refuse_over()

    def _refuse_over(self) -> None:
        if self._is_over:
            raise Stopped("interrupted", hint="run it again")

    def _answer(self, seconds: float) -> tuple[str, Any]:
        assert self._line is not None  # noqa: S101
        try:
            packed = self._line.recv_bytes() if self._line.poll(seconds) else None
        except (EOFError, ConnectionError):
            return "gone", self._exit_code()
        if packed is None:
            return "late", None
        try:
            kind, value = pickle.loads(packed)  # noqa: S301 - from our own child
        except Exception as error:  # noqa: BLE001 - pickle raises whatever the objects raise
            return "raised", Stopped(f"its value cannot be unpacked: {error}", hint="return plain records")
        return kind, value

    def _exit_code(self) -> int | None:
        assert self._child is not None  # noqa: S101
        with _PROCESSES:
            self._child.join(_GRACE)
            return self._child.exitcode

    def _refuse_killed(self, kind: str, code: int | None) -> None:
        """Raises Killed where neither the job nor this process has ended the child."""
        if kind == "gone" and code in _FROM_OUTSIDE and not self._is_over:
            hint = "look in the system's log whether its memory ran out: journalctl -k"
            raise Killed(f"the child process was killed from outside ({_FROM_OUTSIDE[code]})", hint=hint)

    def _renew(self) -> None:
        """WeasyPrint's memory grows with each document (Kozea/WeasyPrint #220, #2130)."""
        self.done += 1
        is_old = self.renew_after and self.done >= self.renew_after
        is_fat = self.renew_above and self.done >= _AT_LEAST and self._megabytes() > self.renew_above
        if is_old or is_fat:
            self.close()

    def _megabytes(self) -> float:
        """What the child holds, 0 where the system does not tell."""
        assert self._child is not None  # noqa: S101
        with suppress(OSError, ValueError, IndexError):
            return int(Path(f"/proc/{self._child.pid}/statm").read_text().split()[1]) * _PAGE / 2**20
        return 0.0

    def _why(self, kind: str, code: int | None) -> str:
        if self._is_over:
            return "interrupted"
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
