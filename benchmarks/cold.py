"""An example article in; what a start and a memo cost in CPU time out, each in a fresh process.

CPU time of child processes (user and system), because wall time on a shared machine tells about its neighbours.
Medians, and for the ratio the median of paired runs A B A B: what is slow for a moment is slow for both.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from statistics import median

PROJECT = Path(__file__).resolve().parent.parent
EXAMPLE = PROJECT / "examples/summit.txt"
RUNS = 7


def cpu(*command: str | Path) -> float:
    """Seconds of CPU that a command takes. Raises CalledProcessError where it fails: its cost would mean nothing."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def script(name: str) -> Path:
    """An installed command of this environment."""
    return Path(sysconfig.get_path("scripts")) / name


def help_pairs(runs: int = RUNS) -> list[tuple[float, float]]:
    """CPU seconds of (`briefgen --help`, a Python that imports what reads its command line), once each in turn."""
    ours, theirs = (script("briefgen"), "--help"), (sys.executable, "-c", "import click")
    cpu(*ours)  # compiles what is not compiled yet
    return [(cpu(*ours), cpu(*theirs)) for _ in range(runs)]


def help_ratio() -> float:
    """Median of the ratios of 7 pairs: milliseconds would tell about the machine more than about the program."""
    return median(ours / theirs for ours, theirs in help_pairs())


def pairs(article: Path = EXAMPLE, runs: int = RUNS) -> list[tuple[float, float]]:
    """CPU seconds of (`briefgen make` of the memo, bare `weasyprint` on the HTML that it wrote), once each in turn."""
    briefgen, weasyprint = script("briefgen"), script("weasyprint")
    with tempfile.TemporaryDirectory() as folder:
        html, pdf, bare = (Path(folder) / name for name in ("memo.html", "memo.pdf", "bare.pdf"))
        cpu(briefgen, "make", article, "-o", html)
        ours, theirs = (briefgen, "make", article, "-o", pdf), (weasyprint, "--quiet", html, bare)
        cpu(*ours)
        cpu(*theirs)
        return [(cpu(*ours), cpu(*theirs)) for _ in range(runs)]


def cold_make_ratio() -> float:
    """Median of the ratios of 7 pairs."""
    return median(ours / theirs for ours, theirs in pairs())


def main() -> int:
    """Print the figures."""
    helped = help_pairs()
    print(f"briefgen --help       {1000 * median(ours for ours, _ in helped):6.0f} ms CPU")
    print(f"ratio to its parser   {median(ours / theirs for ours, theirs in helped):6.2f}")
    measured = pairs()
    print(f"briefgen make, cold   {1000 * median(ours for ours, _ in measured):6.0f} ms CPU")
    print(f"weasyprint, bare      {1000 * median(theirs for _, theirs in measured):6.0f} ms CPU")
    print(f"ratio of pairs        {median(ours / theirs for ours, theirs in measured):6.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
