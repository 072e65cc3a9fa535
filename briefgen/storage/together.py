"""Addresses in, what stands behind them in the same order out: some at a time, few of one host."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from threading import Condition, Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefgen.storage.fetch import fetched

if TYPE_CHECKING:
    from briefgen.model import Failure, Source
    from briefgen.storage.network import Network

_AT_ONCE = 4
_OF_ONE_HOST = 2
_AHEAD = 16
"""Answers that may wait for those before them: more fill the memory, fewer let a slow one hold up the rest."""


def several(locations: Sequence[str], network: Network) -> Iterator[Source | Failure]:
    """One item for each location, in their order."""
    work = _Work(locations)
    for _ in range(min(_AT_ONCE, len(locations))):
        Thread(target=work.run, args=(network,), daemon=True).start()
    try:
        for number in range(len(locations)):
            yield work.result(number)
    finally:
        work.stop()


class _Work:
    """What is still to be fetched, and what came of the rest."""

    def __init__(self, locations: Sequence[str]) -> None:
        self.hosts = [_host(location) for location in locations]
        self.locations, self.waiting = locations, list(range(len(locations)))
        self.results: dict[int, Future[Source | Failure]] = {number: Future() for number in self.waiting}
        self.busy: Counter[str] = Counter()
        self.wanted = 0
        self.changed = Condition()

    def run(self, network: Network) -> None:
        """One worker's life."""
        while (number := self.taken()) is not None:
            try:
                self.results[number].set_result(fetched(self.locations[number], network))
            except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
                self.results[number].set_exception(error)
            with self.changed:
                self.busy[self.hosts[number]] -= 1
                self.changed.notify_all()

    def taken(self) -> int | None:
        """The next that may be fetched, as soon as there is one; None when all are done."""
        with self.changed:
            while self.waiting:
                for number in self.waiting:
                    if number <= self.wanted + _AHEAD and self.busy[self.hosts[number]] < _OF_ONE_HOST:
                        self.waiting.remove(number)
                        self.busy[self.hosts[number]] += 1
                        return number
                self.changed.wait()
        return None

    def result(self, number: int) -> Source | Failure:
        """Waits for one of them."""
        with self.changed:
            self.wanted = number
            self.changed.notify_all()
        found = self.results[number].result()
        del self.results[number]
        return found

    def stop(self) -> None:
        """Nothing more is begun."""
        with self.changed:
            self.waiting.clear()
            self.changed.notify_all()


def _host(location: str) -> str:
    try:
        return urlsplit(location).hostname or ""
    except ValueError:
        return ""
