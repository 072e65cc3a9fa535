"""Public articles in; what a memo costs in a night of many out, over what it costs in one warm process.

A desk of folders with so many articles each, a standing brief for each folder. Cost is CPU, of the parent and all its
children; throughput is memos by the clock, so it tells something only on an idle machine.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks import NotHere
from benchmarks.corpora import discourse
from benchmarks.summarisation import rows
from benchmarks.warm import cpu
from briefgen import Pipeline
from briefgen.config import Config

COMMAND = [sys.executable, "-m", "briefgen", "batch"]
MOMENT = "1774481400"  # 2026-03-25T23:30:00Z
_PARAGRAPH = 2  # sentences
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU of a run with its children, seconds by the clock, and the memos that it made."""

    cpu: float
    clock: float
    memos: int


def articles(data: Path) -> Iterator[str]:
    """Articles of the development data as text files have them, none twice. Raises NotHere."""
    seen: set[str] = set()
    for name in ("multi", "single"):
        for row in rows(data / f"summarisation/{name}.dev.jsonl.gz"):
            for text in row["documents"] if name == "multi" else ["\n".join(row["documents"])]:
                if text not in seen:
                    seen.add(text)
                    yield _as_file(text, len(seen))
    for path in sorted((data / "newsdiscourse").rglob("*.txt")):
        article = discourse(path).article
        paragraphs = [article.text[block.start : block.end] for block in article.blocks]
        seen.add(article.text)
        yield _with_head(article.title or paragraphs[0][:60], paragraphs, len(seen))


def _as_file(text: str, number: int) -> str:
    """A headline, a line for outlet and day, and paragraphs of two sentences."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    body = [" ".join(lines[at : at + _PARAGRAPH]) for at in range(0, len(lines), _PARAGRAPH)]
    return _with_head(" ".join(lines[0].split()[:9]).rstrip(".,"), body, number)


def _with_head(title: str, paragraphs: list[str], number: int) -> str:
    about = f"Source: Outlet {number % 7}\nPublished: 2026-03-25T10:00:00Z"
    return "\n\n".join([title, about, *paragraphs]) + "\n"


def desk(folder: Path, texts: list[str], memos: int) -> None:
    """A desk with a brief for each of so many folders; where the texts do not suffice they are told again, renamed."""
    each = max(1, len(texts) // memos)
    lines = ["timezone: Europe/Ljubljana", "output: out/{date}/{name}.{format}", "briefs:"]
    for number in range(memos):
        inbox = folder / f"in/{number:03d}"
        inbox.mkdir(parents=True)
        for at, text in enumerate(texts[number * each : (number + 1) * each]):
            (inbox / f"{at}.txt").write_text(text, "utf-8")
        lines.append(f"- {{name: b{number:03d}, sources: [in/{number:03d}/], max_age: all, when_empty: skip}}")
    (folder / "config.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def night(folder: Path, *options: str) -> Cost:
    """One run of the command there."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    environment = os.environ | {"SOURCE_DATE_EPOCH": MOMENT}
    made = subprocess.run(
        [*COMMAND, *options], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    elapsed = time.monotonic() - began
    _reaped()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if made.returncode:
        raise SystemExit(made.stderr[-2000:])
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(spent, elapsed, len(list(folder.glob("out/*/*.pdf"))))


def _adopting() -> None:
    """Children of children that outlive their parents become ours: what workers cost is told when they are reaped."""
    ctypes.CDLL(None, use_errno=True).prctl(_SUBREAPER, 1, 0, 0, 0)


def _reaped() -> None:
    """Wait for all that is left of a run."""
    with suppress(ChildProcessError):
        while True:
            os.wait()


def single(folder: Path, memos: int) -> float:
    """CPU seconds of one memo of the same desk in one warm process; the first ones, which warm it, do not count.

    Those that are measured lie evenly among all: articles of one corpus are longer than those of another.
    """
    pipeline = Pipeline(Config(), date="2026-03-26")
    folders = sorted((folder / "in").iterdir())
    with tempfile.TemporaryDirectory() as out:
        for one in folders[:3]:
            pipeline.make([str(one)], [f"{out}/warm.pdf"])
        spent = [
            cpu(partial(pipeline.make, [str(one)], [f"{out}/memo.pdf"]))
            for one in folders[:: max(1, len(folders) // memos)]
        ]
    return sum(spent) / len(spent)


def main(arguments: list[str] | None = None) -> int:
    """Print the costs of a night."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nights", description="What a night costs.")
    parser.add_argument("data", type=Path, help="the folder of the development data")
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--memos", type=int, default=200)
    parser.add_argument("--single", type=int, default=40, help="memos of the warm process that it is held against")
    given = parser.parse_args(arguments)
    try:
        texts = list(articles(given.data))[: given.articles]
    except NotHere as reason:
        print(reason)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), texts, given.memos, given.single)
    return 0


def _measure(folder: Path, texts: list[str], memos: int, alone: int) -> None:
    """The night, and memos of a warm process before and after it, so that both meet the same machine."""
    _adopting()
    desk(folder, texts, memos)
    print(f"{len(texts)} articles, {memos} memos")
    before = single(folder, alone)
    one = night(folder, "--jobs", "1")
    after = single(folder, alone)
    again = night(folder)
    shutil.rmtree(folder / "out")
    shutil.rmtree(folder / "state")
    two = night(folder, "--jobs", "2")
    warm, own = (before + after) / 2, one.cpu / one.memos
    print(f"CPU a memo: night {own:.3f} s, warm process {warm:.3f} s ({before:.3f}, {after:.3f}): {own / warm:.2f}")
    print(f"by the clock: 1 worker {one.clock:.0f} s, 2 workers {two.clock:.0f} s: {one.clock / two.clock:.2f} times")
    print(f"unchanged: {again.cpu:.2f} s CPU, {again.clock:.2f} s by the clock")


if __name__ == "__main__":
    raise SystemExit(main())
