"""The state folder's database in, what earlier runs read, made and delivered out; the parent alone writes to it.

SQLite in WAL mode with synchronous=FULL: a row that was committed outlives a power cut. Files are put in their place
before their row is committed, so that a death can only cost work and never leaves a row without its file.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from briefgen.batch.migrations import migrated
from briefgen.batch.rows import Candidate, FileRow, MemoRow, Open, PartRow, ReadArticle
from briefgen.errors import WriteError
from briefgen.model import Failure

NAME = "ledger.sqlite"
_BUSY_MS = 10_000  # a back-up that reads may hold a commit up


class Ledger:
    """The rows of the ledger, by what they are asked for. Raises WriteError where the file cannot be used.

    A context manager; `in_memory` works on a copy that is never written: what a dry run needs.
    """

    def __init__(self, path: Path, *, in_memory: bool = False) -> None:
        self.path = path
        with _told(path):
            self._base = _copied(path) if in_memory else _opened(path)
            self._base.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
            self._base.execute("PRAGMA foreign_keys=ON")
            if not in_memory:
                self._base.execute("PRAGMA journal_mode=WAL")
                self._base.execute("PRAGMA synchronous=FULL")
            migrated(self._base, path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside becomes true at once, or not at all."""
        with _told(self.path):
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._base.in_transaction:  # a full disk ends it by itself
                    self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")

    # ------------------------------------------------------------------ runs

    def begin(self, date: str, started: float) -> int:
        """A run's number."""
        cursor = self._base.execute("INSERT INTO runs (date, started) VALUES (?, ?)", (date, started))
        return int(cursor.lastrowid or 0)

    def end(self, run: int, ended: float, asked: int, read: int) -> None:
        """A run came to its end; `asked` and `read`: articles."""
        self._base.execute("UPDATE runs SET ended = ?, asked = ?, read = ? WHERE id = ?", (ended, asked, read, run))

    def last_started(self) -> float:
        """When the last run began, seconds since 1970; 0 where there was none."""
        return float(self._base.execute("SELECT max(started) FROM runs").fetchone()[0] or 0)

    def unended(self) -> tuple[tuple[int, str], ...]:
        """The number and date of each run that died."""
        rows = self._base.execute("SELECT id, date FROM runs WHERE ended IS NULL ORDER BY id")
        return tuple((run, date) for run, date in rows)

    def unread_shares(self, before: str, nights: int) -> tuple[float, ...]:
        """Of the last nights before a date on which something was asked: the share that could not be read, in order."""
        rows = self._base.execute(
            "SELECT 1.0 - 1.0 * sum(read) / sum(asked) FROM runs WHERE date < ? AND asked > 0"
            " GROUP BY date ORDER BY date DESC LIMIT ?",
            (before, nights),
        )
        return tuple(row[0] for row in rows)[::-1]

    def keep_fault(self, run: int, what: str, trace: str) -> None:
        """Where in the program a fault was found."""
        self._base.execute("INSERT INTO faults (run, what, trace) VALUES (?, ?, ?)", (run, what, trace))

    # ------------------------------------------------------------------ what was read

    def files(self, places: Iterable[str], *, failed: bool = False) -> dict[str, FileRow]:
        """Of these files and addresses those that were looked at, by place; `failed`: only what could not be read.

        A ledger of years holds many times as many as an inbox.
        """
        rows = self._base.execute(
            "SELECT place, changed, digest, recipe, first_seen, failure, tries"
            " FROM json_each(?) CROSS JOIN files ON place = value WHERE failure <> '' OR NOT ?",
            (json.dumps(list(places)), failed),
        )
        return {
            place: FileRow(place, changed, digest, recipe, first, _failures(failure), tries)
            for place, changed, digest, recipe, first, failure, tries in rows
        }

    def has_places(self, beginning: str) -> bool:
        """Whether a file was ever looked at whose place begins so."""
        rows = self._base.execute(
            "SELECT 1 FROM files WHERE place >= ? AND place < ? LIMIT 1", (beginning, f"{beginning}\U0010ffff")
        )
        return rows.fetchone() is not None

    def keep_file(self, row: FileRow) -> None:
        """A file as it was looked at."""
        failures = json.dumps([asdict(failure) for failure in row.failures]) if row.failures else ""
        self._base.execute(
            "INSERT OR REPLACE INTO files (place, changed, digest, recipe, first_seen, failure, tries)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (row.place, row.changed, row.digest, row.recipe, row.first_seen, failures, row.tries),
        )

    def keep_articles(self, place: str, articles: Sequence[ReadArticle], now: float, *, adds: bool) -> None:
        """What a file holds. `adds`: an address, whose older articles stay, because a feed forgets them."""
        if not adds:
            self._base.execute("DELETE FROM held WHERE place = ?", (place,))
        for location in {article.location for article in articles} if adds else ():
            self._base.execute("DELETE FROM held WHERE place = ? AND location = ?", (place, location))
        for number, article in enumerate(articles):
            self._keep_article(article, now)
            self._base.execute(
                "INSERT OR REPLACE INTO held (place, location, number, key) VALUES (?, ?, ?, ?)",
                (place, article.location, number, article.key),
            )

    def _keep_article(self, article: ReadArticle, now: float) -> None:
        """One article; the time first seen is that of its text, wherever it stood."""
        known = self._base.execute("SELECT min(first_seen) FROM articles WHERE digest = ?", (article.digest,))
        first = known.fetchone()[0] or now
        self._base.execute(
            "INSERT INTO articles (key, digest, location, published, first_seen, arrived, is_analysed, relevance, data)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE"
            " SET relevance = json_patch(relevance, excluded.relevance)",
            (
                article.key, article.digest, article.location, article.published, first, article.arrived or first,
                article.is_analysed, json.dumps(article.relevance), article.data,
            ),
        )  # fmt: skip

    def keep_relevance(self, key: str, scores: Mapping[str, float]) -> None:
        """How much an article is about what briefs ask for, by the digest of their terms."""
        self._base.execute(
            "UPDATE articles SET relevance = json_patch(relevance, ?) WHERE key = ?", (json.dumps(scores), key)
        )

    def candidates(self, since: float | None) -> Iterator[tuple[str, Candidate]]:
        """The articles that files hold, with the file; those that arrived or were first seen since a time."""
        where = "" if since is None else " WHERE a.arrived >= :since OR a.first_seen >= :since"
        columns = "h.place, h.number, a.key, a.digest, a.location, a.published, a.first_seen, a.arrived"
        # CROSS: the articles first, by their times; SQLite would else go over all that files ever held.
        rows = self._base.execute(
            f"SELECT {columns}, a.is_analysed, a.relevance FROM articles a CROSS JOIN held h ON h.key = a.key{where}"  # noqa: S608 - our own words
            " ORDER BY h.place, h.number, h.location",
            {"since": since},
        )
        for place, number, key, digest, location, published, first, arrived, is_analysed, scores in rows:
            known = json.loads(scores)
            yield (
                place,
                Candidate(place, number, key, digest, location, published, first, arrived, bool(is_analysed), known),
            )

    def held_keys(self, place: str) -> frozenset[str]:
        """The articles that a file or address had."""
        return frozenset(row[0] for row in self._base.execute("SELECT key FROM held WHERE place = ?", (place,)))

    def article(self, key: str) -> bytes:
        """What was kept of an article, deflated."""
        return bytes(self._base.execute("SELECT data FROM articles WHERE key = ?", (key,)).fetchone()[0])

    # ------------------------------------------------------------------ memos

    def memo(self, name: str, unit: str, date: str) -> MemoRow | None:
        """The memo of a night."""
        where = "name = ? AND unit = ? AND date = ?"
        return next(self._memos(where, (name, unit, date)), None)

    def last_memo(self, name: str, unit: str, date: str, *, notes: bool = True) -> MemoRow | None:
        """The last good memo of other nights, looked at from a date: the newest before it, else the newest of all.

        `notes`: the note of a quiet night is one too.
        """
        states = "('made', 'empty')" if notes else "('made')"
        where = f"name = ? AND unit = ? AND date <> ? AND state IN {states} ORDER BY date < ? DESC, date DESC"
        return next(self._memos(where, (name, unit, date, date)), None)

    def units(self, name: str, date: str) -> dict[str, str]:
        """The units of a brief's memos of a night, with the articles that each was made of; "" of those not made."""
        rows = self._base.execute("SELECT unit, basis FROM memos WHERE name = ? AND date = ?", (name, date))
        return {unit: json.loads(basis).get("articles", "") for unit, basis in rows}

    def last_tried(self, name: str, unit: str, date: str) -> MemoRow | None:
        """The last attempt of other nights, good or not."""
        where = "name = ? AND unit = ? AND date <> ? ORDER BY at DESC"
        return next(self._memos(where, (name, unit, date)), None)

    def latest_memos(self, name: str) -> tuple[MemoRow, ...]:
        """A brief's memos of its last night that has any."""
        where = "name = ? AND state IN ('made', 'empty') AND date = (SELECT max(date) FROM memos WHERE name = ?"
        return tuple(self._memos(f"{where} AND state IN ('made', 'empty')) ORDER BY unit", (name, name)))

    def undelivered_memos(self, name: str) -> tuple[MemoRow, ...]:
        """A brief's memos of which a delivery failed, whenever they were made."""
        where = "name = ? AND state IN ('made', 'empty') AND EXISTS (SELECT 1 FROM deliveries d"
        where += " WHERE d.name = memos.name AND d.date = memos.date AND d.state = 'failed') ORDER BY date, unit"
        return tuple(self._memos(where, (name,)))

    def unfinished(self) -> tuple[MemoRow, ...]:
        """What a run that died had planned and not made."""
        return tuple(self._memos("state = 'planned'", ()))

    def memos_of(self, run: int) -> tuple[MemoRow, ...]:
        """The memos that a run was the last to work on."""
        return tuple(self._memos("run = ?", (run,)))

    def _memos(self, where: str, values: Sequence[object]) -> Iterator[MemoRow]:
        rows = self._base.execute(
            f"SELECT name, unit, date, state, run, at, cutoff, reason, why, basis, look FROM memos WHERE {where}",  # noqa: S608
            values,
        )
        for one, part, date, state, run, at, cutoff, reason, why, basis, look in rows:
            yield MemoRow(one, part, date, state, run, at, cutoff, reason, why, json.loads(basis), look)

    def keep_memo(self, row: MemoRow) -> None:
        """A memo that is planned, made, or not made; its parts stay."""
        self._base.execute(
            "INSERT INTO memos (name, unit, date, state, run, at, cutoff, reason, why, basis, look)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name, unit, date) DO UPDATE SET"
            " state = excluded.state, run = excluded.run, at = excluded.at, cutoff = excluded.cutoff,"
            " reason = excluded.reason, why = excluded.why, basis = excluded.basis, look = excluded.look",
            (
                row.name, row.unit, row.date, row.state, row.run, row.at, row.cutoff, row.reason, row.why,
                json.dumps(row.basis, sort_keys=True), row.look,
            ),
        )  # fmt: skip

    def keep_parts(self, row: MemoRow, parts: Sequence[PartRow]) -> None:
        """The files of a memo, in the place of those it had."""
        self._base.execute("DELETE FROM parts WHERE name = ? AND unit = ? AND date = ?", (row.name, row.unit, row.date))
        for number, part in enumerate(parts):
            self._base.execute(
                "INSERT INTO parts (name, unit, date, part, number, subject, outputs, counts, drafted, printed)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    row.name, row.unit, row.date, part.part, number, part.subject, json.dumps(part.outputs),
                    json.dumps(part.counts), zlib.compress(part.drafted), zlib.compress(part.printed),
                ),
            )  # fmt: skip

    def parts(self, row: MemoRow) -> tuple[PartRow, ...]:
        """The files of a memo, in their order."""
        rows = self._base.execute(
            "SELECT part, subject, outputs, counts, drafted, printed FROM parts"
            " WHERE name = ? AND unit = ? AND date = ? ORDER BY number",
            (row.name, row.unit, row.date),
        )
        return tuple(
            PartRow(
                part, subject, json.loads(outputs), json.loads(counts), zlib.decompress(draft), zlib.decompress(own)
            )
            for part, subject, outputs, counts, draft, own in rows
        )

    def taken(self, name: str, date: str, since: float | None) -> frozenset[str]:
        """The texts that a brief's issues of other nights had before them; `since` bounds how old they may be."""
        rows = self._base.execute(
            "SELECT digest FROM taken WHERE name = :name AND date IN"
            " (SELECT date FROM memos WHERE name = :name AND date <> :date AND cutoff >= :since)",
            {"name": name, "date": date, "since": since or 0},
        )
        return frozenset(row[0] for row in rows)

    def keep_taken(self, name: str, date: str, digests: Iterable[str]) -> None:
        """What an issue had before it."""
        rows = ((name, digest, date) for digest in digests)
        self._base.executemany("INSERT OR IGNORE INTO taken (name, digest, date) VALUES (?, ?, ?)", rows)

    # ------------------------------------------------------------------ deliveries

    def delivery(self, key: str) -> tuple[str, str]:
        """The state of a delivery and the reason for it, "" of one that was never begun."""
        row = self._base.execute("SELECT state, why FROM deliveries WHERE key = ?", (key,)).fetchone()
        return (row[0], row[1]) if row else ("", "")

    def keep_delivery(self, one: Open, state: str, at: float, why: str = "") -> None:
        """A delivery begins or ends; committed at once."""
        self._base.execute(
            "INSERT OR REPLACE INTO deliveries (key, name, title, date, target, state, run, at, why)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (one.key, one.name, one.title, one.date, one.target, state, one.run, at, why),
        )

    def settle(self, name: str, state: str) -> None:
        """A person knows what became of a brief's deliveries of which nobody knew: `sent`, or `failed`."""
        self._base.execute("UPDATE deliveries SET state = ? WHERE name = ? AND state = 'begun'", (state, name))

    def unknown_deliveries(self) -> tuple[Open, ...]:
        """Those that a run began and did not end."""
        rows = self._base.execute(
            "SELECT key, name, title, date, target, run FROM deliveries WHERE state = 'begun' ORDER BY at"
        )
        return tuple(Open(*row) for row in rows)


def _failures(text: str) -> tuple[Failure, ...]:
    return tuple(Failure(**one) for one in json.loads(text)) if text else ()


class _Base(sqlite3.Connection):
    """A connection whose faults name the file."""

    path = Path()

    def execute(self, *given: Any) -> _Cursor:
        """Run one statement. Raises WriteError."""
        return self.cursor(_Cursor).execute(*given)

    def executemany(self, *given: Any) -> _Cursor:
        """Run one for each row of values. Raises WriteError."""
        return self.cursor(_Cursor).executemany(*given)


class _Cursor(sqlite3.Cursor):
    """Some faults, such as damage, are met by a statement; others only as its rows are fetched."""

    def execute(self, *given: Any) -> Self:
        """Run one statement. Raises WriteError."""
        with _told(self._path):
            return super().execute(*given)

    def executemany(self, *given: Any) -> Self:
        """Run one for each row of values. Raises WriteError."""
        with _told(self._path):
            return super().executemany(*given)

    def fetchone(self) -> Any:
        """The next row. Raises WriteError."""
        with _told(self._path):
            return super().fetchone()

    def __next__(self) -> Any:
        try:  # not `with`: there are 100,000 rows
            return super().__next__()
        except sqlite3.DatabaseError as error:
            raise _fault(self._path, error) from error

    @property
    def _path(self) -> Path:
        return self.connection.path if isinstance(self.connection, _Base) else Path()


def _opened(path: Path, place: str = "") -> _Base:
    base = sqlite3.connect(place or path, isolation_level=None, factory=_Base)
    base.path = path
    return base


def _copied(path: Path) -> _Base:
    """What the ledger holds now, in memory."""
    base = _opened(path, ":memory:")
    if path.is_file():
        source = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
        try:
            source.backup(base)
        finally:
            source.close()
    return base


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Faults of the database, told with the place and the remedy."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _fault(path, error) from error


def _fault(path: Path, error: sqlite3.DatabaseError) -> WriteError:
    hint = _REMEDIES.get(str(error), "the state folder has to be a writable folder on a local disk")
    return WriteError(f"{path}: {error}", hint=hint)


_RESTORE = "put it aside and restore the last back-up; without one, the next run reads and makes all anew"
_REMEDIES = {
    "database or disk is full": "free some space: nothing is lost, and the next run goes on from here",
    "disk I/O error": "look whether the disk is full or failing; the next run goes on from here",
    "file is not a database": _RESTORE,
    "database disk image is malformed": _RESTORE,
    "database is locked": "something else writes to it: end that, then run briefgen batch again",
}
