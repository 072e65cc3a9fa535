"""A style is opened once in a process, and anew when a file of it or of what it extends has changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.errors import StyleError
from briefgen.styles.kept import kept_style

FOLDERS = (Path("templates"),)


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "templates/ours"
    home.mkdir(parents=True)
    (home / "style.yaml").write_text("extends: base\npages: 3\n")
    return home


def test_it_is_opened_once(ours: Path) -> None:
    first = kept_style("ours", folders=FOLDERS)
    assert kept_style("ours", folders=FOLDERS) is first
    assert kept_style("base", folders=FOLDERS) is not first


def test_a_change_opens_it_anew(ours: Path) -> None:
    first = kept_style("ours", folders=FOLDERS)
    (ours / "style.yaml").write_text("extends: base\npages: 4\n")
    os.utime(ours / "style.yaml", (1, 1))
    assert (first.pages, kept_style("ours", folders=FOLDERS).pages) == (3, 4)


def test_a_new_file_opens_it_anew(ours: Path) -> None:
    first = kept_style("ours", folders=FOLDERS)
    (ours / "crest.svg").write_text("<svg/>")
    assert "crest.svg" not in first.assets
    assert "crest.svg" in kept_style("ours", folders=FOLDERS).assets


def test_the_same_name_in_another_folder_is_another_style(ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept_style("ours", folders=FOLDERS)
    other = ours.parent.parent / "elsewhere/templates/ours"
    other.mkdir(parents=True)
    (other / "style.yaml").write_text("extends: base\npages: 5\n")
    monkeypatch.chdir(other.parent.parent)
    assert (first.pages, kept_style("ours", folders=FOLDERS).pages) == (3, 5)


def test_a_fault_is_told_each_time(ours: Path) -> None:
    (ours / "style.yaml").write_text("extends: nowhere\n")
    for _ in range(2):
        with pytest.raises(StyleError, match="nowhere"):
            kept_style("ours", folders=FOLDERS)
