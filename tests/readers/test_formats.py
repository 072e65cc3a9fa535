"""One story in every format: the same paragraphs, title, byline and date; what differs is listed, with its reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen import Pipeline, read
from briefgen.config import Config
from tests.readers import formats
from tests.readers.formats import FILES, story

# (outlet, what published starts with, where it is from); None: as the story has it, with its time.
DAY = story().day
STATED = {
    "ferry.txt": ("Lake News", DAY, "file"),
    "ferry-wrapped.txt": ("Lake News", DAY, "file"),
    "ferry-utf16.txt": ("Lake News", DAY, "file"),
    "ferry.md": ("Lake News", DAY, "file"),
    "ferry.docx": ("Lake News", DAY, "file"),
    "ferry.pdf": (None, DAY, "page"),  # the running head names the outlet, but a head is no statement
    "ferry.html": ("Lake News", story().published, "json-ld"),
    "ferry.mhtml": ("Lake News", story().published, "json-ld"),
    "inbox.zip": ("Lake News", story().published, "json-ld"),
    "ferry.eml": ("Lake News", DAY, "mail"),  # a forwarded message states no zone
    "ferry.mbox": ("Lake News", DAY, "mail"),
    "Maildir/cur/1752131700.M1P2.host:2,S": ("Lake News", DAY, "mail"),
    "feed.xml": ("Lake News", story().published, "feed"),
    "atom.xml": ("Lake News", story().published, "feed"),
    "feed.json": ("Lake News", story().published, "feed"),
    "item.xml": ("Lake News", story().published, "wire"),
    "item.json": ("Lake News", story().published, "wire"),
    "news.jsonl": ("Lake News", story().published, "wire"),
}


def _letters(words: str) -> str:
    """Without hyphens and white space, as `verify` compares: a divided word may have lost its own hyphen."""
    return re.sub(r"[\s\u00ad-]", "", words)


def _marked(words: str) -> str:
    """Without a list item's bullet, which a text file and a printed page show and a web page does not."""
    return re.sub(r"^[-•*]\s+", "", " ".join(words.split()))


@pytest.mark.parametrize("name", FILES)
def test_the_same_story(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    formats.write(tmp_path, (name,))
    monkeypatch.chdir(tmp_path)
    (article,) = read(name)
    found = [_marked(article.text[one.start : one.end]) for one in article.blocks if one.kind in formats.PROSE]
    same = _letters if name == "ferry.pdf" else str
    assert [same(words) for words in found] == [same(words) for words in story().paragraphs]
    assert (article.title, article.byline) == (story().title, story().byline)
    outlet, published, stated_in = STATED[name]
    assert (article.outlet, article.published, article.published_from) == (outlet, published, stated_in)
    assert article.language == "en"
    assert not article.partial


def test_all_together_are_one_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    formats.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    found = Pipeline(Config()).read(["."])
    assert [one.title for one in found.articles] == [story().title]
    assert found.failures == ()
