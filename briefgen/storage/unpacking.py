"""An answer's body in, piece by piece; unpacked (gzip, deflate) and bounded out.

Done here, because a library that unpacks a piece as a whole makes a thousand times its size of it before anyone
can count.
"""

from __future__ import annotations

import zlib

from briefgen.storage.network import SAVE, Stopped

_GZIP, _ZLIB, _BARE = 31, 15, -15  # zlib's wbits: with gzip's head, with its own, with none


class Body:
    """`packing`: the Content-Encoding; `limit`: bytes, as sent and as unpacked. Raises Stopped."""

    def __init__(self, packing: str, limit: int) -> None:
        self._data, self._limit, self._sent = bytearray(), limit, 0
        self._packing = packing.strip().lower().removeprefix("x-")
        self._unpacker: zlib._Decompress | None = None
        if self._packing not in ("", "identity", "gzip", "deflate"):
            raise Stopped("Unreadable", f"packed in an unknown way ({self._packing[:40]})", SAVE)

    def add(self, piece: bytes) -> None:
        """The next piece, as it was sent."""
        self._sent += len(piece)
        if self._packing in ("", "identity"):
            self._data += piece
        else:
            self._unpack(piece)
        if max(self._sent, len(self._data)) > self._limit:
            raise too_big(self._limit)

    def whole(self) -> bytes:
        """All of it, after the last piece."""
        if self._unpacker and not self._unpacker.eof:
            raise Stopped("Unreachable", "the answer breaks off", "try again later", again=True)
        return bytes(self._data)

    def _unpack(self, piece: bytes) -> None:
        try:
            while piece and len(self._data) <= self._limit:
                if self._unpacker is None or (self._unpacker.eof and piece[0] == 0x1F):  # gzip may have several parts
                    self._unpacker = zlib.decompressobj(self._head(piece))
                if self._unpacker.eof:  # padding
                    return
                self._data += self._unpacker.decompress(piece, self._limit - len(self._data) + 1)
                piece = self._unpacker.unused_data if self._unpacker.eof else self._unpacker.unconsumed_tail
        except zlib.error as error:
            raise Stopped("Unreadable", f"damaged on the way: {error}", f"try again, or {SAVE}") from error

    def _head(self, piece: bytes) -> int:
        if self._packing == "gzip":
            return _GZIP
        return _ZLIB if piece[0] & 0x0F == 8 else _BARE  # servers disagree about what "deflate" means


def too_big(limit: int) -> Stopped:
    """The fault of an answer over the limit."""
    return Stopped("TooBig", f"more than {limit / 2**20:.3g} MB", "save the article alone and give the file")
