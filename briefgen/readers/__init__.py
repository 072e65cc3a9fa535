"""Bytes in, articles out: finds the reader that is surest of a source, and lets it read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath

from briefgen.errors import TooBig, UnknownFormat
from briefgen.model import Article, Brief, Failure, Source
from briefgen.plugins import READERS, find, names

LIMIT = 32 * 2**20
"""Bytes: the longest news page in our measurements has 0.5 MB; a scanned memo may have 20 MB."""

Readable = Article | Source | Failure | Brief
Reader = Callable[[Source], Iterable[Readable]]


def read(source: Source, readers: Mapping[str, Reader] | None = None, *, limit: int = LIMIT) -> tuple[Readable, ...]:
    """What is in one source, by the reader with the highest claim (ties: the first name).

    `readers`: name -> reader; None: all that are installed. `limit`: bytes. Raises ReadError: TooBig,
    UnknownFormat, or what the chosen reader raises (Unreadable, NoArticle).
    """
    if len(source.data) > limit:
        size = f"{len(source.data) / 2**20:.0f} MB, the limit is {limit / 2**20:.0f} MB"
        raise TooBig(f"{source.location}: too big: {size}", hint="split it, or save the article alone")
    known = installed() if readers is None else dict(readers)
    claims = {name: claim_of(reader, source) for name, reader in sorted(known.items())}
    best = max(claims, key=lambda name: claims[name], default=None)
    if best is None or claims[best] <= 0:
        raise UnknownFormat(f"{source.location}: unknown format", hint=f"read are: {_reads(known)}")
    return tuple(known[best](source))


def installed() -> dict[str, Reader]:
    """Every installed reader by name, ours and others'."""
    return {name: find(READERS, name) for name in names(READERS)}


def claim_of(reader: Reader, source: Source) -> int:
    """0..100: how sure a reader is that the bytes are its own; `claims` stands on the function or in its module."""
    claims = _beside(reader, "claims")
    return int(claims(source)) if callable(claims) else 0


def identity(source: Source, index: int = 0) -> str:
    """An article's id: the same bytes and place among the source's articles give the same 12 hexadecimal digits."""
    return sha256(f"{_digest(source.data)}/{index}".encode()).hexdigest()[:12]


@lru_cache(maxsize=1)
def _digest(data: bytes) -> str:
    # Kept for the next article of the same source: 5,000 records in a file of 30 MB would be hashed for minutes.
    return sha256(data).hexdigest()


def ending(location: str) -> str:
    """The location's ending in small letters, as ".html"; a URL's query and fragment do not count."""
    return PurePosixPath(_path(location)).suffix.lower()


def stem(location: str) -> str:
    """A name to call a source by where it has no title of its own."""
    return PurePosixPath(_path(location)).stem.strip() or location


def _path(location: str) -> str:
    # A "?" or "#" may stand in a file's name, so that they end the path of a URL only.
    path = location.split("#", maxsplit=1)[0].split("?", maxsplit=1)[0] if "://" in location else location
    return path.replace("\\", "/").rstrip("/")


def _beside(reader: Reader, name: str) -> object:
    module = sys.modules.get(getattr(reader, "__module__", ""))
    return getattr(reader, name, getattr(module, name, None))


def _reads(readers: Mapping[str, Reader]) -> str:
    return "; ".join(str(_beside(reader, "READS") or name) for name, reader in sorted(readers.items())) or "nothing"
