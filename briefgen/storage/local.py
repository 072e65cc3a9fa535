"""A local place in (file, folder, pattern, "-"), the bytes it stands for out.

Locations are kept as they were given, never made absolute: they are printed in the memo.
"""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from briefgen.marks import near
from briefgen.model import Failure, Source

# What programs put beside the files of a folder: it is no fault of hers, and no article.
_FURNITURE = ("thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r")
_MAILDIR = {"cur", "new", "tmp"}
# What mail servers keep beside the mail.
_MAIL_FURNITURE = ("dovecot", "courier", "maildirfolder", "maildirsize", "subscriptions")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that a place stands for, not read. `place`: as given in the settings; `location`: its own, as shown.

    `size` in bytes. `changed`: differs when the file has changed; "" where only reading it can tell.
    """

    place: str
    location: str
    size: int
    changed: str


def path_of(place: str) -> str | Failure:
    """The path of a file:// address that a person gave."""
    parts = place.partition("://")[2]
    host, slash, path = parts.partition("/")
    if host not in ("", "localhost") or not slash:
        return failure(place, "NotSupported", "a file:// address of another machine", "write file:///PATH, or the path")
    return unquote(f"/{path}")


def files(place: str) -> Iterator[str | Failure]:
    """The files that a place stands for."""
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
    for at, folders, names in os.walk(folder, onerror=faults.append):
        is_maildir = set(folders) >= _MAILDIR
        # In a Maildir tmp/ holds what is still being delivered.
        passed = {"tmp"} if is_maildir else set()
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in passed)
        for name in sorted(name for name in names if not is_passed_over(name, is_maildir=is_maildir)):
            path = os.path.join(at, name)  # noqa: PTH118 - Path would drop the "./" that was given
            if os.path.isfile(path):  # noqa: PTH113 - 10,000 files: a third of the time
                count += 1
                yield path
    for fault in faults:
        yield _unreadable(str(fault.filename), fault)
    if not count and not faults:
        yield failure(folder, "Empty", "a folder without files", "put articles into it, or name another")


def is_passed_over(name: str, *, is_maildir: bool = False) -> bool:
    """Whether a file in a folder is no person's: hidden, a lock, a system's or a mail server's own."""
    own = is_maildir and name.startswith(_MAIL_FURNITURE)
    return own or name.startswith((".", "~$")) or name.lower() in _FURNITURE


def _matching(pattern: str) -> Iterator[str | Failure]:
    """The files that a pattern matches, sorted; a plain path that is not there is told with the nearest name."""
    paths = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path would drop the "./" that was given
    found = [path for path in paths if Path(path).is_file() and not is_passed_over(Path(path).name)]
    yield from found
    if not found and glob.has_magic(pattern):
        yield failure(pattern, "Missing", "no file matches", "check the folder and the ending: inbox/*.html")
    elif not found:
        yield failure(pattern, "Missing", "no such file or folder", _like(pattern))


def listed(place: str, path: str) -> Listed | Failure:
    """What the system tells of a file; of standard input nothing."""
    if path == "-":
        return Listed(place, path, 0, "")
    try:
        own = os.stat(path)  # noqa: PTH116 - 10,000 paths
    except (OSError, ValueError) as error:
        return _unreadable(path, error)
    return Listed(place, path, own.st_size, f"{own.st_mtime_ns}:{own.st_size}:{own.st_ino}")


def read(place: str, limit: int) -> Source | Failure:
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
        return failure(place, "TooBig", f"more than {limit / 2**20:g} MB", hint)
    return Source(place, data)


def _unreadable(place: str, error: OSError | ValueError) -> Failure:
    if isinstance(error, PermissionError):
        return failure(place, "Denied", "no permission to read it", f"chmod u+r {place}, or ask its owner")
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return failure(place, "Unreadable", reason, "check that it opens with another program")


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


def failure(place: str, kind: str, message: str, hint: str) -> Failure:
    """A place that cannot be read."""
    return Failure(place, "storage", kind, message, hint)
