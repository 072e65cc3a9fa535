"""Jobs for the engines: good ones, and all that may go wrong in one."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import re
import signal
import sys
import tempfile
import time
from pathlib import Path


class TwoArguments(Exception):
    """Packs, and cannot be unpacked."""

    def __init__(self, place: str, what: str) -> None:
        super().__init__(f"{place}: {what}")


class Unpackable:
    """Packs, and cannot be unpacked."""

    def __reduce__(self) -> tuple[object, ...]:
        return int, ("no number",)


def double(number: int) -> int:
    return 2 * number


def process() -> int:
    return os.getpid()


def parent() -> int:
    """The process that asks: the fork server stands between."""
    found = multiprocessing.parent_process()
    assert found
    return found.pid or 0


def kill_the_parent() -> None:
    os.kill(parent(), signal.SIGKILL)
    time.sleep(30)


def slowly(number: int, seconds: float) -> int:
    time.sleep(seconds)
    return number


def killed(times: int, notes: str) -> int:
    """The number of the try; the process is killed in the first ones, as a system without memory does it."""
    with Path(notes).open("a") as file:
        file.write("tried\n")
    tries = Path(notes).read_text().count("\n")
    if tries <= times:
        os.kill(os.getpid(), signal.SIGKILL)
    return tries


def regex() -> object:
    return re.match(r"(a+)+$", "a" * 40 + "b")


def asleep_in_c() -> None:
    ctypes.PyDLL(None).sleep(60)  # holds the interpreter


def hog() -> int:
    return len("x" * 2_000_000_000)


def segfault() -> bytes:
    return ctypes.string_at(0)


def leave() -> None:
    sys.exit(7)


def leave_at_once() -> None:
    os._exit(7)


def unpicklable() -> object:
    return lambda: None


def unpackable() -> object:
    return Unpackable()


def odd_error() -> None:
    raise TwoArguments("here", "this")


def bug() -> None:
    raise ZeroDivisionError("a bug")


def grow(megabytes: int, kept: list[bytes] = []) -> int:  # noqa: B006 - kept from call to call is the point
    kept.append(os.urandom(megabytes << 20))
    return os.getpid()


def cycles(number: int) -> int:
    """Garbage that counting references does not free; how many objects are looked at afterwards."""
    for _ in range(number):
        one: list[object] = []
        one.append(one)
    return len(gc.get_objects())


def modules() -> list[str]:
    return sorted(sys.modules)


def threads() -> int:
    return len(list(Path("/proc/self/task").iterdir()))


def temporary() -> tuple[str, str]:
    """A file that is left behind, and the folder by the environment."""
    with tempfile.NamedTemporaryFile(delete=False) as file:
        return file.name, os.environ["TMPDIR"]


def leave_a_file_and_crash() -> None:
    Path(tempfile.gettempdir(), "face.ttf").write_bytes(b"left")
    os.abort()
