"""Many nights of an invented inbox: each memo has its night's articles, each once, none missed, under the right day."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefgen.batch.outcomes import Night
from briefgen.config import Standing
from tests.batch import newsroom
from tests.batch.newsroom import Item
from tests.batch.simulated import FIRST, Simulated, record, simulated, taken, texts, utc_nights

WIRE = Standing("wire", sources=("inbox/",))


@pytest.fixture(autouse=True)
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server in UTC, in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def told(memo: dict[str, Any]) -> int:
    """How many articles a memo accounts for: its sources, and those of the stories that it leaves out."""
    left_out = sum(story["articles"] for story in memo["coverage"]["stories"])
    return len(memo["references"]) + left_out + len(memo["coverage"]["not_analysed"])


def keep(folder: Path, items: Sequence[Item], night: int, nights: int) -> None:
    """The inbox of a night: what came in the last so many."""
    newsroom.put(folder, [one for one in items if one.arrives == night])
    for one in items:
        if one.arrives == night - nights:
            (folder / one.name).unlink()


def check(night: Night, own: Sequence[Item], seen: set[str], read: dict[str, str]) -> None:
    """The memo of a night has the articles that came on it, those and no others."""
    here = {read[one.name] for one in own}
    assert taken("wire", night.date) == here - seen, night.date
    assert (night.reading.asked, night.reading.read) == (len(own), len(own))
    memo = record(night)
    assert told(memo) == sum(read[one.name] not in seen for one in own)
    places = [Path(one["location"]).name for one in memo["references"]]
    assert len(places) == len(set(places))
    assert set(places) <= {one.name for one in own}
    undated = {one.name for one in own if one.published is None}
    assert {Path(one["location"]).name for one in memo["references"] if one["published"] is None} <= undated


def many_nights(desk: Simulated, count: int, each: int, kept: int) -> list[Night]:
    moments = utc_nights(FIRST, count)
    items = list(newsroom.items(moments, each))
    made, seen = [], set[str]()
    for number, now in enumerate(moments):
        keep(Path("inbox"), items, number, kept)
        night = desk.night(now)
        own = [one for one in items if one.arrives == number]
        assert [memo.state for memo in night.memos] == ["made"]
        assert desk.jobs["read"] == len(own), "what was read before is not read again"
        check(night, own, seen, texts())
        seen |= taken("wire", night.date)
        made.append(night)
    assert seen == {texts()[one.name] for one in items}, "none is missed"
    return made


def test_each_night_has_its_own_articles_once() -> None:
    """Six nights over the change to summer time and the end of a month."""
    nights = many_nights(simulated(WIRE), 6, 20, kept=3)
    days = ["2026-03-26", "2026-03-27", "2026-03-28", "2026-03-29", "2026-03-30", "2026-03-31"]
    assert [night.date for night in nights] == days
    assert [night.started[11:] for night in nights] == ["00:30:00+01:00"] * 4 + ["01:30:00+02:00"] * 2


@pytest.mark.slow
def test_thirty_nights_of_1800_articles() -> None:
    nights = many_nights(simulated(WIRE, formats=("json", "md")), 30, 60, kept=30)
    assert [night.date for night in nights][::29] == ["2026-03-26", "2026-04-24"]


# ------------------------------------------------------------------ days and hours

STORY = """Ministers of Kenya and Peru sign a treaty

By Ilse Hollertz
Source: Harbour Post
Published: {published}

BRANA (Harbour Post) — The ministers of Kenya and Peru signed a treaty on fishing rights on {day}, the ministry said.

Twelve people were hurt in the crowd that had gathered before the palace, a doctor of the town's hospital said.
"""


@pytest.mark.parametrize(
    ("utc", "hour", "day", "weekday", "cutoff"),
    [
        ("2026-03-25T23:10:00+00:00", 23, "26 March 2026", "Thursday", "00:10 +01:00"),
        ("2026-03-28T23:10:00+00:00", 23, "29 March 2026", "Sunday", "00:10 +01:00"),
        ("2026-03-29T22:10:00+00:00", 22, "30 March 2026", "Monday", "00:10 +02:00"),
        ("2026-03-29T22:10:00+00:00", 23, "30 March 2026", "Monday", "00:10 +02:00"),
        ("2026-03-31T22:10:00+00:00", 23, "1 April 2026", "Wednesday", "00:10 +02:00"),
    ],
)
def test_the_day_is_the_desks(utc: str, hour: int, day: str, weekday: str, cutoff: str) -> None:
    """A server in UTC starts half an hour before its midnight: day, folder, cut-off and weekdays are the desk's."""
    now = utc_nights(datetime.fromisoformat(utc), 1, hour=hour)[0]
    Path("inbox").mkdir()
    Path("inbox/a.txt").write_text(STORY.format(published=utc, day=weekday), "utf-8")
    night = simulated(WIRE, formats=("json", "md")).night(now)
    date = datetime.strptime(day, "%d %B %Y").date().isoformat()  # noqa: DTZ007 - a day alone
    assert night.date == date
    memo = Path(f"out/{date}/wire.md").read_text("utf-8")
    assert f"- **Date** {day}\n" in memo
    assert f"- **Cut-off** {day}, {cutoff}\n" in memo
    assert rf"on {weekday} \[{day}\]" in memo
    assert record(night)["header"]["date"] == date


def test_a_night_without_news_is_cut_off_at_the_desks_hour() -> None:
    Path("inbox").mkdir()
    night = simulated(WIRE, formats=("md",)).night(FIRST)
    memo = Path(f"out/{night.date}/wire.md").read_text("utf-8")
    assert "26 March 2026, 00:30 +01:00" in memo
    assert "25 March" not in memo
    assert "UTC" not in memo


def test_a_pdf_of_a_night_says_the_same_day() -> None:
    from pypdfium2 import PdfDocument

    Path("inbox").mkdir()
    Path("inbox/a.txt").write_text(STORY.format(published="2026-03-25T23:10:00Z", day="Thursday"), "utf-8")
    desk = simulated(WIRE, formats=("pdf",))
    desk.here = False
    night = desk.night(datetime(2026, 3, 25, 23, 30, tzinfo=UTC).astimezone(FIRST.tzinfo))
    (place,) = night.memos[0].outputs
    page = PdfDocument(place)[0].get_textpage().get_text_range()
    assert place == "out/2026-03-26/wire.pdf"
    assert "26 March 2026, 00:10 +01:00" in " ".join(page.split())
    assert "25 March" not in page
