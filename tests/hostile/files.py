"""Files that are broken, or made to harm: name -> bytes, and what has to be said of each."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable

WORDS = b"The ministers of both countries agreed on Monday to open the ferry line in May, after ten years of talks. "
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha ha ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (b"b"[0] + n, b"&%c;" % (b"a"[0] + n) * 10) for n in range(9)
)


def packed(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name.replace("_up_", "../"), data)
    return file.getvalue()


def in_itself(depth: int) -> bytes:
    data = packed(story=WORDS)
    for _ in range(depth):
        data = packed(inner=data)
    return data


def paper() -> bytes:
    import weasyprint

    made: bytes = weasyprint.HTML(string=f"<h1>Ferry</h1><p>{WORDS.decode() * 3}</p>").write_pdf()
    return made


def locked_paper() -> bytes:
    import pikepdf

    file = io.BytesIO()
    pikepdf.open(io.BytesIO(paper())).save(file, encryption=pikepdf.Encryption(owner="a", user="b"))
    return file.getvalue()


def feed(link: str) -> bytes:
    item = b"<item><title>F</title><link>%s</link></item>" % link.encode()
    return b"<rss version='2.0'><channel><title>L</title>%s</channel></rss>" % item


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.txt": (lambda: b"", "the file is empty"),
    "blank.txt": (lambda: b" \n\t\r\n\xc2\xa0", "the file is empty"),
    "huge.txt": (lambda: WORDS * (200 * 2**20 // len(WORDS)), "MB"),
    "program.txt": (lambda: b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 99, "a Linux program"),
    "noise.txt": (lambda: bytes((n * 7919) % 251 for n in range(9999)), "not text"),
    "half.txt": (lambda: b"\xff\xfe" + "The ministers agreed.".encode("utf-16-le")[:-1], "not text in utf-16"),
    "cut.pdf": (lambda: paper()[:900], "PDF"),
    "locked.pdf": (locked_paper, "protected by a password"),
    "none.pdf": (lambda: b"%PDF-1.7\n" + b"\0" * 999, "PDF"),
    "bomb.zip": (lambda: packed(bomb=b"\0" * (60 * 2**20)), "times its size"),
    "bomb.gz": (lambda: gzip.compress(b" " * (80 * 2**20)), "MB"),
    "deep.zip": (lambda: in_itself(9), "inside each other"),
    "cut.zip": (lambda: packed(story=WORDS)[:60], "damaged"),
    "up.zip": (lambda: packed(_up_story=WORDS), "points out of the archive"),
    "bomb.docx": (lambda: packed(**{"word/document.xml": b" " * (300 * 2**20)}), "MB"),
    "entities.docx": (lambda: packed(**{"word/document.xml": ENTITIES + b"]><w>&j;</w>"}), "Word"),
    "cut.docx": (lambda: packed(**{"word/document.xml": b"<w:document>"})[:80], "damaged"),
    "laughs.xml": (lambda: ENTITIES + b"]><rss><channel><title>&j;</title></channel></rss>", "XML entities of its own"),
    "outside.xml": (
        lambda: (
            b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>'
        ),
        "XML entities of its own",
    ),
    "laughs-item.xml": (lambda: ENTITIES + b"]><newsItem>&j;</newsItem>", "XML entities of its own"),
    "empty-feed.xml": (lambda: b"<rss version='2.0'><channel><title>L</title></channel></rss>", "no entry"),
    "file-link.xml": (lambda: feed("file:///etc/passwd"), "without text"),
    "deep.html": (lambda: b"<!doctype html><body>" + b"<div>" * 100_000 + WORDS * 9, "deep"),
    "deep-lists.html": (lambda: b"<html><body><article><h1>F</h1>" + b"<ul><li>" * 50_000 + WORDS, ""),
    "no-article.html": (lambda: b"<!doctype html><title>x</title><nav><a href=/>Home</a></nav>", "no article"),
    "deep.json": (lambda: b'{"title": "x", "text": ' + b"[" * 200_000, "nested too deeply"),
    "broken.json": (lambda: b'{"title": "x", "text": "y"', "broken JSON"),
    "broken.jsonl": (lambda: b'{"title": "x"\n{]\n', "broken JSON"),
    "no-record.json": (lambda: json.dumps([1, 2, "x"]).encode(), "no record of an article"),
    "nothing.eml": (lambda: b"From: a@b\nTo: c@d\nMessage-ID: <1@b>\nSubject: x\n\nThanks!\n", "no article"),
    "sealed.eml": (
        lambda: b'From: a@b\nMessage-ID: <1@b>\nSubject: x\nContent-Type: multipart/encrypted; boundary="b"\n\n--b--\n',
        "encrypted",
    ),
    "message.msg": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Outlook message"),
    "old.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Word 97-2003"),
    "picture.png": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "PNG picture"),
    "two\nlines.txt": (lambda: b"", "the file is empty"),
    "bell\x07.txt": (lambda: b"", "the file is empty"),
}
"""File name -> (what makes it, words of the fault; "" where it may be read)."""
