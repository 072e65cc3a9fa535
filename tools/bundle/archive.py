"""A folder in, its SHA256SUMS and one .tar.gz out: the same bytes for the same files, whenever and by whomever."""

from __future__ import annotations

import gzip
import hashlib
import tarfile
from collections.abc import Iterator
from pathlib import Path

SUMS = "SHA256SUMS"


def files(folder: Path) -> Iterator[Path]:
    """All files below a folder, sorted by their place in it."""
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


def sums(folder: Path) -> str:
    """What `sha256sum --check` reads."""
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in files(folder)
        if path.name != SUMS
    )


def packed(folder: Path, out: Path, epoch: int) -> None:
    """Write the archive; it unpacks into one folder by the name of `folder`. `epoch`: the time of every file in it."""
    with (
        out.open("wb") as raw,
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=raw, mtime=0) as zipped,
        tarfile.open(fileobj=zipped, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path in files(folder):
            with path.open("rb") as file:
                archive.addfile(_entry(path, folder, epoch), file)


def _entry(path: Path, folder: Path, epoch: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}")
    entry.size, entry.mtime = path.stat().st_size, epoch
    entry.mode = 0o755 if path.suffix == ".sh" else 0o644
    return entry
