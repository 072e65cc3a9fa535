"""A finished night in; its run report out: JSON in UTF-8, in a stable order, with everything that a program may ask.

The fields are told in docs/run-report.md. A field is added without notice; one that changes its meaning or goes makes
another `schema`. What cannot be seen (line ends, marks that turn the writing round, odd bytes of a file's name) is
written as JSON's own escape, so that the file is safe to show and a program still reads the name as it is.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from briefgen.batch.outcomes import Memo, Night, Reading
from briefgen.batch.report import exit_code, last_line, remedy, undelivered
from briefgen.model import Failure

SCHEMA = 1
STATES = ("made", "kept", "empty", "not made")


def record(night: Night) -> bytes:
    """The run report, ended by a line end. The same night gives the same bytes."""
    text = json.dumps(fields(night), ensure_ascii=False, indent=2)
    return ("".join(one if one.isprintable() or one == "\n" else _escape(one) for one in text) + "\n").encode()


def _escape(char: str) -> str:
    """JSON's escape of a character; it can only stand in a string: all else that json writes is printable."""
    return json.dumps(char)[1:-1]


def fields(night: Night) -> dict[str, Any]:
    """The report as plain values, in the order in which they are written."""
    return {
        "schema": SCHEMA,
        "date": night.date,
        "started": night.started,
        "ended": night.ended,
        "exit_code": exit_code(night),
        "interrupted": night.is_interrupted,
        "last_line": last_line(night),
        "alarm": night.alarm,
        "counts": _counts(night.memos),
        "memos": [_memo(memo) for memo in night.memos],
        "reading": _reading(night.reading),
        "deliveries": _deliveries(night),
        "notices": list(night.notices),
    }


def _counts(memos: Sequence[Memo]) -> Mapping[str, int]:
    found = Counter(memo.state for memo in memos)
    return {state.replace(" ", "_"): found[state] for state in STATES}  # type: ignore[index]


def _memo(memo: Memo) -> dict[str, Any]:
    missing = {"hint": remedy(memo)} if memo.state == "not made" else {}
    return {**asdict(memo), "seconds": round(memo.seconds, 3), **missing}


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "places": reading.places,
        "asked": reading.asked,
        "read": reading.read,
        "unread": round(reading.unread, 4),
        "feeds": reading.feeds,
        "failures": list(map(_failure, reading.failures)),
        "unreachable": list(map(_failure, reading.unreachable)),
    }


def _failure(failure: Failure) -> dict[str, str]:
    """`place` is the word that people are told; the others are the record's own."""
    found: dict[str, str] = asdict(failure)
    return {"place": found.pop("location"), **found}


def _deliveries(night: Night) -> list[dict[str, Any]]:
    missed = set(undelivered(night))
    return [{**asdict(one), "hint": remedy(one) if one in missed else one.hint} for one in night.deliveries]
