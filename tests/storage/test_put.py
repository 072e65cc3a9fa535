"""A place and bytes in, a file there, whole or not at all."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from briefgen.errors import WriteError
from briefgen.storage import exists, put, remove


class Share(MemoryFileSystem):  # type: ignore[misc]
    """A file system that shows half a file while it is written, as FTP or a share does."""

    protocol = "share"
    shown: ClassVar[list[str]] = []
    is_full = False

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return str(MemoryFileSystem._strip_protocol(path.removeprefix("share://")))

    def pipe_file(self, path: str, value: bytes, **options: object) -> None:
        self.shown.append(path)
        super().pipe_file(path, value[: len(value) // 2] if self.is_full else value)
        if self.is_full:
            raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture(autouse=True)
def stores(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    fsspec.register_implementation("share", Share, clobber=True)
    monkeypatch.setattr(Share, "shown", [])
    yield
    Share().rm("/", recursive=True)


def test_folders_are_made_and_a_file_is_replaced(tmp_path: Path) -> None:
    place = str(tmp_path / "out/2026-07-12/memo.pdf")
    assert not exists(place)
    for data in (b"first", b"second"):
        put(place, data)
        assert exists(place)
        assert Path(place).read_bytes() == data
    assert [one.name for one in Path(place).parent.iterdir()] == ["memo.pdf"]
    put(f"file://{tmp_path}/a%20b.txt", b"x")
    assert (tmp_path / "a b.txt").read_bytes() == b"x"


def test_the_file_and_every_new_name_are_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = []
    fsync = os.fsync

    def noted(number: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{number}").readlink()))
        fsync(number)

    monkeypatch.setattr(os, "fsync", noted)
    put(str(tmp_path / "a/b/memo.pdf"), b"x")
    assert synced[0].endswith(".tmp")
    assert set(synced[1:]) == {str(tmp_path / "a/b"), str(tmp_path / "a"), str(tmp_path)}


def test_a_full_disk_leaves_the_last_good_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "memo.pdf"
    put(str(place), b"good")

    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="free some space"):
        put(str(place), b"new")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("memo.pdf", b"good")]


@pytest.mark.parametrize("name", ["file/below.txt", "folder"])
def test_what_is_in_the_way_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(WriteError, match=name.partition("/")[0]):
        put(str(tmp_path / name), b"x")


def test_an_object_is_stored_whole() -> None:
    put("memory://bucket/a/memo.pdf", b"whole")
    assert exists("memory://bucket/a/memo.pdf")
    assert not exists("memory://bucket/a/other.pdf")
    assert fsspec.filesystem("memory").cat("/bucket/a/memo.pdf") == b"whole"


def test_on_a_share_it_has_another_name_first_and_nothing_is_left() -> None:
    put("share://disk/a/memo.pdf", b"good")
    assert [one.endswith(".tmp") for one in Share.shown] == [True]
    Share.is_full = True
    try:
        with pytest.raises(WriteError, match="No space left"):
            put("share://disk/a/memo.pdf", b"newer")
    finally:
        Share.is_full = False
    assert [(path.rpartition("/")[2], Share().cat(path)) for path in Share().find("/")] == [("memo.pdf", b"good")]


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("http://user:secret@news.example/memo.pdf", "http://news.example/memo.pdf: nothing can be stored"),
        ("odd+thing://a/b", "check its spelling"),
        ("file://elsewhere/a", "another machine"),
    ],
)
def test_where_nothing_can_be_stored_is_told(place: str, told: str) -> None:
    with pytest.raises(WriteError) as caught:
        put(place, b"x")
    assert told in str(caught.value)


def test_without_the_package_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    for action in (lambda: put("s3://bucket/x", b""), lambda: exists("s3://bucket/x")):
        with pytest.raises(WriteError, match="briefgen\\[cloud\\]"):
            action()


def test_what_is_there_is_taken_away_and_what_is_not_is_no_fault(tmp_path: Path) -> None:
    for place in (str(tmp_path / "memo.NOT-MADE.txt"), "memory://bucket/memo.NOT-MADE.txt"):
        put(place, b"x")
        remove(place)
        assert not exists(place)
        remove(place)
    (tmp_path / "folder").mkdir()
    with pytest.raises(WriteError, match="delete it by hand"):
        remove(str(tmp_path / "folder"))
