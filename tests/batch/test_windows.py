"""Windows, ages, a memo each, quiet nights and a clock that is set back, over some nights of one desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from briefgen.batch.outcomes import Night
from briefgen.config import Standing
from tests.batch.simulated import FIRST, Simulated, asked, record, simulated, stamps, taken, texts
from tests.conftest import PROJECT

NIGHTS = PROJECT / "tests/corpus/nights"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TEXT = """{title}

By Ilse Hollertz
Source: Harbour Post{published}

{town} (Harbour Post) — {title} after a storm had torn off the roof, the mayor of {town} told reporters in the evening.

Repairs will cost {number} million crowns, according to {title_} of the district, who had been sent there by train.
"""
TOWNS = {"a": "Brana", "b": "Kestreby", "c": "Mirovo", "d": "Tolmar"}
SUBJECTS = {
    "a": "The ferry stops", "b": "A school closes", "c": "Nurses strike over pay", "d": "Wolves return to farms",
}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("inbox").mkdir()


def put(name: str, published: datetime | str | None = None, number: int = 3) -> None:
    told = published.isoformat() if isinstance(published, datetime) else published
    line = f"\nPublished: {told}" if told else ""
    text = TEXT.format(
        title=SUBJECTS[name], published=line, town=TOWNS[name], number=number, title_=f"an officer of {TOWNS[name]}"
    )
    Path(f"inbox/{name}.txt").write_text(text, "utf-8")


def desk(**more: object) -> Simulated:
    return simulated(Standing("wire", sources=("inbox/",), **more))  # type: ignore[arg-type]


def names(night: Night) -> str:
    """The articles of a night's memo; "-" for none, "note" for the note of a quiet night."""
    if [memo.state for memo in night.memos] == ["kept"]:
        return "kept"
    if not any(memo.outputs for memo in night.memos):
        return "-"
    memo = record(night)
    return "".join(sorted(Path(one["location"]).stem for one in memo["references"])) or "note"


def made(night: Night) -> list[str]:
    return sorted(memo.part for memo in night.memos if memo.state == "made")


# ------------------------------------------------------------------ windows


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ("last-issue", ["ab", "c", "-", "d"]),
        ("24h", ["a", "c", "-", "d"]),
        ("7d", ["ab", "abc", "kept", "abcd"]),
        ("all", ["ab", "abc", "kept", "abcd"]),
    ],
)
def test_windows(window: str, expected: list[str]) -> None:
    """a: of today; b: of three days ago, there from the first; c: of three days ago, late; d: without a date."""
    one = desk(window=window, when_empty="skip")
    put("a", FIRST - 2 * HOUR)
    put("b", FIRST - 3 * DAY)
    found = [names(one.night(FIRST))]
    put("c", FIRST - 2 * DAY)
    found.append(names(one.night(FIRST + DAY)))
    found.append(names(one.night(FIRST + 2 * DAY)))
    put("d")
    found.append(names(one.night(FIRST + 3 * DAY)))
    assert found == expected


def test_what_came_late_into_a_folder_of_the_day_counts_when_it_comes() -> None:
    """The places are known by their source, not by the folder of the day in it."""
    one = desk(window="24h", when_empty="skip")
    put("a", FIRST - HOUR)
    one.night(FIRST)
    put("b", FIRST - 2 * DAY)
    Path("inbox/27").mkdir()
    Path("inbox/b.txt").rename("inbox/27/b.txt")
    Path("inbox/a.txt").unlink()
    assert names(one.night(FIRST + DAY)) == "b"


def test_a_day_alone_lasts_until_its_end() -> None:
    """With max_age 2d: what is dated the 24th may be taken until the 26th is over, by whatever hour it was written."""
    now = FIRST.replace(hour=23, minute=50)
    put("a", "2026-03-24")
    put("b", "2026-03-23")
    put("c", "2026-03-24T12:00:00+01:00")
    assert names(desk(max_age="2d").night(now)) == "a"


def test_an_article_without_a_date_ages_from_when_it_was_first_seen() -> None:
    one = desk(window="all", max_age="2d", when_empty="skip")
    put("a")
    assert [names(one.night(FIRST + day * DAY)) for day in range(4)] == ["a", "kept", "kept", "-"]


# ------------------------------------------------------------------ a memo each


def test_a_memo_for_each_article() -> None:
    one = desk(each="article", when_empty="skip")
    put("a", FIRST - HOUR)
    put("b")
    assert made(one.night(FIRST)) == ["a", "b"]
    put("c")
    put("a", FIRST + HOUR, number=4)
    assert made(one.night(FIRST + DAY)) == ["a", "c"]
    assert made(one.night(FIRST + 2 * DAY)) == []


def test_two_files_of_one_name_keep_their_memos() -> None:
    """Whatever became of the other one: neither takes the place of the other's memo."""
    one = simulated(
        Standing("wire", sources=("in/a/", "in/b/"), each="article", when_empty="skip"),
        output="out/{date}/{name}-{source}.{format}",
    )
    for folder_, name in (("in/a", "a"), ("in/b", "b")):
        put(name)
        Path(folder_).mkdir(parents=True)
        Path(f"inbox/{name}.txt").rename(f"{folder_}/story.txt")
    first = one.night(FIRST)
    assert len(made(first)) == 2
    before = stamps()
    Path("in/a/story.txt").unlink()
    assert made(one.night(FIRST + HOUR)) == []
    assert stamps() == before


def test_a_memo_for_each_story() -> None:
    one = simulated(
        Standing("wire", sources=("inbox/",), each="story", max_age="all", when_empty="skip"),
        output="out/{date}/{name}-{story}.{format}",
    )
    for path in (NIGHTS / "1").iterdir():
        shutil.copy(path, "inbox")
    first = one.night(FIRST)
    assert len(made(first)) == 2, "the flood and the trawler"
    assert one.jobs["make"] == 1
    put("c", FIRST + HOUR)
    night = one.night(FIRST + DAY)
    assert [memo.articles for memo in night.memos] == [1]
    before = stamps()
    assert made(one.night(FIRST + DAY + HOUR)) == []
    assert stamps() == before


# ------------------------------------------------------------------ quiet nights


@pytest.mark.parametrize(("when_empty", "expected"), [("note", ["a", "note", "b"]), ("skip", ["a", "-", "b"])])
def test_a_quiet_night(when_empty: str, expected: list[str]) -> None:
    one = desk(when_empty=when_empty)
    put("a")
    found = [names(one.night(FIRST)), names(one.night(FIRST + DAY))]
    put("b")
    assert [*found, names(one.night(FIRST + 2 * DAY))] == expected


def test_a_quiet_night_says_since_when_it_was_searched() -> None:
    one = desk()
    put("a")
    one.night(FIRST)
    searched = record(one.night(FIRST + DAY))["searched"]
    assert (searched["since"], searched["until"]) == ("2026-03-26T00:30+01:00", "2026-03-27T00:30+01:00")
    assert (searched["last"], searched["articles"], searched["fresh"]) == ("2026-03-26", 1, 0)


def test_a_quiet_night_counts_what_is_new_and_not_about_it() -> None:
    one = desk(about=("ferry",))
    put("a")
    one.night(FIRST)
    put("c")
    night = one.night(FIRST + DAY)
    assert names(night) == "note"
    searched = record(night)["searched"]
    assert (searched["articles"], searched["fresh"]) == (2, 1)


@pytest.mark.parametrize("when_empty", ["note", "skip"])
def test_after_a_quiet_night_changes_are_told_against_the_last_memo(when_empty: str) -> None:
    one = desk(when_empty=when_empty)
    put("a", FIRST - HOUR)
    one.night(FIRST)
    one.night(FIRST + DAY)
    put("a", FIRST + DAY + HOUR, number=5)
    delta = record(one.night(FIRST + 2 * DAY))["delta"]
    assert delta["previous"] == "2026-03-26"
    assert delta["repeated"]


@pytest.mark.parametrize("when_empty", ["note", "skip"])
def test_a_memo_stands_when_its_articles_are_cleared_away(when_empty: str) -> None:
    """Somebody empties the inbox in the morning and runs it again: tonight's memo is no note now."""
    one = desk(when_empty=when_empty)
    put("a")
    one.night(FIRST)
    before = stamps()
    Path("inbox/a.txt").unlink()
    night = one.night(FIRST + HOUR)
    assert [memo.state for memo in night.memos] == ["kept"]
    assert stamps() == before


def test_what_cannot_be_read_stays_told_while_its_window_lasts() -> None:
    """A memo of the same articles is not made again because a failure is old by a night."""
    one = desk(window="all", when_empty="skip")
    put("a")
    Path("inbox/empty.txt").write_text("\n")
    first = one.night(FIRST)
    assert len(record(first)["coverage"]["failed"]) == 1
    assert names(one.night(FIRST + DAY)) == "kept"


# ------------------------------------------------------------------ a clock that goes back


def test_a_clock_set_back_by_a_day() -> None:
    """Nothing is made or taken twice, nothing is lost, and somebody is told."""
    one = desk(when_empty="skip")
    nights = [FIRST, FIRST + DAY]
    for name, now in zip("ab", nights, strict=True):
        put(name, now - HOUR)
        assert names(one.night(now)) == name
    before = stamps()
    back = one.night(FIRST + HOUR)
    assert [memo.state for memo in back.memos] == ["kept"]
    assert stamps() == before
    assert any(notice.startswith("the clock") for notice in back.notices)
    put("c", FIRST + HOUR)
    assert names(one.night(FIRST + 2 * HOUR)) == "ac", "the memo of that day is made with what came since"
    put("d", FIRST + 2 * DAY)
    right = one.night(FIRST + 2 * DAY)
    assert names(right) == "d"
    assert right.notices == ()
    read = texts()
    days = ("2026-03-26", "2026-03-27", "2026-03-28")
    assert [taken("wire", day) for day in days] == [digests(read, "ac"), digests(read, "b"), digests(read, "d")]


def test_a_clock_set_back_to_a_day_without_a_memo() -> None:
    one = desk()
    put("a")
    one.night(FIRST)
    put("b")
    assert names(one.night(FIRST - DAY)) == "b"
    assert names(one.night(FIRST + DAY)) == "note"


def digests(read: dict[str, str], letters: Iterable[str]) -> set[str]:
    return {read[f"{letter}.txt"] for letter in letters}


def test_a_note_that_is_rendered_again_stays_a_note() -> None:
    """Else the next memo would tell its changes against a note, and all would be new."""
    desk = simulated(Standing("wire", sources=("inbox/",)))
    desk.night(FIRST)
    Path("out/2026-03-26/wire.json").unlink()
    (memo,) = desk.night(FIRST).memos
    assert (memo.state, memo.reason) == ("made", "output missing: out/2026-03-26/wire.json")
    assert desk.jobs["render"] == 1
    assert asked("SELECT state FROM memos") == [("empty",)]
