"""The way to a server: names, numbers, proxies, certificates, redirects, tries; and that it ends in time."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Failure, Source
from briefgen.storage import Network, fetch, trust
from tests.conftest import Trap
from tests.storage.server import Act, in_turn, redirect, send, serving

OPEN = Network(private=True, timeout=5)


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, trap: Trap) -> None:
    trap.permit_loopback()
    monkeypatch.setattr(fetch, "_PAUSES", (0.01, 0.02))
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name in ("SSL_CERT_FILE", "SSL_CERT_DIR", *trust._BUNDLES):
            monkeypatch.delenv(name)


def failed(location: str, network: Network = OPEN) -> Failure:
    found = fetch.fetched(location, network)
    assert isinstance(found, Failure), found
    assert found.hint
    assert "\n" not in found.message
    return found


def data(location: str, network: Network = OPEN) -> bytes:
    found = fetch.fetched(location, network)
    assert isinstance(found, Source), found
    return found.data


def named(monkeypatch: pytest.MonkeyPatch, **names: list[str]) -> list[str]:
    """Look-ups are answered so (`_` stands for a dot), numbers by themselves; what was looked up is recorded."""
    known = {name.replace("_", "."): found for name, found in names.items()}
    asked: list[str] = []

    def look_up(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        if host not in known and not host.replace(".", "").isdigit():
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        numbers = known.get(host, [host])
        return [(socket.AF_INET6 if ":" in one else socket.AF_INET, 1, 6, "", (one, port)) for one in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


# ---------------------------------------------------------------------- names and numbers


def test_a_name_is_looked_up_once_and_stays_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = named(monkeypatch, lake_example=["127.0.0.1"])
    with serving(a=send(b"x")) as (base, requests):
        port = base.rpartition(":")[2]
        assert data(f"http://Lake.example:{port}/a") == b"x"
    assert asked.count("lake.example") == 1
    assert requests[0][1]["host"] == f"lake.example:{port}"


def test_an_address_that_is_dead_leaves_time_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    named(monkeypatch, lake_example=["2001:db8::1", "127.0.0.1"])
    connect, tried = socket.create_connection, []

    def connected(address: tuple[str, int], timeout: float, **options: object) -> socket.socket:
        tried.append((address[0], timeout))
        if ":" in address[0]:
            time.sleep(0.1)
            raise TimeoutError("timed out")
        return connect(address, timeout)

    monkeypatch.setattr(socket, "create_connection", connected)
    with serving(a=send(b"x")) as (base, _):
        assert data(base.replace("127.0.0.1", "lake.example") + "/a") == b"x"
    assert [number for number, _ in tried] == ["2001:db8::1", "127.0.0.1"]
    assert tried[0][1] < 2.6


@pytest.mark.parametrize(
    ("error", "message", "times"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "the name lake.example is not found", 1),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure"), "the name lake.example is not found, 3 tries", 3),
        (UnicodeError("label empty or too long"), "the name lake.example is not found", 1),
        (OSError(101, "Network is unreachable"), "cannot be reached: Network is unreachable, 3 tries", 3),
    ],
)
def test_a_name_that_leads_nowhere(monkeypatch: pytest.MonkeyPatch, error: Exception, message: str, times: int) -> None:
    asked: list[object] = []

    def look_up(*args: object, **_: object) -> None:
        asked.append(args)
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    found = failed("http://lake.example/a")
    assert (found.kind, found.message, len(asked)) == ("Unreachable", message, times)
    assert "HTTPS_PROXY" in found.hint


def test_a_look_up_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    free = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: free.wait(5) and [])
    start = time.monotonic()
    assert failed("http://lake.example/a", Network(timeout=0.3)).kind == "TimedOut"
    assert time.monotonic() - start < 1
    free.set()


@pytest.mark.parametrize(
    "location",
    [
        "http://", "http:///a", "http://[/a", "http://a b/", "http://a\n.example/", "http://a\\.example/", "http://a..b/",
        "http://%31%32%37.0.0.1/", "http://lake.example:0/", "http://lake.example:99999/", "http://300.1.1.1/",
        "http://lake.example:x/", "ftp://lake.example/", "file:///etc/passwd", "news.html", "",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_not_looked_up(location: str, trap: Trap) -> None:
    assert failed(location).kind == "NotSupported"
    assert trap.strays == []


# ---------------------------------------------------------------------- redirects


def test_a_password_goes_to_its_own_host_only() -> None:
    with serving(a=send(b"elsewhere")) as (other, others_asked):
        acts = {"a": redirect("b"), "b": redirect(other.replace("//", "//eve:word@") + "/a")}
        with serving(**acts) as (base, asked):
            assert data(base.replace("//", "//ana:s%40cret@") + "/a") == b"elsewhere"
    assert [head.get("authorization") for _, head in asked] == ["Basic YW5hOnNAY3JldA=="] * 2
    assert "authorization" not in others_asked[0][1]


@pytest.mark.parametrize(
    "location", ["http://ana:secret@lake.example/a", "http://ana:secret@[/a", "http://ana:secret@:9/"]
)
def test_a_password_is_not_told(monkeypatch: pytest.MonkeyPatch, location: str) -> None:
    named(monkeypatch)
    assert "secret" not in str(failed(location))


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/ü?q=ö", "/%C3%BC?q=%C3%B6"),
        ("/%C3%BC", "/%C3%BC"),
        ("?page=2", "/a?page=2"),
        ("//{host}/b#part", "/b"),
        ("./../b", "/b"),
    ],
)
def test_where_a_redirect_leads(target: str, path: str) -> None:
    def act(handler: BaseHTTPRequestHandler) -> None:
        host = handler.headers["Host"]
        (redirect(target.format(host=host)) if handler.path == "/a" else send(b"x"))(handler)

    with serving(a=act, b=act, **{"%C3%BC": act}) as (base, asked):
        assert data(f"{base}/a") == b"x"
    assert asked[-1][0] == path


@pytest.mark.parametrize("target", ["http://[", "http://x y/", "javascript:alert(1)", "data:,x", "FILE:///etc/passwd"])
def test_a_redirect_to_no_address(target: str) -> None:
    with serving(a=redirect(target)) as (base, asked):
        assert failed(f"{base}/a").kind == "NotSupported"
    assert len(asked) == 1


def test_five_redirects_are_followed_and_six_are_not() -> None:
    acts = {f"{n}": redirect(f"/{n + 1}") for n in range(6)}
    with serving(**acts, **{"6": send(b"x")}) as (base, _):
        assert data(f"{base}/1") == b"x"
        assert failed(f"{base}/0").message == "more than 5 redirects"


# ---------------------------------------------------------------------- tries


def _raw(*lines: bytes) -> Act:
    return lambda handler: handler.wfile.write(b"\r\n".join(lines))


@pytest.mark.parametrize(
    "act",
    [
        _raw(b""),
        _raw(b"SSH-2.0-OpenSSH_9.2", b""),
        _raw(b"HTTP/1.1 200 OK", b"Content-Length: 10", b"", b"half"),
        _raw(b"HTTP/1.1 200 OK", b"Transfer-Encoding: chunked", b"", b"5", b"Fer"),
        _raw(b"HTTP/1.1 200 OK", b"Content-Length: -1", b"", b"x"),
        _raw(b"HTTP/1.1 200 OK", b"X: " + b"x" * 200_000, b"", b"x"),
    ],
)
def test_a_broken_answer_is_asked_for_again_and_told(act: Act) -> None:
    with serving(a=act) as (base, asked):
        found = failed(f"{base}/a")
    assert found.kind == "Unreachable"
    assert found.message.endswith(", 3 tries")
    assert len(asked) == 3


def test_a_longer_body_than_stated_ends_where_it_was_stated_to() -> None:
    with serving(a=send(b"Ferry and more", Content_Length="5")) as (base, _):
        assert data(f"{base}/a") == b"Ferry"


@pytest.mark.parametrize("status", [429, 500, 503, 520, 599])
def test_the_third_try_may_succeed(status: int) -> None:
    late = send(b"", status, Retry_After="Mon, 02 Nov 2026 06:00:00 GMT")
    with serving(a=in_turn(send(b"", status), late, send(b"x"))) as (base, asked):
        assert data(f"{base}/a") == b"x"
    assert len(asked) == 3


def test_the_pause_that_a_server_asks_for_is_kept_or_told() -> None:
    with serving(a=in_turn(send(b"", 429, Retry_After="1"), send(b"x")), b=send(b"", 429, Retry_After="3600")) as (
        base,
        asked,
    ):
        start = time.monotonic()
        assert data(f"{base}/a") == b"x"
        assert time.monotonic() - start >= 1
        found = failed(f"{base}/b")
    assert (found.message, found.hint, len(asked)) == ("429", "the server asks to wait 3600 seconds", 3)


@pytest.mark.parametrize(
    ("status", "hint"),
    [(401, "save the page"), (403, "save the page"), (404, "check the address"), (410, "check the address"),
     (204, "save the page"), (206, "save the page"), (300, "save the page")],
)  # fmt: skip
def test_a_status_has_its_remedy_and_no_second_try(status: int, hint: str) -> None:
    with serving(a=send(b"", status)) as (base, asked):
        found = failed(f"{base}/a")
    assert found.kind == "Status"
    assert found.message.startswith(str(status))
    assert hint in found.hint
    assert len(asked) == 1


# ---------------------------------------------------------------------- the deadline


def test_a_connection_is_shut_at_the_deadline() -> None:
    """A head that drips would keep the thread, and the server, for ever."""
    gone = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        try:
            for _ in range(60):
                handler.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            gone.set()

    before = threading.active_count()
    with serving(a=drip) as (base, _):
        assert failed(f"{base}/a", Network(private=True, timeout=0.4)).kind == "TimedOut"
        assert gone.wait(1)
    assert threading.active_count() <= before


def test_silence_may_last_as_long_as_the_deadline() -> None:
    def late(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.5)
        send(b"x")(handler)

    with serving(a=late) as (base, _):
        assert data(f"{base}/a", Network(private=True, timeout=2)) == b"x"
        start = time.monotonic()
        assert failed(f"{base}/a", Network(private=True, timeout=0.2)).kind == "TimedOut"
    assert time.monotonic() - start < 0.9


def test_tries_and_redirects_have_one_deadline() -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.2)
        redirect(f"/a?{time.monotonic()}")(handler)

    with serving(a=slow) as (base, asked):
        assert failed(f"{base}/a", Network(private=True, timeout=0.5, redirects=50)).kind == "TimedOut"
    assert len(asked) <= 3


# ---------------------------------------------------------------------- proxies


def test_a_proxy_looks_the_name_up(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = named(monkeypatch)
    with serving(**{"http:": send(b"x")}) as (base, requests):
        monkeypatch.setenv("HTTP_PROXY", base.removeprefix("http://"))
        assert data("http://ana:word@lake.example:8080/a?b", Network(timeout=5)) == b"x"
        assert failed("http://127.1/a", Network(timeout=5)).kind == "PrivateAddress"
        assert failed("http://wiki/a", Network(timeout=5)).kind == "PrivateAddress"
        monkeypatch.setenv("NO_PROXY", "lake.example")
        assert failed("http://lake.example/a", Network(timeout=5)).kind == "Unreachable"
    assert [path for path, _ in requests] == ["http://lake.example:8080/a?b"]
    assert requests[0][1]["host"] == "lake.example:8080"
    assert "lake.example" in asked


@pytest.mark.parametrize(
    ("proxy", "told"),
    [
        ("socks5://ana:secret@127.0.0.1:1", "a socks5: proxy is not used"),
        ("http://ana:secret@[", "the proxy in the environment is no address"),
        ("http://ana:secret@127.0.0.1:1", "cannot be reached through the proxy: Connection refused, 3 tries"),
    ],
)
def test_a_proxy_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, proxy: str, told: str) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    found = failed("https://lake.example/a", Network(timeout=5))
    assert (found.kind, found.message) == ("Unreachable", told)
    assert "secret" not in str(found)


# ---------------------------------------------------------------------- certificates


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A server with a certificate of its own for lake.example: its port, and the certificate."""
    program = shutil.which("openssl")
    if not program:
        pytest.skip("needs openssl to make a certificate")
    pem = tmp_path / "own.pem"
    command = f"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout {pem} -out {pem}.crt"
    names = ["-subj", "/CN=lake.example", "-addext", "subjectAltName=DNS:lake.example"]
    subprocess.run([program, *command.split(), *names], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{pem}.crt", pem)
    with serving(tls=context, a=send(b"secure")) as (base, _):
        yield base.rpartition(":")[2], Path(f"{pem}.crt")


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_an_own_certificate_is_held_against_the_name(
    secure: tuple[str, Path], monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    port, certificate = secure
    named(monkeypatch, lake_example=["127.0.0.1"], other_example=["127.0.0.1"])
    found = failed(f"https://lake.example:{port}/a")
    assert found.kind == "Certificate"
    assert "SSL_CERT_FILE" in found.hint
    monkeypatch.setenv(variable, str(certificate))
    assert data(f"https://lake.example:{port}/a") == b"secure"
    assert failed(f"https://other.example:{port}/a").kind == "Certificate"


def test_certificates_that_are_not_there_are_told(secure: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    named(monkeypatch, lake_example=["127.0.0.1"])
    monkeypatch.setenv("SSL_CERT_FILE", "none.pem")
    found = failed(f"https://lake.example:{secure[0]}/a")
    assert (found.kind, found.hint) == ("Certificate", "correct SSL_CERT_FILE")
    assert "none.pem" in found.message


def test_http_asked_of_https_and_the_other_way_round(secure: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    named(monkeypatch, lake_example=["127.0.0.1"])
    assert failed(f"http://lake.example:{secure[0]}/a").kind == "Unreachable"
    with serving(a=send(b"x")) as (base, _):
        assert failed(base.replace("http:", "https:") + "/a").kind == "Unreachable"


# ---------------------------------------------------------------------- any address

PIECES = st.sampled_from(
    ["http://", "https://", "//", "ana:word@", "lake.example", "127.1", "[::1]", "ü", "。", "xn--0", ":80", ":x", "%",
     "\\", "/a", "?b", "#c", " ", "\n", "\0", "\udcff", "\u202e", "..", "@", "[", "file:///x"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=7))
@settings(max_examples=300, deadline=None)
def test_any_address_is_told_and_none_of_a_private_network_is_asked(pieces: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        named(patch)
        found = failed("http://" + "".join(pieces), Network(timeout=5))
    assert found.kind in ("NotSupported", "Unreachable", "PrivateAddress")
