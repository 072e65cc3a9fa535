"""Servers that mean harm, or are only slow: each is given up within its bounds, with its fault named."""

from __future__ import annotations

import os
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from briefgen import Pipeline
from briefgen.config import Config
from briefgen.config.settings import Reading
from briefgen.model import Failure
from briefgen.storage import Network, sources
from tests.conftest import Trap
from tests.storage.server import redirect, send, serving

OPEN = Network(private=True, timeout=1.5)


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, trap: Trap) -> None:
    trap.permit_loopback()
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


def failed(place: str, network: Network = OPEN) -> Failure:
    start = time.monotonic()
    (found,) = sources([place], network=network)
    assert time.monotonic() - start < network.timeout + 1
    assert isinstance(found, Failure), found
    assert found.hint
    return found


def test_an_endless_redirect() -> None:
    def on(handler: BaseHTTPRequestHandler) -> None:
        redirect(f"/a?{int(handler.path.partition('?')[2] or 0) + 1}")(handler)

    with serving(a=on) as (base, asked):
        assert failed(f"{base}/a").message == "more than 5 redirects"
    assert len(asked) == 6


def _drip(handler: BaseHTTPRequestHandler, start: bytes) -> None:
    try:
        handler.wfile.write(start)
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.1)
    except OSError:
        pass  # the client has hung up, as it should


def test_a_body_that_drips() -> None:
    with serving(a=lambda handler: _drip(handler, b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")) as (base, _):
        assert failed(f"{base}/a").kind == "TimedOut"


def test_headers_that_drip() -> None:
    with serving(a=lambda handler: _drip(handler, b"HTTP/1.1 200 OK\r\nX-Slow: ")) as (base, _):
        assert failed(f"{base}/a").kind == "TimedOut"


def test_a_body_without_end() -> None:
    def pour(handler: BaseHTTPRequestHandler) -> None:
        try:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                handler.wfile.write(b"x" * 65_536)
        except OSError:
            pass  # the client has hung up, as it should

    with serving(a=pour) as (base, _):
        assert failed(f"{base}/a", Network(private=True, timeout=5, limit=2**20)).kind == "TooBig"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "169.254.169.254"]
)
def test_a_private_address_is_not_asked(host: str) -> None:
    assert failed(f"http://{host}:9/latest/meta-data", Network(timeout=2)).kind == "PrivateAddress"


def test_a_redirect_into_the_own_network_is_not_followed() -> None:
    """The redirect alone is refused: the server that gives it is itself on this machine, and permitted here."""
    from briefgen.storage import wire
    from briefgen.storage.addresses import PrivateAddress

    asked: list[str] = []

    def look_up(host: str, port: int, *, private: bool) -> list[str]:
        asked.append(host)
        if host != "127.0.0.1":
            raise PrivateAddress(host)
        return [host]

    with pytest.MonkeyPatch.context() as patch, serving(a=redirect("http://10.0.0.1/admin")) as (base, _):
        patch.setattr(wire, "resolved", look_up)
        assert failed(f"{base}/a").kind == "PrivateAddress"
    assert asked == ["127.0.0.1", "10.0.0.1"]


FEED = "<rss version='2.0'><channel><title>L</title>{}</channel></rss>"
ITEM = "<item><title>{0}</title><link>{1}</link><description>They met on Monday and agreed on it.</description></item>"


def test_a_feeds_links_are_read_and_what_cannot_be_had_is_its_summary(tmp_path: Path) -> None:
    words = "The ministers of both countries agreed on Monday to open the ferry line in May, after ten years of talks."
    body = f"<h1>Ferry</h1><p>{words}</p><p>{words} Yes.</p><p>{words} No.</p>"
    page = f"<!doctype html><title>Ferry</title><article>{body}</article>"
    config = Config(reading=Reading(private_addresses=True, timeout=3), state=str(tmp_path / "state"))
    acts = {"good": send(page.encode(), Content_Type="text/html"), "gone": send(b"", 404)}
    with serving(**acts, feed=send(b"")) as (base, asked):
        links = {"Ferry": f"{base}/good", "Road": f"{base}/gone", "File": "file:///etc/passwd"}
        (tmp_path / "feed.xml").write_text(FEED.format("".join(ITEM.format(*one) for one in links.items())))
        found = Pipeline(config).read([str(tmp_path / "feed.xml")])
    assert [(one.title, one.partial, one.outlet) for one in found.articles] == [
        ("Ferry", False, "L"),
        ("Road", True, "L"),
        ("File", True, "L"),
    ]
    assert any("404" in note for note in found.articles[1].notes)
    assert sorted(path for path, _ in asked) == ["/gone", "/good"]  # both at once
    assert found.failures == ()
