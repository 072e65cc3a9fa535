"""How far a night is: bars on a terminal, few JSON lines in a log, and nothing that could stop the night."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from typing import Any

import pytest

from briefgen.batch.progress import Log, Progress, for_stream
from tests.batch.nights import BAD, LONG


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def log() -> tuple[Log, io.StringIO, Clock]:
    stream, clock = io.StringIO(), Clock()
    return Log(stream, clock, now=lambda: "2026-11-24T01:30:00+00:00"), stream, clock


def said(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def counts(stream: io.StringIO) -> list[tuple[str, int, int]]:
    return [(one["stage"], one["done"], one["total"]) for one in said(stream)]


# ------------------------------------------------------------------ a log


def test_a_line_has_time_stage_counts_and_what() -> None:
    shown, stream, clock = log()
    shown.stage("read", 3)
    clock.now += 1
    shown.step("inbox/a.txt")
    assert said(stream)[1] == {
        "time": "2026-11-24T01:30:00+00:00",
        "stage": "read",
        "done": 1,
        "total": 3,
        "what": "inbox/a.txt",
    }


def test_at_most_a_line_a_second_and_each_stages_first_and_last() -> None:
    shown, stream, clock = log()
    for name in ("read", "make"):
        shown.stage(name, 1000)
        for _ in range(1000):
            clock.now += 0.0045  # 4.5 seconds a stage
            shown.step()
    shown.close()
    for name in ("read", "make"):
        own = [done for stage, done, _ in counts(stream) if stage == name]
        assert own[0] == 0
        assert own[-1] == 1000
        assert len(own) == 6
        assert len(set(own)) == 6


def test_a_stage_that_ends_early_tells_where_it_stood_once() -> None:
    shown, stream, _ = log()
    shown.stage("read", 9)
    shown.step()
    shown.step()
    shown.stage("make", 2)
    shown.step()
    shown.close()
    shown.close()
    assert counts(stream) == [("read", 0, 9), ("read", 2, 9), ("make", 0, 2), ("make", 1, 2)]


def test_a_stage_without_steps_is_one_line() -> None:
    shown, stream, _ = log()
    shown.stage("deliver", 0)
    shown.close()
    assert counts(stream) == [("deliver", 0, 0)]


def test_a_clock_that_stands_still_or_goes_back_silences_no_end() -> None:
    shown, stream, clock = log()
    shown.stage("read", 2)
    clock.now -= 1000
    shown.step()
    shown.step()
    assert counts(stream)[-1] == ("read", 2, 2)


def test_a_note_stands_at_once_on_a_line_of_its_own() -> None:
    shown, stream, _ = log()
    shown.stage("read", 2)
    shown.note("asean-trade: NOT made")
    assert said(stream)[-1] == {
        "time": "2026-11-24T01:30:00+00:00",
        "stage": "read",
        "note": "asean-trade: NOT made",
    }


def test_no_name_breaks_a_line_of_the_log() -> None:
    shown, stream, clock = log()
    shown.stage(BAD, 3)
    clock.now += 5
    shown.step(BAD + LONG)
    shown.note(BAD)
    lines = stream.getvalue().splitlines()
    assert len(lines) == 3
    assert all(line.isascii() and line.isprintable() for line in lines)
    assert len(lines[1]) < 700


def test_the_time_is_of_utc() -> None:
    stream = io.StringIO()
    for_stream(stream, is_terminal=False).stage("read", 1)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", said(stream)[0]["time"])


# ------------------------------------------------------------------ a terminal


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm")
    return io.StringIO()


def seen(stream: io.StringIO) -> list[str]:
    """The last picture: what is left when everything that was wiped is gone."""
    text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", stream.getvalue()).replace("\r", "\n")
    return [line.rstrip() for line in text.split("\n") if line.strip()]


def test_a_terminal_has_a_bar_for_each_stage_with_counts_and_time_left(screen: io.StringIO) -> None:
    clock = Clock()
    shown = for_stream(screen, is_terminal=True, clock=clock)
    shown.stage("read", 10)
    for _ in range(5):
        clock.now += 2
        shown.step("inbox/a.txt")
    shown._bars.refresh()  # type: ignore[attr-defined]
    line = seen(screen)[-1]
    assert line.startswith("read ━")
    assert "5/10" in line
    assert "0:00:10" in line, "five steps of two seconds are left"
    assert line.endswith("inbox/a.txt")
    shown.stage("make", 1)
    shown.step()
    shown.close()
    last = seen(screen)[-2:]
    assert [line.split()[0] for line in last] == ["read", "make"]
    assert "5/10" in last[0]
    assert "1/1" in last[1]
    assert "inbox/a.txt" not in last[0]
    assert screen.getvalue().rfind("\x1b[?25h") > screen.getvalue().rfind("\x1b[?25l"), "the cursor is back"


def test_names_are_no_markup_and_break_no_line(screen: io.StringIO) -> None:
    shown: Progress = for_stream(screen, is_terminal=True, clock=Clock())
    shown.stage("read", 3)
    shown.step("[red]a[/] \x1b[2J")
    shown._bars.refresh()  # type: ignore[attr-defined]
    assert seen(screen)[-1].endswith(r"[red]a[/] \x1b[2J")
    shown.step("inbox/" + LONG + "/the-end.txt")
    shown._bars.refresh()  # type: ignore[attr-defined]
    assert seen(screen)[-1].endswith("the-end.txt")
    shown.note("[bold]sahel[/]: " + BAD)
    shown.close()
    notes = [line for line in seen(screen) if line.startswith("[bold]sahel[/]: \\u202eexe.evil")]
    assert len(notes) == 1
    assert "\x1b[2J" not in screen.getvalue()


# ------------------------------------------------------------------ nothing stops a night


class Gone(io.StringIO):
    def write(self, text: str) -> int:
        raise BrokenPipeError

    def flush(self) -> None:
        raise BrokenPipeError


@pytest.mark.parametrize("is_terminal", [True, False])
@pytest.mark.parametrize("kind", ["gone", "closed"])
def test_a_stream_that_nobody_reads_is_left_alone(kind: str, is_terminal: bool, screen: io.StringIO) -> None:
    stream = Gone() if kind == "gone" else io.StringIO()
    shown = for_stream(stream, is_terminal=is_terminal, clock=Clock())
    if kind == "closed":
        stream.close()
    shown.stage("read", 2)
    shown.step("a")
    shown.step("b")
    shown.note("a line")
    shown.close()


def test_a_log_imports_no_rich() -> None:
    code = (
        "import sys; from briefgen.batch.progress import for_stream\n"
        "for_stream(sys.stderr, is_terminal=False).stage('read', 1); print('rich' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "False"
