"""A memo's files in, each at its place out; the ledger knows their digests before, so that no death leaves a doubt.

Order: the digests are committed as planned, the files are put in their places (each whole or not at all), the memo is
committed as made. A file that is there and that nobody here has written is a person's, and is kept.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from briefgen import storage
from briefgen.batch.jobs import CHANGES, Part
from briefgen.batch.ledger import Ledger
from briefgen.batch.rows import MemoRow, PartRow
from briefgen.config import Config
from briefgen.errors import BriefgenError, WriteError
from briefgen.storage import scheme_of

NOT_MADE = "NOT-MADE.txt"
_GONE = "\0gone"  # the part, of no story's name, by which a run that died hands on which files are to be taken away


def place_of(config: Config, row: MemoRow, part: str, ending: str) -> str:
    """Where a file goes. `ending` is without its dot; a field that a memo does not have goes with its separator."""
    name = f"{row.name}-{CHANGES}" if part == CHANGES else row.name
    story = part if part not in ("", CHANGES) else ""
    place = config.output
    for field, value in (("source", row.unit), ("story", story)):
        pattern = rf"\{{{field}\}}" if value else rf"[-_. ]?\{{{field}\}}"
        place = re.sub(pattern, value, place)
    return place.replace("{date}", row.date).replace("{name}", name).replace("{format}", ending)


def publish(
    ledger: Ledger, config: Config, row: MemoRow, parts: Sequence[Part], known: Mapping[str, str]
) -> tuple[PartRow, ...]:
    """Put a memo's files in their places and keep them in the ledger; the parts as kept. Raises WriteError.

    `row` is the memo as it will be: made. `known`: the files of its last good issue, place -> digests.
    """
    try:
        return _published(ledger, config, row, parts, known)
    except OSError as error:  # of a file that is there and cannot be looked at
        hint = "see to its permissions, then run briefgen batch again"
        raise WriteError(f"{error.filename or config.output}: {error.strerror}", hint=hint) from error


def _published(
    ledger: Ledger, config: Config, row: MemoRow, parts: Sequence[Part], known: Mapping[str, str]
) -> tuple[PartRow, ...]:
    earlier = {place: digests for part in ledger.parts(row) for place, digests in part.outputs.items()}
    before = {**known, **earlier}
    files: dict[str, bytes] = {}
    planned = []
    for part in parts:
        own = {place_of(config, row, part.part, ending.lstrip(".")): data for ending, data in part.files.items()}
        own = {_free(place, data, before.get(place, "")): data for place, data in own.items()}
        files |= own
        outputs = {place: _with(sha256(data).hexdigest(), before.get(place, "")) for place, data in own.items()}
        planned.append(PartRow(part.part, part.subject, outputs, part.counts, part.drafted, part.printed))
    gone = {place: digests for place, digests in earlier.items() if place not in files}
    with ledger.transaction():
        ledger.keep_memo(replace(row, state="planned"))
        ledger.keep_parts(row, [*planned, PartRow(_GONE, "", gone, {}, b"", b"")] if gone else planned)
    for place, data in files.items():
        if not _holds(place, data):
            storage.put(place, data)
    kept = tuple(replace(part, outputs={place: one[:64] for place, one in part.outputs.items()}) for part in planned)
    _clear(gone)
    with suppress(BriefgenError):
        storage.remove(place_of(config, row, "", NOT_MADE))
    return kept


def _with(digest: str, before: str) -> str:
    """The digests that a file may have while it is replaced: the new one first, then those of runs that died."""
    return ",".join(dict.fromkeys(one for one in (digest, *before.split(",")) if one))


def is_there(place: str) -> bool:
    """Whether a file is known to stand there: a store that does not answer cannot give it either."""
    try:
        return storage.exists(place)
    except (BriefgenError, OSError):
        return False


def _holds(place: str, data: bytes) -> bool:
    path = Path(place)
    return not scheme_of(place) and path.is_file() and path.read_bytes() == data


def _free(place: str, data: bytes, known: str) -> str:
    """The place, or one beside it where a person has changed what stands there."""
    path = Path(place)
    if scheme_of(place) or not path.is_file():
        return place
    there = sha256(path.read_bytes()).hexdigest()
    if there == sha256(data).hexdigest() or there in known.split(","):
        return place
    return str(path.with_name(f"{path.stem}.new{path.suffix}"))


def _clear(gone: Mapping[str, str]) -> None:
    """Take away the files of stories that this memo does not have any more; what a person has changed stays."""
    for place, digests in gone.items():
        path = Path(place)
        if not scheme_of(place) and path.is_file() and sha256(path.read_bytes()).hexdigest() in digests:
            path.unlink()


def tell_missing(config: Config, row: MemoRow, sources: Sequence[str], last: str) -> str:
    """Write NAME.NOT-MADE.txt where the memo would stand; its place. Raises WriteError.

    `last`: the place of the last good issue, "" where there is none.
    """
    place = place_of(config, row, "", NOT_MADE)
    form = config.formats[0]
    memo = place_of(config, row, "", form)
    given = " ".join(map(shlex.quote, sources))
    lines = (
        f"{row.name}: the memo of {row.date} was not made.",
        "",
        f"Why: {row.why}",
        f"The last issue: {last or 'there is none'}",
        "",
        "It is tried again with the next run. To try now:",
        f"  briefgen batch --only {shlex.quote(row.name)}",
        "To make one by hand, of all its sources:",
        f"  briefgen make {given} -o {shlex.quote(memo)}",
        "",
    )
    storage.put(place, "\n".join(lines).encode())
    return place
