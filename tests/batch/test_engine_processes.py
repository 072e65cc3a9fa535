"""The engine of this machine: each job's answer, culprits named alone, children replaced, none left behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, as_completed
from contextlib import suppress
from fcntl import LOCK_EX, flock
from multiprocessing import forkserver
from multiprocessing.util import get_temp_dir
from pathlib import Path

import pytest

from briefgen.batch.engine import engine, sockets
from briefgen.batch.engine.processes import Processes
from briefgen.errors import ConfigError, Killed, Stopped
from briefgen.worker import Worker
from tests.batch import jobs_odd as odd
from tests.conftest import PROJECT

SECONDS = 0.7


@pytest.fixture(scope="module", autouse=True)
def bare() -> Iterator[None]:
    """A fork server without our modules: these jobs need none, and it starts in no time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("briefgen.batch.engine.processes._PACKAGES", ())
        patch.setattr("briefgen.batch.engine.processes._LIBRARIES", ())
        yield


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    with engine("processes", jobs=1, seconds=SECONDS, megabytes=512) as made:
        yield made


def gone(pid: int) -> bool:
    with suppress(OSError):
        return "\nState:\tZ" in Path(f"/proc/{pid}/status").read_text()
    return True


def wait_until(true: object, seconds: float = 5) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():  # type: ignore[operator]
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize(
    ("job", "told"),
    [
        (odd.regex, f"stopped after {SECONDS:g} s"),
        (odd.asleep_in_c, f"stopped after {SECONDS:g} s"),
        (odd.hog, "needed more than 512 MB"),
        (odd.segfault, "crashed (SIGSEGV)"),
        (odd.leave, "ended its process: SystemExit(7)"),
        (odd.leave_at_once, "crashed (exit code 7)"),
        (odd.unpicklable, "its value cannot be passed on"),
        (odd.unpackable, "its value cannot be unpacked"),
        (odd.odd_error, "its error cannot be passed on"),
    ],
)
def test_what_goes_wrong_is_told_and_the_next_job_runs(pool: Executor, job: object, told: str) -> None:
    future = pool.submit(job)  # type: ignore[arg-type]
    after = pool.submit(odd.double, 4)
    error = future.exception(timeout=10)
    assert isinstance(error, Stopped)
    assert told in str(error)
    assert after.result(timeout=10) == 8


def test_a_bug_comes_back_with_the_place_where_it_happened(pool: Executor) -> None:
    error = pool.submit(odd.bug).exception(timeout=10)
    assert isinstance(error, ZeroDivisionError)
    assert "in bug" in error.__notes__[0]


def test_what_cannot_be_sent_is_told(pool: Executor) -> None:
    assert pool.submit(odd.double, lambda: None).exception(timeout=10) is not None  # type: ignore[arg-type]
    assert pool.submit(odd.double, 1).result(timeout=10) == 2


def test_a_job_whose_child_is_killed_from_outside_is_told_apart(pool: Executor, tmp_path: Path) -> None:
    """`streamed` tries it once more, alone."""
    error = pool.submit(odd.killed, 9, str(tmp_path / "always")).exception(timeout=10)
    assert isinstance(error, Killed)
    assert "killed from outside (SIGKILL)" in str(error)
    assert (tmp_path / "always").read_text().count("\n") == 1


def test_a_child_that_is_killed_while_it_waits_costs_no_job(pool: Executor) -> None:
    pid = pool.submit(odd.process).result(timeout=10)
    os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: gone(pid))
    assert pool.submit(odd.process).result(timeout=10) != pid


def test_three_culprits_among_three_hundred_are_named_alone() -> None:
    culprits = {50: odd.segfault, 150: odd.leave_at_once, 250: odd.bug}
    with engine("processes", jobs=2, seconds=5, megabytes=512) as made:
        futures = {made.submit(culprits.get(n, odd.double), *(() if n in culprits else (n,))): n for n in range(300)}
        answers = {futures[one]: one.exception() or one.result() for one in as_completed(futures, timeout=30)}
    assert {n for n, one in answers.items() if isinstance(one, BaseException)} == set(culprits)
    assert all(answers[n] == 2 * n for n in set(range(300)) - set(culprits))


def test_ten_thousand_jobs_wait_here() -> None:
    with engine("processes", jobs=1, seconds=5, megabytes=512) as made:
        start = time.monotonic()
        waiting = [made.submit(odd.slowly, n, 0.001) for n in range(10_000)]
        assert time.monotonic() - start < 3
        assert waiting[0].result() == 0
        made.shutdown(cancel_futures=True)
    assert waiting[-1].cancelled()


# ------------------------------------------------------------------ the child


def test_a_child_is_replaced_after_some_jobs_and_when_it_grows() -> None:
    with Worker(method="forkserver", renew_after=3) as by_number:
        pids = [by_number.call(odd.process) for _ in range(7)]
    assert [pids.count(one) for one in dict.fromkeys(pids)] == [3, 3, 1]
    with Worker(method="forkserver", renew_above=90) as by_size:
        pids = [by_size.call(odd.grow, 5) for _ in range(24)]
    assert 2 <= len(set(pids)) <= 2 + 24 // 10


def test_garbage_of_a_job_is_gone_before_the_next() -> None:
    with Worker(method="forkserver") as worker:
        first = [worker.call(odd.cycles, 50_000) for _ in range(3)]
    assert all(one < 60_000 for one in first)


def test_temporary_files_lie_in_the_folder_and_go_with_the_child(tmp_path: Path) -> None:
    with engine("processes", jobs=1, seconds=5, megabytes=512, temporary=tmp_path / "new") as made:
        name, environment = made.submit(odd.temporary).result()
        assert Path(name).parent == Path(environment)
        assert Path(environment).parent == tmp_path / "new"
        assert made.submit(odd.leave_a_file_and_crash).exception() is not None
        assert not Path(environment).exists()
    assert list((tmp_path / "new").iterdir()) == []


def test_a_child_has_the_folder_and_the_environment_of_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Worker(method="forkserver") as before:  # the fork server runs from here on
        assert before.call(os.getcwd) == str(Path.cwd())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "7")
    monkeypatch.chdir(tmp_path)
    with Worker(method="forkserver") as worker:
        assert worker.call(os.getenv, "SOURCE_DATE_EPOCH") == "7"
        assert worker.call(os.getcwd) == str(tmp_path)


@pytest.mark.slow
def test_the_fork_server_has_imported_what_jobs_need() -> None:
    script = """
from briefgen import worker
from briefgen.batch.engine.processes import preload
from tests.batch import jobs_odd as odd
if __name__ == "__main__":
    preload()
    with worker.Worker(method="forkserver") as one:
        print(*one.call(odd.modules), "threads:", one.call(odd.threads))
"""
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )  # fmt: skip
    *loaded, threads = run.stdout.split()
    assert threads == "1"
    assert {"briefgen.pipeline.reading", "briefgen.writers.pdf", "weasyprint", "justext", "yaml"} <= set(loaded)
    # They start threads or a library of their own when imported.
    assert not {"numpy", "pypdfium2", "nltk"} & set(loaded)


# ------------------------------------------------------------------ the end


def interrupted(made: Processes) -> tuple[int, list[Future[None]], list[Future[int]]]:
    pid = made.submit(odd.process).result()
    running = [made.submit(odd.asleep_in_c) for _ in range(2)]
    waiting = [made.submit(odd.double, n) for n in range(50)]
    assert wait_until(lambda: all(one.running() for one in running))
    return pid, running, waiting


def test_an_interrupt_ends_what_runs_and_cancels_what_waits() -> None:
    start, before = time.monotonic(), signal.getsignal(signal.SIGTERM)
    try:
        with Processes(2, 60, 512) as made:
            pid, running, waiting = interrupted(made)
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(5)
    except KeyboardInterrupt:
        assert time.monotonic() - start < 4
    assert gone(pid)
    assert all(one.cancelled() for one in waiting)
    assert all(isinstance(one.exception(), Stopped) for one in running)
    assert signal.getsignal(signal.SIGTERM) == before


SCRIPT = """
import sys
from briefgen.batch.engine import engine, processes
from tests.batch import jobs_odd as odd
processes._PACKAGES = processes._LIBRARIES = ()
if __name__ == "__main__":
    with engine("processes", jobs=2, seconds=60, megabytes=512) as made:
        pids = {made.submit(odd.process).result() for _ in range(20)}
        while len(pids) < 2:
            held = made.submit(odd.slowly, 1, 0.1)
            pids.add(made.submit(odd.process).result())
        made.submit(odd.asleep_in_c)
        print(*pids, flush=True)
        made.submit(odd.slowly, 1, 60).result()
"""


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder whose path leaves room for a socket's."""
    made = tempfile.mkdtemp(prefix="t", dir="/tmp")
    yield Path(made)
    shutil.rmtree(made)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_no_child_outlives_its_parent(tmp_path: Path, short: Path, number: int) -> None:
    script = tmp_path / "night.py"
    script.write_text(SCRIPT)
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "TMPDIR": str(short)}
    run = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, env=environment, text=True)
    assert run.stdout
    pids = [int(one) for one in run.stdout.readline().split()]
    assert len(pids) == 2
    run.send_signal(number)
    run.wait(timeout=5)
    assert wait_until(lambda: all(map(gone, pids)))
    run.stdout.close()
    left = [one.name.startswith("briefgen-forks-") for one in short.iterdir()]
    assert left == ([True] if number == signal.SIGKILL else [])


def test_what_a_killed_run_left_is_swept_and_what_lives_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(sockets, "_LONGEST", 1000)
    dead, alive, young = (tmp_path / f"briefgen-forks-{name}" for name in ("dead", "alive", "young"))
    for folder in (dead, alive, young):
        folder.mkdir()
        (folder / "listener-x").touch()
    for folder in (dead, alive):
        os.utime(folder, (1, 1))
    held = os.open(alive, os.O_RDONLY | os.O_DIRECTORY)
    flock(held, LOCK_EX)
    sockets.sweep()
    os.close(held)
    assert sorted(tmp_path.iterdir()) == [alive, young]


def test_where_the_path_would_be_too_long_the_systems_own_folder_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", f"/tmp/{'long' * 20}")
    assert sockets._home() == Path("/tmp")


def test_an_unknown_engine_is_told_with_the_nearest_name() -> None:
    with pytest.raises(ConfigError, match="processes"):
        engine("process", jobs=1, seconds=1, megabytes=1)


def test_what_the_fork_server_leaves_lies_in_the_folder_that_is_swept(pool: Executor) -> None:
    assert pool.submit(odd.double, 1).result(timeout=10) == 2
    pid = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    own = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    assert b"TMPDIR=" + os.fsencode(get_temp_dir()) in own


def test_a_thread_whose_start_was_interrupted_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupt that comes while the pool starts a thread leaves one that it does not know of."""
    start = threading.Thread.start

    def interrupted(thread: threading.Thread) -> None:
        start(thread)
        raise KeyboardInterrupt

    def submitted() -> None:
        with engine("processes", jobs=1, seconds=SECONDS, megabytes=512) as made:
            monkeypatch.setattr(threading.Thread, "start", interrupted)
            made.submit(odd.double, 1)

    before = set(threading.enumerate())
    with pytest.raises(KeyboardInterrupt):
        submitted()
    assert set(threading.enumerate()) <= before
