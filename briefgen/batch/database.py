"""A file's path in, a connection to the SQLite database in it out, all of whose faults name the file and the remedy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from briefgen.batch.damage import remedy
from briefgen.errors import WriteError

_BUSY_MS = 10_000  # a back-up that reads may hold a commit up


def opened(path: Path) -> Base:
    """The database of a file, made where there is none; a committed row outlives a power cut. Raises WriteError."""
    with told(path):
        base = _connected(path)
        base.execute("PRAGMA journal_mode=WAL")
        base.execute("PRAGMA synchronous=FULL")
        return base


def copied(path: Path) -> Base:
    """What a file holds now, in memory; nothing where there is no file. Raises WriteError."""
    with told(path):
        base = _connected(path, ":memory:")
        if path.is_file():
            source = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
            try:
                source.backup(base)
            finally:
                source.close()
        return base


def _connected(path: Path, place: str = "") -> Base:
    base = sqlite3.connect(place or path, isolation_level=None, factory=Base)
    base.path = path
    base.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
    base.execute("PRAGMA foreign_keys=ON")
    return base


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Faults of the database become WriteError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _fault(path, error) from error


def _fault(path: Path, error: sqlite3.DatabaseError) -> WriteError:
    return WriteError(f"{path}: {error}", hint=remedy(str(error)))


class Base(sqlite3.Connection):
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
        with told(self._path):
            return super().execute(*given)

    def executemany(self, *given: Any) -> Self:
        """Run one for each row of values. Raises WriteError."""
        with told(self._path):
            return super().executemany(*given)

    def fetchone(self) -> Any:
        """The next row. Raises WriteError."""
        with told(self._path):
            return super().fetchone()

    def __next__(self) -> Any:
        try:  # not `with`: there are 100,000 rows
            return super().__next__()
        except sqlite3.DatabaseError as error:
            raise _fault(self._path, error) from error

    @property
    def _path(self) -> Path:
        return self.connection.path if isinstance(self.connection, Base) else Path()
