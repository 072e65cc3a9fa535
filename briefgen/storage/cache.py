"""What was fetched from an address, kept in a folder with its validators; damaged entries count as missing."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from dataclasses import asdict, astuple, dataclass
from hashlib import sha256
from pathlib import Path

_MOST = 2**16
"""Bytes of an entry; an address and its validators have some hundred."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The headers of a complete answer. `answered`: the address behind all redirects; `digest`: that of the body."""

    url: str
    answered: str
    etag: str = ""
    last_modified: str = ""
    media_type: str = ""
    digest: str = ""

    def conditions(self, url: str) -> dict[str, str]:
        """The headers that ask whether anything has changed; validators hold for the one address that gave them."""
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in pairs.items() if value and url == self.answered}


def kept(folder: Path | None, location: str, limit: int) -> tuple[Entry, bytes] | None:
    """The entry of a location and its bytes, None where there is none, or it is damaged or over the limit."""
    if folder is None:
        return None
    about, body = _paths(folder, location)
    try:
        entry = Entry(**json.loads(_start(about, _MOST)))
        data = _start(body, limit + 1)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    is_whole = _is_plain(entry) and len(data) <= limit and entry.digest == sha256(data).hexdigest()
    return (entry, data) if is_whole else None


def keep(folder: Path | None, location: str, entry: Entry, data: bytes) -> None:
    """Keeps an answer that can be asked for again; a folder that cannot be written to is no fault.

    The body goes first: whatever stops or overtakes this, a pair that does not belong together has another digest.
    """
    entry = Entry(**asdict(entry) | {"digest": sha256(data).hexdigest()})
    if folder is None or not (entry.etag or entry.last_modified) or not _is_plain(entry):
        forget(folder, location)
        return
    about, body = _paths(folder, location)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        _replace(body, data)
        _replace(about, json.dumps(asdict(entry)).encode())


def forget(folder: Path | None, location: str) -> None:
    """Takes away what is kept of a location."""
    for path in _paths(folder, location) if folder else ():
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _paths(folder: Path, location: str) -> tuple[Path, Path]:
    key = sha256(location.encode("utf-8", "surrogatepass")).hexdigest()
    return folder / f"{key}.json", folder / f"{key}.bin"


def _is_plain(entry: Entry) -> bool:
    """Texts that may stand in the head of a request."""
    return all(isinstance(one, str) and one.isascii() and one.isprintable() for one in astuple(entry)[1:])


def _start(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        temporary.write_bytes(data)
        os.replace(temporary, path)  # noqa: PTH105 - whole, or not at all
    finally:
        with suppress(OSError):
            temporary.unlink()
