"""A zip archive's bytes in, its directory and members out, within bounds: nothing is unpacked to a disk."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from briefgen.errors import Unreadable

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from briefgen.model import Source

_HINT = "pack it again, or give the files themselves"


class Archive:
    """A zip archive that could be opened; raises Unreadable where it cannot."""

    def __init__(self, source: Source) -> None:
        import zipfile

        self._location = source.location
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source.data))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, OverflowError) as error:
            raise Unreadable(f"{source.location}: a damaged zip archive: {error}", hint=_HINT) from error

    @property
    def unpacked(self) -> int:
        """Bytes that all members have by the directory; what is read of one is never more than it says."""
        return sum(member.file_size for member in self._zip.infolist())

    def members(self) -> Iterator[zipfile.ZipInfo]:
        """The members that are files, in the order of the archive; one without a name is none."""
        yield from (member for member in self._zip.infolist() if member.filename and not member.is_dir())

    def bytes_of(self, member: zipfile.ZipInfo, limit: int) -> bytes:
        """At most `limit` bytes of a member. Raises Unreadable: a password, damage, an unknown method."""
        import zipfile
        import zlib

        if member.flag_bits & 0x1:
            raise Unreadable("protected by a password", hint="unpack it with its password")
        try:
            with self._zip.open(member) as file:
                return file.read(limit)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError,
                OverflowError) as error:  # fmt: skip
            raise Unreadable(f"damaged in the archive: {error}", hint=_HINT) from error
