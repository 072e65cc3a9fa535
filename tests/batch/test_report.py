"""A night's last line, its lines for people, its exit code and its run report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.batch import report
from briefgen.batch.outcomes import Delivered, Memo, Night, Reading
from briefgen.batch.runreport import record
from briefgen.model import Failure
from tests.batch import nights

PAGE = Path(__file__).parents[2] / "docs" / "run-report.md"


def test_the_last_line_is_in_the_manner_that_was_asked_for() -> None:
    assert report.last_line(nights.night()) == (
        "night 2026-11-24: 3 of 4 memos made; asean-trade NOT made: needed more than 60 seconds; "
        "58 of 60 articles read; 1 of 9 feeds unreachable (503, 3 tries)"
    )


def test_a_night_without_news_says_so() -> None:
    assert report.last_line(nights.quiet()) == "night 2026-11-24: nothing new; 4 memos up to date"
    assert report.last_line(nights.night(memos=(), reading=Reading())) == (
        "night 2026-11-24: nothing new; 0 memos up to date"
    )
    empty = nights.made("andes", state="empty")
    assert report.last_line(nights.night(memos=(nights.kept("a"), empty), reading=Reading(asked=1, read=1))) == (
        "night 2026-11-24: nothing new; 1 memo up to date; 1 memo without news; 1 of 1 article read"
    )


def test_what_was_kept_is_counted_beside_what_was_made() -> None:
    line = report.last_line(nights.night(memos=(nights.made("a"), nights.kept("b")), reading=Reading()))
    assert line == "night 2026-11-24: 1 of 1 memo made, 1 up to date"


def test_deliveries_that_failed_or_are_unknown_are_named() -> None:
    sent = Delivered("danube", "outbox/", "sent")
    failed = Delivered("sahel", "outbox/", "failed", "disk full")
    unknown = Delivered("horn", "a@b.example", "unknown", "the run died")

    def line(*deliveries: Delivered) -> str:
        return report.last_line(nights.night(memos=(), reading=Reading(), deliveries=deliveries)).split("; ", 2)[2]

    assert line(sent, failed) == "1 of 2 deliveries failed (sahel to outbox/: disk full)"
    assert line(unknown) == "1 of 1 delivery unknown (horn to a@b.example: the run died)"
    both = line(sent, failed, failed, unknown)
    assert both == "of 4 deliveries 2 failed, 1 unknown (sahel to outbox/: disk full; and 2 more)"
    assert "deliver" not in report.last_line(nights.night(deliveries=(sent,)))


def test_many_failures_are_counted() -> None:
    memos = tuple(nights.missed(f"brief-{at}") for at in range(15))
    line = report.last_line(nights.night(memos=memos))
    assert "0 of 15 memos made" in line
    assert "brief-0 NOT made: needed more than 60 seconds" in line
    assert "and 12 more NOT made" in line
    assert len(line) <= report.MOST


def test_reasons_of_feeds_are_told_once_the_most_frequent_first() -> None:
    reasons = ["timed out", "503, 3 tries", "503, 3 tries"]
    down = tuple(Failure(f"https://{at}.example/", "fetch", "X", why) for at, why in enumerate(reasons))
    line = report.last_line(nights.night(reading=Reading(feeds=9, unreachable=down)))
    assert line.endswith("3 of 9 feeds unreachable (503, 3 tries; timed out)")
    line = report.last_line(nights.night(reading=Reading(unreachable=nights.DOWN)))
    assert line.endswith("1 of 1 feed unreachable (503, 3 tries)"), "an address that is no feed can be down too"


def test_an_interrupted_night_begins_with_that_and_an_alarm_stands_before_what_was_read() -> None:
    line = report.last_line(nights.night(is_interrupted=True, alarm="over 10 % unread"))
    assert line.startswith("night 2026-11-24: interrupted; 3 of 4")
    assert line.index("ALARM: over 10 % unread") < line.index("58 of 60")


@pytest.mark.parametrize("night", [nights.hostile(), nights.full()], ids=["hostile", "full"])
def test_the_line_stays_one_short_line_and_keeps_what_matters(night: Night) -> None:
    line = report.last_line(night)
    assert len(line) <= report.MOST
    assert line.isprintable()
    assert "NOT made" in line
    assert "ALARM" in line
    assert "articles read" in line


def test_even_without_end_the_line_has_one() -> None:
    memos = tuple(replace(nights.missed(nights.LONG), date=nights.LONG) for _ in range(100_000 // 50))
    deliveries = tuple(nights.hostile().deliveries * 1000)
    line = report.last_line(nights.night(date=nights.BAD + nights.LONG, memos=memos, deliveries=deliveries))
    assert len(line) <= report.MOST
    assert line.isprintable()


# ------------------------------------------------------------------ the exit code


def _with(**more: object) -> Night:
    return nights.night(**{"memos": (nights.made("a"),), "reading": Reading(), **more})


@pytest.mark.parametrize(
    ("night", "code"),
    [
        (_with(), 0),
        (_with(memos=(nights.kept("a"), nights.made("b", state="empty"))), 0),
        (_with(reading=nights.READING), 0),
        (_with(deliveries=(Delivered("a", "x", "sent"),)), 0),
        (_with(notices=("the clock was set back",)), 0),
        (_with(memos=(nights.made("a"), nights.missed("b"))), 1),
        *((_with(deliveries=(Delivered("a", "x", state),)), 1) for state in ("failed", "unknown", "refused")),  # type: ignore[arg-type]
        (_with(alarm="over 10 %"), 1),
        (_with(is_interrupted=True), 130),
        (_with(is_interrupted=True, alarm="over 10 %", memos=(nights.missed("b"),)), 130),
    ],
)
def test_the_exit_code(night: Night, code: int) -> None:
    assert report.exit_code(night) == code


# ------------------------------------------------------------------ the lines for people


def test_each_failure_has_a_line_with_place_what_and_what_to_do() -> None:
    found = list(report.lines(nights.full()))
    assert "inbox/scan.pdf: no text on its pages: give a PDF with text" in found
    assert "https://feeds.example/world.xml: 503, 3 tries: try again later" in found
    assert (
        "sahel: NOT made: needed more than 60 seconds (the last good one: out/2026-11-23/sahel.pdf): "
        "raise jobs.seconds in config.yaml"
    ) in found
    assert any(
        line.startswith("arctic: NOT made: ") and line.endswith("briefgen batch --only arctic") for line in found
    )
    (unknown,) = (line for line in found if "nobody knows" in line)
    assert unknown.startswith("danube to director@example.org: ")
    assert "not sent again by itself" in unknown
    assert [line for line in found if line.startswith("black-sea to s3://desk/outbox/: delivery failed: no answer")]
    assert found[-1].startswith("alarm: over 10 %")


def test_a_good_night_has_no_line() -> None:
    assert list(report.lines(nights.quiet())) == []


def test_the_same_is_told_once() -> None:
    reading = Reading(asked=2, failures=nights.UNREAD[:1] * 2, unreachable=nights.UNREAD[:1])
    memos = (nights.made("a", notices=("no text for x", "no text for x")),)
    assert len(list(report.lines(nights.night(memos=memos, reading=reading)))) == 2


def test_no_name_breaks_a_line_or_turns_it_round() -> None:
    found = list(report.lines(nights.hostile()))
    assert all(line.isprintable() for line in found)
    assert not [line for line in found if line.startswith("night")]
    of_memos = 1 + 2 + 2  # a notice, two missing, two deliveries
    assert len(found) == 5 + of_memos + 2, "a failure of a feed that is a failure of reading too is told once"


# ------------------------------------------------------------------ the run report


def _keys(value: object, above: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _keys(inner, f"{above}.{key}" if above else key)
    elif isinstance(value, list):
        yield from (key for inner in value for key in _keys(inner, f"{above}[]"))
    else:
        yield above


def test_every_field_of_the_run_report_is_told_in_its_page_in_its_order() -> None:
    memos = (nights.made("a", notices=("no text for x",)), nights.missed("b"))
    found = json.loads(record(nights.night(memos=memos, deliveries=nights.full().deliveries, notices=("n",))))
    told = re.findall(r"^\| `([\w.\[\]]+)`", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    assert sorted(dict.fromkeys(_keys(found))) == sorted(told)
    assert list(found) == list(dict.fromkeys(key.split(".")[0].removesuffix("[]") for key in told))


def test_the_run_report_holds_everything() -> None:
    night = nights.full()
    found = json.loads(record(night))
    assert (found["schema"], found["date"], found["exit_code"]) == (1, "2026-11-24", 1)
    assert found["counts"] == {"made": 3, "kept": 2, "empty": 1, "not_made": 2}
    assert [memo["name"] for memo in found["memos"]] == [memo.name for memo in night.memos]
    assert found["memos"][0]["outputs"] == list(night.memos[0].outputs)
    assert found["memos"][0]["seconds"] == 1.235
    assert found["memos"][3]["hint"] == "raise jobs.seconds in config.yaml"
    assert found["memos"][4]["hint"].endswith("--only arctic")
    assert found["reading"]["failures"][0] == {
        "place": "inbox/scan.pdf",
        "stage": "read",
        "kind": "NoArticle",
        "message": "no text on its pages",
        "hint": "give a PDF with text",
    }
    assert found["reading"]["unread"] == round(3 / 61, 4)
    assert [one["state"] for one in found["deliveries"]] == ["sent", "unknown", "refused", "failed"]
    assert found["last_line"] == report.last_line(night)
    assert (found["started"], found["ended"]) == (night.started, night.ended)


def test_the_run_report_gives_hostile_names_back_and_shows_none_of_them() -> None:
    night = nights.hostile()
    data = record(night)
    assert json.loads(data)["memos"][0]["name"] == nights.BAD
    assert all(line.isprintable() for line in data.decode("utf-8").split("\n"))
    assert data == record(night)
    assert data.endswith(b"}\n")


def test_letters_of_every_language_stay_readable() -> None:
    memo: Memo = nights.made("țări-și-приказ")
    assert "țări-și-приказ".encode() in record(nights.night(memos=(memo,)))
