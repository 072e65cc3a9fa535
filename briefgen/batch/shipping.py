"""An office's own styles in, one archive for workers on other machines out; and such an archive in, its folder out."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(folder: Path) -> bytes:
    """All files of a folder, the same bytes for the same files; b"" where there is no folder."""
    if not folder.is_dir():
        return b""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as made:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            made.writestr(ZipInfo(path.relative_to(folder).as_posix(), _EPOCH), path.read_bytes())
    return data.getvalue()


@lru_cache(maxsize=4)
def unpacked(data: bytes) -> Path:
    """A folder of this process with the files in it; it goes with the worker's temporary folder."""
    folder = Path(tempfile.mkdtemp(prefix="templates-"))
    with ZipFile(BytesIO(data)) as found:
        found.extractall(folder)
    return folder
