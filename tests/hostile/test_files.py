"""Each hostile file has its fault told in one line, within bounds of time and memory; nothing is fetched or lost."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefgen import Pipeline
from briefgen.config import Config
from briefgen.pipeline.notices import told
from tests.hostile.files import FILES, WORDS

SECONDS = 10.0
MEMORY = 1_500 * 2**20  # bytes of address space: a gigabyte of text would not fit


@pytest.mark.parametrize("name", FILES, ids=lambda name: name.encode("unicode_escape").decode())
def test_a_hostile_file_is_named(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make, words = FILES[name]
    (tmp_path / name).write_bytes(make())
    (tmp_path / "good.txt").write_bytes(WORDS * 3)
    monkeypatch.chdir(tmp_path)
    start = time.monotonic()
    found = Pipeline(Config()).read(["."])
    assert time.monotonic() - start < SECONDS
    lines = [told(failure) for failure in found.failures]
    assert not any("\n" in line or "\x07" in line for line in lines)
    if words:
        assert lines, found
        assert all(words in line for line in lines)
        assert lines[0].startswith("./" + name.encode("unicode_escape").decode())
        assert found.failures[0].hint
    assert any(article.location == "./good.txt" for article in found.articles)


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def test_all_of_them_in_one_folder_and_little_memory(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, (make, _) in FILES.items():
        (folder / name).write_bytes(make())
    (folder / "good.txt").write_bytes(WORDS * 3)
    command = [sys.executable, "-m", "briefgen", "check", "in"]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, timeout=90, check=False, preexec_fn=_bounded
    )
    assert done.stderr == ""
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    unread = [line for line in lines if "NOT READ" in line]
    for name, (_, words) in FILES.items():
        shown = name.encode("unicode_escape").decode()
        assert not words or any(line.startswith(f"in/{shown}") and words in line for line in unread), name
    assert any(line.startswith("in/good.txt: plain text") for line in lines)
