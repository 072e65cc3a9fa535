"""The state folder's database in, what earlier runs read, made and delivered out; the parent alone writes to it.

SQLite in WAL mode with synchronous=FULL: a row that was committed outlives a power cut. Files are put in their place
before their row is committed, so that a death can only cost work and never leaves a row without its file.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Self

from briefgen.batch import database
from briefgen.batch.migrations import migrated
from briefgen.batch.rows import Candidate, FileRow, MemoRow, Open, PartRow, ReadArticle
from briefgen.model import Failure

NAME = "ledger.sqlite"

_IS_OLD = "date < {day} AND date < (SELECT max(date) FROM memos last WHERE last.name = memos.name)"
_OLD_ARTICLES = (
    "DELETE FROM files WHERE first_seen < :since AND place NOT IN (SELECT place FROM here)",
    """DELETE FROM held WHERE key IN (SELECT key FROM articles WHERE first_seen < :since AND arrived < :since)
       AND (place NOT IN (SELECT place FROM here) OR place LIKE 'http%://%')""",
    "DELETE FROM articles WHERE first_seen < :since AND key NOT IN (SELECT key FROM held)",
    "DELETE FROM taken WHERE digest NOT IN (SELECT digest FROM articles) AND date < date(:since, 'unixepoch')",
)
_OLD_MEMOS = (
    f"DELETE FROM memos WHERE {_IS_OLD.format(day=':day')}",  # noqa: S608 - our own words
    "DELETE FROM deliveries WHERE date < :day AND state <> 'begun'",
    "DELETE FROM faults WHERE run IN (SELECT id FROM runs WHERE date < :day)",
    "DELETE FROM runs WHERE date < :day",
)


class Ledger:
    """The rows of the ledger, by what they are asked for. Raises WriteError where the file cannot be used.

    A context manager; `in_memory` works on a copy that is never written: what a dry run needs.
    """

    def __init__(self, path: Path, *, in_memory: bool = False) -> None:
        self.path = path
        self._base = database.copied(path) if in_memory else database.opened(path)
        with database.told(path):
            migrated(self._base, Path(":memory:") if in_memory else path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside becomes true at once, or not at all."""
        with database.told(self.path):
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

    def forget(self, kept: Collection[str], articles: float | None, memos: str | None) -> None:
        """Delete what is older than a time and a day; None: nothing is. `kept`: places that stand there tonight.

        The last night of each brief stays, and what an article that stands there tonight is known by.
        """
        self._base.execute("CREATE TEMP TABLE here (place TEXT PRIMARY KEY)")
        self._base.executemany("INSERT OR IGNORE INTO here VALUES (?)", ((place,) for place in kept))
        for sql in _OLD_ARTICLES if articles is not None else ():
            self._base.execute(sql, {"since": articles})
        for sql in _OLD_MEMOS if memos is not None else ():
            self._base.execute(sql, {"day": memos})
        self._base.execute("DROP TABLE here")

    def old_memos(self, day: str) -> tuple[MemoRow, ...]:
        """The memos from before a day, but for the last night of each brief."""
        return tuple(self._memos(_IS_OLD.format(day="?"), (day,)))

    def compact(self) -> None:
        """Give the room of what was deleted back to the disk."""
        self._base.execute("VACUUM")

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
