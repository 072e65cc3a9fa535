"""What was fetched from an address, kept in a folder with its validators; damaged entries count as missing."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """The headers of a complete answer; `digest` is that of its body."""

    url: str
    etag: str = ""
    last_modified: str = ""
    media_type: str = ""
    digest: str = ""


def kept(folder: Path | None, url: str) -> tuple[Entry, bytes] | None:
    """The entry of an address and its bytes, None where there is none or it is damaged."""
    if folder is None:
        return None
    about, body = _paths(folder, url)
    try:
        entry = Entry(**json.loads(about.read_bytes()))
        data = body.read_bytes()
    except (OSError, ValueError, TypeError):
        return None
    return (entry, data) if entry.url == url and entry.digest == sha256(data).hexdigest() else None


def keep(folder: Path | None, entry: Entry, data: bytes) -> None:
    """Keeps an answer that can be asked for again; a folder that cannot be written to is no fault."""
    if folder is None or not (entry.etag or entry.last_modified):
        return
    about, body = _paths(folder, entry.url)
    named = asdict(entry) | {"digest": sha256(data).hexdigest()}
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        _replace(body, data)
        _replace(about, json.dumps(named).encode())


def _paths(folder: Path, url: str) -> tuple[Path, Path]:
    key = sha256(url.encode()).hexdigest()
    return folder / f"{key}.json", folder / f"{key}.bin"


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        temporary.write_bytes(data)
        os.replace(temporary, path)  # noqa: PTH105 - whole, or not at all
    finally:
        with suppress(OSError):
            temporary.unlink()
