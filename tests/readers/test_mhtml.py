"""Pages saved as one file."""

from __future__ import annotations

import contextlib
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import NoArticle, ReadError
from briefgen.model import Article, Source
from briefgen.readers import mhtml

WORDS = "Die Fähre – the ferry line – will open in May, the ministers of both countries said on Monday."
BODY = f"<h1>Ferry</h1><p>{WORDS}</p><p>{WORDS} Yes.</p><p>{WORDS} No.</p>"
PAGE = f"<!DOCTYPE html><html><head><title>x</title></head><body><article>{BODY}</article></body></html>"


def saved(charset: str = "utf-8", kind: str = "text/html") -> bytes:
    body = quopri.encodestring(PAGE.encode(charset)).decode()
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://lake.example/ferry\r\nSubject: Ferry\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="=_b"\r\n\r\n'
        f"--=_b\r\nContent-Type: {kind}; charset={charset}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{body}"
        "\r\n--=_b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0=\r\n--=_b--\r\n"
    ).encode()


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_the_page_inside_is_read(charset: str) -> None:
    (read,) = mhtml.read(Source("ferry.mhtml", saved(charset)))
    assert isinstance(read, Article)
    first = next(one for one in read.blocks if one.kind == "paragraph")
    assert read.text[first.start : first.end] == WORDS
    assert (read.title, read.reader, read.location) == ("Ferry", "mhtml/1", "ferry.mhtml")


def test_no_page_inside() -> None:
    with pytest.raises(NoArticle, match=r"ferry\.mhtml"):
        mhtml.read(Source("ferry.mhtml", saved(kind="text/css")))


@given(st.integers(0, 900), st.binary(max_size=8), st.integers(0, 40))
def test_any_damage_is_an_article_or_a_fault(at: int, junk: bytes, gone: int) -> None:
    data = saved()
    with contextlib.suppress(ReadError):
        mhtml.read(Source("ferry.mhtml", data[:at] + junk + data[at + gone :]))


def test_claims() -> None:
    assert mhtml.claims(Source("x", saved())) == 97
    assert mhtml.claims(Source("x.eml", b"From: ana@lake.example\r\nSubject: Ferry\r\n\r\nHello.")) == 0
    assert mhtml.claims(Source("x.html", PAGE.encode())) == 0
