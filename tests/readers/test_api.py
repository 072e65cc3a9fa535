"""Records of news interfaces and crawlers: the dialects, links and stand-ins, broken lines, fields of any type."""

# ruff: noqa: E501 - the tables show records as they come

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import NoArticle, ReadError, TooBig, Unreadable
from briefgen.model import Article, Failure, Source
from briefgen.readers import api, feed, ninjs

FIRST = "The ministers of both countries agreed on Monday to open the ferry line in May, after ten years of talks."
SECOND = "They will share the cost of the two ships, an official in Ohrid said, who did not want to give his name."
PLAIN = f"{FIRST}\n\n{SECOND}"
HTML = f"<p>{FIRST}</p><p>{SECOND}</p>"
URL = "https://lake.example/ferry"
T = "Ferry line agreed"
DAY = "2025-07-09T06:30:00+00:00"
ISO = "2025-07-09T06:30:00Z"

FULL: dict[str, tuple[Any, tuple[str | None, str | None, str | None]]] = {
    "Guardian": (
        {"response": {"status": "ok", "results": [{"id": "x", "type": "article", "webTitle": "Ferry", "webUrl": URL, "webPublicationDate": ISO, "fields": {"headline": T, "bodyText": f"{FIRST} {SECOND} {FIRST}", "body": HTML, "byline": "Ana Petrova in Ohrid", "trailText": "<b>Short</b>", "publication": "Lake News"}}]}},
        ("Lake News", "Ana Petrova in Ohrid", None),
    ),
    "Event Registry": (
        {"articles": {"results": [{"uri": "77", "lang": "eng", "date": "2025-07-10", "dateTime": "2025-07-10T01:00:00Z", "dateTimePub": ISO, "url": URL, "title": T, "body": PLAIN, "source": {"uri": "lake.example", "title": "Lake News"}, "authors": [{"uri": "ana@lake.example", "name": "Ana Petrova", "type": "author"}]}], "totalResults": 1}},
        ("Lake News", "Ana Petrova", "en"),
    ),
    "NewsCatcher": (
        {"status": "ok", "articles": [{"title": T, "author": "Ana Petrova", "authors": "Ana Petrova", "published_date": "2025-07-09 06:30:00", "link": URL, "clean_url": "lake.example", "excerpt": "Short.", "summary": f"{PLAIN}\n\n{FIRST} {FIRST} {FIRST} {FIRST} {FIRST}", "rights": "lake.example", "language": "en"}]},
        ("lake.example", "Ana Petrova", "en"),
    ),
    "NewsData": (
        {"status": "success", "results": [{"title": T, "link": URL, "creator": ["Ana Petrova"], "description": "Short.", "content": PLAIN, "pubDate": "2025-07-09 06:30:00", "source_id": "lake", "language": "english"}]},
        ("lake", "Ana Petrova", "en"),
    ),
    "news-please": (
        {"authors": ["Ana Petrova"], "date_download": "2025-07-11 01:00:00", "date_publish": "2025-07-09 06:30:00", "description": "Short.", "language": "en", "maintext": f"{FIRST}\n{SECOND}", "source_domain": "lake.example", "title": T, "url": URL, "text": None},
        ("lake.example", "Ana Petrova", "en"),
    ),
    "newspaper": (
        [{"url": URL, "source_url": "https://lake.example", "title": T, "text": PLAIN, "authors": ["Ana Petrova"], "publish_date": "2025-07-09T06:30:00+00:00", "meta_lang": "en", "summary": "", "top_image": "https://lake.example/x.png"}],
        (None, "Ana Petrova", "en"),
    ),
    "trafilatura": (
        {"title": T, "author": "Ana Petrova", "hostname": "lake.example", "date": "2025-07-09", "fingerprint": "x", "id": None, "license": None, "comments": "", "raw_text": f"{FIRST} {SECOND}", "text": f"{FIRST}\n{SECOND}", "language": None, "source": URL, "source-hostname": "lake.example", "sitename": "Lake News", "excerpt": "Short."},
        ("Lake News", "Ana Petrova", None),
    ),
    "Webz.io": (
        {"posts": [{"thread": {"url": URL, "site_full": "www.lake.example", "site": "lake.example", "title": T, "published": ISO}, "url": URL, "author": "Ana Petrova", "published": "2025-07-09T06:30:00.000+00:00", "title": T, "text": PLAIN, "language": "english"}], "totalResults": 1},
        ("www.lake.example", "Ana Petrova", "en"),
    ),
    "Perigon": (
        {"articles": [{"url": URL, "authorsByline": "Ana Petrova", "pubDate": ISO, "title": T, "description": "Short.", "content": PLAIN, "source": {"domain": "lake.example"}, "language": "en"}]},
        ("lake.example", "Ana Petrova", "en"),
    ),
    "Aylien": (
        {"stories": [{"id": 1, "title": T, "body": PLAIN, "links": {"permalink": URL}, "source": {"name": "Lake News"}, "author": {"name": "Ana Petrova"}, "published_at": ISO, "language": "en"}]},
        ("Lake News", "Ana Petrova", "en"),
    ),
    "a search engine": (
        {"hits": {"total": 1, "hits": [{"_id": "1", "_source": {"title": T, "body": PLAIN, "url": URL, "published": ISO, "author": "Ana Petrova", "source": "Lake News"}}]}},
        ("Lake News", "Ana Petrova", None),
    ),
    "one of our own making": ({"headline": T, "text": PLAIN, "link": URL, "date": "9 July 2025", "byline": "By Ana Petrova", "publisher": "Lake News"}, ("Lake News", "Ana Petrova", None)),
}  # fmt: skip


def found(value: Any, location: str = "inbox/lake.json", **fields: Any) -> tuple[Any, ...]:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return api.read(Source(location, data, **fields))


def one(value: Any, **fields: Any) -> Any:
    (only,) = found(value, **fields)
    return only


def kinds(read: Article) -> list[tuple[str, str]]:
    return [(block.kind, read.text[block.start : block.end]) for block in read.blocks]


@pytest.mark.parametrize("name", FULL)
def test_each_dialect_gives_the_same_article(name: str) -> None:
    value, (outlet, byline, language) = FULL[name]
    read = one(value)
    assert isinstance(read, Article)
    assert kinds(read)[:3] == [("title", T), ("paragraph", FIRST), ("paragraph", SECOND)]
    assert (read.outlet, read.byline, read.language) == (outlet, byline, language)
    assert (read.published or "")[:10] == "2025-07-09"
    assert (read.published_from, read.location, read.partial) == ("wire", URL, False)
    assert (read.reader, read.notes) == ("api/1", ())


SEEN = "published: only the time at which the interface saw it"
BRIEF: dict[str, tuple[Any, tuple[str | None, str | None], tuple[str, ...], list[tuple[str, str]]]] = {
    "NewsAPI": (
        {"status": "ok", "totalResults": 1, "articles": [{"source": {"id": None, "name": "Lake News"}, "author": "Ana Petrova", "title": T, "description": "Short.", "url": URL, "urlToImage": None, "publishedAt": ISO, "content": f"{FIRST} They will sha… [+1234 chars]"}]},
        ("Lake News", DAY), (), [("paragraph", f"{FIRST} They will sha…"), ("other", "[+1234 chars]")],
    ),
    "NewsAPI without content": (
        {"status": "ok", "articles": [{"source": {"id": "x", "name": "Lake News"}, "author": None, "title": T, "description": FIRST, "url": URL, "publishedAt": ISO, "content": None}]},
        ("Lake News", DAY), (), [("paragraph", FIRST)],
    ),
    "GNews": (
        {"totalArticles": 1, "articles": [{"title": T, "description": "Short.", "content": f"{FIRST}... [834 chars]", "url": URL, "publishedAt": ISO, "source": {"name": "Lake News", "url": "https://lake.example"}}]},
        ("Lake News", DAY), (), [("paragraph", f"{FIRST}..."), ("other", "[834 chars]")],
    ),
    "New York Times": (
        {"status": "OK", "response": {"docs": [{"abstract": "Short.", "web_url": URL, "snippet": "Short.", "lead_paragraph": FIRST, "source": "The Lake Times", "headline": {"main": T, "kicker": None}, "pub_date": "2025-07-09T06:30:00+0000", "byline": {"original": "By Ana Petrova", "person": []}}]}},
        ("The Lake Times", DAY), (), [("paragraph", FIRST)],
    ),
    "GDELT": (
        {"articles": [{"url": URL, "url_mobile": "", "title": T, "seendate": "20250709T063000Z", "socialimage": "", "domain": "lake.example", "language": "English", "sourcecountry": "Slovenia"}]},
        ("lake.example", DAY), (SEEN,), [],
    ),
    "mediastack": (
        {"pagination": {"limit": 1}, "data": [{"author": "Ana Petrova", "title": T, "description": FIRST, "url": URL, "source": "Lake News", "image": None, "category": "general", "language": "en", "country": "si", "published_at": "2025-07-09T06:30:00+00:00"}]},
        ("Lake News", DAY), (), [("paragraph", FIRST)],
    ),
    "NewsData without its text": (
        {"results": [{"title": T, "link": URL, "creator": None, "description": FIRST, "content": "ONLY AVAILABLE IN PAID PLANS", "pubDate": "2025-07-09 06:30:00", "source_id": "lake"}]},
        ("lake", "2025-07-09T06:30:00"), (), [("paragraph", FIRST)],
    ),
    "Bing": (
        {"_type": "News", "value": [{"name": T, "url": URL, "description": FIRST, "provider": [{"name": "Lake News"}], "datePublished": "2025-07-09T06:30:00.0000000Z"}]},
        ("Lake News", DAY), (), [("paragraph", FIRST)],
    ),
    "TheNewsAPI": (
        {"meta": {"found": 1}, "data": [{"uuid": "x", "title": T, "description": "Short.", "snippet": f"{FIRST}...", "url": URL, "published_at": ISO, "source": "lake.example", "language": "en"}]},
        ("lake.example", DAY), (), [("paragraph", "Short.")],
    ),
    "a text that breaks off": ({"title": T, "text": f"{FIRST} {FIRST} […]", "url": URL, "source": "Lake News", "date": ISO}, ("Lake News", DAY), (), [("paragraph", f"{FIRST} {FIRST}"), ("other", "[…]")]),
}  # fmt: skip


@pytest.mark.parametrize("name", BRIEF)
def test_a_summary_is_a_link_that_it_stands_in_for(name: str) -> None:
    value, (outlet, published), notes, parts = BRIEF[name]
    link = one(value)
    assert isinstance(link, Source)
    assert (link.location, link.link) == (URL, True)
    read = link.stand_in
    assert read is not None
    assert kinds(read) == [("title", T), *parts]
    assert (read.outlet, read.published, read.partial) == (outlet, published, True)
    assert read.notes == (*notes, "only the interface's summary")


@pytest.mark.parametrize("name", BRIEF)
def test_records_inside_something_make_us_fetch_nothing(name: str) -> None:
    read = one(BRIEF[name][0], depth=1)
    assert isinstance(read, Failure if name == "GDELT" else Article)
    assert read.location == URL


LINKS: list[tuple[Any, str, str]] = [
    ("file:///etc/passwd", "inbox/lake.json", "file:"),
    ("javascript:alert(1)", "inbox/lake.json", "javascript:"),
    ("/ferry", "inbox/lake.json", ""),
    (None, "inbox/lake.json", ""),
    (7, "inbox/lake.json", ""),
    (["https://lake.example/a"], "https://lake.example/a", ""),
    (" https://lake.example/a ", "https://lake.example/a", ""),
]


@pytest.mark.parametrize(("url", "location", "refused"), LINKS)
def test_only_addresses_of_pages_are_followed(url: Any, location: str, refused: str) -> None:
    read = one({"title": T, "description": FIRST, "url": url})
    assert read.location == location
    if location.startswith("inbox"):
        assert isinstance(read, Article)
        assert any(refused in note for note in read.notes) if refused else len(read.notes) == 1


def test_lines_are_read_one_by_one() -> None:
    lines = [json.dumps({"title": f"Story {n}", "text": PLAIN}) for n in range(3)]
    data = "\r\n".join(
        ["\ufeff" + lines[0], "", "{broken", lines[1], "[1]", "7", lines[2].replace("ferry", "fer\u2028ry")]
    )
    for location in ("inbox/lake.jsonl", "inbox/lake.ndjson", "-"):
        a, broken, b, of_list, number, c = found(data.encode(), location)
        assert [read.title for read in (a, b, c)] == ["Story 0", "Story 1", "Story 2"]
        assert (broken.location, broken.kind) == (f"{location}:3", "Unreadable")
        assert (of_list.kind, number.kind) == ("Unreadable", "Unreadable")
        assert len({read.id for read in (a, b, c)}) == 3
        assert [one.location for one in (a, b, of_list, number, c)] == [
            f"{location}:{place}" for place in ("1", "4", "5", "6", "7")
        ]


def test_a_list_over_lines_is_one_value() -> None:
    assert len(found(json.dumps([{"title": T, "text": PLAIN}] * 2, indent=2).encode())) == 2
    assert len(found(json.dumps({"title": T, "text": PLAIN}, indent=2).encode())) == 1


def test_more_records_than_are_read_are_named() -> None:
    *articles, last = found([{"title": T, "text": FIRST}] * 5_001)
    assert (len(articles), last.kind) == (5_000, "TooBig")
    assert "5000" in last.message


def test_an_empty_record_does_not_stop_the_others() -> None:
    empty, odd, read = found([{"id": 7}, "x", {"title": T, "text": FIRST}])
    assert (empty.location, empty.kind) == ("inbox/lake.json/1", "NoArticle")
    assert (odd.location, odd.kind) == ("inbox/lake.json/2", "Unreadable")
    assert isinstance(read, Article)


DATES: list[tuple[Any, str | None]] = [
    ("2025-07-09", "2025-07-09"),
    (1752042600, "2025-07-09T06:30:00+00:00"),
    (1752042600000, "2025-07-09T06:30:00+00:00"),
    ("1752042600", "2025-07-09T06:30:00+00:00"),
    ("0001-01-01T00:00:00", None),
    ("1970-01-01T00:00:00Z", None),
    ("9/7/2025", None),
    (float("nan"), None),
    (float("inf"), None),
    (10**400, None),
    (True, None),
    ({"$date": "2025-07-09"}, None),
    ("", None),
]


@pytest.mark.parametrize(("date", "expected"), DATES)
def test_dates(date: Any, expected: str | None) -> None:
    assert one({"title": T, "text": FIRST, "published_at": date}).published == expected


BYLINES: list[tuple[Any, str | None]] = [
    ("By Ana Petrova", "Ana Petrova"),
    ("Ana Petrova; Bojan Kos", "Ana Petrova, Bojan Kos"),
    (["Ana Petrova", "Bojan Kos", "Ana Petrova"], "Ana Petrova, Bojan Kos"),
    ([{"name": "Ana Petrova"}, {"name": None}, 7], "Ana Petrova"),
    ({"name": "Ana Petrova"}, "Ana Petrova"),
    ("https://lake.example/ana", None),
    ("ana@lake.example", None),
    ("ana@lake.example (Ana Petrova)", "Ana Petrova"),
    ("Lake News", None),
    ("null", None),
    ([], None),
    (None, None),
    (["x" * 400], None),
]


@pytest.mark.parametrize(("author", "expected"), BYLINES)
def test_bylines(author: Any, expected: str | None) -> None:
    assert one({"title": T, "text": FIRST, "source": "Lake News", "author": author}).byline == expected


BODIES: list[tuple[Any, list[str]]] = [
    (HTML, [FIRST, SECOND]),
    (f"{FIRST}\n{SECOND}", [FIRST, SECOND]),
    ([FIRST, SECOND], [FIRST, SECOND]),
    ([FIRST, None, {"x": 1}], [FIRST]),
]


@pytest.mark.parametrize(("text", "expected"), BODIES)
def test_bodies(text: Any, expected: list[str]) -> None:
    assert [words for kind, words in kinds(one({"title": T, "text": text})) if kind == "paragraph"] == expected


HOSTILE = [
    (b"", Unreadable),
    (b"{", Unreadable),
    (b"[" * 100_000, Unreadable),
    (b'{"a":' * 100_000, Unreadable),
    (b'[{"title": "x", "text": "y"}', Unreadable),
    (b"[" + b"[]," * 1_000_001 + b"1]", TooBig),
    (b"[" + b"9" * 5_000 + b"]", Unreadable),
    (b"\x00\x01", Unreadable),
    (b"[]", NoArticle),
    (b"{}", NoArticle),
    (b"7", NoArticle),
    (b'[1, 2, "x"]', NoArticle),
    (b'{"status": "ok", "totalResults": 0, "articles": []}', NoArticle),
]


@pytest.mark.parametrize(("data", "error"), HOSTILE)
def test_what_cannot_be_read_is_named(data: bytes, error: type[ReadError]) -> None:
    with pytest.raises(error) as caught:
        found(data)
    assert "inbox/lake.json" in str(caught.value)
    assert caught.value.hint


NOT_LISTS = [
    {"title": T, "url": URL, "description": FIRST, "entries": []},
    {"title": T, "text": FIRST, "items": [{"title": "another"}]},
    {"id": 1, "source": {"name": "x"}, "article": {"title": T, "text": FIRST}},
]


@pytest.mark.parametrize("value", NOT_LISTS)
def test_a_record_may_hold_a_list_or_stand_in_an_object(value: dict[str, Any]) -> None:
    read = one(value, depth=1)
    assert kinds(read) == [("title", T), ("paragraph", FIRST)]


def test_a_line_nested_deeply_does_not_stop_the_others() -> None:
    good = json.dumps({"title": T, "text": FIRST})
    broken, read = found(("[" * 100_000 + "\n" + good).encode(), "inbox/lake.jsonl")
    assert (broken.kind, broken.location) == ("Unreadable", "inbox/lake.jsonl:1")
    assert isinstance(read, Article)


def test_no_bytes_take_long() -> None:
    start = time.process_time()
    for data in (
        b'{"a": 1}\n' * 20_000,
        b'{"a": "' + b"\\n" * 500_000 + b'"}',
        json.dumps({"title": "<p " * 200_000, "text": "[…] " * 50_000, "author": "@" * 100_000}).encode(),
    ):
        found(data, "inbox/lake.jsonl")
    assert time.process_time() - start < 5  # seconds; it takes 1


def test_the_first_of_two_names_is_lost_but_nothing_else() -> None:
    assert one(b'{"title": "a", "title": "b", "text": "The ministers agreed."}').title == "b"


def best(data: str, location: str) -> str:
    source = Source(location, data.encode())
    claims = {"api": api.claims(source), "feed": feed.claims(source), "ninjs": ninjs.claims(source)}
    return max(claims, key=lambda name: claims[name]) if any(claims.values()) else ""


CLAIMS = [
    *((json.dumps(value), "-", "api") for value, *_ in (*FULL.values(), *BRIEF.values())),
    ("\n".join(json.dumps(value) for value in ({"title": T, "text": "x"},) * 2), "a.jsonl", "api"),
    ("{}", "a.jsonl", "api"),
    ('{"x": 1}', "a.json", "api"),
    ('{"x": 1}', "-", ""),
    ('{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{"url": "x"}]}', "a.json", "feed"),
    ('{"uri": "x", "versioncreated": "y", "headline": "z", "body_text": "t"}', "a.json", "ninjs"),
    ('{"record": 2, "header": {"subject": "x"}, "title": "x", "text": "y"}', "a.json", ""),
    ('{"header": {}, "title": "x", "record": 1, "url": ""}', "a.json", ""),
    ('{"name": "left-pad", "version": "1.0.0", "repository": {"url": "x"}}', "-", ""),
    ("Ferry", "a.json", ""),
    ("", "a.jsonl", ""),
    ("<rss>", "a.jsonl", "feed"),
]


@pytest.mark.parametrize(("data", "location", "reader"), CLAIMS)
def test_claims(data: str, location: str, reader: str) -> None:
    assert best(data, location) == reader


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from([FIRST, HTML, URL, "\ud800", "[+9 chars]", "http://["]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "title", "main", "original", "results", "body"]), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
NAMES = sorted(
    {path[0] for paths in api.fields().paths.values() for path in paths} | {path[0] for path in api.fields().lists}
)


@given(st.lists(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8), max_size=3), st.booleans(), st.booleans())
@settings(max_examples=400, deadline=None)
def test_no_values_raise_anything_else(records: list[dict[str, Any]], lines: bool, alone: bool) -> None:
    data = "\n".join(map(json.dumps, records)) if lines else json.dumps(records[0] if alone and records else records)
    source = Source("inbox/lake.jsonl" if lines else "inbox/lake.json", data.encode())
    assert 0 <= api.claims(source) <= 100
    try:
        read = api.read(source)
    except ReadError:
        return
    assert all(isinstance(one, Article | Source | Failure) for one in read)


SAMPLES = [json.dumps(value).encode() for value, *_ in (*FULL.values(), *BRIEF.values())]


@given(st.sampled_from(SAMPLES), st.integers(0, 2_000), st.integers(0, 60), st.binary(max_size=8))
@settings(max_examples=200, deadline=None)
def test_no_bytes_raise_anything_else(data: bytes, at: int, length: int, piece: bytes) -> None:
    bent = data[:at] + piece + data[at + length :]
    try:
        read = found(bent)
    except ReadError:
        return
    assert all(isinstance(one, Article | Source | Failure) for one in read)
