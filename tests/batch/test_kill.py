"""Runs that are killed at any moment: the next one ends with what an undisturbed one would have made, each once."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from tests.batch import desks

CONFIG = desks.CONFIG.replace(
    "delivery: [{to: outbox/, when: made}]}\n- {name: tariffs",
    "delivery: [{to: outbox/, when: made}, {command: [sh, -c, 'echo $0 >> sent.log', '{name}'], when: made}]}\n"
    "- {name: tariffs",
)
_TITLES = ("all",)  # of the memos that a command is given


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], float]:
    """What a night makes that nobody disturbs, and how long it works."""
    home = desks.desk(tmp_path_factory.mktemp("undisturbed") / "desk", CONFIG)
    assert desks.night(home).code == 0
    running = desks.start(desks.desk(home.parent / "other", CONFIG)).until("state/run.lock")
    locked = time.monotonic()
    assert running.ended().code == 0
    seconds = time.monotonic() - locked
    assert desks.files(home) == desks.files(home.parent / "other"), "the same night gives the same bytes"
    return desks.files(home), seconds


def disturbed(home: Path, seed: int, seconds: float) -> list[str]:
    """Two kills at random moments, of the parent or of a worker, then a run to its end; all that is wrong after it."""
    chance, wrong = random.Random(seed), []
    desks.desk(home, CONFIG)
    for _ in range(2):
        running = desks.start(home).until("state/run.lock")
        time.sleep(chance.uniform(0, seconds))
        if chance.random() < 0.7:
            running.kill()
            running.ended()
        else:
            workers = running.workers()
            for pid in chance.sample(workers, min(1, len(workers))):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            ended = running.ended()
            if ended.code and "nobody knows" not in ended.err:
                wrong.append(f"a worker was killed: {ended.code}: {ended.told}")
        if left := desks.left_alive(home):
            wrong.append(f"still alive: {left}")
    return wrong + after(home)


def after(home: Path) -> list[str]:
    """What is wrong after a last run."""
    ended = desks.night(home)
    states = {(title, to): state for title, to, state in desks.deliveries(home)}
    unknown = [pair for pair, state in states.items() if state == "begun"]
    sent = Counter((home / "sent.log").read_text().split() if (home / "sent.log").exists() else ())
    is_well = ended.code == bool(unknown) and "NOT made" not in ended.told
    wrong = [] if is_well else [f"ended with {ended.code}: {ended.told}"]
    wrong += [
        f"not told: {one}" for one in unknown if f"{one[0]} of" not in ended.err and f"{one[0]} to" not in ended.err
    ]
    wrong += [f"unknown, but harmless to repeat: {one}" for one in unknown if not one[1].startswith("command")]
    wrong += [f"delivered {n} times: {title}" for title, n in sent.items() if n > 1]
    wrong += [f"lost: {one}" for one in _TITLES if not sent[one] and states[one, "command sh"] == "sent"]
    return wrong + [f"left: {one}" for one in desks.leftovers(home)]


def _tried(folder: Path, count: int, undisturbed: tuple[dict[str, bytes], float]) -> dict[int, list[str]]:
    right, seconds = undisturbed
    faults = {}

    def one(seed: int) -> None:
        home = folder / str(seed)
        wrong = disturbed(home, seed, seconds)
        there = desks.files(home)
        wrong += [f"differs: {name}" for name in right.keys() | there.keys() if right.get(name) != there.get(name)]
        if wrong:
            faults[seed] = wrong

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, range(count)))
    return faults


def test_twenty_kills_lose_nothing_and_leave_nothing(
    tmp_path: Path, undisturbed: tuple[dict[str, bytes], float]
) -> None:
    assert _tried(tmp_path, 10, undisturbed) == {}


@pytest.mark.slow
def test_a_hundred_kills_lose_nothing_and_leave_nothing(
    tmp_path: Path, undisturbed: tuple[dict[str, bytes], float]
) -> None:
    assert _tried(tmp_path, 50, undisturbed) == {}
