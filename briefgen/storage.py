"""Places in (files, folders, patterns, "-"), Sources out; and outputs in, files out: all of them whole, or none.

Locations are kept as they were given, never made absolute: they are printed in the memo.
"""

from __future__ import annotations

import errno
import glob
import os
import re
import secrets
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefgen.errors import WriteError
from briefgen.marks import near
from briefgen.model import Failure, Source

LIMIT = 64 * 2**20
"""Bytes that one source may have; a newspaper's page has well under 1 MB, a long report with pictures 20."""


@dataclass(frozen=True, slots=True)
class Network:
    """How addresses are fetched: seconds and bytes for one, redirects, whether inside the own network, what is kept."""

    timeout: float = 20
    limit: int = LIMIT
    redirects: int = 5
    private: bool = False
    links: bool = True
    cache: Path | None = None


# ---------------------------------------------------------------------- reading


def sources(places: Sequence[str], *, limit: int = LIMIT, network: Network = Network()) -> Iterator[Source | Failure]:
    """The bytes of every place, in the order given; what cannot be read is a Failure that names place and remedy.

    A folder stands for all files in it and below, by name, without hidden ones. A file met twice is read once.
    """
    seen: set[str] = set()
    for place in places:
        for found in _files(place):
            if isinstance(found, Failure):
                yield found
            elif os.path.normpath(found) not in seen:
                seen.add(os.path.normpath(found))
                yield _read(found, limit)


def several(locations: Sequence[str], network: Network) -> Iterator[Source | Failure]:
    for location in locations:
        yield _failure(location, "NotSupported", "addresses are not read in this version", "")


def _files(place: str) -> Iterator[str | Failure]:
    """The files that a place stands for."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", place):
        hint = "save the page in a browser (HTML) and give the file"
        yield _failure(place, "NotSupported", "addresses are not read in this version", hint)
        return
    try:
        is_folder = place != "-" and stat.S_ISDIR(os.stat(place).st_mode)  # noqa: PTH116 - is_dir() hides the reason
    except (FileNotFoundError, NotADirectoryError):
        yield from _matching(place)
    except (OSError, ValueError) as error:
        yield _unreadable(place, error)
    else:
        yield from _below(place) if is_folder else (place,)


def _below(folder: str) -> Iterator[str | Failure]:
    """All ordinary files in a folder and its sub-folders, sorted; links to folders are not followed."""
    faults: list[OSError] = []
    count = 0
    for at, folders, files in os.walk(folder, onerror=faults.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            path = os.path.join(at, name)  # noqa: PTH118 - Path would drop the "./" that was given
            if Path(path).is_file():
                count += 1
                yield path
    for fault in faults:
        yield _unreadable(str(fault.filename), fault)
    if not count and not faults:
        yield _failure(folder, "Empty", "a folder without files", "put articles into it, or name another")


def _matching(pattern: str) -> Iterator[str | Failure]:
    """The files that a pattern matches, sorted; a plain path that is not there is told with the nearest name."""
    paths = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path would drop the "./" that was given
    found = [path for path in paths if Path(path).is_file()]
    yield from found
    if not found and glob.has_magic(pattern):
        yield _failure(pattern, "Missing", "no file matches", "check the folder and the ending: inbox/*.html")
    elif not found:
        yield _failure(pattern, "Missing", "no such file or folder", _like(pattern))


def _read(place: str, limit: int) -> Source | Failure:
    """One file's bytes. A byte more than allowed is asked for, so that a pipe without end does not fill the memory."""
    try:
        if place == "-":
            data = sys.stdin.buffer.read(limit + 1) if sys.stdin else b""
        else:
            with open(place, "rb") as file:  # noqa: PTH123 - the place as given
                data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        return _unreadable(place, error)
    if len(data) > limit:
        hint = "give the article alone, as text or HTML"
        return _failure(place, "TooBig", f"more than {limit / 2**20:g} MB", hint)
    return Source(place, data)


def _unreadable(place: str, error: OSError | ValueError) -> Failure:
    if isinstance(error, PermissionError):
        return _failure(place, "Denied", "no permission to read it", f"chmod u+r {place}, or ask its owner")
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return _failure(place, "Unreadable", reason, "check that it opens with another program")


def _like(place: str) -> str:
    """The remedy for a path that is not there: the nearest name in its folder, or the folder that is missing."""
    path = Path(place)
    try:
        names = {one.name for one in path.parent.iterdir()} - {path.name}
    except FileNotFoundError:
        return f"the folder {path.parent} does not exist either"
    except OSError:
        names = set()
    return near(path.name, names, otherwise="check the name")


def _failure(place: str, kind: str, message: str, hint: str) -> Failure:
    return Failure(place, "storage", kind, message, hint)


# ---------------------------------------------------------------------- writing


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
