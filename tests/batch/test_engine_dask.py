"""The engine of many machines: a scheduler and workers on 127.0.0.1, the same bounds; workers are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, wait
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefgen.batch.engine import engine
from briefgen.batch.engine.dask import _CONNECT
from briefgen.batch.engine.far import guarded
from briefgen.errors import ConfigError, Stopped
from tests.batch import jobs_odd as odd
from tests.batch.test_engine_processes import gone, wait_until
from tests.conftest import PROJECT, Trap

pytest.importorskip("distributed")  # also before the trap is set: dask reads its settings when imported

SECONDS = 1.0
_MORE = [os.environ["PYTHONPATH"]] if "PYTHONPATH" in os.environ else []
_LIGHT = "from briefgen.batch.engine import processes\nprocesses._PACKAGES = processes._LIBRARIES = ()\n"
"""For workers: no modules for the fork server, these jobs need none."""


class Cluster:
    """A scheduler and the workers that were added; all end with it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.workers = folder, list[subprocess.Popen[str]]()
        self.scheduler = self._run("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        self.address = self._told(self.scheduler, "Scheduler at:").split()[-1]

    def add(self, preload: str = "", *options: str) -> subprocess.Popen[str]:
        file = self.folder / f"preload{len(self.workers)}.py"
        file.write_text(_LIGHT + preload)
        worker = self._run(
            "worker", self.address, "--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard",
            "--local-directory", str(self.folder), "--preload", str(file), *options,
        )  # fmt: skip
        self.workers.append(worker)
        self._told(worker, "Registered to:")
        return worker

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()
            assert process.stderr
            process.stderr.close()

    def _run(self, *command: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *command], cwd=self.folder, stderr=subprocess.PIPE, text=True,
            env={
                **os.environ, "PYTHONPATH": os.pathsep.join([str(PROJECT), *_MORE]),
                "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
            },
        )  # fmt: skip

    def _told(self, process: subprocess.Popen[str], what: str) -> str:
        assert process.stderr
        for line in process.stderr:
            if what in line:
                return line
        raise AssertionError(f"ended without: {what}")


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    made = Cluster(folder)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("dask")) as made:
        made.add()
        made.add()
        yield made


@pytest.fixture(autouse=True)
def permitted(trap: Trap) -> None:
    trap.permit_loopback()


@pytest.fixture
def pool(two: Cluster) -> Iterator[Executor]:
    with engine("dask", jobs=0, seconds=SECONDS, megabytes=512, scheduler=two.address) as made:
        yield made


def test_each_answer_and_each_culprit(pool: Executor) -> None:
    culprits = {
        3: (odd.asleep_in_c, "stopped after 1 s"),
        7: (odd.hog, "needed more than 512 MB"),
        11: (odd.segfault, "crashed (SIGSEGV)"),
        13: (odd.unpicklable, "its value cannot be passed on"),
        17: (odd.odd_error, "its error cannot be passed on"),
    }
    jobs = [pool.submit(*((culprits[n][0],) if n in culprits else (odd.double, n))) for n in range(60)]
    wait(jobs, timeout=30)
    for number, job in enumerate(jobs):
        if number in culprits:
            assert isinstance(job.exception(), Stopped)
            assert culprits[number][1] in str(job.exception())
        else:
            assert job.result() == 2 * number


def test_a_bug_comes_back_as_it_was(pool: Executor) -> None:
    assert isinstance(pool.submit(odd.bug).exception(timeout=10), ZeroDivisionError)


def test_a_child_stays_warm_on_its_worker(pool: Executor) -> None:
    pids = {pool.submit(odd.process).result(timeout=10) for _ in range(6)}
    assert len(pids) <= 2
    assert not pids & {pool.submit(odd.parent).result(timeout=10) for _ in range(6)}


def test_leaving_by_an_exception_does_not_wait(two: Cluster) -> None:
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        _leave(two, jobs := [])
    assert time.monotonic() - start < 5
    assert wait(jobs, timeout=5).not_done == set()
    assert all(one.cancelled() for one in jobs)


def _leave(two: Cluster, jobs: list[object]) -> None:
    with engine("dask", jobs=0, seconds=60, megabytes=512, scheduler=two.address) as made:
        jobs += [made.submit(odd.slowly, n, 1.0) for n in range(500)]
        raise KeyboardInterrupt


@pytest.mark.slow
def test_a_killed_worker_costs_no_job_and_leaves_no_child(tmp_path: Path) -> None:
    with cluster(tmp_path) as own:
        victim = own.add("", "--no-nanny")
        with engine("dask", jobs=0, seconds=20, megabytes=512, scheduler=own.address) as made:
            child = made.submit(odd.process).result(timeout=10)
            own.add("", "--no-nanny")
            jobs = [made.submit(odd.slowly, n, 0.05) for n in range(40)]
            jobs[0].result(timeout=10)
            victim.send_signal(signal.SIGKILL)
            assert [one.result(timeout=20) for one in jobs] == list(range(40))
        assert wait_until(lambda: gone(child))


@pytest.mark.slow
def test_a_job_that_kills_its_workers_fails_alone(two: Cluster) -> None:
    with engine("dask", jobs=0, seconds=20, megabytes=512, scheduler=two.address) as made:
        culprit = made.submit(odd.kill_the_parent)
        others = [made.submit(odd.double, n) for n in range(10)]
        error = culprit.exception(timeout=30)
        assert isinstance(error, Stopped)
        assert "killed every worker" in str(error)
        assert [one.result(timeout=30) for one in others] == [2 * n for n in range(10)]
        assert made.submit(odd.double, 3).result(timeout=10) == 6


# ------------------------------------------------------------------ what is refused


@pytest.mark.slow
def test_no_workers_and_another_version_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.batch.engine.dask._CONNECT", 1.0)
    with cluster(tmp_path) as own:
        with pytest.raises(ConfigError, match="it has no workers: start some: dask worker tcp://"):
            engine("dask", jobs=0, seconds=1, megabytes=512, scheduler=own.address)
        own.add("import briefgen\nbriefgen.__version__ = '0.0.1'\n", "--no-nanny")
        with pytest.raises(ConfigError, match=r"it has briefgen 0\.0\.1"):
            engine("dask", jobs=0, seconds=1, megabytes=512, scheduler=own.address)


def test_a_worker_of_another_version_that_comes_later_does_no_job() -> None:
    with pytest.raises(ConfigError, match=r"this is 0\.0\.1"):
        guarded("0.0.1", (1.0, 512), b"")


@pytest.mark.slow
def test_the_end_of_the_scheduler_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with cluster(tmp_path) as own:
        own.add("", "--no-nanny")
        with engine("dask", jobs=0, seconds=20, megabytes=512, scheduler=own.address) as made:
            jobs = [made.submit(odd.slowly, n, 0.2) for n in range(20)]
            jobs[0].result(timeout=10)
            own.scheduler.kill()
            assert "the scheduler went away" in str(jobs[-1].exception(timeout=10))


@pytest.mark.slow
def test_jobs_do_not_wait_for_ever_for_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.batch.engine.dask._LOOK", 0.2)
    monkeypatch.setattr("briefgen.batch.engine.dask._ALONE", 1.0)
    with cluster(tmp_path) as own:
        only = own.add("", "--no-nanny")
        with engine("dask", jobs=0, seconds=20, megabytes=512, scheduler=own.address) as made:
            jobs = [made.submit(odd.slowly, n, 0.2) for n in range(20)]
            jobs[0].result(timeout=10)
            only.kill()
            assert "had no workers for 1 s" in str(jobs[-1].exception(timeout=10))


def test_no_scheduler_is_told_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    start = time.monotonic()
    assert _CONNECT < 10
    monkeypatch.setattr("briefgen.batch.engine.dask._CONNECT", 0.5)
    with pytest.raises(ConfigError, match=r"tcp://127\.0\.0\.1:9: cannot be reached"):
        engine("dask", jobs=0, seconds=1, megabytes=512, scheduler="tcp://127.0.0.1:9")
    assert time.monotonic() - start < 2


@pytest.mark.parametrize("scheduler", ["", "nonsense://x", "tcp://"])
def test_no_address_is_told(scheduler: str) -> None:
    with pytest.raises(ConfigError, match="scheduler"):
        engine("dask", jobs=0, seconds=1, megabytes=512, scheduler=scheduler)


def test_without_the_package_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ConfigError, match=r"pip install 'briefgen\[dask\]'"):
        engine("dask", jobs=0, seconds=1, megabytes=512, scheduler="tcp://127.0.0.1:9")
