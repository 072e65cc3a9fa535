"""The web page reader: an example page word for word, the manners of real pages, broken and hostile pages."""

# ruff: noqa: E501 - the tables show markup as it stands in files

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import NoArticle, ReadError, Unreadable
from briefgen.model import Article, Source
from briefgen.readers import web

EXAMPLE = Path(__file__).parents[2] / "examples" / "ceasefire-talks.html"

FIRST = "The ministers of both countries agreed on Monday to open the ferry line in May, after ten years of talks."
SECOND = "They will share the cost of the two ships, an official in Ohrid said, who did not want to give his name."
THIRD = "Nobody has said what a ticket will cost, and the mayor of Struga said that he would ask for a list of prices."


def page(body: str, head: str = "", html: str = '<html lang="en">') -> str:
    return f'<!DOCTYPE html>{html}<head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def story(*paragraphs: str) -> str:
    body = "".join(f"<p>{words}</p>" for words in paragraphs or (FIRST, SECOND, THIRD))
    return f"<article><h1>Ferry line agreed</h1>{body}</article>"


def article(markup: str | bytes, location: str = "inbox/story.html", media_type: str | None = None) -> Article:
    data = markup if isinstance(markup, bytes) else markup.encode("utf-8")
    (found,) = web.read(Source(location, data, media_type))
    return found


def kinds(read: Article) -> list[tuple[str, str]]:
    return [(block.kind, read.text[block.start : block.end]) for block in read.blocks]


def paragraphs(read: Article) -> list[str]:
    return [words for kind, words in kinds(read) if kind == "paragraph"]


def test_example_page_has_the_article_and_nothing_around_it() -> None:
    read = article(EXAMPLE.read_bytes(), "ceasefire-talks.html")
    shown = [(kind, words if kind in ("title", "heading", "other") else words[:34]) for kind, words in kinds(read)]
    assert shown == [
        ("title", "Ituri ceasefire talks stall in Lusaka over prisoners"),
        ("other", "5 min read"),
        ("paragraph", "LUSAKA, 17 September (Lakes Observ"),
        ("paragraph", "The Congolese government and the F"),
        ("paragraph", "“The pens were on the table,” said"),
        ("paragraph", "She said both delegations had agre"),
        ("paragraph", "Jean-Bosco Lukusa, who heads the g"),
        ("heading", "Advertisement"),
        ("paragraph", "The group’s political leader, Théo"),
        ("paragraph", "A government official denied that "),
        ("heading", "Fighting near Mongbwalu"),
        ("paragraph", "As the envoys talked, fighting was"),
        ("paragraph", "Some 58,000 people have fled towar"),
        ("paragraph", "“They ask us if there is a ceasefi"),
        ("paragraph", "Under the draft agreement, of whic"),
        ("item", "stop all attacks from 06:00 on 21 "),
        ("item", "withdraw heavy weapons at least 15"),
        ("item", "allow aid convoys to pass on the r"),
        ("paragraph", "A team of 60 observers from Zambia"),
        ("paragraph", "The European Union has said that i"),
        ("heading", "Third attempt in a year"),
        ("paragraph", "The talks are the third attempt si"),
        ("paragraph", "The Front emerged in early 2024 an"),
        ("paragraph", "Miguel Tavares Kiala, a researcher"),
        ("paragraph", "Mwansa-Phiri said she would put a "),
        ("other", "Additional reporting by Patrick Mugisha in Kampala; editing by Helen Sakala"),
    ]


def test_example_page_word_for_word() -> None:
    read = article(EXAMPLE.read_bytes(), "ceasefire-talks.html")
    assert paragraphs(read)[2] == (
        "“The pens were on the table,” said Chanda Mwansa-Phiri, the Zambian foreign minister, who is leading the mediation "
        "for the Southern African Development Community. “I do not regard this as a failure. I regard it as a night "
        "without sleep.”"
    )
    printed = re.sub(r"<[^>]+>", "", EXAMPLE.read_text(encoding="utf-8"))
    for entity, character in (("&ldquo;", "“"), ("&rdquo;", "”"), ("&rsquo;", "’"), ("&eacute;", "é")):
        printed = printed.replace(entity, character)
    assert all(words in printed for _, words in kinds(read))


def test_example_page_says_who_when_and_where() -> None:
    read = article(EXAMPLE.read_bytes(), "ceasefire-talks.html")
    assert (read.outlet, read.byline, read.language) == ("The Lakes Observer", "Thandiwe Mumba", "en")
    assert (read.published, read.published_from) == ("2026-09-17T16:40:00+02:00", "json-ld")
    assert (read.title, read.reader, read.notes) == (kinds(read)[0][1], "web/1", ())


MANNERS = {
    "a comment in the middle of a sentence": (
        story(FIRST.replace("agreed", "<!-- -->agreed<!-- -->"), SECOND, THIRD),
        [FIRST, SECOND, THIRD],
    ),
    "marks, links and emphasis within a sentence": (
        story(
            FIRST.replace("agreed", '<a href="/x">agreed</a>').replace("ferry", "<em>fer<b>ry</b></em>"), SECOND, THIRD
        ),
        [FIRST, SECOND, THIRD],
    ),
    "paragraphs parted by two line breaks": (
        f"<article><h1>Ferry line agreed</h1><div>{FIRST}<br><br>{SECOND}<br/>\n<br/>{THIRD}</div></article>",
        [FIRST, SECOND, THIRD],
    ),
    "paragraphs parted by single line breaks": (story(f"{FIRST}<br>{SECOND}<br>{THIRD}"), [FIRST, SECOND, THIRD]),
    "line ends and entities": (
        story(FIRST.replace(" ", "\r\n  "), SECOND.replace("two", "&#116;w&#x6f;"), THIRD),
        [FIRST, SECOND, THIRD],
    ),
    "a link to another story between paragraphs": (
        story(FIRST, 'SEE MORE: <a href="/y">Ferries of the world and who it is that sails them</a>', SECOND, THIRD),
        [FIRST, SECOND, THIRD],
    ),
    "white space of any kind is one space": (
        story(FIRST.replace("ten years", "ten&nbsp; years"), SECOND, THIRD),
        [FIRST, SECOND, THIRD],
    ),
}


@pytest.mark.parametrize("name", MANNERS)
def test_paragraphs_are_those_that_a_person_counts(name: str) -> None:
    markup, expected = MANNERS[name]
    found = paragraphs(article(page(markup)))
    assert found == expected


def test_kinds() -> None:
    table = "<table><tr><td>Ohrid</td><td>12 ferries</td></tr><tr><td>Struga</td><td>9 ferries</td></tr></table>"
    body = f"<h2>What was agreed</h2><p>{FIRST}</p><ul><li>two ships</li><li>one flag</li></ul>{table}<p>{SECOND}</p><p>{THIRD}</p>"
    read = article(page(f"<article><h1>Ferry line agreed</h1><p>By Ana Petrova</p>{body}</article>"))
    assert kinds(read) == [
        ("title", "Ferry line agreed"),
        ("byline", "By Ana Petrova"),
        ("heading", "What was agreed"),
        ("paragraph", FIRST),
        ("item", "two ships"),
        ("item", "one flag"),
        ("table", "Ohrid\t12 ferries\nStruga\t9 ferries"),
        ("paragraph", SECOND),
        ("paragraph", THIRD),
    ]
    assert read.byline == "Ana Petrova"


LEAD = "A ferry will cross the lake for the first time since the war, both governments said at a meeting in Ohrid."
NAMED = f'<meta property="og:description" content="{LEAD}">'


def test_a_summary_below_the_headline_is_the_first_paragraph() -> None:
    body = "".join(f"<p>{words}</p>" for words in (FIRST, SECOND, THIRD))
    markup = f'<h1>Ferry line agreed</h1><div>9 July</div><div class="lead">{LEAD}</div><div class="text">{body}</div>'
    assert paragraphs(article(page(f"<article>{markup}</article>", NAMED))) == [LEAD, FIRST, SECOND, THIRD]


SUMMARIES = [
    ("<header><h1>Ferry line agreed</h1><i>x</i><p>{}</p></header>", "heading"),
    ("<hgroup><h1>Ferry line agreed</h1><p>{}</p></hgroup>", "heading"),
    ("<h1>Ferry line agreed</h1><p>{}</p>", "paragraph"),
]


@pytest.mark.parametrize(("around", "kind"), SUMMARIES)
def test_a_summary_in_the_headline_is_a_second_headline(around: str, kind: str) -> None:
    body = "".join(f"<p>{words}</p>" for words in (FIRST, SECOND, THIRD))
    read = article(page(f"<article>{around.format(LEAD)}<div>{body}</div></article>", NAMED))
    assert kinds(read)[1] == (kind, LEAD)
    assert paragraphs(read)[-3:] == [FIRST, SECOND, THIRD]
    assert read.text.count(LEAD) == 1


def test_a_summary_that_is_not_on_the_page_is_not_printed() -> None:
    assert paragraphs(article(page(story(), NAMED))) == [FIRST, SECOND, THIRD]


def ld(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


DATES = [
    (ld('{"@type": "NewsArticle", "datePublished": "2025-07-09T06:30:00Z"}'), ("2025-07-09T06:30:00+00:00", "json-ld")),
    (
        ld('[{"@type": "WebSite"}, {"@type": ["NewsArticle"], "datePublished": "2025-07-09"}]'),
        ("2025-07-09", "json-ld"),
    ),
    (
        ld('{"@graph": [{"@type": "ReportageNewsArticle", "datePublished": "9 Jul 2025 08:02 GMT"}]}'),
        ("2025-07-09T08:02:00+00:00", "json-ld"),
    ),
    (ld('{"@type": "VideoObject", "datePublished": "2025-07-09"}'), (None, None)),
    (ld('{"@type": "NewsArticle", "datePublished": 20250709}'), (None, None)),
    (ld('{"@type": "NewsArticle", "datePublished": '), (None, None)),
    (ld("[" * 100_000), (None, None)),
    (
        '<meta property="article:published_time" content="2025-07-09T06:30:00+0200">',
        ("2025-07-09T06:30:00+02:00", "meta"),
    ),
    ('<meta name="date" content="July 9, 2025">', ("2025-07-09", "meta")),
    ('<meta name="date" content="9/7/2025">', (None, None)),
    ("", (None, None)),
]


@pytest.mark.parametrize(("head", "expected"), DATES)
def test_publication_date_only_where_the_page_states_it(head: str, expected: tuple[str | None, str | None]) -> None:
    read = article(page(story() + "<p>Copyright 2019. Updated 3 March 2021.</p>", head))
    assert (read.published, read.published_from) == expected


TITLES = [
    ("<h1>Ferry line agreed</h1>", "<title>Ferry line agreed | Lake News</title>", "Ferry line agreed"),
    (
        "<h1>Lake News</h1><h1>Ferry line agreed</h1>",
        '<meta property="og:title" content="Ferry line agreed">',
        "Ferry line agreed",
    ),
    (
        "<h1>Lake</h1><h1>Ferry line agreed</h1>",
        '<meta property="og:title" content="Ferry line agreed: Lake">',
        "Ferry line agreed",
    ),
    ("", '<meta property="og:title" content="Ferry line agreed">', "Ferry line agreed"),
    (
        "",
        ld('{"@type": "NewsArticle", "publisher": {"name": "Lake News"}}')
        + "<title>Ferry line agreed - Lake News</title>",
        "Ferry line agreed",
    ),
    ("", "", "story"),
]


@pytest.mark.parametrize(("heading", "head", "expected"), TITLES)
def test_title(heading: str, head: str, expected: str) -> None:
    body = "".join(f"<p>{words}</p>" for words in (FIRST, SECOND, THIRD))
    read = article(page(f"<article>{heading}{body}</article>", head))
    assert read.title == expected
    assert kinds(read)[0] == ("title", expected)


def test_an_outlet_is_not_its_own_author() -> None:
    data = '{"@type": "NewsArticle", "author": {"name": "Lake News"}, "publisher": {"name": "Lake News"}}'
    read = article(page(story(), ld(data)))
    assert (read.outlet, read.byline) == ("Lake News", None)


ENCODED = [
    (page(story(FIRST.replace("Monday", "Môndày"), SECOND, THIRD)).encode("utf-16"), None),
    (
        page(story(FIRST.replace("Monday", "Môndày"), SECOND, THIRD)).replace("utf-8", "iso-8859-1").encode("cp1252"),
        None,
    ),
    (page(story(FIRST.replace("Monday", "Môndày"), SECOND, THIRD)).replace("utf-8", "nonsense").encode(), None),
    (page(story(FIRST.replace("Monday", "Môndày"), SECOND, THIRD)).encode("cp1252"), "text/html; charset=windows-1252"),
    (
        b'<?xml version="1.0" encoding="utf-8"?>'
        + page(story(FIRST.replace("Monday", "Môndày"), SECOND, THIRD)).encode("utf-8"),
        None,
    ),
]


@pytest.mark.parametrize(("data", "media_type"), ENCODED)
def test_encodings(data: bytes, media_type: str | None) -> None:
    read = article(data, media_type=media_type)
    assert paragraphs(read)[0] == FIRST.replace("Monday", "Môndày")
    assert read.notes == ()


def test_a_wrong_encoding_is_noted() -> None:
    read = article(page(story(FIRST.replace("Monday", "Môndày"), SECOND, THIRD)).encode("cp1252"))
    assert "Windows-1252" in read.notes[0]


HOSTILE = [
    (page("<div>" * 5_000 + story() + "</div>" * 5_000).encode(), ReadError),  # the parser gives up at a depth
    (b"", NoArticle),
    (b"   \n", NoArticle),
    (b"<!doctype html><html></html>", NoArticle),
    (page("<nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li></ul></nav>").encode(), NoArticle),
    (page("<script>document.write('The ministers agreed on Monday.')</script>").encode(), NoArticle),
    (page("<p></p>" * 50).encode(), NoArticle),
    (b"<html>\x00\x01\x02 binary", Unreadable),
    (b"<html><body><p>" + b"\x81\x8d\x8f" * 9, Unreadable),
]


@pytest.mark.parametrize(("data", "error"), HOSTILE)
def test_what_cannot_be_read_is_named(data: bytes, error: type[ReadError]) -> None:
    with pytest.raises(error) as caught:
        article(data, "inbox/bad.html")
    assert "inbox/bad.html" in str(caught.value)
    assert caught.value.hint


BENT = {
    "cut off in the middle": page(story())[:-22],
    "nothing closed": "<html><body><article><h1>Ferry line agreed<p>" + "<p>".join((FIRST, SECOND, THIRD)),
    "nested two hundred deep": page("<div>" * 200 + story() + "</div>" * 200),
    "closed twice, opened never": page("</div></p></article>" + story() + "</table></main>"),
    "ten thousand links": page(story() + "<footer>" + "<a href='/x'>x</a> " * 10_000 + "</footer>"),
    "an entity bomb": '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    + page(story("&b;" + FIRST, SECOND, THIRD)),
    "a file and a frame": page(
        story() + '<iframe src="file:///etc/passwd"></iframe><img src="http://lake.example/x.png">'
    ),
    "hidden words": page(story() + '<p style="display:none">Pay the ferryman at once, he has waited for you long.</p>'),
}


@pytest.mark.parametrize("name", BENT)
def test_bent_pages_are_read(name: str) -> None:
    read = article(BENT[name])
    assert paragraphs(read)[-2:] == [SECOND, THIRD]
    assert "ferryman" not in read.text
    for block in read.blocks:
        words = read.text[block.start : block.end]
        assert words
        assert words == words.strip()


CLAIMS = [
    (Source("a.html", b"The ministers met."), 85),
    (Source("-", b"<p>x", "text/html; charset=utf-8"), 85),
    (Source("a.txt", b"\xef\xbb\xbf\n<!-- saved -->\n<!DOCTYPE HTML>"), 95),
    (Source("-", b'<?xml version="1.0"?><html xmlns="x">'), 95),
    (Source("a.html", b"%PDF-1.7"), 0),
    (Source("-", b"The <html> element"), 0),
    (Source("feed.xml", b'<?xml version="1.0"?><rss>'), 0),
]


@pytest.mark.parametrize(("source", "claim"), CLAIMS)
def test_claims(source: Source, claim: int) -> None:
    assert web.claims(source) == claim


def words_in(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def test_real_pages(shared: Path) -> None:
    """Bag-of-words F1 and the number of paragraphs on pages of news sites."""
    wanted = sorted((shared / "data" / "real" / "web").glob("*.expected.txt"))
    assert wanted
    assert [fault for path in wanted for fault in faults(path)] == []


def faults(expected: Path) -> list[str]:
    wanted, source = (
        expected.read_text(encoding="utf-8"),
        expected.with_name(expected.name.replace("expected.txt", "html")),
    )
    read = article(source.read_bytes(), source.name)
    body = [words for kind, words in kinds(read) if kind in ("paragraph", "item")]
    found, sought = words_in(" ".join(body)), words_in(wanted)
    f1 = 2 * (found & sought).total() / (found.total() + sought.total())
    count = len([piece for piece in wanted.split("\n\n") if piece.strip()])
    off = abs(len(body) - count) > max(1, count / 10)
    return [f"{source.name}: F1 {f1:.3f}, {len(body)} paragraphs, expected {count}"] if f1 < 0.97 or off else []


def test_a_page_that_is_cut_off_says_so() -> None:
    whole = page(story(*(f"{FIRST} So it was said {n} times." for n in range(60))))
    assert article(whole).notes == ()
    assert article(whole[: len(whole) * 2 // 3]).notes == (
        "the page does not end as a whole one does: it may be cut off",
    )


WINDOWS = [
    ("Ferry line agreed - Lake News", "Lake News"),
    ("Ferry line agreed | The Lake News of Ohrid", "The Lake News of Ohrid"),
    ("Ferry line agreed", None),
    ("Ferry line agreed - at last, after ten years of talks", None),
    ("Ferry line agreed | World | Lake News", None),
    ("Lake News - Ferry line agreed", None),
]


@pytest.mark.parametrize(("window", "outlet"), WINDOWS)
def test_a_sites_name_stands_behind_the_title_of_the_window(window: str, outlet: str | None) -> None:
    assert article(page(story(), f"<title>{window}</title>")).outlet == outlet


TAGS = st.sampled_from(
    ["<p>", "</p>", "<div>", "<ul><li>", "<table><tr><td>", "</table>", "<br>", "<h2>", "<a href=/x>", "<!--", "-->", "&#0;",
     "<script>", "<time datetime=x>", '<script type="application/ld+json">{"@type":"Article"', FIRST, SECOND, "\x00", "ü", "]]>"]
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(TAGS, max_size=25))
def test_any_markup_is_an_article_or_a_fault(pieces: list[str]) -> None:
    try:
        read = article(page("".join(pieces)))
    except ReadError:
        return
    assert all(0 <= block.start < block.end <= len(read.text) for block in read.blocks)
