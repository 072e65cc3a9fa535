"""Small wheels for the tests: a name, a version and lines of METADATA in, a file out."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile


def wheel(folder: Path, name: str, version: str, *lines: str, files: tuple[str, ...] = ()) -> Path:
    """`lines` stand in METADATA as they are; `files` are put into the wheel with a word in each."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
    about = "\n".join(["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}", *lines, "", "A text."])
    with ZipFile(path, "w") as archive:
        archive.writestr(f"{name}-{version}.dist-info/METADATA", about)
        for one in files:
            archive.writestr(one, "word")
    return path
