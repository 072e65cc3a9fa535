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
from briefgen.pipeline.zone import zone_of


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
        files = tonight.ledger.files(tonight.listing.all(), failed=True)
        self._failed = {
            source: [row for one in found if (row := files.get(one.location))]
            for source, found in tonight.listing.places.items()
        }
        self._zone = zone_of(tonight.office.config.timezone)
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
            yield self._situation(brief, "", found if is_much_about(found, asked) else (), there)
            return
        asked = asked_by(brief, self._tonight.office)
        told = [one for one in found if not asked or one.relevance.get(asked, 0) >= ENOUGH]
        for unit, one in _units(told, self._tonight.ledger.units(brief.name, self._tonight.date)):
            yield self._situation(brief, unit, (one,), there)

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

    def _situation(
        self, brief: Standing, unit: str, articles: tuple[Candidate, ...], there: Sequence[Candidate]
    ) -> Situation:
        ledger, date = self._tonight.ledger, self._tonight.date
        row, last, before = ledger.memo(brief.name, unit, date), None, None
        tried = ledger.last_tried(brief.name, unit, date)
        if counts_when_made(brief):
            last = ledger.last_memo(brief.name, unit, date)
            before = last and (last if last.state == "made" else ledger.last_memo(brief.name, unit, date, notes=False))
        failures = self._failures(brief, last)
        return Situation(
            brief, unit, articles, self._basis(brief, articles, failures, before), self._look, failures, row, last,
            before, failed=bool(tried and tried.state == "failed" and tried.date < date),
            missing=tuple(_missing(ledger, row)) if row and row.state in ("made", "empty") else (),
            searched=len(there), fresh=sum(last is None or one.first_seen > last.cutoff for one in there),
        )  # fmt: skip

    def _failures(self, brief: Standing, last: MemoRow | None) -> tuple[Failure, ...]:
        """What could not be read at the brief's places since the last issue, and addresses that do not answer."""
        found: list[Failure] = []
        for source in brief.sources:
            found += self._tonight.listing.failures[source]
            for row in self._failed[source]:
                found += row.failures if _is_told(row, brief, last, self._tonight.now) else ()
        return tuple(dict.fromkeys(found))

    def _basis(
        self, brief: Standing, articles: Sequence[Candidate], failures: Sequence[Failure], before: MemoRow | None
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
            "previous": self._previous(before) if brief.changes != "no" and brief.each == "brief" else "",
        }

    def _previous(self, before: MemoRow | None) -> str:
        """A digest of the record against which changes are told."""
        parts = self._tonight.ledger.parts(before) if before else ()
        return _digest(parts[0].printed) if parts else ""


def counts_when_made(brief: Standing) -> bool:
    """Whether its last issue is the last one made: of one that is delivered when issued, a person issues it."""
    return not any(delivery.when == "issued" for delivery in brief.delivery)


def _is_told(row: FileRow, brief: Standing, last: MemoRow | None, now: datetime) -> bool:
    """Whether a memo tells of a failure: as long as its window lasts, so that the same articles make the same memo.

    With last-issue that is once; an address is told each night on which it does not answer.
    """
    if row.place.startswith(("http://", "https://")):
        return True
    if brief.window == "last-issue":
        return last is None or row.first_seen > last.cutoff
    longest = clock.span(brief.window)
    return longest is None or now.timestamp() - row.first_seen <= longest.total_seconds()


def _by_hand(brief: Standing) -> bytes:
    """The file as it is; one that cannot be read is told where its memo is made."""
    try:
        return Path(brief.by_hand).read_bytes()
    except OSError:
        return b""


def _units(articles: Iterable[Candidate], tonight: Mapping[str, str]) -> Iterator[tuple[str, Candidate]]:
    """Articles with the name of each in its memo's file; of two by one name the later has a digest of its place too.

    `tonight`: names that have a memo already, with its article as LOCATION=DIGEST: none takes another one's name.
    """
    seen: set[str] = set()
    for one in articles:
        unit = slug(PurePosixPath(one.location.rstrip("/")).stem) or "article"
        theirs = tonight.get(unit, "").rpartition("=")[0]
        if unit in seen or theirs not in ("", one.location):
            unit = f"{unit}-{_digest((one.location, one.number))[:6]}"
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
