"""Places behind a scheme:// that fsspec opens, shown on its file system in memory."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import fsspec
import pytest

from briefgen.errors import WriteError
from briefgen.model import Failure, Source
from briefgen.storage import Network, put, sources


@pytest.fixture(autouse=True)
def files() -> Iterator[None]:
    system = fsspec.filesystem("memory")
    for name in ("/in/b.txt", "/in/a.html", "/in/deep/c.txt", "/in/.hidden", "/in/.git/config"):
        system.pipe(name, name.encode())
    yield
    system.rm("/", recursive=True)


def found(place: str, limit: int = 100) -> list[tuple[str, object]]:
    return [
        (one.location, one.data if isinstance(one, Source) else one.kind)
        for one in sources([place], network=Network(limit=limit))
        if isinstance(one, Source | Failure)
    ]


def test_a_file_a_folder_a_pattern() -> None:
    assert found("memory://in/b.txt") == [("memory://in/b.txt", b"/in/b.txt")]
    assert [name for name, _ in found("memory://in")] == [
        "memory://in/a.html",
        "memory://in/b.txt",
        "memory://in/deep/c.txt",
    ]
    assert [name for name, _ in found("memory://in/*.txt")] == ["memory://in/b.txt"]


def test_what_cannot_be_read_is_named() -> None:
    assert found("memory://in/none.txt") == [("memory://in/none.txt", "Missing")]
    assert found("memory://in/b.txt", limit=3) == [("memory://in/b.txt", "TooBig")]
    assert found("odd+thing://in/b.txt") == [("odd+thing://in/b.txt", "NotSupported")]


def test_without_the_package_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    (one,) = sources(["s3://bucket/x"])
    assert isinstance(one, Failure)
    assert one.hint == "pip install 'briefgen[cloud]'"


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("memory://in/", ["memory://in/a.html", "memory://in/b.txt", "memory://in/deep/c.txt"]),
        ("memory:///in", ["memory:///in/a.html", "memory:///in/b.txt", "memory:///in/deep/c.txt"]),
        ("memory://in/*/c.*", ["memory://in/deep/c.txt"]),
        ("memory://in/**/*.txt", ["memory://in/b.txt", "memory://in/deep/c.txt"]),
        ("memory://*/b.txt", ["memory://in/b.txt"]),
        ("memory://odd/a[1].txt", ["memory://odd/a[1].txt"]),
        ("MEMORY://in/b.txt", ["MEMORY://in/b.txt"]),
    ],
)
def test_files_are_shown_as_their_place_was_given(place: str, names: list[str]) -> None:
    system = fsspec.filesystem("memory")
    for name in ("/odd/a[1].txt", "/in/Thumbs.db", "/in/~$a.docx"):
        system.pipe(name, b"x")
    assert [name for name, _ in found(place)] == names


@pytest.mark.parametrize(
    ("place", "kind", "message"),
    [
        ("memory://in/none/*.txt", "Missing", "no such file or folder, or an empty one"),
        ("odd+thing://in/b.txt", "NotSupported", "odd+thing:// is no place that can be opened"),
        ("zip://a.txt::http://127.0.0.1/a.zip", "NotSupported", "a place inside another is not opened"),
        ("simplecache://x::memory://in/b.txt", "NotSupported", "a place inside another is not opened"),
        ("generic://http://127.0.0.1/a", "NotSupported", "a place inside another is not opened"),
        ("s3://ana:secret@bucket/x", "NotSupported", "s3:// needs a package: Install s3fs to access S3"),
    ],
)
def test_what_cannot_be_opened_is_told(place: str, kind: str, message: str) -> None:
    (one,) = sources([place])
    assert isinstance(one, Failure)
    assert (one.kind, one.message) == (kind, message)
    assert one.hint
    assert "secret" not in str(one)


@pytest.mark.parametrize(
    ("error", "kind", "message"),
    [
        (FileNotFoundError("x"), "Missing", "no such file or folder"),
        (PermissionError("x"), "Denied", "no permission to read it"),
        (RuntimeError("bad\n token for sftp://ana:secret@host"), "Unreadable", "bad token for sftp://host"),
        (KeyError(), "Unreadable", "cannot be opened: KeyError"),
    ],
)
def test_a_stores_own_errors_are_told(
    monkeypatch: pytest.MonkeyPatch, error: Exception, kind: str, message: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(type(fsspec.filesystem("memory")), "_open", refuse)
    first, *rest = sources(["memory://in/a.html", "memory://in/b.txt"])
    assert isinstance(first, Failure)
    assert (first.location, first.kind, len(rest)) == ("memory://in/a.html", kind, 1)
    assert message in first.message
    assert "secret" not in str(first)


def test_a_store_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    free = threading.Event()
    monkeypatch.setattr(type(fsspec.filesystem("memory")), "exists", lambda *_, **__: free.wait(5))
    (one,) = sources(["memory://in/b.txt"], network=Network(timeout=0.2))
    free.set()
    assert isinstance(one, Failure)
    assert one.kind == "TimedOut"


def test_a_file_is_put_and_put_again() -> None:
    for data in (b"one", b"two"):
        put("memory://out/deep/memo.pdf", data)
        assert found("memory://out/deep/memo.pdf") == [("memory://out/deep/memo.pdf", data)]


def test_what_cannot_be_written_is_told_without_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WriteError, match=r"odd\+thing:// is no place"):
        put("odd+thing://me:secret@store.example/memo.pdf", b"x")

    def full(*_: object) -> None:
        raise OSError("memory://me:secret@store.example is full")

    monkeypatch.setattr(type(fsspec.filesystem("memory")), "pipe_file", full)
    with pytest.raises(WriteError, match=r"cannot be written: .* is full") as caught:
        put("memory://me:secret@store.example/memo.pdf", b"x")
    assert "secret" not in str(caught.value)
