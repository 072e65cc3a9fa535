"""Feeds: dialects, what is an article and what a link, what is never followed, and broken ones."""

# ruff: noqa: E501 - the tables show markup as it stands in files
from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import NoArticle, ReadError, Unreadable
from briefgen.model import Article, Failure, Source
from briefgen.readers import feed

FIRST = "The ministers of both countries agreed on Monday to open the ferry line in May, after ten years of talks."
SECOND = "They will share the cost of the two ships, an official in Ohrid said, who did not want to give his name."
HTML = (
    f"<p>{FIRST}</p><p>{SECOND}</p><p>The post <a href='/x'>Ferry</a> appeared first on <a href='/'>Lake News</a>.</p>"
)
ESCAPED = HTML.replace("<", "&lt;").replace(">", "&gt;")

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Lake News</title><link>https://lake.example/</link><language>en-gb</language>
<item><title>Ferry line agreed</title><link>https://lake.example/ferry</link><dc:creator>Ana Petrova</dc:creator>
<pubDate>Wed, 09 Jul 2025 06:30:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[{HTML}]]></content:encoded></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Lake News</title><link href="https://lake.example/"/>
<entry><title type="html">Ferry line &lt;b&gt;agreed&lt;/b&gt;</title><link rel="alternate" href="https://lake.example/ferry"/>
<author><name>Ana Petrova</name></author><published>2025-07-09T06:30:00Z</published><updated>2025-07-10T06:30:00Z</updated>
<content type="html">{ESCAPED}</content></entry></feed>"""
RDF = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel rdf:about="x"><title>Lake News</title><link>https://lake.example/</link></channel>
<item rdf:about="y"><title>Ferry line agreed</title><link>https://lake.example/ferry</link><dc:creator>Ana Petrova</dc:creator>
<dc:date>2025-07-09T06:30:00Z</dc:date><content:encoded>{ESCAPED}</content:encoded></item></rdf:RDF>"""
JSON = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "Lake News", "home_page_url": "https://lake.example/",
    "items": [{"id": 1, "title": "Ferry line agreed", "url": "/ferry", "content_html": HTML, "authors": [{"name": "Ana Petrova"}],
               "date_published": "2025-07-09T06:30:00Z"}],
})  # fmt: skip


def found(text: str, depth: int = 0) -> list[Article | Source | Failure]:
    return list(feed.read(Source("feed.xml", text.encode(), depth=depth)))


def paragraphs(article: Article) -> list[str]:
    return [article.text[one.start : one.end] for one in article.blocks if one.kind == "paragraph"]


@pytest.mark.parametrize("text", [RSS, ATOM, RDF, JSON], ids=["rss", "atom", "rdf", "json"])
def test_an_entry_with_its_text_is_an_article(text: str) -> None:
    assert feed.claims(Source("x", text.encode())) == 96
    (read,) = found(text)
    assert isinstance(read, Article)
    assert (read.title, read.byline, read.outlet) == ("Ferry line agreed", "Ana Petrova", "Lake News")
    assert (read.published, read.published_from) == ("2025-07-09T06:30:00+00:00", "feed")
    assert (read.location, read.partial) == ("https://lake.example/ferry", False)
    assert paragraphs(read) == [FIRST, SECOND]


def rss(*items: str) -> str:
    return f"<rss version='2.0'><channel><title>Lake News</title><link>https://lake.example/</link>{''.join(f'<item>{one}</item>' for one in items)}</channel></rss>"


def test_a_summary_is_a_link_with_a_stand_in() -> None:
    (link,) = found(rss(f"<title>Ferry</title><link>/ferry</link><description>{SECOND} […]</description>"))
    assert isinstance(link, Source)
    assert (link.location, link.link, link.data) == ("https://lake.example/ferry", True, b"")
    assert link.stand_in is not None
    assert link.stand_in.partial
    assert paragraphs(link.stand_in) == [f"{SECOND} […]"]
    assert link.stand_in.notes == ("only the feed's summary",)


def test_a_long_description_is_the_article() -> None:
    (read,) = found(rss(f"<title>Ferry</title><link>/f</link><description>{f'{FIRST} ' * 8}</description>"))
    assert isinstance(read, Article)
    assert not read.partial


def test_a_feed_inside_something_makes_us_fetch_nothing() -> None:
    (read,) = found(rss(f"<title>Ferry</title><link>/ferry</link><description>{SECOND}</description>"), depth=1)
    assert isinstance(read, Article)
    assert read.partial


@pytest.mark.parametrize(
    "link", ["file:///etc/passwd", "ftp://lake.example/x", "javascript:alert(1)", "gopher://x/", "data:text/plain,x"]
)
def test_other_schemes_are_never_followed(link: str) -> None:
    (read,) = found(rss(f"<title>Ferry</title><link>{link}</link><description>{SECOND}</description>"))
    assert isinstance(read, Article)
    assert read.location == "feed.xml/1"
    assert any("which is not followed" in note for note in read.notes)


def test_the_day_of_a_change_is_not_that_of_publication_unless_there_is_no_other() -> None:
    entry = f"<entry><title>F</title><updated>2025-07-10</updated><content>{FIRST} {FIRST}</content></entry>"
    (read,) = found(f"<feed xmlns='http://www.w3.org/2005/Atom'><title>L</title>{entry}</feed>")
    assert isinstance(read, Article)
    assert read.published == "2025-07-10"
    assert read.notes == ("the feed gives the day of the last change only",)


@pytest.mark.parametrize(
    ("author", "byline"),
    [("desk@lake.example (Jan Weber)", "Jan Weber"), ("desk@lake.example", None), ("Jan Weber", "Jan Weber")],
)
def test_an_address_is_no_byline(author: str, byline: str | None) -> None:
    (read,) = found(rss(f"<title>F</title><author>{author}</author><description>{f'{FIRST} ' * 8}</description>"))
    assert isinstance(read, Article)
    assert read.byline == byline


def test_the_same_link_counts_once_and_nothing_is_a_failure() -> None:
    item = f"<title>F</title><link>/f</link><description>{f'{FIRST} ' * 8}</description>"
    kinds = [type(one).__name__ for one in found(rss(item, item, "<title>Empty</title>"))]
    assert kinds == ["Article", "Failure"]


def test_entries_have_a_bound() -> None:
    many = found(rss(*(f"<title>F</title><link>/{n}</link><description>{FIRST}</description>" for n in range(501))))
    assert len(many) == 501
    assert isinstance(many[-1], Failure)


BROKEN = [
    (rss(), NoArticle),
    ('<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>', Unreadable),
    ('<!DOCTYPE rss SYSTEM "x" [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>', Unreadable),
    ('{"version": "https://jsonfeed.org/version/1", "items": ', Unreadable),
    ('{"version": "https://jsonfeed.org/version/1", "items": {}}', NoArticle),
    ('{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 100_000, Unreadable),
]  # fmt: skip


@pytest.mark.parametrize(("text", "error"), BROKEN)
def test_what_cannot_be_read_is_named(text: str, error: type[ReadError]) -> None:
    with pytest.raises(error, match=r"feed\.xml"):
        found(text)


def test_an_old_feed_with_a_document_type_is_read() -> None:
    head = '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    (read,) = found(head + rss(f"<title>F</title><description>{f'{FIRST} ' * 8}</description>"))
    assert isinstance(read, Article)


@settings(max_examples=80, deadline=2000)
@given(st.sampled_from([RSS, ATOM, JSON]), st.integers(0, 900), st.text(max_size=6), st.integers(0, 40))
def test_any_damage_is_read_or_named(text: str, at: int, junk: str, gone: int) -> None:
    try:
        items = found(text[:at] + junk + text[at + gone :])
    except ReadError:
        return
    assert all(isinstance(one, Article | Source | Failure) for one in items)
