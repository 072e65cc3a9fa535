"""Archives: members as Sources, and every way in which an archive can be hostile."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import NoArticle, ReadError, TooBig, UnknownFormat, Unreadable
from briefgen.model import Failure, Source
from briefgen.readers import archive, read


def packed(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return file.getvalue()


def found(members: dict[str, bytes]) -> list[tuple[str, str]]:
    return [
        (one.location, one.data.decode() if isinstance(one, Source) else one.message)
        for one in archive.read(Source("in.zip", packed(members)))
        if isinstance(one, Source | Failure)
    ]


def test_members_are_sources_and_furniture_is_not() -> None:
    members = {"a/b.txt": b"x", "__MACOSX/a/._b.txt": b"y", ".DS_Store": b"z", "a/~$b.docx": b"z", "c.txt": b"q"}
    assert found(members) == [("in.zip/a/b.txt", "x"), ("in.zip/c.txt", "q")]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "a/../../b.txt", "C:/a.txt", "..\\a.txt"])
def test_a_name_that_points_out_is_refused(name: str) -> None:
    assert found({name: b"x", "b.txt": b"y"}) == [
        (f"in.zip/{name}", "its name points out of the archive: not read"),
        ("in.zip/b.txt", "y"),
    ]


def test_a_bomb_is_named_and_the_others_are_read() -> None:
    bomb, good = found({"bomb.txt": b" " * (40 * 2**20), "b.txt": b"y"})
    assert bomb[0] == "in.zip/bomb.txt"
    assert "times its size" in bomb[1]
    assert good == ("in.zip/b.txt", "y")


def test_a_member_over_the_limit() -> None:
    assert "the limit is 64 MB" in found({"big.txt": b"x" * (65 * 2**20)})[0][1]


def test_gzip() -> None:
    (one,) = archive.read(Source("news.jsonl.gz", gzip.compress(b"{}", mtime=0)))
    assert one == Source("news.jsonl", b"{}")


BROKEN = [
    (b"PK\x03\x04 and no more", Unreadable),
    (packed({}), NoArticle),
    (gzip.compress(b"x" * 100, mtime=0)[:-9], Unreadable),
    (b"\x1f\x8b\x08 no", Unreadable),
    (gzip.compress(b" " * (65 * 2**20), mtime=0), TooBig),
]


@pytest.mark.parametrize(("data", "error"), BROKEN)
def test_what_cannot_be_read_is_named(data: bytes, error: type[ReadError]) -> None:
    with pytest.raises(error, match=r"in\.zip"):
        archive.read(Source("in.zip", data))


def test_a_password_is_named() -> None:
    data = bytearray(packed({"a.txt": b"secret"}))
    for at in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[at] |= 1
    (one,) = archive.read(Source("in.zip", bytes(data)))
    assert isinstance(one, Failure)
    assert one.message == "protected by a password"


OTHERS = [
    ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Outlook message"),
    ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97-2003 document"),
    ("-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97-2003 document"),
    ("a.odt", packed({"content.xml": b"x"}), "OpenDocument text"),
    ("a.rtf", rb"{\rtf1 x}", "RTF document"),
    ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "PNG picture"),
    ("scan.pdf", b"\xff\xd8\xff\xe0\0\0", "JPEG picture"),
    ("a", b"\x7fELF\0\0", "Linux program"),
]


@pytest.mark.parametrize(("location", "data", "name"), OTHERS)
def test_a_format_that_is_not_read_has_its_name_and_remedy(location: str, data: bytes, name: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(Source(location, data))
    assert isinstance(caught.value, UnknownFormat)
    assert name in str(caught.value)
    assert caught.value.hint


SAMPLE = packed({"a.txt": b"The ministers met. " * 9, "b/c.txt": b"They agreed."})


@settings(max_examples=100, deadline=2000)
@given(st.integers(0, len(SAMPLE) - 1), st.binary(min_size=1, max_size=6))
def test_any_damage_is_a_source_or_a_fault(at: int, junk: bytes) -> None:
    try:
        members = tuple(archive.read(Source("in.zip", SAMPLE[:at] + junk + SAMPLE[at + len(junk) :])))
    except ReadError:
        return
    assert all(isinstance(one, Source | Failure) for one in members)


def test_a_member_without_a_name_is_passed_over() -> None:
    data = packed({"a.txt": b"Talks went on.", "b.txt": b"Nothing."}).replace(b"b.txt", b"\0\0\0\0\0")
    assert [one.location for one in archive.read(Source("in.zip", data))] == ["in.zip/a.txt"]
