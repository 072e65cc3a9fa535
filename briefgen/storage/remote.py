"""A `scheme://` place in (an object store, a share), its files' bytes out; fsspec opens it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from briefgen.model import Failure, Source
from briefgen.storage.local import failure

_INSTALL = "pip install 'briefgen[cloud]'"
_MAGIC = "*?["


def sources(place: str, limit: int) -> Iterator[Source | Failure]:
    """A file, all files of a folder and below (by name, without hidden ones), or those that a pattern matches."""
    scheme = place.partition("://")[0].lower()
    try:
        import fsspec
    except ImportError:
        yield failure(place, "NotSupported", f"{scheme}:// needs a package that is not installed", _INSTALL)
        return
    try:
        system, path = fsspec.core.url_to_fs(place)
        paths = _paths(system, path)
    except ImportError as error:
        yield failure(place, "NotSupported", f"{scheme}:// needs a package: {error}", "install it with pip")
        return
    except Exception as error:  # noqa: BLE001 - each store has errors of its own
        yield _unreadable(place, error)
        return
    if not paths:
        yield failure(place, "Missing", "no such file or folder, or an empty one", "check the address")
    for path in paths:
        yield _read(system, path, f"{scheme}://{path.lstrip('/')}", limit)


def _paths(system: Any, path: str) -> list[str]:
    if any(character in path for character in _MAGIC):
        found = [one for one in system.glob(path) if system.isfile(one)]
    elif system.isdir(path):
        found = system.find(path)
    else:
        found = [path] if system.exists(path) else []
    return sorted(one for one in found if not _hidden(one, path))


def _hidden(one: str, folder: str) -> bool:
    below = one.removeprefix(folder)
    return any(part.startswith(".") for part in PurePosixPath(below).parts)


def _read(system: Any, path: str, shown: str, limit: int) -> Source | Failure:
    try:
        with system.open(path, "rb") as file:
            data = file.read(limit + 1)
    except Exception as error:  # noqa: BLE001 - each store has errors of its own
        return _unreadable(shown, error)
    if len(data) > limit:
        return failure(shown, "TooBig", f"more than {limit / 2**20:g} MB", "give the article alone, as text or HTML")
    return Source(shown, data)


def _unreadable(place: str, error: Exception) -> Failure:
    reason = str(error) or type(error).__name__
    return failure(place, "Unreadable", f"cannot be opened: {reason}", "check the address and your credentials")
