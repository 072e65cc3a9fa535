"""A folder packed twice is the same archive, whatever times and orders the files had."""

from __future__ import annotations

import os
import subprocess
import tarfile
from pathlib import Path

from tools.bundle import archive

EPOCH = 1_780_000_000


def fill(folder: Path, names: list[str]) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"this is {name}\n", "utf-8")
    return folder


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    names = ["install.sh", "wheels/b.whl", "wheels/a.whl", "TARGET"]
    one, two = fill(tmp_path / "1/bundle", names), fill(tmp_path / "2/bundle", names[::-1])
    os.utime(two / "TARGET", (1, 1))
    (two / "install.sh").chmod(0o600)
    for folder in (one, two):
        archive.packed(folder, folder.parent / "out.tar.gz", EPOCH)
    assert (tmp_path / "1/out.tar.gz").read_bytes() == (tmp_path / "2/out.tar.gz").read_bytes()
    with tarfile.open(tmp_path / "1/out.tar.gz") as found:
        members = found.getmembers()
    assert [one.name for one in members] == [f"bundle/{name}" for name in sorted(names)]
    assert {(one.mtime, one.uid, one.uname) for one in members} == {(EPOCH, 0, "")}
    assert [oct(one.mode) for one in members if one.name.endswith(".sh")] == ["0o755"]


def test_sha256sum_reads_the_sums(tmp_path: Path) -> None:
    folder = fill(tmp_path / "bundle", ["a file", "wheels/b.whl"])
    (folder / archive.SUMS).write_text(archive.sums(folder), "utf-8")
    check = ["sha256sum", "--check", "--strict", archive.SUMS]
    assert subprocess.run(check, cwd=folder, check=True, capture_output=True, text=True).stdout.count("OK") == 2
    (folder / "a file").write_text("another", "utf-8")
    assert subprocess.run(check, cwd=folder, check=False, capture_output=True).returncode == 1
