"""The ledger, tonight's listing and `keep` in; what is older is gone, from the ledger and from its places, out.

An output that a person has changed stays, and so does the last night of each brief, which the next one is told against.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from briefgen.batch import clock
from briefgen.batch.ledger import Ledger
from briefgen.config import Config
from briefgen.storage import scheme_of


def prune(ledger: Ledger, config: Config, now: datetime, listed: Mapping[str, object]) -> tuple[str, ...]:
    """Delete what is older than `keep` says; what could not be deleted, a line each. `listed`: tonight's places."""
    articles, memos = clock.span(config.keep.articles), clock.span(config.keep.memos)
    since = (now - articles).timestamp() if articles else None
    day = (now - memos).date().isoformat() if memos else None
    told = tuple(_without_outputs(ledger, day)) if day else ()
    with ledger.transaction():
        ledger.forget(listed, since, day)
    if since is not None:
        _clear_cache(Path(config.state) / "cache", since)
    ledger.compact()
    return told


def _without_outputs(ledger: Ledger, day: str) -> Iterator[str]:
    """Delete the files of old memos, and the folders that are empty then."""
    for row in ledger.old_memos(day):
        for part in ledger.parts(row):
            for place, digest in part.outputs.items():
                if scheme_of(place):
                    yield f"{place}: is in a store: delete it there, or let the store's own rules do it"
                else:
                    _delete(Path(place), digest)


def _delete(path: Path, digest: str) -> None:
    with suppress(OSError):
        if sha256(path.read_bytes()).hexdigest() in digest:
            path.unlink()
        left = {one.name for one in path.parent.iterdir()}
        if left <= {"index.html", "night.json"}:
            for name in left:
                (path.parent / name).unlink()
            path.parent.rmdir()


def _clear_cache(folder: Path, since: float) -> None:
    """What was fetched and not asked for again since."""
    for path in folder.glob("*"):
        with suppress(OSError):
            if path.stat().st_mtime < since:
                path.unlink()
