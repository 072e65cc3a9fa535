"""Records of articles as interfaces and dumps name their fields, and values of any kind in any field."""

# ruff: noqa: E501 - the tables show records as they stand in files
from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import NoArticle, ReadError, Unreadable
from briefgen.model import Article, Failure, Source
from briefgen.readers import api, read

FIRST = "The ministers of both countries agreed on Monday to open the ferry line in May, after ten years of talks."
SECOND = "They will share the cost of the two ships, an official in Ohrid said, who did not want to give his name."
TEXT = f"{FIRST}\n\n{SECOND}"
HTML = f"<p>{FIRST}</p><p>{SECOND}</p>"
TITLE, URL, DAY = "Ferry line agreed", "https://lake.example/ferry", "2025-07-09T06:30:00Z"

RECORDS: dict[str, object] = {
    "a service with articles": {"status": "ok", "articles": [{"source": {"id": None, "name": "Lake News"}, "author": "Ana Petrova", "title": TITLE, "description": "x", "url": URL, "publishedAt": DAY, "content": TEXT}]},
    "a newspaper's results": {"response": {"status": "ok", "results": [{"webTitle": TITLE, "webUrl": URL, "webPublicationDate": DAY, "fields": {"byline": "Ana Petrova", "body": HTML, "bodyText": "x"}, "publication": "Lake News"}]}},
    "a newspaper's documents": {"response": {"docs": [{"headline": {"main": TITLE}, "byline": {"original": "By Ana Petrova"}, "web_url": URL, "pub_date": "2025-07-09T06:30:00+0000", "source": "Lake News", "body": TEXT}]}},
    "a registry of events": {"articles": {"results": [{"title": TITLE, "body": TEXT, "dateTimePub": DAY, "url": URL, "source": {"title": "Lake News"}, "authors": [{"name": "Ana Petrova"}]}]}},
    "a service with data": {"data": [{"title": TITLE, "text": TEXT, "url": URL, "source": "Lake News", "published_at": DAY, "author": "Ana Petrova"}]},
    "a crawler's dump": [{"title": TITLE, "maintext": TEXT, "url": URL, "source_domain": "Lake News", "date_publish": "2025-07-09 06:30:00+00:00", "authors": ["Ana Petrova"]}],
    "an extractor's record": {"title": TITLE, "text": TEXT, "raw_text": "x", "hostname": "lake.example", "sitename": "Lake News", "author": "Ana Petrova", "date": DAY, "source": URL, "url": URL},
    "posts": {"posts": [{"title": TITLE, "text": TEXT, "published": DAY, "url": URL, "author": "Ana Petrova", "thread": {"site_full": "Lake News"}}]},
}  # fmt: skip


def found(value: object, name: str = "news.json", depth: int = 0) -> list[Article | Source | Failure]:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return list(api.read(Source(name, data, depth=depth)))


def paragraphs(article: Article) -> list[str]:
    return [article.text[one.start : one.end] for one in article.blocks if one.kind == "paragraph"]


@pytest.mark.parametrize("name", RECORDS)
def test_records(name: str) -> None:
    (article,) = read(Source("news.json", json.dumps(RECORDS[name]).encode()))
    assert isinstance(article, Article), article
    assert article.reader == api.READER
    assert (article.title, article.byline, article.outlet, article.location) == (TITLE, "Ana Petrova", "Lake News", URL)
    assert (article.published, article.published_from) == ("2025-07-09T06:30:00+00:00", "wire")
    assert paragraphs(article) == [FIRST, SECOND]
    assert not article.partial


def test_lines_and_a_broken_one() -> None:
    record = json.dumps({"title": TITLE, "text": TEXT})
    lines = f"{record}\n\n{{broken\n{json.dumps([1])}\n{record}\n".encode()
    read_ = found(lines, "news.jsonl")
    assert [(type(one).__name__, one.location) for one in read_] == [
        ("Article", "news.jsonl:1"),
        ("Failure", "news.jsonl:3"),
        ("Failure", "news.jsonl:4"),
        ("Article", "news.jsonl:5"),
    ]


@pytest.mark.parametrize("text", [f"{FIRST} [+1234 chars]", f"{FIRST}…", f"{FIRST[:-1]}..."])
def test_a_text_that_breaks_off_is_a_link_with_a_stand_in(text: str) -> None:
    (link,) = found([{"title": TITLE, "content": text, "url": URL}])
    assert isinstance(link, Source)
    assert (link.location, link.link) == (URL, True)
    assert link.stand_in is not None
    assert link.stand_in.partial
    (inside,) = found([{"title": TITLE, "content": text, "url": URL}], depth=1)
    assert isinstance(inside, Article)
    assert inside.partial


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://lake.example/", "//x", 7, ["a"], None, "http://["])
def test_what_is_no_web_address_is_never_a_link(url: object) -> None:
    (one,) = found([{"title": TITLE, "description": SECOND, "url": url}])
    assert isinstance(one, Article)
    assert one.location == "news.json"


CLAIMS = [
    ("a.jsonl", b'{"x": 1}', 90),
    ("-", json.dumps({"title": "x", "text": "y"}).encode(), 55),
    ("a.json", b'{"x": 1}', 20),
    ("-", b'{"x": 1}', 0),
    ("a.json", b"no json", 0),
]


@pytest.mark.parametrize(("name", "data", "claim"), CLAIMS)
def test_claims(name: str, data: bytes, claim: int) -> None:
    assert api.claims(Source(name, data)) == claim


BROKEN = [
    (b"[", Unreadable),
    (b"[" * 100_000, Unreadable),
    (b"[]", NoArticle),
    (b"{}", NoArticle),
    (b"\xff\xfe[", Unreadable),
]


@pytest.mark.parametrize(("data", "error"), BROKEN)
def test_what_cannot_be_read_is_named(data: bytes, error: type[ReadError]) -> None:
    with pytest.raises(error, match=r"news\.json"):
        found(data)


KEYS = sorted({part for paths in api._fields().values() for path in paths for part in path.split(".")})
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8) | st.just(TEXT) | st.just(URL),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=2000)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8))
def test_any_value_in_any_field_is_read_or_named(value: dict[str, object]) -> None:
    try:
        items = found(value)
    except ReadError:
        return
    assert all(isinstance(one, Article | Source | Failure) for one in items)
