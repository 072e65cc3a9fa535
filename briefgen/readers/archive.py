"""A zip or gzip archive in, its members out as Sources that are read in turn; nothing is unpacked to a disk."""

from __future__ import annotations

import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from briefgen.errors import NoArticle, ReadError, TooBig, Unreadable
from briefgen.model import Failure, Source
from briefgen.readers import ending
from briefgen.readers.members import Archive
from briefgen.readers.unread import known

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterable, Iterator

READER = "archive/1"
READS = "archives (.zip, .gz) of all these"
_MEMBERS_MOST = 5000
_MEMBER_MOST = 64 * 2**20  # bytes of one member
_ALL_MOST = 512 * 2**20  # bytes of all members
_RATIO_MOST = 200  # unpacked to packed; prose has 3, a page full of markup 15
_RATIO_LEAST = 2**20  # bytes from which on the ratio counts: a small file of blanks harms nobody
# What systems put beside the files of a folder.
_FURNITURE = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


def claims(source: Source) -> int:
    """0..100: zip and gzip by their first bytes; a format that is a zip inside (.docx) is surer of itself."""
    if known(source.data, source.location) is not None:  # .odt, .xlsx and others are zips inside
        return 0
    return 60 if source.data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08")) else 0


def read(source: Source) -> Iterable[Source | Failure]:
    """A Source for each member, a Failure for each that cannot be unpacked. Raises Unreadable, NoArticle, TooBig."""
    if source.data.startswith(b"\x1f\x8b"):
        return (Source(_without_gz(source.location), _gunzipped(source)),)
    found = tuple(_members(source))
    if not found:
        raise NoArticle(f"{source.location}: an archive without files", hint="pack the articles into it")
    return found


def _members(source: Source) -> Iterator[Source | Failure]:
    archive = Archive(source)
    taken = 0
    for number, member in enumerate(archive.members()):
        name = member.filename
        place = f"{source.location}/{name}"
        if _passed_over(name) and not _points_out(name):
            continue
        if number >= _MEMBERS_MOST:
            hint = "split the archive"
            yield Failure(source.location, "read", "TooBig", f"only the first {_MEMBERS_MOST} files are read", hint)
            return
        fault = _refused(member, taken)
        if fault:
            yield Failure(place, "read", *fault)
            continue
        try:
            data = archive.bytes_of(member, _MEMBER_MOST + 1)
        except ReadError as error:
            yield Failure(place, "read", type(error).__name__, str(error.args[0]), error.hint)
            continue
        taken += len(data)
        yield Source(place, data)


def _passed_over(name: str) -> bool:
    path = PurePosixPath(name)
    return any(part in _FURNITURE for part in path.parts) or path.name.startswith((".", "~$"))


def _points_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ":" in name[:3] or ".." in PurePosixPath(name.replace("\\", "/")).parts


def _refused(member: zipfile.ZipInfo, taken: int) -> tuple[str, str, str] | None:
    """Kind, message and hint of what is wrong with a member by the archive's directory."""
    if _points_out(member.filename):
        return "Unreadable", "its name points out of the archive: not read", "do not trust this archive"
    size, packed = member.file_size, max(1, member.compress_size)
    if size > _MEMBER_MOST:
        return "TooBig", f"{size / 2**20:.0f} MB, the limit is {_MEMBER_MOST / 2**20:.0f} MB", "give its text alone"
    if size > _RATIO_LEAST and size / packed > _RATIO_MOST:
        message = f"unpacked it is {size / packed:.0f} times its size: not unpacked"
        return "TooBig", message, "do not trust this archive; else unpack it and give the files"
    if taken + size > _ALL_MOST:
        return "TooBig", f"the archive holds more than {_ALL_MOST / 2**20:.0f} MB: not unpacked", "split the archive"
    return None


def _gunzipped(source: Source) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        data = unpacker.decompress(source.data, _MEMBER_MOST + 1)
    except zlib.error as error:
        raise Unreadable(f"{source.location}: a damaged gzip file: {error}", hint="pack it again") from error
    if len(data) > _MEMBER_MOST:
        message = f"{source.location}: unpacked it has more than {_MEMBER_MOST / 2**20:.0f} MB"
        raise TooBig(message, hint="split it")
    if not unpacker.eof:
        raise Unreadable(f"{source.location}: the gzip file is cut off", hint="fetch or pack it again")
    return data


def _without_gz(location: str) -> str:
    return location[: -len(".gz")] if ending(location) == ".gz" else location
