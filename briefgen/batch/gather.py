"""The sources of all standing briefs in; the ledger brought up to date with what stands there tonight, and counts out.

Only what is new or changed is read. A file whose time and size are those of last time is not even opened; an address
is asked each night, with the validators of the answer that is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256

from briefgen import __version__, storage
from briefgen.batch import clock, jobs
from briefgen.batch.ledger import Ledger
from briefgen.batch.outcomes import Reading
from briefgen.batch.plan import arrival
from briefgen.batch.rows import FileRow, ReadArticle
from briefgen.batch.stream import batched, streamed
from briefgen.config import Standing
from briefgen.errors import BriefgenError
from briefgen.model import Failure, Source
from briefgen.pipeline.zone import zone_of
from briefgen.storage import Listed, Network, scheme_of

_TRIES = 3  # nights on which a source that hung or crashed is tried again, before it changes
_COMMIT = 64  # files read in one transaction: a death costs the reading of so many
_STOPPED = ("Stopped", "Killed", "MemoryError")
_DAY = timedelta(days=1)
_CALLED_FOR = ("fetch", "open")
"""Stages whose failures are a server's or a disk's, not the text's: they are tried again each night."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What stands at the sources tonight: source -> its files and addresses, or why they cannot be listed."""

    places: Mapping[str, tuple[Listed, ...]]
    failures: Mapping[str, tuple[Failure, ...]]

    def all(self) -> dict[str, Listed]:
        """Every file and address once, by its location."""
        return {one.location: one for found in self.places.values() for one in found}


@dataclass(frozen=True, slots=True)
class Due:
    """A file to read. `source`: its bytes, or what a worker fetches; `digest`: of the bytes."""

    listed: Listed
    source: Source | Listed
    digest: str = ""


def listed(briefs: Iterable[Standing], network: Network) -> Listing:
    """The files and addresses of all sources, each source looked at once."""
    places: dict[str, tuple[Listed, ...]] = {}
    failures: dict[str, tuple[Failure, ...]] = {}
    for source in dict.fromkeys(source for brief in briefs for source in brief.sources):
        found = tuple(storage.listed([source], network))
        places[source] = tuple(one for one in found if isinstance(one, Listed))
        failures[source] = tuple(one for one in found if isinstance(one, Failure) and one.kind != "Empty")
    return Listing(places, failures)


def asked_of(
    briefs: Iterable[Standing], listing: Listing, office: jobs.Office
) -> dict[str, dict[str, tuple[str, ...]]]:
    """What is asked of the articles at each place: digest of the terms -> the terms."""
    asked: dict[str, dict[str, tuple[str, ...]]] = {}
    for brief in briefs:
        own = asked_by(brief, office)
        for source in brief.sources if own else ():
            for one in listing.places[source]:
                asked.setdefault(one.location, {})[own] = brief.about
    return asked


def asked_by(brief: Standing, office: jobs.Office) -> str:
    """The digest by which the ledger knows what a brief asks for, "" where it asks for nothing.

    What the desk knows of names is part of it, and the version: they tell what an article is about.
    """
    if not brief.about:
        return ""
    told = f"{__version__}|{brief.about}|{office.desk}"
    return sha256(told.encode()).hexdigest()[:12]


def recipe(office: jobs.Office) -> str:
    """What reading depends on beside the bytes: another one reads all anew."""
    told = f"{__version__}|{office.desk}|{office.config.reading.links}|{office.config.timezone}"
    return sha256(told.encode()).hexdigest()[:12]


def horizon(briefs: Iterable[Standing], now: datetime) -> float | None:
    """The earliest time of an article that a brief may take, seconds since 1970; None: any."""
    spans = [clock.span(brief.max_age) for brief in briefs]
    known = [one for one in spans if one is not None]
    return None if not known or len(known) < len(spans) else now.timestamp() - (max(known) + _DAY).total_seconds()


def expected(listing: Listing, known: Collection[str], ledger: Ledger) -> frozenset[str]:
    """The places of sources at which something stood before: what is old and new there has come late."""

    def is_old(source: str, found: Sequence[Listed]) -> bool:
        folder = _fixed(source)
        return any(one.location in known for one in found) or (bool(folder) and ledger.has_places(folder))

    old = (found for source, found in listing.places.items() if is_old(source, found))
    return frozenset(one.location for found in old for one in found)


def _fixed(source: str) -> str:
    """The part of a source before what a pattern leaves open: "inbox/" of "inbox/2026-*/"."""
    return re.split(r"[*?\[]", source, maxsplit=1)[0].removeprefix("./")


class Gathering:
    """Brings a ledger up to date with a listing. `told` is called with each place that was read."""

    def __init__(
        self, ledger: Ledger, listing: Listing, office: jobs.Office, network: Network, executor: Executor,
        now: datetime, told: Callable[[str], None] = lambda _: None,
    ) -> None:  # fmt: skip
        self._ledger, self._listing, self._office, self._network = ledger, listing, office, network
        self._executor, self._now, self._told = executor, now, told
        self._zone = zone_of(office.config.timezone)
        self._recipe = recipe(office)
        self._known = ledger.files(listing.all())
        self._expected = expected(listing, self._known, ledger)
        self._asked = self._read = 0
        self._failures: list[Failure] = []
        self._unreachable: list[Failure] = []
        self._touched: list[FileRow] = []
        self._unopened: list[tuple[Due, Failure]] = []

    @cached_property
    def due(self) -> tuple[Listed, ...]:
        """The files that may have changed, and all addresses."""
        return tuple(one for one in self._listing.all().values() if self._is_due(one))

    def _is_due(self, one: Listed) -> bool:
        row = self._known.get(one.location)
        return row is None or not one.changed or (row.changed, row.recipe) != (one.changed, self._recipe) or _again(row)

    def read(self, asked: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Reading:
        """Read what is new or changed, and keep it; the counts of the night."""
        listing = self._listing
        due, addresses = self.due, [one for one in listing.all().values() if _is_address(one)]
        for failures in listing.failures.values():
            self._asked += len(failures)
            self._failures += failures

        def task(one: Due) -> jobs.ReadTask:
            return jobs.ReadTask(self._office, one.source, asked.get(one.listed.location, {}))

        results = streamed(self._executor, jobs.read, self._changed(due), task)
        for batch in batched(results, _COMMIT):
            with self._ledger.transaction():
                for one, result in batch:
                    self._keep(one, result)
        with self._ledger.transaction():
            for row in self._touched:
                self._ledger.keep_file(row)
            for one, failure in self._unopened:
                self._keep(one, jobs.ReadDone(failures=(failure,)))
        return Reading(
            len(listing.all()), self._asked, self._read, tuple(self._failures), len(addresses),
            tuple(self._unreachable),
        )  # fmt: skip

    def _changed(self, due: Iterable[Listed]) -> Iterator[Due]:
        """Those whose bytes are others than last time; the bytes of a file are read here, an address is asked later."""
        for one in due:
            if scheme_of(one.place) not in ("", "file"):
                yield Due(one, one)
                continue
            source = storage.opened(one, self._network)
            if isinstance(source, Failure):
                self._unopened.append((Due(one, one), source))
                continue
            row = self._known.get(one.location)
            if row and (row.digest, row.recipe) == (source.digest, self._recipe) and not _again(row):
                self._touched.append(replace(row, changed=one.changed))
            else:
                yield Due(one, source, source.digest)

    def _keep(self, one: Due, result: jobs.ReadDone | Exception) -> None:
        """What a file holds, and the file as it was looked at."""
        place, row = one.listed.location, self._known.get(one.listed.location)
        done = result if isinstance(result, jobs.ReadDone) else jobs.ReadDone(failures=(failure_of(place, result),))
        adds = _is_address(one.listed)
        known = self._ledger.held_keys(place) if adds else frozenset()
        self._count(one.listed, done, known)
        if done.articles or not adds:
            is_known = row is not None or place in self._expected
            articles = [self._dated(article, is_known=is_known) for article in done.articles]
            self._ledger.keep_articles(place, articles, self._now.timestamp(), adds=adds)
        first = row.first_seen if row else self._now.timestamp()
        tries = row.tries + 1 if row and row.failures and row.digest == one.digest else 1
        self._ledger.keep_file(
            FileRow(place, one.listed.changed, one.digest, self._recipe, first, done.failures, tries)
        )
        self._told(place)

    def _count(self, one: Listed, done: jobs.ReadDone, known: Collection[str]) -> None:
        """An address that does not answer is no article; of a feed those count that it did not have before."""
        new = [article for article in done.articles if article.key not in known]
        out = [failure for failure in done.failures if _is_address(one) and failure.location == one.location]
        rest = [failure for failure in done.failures if failure not in out]
        self._unreachable += out
        self._failures += rest
        self._asked += len(new) + len(rest)
        self._read += len(new)

    def _dated(self, article: ReadArticle, *, is_known: bool) -> ReadArticle:
        published = clock.moment(article.published, self._zone)
        return replace(article, arrived=arrival(published, self._now.timestamp(), is_known=is_known))

    def score(self, asked: Mapping[str, Mapping[str, tuple[str, ...]]], since: float | None) -> None:
        """How much articles that were read before are about what is asked for since."""
        wanted = {
            one.key: missing
            for place, one in self._ledger.candidates(since)
            if (missing := {own: terms for own, terms in asked.get(place, {}).items() if own not in one.relevance})
        }

        def task(key: str) -> tuple[jobs.Office, str, bytes, Mapping[str, tuple[str, ...]]]:
            return self._office, key, self._ledger.article(key), wanted[key]

        for batch in batched(streamed(self._executor, jobs.score, wanted, task), _COMMIT):
            with self._ledger.transaction():
                for key, result in batch:
                    if not isinstance(result, Exception):
                        self._ledger.keep_relevance(key, result)
                        self._told(key)


def failure_of(place: str, error: Exception) -> Failure:
    """What stopped a job, as a value; a bug is told by its name, its traceback is the ledger's."""
    if isinstance(error, BriefgenError):
        return Failure(place, "read", type(error).__name__, str(error.args[0]), error.hint)
    return Failure(place, "read", type(error).__name__, f"a fault of the program: {error}", "report it with the file")


def _is_address(one: Listed) -> bool:
    return scheme_of(one.place) in ("http", "https")


def _again(row: FileRow) -> bool:
    """Whether what failed may be read tonight although it is the same."""
    if any(failure.stage in _CALLED_FOR for failure in row.failures):
        return True
    return row.tries < _TRIES and any(failure.kind in _STOPPED for failure in row.failures)
