"""Places in (files, folders, patterns, "-", addresses), Sources out; and outputs in, files out: all whole, or none."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from briefgen.model import Failure, Source
from briefgen.storage import local
from briefgen.storage.files import store
from briefgen.storage.network import LIMIT, Network, scheme_of

__all__ = ["LIMIT", "Network", "fetched", "put", "several", "sources", "store"]

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


def put(place: str, data: bytes) -> None:
    """Write one file to a `scheme://` place with fsspec. Raises WriteError."""
    from briefgen.storage import remote

    remote.put(place, data)


def _elsewhere(place: str, network: Network, seen: set[str]) -> Iterator[Source | Failure]:
    """What stands at a path, or with fsspec behind a scheme."""
    scheme = scheme_of(place)
    if scheme and scheme != "file":
        from briefgen.storage import remote

        yield from remote.sources(place, network)
        return
    path = local.path_of(place) if scheme else place
    for found in local.files(path) if isinstance(path, str) else (path,):
        if isinstance(found, Failure):
            yield found
        elif os.path.normpath(found) not in seen:
            seen.add(os.path.normpath(found))
            yield local.read(found, network.limit)
