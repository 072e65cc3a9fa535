"""Many addresses at once: in their order, few of one host, none held up by another's host."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from briefgen import storage
from briefgen.model import Failure, Source
from briefgen.storage import Network, together

OPEN = Network(private=True)


class Hosts:
    """Stands for the network: an address takes as long as its path says, in hundredths of a second."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.now: dict[str, int] = {}
        self.most: dict[str, int] = {}
        self.begun: list[str] = []

    def fetched(self, location: str, network: Network) -> Source | Failure:
        host, path = urlsplit(location).hostname or "", urlsplit(location).path.strip("/")
        with self.lock:
            self.begun.append(location)
            for name in (host, "all"):
                self.now[name] = self.now.get(name, 0) + 1
                self.most[name] = max(self.most.get(name, 0), self.now[name])
        time.sleep(int(path.partition("/")[0]) / 100)
        with self.lock:
            self.now[host] -= 1
            self.now["all"] -= 1
        return Source(location)


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosts]:
    stand_in = Hosts()
    monkeypatch.setattr(together, "fetched", stand_in.fetched)
    yield stand_in
    assert not any(stand_in.now.values())


def fetched(places: list[str]) -> list[str]:
    return [found.location for found in storage.several(places, OPEN)]


def test_in_their_order_four_at_once_two_of_a_host(hosts: Hosts) -> None:
    places = [f"http://{'abc'[n % 3]}.example/{(9 - n % 9)}/{n}" for n in range(30)]
    assert fetched(places) == places
    assert hosts.most == {"a.example": 2, "b.example": 2, "c.example": 2, "all": 4}


def test_a_slow_host_does_not_hold_up_the_others(hosts: Hosts) -> None:
    slow = [f"http://slow.example/30/{n}" for n in range(4)]
    start = time.monotonic()
    assert len(fetched([*slow, *(f"http://fast.example/1/{n}" for n in range(8))])) == 12
    assert time.monotonic() - start < 0.9
    assert hosts.begun.index(slow[2]) > 4


def test_one_that_is_late_lets_a_bounded_number_wait_behind_it(hosts: Hosts) -> None:
    places = ["http://slow.example/40", *(f"http://fast.example/0/{n}" for n in range(40))]
    found = storage.several(places, OPEN)
    assert next(found).location == places[0]
    assert len(hosts.begun) <= 1 + 16 + 4
    assert len(list(found)) == 40


def test_nothing_more_is_begun_for_nobody(hosts: Hosts) -> None:
    found = storage.several([f"http://a.example/5/{n}" for n in range(20)], OPEN)
    next(found)
    found.close()  # type: ignore[attr-defined]
    time.sleep(0.15)
    assert len(hosts.begun) <= 4


def test_a_bug_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(location: str, network: Network) -> Source:
        raise RuntimeError(location)

    monkeypatch.setattr(together, "fetched", broken)
    with pytest.raises(RuntimeError, match=r"lake\.example"):
        fetched(["http://lake.example/1"])


def test_nothing_gives_nothing() -> None:
    assert fetched([]) == []


def test_addresses_among_places_are_fetched_together_and_each_once(hosts: Hosts) -> None:
    places = ["http://a.example/9", "HTTP://b.example/9", "http://a.example/9", "none", "https://c.example/0"]
    found = [one.location for one in storage.sources(places, network=OPEN)]
    assert found == ["http://a.example/9", "HTTP://b.example/9", "none", "https://c.example/0"]
    assert hosts.most["all"] == 2
