"""Bodies that are packed well, badly, and with bad intent."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest

from briefgen.storage.network import Stopped
from briefgen.storage.unpacking import Body

WORDS = b"Ferry line opens. " * 50
BARE = zlib.compressobj(wbits=-15)
BARE_WORDS = BARE.compress(WORDS) + BARE.flush()


def unpacked(packing: str, data: bytes, limit: int = 10_000, step: int = 7) -> bytes:
    body = Body(packing, limit)
    for start in range(0, len(data), step):
        body.add(data[start : start + step])
    return body.whole()


@pytest.mark.parametrize("step", [1, 7, 100_000])
@pytest.mark.parametrize(
    ("packing", "data"),
    [
        ("", WORDS),
        ("identity", WORDS),
        ("gzip", gzip.compress(WORDS, mtime=0)),
        ("X-Gzip ", gzip.compress(WORDS, mtime=0)),
        ("gzip", gzip.compress(WORDS[:100], mtime=0) + gzip.compress(WORDS[100:], mtime=0)),
        ("gzip", gzip.compress(WORDS, mtime=0) + b"\0\0\0"),
        ("deflate", zlib.compress(WORDS)),
        ("deflate", BARE_WORDS),
    ],
)
def test_what_is_packed_comes_out_whole(packing: str, data: bytes, step: int) -> None:
    assert unpacked(packing, data, step=step) == WORDS


def test_an_empty_body_is_empty() -> None:
    assert unpacked("gzip", b"") == b""


@pytest.mark.parametrize(
    ("packing", "data", "kind", "again"),
    [
        ("gzip", gzip.compress(WORDS, mtime=0)[:-9], "Unreachable", True),
        ("deflate", zlib.compress(WORDS)[:-5], "Unreachable", True),
        ("gzip", WORDS, "Unreadable", False),
        ("gzip", gzip.compress(WORDS, mtime=0) + b"\x1f not another part", "Unreadable", False),
        ("br", b"x", "Unreadable", False),
        ("gzip, gzip", b"x", "Unreadable", False),
        ("", b"x" * 10_001, "TooBig", False),
        ("gzip", gzip.compress(b"x" * 10_001, mtime=0), "TooBig", False),
        ("gzip", gzip.compress(b"", mtime=0) * 600, "TooBig", False),  # nothing unpacked, but 12,000 bytes sent
    ],
)
def test_what_is_damaged_or_too_big(packing: str, data: bytes, kind: str, again: bool) -> None:
    with pytest.raises(Stopped) as caught:
        unpacked(packing, data)
    assert (caught.value.args[0], caught.value.again) == (kind, again)


def test_the_limit_itself_is_allowed() -> None:
    assert unpacked("gzip", gzip.compress(b"x" * 10_000, mtime=0)) == b"x" * 10_000


def test_a_bomb_ends_at_the_limit() -> None:
    bomb = gzip.compress(bytes(100 * 2**20))
    tracemalloc.start()
    with pytest.raises(Stopped):
        unpacked("gzip", bomb, limit=2**20, step=len(bomb))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * 2**20
