"""A feed that forgets: each night's memo has what the feed had not had before, though it comes late or has no date."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from briefgen.config import Standing
from briefgen.config.settings import Reading
from tests.batch import newsroom
from tests.batch.newsroom import Item
from tests.batch.simulated import FIRST, Simulated, asked, record, simulated, utc_nights
from tests.conftest import Trap
from tests.storage.server import Act, send, serving

EACH, KEPT = 10, 25


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trap: Trap) -> None:
    monkeypatch.chdir(tmp_path)
    trap.permit_loopback()
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


def numbers(memo: dict[str, object]) -> set[int]:
    """The articles of a memo: each has its number in its headline."""
    return {int(one["title"].rpartition(" ")[2]) for one in memo["references"]}  # type: ignore[attr-defined]


def desk_of(address: str, **more: object) -> Simulated:
    brief = Standing("wire", sources=(f"{address}/feed",), when_empty="skip")
    own = simulated(replace(brief, **more))  # type: ignore[arg-type]
    own.config = replace(own.config, reading=replace(Reading(), private_addresses=True, links=False), limits=LIMITS)
    return own


LIMITS = replace(simulated().config.limits, stories=50)


def feed(items: list[Item], night: int) -> Act:
    """The last articles that came until a night, newest first."""
    there = [one for one in items if one.arrives <= night][-KEPT:]
    return send(newsroom.rss(there[::-1]).encode(), Content_Type="application/rss+xml")


def test_nights_of_a_feed() -> None:
    moments = utc_nights(FIRST, 5)
    items = [one for one in newsroom.items(moments, EACH) if one.again is None]
    acts = {"feed": feed(items, 0)}

    def now(handler: object) -> None:
        acts["feed"](handler)  # type: ignore[arg-type]

    with serving(feed=now) as (address, requests):
        desk = desk_of(address)
        for number, moment in enumerate(moments):
            acts["feed"] = feed(items, number)
            night = desk.night(moment)
            own = {one.number for one in items if one.arrives == number}
            assert numbers(record(night)) == own
            assert (night.reading.feeds, night.reading.asked, night.reading.read) == (1, len(own), len(own))
        again = desk.night(moments[-1] + timedelta(hours=1))
        assert [memo.state for memo in again.memos] == ["kept"]
        assert [memo.state for memo in desk.night(moments[-1] + timedelta(days=1)).memos] == ["empty"]
        assert len(requests) >= 7, "a feed is asked each night"
    assert asked("SELECT count(DISTINCT digest) FROM articles") == [(len(items),)]


def test_a_feed_that_does_not_answer_for_a_night_costs_no_article() -> None:
    moments = utc_nights(FIRST, 3)
    items = [one for one in newsroom.items(moments, EACH) if one.again is None]
    acts = {"feed": feed(items, 0)}

    def now(handler: object) -> None:
        acts["feed"](handler)  # type: ignore[arg-type]

    with serving(feed=now) as (address, _):
        desk = desk_of(address)
        desk.night(moments[0])
        acts["feed"] = send(b"gone", status=404)
        down = desk.night(moments[1])
        assert (len(down.reading.unreachable), down.reading.asked) == (1, 0)
        acts["feed"] = feed(items, 2)
        night = desk.night(moments[2])
    assert numbers(record(night)) == {one.number for one in items if one.arrives > 0}
