"""A table of time expressions in; how many are found and dated rightly out: `python -m benchmarks.times FILE`.

A line is `group TAB published TAB sentence TAB expected`, where expected is `span=2025-07-09 day | span=unresolved`;
empty: nothing may be found. An expression is right if its characters, its day and its precision are; one that is found
and not expected counts as wrong, and so does a sentence without any in which something is found.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks import NotHere
from briefgen.language.times import times

TABLES = Path(__file__).resolve().parent.parent / "tests/language/times"
NOTHING = "nothing"
_Z = 1.96  # of the normal distribution, for 95 %
_PASSES = 5  # over the table, of which the fastest is told


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: its characters, the ISO date of its first day or None, and its precision."""

    span: str
    day: str | None
    precision: str


@dataclass(frozen=True, slots=True)
class Case:
    """A line of the table."""

    group: str
    published: date | None
    text: str
    expected: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """What was measured: `parts` holds (right, total) by precision, `second` the expressions found in one of CPU."""

    right: int
    total: int
    parts: dict[str, tuple[int, int]]
    wrong: tuple[str, ...]
    second: float

    @property
    def share(self) -> float:
        """Right ones of all, 0 to 1."""
        return self.right / self.total

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the share (Wilson 1927)."""
        n, p = self.total, self.share
        middle, spread = p + _Z**2 / (2 * n), _Z * (p * (1 - p) / n + _Z**2 / (4 * n * n)) ** 0.5
        return (middle - spread) / (1 + _Z**2 / n), (middle + spread) / (1 + _Z**2 / n)


def cases(path: Path) -> tuple[Case, ...]:
    """The lines of a table, or of all in a folder.

    Raises NotHere where there is none, ValueError where a line is not in its form.
    """
    files = sorted(path.glob("*.tsv")) if path.is_dir() else [path]
    if not files or not files[0].is_file():
        raise NotHere(f"{path}: no table of expressions here")
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    return tuple(_case(line) for line in lines if line and not line.startswith("#"))


def _case(line: str) -> Case:
    group, published, text, expected = line.split("\t")
    day = None if published == "-" else date.fromisoformat(published)
    return Case(group, day, text, tuple(_found(part) for part in expected.split(" | ") if part))


def _found(part: str) -> Found:
    span, _, value = part.rpartition("=")
    day, _, precision = value.rpartition(" ")
    return Found(span, day or None, precision)


def run(case: Case, language: str = "en") -> tuple[Found, ...]:
    """What the program finds in a sentence."""
    found = times(case.text, 0, len(case.text), language, case.published)
    return tuple(Found(time.as_written, time.resolved, time.precision) for time in found)


def measured(path: Path = TABLES) -> Score:
    """Score a table, or a folder of them."""
    table = cases(path)
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: list[str] = []
    for case in table:
        for precision, holds, fault in _judged(case, run(case)):
            total[precision] += 1
            right[precision] += holds
            if not holds:
                wrong.append(f"{case.published} {case.text} {fault}")
    parts = {name: (right[name], total[name]) for name in sorted(total)}
    return Score(right.total(), total.total(), parts, tuple(wrong), _speed(table))


def _judged(case: Case, found: tuple[Found, ...]) -> Iterator[tuple[str, bool, str]]:
    """(precision, whether it is right, what is wrong) of each expression expected, and of each that is too much."""
    extra = list(found)
    for wanted in case.expected:
        if wanted in extra:
            extra.remove(wanted)
            yield wanted.precision, True, ""
            continue
        same = [f for f in extra if f.span == wanted.span]
        for other in same:
            extra.remove(other)
        yield wanted.precision, False, f"{_told(wanted)}: found {', '.join(map(_told, same or found)) or NOTHING}"
    if not case.expected:
        yield NOTHING, not extra, f"{NOTHING}: found {', '.join(map(_told, extra))}"
    else:
        for other in extra:
            yield other.precision, False, f"{NOTHING} more: found {_told(other)}"


def _told(found: Found) -> str:
    return f"[{found.span}] {found.day or ''} {found.precision}".replace("  ", " ")


def _speed(table: tuple[Case, ...]) -> float:
    """Expressions found in a second of CPU; the rules are compiled by now."""
    best, found = float("inf"), 0
    for _ in range(_PASSES):
        began = time.process_time()
        found = sum(len(run(case)) for case in table)
        best = min(best, time.process_time() - began)
    return found / best if best else float("inf")


def share() -> float:
    """The share that is right of the shipped tables, 0 to 1: what a floor asks for."""
    return measured().share


def main(arguments: list[str] | None = None) -> int:
    """Print the figures, and with --wrong each that is not right; exit 2 where there is no table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.times", description="Score a table of expressions.")
    parser.add_argument("table", nargs="?", type=Path, default=TABLES, metavar="FILE")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong")
    options = parser.parse_args(arguments)
    try:
        score = measured(options.table)
    except NotHere as reason:
        print(reason, file=sys.stderr)
        return 2
    low, high = score.interval
    print(f"right        {score.right}/{score.total} = {100 * score.share:.1f} % ({100 * low:.1f} to {100 * high:.1f})")
    for name, (right, total) in score.parts.items():
        print(f"  {name:10} {right}/{total}")
    print(f"speed        {score.second:.0f} expressions a second of CPU")
    if options.wrong:
        print("\n".join(score.wrong))
    return 0


if __name__ == "__main__":
    sys.exit(main())
