"""Which reader reads a source, and what is said where none does."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from briefgen.errors import TooBig, UnknownFormat
from briefgen.model import Article, Source
from briefgen.readers import Reader, ending, identity, installed, plain, read, stem, web

READERS: dict[str, Reader] = {"plain": plain.read, "web": web.read}
PAGE = (
    b"<!doctype html><title>x</title><article><h1>Ferries agreed</h1>"
    + b"<p>They agreed on Monday after ten years.</p>" * 9
)


def reader(name: str, claim: int) -> Reader:
    def found(source: Source) -> Iterable[Article]:
        return (Article(id=identity(source), location=source.location, title=name, text=name, reader=name),)

    found.claims = lambda source: claim  # type: ignore[attr-defined]
    return found


def test_highest_claim_reads() -> None:
    assert read(Source("x", b""), {"a": reader("a", 10), "b": reader("b", 20)})[0].reader == "b"  # type: ignore[union-attr]


def test_ties_go_by_name() -> None:
    assert read(Source("x", b""), {"b": reader("b", 20), "a": reader("a", 20)})[0].reader == "a"  # type: ignore[union-attr]


def test_a_page_is_a_page_under_any_name() -> None:
    for location in ("page.html", "page.txt", "-", "https://lake.example/story"):
        assert read(Source(location, PAGE), READERS)[0].reader == web.READER  # type: ignore[union-attr]


def test_nobody_claims() -> None:
    with pytest.raises(UnknownFormat) as caught:
        read(Source("inbox/x.bin", b"\x00\x01\x02"), READERS)
    assert "inbox/x.bin" in str(caught.value)
    assert plain.READS in caught.value.hint
    assert web.READS in caught.value.hint


def test_a_reader_without_claims_reads_nothing() -> None:
    with pytest.raises(UnknownFormat):
        read(Source("x", b"x"), {"odd": lambda source: ()})


def test_too_big() -> None:
    with pytest.raises(TooBig, match=r"x\.txt: too big"):
        read(Source("x.txt", b"x" * 101), READERS, limit=100)


def test_installed_readers_are_found() -> None:
    assert {"plain", "web"} <= set(installed())


def test_identity_is_of_bytes_and_place() -> None:
    source = Source("a", b"x")
    assert identity(source) == identity(Source("b", b"x"))
    assert len({identity(source), identity(source, 1), identity(Source("a", b"y"))}) == 3
    assert len(identity(source)) == 12


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("inbox/story.TXT", (".txt", "story")),
        ("https://lake.example/a/story.html?x=1.pdf#y", (".html", "story")),
        ("https://lake.example/a/story/", ("", "story")),
        ("what?#.txt", (".txt", "what?#")),
        ("C:\\inbox\\story.htm", (".htm", "story")),
        ("-", ("", "-")),
        ("", ("", "")),
    ],
)
def test_ending_and_stem(location: str, expected: tuple[str, str]) -> None:
    assert (ending(location), stem(location)) == expected
