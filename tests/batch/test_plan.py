"""What is done about a memo and why: windows, ages, the two keys, quiet nights, and the words of each reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from briefgen.batch import clock
from briefgen.batch.plan import Situation, arrival, in_window, is_about, is_much_about, steps
from briefgen.batch.rows import Candidate, MemoRow
from briefgen.config import Standing
from briefgen.pipeline.zone import now, zone_of

NOW = datetime(2026, 3, 26, 1, 30, tzinfo=zone_of("Europe/Ljubljana"))
BRIEF = Standing("asean", sources=("inbox/",))
BASIS = {
    "articles": "in/a.txt=1\nin/b.txt=2", "settings": "s", "desk": "d", "by_hand": "", "failures": "",
    "program": "1", "previous": "p",
}  # fmt: skip


def article(hours: float = 1, published: str | None = None, **more: object) -> Candidate:
    """One that arrived, and was first seen, some hours ago."""
    at = NOW.timestamp() - hours * 3600
    own = Candidate("in/a.txt", 0, "key", "digest", "in/a.txt", published, at, at, True, {})
    return replace(own, **more)


def row(**more: object) -> MemoRow:
    return replace(MemoRow("asean", "", "2026-03-26", "made", 1, 0.0, 0.0, "new", basis=BASIS, look="look"), **more)


def situation(**more: object) -> Situation:
    return replace(Situation(BRIEF, "", (article(),), BASIS, "look"), **more)


def step(force: bool = False, **more: object) -> tuple[str, str]:
    (found,) = steps([situation(**more)], force=force)
    return found.work, found.reason


def taken(one: Candidate, brief: Standing = BRIEF, digests: tuple[str, ...] = ()) -> bool:
    return in_window(one, brief, NOW, digests, lambda text: clock.moment(text, NOW.tzinfo))


# ------------------------------------------------------------------ which articles


def test_what_an_earlier_issue_had_is_not_taken_again() -> None:
    assert taken(article())
    assert not taken(article(), digests=("digest",))
    assert taken(article(), replace(BRIEF, window="all"), digests=("digest",))


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2026-03-19T02:00:00+01:00", True),
        ("2026-03-19T01:00:00+01:00", False),
        ("2026-03-19", True),  # a day lasts until its end
        ("2026-03-18", False),
        ("2026-03-30", True),  # a clock that runs ahead is no reason to leave it out
    ],
)
def test_an_article_may_be_max_age_old_by_its_publication(published: str, expected: bool) -> None:
    assert taken(article(hours=1, published=published)) == expected


def test_without_a_date_its_age_is_the_time_since_it_was_first_seen() -> None:
    assert taken(article(hours=24 * 6.9))
    assert not taken(article(hours=24 * 7.1))
    assert taken(article(hours=24 * 700), replace(BRIEF, max_age="all"))


def test_a_window_of_hours_goes_by_arrival() -> None:
    day = replace(BRIEF, window="24h")
    assert taken(article(hours=23), day)
    assert not taken(article(hours=25), day)


def test_what_comes_late_counts_when_it_comes() -> None:
    now, day = NOW.timestamp(), timedelta(days=1)
    assert arrival(NOW - day / 2, now, is_known=True) == (NOW - day / 2).timestamp()
    assert arrival(NOW - 2 * day, now, is_known=True) is None, "from a known place: no earlier night could have it"
    assert arrival(NOW - 2 * day, now, is_known=False) == (NOW - 2 * day).timestamp(), "the first reading of an archive"
    assert arrival(NOW + day, now, is_known=False) == now
    assert arrival(None, now, is_known=True) is None


def test_a_mention_is_enough_to_be_looked_at_not_for_a_memo() -> None:
    passing, much = article(relevance={"x": 0.12}), article(relevance={"x": 0.6})
    assert is_about(passing, "x")
    assert not is_about(article(relevance={"x": 0.0}), "x")
    assert not is_much_about([passing], "x")
    assert is_much_about([passing, much], "x")
    assert is_much_about([article()], "")


# ------------------------------------------------------------------ what is done


def test_new_failed_and_forced() -> None:
    assert step() == ("draft", "new")
    assert step(failed=True, last=row(date="2026-03-25")) == ("draft", "failed last night")
    assert step(row=row(), force=True) == ("draft", "forced")


def test_the_same_night_again() -> None:
    assert step(row=row()) == ("nothing", "up to date")
    assert step(row=row(look="other")) == ("render", "style changed")
    assert step(row=row(), missing=("out/a.pdf",)) == ("render", "output missing: out/a.pdf")
    assert step(row=row(state="failed")) == ("draft", "failed before")
    assert step(row=row(state="planned")) == ("draft", "interrupted before")


@pytest.mark.parametrize(
    ("part", "was", "reason"),
    [
        ("articles", "in/a.txt=1\nin/b.txt=3", "1 text changed"),
        ("articles", "in/a.txt=1", "1 new article"),
        ("articles", "in/a.txt=4\nin/c.txt=1\nin/d.txt=1", "1 text changed, 1 new article, 2 articles gone"),
        ("settings", "x", "settings changed"),
        ("desk", "x", "desk.yaml changed"),
        ("by_hand", "x", "texts by hand changed"),
        ("previous", "x", "the last issue changed"),
        ("program", "0", "another version of the program"),
        ("failures", "x", "other sources could not be read"),
    ],
)
def test_each_part_of_what_a_memo_is_made_of_drafts_it_anew(part: str, was: str, reason: str) -> None:
    assert step(row=row(basis={**BASIS, part: was})) == ("draft", reason)


def test_the_next_night() -> None:
    last = row(date="2026-03-25")
    everything = replace(BRIEF, window="all")
    assert step(last=last) == ("nothing", "up to date: nothing has changed since 2026-03-25")
    assert step(last=replace(last, basis={**BASIS, "previous": "x"}))[0] == "nothing", "it always differs"
    assert step(last=replace(last, look="x")) == ("render", "style changed")
    gone = replace(last, basis={**BASIS, "articles": "in/a.txt=1\nin/c.txt=2"})
    assert step(last=gone) == ("draft", "1 new article"), "what an issue had is not looked for in the next"
    assert step(last=gone, brief=everything) == ("draft", "1 new article, 1 article gone")


def test_a_rendering_names_what_it_renders() -> None:
    last = row(date="2026-03-25", look="x")
    (found,) = steps([situation(last=last)])
    assert found.source == last


def test_a_quiet_night() -> None:
    skip, last = replace(BRIEF, when_empty="skip"), row(date="2026-03-25")
    empty = {**BASIS, "articles": ""}
    assert step(articles=(), basis=empty, last=last) == ("note", "nothing new: a note")
    assert step(articles=(), basis=empty, brief=skip) == ("nothing", "nothing new: skipped")
    note = row(state="empty", basis=empty)
    assert step(articles=(), basis=empty, row=note) == ("nothing", "up to date")
    assert step(articles=(), basis={**empty, "failures": "x"}, row=note)[0] == "note"
    assert step(row=note) == ("draft", "2 new articles"), "more comes in the same night"


# ------------------------------------------------------------------ the clock


def test_spans_and_moments() -> None:
    assert clock.span("36h") == timedelta(hours=36)
    assert clock.span("2w") == timedelta(days=14)
    assert clock.span("all") is None
    assert clock.span("last-issue") is None
    zone = NOW.tzinfo
    assert clock.moment("2026-03-26", zone) == datetime(2026, 3, 26, 23, 59, 59, tzinfo=zone)
    assert clock.moment("2026-03-26T10:00:00", zone) == datetime(2026, 3, 26, 10, tzinfo=zone)
    assert clock.moment("2026-03-26T10:00:00Z", zone) == datetime(2026, 3, 26, 10, tzinfo=UTC)
    assert clock.moment("Thursday", zone) is None
    assert clock.moment(None, zone) is None


def test_now_is_the_desks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774481400")  # 2026-03-25T23:30:00Z
    assert now("Europe/Ljubljana").isoformat() == "2026-03-26T00:30:00+01:00"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert abs(now("UTC") - datetime.now(UTC)) < timedelta(minutes=1)
