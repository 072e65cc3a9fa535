"""What the ledger's database says is wrong in, what a person can do about it out."""

from __future__ import annotations

_RESTORE = "put it aside and restore the last back-up; without one, the next run reads and makes all anew"
_REMEDIES = {
    "database or disk is full": "free some space: nothing is lost, and the next run goes on from here",
    "disk I/O error": "look whether the disk is full or failing; the next run goes on from here",
    "file is not a database": _RESTORE,
    "database disk image is malformed": _RESTORE,
    "database is locked": "something else writes to it: end that, then run briefgen batch again",
}


def remedy(fault: str) -> str:
    """The remedy of a fault in SQLite's own words."""
    return _REMEDIES.get(fault, "the state folder has to be a writable folder on a local disk")
