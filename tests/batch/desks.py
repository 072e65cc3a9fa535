"""A desk with a few articles in; nights of the real command there, which can be killed, and what they left, out."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import PROJECT

MOMENT = 1_795_487_400  # 2026-11-24T02:30:00Z
DATE = "2026-11-24"
CONFIG = """
timezone: UTC
formats: [md, json]
output: out/{date}/{name}-{source}-{story}.{format}
jobs: {at_once: 2, seconds: 60}
briefs:
- {name: all, sources: [inbox/], delivery: [{to: outbox/, when: made}]}
- {name: tariffs, sources: [inbox/], about: [tariff]}
- {name: each, sources: [inbox/a1.html, inbox/a2.html], each: article, delivery: [{to: outbox/, when: made}]}
- {name: stories, sources: [inbox/], each: story}
- {name: none, sources: [empty/]}
"""
_STORIES = {
    "Tariff talks resume": "Vietnam said on Monday that tariff talks with Indonesia would resume. Minister Tran Van "
    "Minh told reporters that 12 per cent was the limit.",
    "Bridge closed": "The bridge over the Danube at Vidin was closed on Tuesday, the regional governor said. Some 400 "
    "lorries were waiting. Bulgaria and Romania agreed to share the costs.",
    "Grain exports fall": "Grain exports of Ukraine fell by 20 per cent in October, the ministry of agriculture said. "
    "Minister Olena Kovalenko said that ports were working.",
}


def article(number: int) -> str:
    """A page; each third tells the same story."""
    title, text = list(_STORIES.items())[number % 3]
    body = "".join(
        f"<p>{text} Paragraph {at} of article {number} tells that {10 + number * at} people left on Thursday.</p>"
        for at in range(4)
    )
    when = f"<meta property='article:published_time' content='2026-11-2{number % 3 + 1}T10:00:00Z'>"
    return f"<html><head><title>{title} {number}</title>{when}</head><body><article><h1>{title}</h1>{body}</article>"


@dataclass(frozen=True, slots=True)
class Ended:
    """A run that came to its end: its exit code, what it said, and how long it took in seconds."""

    code: int
    out: str
    err: str
    seconds: float

    @property
    def told(self) -> str:
        """What a person was told, without the lines of progress."""
        return "\n".join(line for line in self.err.splitlines() if not line.startswith("{"))


@dataclass(frozen=True, slots=True)
class Running:
    """A run that is under way at a desk."""

    home: Path
    process: subprocess.Popen[str]
    began: float = field(default_factory=time.monotonic)

    def ended(self) -> Ended:
        """Wait for its end."""
        out, err = self.process.communicate(timeout=120)
        return Ended(self.process.returncode, out, err, time.monotonic() - self.began)

    def until(self, path: str) -> Running:
        """Wait until a file stands there, or the run is over."""
        while not (self.home / path).exists() and self.process.poll() is None:
            time.sleep(0.005)
        return self

    def said(self, text: str) -> Running:
        """Wait until it says so on stderr."""
        assert self.process.stderr
        for line in self.process.stderr:
            if text in line:
                break
        return self

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send the parent a signal."""
        with suppress(ProcessLookupError):
            self.process.send_signal(number)

    def workers(self) -> list[int]:
        """The processes that work for it."""
        return [pid for pid in processes(self.home) if pid != self.process.pid]


def processes(home: Path) -> list[int]:
    """All processes that work in a folder."""
    found = []
    for one in Path("/proc").iterdir():
        if one.name.isdigit():
            with suppress(OSError):
                if (one / "cwd").readlink() == home and (one / "cmdline").read_bytes():  # no zombie
                    found.append(int(one.name))
    return found


def left_alive(home: Path, seconds: float = 3.0) -> list[int]:
    """The processes that do not end by themselves."""
    end = time.monotonic() + seconds
    while (found := processes(home)) and time.monotonic() < end:
        time.sleep(0.02)
    return found


def desk(home: Path, config: str = CONFIG, articles: int = 6) -> Path:
    """A desk with settings and an inbox."""
    (home / "inbox").mkdir(parents=True)
    (home / "empty").mkdir()
    (home / "tmp").mkdir()
    (home / "config.yaml").write_text(config, "utf-8")
    for number in range(articles):
        (home / f"inbox/a{number}.html").write_text(article(number), "utf-8")
    return home.resolve()


def start(home: Path, *options: str, moment: int = MOMENT, before: Sequence[str] = (), **more: str) -> Running:
    """Begin a run. `before`: a program that it is started by."""
    path = os.pathsep.join(filter(None, (str(PROJECT), more.pop("path", ""))))
    own = {"SOURCE_DATE_EPOCH": str(moment), "TMPDIR": str(home / "tmp"), "PYTHONPATH": path, **more}
    command = [*before, sys.executable, "-m", "briefgen", "batch", *options]
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        command,
        cwd=home,
        env=os.environ | own,
        stdout=pipe,
        stderr=pipe,
        text=True,
        preexec_fn=_interruptible,  # noqa: PLW1509 - no thread runs here
    )
    return Running(home, process)


def _interruptible() -> None:
    """A shell lets what it runs in the background ignore an interrupt."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def night(home: Path, *options: str, moment: int = MOMENT, before: Sequence[str] = (), **more: str) -> Ended:
    """A whole run."""
    return start(home, *options, moment=moment, before=before, **more).ended()


# ------------------------------------------------------------------ what it left


def files(home: Path, *folders: str) -> dict[str, bytes]:
    """Every memo and delivery; the pages that tell of the run itself are not among them."""
    found = (path for folder in folders or ("out", "outbox") for path in (home / folder).rglob("*") if path.is_file())
    return {
        str(one.relative_to(home)): one.read_bytes() for one in found if one.name not in ("index.html", "night.json")
    }


def leftovers(home: Path) -> list[str]:
    """Temporary files anywhere at a desk."""
    names = (one for one in home.rglob("*") if ".tmp" in one.name or home / "tmp" in one.parents)
    return sorted(str(one.relative_to(home)) for one in (*names, *(home / "state/tmp").rglob("*")))


def deliveries(home: Path) -> Iterator[tuple[str, str, str]]:
    """The ledger's: title, target and state."""
    with closing(sqlite3.connect(home / "state/ledger.sqlite")) as base:
        yield from base.execute("SELECT title, target, state FROM deliveries ORDER BY title, target")
