"""Places behind a scheme:// that fsspec opens, shown on its file system in memory."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import fsspec
import pytest

from briefgen.model import Failure, Source
from briefgen.storage import Network, sources


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
