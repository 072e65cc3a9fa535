"""What an administrator meets: disks, permissions, ledgers, settings and signals gone wrong, told and survived."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.batch import desks
from tests.batch.desks import DATE, MOMENT, desk, night

CONFIG = """
timezone: UTC
formats: [md]
jobs: {at_once: 2, seconds: 60}
briefs:
- {name: all, sources: [inbox/]}
- {name: tariffs, sources: [inbox/, missing/], about: [tariff]}
"""
MEMOS = {f"out/{DATE}/all.md", f"out/{DATE}/tariffs.md"}
DAY = 86_400
# Root may read and write everything; a person in an office may not.
_AS_A_PERSON = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that has had a good night."""
    home = desk(tmp_path_factory.mktemp("good") / "desk", CONFIG, articles=3)
    ended = night(home)
    assert ended.code == 0, ended.err
    assert "missing/: no such file or folder" in ended.told
    assert set(desks.files(home)) == MEMOS
    return home


@pytest.fixture
def home(good: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(good, tmp_path / "desk")
    return (tmp_path / "desk").resolve()


def as_a_person() -> list[str]:
    if os.geteuid():
        return []
    if not shutil.which("setpriv"):
        pytest.skip("root may do everything, and there is no setpriv to be somebody else")
    return _AS_A_PERSON


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[None]:
    """A disk of that size at a place."""
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", place], check=False)
    if made.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def enlarge(place: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=20m", place], check=True)


# ------------------------------------------------------------------ the ledger and the state folder


def damage(ledger: Path, what: str) -> None:
    data = bytearray(ledger.read_bytes())
    if what == "garbage":
        data[:] = b"garbage " * 1000
    elif what == "page":  # of a table in the middle
        with closing(sqlite3.connect(ledger)) as base:
            page = base.execute("SELECT rootpage FROM sqlite_master WHERE name = 'memos'").fetchone()[0]
        data[(page - 1) * 4096 : page * 4096] = b"\xa7" * 4096
    ledger.write_bytes(data)
    if what == "later":
        with closing(sqlite3.connect(ledger)) as base:
            base.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    ("what", "code", "told"),
    [
        ("garbage", 1, "file is not a database: put it aside and restore the last back-up"),
        ("page", 1, "database disk image is malformed: put it aside and restore the last back-up"),
        ("later", 2, "written by a later version of briefgen (ledger 99): use that version again"),
    ],
)
def test_a_ledger_that_cannot_be_used_is_told_and_the_last_memos_stay(
    home: Path, what: str, code: int, told: str
) -> None:
    before = desks.files(home)
    damage(home / "state/ledger.sqlite", what)
    ended = night(home)
    assert (ended.code, ended.told.count("\n")) == (code, 0), ended.err
    assert ended.told.startswith(f"state/ledger.sqlite: {told}")
    assert desks.files(home) == before


def test_a_state_folder_that_cannot_be_written_to_is_told(home: Path) -> None:
    for path in (home / "state/run.lock", home / "state/ledger.sqlite"):
        path.chmod(0o400)
    (home / "state").chmod(0o500)
    ended = night(home, before=as_a_person())
    assert ended.code == 1
    assert ended.told == "state/run.lock: Permission denied: name a folder on a local disk with state:"


def test_a_full_disk_under_the_state_folder_costs_nothing_but_the_run(tmp_path: Path) -> None:
    home = desk(tmp_path / "desk", CONFIG, articles=3)
    with small_disk(home / "state", 160):
        ended = night(home)
        assert ended.code == 1
        assert "database or disk is full: free some space" in ended.told
        assert "Traceback" not in ended.err
        enlarge(home / "state")
        assert night(home).code == 0
        assert set(desks.files(home)) == MEMOS
        assert desks.leftovers(home) == []


# ------------------------------------------------------------------ outputs and sources


def test_a_full_disk_under_the_outputs_keeps_what_is_there_and_is_made_good(tmp_path: Path) -> None:
    home = desk(tmp_path / "desk", CONFIG, articles=3)
    with small_disk(home / "out", 4):
        ended = night(home)
        assert ended.code == 1
        assert "NOT made" in ended.told
        assert ".md: No space left on device: free some space" in ended.told
        enlarge(home / "out")
        assert night(home).code == 0
        assert set(desks.files(home)) == MEMOS
        assert desks.leftovers(home) == []


def test_outputs_that_may_not_be_written_are_told_and_made_once_they_may(home: Path) -> None:
    before = desks.files(home)
    (home / "out").chmod(0o500)
    (home / "inbox/a9.html").write_text(desks.article(9))
    ended = night(home, moment=MOMENT + DAY, before=as_a_person())
    assert ended.code == 1
    assert "all: NOT made: out/2026-11-25/all.md: no permission to write there" in ended.told
    assert "the last good one: out/2026-11-24/all.md" in ended.told
    assert desks.files(home) == before
    (home / "out").chmod(0o700)
    assert night(home, moment=MOMENT + DAY).code == 0
    assert {"out/2026-11-25/all.md", "out/2026-11-25/tariffs.md"} < set(desks.files(home))


def test_a_source_that_may_not_be_read_is_told_and_fails_nothing(tmp_path: Path) -> None:
    home = desk(tmp_path / "desk", CONFIG, articles=3)
    (home / "inbox/a1.html").chmod(0)
    ended = night(home, before=as_a_person())
    assert ended.code == 0
    assert "inbox/a1.html: no permission to read it: chmod u+r inbox/a1.html" in ended.told
    assert set(desks.files(home)) == MEMOS


def test_a_clock_that_was_set_back_is_told_and_loses_nothing(home: Path) -> None:
    before = desks.files(home)
    ended = night(home, moment=MOMENT - 2 * DAY)
    assert ended.code == 0
    assert "the clock: stands before the last run" in ended.told
    assert before.items() <= desks.files(home).items()


# ------------------------------------------------------------------ one memo's own faults


@pytest.mark.slow
def test_a_broken_file_of_texts_by_hand_fails_its_memo_alone_until_it_is_right(tmp_path: Path) -> None:
    home = desk(tmp_path / "desk", CONFIG.replace("{name: all,", "{name: all, by_hand: hand.yaml,"), articles=3)
    note, memo, other = (f"out/{DATE}/{name}" for name in ("all.NOT-MADE.txt", "all.md", "tariffs.md"))
    ended = night(home)  # there is none
    assert (ended.code, set(desks.files(home))) == (1, {note, other})
    assert "all: NOT made: hand.yaml: No such file or directory" in ended.told
    (home / "hand.yaml").write_text("objectives: [Keep calm\n")
    ended = night(home)
    assert ended.code == 1
    assert "all: NOT made: hand.yaml:2:1:" in ended.told
    assert "briefgen batch --only all" in (home / note).read_text()
    (home / "hand.yaml").write_text("objectives: Keep calm\n")
    assert night(home).code == 0
    assert set(desks.files(home)) == {memo, other}, "the note goes when the memo is there"
    assert "Keep calm" in (home / memo).read_text()


# ------------------------------------------------------------------ settings


@pytest.mark.parametrize(
    ("config", "options", "told"),
    [
        (None, (), "config.yaml: there is none here"),
        ("formats: [md]\n", (), "config.yaml: briefs: there are no standing briefs"),
        (CONFIG, ("--only", "tarifs"), '--only tarifs: there is no such brief: did you mean "tariffs"?'),
        (CONFIG, ("--resend", "tarifs"), '--resend tarifs: there is no such brief: did you mean "tariffs"?'),
        (CONFIG + "mail: {host: a, password: s3cret}\n", (), "mail.password: no password is taken here"),
    ],
)
def test_settings_that_cannot_work_are_told_before_anything_is_done(
    tmp_path: Path, config: str | None, options: tuple[str, ...], told: str
) -> None:
    home = desk(tmp_path / "desk", config or "", articles=1)
    if config is None:
        (home / "config.yaml").unlink()
    ended = night(home, *options)
    assert (ended.code, told in ended.told, "s3cret" in ended.err) == (2, True, False), ended.err
    assert not (home / "out").exists()


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("style: us-mem", f"all: NOT made: no style us-mem (the last good one: out/{DATE}/all.md): did you mean"),
        ("output: config.yaml/{date}/{name}.{format}", "all: NOT made: config.yaml/2026-11-24/all.md: Not a directory"),
    ],
)
def test_a_style_or_an_output_that_is_not_there_is_told_by_each_memo(home: Path, setting: str, told: str) -> None:
    before = desks.files(home)
    (home / "config.yaml").write_text(f"{CONFIG}{setting}\n")
    ended = night(home)
    assert ended.code == 1
    assert told in ended.told
    assert before.items() <= desks.files(home).items(), "the last good memos stay"


# ------------------------------------------------------------------ two runs, and signals


def test_a_second_run_is_turned_away_at_once_and_a_dead_one_does_not_block(tmp_path: Path) -> None:
    home = desk(tmp_path / "desk", CONFIG)
    first = desks.start(home).said('"read"')
    second = night(home)
    assert second.code == 75
    assert f"another run holds the lock: process {first.process.pid}, since 2026-11-24T02:30:00+00:00" in second.told
    first.kill()
    first.ended()
    assert night(home).code == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("wait", [0.0, pytest.param(1.5, marks=pytest.mark.slow)])
def test_an_interrupted_run_ends_at_once_and_the_next_does_the_rest(tmp_path: Path, number: int, wait: float) -> None:
    home = desk(tmp_path / "desk", CONFIG, articles=30)
    running = desks.start(home).said('"read"')
    time.sleep(wait)
    began = time.monotonic()
    running.kill(number)
    ended = running.ended()
    assert (ended.code, ended.out.strip()) == (130, f"night {DATE}: interrupted")
    assert time.monotonic() - began < 4, "2 s; twice that where other tests run beside"
    assert desks.left_alive(home) == []
    assert not (home / "state/tmp").exists()
    assert night(home).code == 0
    assert set(desks.files(home)) == MEMOS
