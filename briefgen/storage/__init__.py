"""Places in (files, folders, patterns, "-", addresses), Sources out; and outputs in, files out: all whole, or none."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from briefgen.model import Failure, Source
from briefgen.storage import local
from briefgen.storage.files import store
from briefgen.storage.network import LIMIT, Network

__all__ = ["LIMIT", "Network", "several", "sources", "store"]

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+)://")
_DEFAULT = Network()


def sources(places: Sequence[str], *, limit: int = LIMIT, network: Network = _DEFAULT) -> Iterator[Source | Failure]:
    """The bytes of every place, in the order given; what cannot be read is a Failure that names place and remedy.

    A folder stands for all files in it and below, by name, without hidden ones. A file met twice is read once.
    http and https are fetched, any other `scheme://` is opened by fsspec. `limit`: bytes of one source.
    """
    limit = min(limit, network.limit)
    seen: set[str] = set()
    for place in places:
        scheme = _SCHEME.match(place)
        if scheme and scheme["scheme"].lower() != "file":
            yield from _elsewhere(place, scheme["scheme"].lower(), network)
            continue
        for found in local.files(_path(place) if scheme else place):
            if isinstance(found, Failure):
                yield found
            elif os.path.normpath(found) not in seen:
                seen.add(os.path.normpath(found))
                yield local.read(found, limit)


def several(locations: Sequence[str], network: Network = _DEFAULT) -> Iterator[Source | Failure]:
    """What stands behind some http(s) addresses, in their order; four at a time, two of one host."""
    from briefgen.storage import fetch

    yield from fetch.several(locations, network)


def _elsewhere(place: str, scheme: str, network: Network) -> Iterator[Source | Failure]:
    if scheme in ("http", "https"):
        from briefgen.storage import fetch

        yield fetch.fetched(place, network)
    else:
        from briefgen.storage import remote

        yield from remote.sources(place, network.limit)


def _path(place: str) -> str:
    """The path of a file:// address that a person gave."""
    return str(Path(unquote(urlsplit(place).path)))
