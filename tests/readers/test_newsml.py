"""Agencies' XML: NewsML-G2, NewsML 1 and NITF in their manners; withdrawn, embargoed, broken and hostile items."""

# ruff: noqa: E501 - the tables show markup as it stands in files

from __future__ import annotations

import base64
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import NoArticle, ReadError, TooBig, Unreadable
from briefgen.model import Article, Failure, Source
from briefgen.readers import newsml

FIRST = "The ministers of both countries agreed on Monday to open the ferry line in May, after ten years of talks."
SECOND = "They will share the cost of the two ships, an official in Ohrid said, who did not want to give his name."
HTML = f"<p>{FIRST}</p><p>{SECOND}</p>"
HEAD = "<headline>Ferry line agreed</headline><by>By Ana Petrova</by>"
META = "<provider><name>Lake Agency</name></provider><versionCreated>2025-07-09T08:00:00Z</versionCreated>"


def xhtml(body: str = HTML) -> str:
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{body}</body></html>'
    return f'<contentSet><inlineXML contenttype="application/xhtml+xml">{page}</inlineXML></contentSet>'


def g2(content: str | None = None, head: str = HEAD, meta: str = META, attributes: str = 'xml:lang="en-GB"') -> str:
    inner = xhtml() if content is None else content
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x" standard="NewsML-G2" {attributes}>'
        f"<rightsInfo><copyrightNotice>All rights</copyrightNotice></rightsInfo>"
        f"<itemMeta>{meta}</itemMeta><contentMeta>{head}</contentMeta>{inner}</newsItem>"
    )


def message(*items: str) -> str:
    body = "".join(items)
    head = "<header><sent>2025-07-09T08:00:00Z</sent></header>"
    return f'<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">{head}<itemSet>{body}</itemSet></newsMessage>'


def nitf(body: str = HTML, above: str = "", head: str = "", end: str = "", namespace: str = "") -> str:
    docdata = f"<head><docdata>{head}</docdata></head>" if "<docdata" not in head else f"<head>{head}</head>"
    top = f"<hedline><hl1>Ferry line agreed</hl1></hedline><byline>By <person>Ana Petrova</person><byttl>Lake Agency</byttl></byline><distributor>Lake Agency</distributor>{above}"
    return f"<nitf {namespace}>{docdata}<body><body.head>{top}</body.head><body.content>{body}</body.content>{end}</body></nitf>"


def newsml1(content: str, lines: str = "", status: str = "Usable", media: str = "Text") -> str:
    return (
        '<NewsML Version="1.2"><NewsEnvelope><SentFrom><Party FormalName="Lake Agency"/></SentFrom></NewsEnvelope><NewsItem><NewsManagement>'
        f'<FirstCreated>20250709T063000Z</FirstCreated><ThisRevisionCreated>20250709T080000Z</ThisRevisionCreated><Status FormalName="{status}"/></NewsManagement>'
        f"<NewsComponent><NewsLines><HeadLine>Ferry line agreed</HeadLine><ByLine>Ana Petrova</ByLine>{lines}</NewsLines>"
        '<DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>'
        f'<ContentItem><MediaType FormalName="{media}"/><DataContent>{content}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>'
    )


def inline(text: str, kind: str = "text/plain", attributes: str = "") -> str:
    return f'<contentSet><inlineData contenttype="{kind}" {attributes}>{text}</inlineData></contentSet>'


def found(data: str | bytes, **fields: Any) -> tuple[Any, ...]:
    return newsml.read(Source("wire/1.xml", data if isinstance(data, bytes) else data.encode("utf-8"), **fields))


def one(data: str | bytes) -> Any:
    (only,) = found(data)
    return only


def kinds(read: Article) -> list[tuple[str, str]]:
    return [(block.kind, read.text[block.start : block.end]) for block in read.blocks]


def paragraphs(read: Article) -> list[str]:
    return [words for kind, words in kinds(read) if kind == "paragraph"]


PACKED = base64.b64encode(f"{FIRST}\n\n{SECOND}".encode()).decode()
MANNERS = {
    "XHTML": g2(),
    "NITF inside": g2(f'<contentSet><inlineXML contenttype="application/nitf+xml">{nitf(namespace=chr(120) + "mlns=" + chr(34) + "http://iptc.org/std/NITF/2006-10-18/" + chr(34))}</inlineXML></contentSet>'),
    "NITF inside that has the headline": g2(f'<contentSet><inlineXML contenttype="application/nitf+xml">{nitf()}</inlineXML></contentSet>', head=""),
    "plain text": g2(inline(f"{FIRST}\n\n{SECOND}")),
    "HTML as text": g2(inline(HTML.replace("<", "&lt;"), "text/html")),
    "Base64": g2(inline(PACKED, attributes='encoding="encd:base64"')),
    "a message": message(g2()),
    "a message with a picture and a package": message(
        f'<packageItem><groupSet root="a"><group id="a"><itemRef residref="x"/></group></groupSet></packageItem>{g2()}'
        + g2('<contentSet><remoteContent href="x.jpg" contenttype="image/jpeg"/></contentSet>', meta='<itemClass qcode="ninat:picture"/>')
    ),
    "two renditions": g2(f"<contentSet>{inline('Short.')[12:-13]}{xhtml()[12:-13]}</contentSet>"),
    "a prefix": g2().replace('xmlns="http://iptc', 'xmlns:n="http://iptc').replace("<newsItem", "<n:newsItem").replace("</newsItem", "</n:newsItem"),
    "NITF": nitf(head='<date.issue norm="20250709T080000Z"/>', namespace='xml:lang="en"'),
    "NITF with a document type": '<?xml version="1.0"?><!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.4//EN" "nitf-3-4.dtd">' + nitf(head='<date.issue norm="20250709T080000Z"/>', namespace='xml:lang="en"'),
    "NewsML 1 with NITF": newsml1(nitf()),
    "NewsML 1 with HTML": newsml1(f"<html><body>{HTML}</body></html>"),
    "NewsML 1 with paragraphs": newsml1(HTML),
    "NewsML 1 with text": newsml1(f"{FIRST}\n\n{SECOND}"),
    "comments and instructions": f"<?xml version='1.0'?><!-- <nitf> -->{g2(xhtml(HTML.replace('</p>', '<!-- x --><?y z?></p>', 1)))}",
}  # fmt: skip


@pytest.mark.parametrize("name", MANNERS)
def test_each_manner_gives_the_same_article(name: str) -> None:
    read = one(MANNERS[name])
    assert isinstance(read, Article)
    assert kinds(read)[:3] == [("title", "Ferry line agreed"), ("paragraph", FIRST), ("paragraph", SECOND)]
    assert (read.title, read.byline, read.outlet, read.language) == (
        "Ferry line agreed",
        "Ana Petrova",
        "Lake Agency",
        "en",
    )
    published = "2025-07-09T06:30:00+00:00" if name.startswith("NewsML 1") else "2025-07-09T08:00:00+00:00"
    assert (read.published, read.published_from) == (published, "wire")
    assert (read.location, read.partial, read.reader, read.notes) == ("wire/1.xml", False, "newsml/1", ())


def test_a_message_of_several() -> None:
    items = [g2(head=f"<headline>Story {n}</headline>") for n in (1, 2)]
    first, second = found(message(*items))
    assert (first.title, first.location, second.title, second.location) == (
        "Story 1",
        "wire/1.xml/1",
        "Story 2",
        "wire/1.xml/2",
    )
    assert first.id != second.id


DATES = [
    ("<contentCreated>2025-07-08T20:00:00+02:00</contentCreated>", META + "<firstCreated>2025-07-09T07:00:00Z</firstCreated>", "2025-07-08T20:00:00+02:00"),
    ("<contentCreated>2025-07-08</contentCreated>", META, "2025-07-08"),
    ("", META + "<firstCreated>2025-07-09T07:00:00Z</firstCreated>", "2025-07-09T07:00:00+00:00"),
    ("", META, "2025-07-09T08:00:00+00:00"),
    ("<contentCreated>yesterday</contentCreated>", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("content", "meta", "expected"), DATES)
def test_dates(content: str, meta: str, expected: str | None) -> None:
    read = one(g2(head=HEAD + content, meta=meta))
    assert (read.published, read.published_from) == (expected, "wire" if expected else None)


OUTLETS = [
    ('<provider qcode="nprov:LAKE"/>', "", "LAKE"),
    ('<provider literal="Lake Agency"/>', "", "Lake Agency"),
    ('<provider qcode="nprov:LAKE"><name>Lake Agency</name></provider>', "", "Lake Agency"),
    ('<provider qcode="nprov:LAKE"/>', "<creditline>Lake/Ana</creditline>", "Lake/Ana"),
    ("", "", None),
]


@pytest.mark.parametrize(("meta", "head", "expected"), OUTLETS)
def test_outlets(meta: str, head: str, expected: str | None) -> None:
    assert one(g2(meta=meta, head=HEAD + head)).outlet == expected


BYLINES = [
    ("<by>Ana Petrova and Bojan Kos</by>", "Ana Petrova and Bojan Kos"),
    ("<by>By Ana Petrova, Chief Correspondent</by>", "Ana Petrova, Chief Correspondent"),
    ("<creator><name>Ana Petrova</name></creator>", "Ana Petrova"),
    ("<by>By Ana Petrova, Lake Agency</by>", "Ana Petrova"),
    ("<by>LAKE AGENCY</by>", None),
    ("<by>ana@lake.example</by>", None),
    ("", None),
]


@pytest.mark.parametrize(("by", "expected"), BYLINES)
def test_bylines(by: str, expected: str | None) -> None:
    assert one(g2(head=f"<headline>x</headline>{by}")).byline == expected


def test_of_several_headlines_the_main_one_is_the_title() -> None:
    head = '<headline role="hldrole:sub">Two ships, one flag</headline><headline role="hldrole:main">Ferry line agreed</headline>'
    assert kinds(one(g2(head=head)))[:2] == [("title", "Ferry line agreed"), ("heading", "Two ships, one flag")]


DATELINES = [
    ("OHRID, July 9 (Lake)", FIRST, f"OHRID, July 9 (Lake) — {FIRST}"),
    ("OHRID, July 9 (Lake) -", FIRST, f"OHRID, July 9 (Lake) — {FIRST}"),
    ("OHRID —", FIRST, f"OHRID — {FIRST}"),
    ("OHRID, July 9", f"OHRID, July 9 (Lake) - {FIRST}", f"OHRID, July 9 (Lake) - {FIRST}"),
    ("Ohrid", f"OHRID (Lake) - {FIRST}", f"OHRID (Lake) - {FIRST}"),
    ("Ohrid", f"(Ohrid, July 9) {FIRST}", f"(Ohrid, July 9) {FIRST}"),
    ("Ohrid", SECOND, f"Ohrid — {SECOND}"),  # it names Ohrid, but does not open with it
    ("", FIRST, FIRST),
    ("-", FIRST, FIRST),
    ("x" * 300, FIRST, FIRST),
]


@pytest.mark.parametrize(("dateline", "paragraph", "expected"), DATELINES)
def test_a_dateline_of_its_own_opens_the_first_paragraph(dateline: str, paragraph: str, expected: str) -> None:
    assert paragraphs(one(g2(xhtml(f"<p>{paragraph}</p>"), head=f"{HEAD}<dateline>{dateline}</dateline>"))) == [
        expected
    ]
    assert paragraphs(one(nitf(f"<p>{paragraph}</p>", above=f"<dateline>{dateline}</dateline>"))) == [expected]
    assert paragraphs(one(newsml1(f"<p>{paragraph}</p>", f"<DateLine>{dateline}</DateLine>"))) == [expected]


def test_notes_to_editors() -> None:
    meta = f"{META}<edNote>Adds quote,\n para 3</edNote><embargoed>2025-07-10T00:00:00Z</embargoed>"
    read = one(g2(meta=meta, head=f"{HEAD}<slugline>LAKE-FERRY</slugline>"))
    assert read.notes == (
        "editors' note: Adds quote, para 3",
        "slug: LAKE-FERRY",
        "embargoed until: 2025-07-10T00:00:00Z",
    )
    assert one(g2(meta=f"{META}<embargoed/>")).notes == ("embargoed until: a condition that the item does not name",)
    head = '<docdata management-status="embargoed"><date.release norm="20250710T000000Z"/><ed-msg info="Adds quote"/></docdata>'
    assert one(nitf(head=head)).notes == ("editors' note: Adds quote", "embargoed: 20250710T000000Z")
    assert one(newsml1(HTML, status="Embargoed")).notes == ("embargoed until: a time that the item does not name",)


WITHDRAWN = {
    "canceled": g2(meta=f'{META}<pubStatus qcode="stat:canceled"/>'),
    "withheld": g2(meta=f'{META}<pubStatus qcode="stat:withheld"/>'),
    "canceled by its address": g2(meta=f'{META}<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>'),
    "canceled in NITF": nitf(head='<docdata management-status="canceled"/>'),
    "withheld in NewsML 1": newsml1(HTML, status="Withheld"),
    "canceled without a text": message(g2("", meta=f'<itemClass qcode="ninat:text"/>{META}<pubStatus qcode="stat:canceled"/>')),
}  # fmt: skip


@pytest.mark.parametrize("name", WITHDRAWN)
def test_what_is_withdrawn_is_no_article(name: str) -> None:
    failure = one(WITHDRAWN[name])
    assert isinstance(failure, Failure)
    assert name.split()[0] in failure.message
    assert failure.kind == "Withdrawn"


def test_a_withdrawn_or_empty_item_does_not_stop_the_others() -> None:
    withdrawn, empty, read = found(message(WITHDRAWN["canceled"], g2(""), g2()))
    assert (withdrawn.kind, withdrawn.location) == ("Withdrawn", "wire/1.xml/1")
    assert (empty.kind, empty.location, empty.message) == ("NoArticle", "wire/1.xml/2", "an item without text")
    assert isinstance(read, Article)


NITF = [
    ("<p lede='true'>{}</p>", [("paragraph", FIRST)]),
    ("<block><p>{}</p></block>", [("paragraph", FIRST)]),
    ("<hl2>What was agreed</hl2><p>{}</p>", [("heading", "What was agreed"), ("paragraph", FIRST)]),
    ("<p>{}</p><ul><li>two ships</li></ul>", [("paragraph", FIRST), ("item", "two ships")]),
    ("<p>{}</p><bq><block><p>We are glad of it.</p></block><credit>A mayor</credit></bq>", [("paragraph", FIRST), ("paragraph", "We are glad of it."), ("other", "A mayor")]),
    ("<media media-type='image'><media-reference source='x.jpg'/><media-caption><p>The ferry.</p></media-caption><media-producer>Bojan</media-producer></media><p>{}</p>", [("caption", "The ferry."), ("paragraph", FIRST)]),
    ("<nitf-table><nitf-table-metadata/><table><tr><td>Ohrid</td><td>2</td></tr></table></nitf-table><p>{}</p>", [("table", "Ohrid\t2"), ("paragraph", FIRST)]),
    ("<p>" + FIRST.replace("ministers", "<person>minis<em>ters</em></person>").replace("Monday", "<chron norm='20250707'>Monday</chron>") + "</p>", [("paragraph", FIRST)]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), NITF)
def test_elements_of_nitf(body: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(one(nitf(body.format(FIRST))))[1:] == expected


def test_what_stands_above_and_below_a_body_is_no_paragraph() -> None:
    end = "<body.end><tagline>Reporting by Ana Petrova.</tagline></body.end>"
    above = "<abstract><p>The ministers agreed.</p></abstract>"
    read = one(nitf(HTML, above=above, end=end))
    assert kinds(read) == [
        ("title", "Ferry line agreed"),
        ("other", "The ministers agreed."),
        ("paragraph", FIRST),
        ("paragraph", SECOND),
        ("other", "Reporting by Ana Petrova."),
    ]


BOMB = '<!DOCTYPE nitf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
FILE = '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
HOSTILE = {
    "entities that swell": (BOMB + nitf("<p>&b;</p>"), Unreadable),
    "a file as an entity": (FILE + nitf("<p>&x;</p>"), Unreadable),
    "an unknown entity": (nitf("<p>a&nbsp;b</p>"), Unreadable),
    "a document included": (nitf('<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'), None),
    "cut off": (g2()[:-40], Unreadable),
    "nested deeply": (nitf("<block>" * 5_000 + "</block>" * 5_000), Unreadable),
    "nested beyond the calls of Python": (nitf("<block>" * 240 + HTML + "</block>" * 240), None),
    "a million tags": (nitf("<br/>" * 1_000_001), TooBig),
    "a package that only points": ('<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta><itemClass qcode="ninat:composite"/></itemMeta><groupSet/></packageItem>', NoArticle),
    "an event": ('<conceptItem xmlns="http://iptc.org/std/nar/2006-10-01/"/>', NoArticle),
    "an empty message": (message(), NoArticle),
    "a picture": (g2("", meta='<itemClass qcode="ninat:picture"/>'), NoArticle),
    "broken Base64": (g2(inline("Zm9v!Zg", attributes='encoding="base64"')), None),
    "bytes in Base64": (g2(inline("/////w==", attributes='encoding="base64"')), None),
    "no text": (g2(""), None),
    "binary": (b"<nitf>\x00\x01", Unreadable),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_named(name: str) -> None:
    data, error = HOSTILE[name]
    if error is None:
        read = one(data)
        assert isinstance(read, Failure) or paragraphs(read) == [FIRST, SECOND]
        assert "root:" not in str(read)
        return
    with pytest.raises(error) as caught:
        found(data)
    assert "wire/1.xml" in str(caught.value)
    assert caught.value.hint


def test_encodings() -> None:
    words = FIRST.replace("Monday", "Môndày")
    declared = '<?xml version="1.0" encoding="{}"?>' + nitf(f"<p>{words}</p>")
    for name, codec in (("utf-16", "utf-16"), ("iso-8859-1", "cp1252"), ("utf-8", "utf-8-sig")):
        assert paragraphs(one(declared.format(name).encode(codec))) == [words]


def test_more_items_than_are_read_are_named() -> None:
    *articles, last = found(message(*[g2()] * 502))
    assert (len(articles), last.kind) == (500, "TooBig")
    assert "2 left out" in last.message


CLAIMS = [
    *((data, 96) for data in MANNERS.values()),
    ("<newsItems/>", 0),
    ("<rss/>", 0),
    ("<nitf/>", 96),
    ("<nitf>", 96),
    ("<nitf", 0),
    ("<?xml version='1.0'?><planningItem xmlns='http://iptc.org/std/nar/2006-10-01/'>", 96),
    ("", 0),
    ("nitf", 0),
]


@pytest.mark.parametrize(("data", "expected"), CLAIMS)
def test_claims(data: str, expected: int) -> None:
    assert newsml.claims(Source("wire/1.xml", data.encode())) == expected


SAMPLES = [data.encode() for data in (*MANNERS.values(), *WITHDRAWN.values())]


@st.composite
def bent(draw: st.DrawFn) -> bytes:
    """A sample with some pieces overwritten, cut out or doubled."""
    data = bytearray(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        piece = draw(st.sampled_from([b"", b"<p>", b"</p>", b"&lt;", b'"', b"<!ENTITY", b"&#xD800;", b"\xff", b"2025", b"x"]) | st.binary(max_size=8))  # fmt: skip
        data[at : at + draw(st.integers(0, 40))] = piece
    return bytes(data)


@given(bent())
@settings(max_examples=300, deadline=None)
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    source = Source("wire/1.xml", data)
    assert 0 <= newsml.claims(source) <= 100
    try:
        read = newsml.read(source)
    except ReadError:
        return
    assert all(isinstance(one, Article | Failure) for one in read)


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="<&"), max_size=30)


@given(st.tuples(*[TEXTS] * 9))
@settings(max_examples=100, deadline=None)
def test_no_words_in_a_field_raise(words: tuple[str, ...]) -> None:
    a, b, c, d, e, f, g, h, i = (word.replace('"', "'") for word in words)
    head = f'<headline role="{a}">{b}</headline><by>{c}</by><dateline>{d}</dateline><contentCreated>{e}</contentCreated><language tag="{f}"/>'
    meta = f'<provider qcode="{g}"/><pubStatus qcode="{h}"/><itemClass qcode="{i}"/>'
    try:
        read = found(g2(head=head, meta=meta))
    except NoArticle:  # an item of another class
        return
    assert all(isinstance(one, Article | Failure) for one in read)
