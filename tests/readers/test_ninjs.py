"""Agencies' JSON: ninjs 1, 2 and 3; withdrawn items, associations, fields of any type."""

# ruff: noqa: E501 - the tables show items as they come

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import NoArticle, ReadError, Unreadable
from briefgen.model import Article, Failure, Source
from briefgen.readers import ninjs

FIRST = "The ministers of both countries agreed on Monday to open the ferry line in May, after ten years of talks."
SECOND = "They will share the cost of the two ships, an official in Ohrid said, who did not want to give his name."
HTML = f"<section><p>{FIRST}</p><p>{SECOND}</p></section>"
ONE: dict[str, Any] = {
    "uri": "urn:lake:1",
    "type": "text",
    "versioncreated": "2025-07-09T08:00:00Z",
    "firstcreated": "2025-07-09T06:30:00Z",
    "pubstatus": "usable",
    "language": "en-GB",
    "headline": "Ferry line agreed",
    "byline": "By Ana Petrova",
    "located": "Ohrid",
    "infosource": [{"name": "Lake Agency"}],
    "body_text": f"{FIRST}\n\n{SECOND}",
}
TWO: dict[str, Any] = {
    "uri": "urn:lake:1",
    "type": "text",
    "firstcreated": "2025-07-09T06:30:00Z",
    "language": "en",
    "headlines": [{"role": "sub", "value": "Two ships"}, {"role": "main", "value": "Ferry line agreed"}],
    "by": "Ana Petrova",
    "infosources": [{"role": "x", "name": "Lake Agency"}],
    "bodies": [
        {"role": "text", "contenttype": "text/plain", "value": f"{FIRST} {SECOND} And more than that."},
        {"role": "xhtml", "contenttype": "application/xhtml+xml", "value": HTML},
    ],
}
THREE: dict[str, Any] = {
    "uri": "urn:lake:1",
    "type": "text",
    "versionCreated": "2025-07-09T06:30:00Z",
    "pubStatus": "usable",
    "language": "en",
    "copyrightHolder": "Lake Agency",
    "headlines": [{"role": "main", "value": "Ferry line agreed"}],
    "by": "By Ana Petrova, Lake Agency",
    "bodies": [{"role": "html", "contentType": "text/html", "value": HTML}],
}


def without(item: dict[str, Any], *names: str, **fields: Any) -> dict[str, Any]:
    return {**{name: value for name, value in item.items() if name not in names}, **fields}


def found(value: Any, location: str = "wire/1.json") -> tuple[Any, ...]:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return ninjs.read(Source(location, data))


def one(value: Any) -> Any:
    (only,) = found(value)
    return only


def kinds(read: Article) -> list[tuple[str, str]]:
    return [(block.kind, read.text[block.start : block.end]) for block in read.blocks]


MANNERS = {
    "version 1": ONE,
    "version 1 with XHTML": without(ONE, "body_text", body_text="Short.", body_xhtml=HTML),
    "version 1 with names of a provider": without(ONE, "body_text", "headline", headline_main="Ferry line agreed", body_richtext=HTML),
    "version 2": TWO,
    "version 3": THREE,
    "a list": [TWO],
    "items in an object": {"items": [THREE]},
    "a byline of objects": without(ONE, "byline", authors=[{"name": "Ana Petrova"}]),
    "entities in the headline": without(ONE, "headline", headline="Ferry&#32;line agreed"),
}  # fmt: skip


@pytest.mark.parametrize("name", MANNERS)
def test_each_version_gives_the_same_article(name: str) -> None:
    read = one(MANNERS[name])
    assert isinstance(read, Article)
    assert kinds(read) == [("title", "Ferry line agreed"), ("paragraph", FIRST), ("paragraph", SECOND)]
    assert (read.byline, read.outlet, read.language) == ("Ana Petrova", "Lake Agency", "en")
    assert (read.published, read.published_from) == ("2025-07-09T06:30:00+00:00", "wire")
    assert (read.location, read.notes, read.partial, read.reader) == ("wire/1.json", (), False, "ninjs/1")


def test_a_line_an_item() -> None:
    data = "\n".join(json.dumps(item) for item in (ONE, TWO)) + "\n{broken\n"
    first, second, broken = found(data.encode(), "wire/1.jsonl")
    assert (first.location, second.location) == ("wire/1.jsonl:1", "wire/1.jsonl:2")
    assert (broken.location, broken.kind) == ("wire/1.jsonl:3", "Unreadable")


def test_dates_and_notes() -> None:
    created = without(
        ONE, contentcreated="2025-07-08T20:00:00Z", ednote="Adds  quote", slugline="LAKE", embargoed="2025-07-10"
    )
    read = one({**created, "usageterms": "Not for radio."})
    assert read.published == "2025-07-08T20:00:00+00:00"
    assert read.notes == (
        "editors' note: Adds quote",
        "slug: LAKE",
        "terms of use: Not for radio.",
        "embargoed until: 2025-07-10",
    )


@pytest.mark.parametrize("status", ["canceled", "withheld", "Canceled"])
def test_what_is_withdrawn_is_no_article(status: str) -> None:
    for item in (without(ONE, pubstatus=status), without(THREE, pubStatus=status)):
        failure = one(item)
        assert isinstance(failure, Failure)
        assert (failure.kind, status.lower() in failure.message) == ("Withdrawn", True)


def test_associated_texts_are_articles_of_their_own() -> None:
    picture = {"uri": "urn:lake:2", "type": "picture", "headline": "A ferry", "body_text": FIRST}
    side = without(TWO, "headlines", headlines=[{"value": "What a ticket costs"}])
    for inner in ({"main": picture, "side": side}, [picture, side]):
        read = found(without(ONE, associations=inner))
        assert [article.title for article in read] == ["Ferry line agreed", "What a ticket costs"]
        assert [article.location for article in read] == ["wire/1.json", "wire/1.json/1"]
        assert read[0].id != read[1].id


def test_only_a_summary_is_partial() -> None:
    read = one(without(ONE, "body_text", description_text=FIRST))
    assert (read.partial, read.notes) == (True, ("only the wire's summary",))


HOSTILE = [
    (b'{"uri": "x", "bodies": [', Unreadable),
    (b'{"uri": "x", "bodies": ' + b"[" * 100_000, Unreadable),
    (json.dumps({"uri": "x", "type": "picture", "versioncreated": "2025-07-09"}).encode(), NoArticle),
    (b"[]", NoArticle),
    (b"\xff\x00\x01", Unreadable),
]


@pytest.mark.parametrize(("data", "error"), HOSTILE)
def test_what_cannot_be_read_is_named(data: bytes, error: type[ReadError]) -> None:
    with pytest.raises(error) as caught:
        found(data)
    assert "wire/1.json" in str(caught.value)
    assert caught.value.hint


def test_what_is_no_item_is_named() -> None:
    assert [failure.kind for failure in found(["x", 1, None, []])] == ["Unreadable"] * 4
    assert one(without(ONE, "body_text")).message == "an item without text"


def test_associations_are_not_followed_for_ever() -> None:
    item = ONE
    for _ in range(50):
        item = without(ONE, associations={"a": item})
    assert len(found(item)) == 4


CLAIMS = [
    *((json.dumps(item), 93) for item in MANNERS.values()),
    (json.dumps({"uri": "1", "title": "x", "body": "y", "dateTimePub": "z"}), 0),  # Event Registry
    (json.dumps({"headline": "x"}), 0),
    ('{"record": 1, "header": {}}', 0),
    ('{"version": 1}', 0),
    ("", 0),
    ("x", 0),
]


@pytest.mark.parametrize(("data", "expected"), CLAIMS)
def test_claims(data: str, expected: int) -> None:
    assert ninjs.claims(Source("-", data.encode())) == expected


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(["main", FIRST, HTML]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "value", "role", "type"]), inner),
    max_leaves=6,
)  # fmt: skip
NAMES = sorted({*ONE, *TWO, *THREE, "associations", "authors", "description_text", "ednote", "embargoed", "items"})


@given(st.sampled_from([ONE, TWO, THREE]), st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6))
@settings(max_examples=300, deadline=None)
def test_no_values_raise_anything_else(item: dict[str, Any], fields: dict[str, Any]) -> None:
    data = json.dumps({**item, **fields}).encode()
    try:
        read = found(data)
    except ReadError:
        return
    assert all(isinstance(one, Article | Failure) for one in read)
