"""Agencies' items: NewsML-G2, NewsML 1.2, NITF and ninjs; what is withdrawn, embargoed, hostile."""

# ruff: noqa: E501 - the tables show markup as it stands in files
from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import NoArticle, ReadError, Unreadable
from briefgen.model import Article, Failure, Source
from briefgen.readers import newsml, ninjs

FIRST = "The ministers of both countries agreed on Monday to open the ferry line in May, after ten years of talks."
SECOND = "They will share the cost of the two ships, an official in Ohrid said, who did not want to give his name."
G2 = "http://iptc.org/std/nar/2006-10-01/"
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"


def g2(content: str, status: str = "usable", meta: str = "", item_meta: str = "") -> str:
    return (
        f'<?xml version="1.0"?><newsItem xmlns="{G2}" guid="urn:1" version="2" standard="NewsML-G2"><itemMeta>'
        f'<provider qcode="nprov:NPR"><name>Norpress</name></provider><versionCreated>2025-07-09T07:00:00Z</versionCreated>'
        f'<firstCreated>2025-07-09T06:30:00Z</firstCreated><pubStatus qcode="stat:{status}"/>{item_meta}</itemMeta><contentMeta>'
        f'<by>By Ana Petrova</by><headline xml:lang="en">Ferry line agreed</headline><language tag="en"/>{meta}</contentMeta>'
        f"<contentSet>{content}</contentSet></newsItem>"
    )


XHTML = f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{BODY}</body></html></inlineXML>'
IN_NITF = f'<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline><hl1>No</hl1></hedline></body.head><body.content>{BODY}</body.content></body></nitf></inlineXML>'
PLAIN = f'<inlineData contenttype="text/plain">{FIRST}\n\n{SECOND}</inlineData>'
TEXT = f"{FIRST}\n\n{SECOND}".encode()
PACKED = f'<inlineData encoding="base64">{base64.b64encode(TEXT).decode()}</inlineData>'
NITF = (
    "<nitf><head><title>Ferry line agreed</title><docdata><date.issue norm='20250709T063000Z'/><doc.copyright holder='Norpress'/></docdata></head>"
    f"<body><body.head><hedline><hl1>Ferry line agreed</hl1></hedline><byline>By Ana Petrova</byline></body.head><body.content><block>{BODY}"
    "<media media-type='image'><media-caption>The ferry</media-caption></media></block></body.content></body></nitf>"
)
NEWSML1 = (
    "<NewsML><NewsItem><NewsManagement><FirstCreated>20250709T063000Z</FirstCreated><Status FormalName='Usable'/></NewsManagement><NewsComponent><NewsLines>"
    "<HeadLine>Ferry line agreed</HeadLine><ByLine>By Ana Petrova</ByLine><CreditLine>Norpress</CreditLine></NewsLines><ContentItem><DataContent>"
    f"<nitf><body><body.content>{BODY}</body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
)
NINJS = {
    "uri": "urn:1", "type": "text", "headline": "Ferry line agreed", "byline": "By Ana Petrova", "language": "en",
    "firstcreated": "2025-07-09T06:30:00Z", "versioncreated": "2025-07-09T07:00:00Z", "pubstatus": "usable",
    "provider": "Norpress", "body_xhtml": f"<div>{BODY}</div>", "body_text": "no",
}  # fmt: skip
NINJS3 = {
    "uri": "urn:1", "standard": {"name": "ninjs", "version": "3.0"}, "headlines": [{"role": "short", "value": "No"}, {"role": "main", "value": "Ferry line agreed"}],
    "by": "Ana Petrova", "contentcreated": "2025-07-09T06:30:00Z", "versioncreated": "2025-07-10T06:30:00Z", "infosources": [{"name": "Norpress"}],
    "bodies": [{"contenttype": "text/plain", "value": "no"}, {"contenttype": "text/html", "value": BODY}],
}  # fmt: skip

ITEMS = {
    "G2 with XHTML": g2(XHTML),
    "G2 with NITF": g2(IN_NITF),
    "G2 with text": g2(PLAIN),
    "G2 with packed text": g2(PACKED),
    "NITF": NITF,
    "NewsML 1": NEWSML1,
    "ninjs 1": json.dumps(NINJS),
    "ninjs 3": json.dumps(NINJS3),
}


def found(text: str) -> list[Article | Failure]:
    source = Source("item", text.encode())
    reader = newsml if newsml.claims(source) else ninjs
    assert reader.claims(source) >= 93
    return list(reader.read(source))


def paragraphs(article: Article) -> list[str]:
    return [article.text[one.start : one.end] for one in article.blocks if one.kind == "paragraph"]


@pytest.mark.parametrize("name", ITEMS)
def test_items(name: str) -> None:
    (read,) = found(ITEMS[name])
    assert isinstance(read, Article), read
    assert (read.title, read.byline, read.outlet) == ("Ferry line agreed", "Ana Petrova", "Norpress")
    assert (read.published, read.published_from) == ("2025-07-09T06:30:00+00:00", "wire")
    assert paragraphs(read) == [FIRST, SECOND]


def test_when_the_content_was_made_comes_first() -> None:
    (read,) = found(g2(XHTML, meta="<contentCreated>2025-07-08</contentCreated>"))
    assert isinstance(read, Article)
    assert read.published == "2025-07-08"


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_what_is_withdrawn_is_no_article(status: str) -> None:
    for text in (g2(XHTML, status), json.dumps(NINJS | {"pubstatus": status})):
        (read,) = found(text)
        assert isinstance(read, Failure)
        assert "withdrawn" in read.message


def test_notes_to_editors_and_embargoes_are_told() -> None:
    meta = "<embargoed>2025-07-09T12:00:00Z</embargoed><edNote>Adds quotes</edNote>"
    (read,) = found(g2(XHTML, item_meta=meta))
    assert isinstance(read, Article)
    assert read.notes == ("editors' note: Adds quotes", "embargoed until: 2025-07-09T12:00:00Z")


DATELINES = [
    ("OHRID, July 9", BODY, f"OHRID, July 9 — {FIRST}"),
    ("OHRID", f"<p>OHRID (Norpress) — {FIRST}</p>", f"OHRID (Norpress) — {FIRST}"),
    ("", BODY, FIRST),
]


@pytest.mark.parametrize(("dateline", "body", "first"), DATELINES)
def test_a_dateline_apart_is_printed_before_the_first_paragraph(dateline: str, body: str, first: str) -> None:
    (read,) = found(g2(XHTML.replace(BODY, body), meta=f"<dateline>{dateline}</dateline>"))
    assert isinstance(read, Article)
    assert paragraphs(read)[0] == first


def test_a_message_of_several_items() -> None:
    items = "".join(g2(XHTML).removeprefix('<?xml version="1.0"?>') for _ in range(2)) + g2("", "usable").removeprefix(
        '<?xml version="1.0"?>'
    )
    read = found(f"<newsMessage xmlns='{G2}'><itemSet>{items}</itemSet></newsMessage>")
    assert [(type(one).__name__, one.location) for one in read] == [
        ("Article", "item/1"),
        ("Article", "item/2"),
        ("Failure", "item/3"),
    ]


def test_associated_texts_are_articles_too() -> None:
    value = NINJS | {"associations": {"sidebar": NINJS, "picture": {"type": "picture", "body_text": "x"}}}
    assert [one.location for one in found(json.dumps(value))] == ["item", "item/1"]


BROKEN = [
    (f'<?xml version="1.0"?><!DOCTYPE newsItem [<!ENTITY a "ha">]><newsItem xmlns="{G2}">&a;</newsItem>', Unreadable),
    (f'<newsItem xmlns="{G2}"><contentSet>', Unreadable),
    (f'<newsMessage xmlns="{G2}"/>', NoArticle),
    ('{"uri": "x", "versioncreated": 1, "pubstatus": "usable", ', Unreadable),
]


@pytest.mark.parametrize(("text", "error"), BROKEN)
def test_what_cannot_be_read_is_named(text: str, error: type[ReadError]) -> None:
    with pytest.raises(error, match="item"):
        found(text)


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=80, deadline=2000)
@given(st.dictionaries(st.sampled_from([*NINJS, *NINJS3, "associations", "people", "ednote"]), VALUES, max_size=8))
def test_any_value_in_any_field_is_read_or_named(value: dict[str, object]) -> None:
    try:
        read = list(ninjs.read(Source("item", json.dumps(value).encode())))
    except ReadError:
        return
    assert all(isinstance(one, Article | Failure) for one in read)


@settings(max_examples=60, deadline=2000)
@given(st.sampled_from([g2(XHTML), NITF, NEWSML1]), st.integers(0, 900), st.text(max_size=6), st.integers(0, 30))
def test_any_damage_is_read_or_named(text: str, at: int, junk: str, gone: int) -> None:
    try:
        read = list(newsml.read(Source("item", (text[:at] + junk + text[at + gone :]).encode("utf-8", "replace"))))
    except ReadError:
        return
    assert all(isinstance(one, Article | Failure) for one in read)
