"""The gate holds measurements against their floors, and its file of floors is in order."""

from __future__ import annotations

import json
import sys
from importlib import import_module

import pytest

from benchmarks import NotHere, cold, gate

FLOORS = json.loads(gate.FLOORS.read_text("utf-8"))


@pytest.mark.parametrize("name", FLOORS)
def test_every_floor_is_complete_and_holds_what_was_measured(name: str) -> None:
    floor = FLOORS[name]
    assert set(floor) <= {"floor", "ceiling", "aim", "measured", "run", "how", "short", "tries"}
    assert "floor" in floor or "ceiling" in floor
    assert floor["how"]
    module, _, function = floor["run"].partition(":")
    assert callable(getattr(import_module(module), function))
    assert floor["measured"] is None or not gate.crossed(floor, floor["measured"])


@pytest.mark.parametrize(
    ("floor", "value", "crossed"),
    [
        ({"floor": 0.8}, 0.8, False),
        ({"floor": 0.8}, 0.79, True),
        ({"ceiling": 100}, 100, False),
        ({"ceiling": 100}, 100.1, True),
        ({"floor": 0, "ceiling": 1}, float("nan"), True),
    ],
)
def test_crossed(floor: dict[str, float], value: float, crossed: bool) -> None:
    assert gate.crossed(floor, value) is crossed


@pytest.fixture
def floors(tmp_path, monkeypatch: pytest.MonkeyPatch):
    """A file with two floors, one short, whose measurements are given."""
    path = tmp_path / "floors.json"
    text = {
        "speed": {"ceiling": 10, "measured": 4, "run": "benchmarks.cold:speed", "how": "x", "short": True},
        "score": {"floor": 0.5, "measured": None, "run": "benchmarks.cold:score", "how": "x"},
    }
    path.write_text(json.dumps(text))
    monkeypatch.setattr(gate, "FLOORS", path)

    def put(speed: float, score: float) -> None:
        monkeypatch.setattr(cold, "speed", lambda: speed, raising=False)
        monkeypatch.setattr(cold, "score", lambda: score, raising=False)

    return put


@pytest.mark.parametrize(
    ("arguments", "speed", "score", "code"),
    [
        ([], 5, 0.6, 0),
        ([], 11, 0.6, 1),
        ([], 5, 0.4, 1),
        (["--short"], 5, 0.4, 0),
        (["--short"], 11, 0.6, 1),
        (["score"], 11, 0.6, 0),
    ],
)
def test_the_exit_code(floors, arguments: list[str], speed: float, score: float, code: int) -> None:
    floors(speed, score)
    assert gate.main(arguments) == code


def test_every_floor_gets_a_line_though_one_is_crossed(floors, capsys: pytest.CaptureFixture[str]) -> None:
    floors(11, 0.4)
    gate.main([])
    out = capsys.readouterr().out
    assert "CROSSED   speed: 11 (at most 10, was 4)" in out
    assert "CROSSED   score: 0.4 (at least 0.5)" in out


@pytest.mark.parametrize(("tries", "fails"), [(1, True), (2, True), (3, False), (4, False)])
def test_a_cost_is_measured_again_as_often_as_it_may(monkeypatch: pytest.MonkeyPatch, tries: int, fails: bool) -> None:
    values = iter([14.0, 12.0, 9.0, 15.0])
    monkeypatch.setattr(cold, "speed", lambda: next(values), raising=False)
    floor = {"ceiling": 10, "run": "benchmarks.cold:speed", "tries": tries}
    assert gate.crossed(floor, gate.measure(floor)) == fails


def test_what_cannot_be_measured_here_is_told(floors, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    def absent() -> float:
        raise NotHere("no data")

    monkeypatch.setattr(cold, "speed", absent, raising=False)
    assert gate.main(["speed"]) == 0
    assert "not here  speed: no data" in capsys.readouterr().out


def test_a_program_that_fails_is_no_pass(floors, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr(cold, "speed", lambda: cold.cpu(sys.executable, "-c", "raise SystemExit(1)"), raising=False)
    monkeypatch.setattr(cold, "score", lambda: cold.cpu("no-such-program"), raising=False)
    assert gate.main([]) == 1
    out = capsys.readouterr().out
    assert "FAILED    speed" in out
    assert "FAILED    score" in out


def test_an_unknown_name_is_refused(floors) -> None:
    with pytest.raises(SystemExit) as end:
        gate.main(["spead"])
    assert end.value.code == 2


def test_cpu_counts_the_child() -> None:
    busy = "import time\nend = time.process_time() + 0.2\nwhile time.process_time() < end: pass"
    assert 0.2 <= cold.cpu(sys.executable, "-c", busy) < 1
