"""A ledger and an inbox that have grown for years: the same new work costs what it cost on the second night."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from briefgen.config import Standing
from tests.batch import newsroom
from tests.batch.simulated import FIRST, Simulated, simulated, spent, utc_nights

_LONG_AGO = FIRST.timestamp() - timedelta(days=60).total_seconds()
_DATA = b"x" * 1500  # an article's JSON, deflated


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def fill(entries: int, still_there: int) -> None:
    """A ledger of so many articles of months ago, of which so many files still lie in the inbox.

    Each has its own file and was taken by an issue of one of 200 nights.
    """
    files = sorted(Path("inbox").glob("old-*.txt"))
    places = [str(path) for path in files] + [f"inbox/gone-{at}.txt" for at in range(entries - still_there)]
    stamps = [_changed(path) for path in files] + ["1"] * (entries - still_there)
    base = sqlite3.connect("state/ledger.sqlite")
    (recipe,) = base.execute("SELECT recipe FROM files LIMIT 1").fetchone()
    relevance = base.execute("SELECT relevance FROM articles LIMIT 1").fetchone()[0]
    nights = [(FIRST - timedelta(days=60 + night)).date().isoformat() for night in range(200)]
    with base:
        base.executemany(
            "INSERT INTO memos (name, unit, date, state, run, at, cutoff, reason, basis) VALUES"
            " ('wire', '', ?, 'made', 0, 0, ?, 'new', '{}')",
            [(night, _LONG_AGO - at * 86400) for at, night in enumerate(nights)],
        )
        base.executemany(
            "INSERT INTO files (place, changed, digest, recipe, first_seen) VALUES (?, ?, 'd', ?, ?)",
            [(place, stamp, recipe, _LONG_AGO) for place, stamp in zip(places, stamps, strict=True)],
        )
        base.executemany(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)",
            [
                (f"k{at}", f"d{at}", place, "2025-12-01T00:00:00+01:00", _LONG_AGO, _LONG_AGO, relevance, _DATA)
                for at, place in enumerate(places)
            ],
        )
        base.executemany(
            "INSERT INTO held VALUES (?, 0, ?, ?)", [(place, place, f"k{at}") for at, place in enumerate(places)]
        )
        base.executemany(
            "INSERT INTO taken VALUES ('wire', ?, ?)", [(f"d{at}", nights[at % 200]) for at in range(entries)]
        )
    base.close()


def _changed(path: Path) -> str:
    from briefgen import storage
    from briefgen.storage import Listed

    (one,) = (found for found in storage.listed([str(path)]) if isinstance(found, Listed))
    return one.changed


def grown(desk: Simulated, nights: int, each: int, entries: int, files: int) -> Iterator[float]:
    """CPU seconds of each night; after the first the ledger and the inbox are as after years."""
    moments = utc_nights(FIRST, nights)
    items = list(newsroom.items(moments, each))
    for number, now in enumerate(moments):
        newsroom.put(Path("inbox"), [one for one in items if one.arrives == number])
        if number == 1:
            for at in range(files):
                Path(f"inbox/old-{at:05d}.txt").write_text(f"An old article, number {at}.\n")
            fill(entries, files)
        with spent() as used:
            night = desk.night(now)
        assert night.reading.asked == each
        assert desk.jobs == {"read": each, "make": 1, "draft": 1}
        yield used.cpu


def last_over_second(nights: int, each: int, entries: int, files: int) -> float:
    """What the last nights cost over the second and those after it: the least of some, for a machine has moods."""
    desk = simulated(Standing("wire", sources=("inbox/",), about=("danger",)))
    found = list(grown(desk, nights, each, entries, files))
    some = max(2, nights // 6)
    print("CPU by night:", " ".join(f"{one:.2f}" for one in found))
    return min(found[-some:]) / min(found[1 : some + 1])


def test_nights_cost_the_same_in_a_grown_ledger() -> None:
    """The short form: 5,000 entries, 500 files, 10 articles a night. A third is noise of so short a night."""
    assert last_over_second(6, 10, 5000, 500) <= 1.34


@pytest.mark.slow
def test_thirty_nights_of_a_growing_feed() -> None:
    """100,000 entries, 10,000 files, 60 new articles a night: night 30 costs at most a tenth more than night 2."""
    assert last_over_second(30, 60, 100_000, 10_000) <= 1.1


@pytest.mark.slow
def test_what_years_have_left_costs_little() -> None:
    """With nothing new: 0.2 s were measured for 10,000 files to look at, 0.01 s for ten."""
    newsroom.put(Path("inbox"), list(newsroom.items([FIRST], 10)))
    desk = simulated(Standing("wire", sources=("inbox/",), about=("danger",), when_empty="skip"))
    desk.night(FIRST)
    for at in range(10_000):
        Path(f"inbox/old-{at:05d}.txt").write_text(f"An old article, number {at}.\n")
    fill(100_000, 10_000)
    with spent() as used:
        desk.night(FIRST + timedelta(days=1))
    print(f"quiet: {used.cpu:.2f} s")
    assert desk.jobs == {}
    assert used.cpu <= 0.6
