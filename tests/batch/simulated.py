"""A desk of a test's own and moments in; the night of each, run as `briefgen batch` runs it, and its jobs out."""

from __future__ import annotations

import io
import json
import pickle
import resource
import sqlite3
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from briefgen.batch import Options, Run
from briefgen.batch.outcomes import Night
from briefgen.batch.progress import Log
from briefgen.config import Config, Desk, Standing

LJUBLJANA = "Europe/Ljubljana"
ZONE = ZoneInfo(LJUBLJANA)
FIRST = datetime(2026, 3, 25, 23, 30, tzinfo=UTC).astimezone(ZONE)
"""Thursday 26 March 2026, half an hour after midnight at the desk; the clocks go forward on the 29th."""


class Here(Executor):
    """Does the jobs in this process, at once, with what a worker would get of them; counts them by name."""

    def __init__(self) -> None:
        self.jobs: Counter[str] = Counter()

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.jobs[fn.__name__] += 1
        if fn.__name__ == "make":
            self.jobs["render" if args[0].drafted else "draft"] += 1
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*pickle.loads(pickle.dumps(args))))
        except Exception as error:  # noqa: BLE001 - as an executor does
            done.set_exception(error)
        return done


@dataclass
class Simulated:
    """A desk in the working folder. `config` may be changed between two nights; `jobs`: those of the last one."""

    config: Config
    desk: Desk = field(default_factory=Desk)
    jobs: Counter[str] = field(default_factory=Counter)
    here: bool = True

    def night(self, now: datetime, **options: Any) -> Night:
        with pytest.MonkeyPatch.context() as patch:
            own = Here()
            if self.here:
                patch.setattr("briefgen.batch.run.engine", lambda *_, **__: own)
            run = Run(self.config, self.desk, Options(at_once=1, **options), now, Log(io.StringIO(), lambda: 0.0))
            night = run.night()
        self.jobs = own.jobs
        return night

    def brief(self, **more: object) -> None:
        """Change the only standing brief."""
        (one,) = self.config.briefs
        self.config = replace(self.config, briefs=(replace(one, **more),))  # type: ignore[arg-type]


def simulated(*briefs: Standing, **more: Any) -> Simulated:
    own = {"timezone": LJUBLJANA, "formats": ("json",)} | more
    return Simulated(Config(briefs=briefs, **own))


def utc_nights(first: datetime, count: int, hour: int = 23, minute: int = 30) -> list[datetime]:
    """The moments of a timer that a server in UTC starts at the same time each day, as the desk sees them."""
    day = first.astimezone(UTC).replace(hour=hour, minute=minute)
    return [(day + timedelta(days=n)).astimezone(ZONE) for n in range(count)]


def record(night: Night, name: str = "wire") -> dict[str, Any]:
    """The JSON record of a memo of a night."""
    found: dict[str, Any] = json.loads(Path(f"out/{night.date}/{name}.json").read_text("utf-8"))
    return found


def asked(sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Rows of the ledger."""
    base = sqlite3.connect("state/ledger.sqlite")
    try:
        return base.execute(sql, values).fetchall()
    finally:
        base.close()


def taken(name: str, date: str) -> set[str]:
    """The texts that an issue took."""
    return {row[0] for row in asked("SELECT digest FROM taken WHERE name = ? AND date = ?", name, date)}


def texts() -> dict[str, str]:
    """The digest of each article's text that was ever read, by the name of its file."""
    return {Path(place).name: digest for place, digest in asked("SELECT location, digest FROM articles")}


def stamps(folder: str = "out") -> dict[str, tuple[int, int]]:
    """The inode and time of change of every memo; the page and the report of a night are written by each run."""
    told = ("index.html", "night.json")
    found = (path for path in Path(folder).rglob("*") if path.is_file() and path.name not in told)
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in found}


@dataclass
class Spent:
    cpu: float = 0.0


@contextmanager
def spent() -> Iterator[Spent]:
    """CPU seconds of this process and of its children that have ended."""

    def used() -> float:
        own = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(one.ru_utime + one.ru_stime for one in own)

    found, before = Spent(), used()
    yield found
    found.cpu = used() - before
