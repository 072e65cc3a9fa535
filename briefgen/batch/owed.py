"""The settings, the ledger and tonight's listing in; for each memo that may be owed what the plan decides on, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath

from briefgen import __version__
from briefgen.batch import clock
from briefgen.batch.gather import Listing, asked_by, horizon
from briefgen.batch.jobs import Office
from briefgen.batch.ledger import Ledger
from briefgen.batch.plan import Situation, in_window, is_about, is_much_about
from briefgen.batch.publish import is_there
from briefgen.batch.rows import Candidate, FileRow, MemoRow
from briefgen.config import Standing
from briefgen.language import ENOUGH
from briefgen.model import Failure
from briefgen.pipeline.listing import slug


@dataclass(frozen=True, slots=True)
class Tonight:
    """What a night is decided by. `date` is the desk's day of `now`; `style`: the digest of the house style."""

    office: Office
    ledger: Ledger
    listing: Listing
    now: datetime
    date: str
    style: str


class Owing:
    """Finds what is owed. `situations` is in the order of the settings."""

    def __init__(self, tonight: Tonight, briefs: Sequence[Standing]) -> None:
        self._tonight, self._briefs = tonight, briefs
        self._files = tonight.ledger.files()
        self._zone = clock.zone_of(tonight.office.config.timezone)
        self._look = _digest(_look(tonight))
        self._candidates: dict[str, list[Candidate]] = {}
        for place, one in tonight.ledger.candidates(horizon(briefs, tonight.now)):
            self._candidates.setdefault(place, []).append(one)

    def situations(self) -> Iterator[Situation]:
        """Each memo that may be owed."""
        for brief in self._briefs:
            yield from self._of(brief)

    def _of(self, brief: Standing) -> Iterator[Situation]:
        there = self._there(brief)
        found = self._in_window(brief, there)
        if brief.each != "article":
            asked = asked_by(brief, self._tonight.office)
            yield self._situation(brief, "", found if is_much_about(found, asked) else (), len(there))
            return
        asked = asked_by(brief, self._tonight.office)
        for unit, one in _units([one for one in found if not asked or one.relevance.get(asked, 0) >= ENOUGH]):
            yield self._situation(brief, unit, (one,), len(there))

    def _there(self, brief: Standing) -> tuple[Candidate, ...]:
        """The articles at the brief's places, in the order of the listing, each once."""
        places = dict.fromkeys(one.location for source in brief.sources for one in self._tonight.listing.places[source])
        return tuple({one.key: one for place in places for one in self._candidates.get(place, ())}.values())

    def _in_window(self, brief: Standing, there: Iterable[Candidate]) -> tuple[Candidate, ...]:
        tonight, asked = self._tonight, asked_by(brief, self._tonight.office)
        taken: frozenset[str] = frozenset()
        if brief.window == "last-issue" and counts_when_made(brief):
            taken = tonight.ledger.taken(brief.name, tonight.date, horizon((brief,), tonight.now))

        def at(published: str | None) -> datetime | None:
            return clock.moment(published, self._zone)

        return tuple(one for one in there if is_about(one, asked) and in_window(one, brief, tonight.now, taken, at))

    def _situation(self, brief: Standing, unit: str, articles: tuple[Candidate, ...], there: int) -> Situation:
        ledger, date = self._tonight.ledger, self._tonight.date
        row, last = ledger.memo(brief.name, unit, date), None
        tried = ledger.last_tried(brief.name, unit, date)
        if counts_when_made(brief):
            last = ledger.last_memo(brief.name, unit, date)
        failures = self._failures(brief, last)
        return Situation(
            brief, unit, articles, self._basis(brief, articles, failures, last), self._look, failures, row, last,
            failed=bool(tried and tried.state == "failed" and tried.date < date),
            missing=tuple(_missing(ledger, row)) if row and row.state in ("made", "empty") else (), searched=there,
        )  # fmt: skip

    def _failures(self, brief: Standing, last: MemoRow | None) -> tuple[Failure, ...]:
        """What could not be read at the brief's places since the last issue, and addresses that do not answer."""
        found: list[Failure] = []
        for source in brief.sources:
            found += self._tonight.listing.failures[source]
            for one in self._tonight.listing.places[source]:
                row = self._files.get(one.location)
                found += row.failures if row and _is_fresh(row, last) else ()
        return tuple(dict.fromkeys(found))

    def _basis(
        self, brief: Standing, articles: Sequence[Candidate], failures: Sequence[Failure], last: MemoRow | None
    ) -> Mapping[str, str]:
        """What a memo is drafted from, by part: if one differs, it is drafted anew."""
        office = self._tonight.office
        own = office.config
        settings = (
            own.language, own.timezone, own.header, own.marking, own.limits, brief.subject, brief.about, brief.each,
            brief.changes,
        )  # fmt: skip
        return {
            "articles": "\n".join(f"{one.location}={one.key[:16]}" for one in articles),
            "settings": _digest(settings),
            "desk": _digest(office.desk),
            "by_hand": _digest(_by_hand(brief)) if brief.by_hand else "",
            "failures": _digest([(one.location, one.kind) for one in failures]) if failures else "",
            "program": __version__,
            "previous": self._previous(last) if brief.changes != "no" and brief.each == "brief" else "",
        }

    def _previous(self, last: MemoRow | None) -> str:
        """A digest of the last issue's record, whose changes are told."""
        parts = self._tonight.ledger.parts(last) if last else ()
        return _digest(parts[0].printed) if parts else ""


def counts_when_made(brief: Standing) -> bool:
    """Whether its last issue is the last one made: of one that is delivered when issued, a person issues it."""
    return not any(delivery.when == "issued" for delivery in brief.delivery)


def _is_fresh(row: FileRow, last: MemoRow | None) -> bool:
    """Whether a failure has not been told before; an address is told each night on which it does not answer."""
    return last is None or row.first_seen > last.cutoff or row.place.startswith(("http://", "https://"))


def _by_hand(brief: Standing) -> bytes:
    """The file as it is; one that cannot be read is told where its memo is made."""
    try:
        return Path(brief.by_hand).read_bytes()
    except OSError:
        return b""


def _units(articles: Iterable[Candidate]) -> Iterator[tuple[str, Candidate]]:
    """Articles with the name of each in its memo's file; of two by one name the later has its digest too."""
    seen: set[str] = set()
    for one in articles:
        stem = slug(PurePosixPath(one.location.rstrip("/")).stem) or "article"
        unit = f"{stem}-{one.digest[:6]}" if stem in seen else stem
        seen.add(unit)
        yield unit, one


def _missing(ledger: Ledger, row: MemoRow) -> Iterator[str]:
    for part in ledger.parts(row):
        yield from (place for place in part.outputs if not is_there(place))


def _look(tonight: Tonight) -> object:
    own = tonight.office.config
    return (__version__, tonight.style, own.limits.pages, own.archive, own.attach, own.formats, own.output)


def _digest(value: object) -> str:
    data = value if isinstance(value, bytes) else repr(value).encode()
    return sha256(data).hexdigest()[:16]
