"""Which addresses are of one's own network, and that only the checked one is connected to."""

from __future__ import annotations

import socket

import pytest

from briefgen.model import Failure
from briefgen.storage import Network, fetch
from briefgen.storage.addresses import PrivateAddress, is_name, is_public, refuse_literal
from tests.conftest import Trap

PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "64:ff9b::7f00:1", "2002:7f00:1::", "2002:a00:1::", "ff02::1", "2001:db8::1", "fe80::1%eth0",
    "fec0::1", "::127.0.0.1", "::1.1.1.1", "168.63.129.16", "64:ff9b:1::7f00:1", "2001:0:4136:e378::1", "5f00::1",
    "fd00:ec2::254", "100.100.100.200", "192.0.0.192", "2001:db8::1.1.1.1", "100::1", "240.0.0.1", "::ffff:0:7f00:1",
]  # fmt: skip
PUBLIC = [
    "93.184.216.34", "1.1.1.1", "2606:4700::1111", "2a00:1450::1", "::ffff:1.1.1.1", "64:ff9b::101:101",
    "2002:101:101::",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_private(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "LocalHost.", "a.localhost", "printer.local", "metadata.google.internal", "nas.home.arpa", "wiki",
        "WIKI.", "127.1", "0x7f.1", "0177.0.0.1", "2130706433", "127.0.0.1.", "::1", "::ffff:10.0.0.1",
    ],
)  # fmt: skip
def test_what_is_plainly_private_is_not_asked_of_a_proxy(host: str) -> None:
    with pytest.raises(PrivateAddress):
        refuse_literal(host)


def test_a_name_is_the_proxys_to_look_up() -> None:
    refuse_literal("lake.example")
    refuse_literal("93.184.216.34")


@pytest.mark.parametrize("host", ["lake.example", "lake.example.", "a_b-c.example", "1.1.1.1", "::1", "fe80::1%eth0"])
def test_a_proper_host(host: str) -> None:
    assert is_name(host)


@pytest.mark.parametrize(
    "host", ["", ".", "a..b", "a%20b", "%31.1", "a b", "a\n", "a/b", "a@b", "a\\b", "é.example", "a:b%"]
)
def test_no_proper_host(host: str) -> None:
    assert not is_name(host)


def _answers(monkeypatch: pytest.MonkeyPatch, *addresses: list[str]) -> list[object]:
    """The system's look-up answers so, one after the other; what is connected to is recorded, and refused."""
    rows, connected = iter(addresses), []

    def look_up(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in next(rows)]

    def connect(address: tuple[str, int], *_: object, **__: object) -> None:
        connected.append(address)
        raise ConnectionRefusedError("no")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    return connected


def test_only_the_checked_address_is_connected_to(monkeypatch: pytest.MonkeyPatch, trap: Trap) -> None:
    monkeypatch.setattr(fetch, "_TRIES", 1)
    monkeypatch.setattr("urllib.request.getproxies", dict)
    connected = _answers(monkeypatch, ["93.184.216.34"], ["127.0.0.1"])
    found = fetch.fetched("http://lake.example/a", Network(timeout=3))
    assert isinstance(found, Failure)
    assert found.kind == "Unreachable"
    assert connected == [("93.184.216.34", 80)]


def test_one_private_address_among_others_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("urllib.request.getproxies", dict)
    connected = _answers(monkeypatch, ["93.184.216.34", "10.0.0.1"])
    found = fetch.fetched("http://lake.example/a", Network(timeout=3))
    assert isinstance(found, Failure)
    assert (found.kind, connected) == ("PrivateAddress", [])
    assert "reading.private_addresses" in found.hint
