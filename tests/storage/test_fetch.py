"""Fetching from a server on this machine: what is sent, what comes back, and every way in which it can fail."""

from __future__ import annotations

import gzip
import os
import socket
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from briefgen import storage
from briefgen.model import Failure, Source
from briefgen.storage import Network, fetch
from tests.conftest import Trap
from tests.storage.server import redirect, send, serving

OPEN = Network(private=True, timeout=5)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch, trap: Trap) -> None:
    trap.permit_loopback()
    monkeypatch.setattr(fetch, "_PAUSES", (0.01, 0.02))
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


def failed(location: str, network: Network = OPEN) -> Failure:
    found = fetch.fetched(location, network)
    assert isinstance(found, Failure), found
    assert found.hint
    return found


def test_a_page_is_fetched() -> None:
    with serving(story=send(b"<p>Ferry", Content_Type="text/html; charset=utf-8")) as (base, asked):
        found = next(iter(storage.sources([f"{base}/story?x=1#top"], network=OPEN)))
    assert found == Source(f"{base}/story?x=1#top", b"<p>Ferry", "text/html; charset=utf-8")
    path, headers = asked[0]
    assert path == "/story?x=1"
    assert headers["host"] == base.removeprefix("http://")
    assert headers["user-agent"] == "briefgen"
    assert "cookie" not in headers
    assert "referer" not in headers


def test_what_is_packed_is_unpacked() -> None:
    with serving(story=send(gzip.compress(b"Ferry " * 99), Content_Encoding="gzip")) as (base, _):
        assert fetch.fetched(f"{base}/story", OPEN) == Source(f"{base}/story", b"Ferry " * 99)


def test_redirects_are_followed_and_the_location_stays() -> None:
    acts = {"a": redirect("/b"), "b": redirect("c?x=ü", 301), "c": send(b"x")}
    with serving(**acts) as (base, asked):
        assert fetch.fetched(f"{base}/a", OPEN) == Source(f"{base}/a", b"x")
    assert [path for path, _ in asked] == ["/a", "/b", "/c?x=%C3%BC"]


def test_cookies_are_not_sent_back() -> None:
    with serving(a=send(b"", 302, Location="/b", Set_Cookie="id=1"), b=send(b"x")) as (base, asked):
        fetch.fetched(f"{base}/a", OPEN)
    assert "cookie" not in asked[1][1]


def test_a_password_is_used_and_never_printed() -> None:
    with serving(a=send(b"x")) as (base, asked):
        found = fetch.fetched(base.replace("//", "//ana:secret@") + "/a", OPEN)
    assert found == Source(f"{base}/a", b"x")
    assert asked[0][1]["authorization"].startswith("Basic ")


def test_a_busy_server_is_asked_again() -> None:
    answers = iter([send(b"", 429, Retry_After="0"), send(b"", 503), send(b"x")])

    def act(handler: BaseHTTPRequestHandler) -> None:
        next(answers)(handler)

    with serving(a=act) as (base, _):
        assert fetch.fetched(f"{base}/a", OPEN) == Source(f"{base}/a", b"x")


STATUSES = [
    (send(b"", 503), "Status", "503, 3 tries", 3),
    (send(b"", 404), "Status", "404 Not Found", 1),
    (send(b"", 403), "Status", "403 Forbidden", 1),
    (send(b"x", Content_Encoding="br"), "Unreadable", "packed in an unknown way (br)", 1),
    (redirect("file:///etc/passwd"), "NotSupported", "leads to a file: address, which is not followed", 1),
    (redirect("ftp://lake.example/x"), "NotSupported", "leads to a ftp: address, which is not followed", 1),
    (redirect("/a"), "Redirects", "redirects in a circle: {base}/a -> {base}/a", 1),
    (send(b"x" * 300), "TooBig", "more than 0.000191 MB", 1),
    (send(b"x", Content_Length="999999"), "TooBig", "more than 0.000191 MB", 1),
    (send(gzip.compress(b" " * 10**7), Content_Encoding="gzip"), "TooBig", "more than 0.000191 MB", 1),
]


@pytest.mark.parametrize(("act", "kind", "message", "times"), STATUSES)
def test_what_goes_wrong_is_named(act: object, kind: str, message: str, times: int) -> None:
    with serving(a=act) as (base, asked):  # type: ignore[arg-type]
        found = failed(f"{base}/a", Network(private=True, timeout=5, limit=200 if kind == "TooBig" else 10**6))
    assert (found.stage, found.kind, found.message) == ("fetch", kind, message.format(base=base))
    assert len(asked) == times


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = failed(f"http://127.0.0.1:{port}/a")
    assert found.kind == "Unreachable"
    assert "3 tries" in found.message


@pytest.mark.parametrize("location", ["http:///a", "http://[/a", "http://127.0.0.1:99999/", "https://"])
def test_an_address_that_is_none(location: str) -> None:
    assert failed(location).kind in ("NotSupported", "Unreachable")


def test_what_was_kept_is_asked_for_once(tmp_path: Path) -> None:
    def act(handler: BaseHTTPRequestHandler) -> None:
        same = handler.headers.get("If-None-Match") == '"1"'
        send(b"" if same else b"Ferry", 304 if same else 200, ETag='"1"', Content_Type="text/html")(handler)

    keeping = Network(private=True, timeout=5, cache=tmp_path / "cache")
    with serving(a=act) as (base, asked):
        first, second = (fetch.fetched(f"{base}/a", keeping) for _ in range(2))
        for kept in (tmp_path / "cache").glob("*.bin"):
            kept.write_bytes(b"damaged")
        third = fetch.fetched(f"{base}/a", keeping)
    assert first == second == third == Source(f"{base}/a", b"Ferry", "text/html")
    assert ["if-none-match" in headers for _, headers in asked] == [False, True, False]


@pytest.mark.parametrize("headers", [{"ETag": "1", "Cache_Control": "no-store"}, {}])
def test_what_may_not_or_cannot_be_kept(tmp_path: Path, headers: dict[str, str]) -> None:
    with serving(a=send(b"Ferry", **headers)) as (base, _):
        fetch.fetched(f"{base}/a", Network(private=True, timeout=5, cache=tmp_path / "cache"))
    assert not (tmp_path / "cache").exists()


def test_several_come_in_their_order_and_not_one_after_the_other() -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.2)
        send(handler.path.encode())(handler)

    with serving(a=slow) as (base, _):
        start = time.monotonic()
        found = list(storage.several([f"{base}/a/{n}" for n in range(6)], OPEN))
        taken = time.monotonic() - start
    assert [one.data for one in found if isinstance(one, Source)] == [b"/a/%d" % n for n in range(6)]
    assert 0.55 < taken < 1.1  # two at a time of one host
