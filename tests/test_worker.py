"""The worker: values and errors come back; loops, gigabytes and crashes end, and are told."""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Iterator

import pytest

from briefgen.errors import BriefgenError, Stopped, StyleError
from briefgen.worker import Worker


def double(number: int) -> int:
    return 2 * number


def process() -> int:
    return os.getpid()


def loop() -> None:
    while True:
        pass


def loop_in_c() -> None:
    ctypes.PyDLL(None).sleep(60)  # holds the interpreter: no signal of Python's gets through


def gigabytes() -> int:
    return len("x" * 2_000_000_000)


def crash() -> None:
    os.abort()


def fault() -> None:
    raise StyleError("no such key", hint="did you mean", file="style.yaml", line=3)


def bug() -> None:
    raise ZeroDivisionError("a bug")


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(seconds=1, megabytes=512) as made:
        yield made


def test_a_value_and_a_warm_child(worker: Worker) -> None:
    assert worker.call(double, 21) == 42
    assert worker.call(process) == worker.call(process) != os.getpid()


@pytest.mark.parametrize(
    ("job", "told"),
    [
        (loop, "stopped after 1 s"),
        (loop_in_c, "stopped after 1 s"),
        (gigabytes, "needed more than 512 MB"),
        (crash, "crashed (SIGABRT)"),
    ],
)
def test_what_does_not_end_well_is_told_and_the_next_job_runs(worker: Worker, job: object, told: str) -> None:
    start = time.monotonic()
    with pytest.raises(Stopped) as caught:
        worker.call(job)  # type: ignore[arg-type]
    assert told in str(caught.value)
    assert time.monotonic() - start < 10
    assert worker.call(double, 1) == 2


def test_what_is_raised_comes_back_whole(worker: Worker) -> None:
    with pytest.raises(BriefgenError) as caught:
        worker.call(fault)
    assert str(caught.value) == "style.yaml:3: no such key: did you mean"
    with pytest.raises(ZeroDivisionError) as bare:
        worker.call(bug)
    assert isinstance(bare.value, ZeroDivisionError)


def test_a_closed_worker_has_no_child() -> None:
    worker = Worker(seconds=1)
    child = worker.call(process)
    worker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
