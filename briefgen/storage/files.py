"""Paths and their bytes in, files out: all of them whole, or none."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from briefgen.errors import WriteError


def store(outputs: Mapping[Path, bytes]) -> None:
    """Write all files, or none that is half written: each under another name first, then put in its place.

    A file that is there keeps its permissions; a new one gets what the umask allows. Raises WriteError.
    """
    waiting: list[tuple[Path, Path, Path]] = []
    path = Path()
    try:
        for path, data in outputs.items():
            target = Path(os.path.realpath(path))  # through a link, which stays
            _refuse(path, target)
            temporary = target.with_name(f".briefgen-{secrets.token_hex(8)}.tmp")
            waiting.append((path, temporary, target))
            _write(temporary, data, target)
        for path, temporary, target in waiting:  # noqa: B007 - told where it fails
            temporary.replace(target)
    except OSError as error:
        raise _not_written(path, error) from error
    finally:
        for _, temporary, _ in waiting:
            with suppress(OSError):  # the first fault is the one to tell
                temporary.unlink()


def put(path: Path, data: bytes) -> None:
    """Writes one file, its folders made, so that it outlives a power cut once this returns. Raises WriteError."""
    folder = Path(os.path.realpath(path)).parent
    try:
        made = [one for one in (folder, *folder.parents) if not one.exists()]
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_written(path, error) from error
    store({path: data})
    for one in dict.fromkeys((folder, *(new.parent for new in made))):
        _keep_names(one)


def _keep_names(folder: Path) -> None:
    """A file's new name is the folder's data; some shares cannot be asked to write that down."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _refuse(path: Path, target: Path) -> None:
    """What would be lost or cannot be: a device or a folder in the way, a file that is write-protected."""
    if target.is_dir():
        raise WriteError(f"{path}: is a folder", hint=f"name a file in it: {path / 'memo.pdf'}")
    if not target.parent.is_dir():
        raise WriteError(f"{path}: there is no folder {path.parent}", hint=f"mkdir -p {path.parent}")
    if target.exists() and not target.is_file():
        raise WriteError(f"{path}: is no ordinary file", hint="name a file")
    if target.exists() and not os.access(target, os.W_OK):
        raise WriteError(f"{path}: is write-protected", hint=f"chmod u+w {path}, or name another file")


def _write(temporary: Path, data: bytes, target: Path) -> None:
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with os.fdopen(descriptor, "wb") as file:
        if target.exists():
            os.fchmod(descriptor, stat.S_IMODE(target.stat().st_mode))
        file.write(data)
        file.flush()
        os.fsync(descriptor)


def _not_written(path: Path, error: OSError) -> WriteError:
    if isinstance(error, PermissionError):
        return WriteError(f"{path}: no permission to write there", hint="name a file in a folder of your own")
    if error.errno in _FULL:
        return WriteError(f"{path}: {error.strerror}", hint="free some space, or name a file on another disk")
    return WriteError(f"{path}: {error.strerror or error}", hint="name another file")


_FULL = (errno.ENOSPC, errno.EDQUOT)
