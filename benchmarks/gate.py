"""The floors of tests/quality/floors.json in; each measured, a line printed, exit 1 where one is crossed.

A floor has a name, a `floor` (no lower) or a `ceiling` (no higher), `run` ("module:function", which takes nothing and
returns a number), `how` in words, the value last `measured`, and `short` if it is quick enough for every test run.
A cost, to which a busy machine can only add, may be measured as often as its `tries` say before it counts as crossed.
A function that cannot measure here raises NotHere with the reason: that is told, and is no failure.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from subprocess import SubprocessError
from typing import Any

from benchmarks import NotHere

FLOORS = Path(__file__).resolve().parent.parent / "tests/quality/floors.json"

Floor = Mapping[str, Any]


def measure(floor: Floor) -> float:
    """Run the measurement that a floor names; again while it is crossed and tries are left."""
    module, _, function = floor["run"].partition(":")
    run = getattr(import_module(module), function)
    value = float(run())
    for _ in range(floor.get("tries", 1) - 1):
        if not crossed(floor, value):
            break
        value = float(run())
    return value


def crossed(floor: Floor, value: float) -> bool:
    """Whether the value is under the floor or over the ceiling; a value that is no number is both."""
    return not floor.get("floor", float("-inf")) <= value <= floor.get("ceiling", float("inf"))


def bound(floor: Floor) -> str:
    """ "at least 0.8", "at most 100"."""
    words = {"floor": "at least", "ceiling": "at most"}
    return ", ".join(f"{word} {floor[key]:g}" for key, word in words.items() if key in floor)


def check(name: str, floor: Floor) -> bool:
    """Measure one and print its line; whether it holds."""
    try:
        value = measure(floor)
    except NotHere as reason:
        print(f"  not here  {name}: {reason}")
        return True
    except (OSError, SubprocessError) as fault:  # the program is not installed, or fails
        print(f"  FAILED    {name}: {fault}")
        return False
    fails = crossed(floor, value)
    was = f", was {floor['measured']:g}" if floor.get("measured") is not None else ""
    print(f"  {'CROSSED' if fails else 'holds':8}  {name}: {value:.4g} ({bound(floor)}{was})")
    return not fails


def main(arguments: list[str] | None = None) -> int:
    """Check the floors named, all, or the short ones; exit code 1 where one is crossed, 2 where a name is unknown."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.gate", description="Measure and compare with the floors."
    )
    parser.add_argument("names", nargs="*", help="only these")
    parser.add_argument("--short", action="store_true", help="only those that are quick")
    options = parser.parse_args(arguments)
    floors: dict[str, Floor] = json.loads(FLOORS.read_text("utf-8"))
    if unknown := set(options.names) - set(floors):
        parser.error(f"no floor named {', '.join(sorted(unknown))}; there are {', '.join(floors)}")
    chosen = options.names or [name for name in floors if floors[name].get("short") or not options.short]
    print("floors:")
    held = [check(name, floors[name]) for name in chosen]  # all of them, though one is crossed
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
