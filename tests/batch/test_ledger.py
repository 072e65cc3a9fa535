"""The ledger keeps what was read, made and delivered; a later version's is refused, an earlier one's is brought on."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.batch import migrations
from briefgen.batch.ledger import Ledger
from briefgen.batch.rows import FileRow, MemoRow, Open, PartRow, ReadArticle
from briefgen.errors import ConfigError, WriteError
from briefgen.model import Failure

FILE = FileRow("in/a.txt", "1:2:3", "d", "r", 5.0, (Failure("in/a.txt", "read", "NoArticle", "none"),), 2)
MEMO = MemoRow("asean", "", "2026-03-26", "made", 1, 9.0, 8.0, "new", basis={"articles": "x=1"}, look="l")
PART = PartRow("", "Subject", {"out/a.pdf": "ab"}, {"new": 2}, b"drafted", b"printed")


def article(key: str, **more: object) -> ReadArticle:
    return replace(ReadArticle(key, f"text of {key}", f"in/{key}.txt", None, True, {}, key.encode()), **more)


@pytest.fixture
def ledger(tmp_path: Path):
    with Ledger(tmp_path / "ledger.sqlite") as opened:
        yield opened


def keys(ledger: Ledger, since: float | None = None) -> list[tuple[str, str]]:
    return [(place, one.key) for place, one in ledger.candidates(since)]


def test_safe_settings(ledger: Ledger) -> None:
    pragma = {name: ledger._base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    assert pragma == {"journal_mode": "wal", "synchronous": 2}
    tables = ledger._base.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall()
    assert {name for name, strict in tables if not strict} <= {"sqlite_schema", "sqlite_stat1"}


def test_files(ledger: Ledger) -> None:
    ledger.keep_file(FILE)
    ledger.keep_file(replace(FILE, place="in/b.txt", failures=()))
    ledger.keep_file(replace(FILE, place="in/b.txt", failures=(), changed="4:5:6"))
    ledger.keep_file(replace(FILE, place="out/c.txt"))
    changed = replace(FILE, place="in/b.txt", failures=(), changed="4:5:6")
    assert ledger.files(["in/a.txt", "in/b.txt", "in/new.txt"]) == {"in/a.txt": FILE, "in/b.txt": changed}
    assert ledger.files(["in/a.txt", "in/b.txt"], failed=True) == {"in/a.txt": FILE}
    begun = {one: ledger.has_places(one) for one in ("in/", "in/b", "in/bb", "inbox/", "out/")}
    assert begun == {"in/": True, "in/b": True, "in/bb": False, "inbox/": False, "out/": True}


def test_a_files_articles_take_the_place_of_those_it_had(ledger: Ledger) -> None:
    ledger.keep_articles("in/x", [article("a"), article("b")], 100.0, adds=False)
    ledger.keep_articles("in/x", [article("b"), article("c")], 200.0, adds=False)
    assert keys(ledger) == [("in/x", "b"), ("in/x", "c")]
    assert ledger.article("a") == b"a", "an issue may still rest on it"


def test_a_feed_forgets_the_ledger_does_not(ledger: Ledger) -> None:
    ledger.keep_articles("https://f", [article("a"), article("b")], 100.0, adds=True)
    ledger.keep_articles("https://f", [article("b2", location="in/b.txt"), article("c")], 200.0, adds=True)
    assert sorted(keys(ledger)) == [("https://f", "a"), ("https://f", "b2"), ("https://f", "c")], "b has another text"
    assert ledger.held_keys("https://f") == {"a", "b2", "c"}


def test_a_text_is_first_seen_once(ledger: Ledger) -> None:
    ledger.keep_articles("in/x", [article("a", digest="same")], 100.0, adds=False)
    ledger.keep_articles("in/y", [article("b", digest="same", arrived=50.0)], 200.0, adds=False)
    found = {one.key: (one.first_seen, one.arrived) for _, one in ledger.candidates(None)}
    assert found == {"a": (100.0, 100.0), "b": (100.0, 50.0)}
    assert keys(ledger, 150.0) == []
    assert keys(ledger, 100.0) == [("in/x", "a"), ("in/y", "b")]


def test_relevance_is_added_to(ledger: Ledger) -> None:
    ledger.keep_articles("in/x", [article("a", relevance={"p": 0.5})], 1.0, adds=False)
    ledger.keep_relevance("a", {"q": 0.25})
    ledger.keep_articles("in/y", [article("a", relevance={"r": 1.0})], 2.0, adds=False)
    assert [dict(one.relevance) for _, one in ledger.candidates(None)] == [{"p": 0.5, "q": 0.25, "r": 1.0}] * 2


def test_memos_and_their_parts(ledger: Ledger) -> None:
    ledger.keep_memo(MEMO)
    ledger.keep_parts(MEMO, [PART, replace(PART, part="changes")])
    assert ledger.memo("asean", "", "2026-03-26") == MEMO
    assert ledger.memo("asean", "", "2026-03-27") is None
    assert ledger.parts(MEMO) == (PART, replace(PART, part="changes"))
    ledger.keep_memo(replace(MEMO, state="failed", why="x"))
    assert ledger.parts(MEMO) == (PART, replace(PART, part="changes")), "the last good one is not lost"
    ledger.keep_parts(MEMO, [PART])
    assert ledger.parts(MEMO) == (PART,)


def test_the_last_issue_is_the_one_before_even_when_the_clock_was_set_back(ledger: Ledger) -> None:
    for date, state in (
        ("2026-03-24", "made"),
        ("2026-03-25", "failed"),
        ("2026-03-26", "made"),
        ("2026-03-27", "made"),
    ):
        ledger.keep_memo(replace(MEMO, date=date, state=state))
    assert ledger.last_memo("asean", "", "2026-03-26").date == "2026-03-24"
    assert ledger.last_memo("asean", "", "2026-03-20").date == "2026-03-27"
    assert ledger.last_memo("asean", "", "2026-03-28").date == "2026-03-27"
    assert ledger.last_memo("other", "", "2026-03-28") is None
    assert [row.date for row in ledger.latest_memos("asean")] == ["2026-03-27"]
    assert ledger.unfinished() == ()


def test_what_issues_of_other_nights_had(ledger: Ledger) -> None:
    ledger.keep_memo(replace(MEMO, date="2026-03-25", cutoff=100.0))
    ledger.keep_memo(replace(MEMO, cutoff=200.0))
    ledger.keep_taken("asean", "2026-03-25", ["a", "b"])
    ledger.keep_taken("asean", "2026-03-26", ["c"])
    assert ledger.taken("asean", "2026-03-26", None) == {"a", "b"}
    assert ledger.taken("asean", "2026-03-27", None) == {"a", "b", "c"}
    assert ledger.taken("asean", "2026-03-27", 150.0) == {"c"}
    assert ledger.taken("other", "2026-03-27", None) == frozenset()


def test_deliveries(ledger: Ledger) -> None:
    one = Open("k", "asean", "asean", "2026-03-26", "mail to a@x", 1)
    assert ledger.delivery("k") == ("", "")
    ledger.keep_delivery(one, "begun", 1.0)
    assert ledger.unknown_deliveries() == (one,)
    ledger.keep_delivery(one, "sent", 2.0)
    assert (ledger.delivery("k"), ledger.unknown_deliveries()) == (("sent", ""), ())


def test_how_much_was_unread(ledger: Ledger) -> None:
    for date, asked, read in (("2026-03-24", 10, 5), ("2026-03-25", 0, 0), ("2026-03-26", 4, 4), ("2026-03-26", 6, 4)):
        ledger.end(ledger.begin(date, 1.0), 2.0, asked, read)
    assert ledger.unread_shares("2026-03-27", 2) == (0.5, pytest.approx(0.2)), "the latest last"
    assert ledger.unread_shares("2026-03-26", 2) == (0.5,)
    assert ledger.last_started() == 1.0


def test_all_or_nothing(ledger: Ledger) -> None:
    def dies() -> None:
        with ledger.transaction():
            ledger.keep_memo(MEMO)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        dies()
    assert ledger.memo("asean", "", "2026-03-26") is None


def test_a_copy_is_never_written(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger(path) as real:
        real.keep_memo(MEMO)
    with Ledger(path, in_memory=True) as copy:
        assert copy.memo("asean", "", "2026-03-26") == MEMO
        copy.keep_memo(replace(MEMO, date="2026-03-27"))
    with Ledger(path) as real:
        assert real.memo("asean", "", "2026-03-27") is None
    with Ledger(tmp_path / "none.sqlite", in_memory=True) as copy:
        assert copy.files(["in/a.txt"]) == {}
    assert not (tmp_path / "none.sqlite").exists()


# ------------------------------------------------------------------ faults and versions


def test_what_is_no_ledger_is_told_with_the_remedy(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(b"no ledger at all, " * 100)
    with pytest.raises(WriteError, match=r"ledger.sqlite: file is not a database: put it aside"):
        Ledger(path)


def test_a_later_versions_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    Ledger(path).__exit__()
    base = sqlite3.connect(path)
    base.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    base.close()
    with pytest.raises(ConfigError, match="written by a later version"):
        Ledger(path)


def test_an_earlier_ledger_is_brought_on_step_by_step_and_a_copy_left(tmp_path: Path) -> None:
    path = tmp_path / "it's a ledger.sqlite"
    base = sqlite3.connect(path, isolation_level=None)
    base.executescript("CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('x'); PRAGMA user_version = 1;")
    steps = {1: "ALTER TABLE t ADD COLUMN b TEXT;", 2: "UPDATE t SET b = a || '!';"}
    migrations.migrated(base, path, steps, 3)
    assert base.execute("SELECT a, b FROM t").fetchall() == [("x", "x!")]
    assert base.execute("PRAGMA user_version").fetchone() == (3,)
    with sqlite3.connect(tmp_path / "it's a ledger.sqlite.v1") as copy:
        assert copy.execute("SELECT a FROM t").fetchall() == [("x",)], "the way back"


def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    base = sqlite3.connect(path, isolation_level=None)
    base.executescript("CREATE TABLE t (a TEXT); PRAGMA user_version = 1;")
    with pytest.raises(sqlite3.OperationalError):
        migrations.migrated(base, path, {1: "ALTER TABLE t ADD COLUMN b TEXT; ALTER TABLE none ADD COLUMN c TEXT;"}, 2)
    base.close()
    with sqlite3.connect(path) as again:
        assert again.execute("PRAGMA user_version").fetchone() == (1,)
        assert [row[1] for row in again.execute("PRAGMA table_info(t)")] == ["a"]


def test_what_issues_took_is_found_by_the_night_of_each(ledger: Ledger) -> None:
    """Of a brief with a memo for each article, whose nights have many memos."""
    for date, cutoff in (("2026-03-20", 10.0), ("2026-03-25", 60.0), ("2026-03-26", 70.0)):
        for unit in ("a", "b"):
            ledger.keep_memo(replace(MEMO, unit=unit, date=date, cutoff=cutoff))
        ledger.keep_taken("asean", date, {f"text of {date}"})
    assert ledger.taken("asean", "2026-03-26", None) == {"text of 2026-03-20", "text of 2026-03-25"}
    assert ledger.taken("asean", "2026-03-26", 50.0) == {"text of 2026-03-25"}
    assert ledger.taken("other", "2026-03-26", None) == frozenset()


def test_the_last_memo_that_is_no_note(ledger: Ledger) -> None:
    for date, state in (("2026-03-24", "made"), ("2026-03-25", "empty"), ("2026-03-26", "failed")):
        ledger.keep_memo(replace(MEMO, date=date, state=state))
    found = [ledger.last_memo("asean", "", "2026-03-27", notes=notes) for notes in (True, False)]
    assert [one.date for one in found if one] == ["2026-03-25", "2026-03-24"]


def test_old_articles_are_not_looked_at(ledger: Ledger) -> None:
    """The ledger grows for ever: the articles of a window are found by the indexes of both times."""
    asked: list[str] = []
    ledger._base.set_trace_callback(asked.append)
    assert list(ledger.candidates(5.0)) == []
    ledger._base.set_trace_callback(None)
    plan = " ".join(row[3] for row in ledger._base.execute(f"EXPLAIN QUERY PLAN {asked[0]}"))
    assert "articles_by_time" in plan
    assert "articles_by_sight" in plan
    assert "SCAN" not in plan
