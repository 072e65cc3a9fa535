"""Places -> Sources and Failures; outputs -> files, all whole or none."""

from __future__ import annotations

import io
import os
import stat
import sys
from pathlib import Path

import pytest

from briefgen import storage
from briefgen.errors import WriteError
from briefgen.model import Failure, Source
from briefgen.pipeline.notices import told
from briefgen.storage import sources, store


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: two articles, a hidden one, a sub-folder, an empty folder."""
    for name in ("in/b.txt", "in/a.html", "in/.hidden", "in/.git/config", "in/deep/er/c.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(*places: str, **options) -> list[Source | Failure]:
    return list(sources(places, **options))


def locations(*places: str) -> list[str]:
    return [found.location for found in read(*places) if isinstance(found, Source)]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (["in/b.txt"], ["in/b.txt"]),
        (["./in/b.txt"], ["./in/b.txt"]),
        (["in"], ["in/a.html", "in/b.txt", "in/deep/er/c.txt"]),
        (["in/"], ["in/a.html", "in/b.txt", "in/deep/er/c.txt"]),
        (["./in/deep/.."], ["./in/deep/../a.html", "./in/deep/../b.txt", "./in/deep/../deep/er/c.txt"]),
        (["in/*.txt"], ["in/b.txt"]),
        (["in/**/*.txt"], ["in/b.txt", "in/deep/er/c.txt"]),
        (["in/b.txt", "in/a.html"], ["in/b.txt", "in/a.html"]),
        (["in/b.txt", "in", "./in/a.html"], ["in/b.txt", "in/a.html", "in/deep/er/c.txt"]),
        (["in/.hidden"], ["in/.hidden"]),
    ],
)
def test_places(folder: Path, places: list[str], expected: list[str]) -> None:
    assert locations(*places) == expected


def test_an_absolute_place_stays_as_given(folder: Path) -> None:
    assert locations(str(folder / "in/b.txt")) == [str(folder / "in/b.txt")]


def test_bytes_come_as_they_are(folder: Path) -> None:
    (folder / "x.txt").write_bytes(b"\xff\r\n\x00")
    assert read("x.txt") == [Source("x.txt", b"\xff\r\n\x00")]


def test_a_file_whose_name_looks_like_a_pattern(folder: Path) -> None:
    (folder / "a[1].txt").write_text("x")
    assert locations("a[1].txt") == ["a[1].txt"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"text")))
    assert read("-") == [Source("-", b"text")]
    monkeypatch.setattr(sys, "stdin", None)
    assert read("-") == [Source("-", b"")]


def test_standard_input_without_end_is_too_big(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 100)))
    (failure,) = read("-", limit=10)
    assert isinstance(failure, Failure)
    assert failure.kind == "TooBig"


@pytest.mark.parametrize(
    ("place", "kind", "message", "hint"),
    [
        ("in/b.tx", "Missing", "no such file or folder", 'did you mean "b.txt"?'),
        ("nosuch/b.txt", "Missing", "no such file or folder", "the folder nosuch does not exist either"),
        ("in/b.txt/c", "Missing", "no such file or folder", "check the name"),
        ("in/*.pdf", "Missing", "no file matches", "check the folder and the ending"),
        ("empty", "Empty", "a folder without files", "put articles into it"),
        ("dangling", "Missing", "no such file or folder", ""),
        ("a" * 300, "Unreadable", "File name too long", "check"),
        ("a\0b", "Unreadable", "null", "check"),
    ],
)
def test_what_cannot_be_read_names_place_and_remedy(
    folder: Path, place: str, kind: str, message: str, hint: str
) -> None:
    (folder / "dangling").symlink_to("nowhere")
    (failure,) = read(place)
    assert isinstance(failure, Failure)
    assert (failure.location, failure.stage, failure.kind) == (place, "storage", kind)
    assert message in failure.message
    assert hint in failure.hint
    assert failure.hint


def test_one_bad_place_does_not_stop_the_others(folder: Path) -> None:
    assert [type(found) for found in read("none", "in/b.txt", "empty")] == [Failure, Source, Failure]


def test_the_limit_is_the_last_size_that_is_read(folder: Path) -> None:
    (folder / "x").write_bytes(b"x" * 10)
    assert isinstance(read("x", limit=10)[0], Source)
    failure = read("x", limit=9)[0]
    assert isinstance(failure, Failure)
    assert failure.kind == "TooBig"


def deny(monkeypatch: pytest.MonkeyPatch) -> None:
    """As for a file without permission; a real one can be read by root, who runs many a CI."""

    def refuse(*args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied", args[0])

    monkeypatch.setattr("builtins.open", refuse)


def test_no_permission(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deny(monkeypatch)
    (failure,) = read("in/b.txt")
    monkeypatch.undo()
    assert isinstance(failure, Failure)
    assert (failure.kind, failure.hint) == ("Denied", "chmod u+r in/b.txt, or ask its owner")


def test_a_folder_that_cannot_be_listed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("os.scandir", refuse)
    (failure,) = read("in")
    monkeypatch.undo()
    assert isinstance(failure, Failure)
    assert (failure.kind, failure.location) == ("Denied", "in")


def test_pipes_in_a_folder_are_passed_over_and_folders_linked_in_a_circle_end(folder: Path) -> None:
    os.mkfifo(folder / "in/pipe")
    (folder / "in/loop").symlink_to(folder / "in")
    assert locations("in") == ["in/a.html", "in/b.txt", "in/deep/er/c.txt"]


# ---------------------------------------------------------------------- writing


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_files_are_written_and_nothing_else_stays(tmp_path: Path) -> None:
    store({tmp_path / "a.pdf": b"one", tmp_path / "b.json": b"two"})
    assert (tmp_path / "a.pdf").read_bytes() == b"one"
    assert left(tmp_path) == {"a.pdf", "b.json"}


def test_a_relative_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store({Path("a"): b"one"})
    assert (tmp_path / "a").read_bytes() == b"one"


@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_a_new_file_honours_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        store({tmp_path / "a": b""})
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o666 & ~umask


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "a").chmod(0o640)
    store({tmp_path / "a": b"new"})
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    store({tmp_path / "link": b"new"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("none/a.pdf", "there is no folder .*none: mkdir -p .*none"),
        ("folder", "is a folder: name a file in it"),
        ("file/a.pdf", "there is no folder"),
        ("pipe", "is no ordinary file"),
        ("x" * 300, "too long"),
    ],
)
def test_faults_name_the_remedy_and_leave_nothing(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("old")
    os.mkfifo(tmp_path / "pipe")
    before = left(tmp_path)
    with pytest.raises(WriteError, match=told):
        store({tmp_path / "good.pdf": b"x", tmp_path / name: b"x"})
    assert left(tmp_path) == before


def test_a_device_is_not_replaced() -> None:
    with pytest.raises(WriteError, match="is no ordinary file"):
        store({Path("/dev/null"): b"x"})
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_write_protected_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("issued")
    monkeypatch.setattr("os.access", lambda path, mode: False)  # root may write everywhere
    with pytest.raises(WriteError, match="is write-protected: chmod"):
        store({tmp_path / "a": b"new"})
    assert (tmp_path / "a").read_text() == "issued"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device"), "No space left on device: free some space"),
        (PermissionError(13, "Permission denied"), "no permission to write there"),
        (OSError(5, "Input/output error"), "Input/output error: name another file"),
    ],
)
def test_a_disk_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch, error: OSError, told: str) -> None:
    (tmp_path / "a").write_text("old")
    calls: list[int] = []

    def fail_second(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise error

    monkeypatch.setattr(storage.os, "fsync", fail_second)
    with pytest.raises(WriteError, match="b: " + told):
        store({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert left(tmp_path) == {"a"}
    assert (tmp_path / "a").read_text() == "old"


def test_an_interruption_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(storage.os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        store({tmp_path / "a": b"new"})
    assert left(tmp_path) == set()


def test_a_maildir_and_what_systems_leave_in_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "mail/cur/1.M2P3.host:2,S",
        "mail/new/2.M2P3.host",
        "mail/tmp/3.M2P3.host",
        "mail/dovecot-uidlist",
        "mail/subscriptions",
        "mail/beside.txt",
        "in/tmp/a.txt",
        "in/b.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    for name in ("in/Thumbs.db", "in/desktop.ini", "in/~$b.docx", "in/.DS_Store"):
        (tmp_path / name).write_text(name)
    monkeypatch.chdir(tmp_path)
    assert locations("mail") == ["mail/beside.txt", "mail/cur/1.M2P3.host:2,S", "mail/new/2.M2P3.host"]
    assert locations("in") == ["in/b.txt", "in/tmp/a.txt"]
    assert locations("in/*") == ["in/b.txt"]
    assert locations("in/Thumbs.db") == ["in/Thumbs.db"]


def test_a_file_address_is_a_path(folder: Path) -> None:
    (folder / "in/ü b.txt").write_text("x")
    assert locations(f"file://{folder}/in/b.txt") == [f"{folder}/in/b.txt"]
    assert locations(f"FILE://localhost{folder}/in/%C3%BC%20b.txt") == [f"{folder}/in/ü b.txt"]
    assert len(locations(f"file://{folder}/in", "in/b.txt", f"{folder}/in/a.html")) == 5


@pytest.mark.parametrize("place", ["file://in/b.txt", "file://server/share/b.txt", "file://b.txt", "file://"])
def test_a_file_address_of_another_machine_is_no_path(folder: Path, place: str) -> None:
    (failure,) = read(place)
    assert isinstance(failure, Failure)
    assert (failure.kind, failure.location) == ("NotSupported", place)
    assert "file:///" in failure.hint


def test_a_file_whose_name_has_a_line_end_is_read_and_told_on_one_line(folder: Path, monkeypatch) -> None:
    (folder / "in/a\nb: c.txt").write_text("x")
    assert locations("in/a\nb: c.txt") == ["in/a\nb: c.txt"]
    assert "in/a\nb: c.txt" in locations("in")
    deny(monkeypatch)
    (failure,) = read("in/a\nb: c.txt")
    monkeypatch.undo()
    assert isinstance(failure, Failure)
    assert told(failure).startswith(r"in/a\nb: c.txt: no permission to read it: chmod u+r in/a\nb: c.txt")
    assert "\n" not in told(failure)
