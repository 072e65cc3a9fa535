"""How addresses are fetched, as a record: the bounds that hold for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LIMIT = 64 * 2**20
"""Bytes that one source may have; a newspaper's page has well under 1 MB, a long report with pictures 20."""


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
