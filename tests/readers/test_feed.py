"""The feed reader: each format and manner of feeds, links that are followed and those that are not, hostile bytes."""

# ruff: noqa: E501 - the tables show markup as it stands in files

from __future__ import annotations

import contextlib
import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import NoArticle, ReadError, TooBig, Unreadable
from briefgen.model import Article, Failure, Source
from briefgen.readers import feed

FIRST = "The ministers of both countries agreed on Monday to open the ferry line in May, after ten years of talks."
SECOND = "They will share the cost of the two ships, an official in Ohrid said, who did not want to give his name."
LONG = " ".join([FIRST] * 7)
HTML = f"<p>{FIRST}</p><p>{SECOND}</p>"
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:itunes="http://www.itunes.com/DTDs/PodCast-1.0.dtd" xmlns:media="http://search.yahoo.com/mrss/"'
)


def rss(*items: str, about: str = "", namespaces: str = NAMESPACES) -> str:
    head = f"<title>Lake News</title><link>https://lake.example/</link><language>en-GB</language>{about}"
    body = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" {namespaces}><channel>{head}{body}</channel></rss>'
    )


def atom(*entries: str, about: str = "") -> str:
    head = f'<title>Lake News</title><link href="https://lake.example/"/>{about}'
    body = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">{head}{body}</feed>'


def json_feed(*items: Any, **about: Any) -> str:
    head = {"version": "https://jsonfeed.org/version/1.1", "title": "Lake News", **about}
    return json.dumps({**head, "items": list(items)})


def escaped(markup: str) -> str:
    return markup.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def encoded(markup: str) -> str:
    return f"<content:encoded><![CDATA[{markup}]]></content:encoded>"


def found(data: str | bytes, location: str = "inbox/lake.rss", **fields: Any) -> tuple[Any, ...]:
    return feed.read(Source(location, data if isinstance(data, bytes) else data.encode("utf-8"), **fields))


def one(data: str | bytes, **fields: Any) -> Any:
    (only,) = found(data, **fields)
    return only


def kinds(read: Article) -> list[tuple[str, str]]:
    return [(block.kind, read.text[block.start : block.end]) for block in read.blocks]


def paragraphs(read: Article) -> list[str]:
    return [words for kind, words in kinds(read) if kind == "paragraph"]


TITLE = "<title>Ferry line agreed</title>"
LINK = "<link>https://lake.example/ferry</link>"
FULL = {
    "RSS 2.0 with the content": rss(f"{TITLE}{LINK}<description>Short.</description>{encoded(HTML)}"),
    "RSS 2.0 with a long description": rss(f"{TITLE}{LINK}<description>{escaped(f'<p>{FIRST}</p><p>{SECOND}</p><p>{LONG}</p>')}</description>"),
    "RSS 0.91 with a document type": '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">'
    f'<rss version="0.91"><channel><title>Lake News</title><language>en</language><item>{TITLE}{LINK}<description>{FIRST}\n\n{SECOND}\n\n{LONG}</description></item></channel></rss>',
    "RSS 1.0": f'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {NAMESPACES} xml:lang="en">'
    f'<channel rdf:about="https://lake.example/"><title>Lake News</title></channel><item rdf:about="https://lake.example/ferry">{TITLE}{LINK}{encoded(HTML)}</item></rdf:RDF>',
    "Atom with HTML": atom(f'{TITLE}<link href="https://lake.example/ferry"/><content type="html">{escaped(HTML)}</content>'),
    "Atom with XHTML": atom(f'{TITLE}<link href="https://lake.example/ferry"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HTML}</div></content>'),
    "Atom with text": atom(f'{TITLE}<link href="https://lake.example/ferry"/><content type="text">{FIRST}\n\n{SECOND}</content>'),
    "Atom with a prefix": f'<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="en"><a:title>Lake News</a:title><a:entry><a:title>Ferry line agreed</a:title><a:link href="https://lake.example/ferry"/><a:content type="html">{escaped(HTML)}</a:content></a:entry></a:feed>',
    "JSON Feed with HTML": json_feed({"title": "Ferry line agreed", "url": "https://lake.example/ferry", "content_html": HTML, "summary": "Short."}, language="en-GB"),
    "JSON Feed with text": json_feed({"title": "Ferry line agreed", "url": "https://lake.example/ferry", "content_text": f"{FIRST}\n\n{SECOND}", "language": "en"}),
    "a byte order mark": "\ufeff" + rss(f"{TITLE}{LINK}{encoded(HTML)}"),
    "comments and instructions before the root": f'<?xml version="1.0"?><!-- <rss> --><?xml-stylesheet href="x.xsl"?>{rss(f"{TITLE}{LINK}{encoded(HTML)}").split("?>", 1)[1]}',
    "not well-formed": rss(f"{TITLE}{LINK}{encoded(HTML)}").replace("</channel></rss>", "<b>&nbsp;</channel>"),
}  # fmt: skip


@pytest.mark.parametrize("name", FULL)
def test_a_full_text_is_an_article(name: str) -> None:
    read = one(FULL[name])
    assert isinstance(read, Article)
    assert paragraphs(read)[:2] == [FIRST, SECOND]
    assert (read.title, read.outlet, read.language) == ("Ferry line agreed", "Lake News", "en")
    assert (read.location, read.partial, read.reader) == ("https://lake.example/ferry", False, "feed/1")
    broken = "the feed is not well-formed: read as far as it goes"
    assert read.notes == ((broken,) if name == "not well-formed" else ())


SUMMARIES = {
    "a description": rss(f"{TITLE}{LINK}<description>{FIRST}</description>"),
    "a description of markup": rss(f"{TITLE}{LINK}<description>{escaped(f'<p>{FIRST}</p>')}</description>"),
    "a long description that breaks off": rss(f"{TITLE}{LINK}<description>{LONG} […]</description>"),
    "a content that breaks off": rss(f"{TITLE}{LINK}{encoded(f'<p>{FIRST} [&#8230;]</p>')}"),
    "a content with a link to the rest": rss(f"{TITLE}{LINK}{encoded(f'<p>{FIRST}</p><p><a href=x>Continue reading</a></p>')}"),
    "a mark and a footer": rss(f"{TITLE}{LINK}<description>{escaped(f'<p>{FIRST} [...]</p><p>The post <a>Ferry line</a> appeared first on <a>Lake News</a>.</p>')}</description>"),
    "Atom": atom(f'{TITLE}<link href="https://lake.example/ferry"/><summary>{FIRST}</summary>'),
    "Atom with a content elsewhere": atom(f'{TITLE}<link href="https://lake.example/ferry"/><summary>{FIRST}</summary><content src="https://lake.example/ferry"/>'),
    "JSON Feed": json_feed({"title": "Ferry line agreed", "url": "https://lake.example/ferry", "summary": FIRST}),
    "a tracking picture": rss(f"{TITLE}{LINK}<description>{escaped(f'{FIRST}<img src=https://t.example/1.gif width=1 height=1/>')}</description>"),
}  # fmt: skip


@pytest.mark.parametrize("name", SUMMARIES)
def test_a_summary_is_a_link_that_it_stands_in_for(name: str) -> None:
    link = one(SUMMARIES[name])
    assert isinstance(link, Source)
    assert (link.location, link.link, link.data) == ("https://lake.example/ferry", True, b"")
    assert isinstance(link.stand_in, Article)
    assert (link.stand_in.title, link.stand_in.partial) == ("Ferry line agreed", True)
    assert paragraphs(link.stand_in)[-1].startswith(FIRST)
    assert "[" not in " ".join(paragraphs(link.stand_in))
    assert "only the feed's summary" in link.stand_in.notes


@pytest.mark.parametrize("name", SUMMARIES)
def test_a_feed_inside_something_makes_us_fetch_nothing(name: str) -> None:
    read = one(SUMMARIES[name], depth=1)
    assert isinstance(read, Article)
    assert (read.partial, read.location) == (True, "https://lake.example/ferry")


def test_a_title_alone_is_followed_or_told() -> None:
    data = rss(f"{TITLE}{LINK}<pubDate>Wed, 09 Jul 2025 06:30:00 GMT</pubDate>")
    link = one(data)
    assert isinstance(link, Source)
    assert link.stand_in is not None
    assert kinds(link.stand_in) == [("title", "Ferry line agreed")]
    assert link.stand_in.published == "2025-07-09T06:30:00+00:00"
    failure = one(data, depth=1)
    assert isinstance(failure, Failure)
    assert "https://lake.example/ferry" in failure.location


LINKS = [
    ("<link>https://lake.example/a?x=1&amp;y=2</link>", "https://lake.example/a?x=1&y=2"),
    ("<link>/ferry</link>", "https://lake.example/ferry"),
    ("<link>//lake.example/ferry</link>", "https://lake.example/ferry"),
    ("<link>\n https://lake.example/ferry \n</link>", "https://lake.example/ferry"),
    ("<guid>https://lake.example/ferry</guid>", "https://lake.example/ferry"),
    ("<guid isPermaLink='false'>https://lake.example/ferry</guid>", None),
    ("<guid>7781</guid>", None),
    ("", None),
    ("<link>file:///etc/passwd</link>", "file:"),
    ("<link>FILE:///etc/passwd</link>", "file:"),
    ("<link>ftp://lake.example/ferry</link>", "ftp:"),
    ("<link>javascript:alert(1)</link>", "javascript:"),
    ("<link>data:text/html,x</link>", "data:"),
    ("<link>mailto:ana@lake.example</link>", "mailto:"),
    ("<link>https://user:word@lake.example/</link>", "https:"),
    ("<link>http://</link>", "http:"),
    ("<link>http://[</link>", "http:"),
    ("<link>https://lake.example/a b</link>", "https:"),
]


@pytest.mark.parametrize(("link", "expected"), LINKS)
def test_only_addresses_of_pages_are_followed(link: str, expected: str | None) -> None:
    read = one(rss(f"{TITLE}{link}<description>{FIRST}</description>"))
    if expected and expected.startswith("http") and not expected.endswith(":"):
        assert (read.location, read.link) == (expected, True)
    else:
        assert isinstance(read, Article)
        assert (read.location, read.partial) == ("inbox/lake.rss/1", True)
        refused = [note for note in read.notes if "not followed" in note]
        assert len(refused) == bool(expected)
        assert all(str(expected) in note for note in refused)


def test_links_are_relative_to_the_place_of_the_feed_where_it_names_none() -> None:
    data = json_feed({"title": "Ferry", "url": "ferry.html", "content_text": FIRST})
    assert one(data, location="https://lake.example/feeds/1.json").location == "https://lake.example/feeds/ferry.html"
    based = atom(f'<title>Ferry</title><link href="ferry"/><summary>{FIRST}</summary>').replace(
        "<feed ", '<feed xml:base="https://lake.example/news/" '
    )
    assert one(based).location == "https://lake.example/news/ferry"
    relative = json_feed({"title": "Ferry", "url": "../etc/passwd", "content_text": FIRST})
    assert one(relative).location == "inbox/lake.rss/1"


BYLINES = [
    ("<dc:creator>Ana Petrova</dc:creator>", "Ana Petrova"),
    ("<dc:creator>By Ana Petrova</dc:creator>", "Ana Petrova"),
    ("<dc:creator>Ana Petrova</dc:creator><dc:creator>Bojan Kos</dc:creator>", "Ana Petrova, Bojan Kos"),
    ("<author>ana@lake.example (Ana Petrova)</author>", "Ana Petrova"),
    ("<author>ana@lake.example</author>", None),
    ("<author>Ana Petrova &lt;ana@lake.example&gt;</author>", "Ana Petrova"),
    ("<dc:creator>Lake News</dc:creator>", None),
    ("<dc:creator>https://lake.example/ana</dc:creator>", None),
    ("<dc:creator></dc:creator>", None),
    ("", None),
]


@pytest.mark.parametrize(("author", "expected"), BYLINES)
def test_bylines(author: str, expected: str | None) -> None:
    assert one(rss(f"{TITLE}{LINK}{author}{encoded(HTML)}")).byline == expected


ATOM_BYLINES = [
    ("<author><name>Ana Petrova</name><email>ana@lake.example</email></author>", "", "Ana Petrova"),
    ("<author><name>Ana Petrova</name></author><author><name>Bojan Kos</name></author>", "", "Ana Petrova, Bojan Kos"),
    ("", "<author><name>Ana Petrova</name></author>", "Ana Petrova"),
    ("", "<author><name>Lake News</name></author>", None),
    ("<author><email>ana@lake.example</email></author>", "", None),
]


@pytest.mark.parametrize(("author", "about", "expected"), ATOM_BYLINES)
def test_bylines_of_atom(author: str, about: str, expected: str | None) -> None:
    entry = f'{TITLE}{author}<link href="https://lake.example/ferry"/><content type="html">{escaped(HTML)}</content>'
    assert one(atom(entry, about=about)).byline == expected


CHANGED = "the feed gives the day of the last change only"
DATES = [
    (rss(f"{TITLE}<pubDate>Wed, 09 Jul 2025 06:30:00 +0200</pubDate>{encoded(HTML)}"), "2025-07-09T06:30:00+02:00", ()),
    (rss(f"{TITLE}<pubDate>Wed, 9 Jul 2025 06:30 GMT</pubDate>{encoded(HTML)}"), "2025-07-09T06:30:00+00:00", ()),
    (rss(f"{TITLE}<dc:date>2025-07-09T06:30:00Z</dc:date>{encoded(HTML)}"), "2025-07-09T06:30:00+00:00", ()),
    (rss(f"{TITLE}<pubDate>soon</pubDate>{encoded(HTML)}"), None, ()),
    (rss(f"{TITLE}<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>{encoded(HTML)}"), None, ()),
    (rss(f"{TITLE}{encoded(HTML)}", about="<lastBuildDate>Wed, 09 Jul 2025 06:30:00 GMT</lastBuildDate>"), None, ()),
    (atom(f"{TITLE}<published>2025-07-09T06:30:00Z</published><updated>2025-07-10T06:30:00Z</updated><content>{FIRST}</content>"), "2025-07-09T06:30:00+00:00", ()),
    (atom(f"{TITLE}<updated>2025-07-10T06:30:00Z</updated><content>{FIRST}</content>"), "2025-07-10T06:30:00+00:00", (CHANGED,)),
    (json_feed({"date_published": "2025-07-09T06:30:00-05:00", "content_text": FIRST}), "2025-07-09T06:30:00-05:00", ()),
    (json_feed({"date_modified": "2025-07-09T06:30:00Z", "content_text": FIRST}), "2025-07-09T06:30:00+00:00", (CHANGED,)),
    (json_feed({"date_published": 20250709, "content_text": FIRST}), None, ()),
]  # fmt: skip


@pytest.mark.parametrize(("data", "published", "notes"), DATES)
def test_dates(data: str, published: str | None, notes: tuple[str, ...]) -> None:
    read = one(data)
    assert (read.published, read.published_from) == (published, "feed" if published else None)
    assert read.notes == notes


def test_who_first_had_it_is_the_outlet() -> None:
    source = '<source url="https://gulf.example/rss">Gulf Ledger</source>'
    assert one(rss(f"{TITLE}{LINK}{source}{encoded(HTML)}")).outlet == "Gulf Ledger"
    entry = f'{TITLE}<source><title>Gulf Ledger</title></source><content type="html">{escaped(HTML)}</content>'
    assert one(atom(entry)).outlet == "Gulf Ledger"


TITLES = [
    ("Ferry &amp;amp; line", "Ferry & line"),
    ("Ferry &amp;#8217;line", "Ferry ’line"),
    ("<![CDATA[Ferry & <b>line</b>]]>", "Ferry & line"),
    ("AT&amp;T buys ferry", "AT&T buys ferry"),
    ("Ferry\n  line", "Ferry line"),
    ("", "Lake News"),
    ("x" * 1001, "Lake News"),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_titles(title: str, expected: str) -> None:
    assert one(rss(f"<title>{title}</title>{encoded(HTML)}")).title == expected


def test_each_article_once_and_in_order() -> None:
    items = [f"<title>{n}</title><link>https://lake.example/{n % 3}</link>{encoded(HTML)}" for n in range(6)]
    assert [read.title for read in found(rss(*items))] == ["0", "1", "2"]


def test_more_entries_than_are_read_are_named() -> None:
    items = [f"<title>{n}</title>{encoded(HTML)}" for n in range(503)]
    *articles, last = found(rss(*items))
    assert (len(articles), len({read.id for read in articles})) == (500, 500)
    assert isinstance(last, Failure)
    assert "3 left out" in last.message


def test_an_entry_with_nothing_in_it_does_not_stop_the_others() -> None:
    empty, read = found(rss(TITLE, f"{TITLE}{encoded(HTML)}"))
    assert isinstance(empty, Failure)
    assert (empty.location, empty.stage, empty.kind) == ("inbox/lake.rss/1", "read", "NoArticle")
    assert isinstance(read, Article)


def test_a_body_without_measure_does_not_stop_the_others() -> None:
    huge, read = found(rss(f"{TITLE}{LINK}<description>{'&lt;p>' * 700_000}</description>", f"{TITLE}{encoded(HTML)}"))
    assert isinstance(huge, Failure)
    assert huge.kind == "TooBig"
    assert isinstance(read, Article)


SOUND = '<enclosure url="https://lake.example/1.mp3" type="audio/mpeg" length="1"/>'


def test_a_recording_is_its_description() -> None:
    podcast = rss(f"{TITLE}{LINK}<itunes:duration>30:00</itunes:duration><description>{FIRST}</description>{SOUND}")
    read = one(podcast)
    assert isinstance(read, Article)
    assert (read.partial, paragraphs(read)) == (True, [FIRST])
    assert "a recording: the feed has only its description" in read.notes
    spoken = NAMESPACES.replace("itunes", "other").replace("PodCast", "Other")
    assert isinstance(one(rss(f"{TITLE}{LINK}<description>{FIRST}</description>{SOUND}", namespaces=spoken)), Source)


def test_footers_are_no_paragraphs() -> None:
    footer = "<p>The post <a href='x'>Ferry line agreed</a> appeared first on <a href='y'>Lake News</a>.</p>"
    read = one(rss(f"{TITLE}{LINK}{encoded(HTML + footer)}"))
    assert isinstance(read, Article)
    assert kinds(read)[-1] == ("other", "The post Ferry line agreed appeared first on Lake News.")
    assert paragraphs(read) == [FIRST, SECOND]


ENCODED = [
    (rss(f"{TITLE}<description>{LONG} Môndày.</description>").encode("utf-16"), None),
    (rss(f"{TITLE}<description>{LONG} Môndày.</description>").replace("utf-8", "iso-8859-1").encode("cp1252"), None),
    (rss(f"{TITLE}<description>{LONG} Môndày.</description>").encode("cp1252"), "application/rss+xml; charset=windows-1252"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "media_type"), ENCODED)
def test_encodings(data: bytes, media_type: str | None) -> None:
    assert one(data, media_type=media_type).text.endswith("Môndày.")


BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
FILE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
NET = '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://lake.example/x.dtd"> %x;]>'
HOSTILE = {
    "entities that swell": (BOMB + rss(f"{TITLE}<description>&b;</description>").split("?>")[1], Unreadable),
    "a file as an entity": (FILE + rss(f"{TITLE}<description>&x;</description>").split("?>")[1], Unreadable),
    "an address as an entity": (NET + rss(f"{TITLE}{encoded(HTML)}").split("?>")[1], Unreadable),
    "entities behind a comment": (f"<!-- <rss> -->\n{FILE}" + rss(f"{TITLE}{encoded(HTML)}").split("?>")[1], Unreadable),
    "entities in UTF-16": ((FILE + rss(TITLE).split("?>")[1]).encode("utf-16"), Unreadable),
    "no entry": (rss(), NoArticle),
    "no element": ("<!-- nothing -->", Unreadable),
    "cut off in its head": (rss(TITLE)[:90], ReadError),
    "binary": (b"<rss>\x00\x01\x02", Unreadable),
    "a million tags": ("<rss>" + "<a/>" * 1_000_001, TooBig),
    "a third of a million": ("<rss>" + "<a/>" * 300_001, TooBig),
    "broken, and long": (rss("<a>" * 60_001), Unreadable),
    "JSON that breaks off": (json_feed({"content_text": FIRST})[:-9], Unreadable),
    "JSON nested deeply": ('{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 100_000, Unreadable),
    "JSON of a million lists": ('{"version": "https://jsonfeed.org/version/1", "items": [' + "[]," * 1_000_001, TooBig),
    "JSON without items": ('{"version": "https://jsonfeed.org/version/1", "items": {}}', NoArticle),
    "a number without end": ('{"version": "https://jsonfeed.org/version/1", "items": [' + "9" * 5000 + "]}", Unreadable),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_named(name: str) -> None:
    data, error = HOSTILE[name]
    with pytest.raises(error) as caught:
        found(data)
    assert "inbox/lake.rss" in str(caught.value)
    assert caught.value.hint


SLOW = {
    "line ends before the root": "\n" * 200_000 + rss(f"{TITLE}{encoded(HTML)}"),
    "a comment that does not end": "<rss><!--" * 20_000,
    "quotation marks that do not end": "<rss><channel><item>" + '<a b="' * 20_000,
    "elements that do not end": rss("<a>" * 20_000),
    "markup that does not end": rss(f"<description>{'&lt;p ' * 20_000}</description>"),
    "brackets": "<!DOCTYPE rss [" + "]  " * 50_000 + rss(TITLE),
    "a name that does not end": rss(f"<author>a@{'a.' * 200_000}</author>"),
    "a date that does not end": rss(f"<pubDate>{'1:' * 200_000}</pubDate>"),
    "thousands of categories": rss("".join(f"<category>{n}</category>" for n in range(40_000))),
    "marks of a cut": rss(f"<description>{'[…] Read more ' * 50_000}</description>"),
}


@pytest.mark.parametrize("name", SLOW)
def test_no_bytes_take_long(name: str) -> None:
    start = time.process_time()
    with contextlib.suppress(ReadError):
        found(SLOW[name])
    assert time.process_time() - start < 5  # seconds; the slowest takes 1


TYPES: list[Any] = [
    None,
    True,
    7,
    1e400,
    float("nan"),
    "",
    [],
    {},
    [None],
    ["x", 1],
    {"name": 7},
    "x" * 10_000,
    "\ud800",
]


@pytest.mark.parametrize("field", ["title", "url", "external_url", "content_html", "content_text", "summary", "date_published", "date_modified", "language", "authors", "author", "id"])  # fmt: skip
def test_fields_of_any_type(field: str) -> None:
    for value in TYPES:
        item = {"title": "Ferry", "url": "https://lake.example/ferry", "content_text": FIRST, field: value}
        assert len(found(json_feed(item, title=value, home_page_url=value, authors=value, language=value))) == 1


def test_items_of_any_type() -> None:
    assert len(found(json_feed(*TYPES))) == len(TYPES)


def claim(data: str, location: str = "-", media_type: str | None = None) -> int:
    return feed.claims(Source(location, data.encode(), media_type))


CLAIMS = [
    *((data, "-", None, 96) for data in FULL.values()),
    ("<!DOCTYPE html><html><head>", "a.rss", None, 60),
    ("Ferry", "a.rss", None, 0),
    ('<?xml version="1.0"?><urlset>', "sitemap.xml", None, 0),
    ('<feed xmlns="http://lake.example/fish">', "-", None, 0),
    ("<rssfeed>", "-", None, 0),
    ("<rss>", "-", None, 96),
    ('{"version": "1.1", "items": []}', "-", None, 0),
    ('{"record": 1}', "-", None, 0),
    ("", "", None, 0),
    ("<", "x.rss", None, 60),
]


@pytest.mark.parametrize(("data", "location", "media_type", "expected"), CLAIMS)
def test_claims(data: str, location: str, media_type: str | None, expected: int) -> None:
    assert claim(data, location, media_type) == expected


SAMPLES = [data.encode() for data in (*FULL.values(), *SUMMARIES.values())]


@st.composite
def bent(draw: st.DrawFn) -> bytes:
    """A sample with some pieces overwritten, cut out or doubled."""
    data = bytearray(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        piece = draw(st.sampled_from([b"", b"<", b">", b"&", b'"', b"]]>", b"<!ENTITY", b"&#xD800;", b"&#99999999;", b"\xff", b"<x y='1'>", b"{", b"[", b"null", b":"]) | st.binary(max_size=8))  # fmt: skip
        data[at : at + draw(st.integers(0, 60))] = piece
    return bytes(data)


@given(bent())
@settings(max_examples=300, deadline=None)
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    source = Source("inbox/lake.rss", data)
    assert 0 <= feed.claims(source) <= 100
    try:
        read = feed.read(source)
    except ReadError:
        return
    assert all(isinstance(one, Article | Source | Failure) for one in read)
    for one in read:
        article = one.stand_in if isinstance(one, Source) else one
        if isinstance(article, Article):
            assert all(article.text[block.start : block.end].strip() for block in article.blocks)
        if isinstance(one, Source):
            assert one.location.startswith(("http://", "https://"))
