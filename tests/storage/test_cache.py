"""What is kept of an answer, when it is used again, and that damage is no more than a fetch lost."""

from __future__ import annotations

import json
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from briefgen.model import Source
from briefgen.storage import Network, fetch
from briefgen.storage.cache import Entry, keep, kept
from tests.conftest import Trap
from tests.storage.server import Act, in_turn, redirect, send, serving

URL = "http://lake.example/a"
ENTRY = Entry(URL, URL, '"1"', "", "text/html")
WORDS = b"Ferry"


@pytest.fixture(autouse=True)
def here(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    trap.permit_loopback()
    monkeypatch.setattr("urllib.request.getproxies", dict)


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    keep(tmp_path, URL, ENTRY, WORDS)
    found = kept(tmp_path, URL, 100)
    assert found is not None
    assert (found[0].etag, found[0].media_type, found[1]) == ('"1"', "text/html", WORDS)
    assert kept(tmp_path, URL + "b", 100) is None
    assert kept(tmp_path, URL, len(WORDS) - 1) is None
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".bin"}


def _damaged(**changes: object) -> bytes:
    entry = {"url": URL, "answered": URL, "etag": "1", "last_modified": "", "media_type": "", "digest": ""}
    return json.dumps(entry | {"digest": sha256(WORDS).hexdigest()} | changes).encode()


@pytest.mark.parametrize(
    "about",
    [
        b"", b"{", b"[]", b"{}", b"null", b"\xff", b"[" * 50_000, b" " * 70_000,
        _damaged(etag=5), _damaged(etag="1\r\nCookie: x"), _damaged(etag="ü"), _damaged(digest="0" * 64),
        _damaged(more="x"), _damaged(media_type=None),
    ],
)  # fmt: skip
def test_damage_counts_as_missing_and_is_replaced(tmp_path: Path, about: bytes) -> None:
    keep(tmp_path, URL, ENTRY, WORDS)
    next(tmp_path.glob("*.json")).write_bytes(about)
    assert kept(tmp_path, URL, 100) is None
    keep(tmp_path, URL, ENTRY, WORDS)
    assert kept(tmp_path, URL, 100) is not None


def test_half_a_body_counts_as_missing(tmp_path: Path) -> None:
    keep(tmp_path, URL, ENTRY, WORDS)
    next(tmp_path.glob("*.bin")).write_bytes(WORDS[:2])
    assert kept(tmp_path, URL, 100) is None


def test_a_folder_that_cannot_be_used_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    keep(tmp_path / "file", URL, ENTRY, WORDS)
    assert kept(tmp_path / "file", URL, 100) is None


def _answers(tmp_path: Path, *acts: Act, **others: Act) -> tuple[list[Source], list[dict[str, str]]]:
    """What is fetched again and again while the server answers so; and the conditions that it was asked under."""
    network = Network(private=True, timeout=5, cache=tmp_path / "cache")
    with serving(a=in_turn(*acts), **others) as (base, asked):
        found = [fetch.fetched(f"{base}/a", network) for _ in acts]
    conditions = [{name: value for name, value in head.items() if name.startswith("if-")} for _, head in asked]
    return [one for one in found if isinstance(one, Source)], conditions


def test_an_answer_that_has_changed_takes_the_place_of_the_old(tmp_path: Path) -> None:
    found, asked = _answers(
        tmp_path,
        send(b"old", ETag='"1"', Last_Modified="Mon, 02 Nov 2026 06:00:00 GMT"),
        send(b"new", ETag='"2"'),
        send(b"", 304),
    )
    assert [one.data for one in found] == [b"old", b"new", b"new"]
    assert asked == [
        {},
        {"if-none-match": '"1"', "if-modified-since": "Mon, 02 Nov 2026 06:00:00 GMT"},
        {"if-none-match": '"2"'},
    ]


@pytest.mark.parametrize("second", [send(b"b", ETag='"2"', Cache_Control="private, No-Store"), send(b"b")])
def test_what_may_not_be_kept_is_forgotten(tmp_path: Path, second: Act) -> None:
    found, asked = _answers(tmp_path, send(b"a", ETag='"1"'), second, send(b"c"))
    assert [one.data for one in found] == [b"a", b"b", b"c"]
    assert asked[2] == {}
    assert list((tmp_path / "cache").iterdir()) == []


def test_validators_go_to_the_address_that_gave_them_and_to_no_other(tmp_path: Path) -> None:
    def first(handler: BaseHTTPRequestHandler) -> None:
        unchanged = handler.headers.get("If-None-Match") == '"1"'
        send(b"" if unchanged else b"one", 304 if unchanged else 200, ETag='"1"')(handler)

    found, asked = _answers(
        tmp_path, redirect("/b"), redirect("/b"), redirect("/c"), b=first, c=send(b"two", ETag='"1"')
    )
    assert [one.data for one in found] == [b"one", b"one", b"two"]
    assert asked == [{}, {}, {}, {"if-none-match": '"1"'}, {}, {}]


def test_unchanged_since_nothing_is_a_fault(tmp_path: Path) -> None:
    assert _answers(tmp_path, send(b"", 304))[0] == []


def test_an_answer_that_broke_off_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "_TRIES", 1)
    assert _answers(tmp_path, send(b"half", ETag='"1"', Content_Length="9"))[0] == []
    assert not (tmp_path / "cache").exists()


def test_a_location_of_odd_bytes_and_a_password_stay_out_of_the_folder(tmp_path: Path) -> None:
    network = Network(private=True, timeout=5, cache=tmp_path / "cache")
    with serving(a=send(b"x", ETag='"1"')) as (base, _):
        fetch.fetched(base.replace("//", "//ana:secret@") + "/a", network)
        fetch.fetched(f"{base}/a?\udcff", network)
    assert list((tmp_path / "cache").glob("*.json"))
    assert not any(b"secret" in path.read_bytes() for path in (tmp_path / "cache").iterdir())
