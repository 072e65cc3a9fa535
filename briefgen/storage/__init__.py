"""Places in (files, folders, patterns, "-", addresses), Sources out; and outputs in, files out: all whole, or none."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from briefgen.errors import WriteError
from briefgen.model import Failure, Source
from briefgen.storage import files, local
from briefgen.storage.files import store
from briefgen.storage.local import Listed
from briefgen.storage.network import LIMIT, Network, Stopped, scheme_of, without_password

__all__ = [
    "LIMIT", "Listed", "Network", "exists", "fetched", "listed", "opened", "put", "remove", "scheme_of", "several",
    "sources", "store",
]  # fmt: skip

_DEFAULT = Network()
_WEB = ("http", "https")


def sources(places: Sequence[str], *, limit: int = LIMIT, network: Network = _DEFAULT) -> Iterator[Source | Failure]:
    """The bytes of every place, in the order given; what cannot be read is a Failure that names place and remedy.

    A folder stands for all files in it and below, by name, without hidden ones. A file met twice is read once.
    http and https are fetched, any other `scheme://` is opened by fsspec. `limit`: bytes of one source.
    """
    bounded = replace(network, limit=min(limit, network.limit))
    seen: set[str] = set()
    for is_web, group in groupby(dict.fromkeys(places), lambda place: scheme_of(place) in _WEB):
        if is_web:
            yield from several(tuple(group), bounded)
        else:
            for place in group:
                yield from _elsewhere(place, bounded, seen)


def fetched(location: str, *, network: Network = _DEFAULT) -> Source | Failure:
    """What stands behind one http(s) address."""
    from briefgen.storage import fetch

    return fetch.fetched(location, network)


def several(locations: Sequence[str], network: Network = _DEFAULT) -> Iterator[Source | Failure]:
    """What stands behind some http(s) addresses, in their order; four at a time, two of one host."""
    from briefgen.storage import together

    yield from together.several(locations, network)


def listed(places: Sequence[str], network: Network = _DEFAULT) -> Iterator[Listed | Failure]:
    """Every file that the places stand for, in the order of `sources`, none of them read; an address is one entry."""
    seen: set[str] = set()
    for place in dict.fromkeys(places):
        scheme = scheme_of(place)
        if scheme in _WEB:
            yield Listed(place, without_password(place), 0, "")
        elif _is_remote(scheme):
            from briefgen.storage import remote

            yield from remote.listed(place, network)
        else:
            for path in _paths(place, scheme, seen):
                yield local.listed(place, path) if isinstance(path, str) else path


def opened(one: Listed, network: Network = _DEFAULT) -> Source | Failure:
    """The bytes of what was listed."""
    scheme = scheme_of(one.place)
    if scheme in _WEB:
        return fetched(one.place, network=network)
    if _is_remote(scheme):
        from briefgen.storage import remote

        return remote.opened(one, network)
    return local.read(one.location, network.limit)


def put(place: str, data: bytes) -> None:
    """Writes a file at a path or a `scheme://` place, whole or not at all; folders are made. Raises WriteError."""
    path = _local(place)
    if path is not None:
        files.put(Path(path), data)
        return
    from briefgen.storage import remote

    try:
        remote.put(place, data)
    except Stopped as stopped:
        raise _not_written(place, stopped) from stopped


def exists(place: str) -> bool:
    """Whether there is a file at a path or a `scheme://` place. Raises WriteError where the store does not tell."""
    path = _local(place)
    if path is not None:
        return Path(path).is_file()
    from briefgen.storage import remote

    try:
        return remote.exists(place)
    except Stopped as stopped:
        raise _not_written(place, stopped) from stopped


def remove(place: str) -> None:
    """Takes away a file at a path or a `scheme://` place, if there is one. Raises WriteError."""
    path = _local(place)
    try:
        if path is not None:
            Path(path).unlink(missing_ok=True)
            return
        from briefgen.storage import remote

        remote.remove(place)
    except OSError as error:
        raise WriteError(f"{place}: {error.strerror}", hint="delete it by hand") from error
    except Stopped as stopped:
        raise _not_written(place, stopped) from stopped


def _not_written(place: str, stopped: Stopped) -> WriteError:
    _, message, hint = stopped.args
    return WriteError(f"{without_password(place)}: {message}", hint=hint)


def _local(place: str) -> str | None:
    """The path of a place on this machine's own file system, None of any other. Raises WriteError."""
    scheme = scheme_of(place)
    if scheme in _WEB:
        hint = "name a path, or a store as s3://bucket/folder/"
        raise WriteError(f"{without_password(place)}: nothing can be stored at an http address", hint=hint)
    if _is_remote(scheme):
        return None
    path = local.path_of(place) if scheme else place
    if isinstance(path, Failure):
        raise WriteError(f"{place}: {path.message}", hint=path.hint)
    return path


def _elsewhere(place: str, network: Network, seen: set[str]) -> Iterator[Source | Failure]:
    """What stands at a path, or with fsspec behind a scheme."""
    scheme = scheme_of(place)
    if _is_remote(scheme):
        from briefgen.storage import remote

        yield from remote.sources(place, network)
        return
    for path in _paths(place, scheme, seen):
        yield local.read(path, network.limit) if isinstance(path, str) else path


def _is_remote(scheme: str) -> bool:
    return scheme not in ("", "file")


def _paths(place: str, scheme: str, seen: set[str]) -> Iterator[str | Failure]:
    """The paths of a local place that were not met yet."""
    path = local.path_of(place) if scheme else place
    for found in local.files(path) if isinstance(path, str) else (path,):
        if isinstance(found, Failure):
            yield found
        elif os.path.normpath(found) not in seen:
            seen.add(os.path.normpath(found))
            yield found
