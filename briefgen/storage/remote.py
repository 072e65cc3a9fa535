"""A `scheme://` place in (an object store, a share), its files' bytes out, or a file put there; fsspec opens it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any, TypeVar

from briefgen.errors import WriteError
from briefgen.model import Failure, Source
from briefgen.storage.deadline import within
from briefgen.storage.local import failure, is_passed_over
from briefgen.storage.network import Network, Stopped, scheme_of, without_password

T = TypeVar("T")

_CHECK = "check the address and your credentials"
_INSTALL = "pip install 'briefgen[cloud]'"
_MAGIC = "*?["
_FOLDERS = ("sftp", "ssh", "smb", "ftp", "webdav", "hdfs", "local")
_WRITING = 120.0  # seconds that one file may take


def sources(place: str, network: Network) -> Iterator[Source | Failure]:
    """A file, all files of a folder and below (by name, without hidden ones), or those that a pattern matches."""
    try:
        # A store's client has time-outs of its own, of minutes.
        system, paths = _tried(place, network, lambda: _opened(place))
    except Stopped as stopped:
        yield failure(without_password(place), *stopped.args)
        return
    for path, shown in paths:
        try:
            data = _tried(place, network, lambda path=path: _start(system, path, network.limit + 1))  # type: ignore[misc]
        except Stopped as stopped:
            yield failure(shown, *stopped.args)
            continue
        if len(data) > network.limit:
            size = f"more than {network.limit / 2**20:g} MB"
            yield failure(shown, "TooBig", size, "give the article alone, as text or HTML")
        else:
            yield Source(shown, data)


def put(place: str, data: bytes) -> None:
    """Write one file, over what is there. A store shows it once it is whole. Raises WriteError."""
    shown = without_password(place)
    try:
        within(_WRITING, lambda _: _write(place, data))
    except Stopped as stopped:
        hint = "try again" if stopped.args[0] == "TimedOut" else stopped.args[2]
        raise WriteError(f"{shown}: {stopped.args[1]}", hint=hint) from stopped
    except ImportError as error:
        raise WriteError(f"{shown}: needs a package: {error}", hint="install it with pip") from error
    except PermissionError as error:
        raise WriteError(f"{shown}: no permission to write there", hint=_CHECK) from error
    except Exception as error:  # each store has errors of its own
        reason = without_password(" ".join(str(error).split())[:200]) or type(error).__name__
        raise WriteError(f"{shown}: cannot be written: {reason}", hint=_CHECK) from error


def _write(place: str, data: bytes) -> None:
    system, path = _system(place)
    # A bucket needs no folders, and making one there could make a bucket of a misspelt name.
    if scheme_of(place) in _FOLDERS:
        system.makedirs(path.rpartition("/")[0], exist_ok=True)
    system.pipe_file(path, data)


def _tried(place: str, network: Network, work: Callable[[], T]) -> T:
    """What `work` returns, before the deadline. Raises Stopped, whatever the store raised."""
    try:
        return within(network.timeout, lambda _: work())
    except Stopped:
        raise
    except ImportError as error:
        what = f"{scheme_of(place)}:// needs a package: {error}"
        raise Stopped("NotSupported", what, "install it with pip") from error
    except FileNotFoundError as error:
        raise Stopped("Missing", "no such file or folder", "check the address") from error
    except PermissionError as error:
        raise Stopped("Denied", "no permission to read it", _CHECK) from error
    except Exception as error:  # each store has errors of its own
        reason = without_password(" ".join(str(error).split())[:200]) or type(error).__name__
        raise Stopped("Unreadable", f"cannot be opened: {reason}", _CHECK) from error


def _opened(place: str) -> tuple[Any, list[tuple[str, str]]]:
    """The file system, and the files that a place stands for: their paths, and how they are shown."""
    system, path = _system(place)
    paths = _paths(system, path)
    if not paths:
        raise Stopped("Missing", "no such file or folder, or an empty one", "check the address")
    given = without_password(place)
    return system, [(one, given if one == path else _shown(given, path, one)) for one in paths]


def _system(place: str) -> tuple[Any, str]:
    """The file system of a place, and its path there. Raises Stopped."""
    scheme = scheme_of(place)
    if "::" in place or place.count("://") > 1:
        # One place inside another could be an http one, which fsspec would fetch without our bounds.
        raise Stopped("NotSupported", "a place inside another is not opened", "save the file and give it")
    try:
        import fsspec
        from fsspec.registry import known_implementations, registry
    except ImportError as error:
        raise Stopped("NotSupported", f"{scheme}:// needs a package that is not installed", _INSTALL) from error
    if scheme not in registry and scheme not in known_implementations:
        raise Stopped("NotSupported", f"{scheme}:// is no place that can be opened", "check its spelling")
    found: tuple[Any, str] = fsspec.core.url_to_fs(place)
    return found


def _paths(system: Any, path: str) -> list[str]:
    if any(character in path for character in _MAGIC) and not system.exists(path):
        found = [one for one in system.glob(path) if system.isfile(one)]
    elif system.isdir(path):
        found = system.find(path)
    else:
        return [path] if system.exists(path) else []
    return sorted(one for one in found if not _is_hidden(one, path))


def _is_hidden(one: str, folder: str) -> bool:
    parts = PurePosixPath(one.removeprefix(folder)).parts
    return any(part.startswith(".") for part in parts) or is_passed_over(PurePosixPath(one).name)


def _shown(given: str, path: str, one: str) -> str:
    """A file's own place, spelt as that of the folder or pattern was."""
    fixed = path
    while any(character in fixed for character in _MAGIC):
        fixed = fixed.rpartition("/")[0]
    start = given.removesuffix("/")
    for _ in range(path.count("/") - fixed.count("/") if fixed != path else 0):
        start = start.rpartition("/")[0]
    return f"{start}/{one.removeprefix(fixed).lstrip('/')}"


def _start(system: Any, path: str, most: int) -> bytes:
    with system.open(path, "rb") as file:
        return bytes(file.read(most))
