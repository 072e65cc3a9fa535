"""Places -> what they stand for, unread, in the order in which `sources` reads it; and one of them, read."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from briefgen.model import Failure, Source
from briefgen.storage import Listed, Network, listed, opened, sources
from tests.conftest import Trap
from tests.storage.server import send, serving


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: articles, a hidden file, a sub-folder, a system's own file."""
    for name in ("in/b.txt", "in/a.html", "in/.hidden", "in/.git/config", "in/deep/er/c.txt", "in/Thumbs.db"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def store() -> Iterator[fsspec.AbstractFileSystem]:
    system = fsspec.filesystem("memory")
    for name in ("/in/b.txt", "/in/a.html", "/in/deep/c.txt", "/in/.hidden", "/in/.git/config", "/in/x[1].txt"):
        system.pipe(name, name.encode())
    yield system
    system.rm("/", recursive=True)


@pytest.mark.parametrize(
    "places",
    [
        ["in"],
        ["./in/", "in/b.txt"],
        ["in/**/*.txt", "in"],
        ["in/.hidden", "nowhere.txt", "empty", "in/*.pdf"],
        ["memory://in", "in", "memory://in/*.txt", "memory://none/"],
        ["memory://in/x[1].txt", "file:///nowhere/a.txt", "file://elsewhere/a", "odd+thing://a/b"],
    ],
)
def test_the_same_as_sources_in_the_same_order(folder: Path, store: object, places: list[str]) -> None:
    read, told = list(sources(places)), list(listed(places))
    assert [one.location for one in told] == [one.location for one in read]
    assert [one for one in told if isinstance(one, Failure)] == [one for one in read if isinstance(one, Failure)]
    assert [opened(one) for one in told if isinstance(one, Listed)] == [one for one in read if isinstance(one, Source)]


def test_a_file_is_listed_and_not_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "in/b.txt").chmod(0)
    told = {one.location: one for one in listed(["in"])}
    own = (folder / "in/b.txt").stat()
    assert told["in/b.txt"] == Listed("in", "in/b.txt", 8, f"{own.st_mtime_ns}:8:{own.st_ino}")


def test_changed_tells_of_new_text_a_touch_and_a_replacement(folder: Path) -> None:
    path = folder / "in/b.txt"
    seen = {next(iter(listed(["in/b.txt"])))}
    path.write_text("longer text")
    seen |= set(listed(["in/b.txt"]))
    os.utime(path, ns=(1, 1))
    seen |= set(listed(["in/b.txt"]))
    (folder / "new").write_text("longer TEXT")
    os.utime(folder / "new", ns=(1, 1))
    (folder / "new").replace(path)
    seen |= set(listed(["in/b.txt"]))
    assert len({one.changed for one in seen if isinstance(one, Listed)}) == 4


def test_an_object_is_listed_with_size_and_version(store: fsspec.AbstractFileSystem) -> None:
    (before,) = listed(["memory://in/b.txt"])
    assert isinstance(before, Listed)
    assert (before.size, bool(before.changed)) == (9, True)
    store.pipe("/in/b.txt", b"other")
    (after,) = listed(["memory://in/b.txt"])
    assert isinstance(after, Listed)
    assert (after.size, after.changed != before.changed) == (5, True)


def test_an_address_is_one_entry_without_a_request_and_opened_by_one(trap: Trap) -> None:
    trap.permit_loopback()
    with serving(feed=send(b"<rss/>")) as (base, asked):
        place = f"{base}/feed".replace("://", "://user:secret@")
        (one,) = listed([place])
        assert one == Listed(place, f"{base}/feed", 0, "")
        assert asked == []
        found = opened(one, Network(private=True))
    assert isinstance(found, Source)
    assert (found.location, found.data) == (f"{base}/feed", b"<rss/>")
    assert "authorization" in asked[0][1]


def test_a_file_over_the_limit_or_gone_is_told(folder: Path, store: fsspec.AbstractFileSystem) -> None:
    for place in ("in/b.txt", "memory://in/b.txt"):
        (one,) = listed([place])
        assert isinstance(one, Listed)
        big = opened(one, Network(limit=3))
        assert isinstance(big, Failure)
        assert big.kind == "TooBig"
    (folder / "in/b.txt").unlink()
    (one,) = listed(["memory://in/b.txt"])
    store.rm("/in/b.txt")
    gone = [opened(Listed("in", "in/b.txt", 8, "")), opened(one)]  # type: ignore[arg-type]
    assert all(isinstance(found, Failure) for found in gone)


@pytest.mark.slow
def test_ten_thousand_files_are_listed_in_no_time(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"article-{number:05}.txt").touch()
    start = time.process_time()
    assert sum(isinstance(one, Listed) for one in listed([str(tmp_path)])) == 10_000
    assert time.process_time() - start < 0.3
