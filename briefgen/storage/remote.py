"""A `scheme://` place in (an object store, a share), its files' bytes or what is told of them out; through fsspec."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, TypeVar

from briefgen.model import Failure, Source
from briefgen.storage.deadline import within
from briefgen.storage.local import Listed, failure, is_passed_over
from briefgen.storage.network import CREDENTIALS, Network, Stopped, scheme_of, without_password

T = TypeVar("T")

_INSTALL = "pip install 'briefgen[cloud]'"
_MAGIC = "*?["
_Opened = tuple[Any, list[tuple[str, str, Mapping[str, Any]]]]
"""A file system, and of each file its path there, how it is shown, and what is told of it."""
_PUT = 120.0  # seconds to store one file
_OBJECTS = frozenset(("s3", "s3a", "gs", "gcs", "abfs", "az", "oss", "oci", "memory"))


def sources(place: str, network: Network) -> Iterator[Source | Failure]:
    """A file, all files of a folder and below (by name, without hidden ones), or those that a pattern matches."""
    found = _found(place, network)
    if isinstance(found, Failure):
        yield found
        return
    system, paths = found
    for path, shown, _ in paths:
        yield _read(system, path, shown, network)


def listed(place: str, network: Network) -> Iterator[Listed | Failure]:
    """The same files in the same order, none of them read."""
    found = _found(place, network)
    if isinstance(found, Failure):
        yield found
        return
    for _, shown, info in found[1]:
        yield Listed(place, shown, int(info.get("size") or 0), _version(info))


def _found(place: str, network: Network) -> _Opened | Failure:
    """What `_opened` returns before the deadline: a store's client has time-outs of its own, of minutes."""
    try:
        return _tried(place, network, lambda: _opened(place))
    except Stopped as stopped:
        return failure(without_password(place), *stopped.args)


def opened(one: Listed, network: Network) -> Source | Failure:
    """A file that was listed, read with the name and password of the place that it was listed for."""
    found = CREDENTIALS.search(one.place)
    address = one.location.replace("://", f"://{found[0]}", 1) if found else one.location
    try:
        system, path = _tried(one.place, network, lambda: _system(address))
    except Stopped as stopped:
        return failure(one.location, *stopped.args)
    return _read(system, path, one.location, network)


def put(place: str, data: bytes) -> None:
    """Stores an object, whole or not at all; a store over files gets it under another name first. Raises Stopped."""
    _tried(place, Network(timeout=_PUT), lambda: _put(*_system(place), data), "write there", "written")


def exists(place: str) -> bool:
    """Whether something is stored there. Raises Stopped where the store does not tell."""

    def found() -> bool:
        system, path = _system(place)
        system.invalidate_cache()
        return bool(system.exists(path))

    return _tried(place, Network(), found)


def remove(place: str) -> None:
    """Takes away what is stored there, if anything is. Raises Stopped."""

    def gone() -> None:
        system, path = _system(place)
        system.invalidate_cache()
        if system.exists(path):
            system.rm_file(path)

    _tried(place, Network(), gone, "delete it", "deleted")


def _read(system: Any, path: str, shown: str, network: Network) -> Source | Failure:
    try:
        data = _tried(shown, network, lambda: _start(system, path, network.limit + 1))
    except Stopped as stopped:
        return failure(shown, *stopped.args)
    if len(data) > network.limit:
        size = f"more than {network.limit / 2**20:g} MB"
        return failure(shown, "TooBig", size, "give the article alone, as text or HTML")
    return Source(shown, data)


def _put(system: Any, path: str, data: bytes) -> None:
    """Object stores show an object when all of it has come; on a share or by FTP a reader could see half a file."""
    folder, _, name = path.rpartition("/")
    if _is_flat(system):
        system.pipe_file(path, data)
        return
    system.makedirs(folder, exist_ok=True)
    temporary = f"{folder}/.{name}.{secrets.token_hex(4)}.tmp"
    try:
        system.pipe_file(temporary, data)
        system.mv(temporary, path)
    except BaseException:
        with suppress(Exception):
            system.rm_file(temporary)
        raise


def _is_flat(system: Any) -> bool:
    """Whether it is an object store: folders are but the beginnings of names."""
    given = system.protocol
    return not _OBJECTS.isdisjoint((given,) if isinstance(given, str) else given)


def _version(info: Mapping[str, Any]) -> str:
    """What differs when a file has changed, as far as its store tells."""
    tag = next((info[key] for key in ("ETag", "etag", "md5Hash", "content_md5") if info.get(key)), "")
    times = (info.get(key) for key in ("LastModified", "last_modified", "updated", "mtime", "modified", "created"))
    time = next((one for one in times if one), "")
    return f"{tag or (time.isoformat() if isinstance(time, datetime) else time)}"


def _tried(place: str, network: Network, work: Callable[[], T], to: str = "read it", done: str = "opened") -> T:
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
        raise Stopped("Denied", f"no permission to {to}", "check the address and your credentials") from error
    except Exception as error:  # each store has errors of its own
        reason = without_password(" ".join(str(error).split())[:200]) or type(error).__name__
        raise Stopped("Unreadable", f"cannot be {done}: {reason}", "check the address and your credentials") from error


def _opened(place: str) -> _Opened:
    """The file system, and the files that a place stands for: path, how it is shown, what the store tells of it."""
    system, path = _system(place)
    system.invalidate_cache()  # a listing of an hour ago may be kept in this process
    paths = _paths(system, path)
    if not paths:
        raise Stopped("Missing", "no such file or folder, or an empty one", "check the address")
    given = without_password(place)
    return system, [(one, given if one == path else _shown(given, path, one), info) for one, info in paths]


def _system(place: str) -> tuple[Any, str]:
    """The file system behind a place, and the place's path in it. Raises Stopped."""
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
    system, path = fsspec.core.url_to_fs(place)
    return system, str(path)


def _paths(system: Any, path: str) -> list[tuple[str, Mapping[str, Any]]]:
    if any(character in path for character in _MAGIC) and not system.exists(path):
        found = {one: info for one, info in system.glob(path, detail=True).items() if info["type"] == "file"}
    elif system.isdir(path):
        found = system.find(path, detail=True)
    else:
        return [(path, system.info(path))] if system.exists(path) else []
    return [(one, found[one]) for one in sorted(found) if not _is_hidden(one, path)]


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
