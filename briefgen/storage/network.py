"""How addresses are fetched, as a record: the bounds that hold for each of them; and why one gave nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

LIMIT = 64 * 2**20
"""Bytes that one source may have; a newspaper's page has well under 1 MB, a long report with pictures 20."""

SAVE = "save the page in a browser (HTML) and give the file"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
CREDENTIALS = re.compile(r"(?<=://)[^/?#]*@")


@dataclass(frozen=True, slots=True)
class Network:
    """`timeout`: seconds for one address, all in all; `limit`: bytes of one, unpacked; `private`: also addresses of
    one's own network; `links`: follow a feed's links; `cache`: a folder that keeps what was fetched, None for none;
    `agent`: how the program names itself."""

    timeout: float = 20
    limit: int = LIMIT
    redirects: int = 5
    private: bool = False
    links: bool = True
    cache: Path | None = None
    agent: str = "briefgen"


class Stopped(Exception):
    """Why a place gave nothing: kind, message and hint of the Failure.

    `again`: another try may help; `pause`: seconds that the server asks to wait before it.
    """

    def __init__(
        self, kind: str, message: str, hint: str = "", *, again: bool = False, pause: float | None = None
    ) -> None:
        super().__init__(kind, message, hint)
        self.again, self.pause = again, pause


def scheme_of(place: str) -> str:
    """The scheme of `scheme://…` in small letters; nothing for a path."""
    found = _SCHEME.match(place)
    return found[1].lower() if found else ""


def without_password(place: str) -> str:
    """A place as it may be printed: as given, less the name and password in it."""
    return CREDENTIALS.sub("", place, count=1)
