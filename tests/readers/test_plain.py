"""The plain text reader: layouts that people paste and save, encodings, and what must hold for any text."""

# ruff: noqa: E501, ISC004 - the tables show texts as they stand in files
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.errors import NoArticle, ReadError, Unreadable
from briefgen.model import Article, Source
from briefgen.readers import plain
from briefgen.readers.lines import blank

EXAMPLES = Path(__file__).parents[2] / "examples"
CORPUS = Path(__file__).parents[1] / "corpus"


def article(text: str | bytes, location: str = "inbox/story.txt") -> Article:
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    (found,) = plain.read(Source(location, data))
    return found


def kinds(read: Article) -> list[tuple[str, str]]:
    return [(block.kind, read.text[block.start : block.end]) for block in read.blocks]


# fmt: off
LAYOUTS = {
    "headline, byline, dateline": (
        "Ministers agree on ferry line\n\nBy Ana Petrova in Skopje\n\nOHRID (Lake News) - They agreed on Monday.\n\nMore follows.",
        [
            ("title", "Ministers agree on ferry line"),
            ("byline", "By Ana Petrova in Skopje"),
            ("paragraph", "OHRID (Lake News) - They agreed on Monday."),
            ("paragraph", "More follows."),
        ],
    ),
    "no blank line: every line is a paragraph": (
        "Ferry line agreed\nBy Ana Petrova\nOHRID (Lake News) - They agreed on Monday.\nNobody objected.",
        [
            ("title", "Ferry line agreed"),
            ("byline", "By Ana Petrova"),
            ("paragraph", "OHRID (Lake News) - They agreed on Monday."),
            ("paragraph", "Nobody objected."),
        ],
    ),
    "no title": (
        "The ministers met.\n\nThey agreed on a ferry line.",
        [("paragraph", "The ministers met."), ("paragraph", "They agreed on a ferry line.")],
    ),
    "a single line": ("Ministers agree on ferry line", [("paragraph", "Ministers agree on ferry line")]),
    "blank lines of no-break spaces and zero width spaces": (
        "The ministers met.\n\u00a0\nThey agreed.\n\u200b\u2060\nThey left.",
        [("paragraph", "The ministers met."), ("paragraph", "They agreed."), ("paragraph", "They left.")],
    ),
    "hard-wrapped lines": (
        "Ferry line agreed after ten years\n\n"
        "OHRID (Lake News) - The ministers of both countries agreed on Monday to\n"
        "open the line in May, after ten years of talks, and to share the cost of\n"
        "the two ships.\n\n"
        "By Friday the crews are to be named, an official said, who did not want\n"
        "to give his name.",
        [
            ("title", "Ferry line agreed after ten years"),
            (
                "paragraph",
                "OHRID (Lake News) - The ministers of both countries agreed on Monday to\nopen the line in May, after ten "
                "years of talks, and to share the cost of\nthe two ships.",
            ),
            (
                "paragraph",
                "By Friday the crews are to be named, an official said, who did not want\nto give his name.",
            ),
        ],
    ),
    "hard-wrapped and indented, without blank lines": (
        "    The ministers of both countries agreed on Monday to open the line in\n"
        "May, after ten years of talks, and to share the cost of the two ships.\n"
        "    The crews are to be named by Friday, said an official in Ohrid, who\n"
        "did not want to give his name.\n",
        [
            (
                "paragraph",
                "The ministers of both countries agreed on Monday to open the line in\nMay, after ten years of talks, "
                "and to share the cost of the two ships.",
            ),
            (
                "paragraph",
                "The crews are to be named by Friday, said an official in Ohrid, who\ndid not want to give his name.",
            ),
        ],
    ),
    "list items, marked by dashes, dots and numbers": (
        "What was agreed\n\nThe text has these points:\n- a ferry line\n• two ships\n. one flag\n1. a crew of 30\n(b) a cook\n\nIt is short.",
        [
            ("title", "What was agreed"),
            ("paragraph", "The text has these points:"),
            ("item", "- a ferry line"),
            ("item", "• two ships"),
            ("item", ". one flag"),
            ("item", "1. a crew of 30"),
            ("item", "(b) a cook"),
            ("paragraph", "It is short."),
        ],
    ),
    "list items over two lines": (
        "The text has these points:\n  - a ferry line from Ohrid to Struga\n    and back\n  - two ships\n\nIt is short.",
        [
            ("paragraph", "The text has these points:"),
            ("item", "- a ferry line from Ohrid to Struga\n    and back"),
            ("item", "- two ships"),
            ("paragraph", "It is short."),
        ],
    ),
    "a number, a dash of speech and a year open no item": (
        "2026 was a wet year.\n\n— Ne, he said.\n\n2026. The year was wet.",
        [
            ("paragraph", "2026 was a wet year."),
            ("paragraph", "— Ne, he said."),
            ("paragraph", "2026. The year was wet."),
        ],
    ),
    "a statement with headings over lists": (
        "Ferries continue to run\n\nOn Monday 26 ferries ran.\nNorth\n. Near Struga, 12 ferries ran.\nSouth\n. Near Ohrid, one.",
        [
            ("title", "Ferries continue to run"),
            ("paragraph", "On Monday 26 ferries ran."),
            ("heading", "North"),
            ("item", ". Near Struga, 12 ferries ran."),
            ("heading", "South"),
            ("item", ". Near Ohrid, one."),
        ],
    ),
    "a pasted page": (
        "Home\nWorld\nMinisters agree on ferry line after ten years\n4 Min Read\nThey agreed on Monday.\n\nWhy it took so long\n\n"
        "There was no ship.\n\nShare This Article\nExit mobile version",
        [
            ("heading", "Home"),
            ("heading", "World"),
            ("title", "Ministers agree on ferry line after ten years"),
            ("heading", "4 Min Read"),
            ("paragraph", "They agreed on Monday."),
            ("heading", "Why it took so long"),
            ("paragraph", "There was no ship."),
            ("other", "Share This Article"),
            ("other", "Exit mobile version"),
        ],
    ),
    "notes without a single sentence": (
        "Ferry talks in Ohrid\n\nTwo ships\n\nOne flag\n\n***",
        [("title", "Ferry talks in Ohrid"), ("paragraph", "Two ships"), ("paragraph", "One flag"), ("other", "***")],
    ),
    "an address": (
        "https://lake.example/ferry\n\nFerries agreed\n\nThey agreed.",
        [("other", "https://lake.example/ferry"), ("title", "Ferries agreed"), ("paragraph", "They agreed.")],
    ),
    "rules of signs": (
        "Ferries\n\n* * *\n\nThey agreed.",
        [("title", "Ferries"), ("other", "* * *"), ("paragraph", "They agreed.")],
    ),
    "headline that ends with an abbreviation": (
        "Ferry talks held in the U.S.\n\nThey agreed.",
        [("title", "Ferry talks held in the U.S."), ("paragraph", "They agreed.")],
    ),
    "headline over two lines": (
        "Ministers of both countries agree on a ferry line across the lake,\nopening in May\n\nThey agreed on Monday.",
        [
            ("title", "Ministers of both countries agree on a ferry line across the lake,\nopening in May"),
            ("paragraph", "They agreed on Monday."),
        ],
    ),
    "Markdown": (
        "# Ferry line agreed\n\nThey agreed.\n\n## Why it took so long\n\nThere was no ship.",
        [
            ("title", "# Ferry line agreed"),
            ("paragraph", "They agreed."),
            ("heading", "## Why it took so long"),
            ("paragraph", "There was no ship."),
        ],
    ),
    "a question heads, a quoted question does not": (
        "Ferry line agreed\n\nThey agreed.\n\nWhat comes next?\n\n“And who is going to pay for the two ships and the crews?”\n\nNobody knows.",
        [
            ("title", "Ferry line agreed"),
            ("paragraph", "They agreed."),
            ("heading", "What comes next?"),
            ("paragraph", "“And who is going to pay for the two ships and the crews?”"),
            ("paragraph", "Nobody knows."),
        ],
    ),
    "a script without full stops": (
        "ข้อตกลงเรือข้ามฟาก\n\n" + "รัฐมนตรีตกลงกันเมื่อวันจันทร์ " * 14 + "\n\n" + "ไม่มีใครรู้ราคาตั๋ว " * 14,
        [
            ("title", "ข้อตกลงเรือข้ามฟาก"),
            ("paragraph", ("รัฐมนตรีตกลงกันเมื่อวันจันทร์ " * 14).strip()),
            ("paragraph", ("ไม่มีใครรู้ราคาตั๋ว " * 14).strip()),
        ],
    ),
    "a long second headline and a caption": (
        "Ferry line agreed after ten years\nMinisters of both countries say that the two ships will sail before the end of May at last\n"
        "By Ana Petrova\nA ferry in Ohrid on Monday. Li Wei / Lake News\nThey agreed on Monday.",
        [
            ("title", "Ferry line agreed after ten years"),
            ("heading", "Ministers of both countries say that the two ships will sail before the end of May at last"),
            ("byline", "By Ana Petrova"),
            ("heading", "A ferry in Ohrid on Monday. Li Wei / Lake News"),
            ("paragraph", "They agreed on Monday."),
        ],
    ),
    "Cyrillic and Arabic": (
        "Министри се договорија за траект\n\nТие се договорија.\n\nهل هناك سفينة؟ لا أحد يعرف ذلك۔",
        [
            ("title", "Министри се договорија за траект"),
            ("paragraph", "Тие се договорија."),
            ("paragraph", "هل هناك سفينة؟ لا أحد يعرف ذلك۔"),
        ],
    ),
}
# fmt: on


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_layout(name: str, line_end: str) -> None:
    text, expected = LAYOUTS[name]
    read = article(text.replace("\n", line_end))
    assert kinds(read) == [(kind, words.replace("\n", line_end)) for kind, words in expected]


def test_text_is_the_file_character_for_character() -> None:
    text = "\r\n Mi\u00adnis\u00adters\u00a0agree \r\n\r\n\r\nThey  agreed\u2009on\tMonday.\u200b \r\n"
    read = article(text)
    assert read.text == text
    assert kinds(read) == [
        ("title", "Mi\u00adnis\u00adters\u00a0agree"),
        ("paragraph", "They  agreed\u2009on\tMonday."),
    ]


FIELDS = [
    ("Ferries agreed\nBy Ana Petrova\n\nThey agreed.", {"title": "Ferries agreed", "byline": "Ana Petrova"}),
    ("Ferries agreed\nBy Ana Petrova, chief correspondent\n\nThey agreed.", {"byline": "Ana Petrova, chief correspondent"}),
    ("Ferries agreed\nBY ANA PETROVA AND LI WEI\n\nThey agreed.", {"byline": "ANA PETROVA AND LI WEI"}),
    ("Ferries agreed\nBy Aud d'Arcy and Hanan al-Maamari\n\nThey agreed.", {"byline": "Aud d'Arcy and Hanan al-Maamari"}),
    ("Ferries agreed\nBy the time they met it was night\n\nThey agreed.", {"byline": None}),
    ("Ferries agreed\nBy Friday, talks had failed\n\nThey agreed.", {"byline": None}),
    ("Ferries agreed\nPublished: 9 July 2025\n\nThey agreed.", {"published": "2025-07-09", "published_from": "file"}),
    ("Ferries agreed\nPublished: Wednesday, July 9, 2025, 06:30 GMT\n\nThey agreed.", {"published": "2025-07-09"}),
    ("Ferries agreed\nPublished: 2025-07-09T06:30:00Z\n\nThey agreed.", {"published": "2025-07-09T06:30:00+00:00"}),
    ("Ferries agreed\nPublished on: 9 Sept. 2025\n\nThey agreed.", {"published": "2025-09-09"}),
    ("Ferries agreed\nPublished: 9/7/2025\n\nThey agreed.", {"published": None, "published_from": None}),
    ("Ferries agreed\nPublished: 31 June 2025\n\nThey agreed.", {"published": None}),
    ("Ferries agreed\n9 July 2025\n\nThey agreed.", {"published": "2025-07-09"}),
    ("9 July 2025\n\nFerries agreed\n\nThey agreed.", {"published": None}),
    ("Ferries agreed\n\nThey agreed.\n\nPublished: 9 July 2025", {"published": None}),
    ("Source: Lake News\nTitle: Ferries agreed\nAuthor: Li Wei\n\nThey agreed.",
     {"outlet": "Lake News", "title": "Ferries agreed", "byline": "Li Wei"}),
    ("# Ferries  agreed\n\nThey agreed.", {"title": "Ferries agreed"}),
    ("They agreed.\n\nThey left.", {"title": "story", "outlet": None, "byline": None, "language": None}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIELDS)
def test_fields_come_from_lines_above_the_body(text: str, expected: dict[str, str | None]) -> None:
    read = article(text)
    assert {name: getattr(read, name) for name in expected} == expected


ENCODINGS = [
    ("utf-8", False),
    ("utf-8-sig", False),
    ("utf-16", False),
    ("utf-32", False),
    ("cp1252", True),
]


@pytest.mark.parametrize(("encoding", "guessed"), ENCODINGS)
def test_encodings(encoding: str, guessed: bool) -> None:
    text = "Café talks\n\n“Très bien,” he said – twice."
    read = article(text.encode(encoding))
    assert read.text == text
    assert bool(read.notes) is guessed
    assert not guessed or "Windows-1252" in read.notes[0]


BROKEN = [
    (b"", NoArticle),
    (b" \n\t\r\n\xc2\xa0\n", NoArticle),
    (b"\xef\xbb\xbf", NoArticle),
    ("\u200b\u2060\n\u00ad".encode(), NoArticle),
    (b"The ministers\x00 met.", Unreadable),
    (b"\x01\x02\x03\x04 met \x05\x06", Unreadable),
    (b"caf\xe9 \x81\x8d", Unreadable),  # neither UTF-8 nor Windows-1252
    (b"\xff\xfeT", Unreadable),  # half a UTF-16 character
]


@pytest.mark.parametrize(("data", "error"), BROKEN)
def test_what_cannot_be_read_is_named(data: bytes, error: type[ReadError]) -> None:
    with pytest.raises(error) as caught:
        article(data, "inbox/bad.txt")
    assert "inbox/bad.txt" in str(caught.value)
    assert caught.value.hint


def holds(read: Article) -> None:
    """What must hold for any text: blocks are slices in order, stripped, and together have every visible character."""
    seen: set[int] = set()
    last = 0
    for block in read.blocks:
        assert last <= block.start < block.end <= len(read.text)
        assert not blank(read.text[block.start])
        assert not blank(read.text[block.end - 1])
        seen.update(range(block.start, block.end))
        last = block.end
    assert all(place in seen for place, character in enumerate(read.text) if not blank(character))
    assert read.blocks
    assert read.title


LINES = st.sampled_from(
    ["", " ", "\u00a0", "\u200b", "- one", "1. two", "By Ana Petrova", "Published: 9 July 2025", "# Ferries", "Ferries", "***",
     "They a\u00adgreed.", "“Who?”", "x" * 70, "word " * 14, "word " * 14 + "end.", "e\u0301\u200d\U0001f600", "سفينة"]
)  # fmt: skip
LAID_OUT = st.lists(st.tuples(LINES, st.sampled_from(["\n", "\r\n", "\r", "\u2028", "\x0c", "\n\n"]))).map(
    lambda pairs: "".join(line + end for line, end in pairs)
)
TEXTS = st.one_of(st.text(), LAID_OUT)


@given(TEXTS)
@example("\ufeff")
@example("a\x00b")
@example("\x1c\x1d")
@example("\U0001f600\u200d")
def test_any_text_is_kept_and_cut_without_loss(text: str) -> None:
    try:
        read = article(text)
    except ReadError:
        assert all(map(blank, text.removeprefix("\ufeff"))) or any(character < " " for character in text)
        return
    assert read.text == text.removeprefix("\ufeff")  # at the start it is the byte order mark
    holds(read)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_by_name(data: bytes) -> None:
    source = Source("x", data)
    assert 0 <= plain.claims(source) <= 100
    try:
        (read,) = plain.read(source)
    except ReadError:
        return
    holds(read)


CLAIMS = [
    (Source("a.txt", b"x"), 80),
    (Source("a", b"x", "text/plain; charset=utf-8"), 80),
    (Source("-", b"The ministers met."), 10),
    (Source("a.json", b"x"), 0),
    (Source("a.csv", b"x"), 0),
    (Source("-", b'{"schema": 1}'), 0),
    (Source("-", b"<p>x"), 0),
    (Source("a.dat", b"\x00\x01"), 0),
]


@pytest.mark.parametrize(("source", "claim"), CLAIMS)
def test_claims(source: Source, claim: int) -> None:
    assert plain.claims(source) == claim


def test_same_bytes_same_article() -> None:
    source = Source("a.txt", b"Ferries agreed\n\nThey agreed.")
    assert plain.read(source) == plain.read(replace(source))


FILES = sorted([*EXAMPLES.glob("*.txt"), *CORPUS.glob("*.txt")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_have_title_and_whole_paragraphs(path: Path) -> None:
    read = article(path.read_text(encoding="utf-8"), path.name)
    holds(read)
    assert read.title == next(words for kind, words in kinds(read) if kind == "title")
    paragraphs = [words for kind, words in kinds(read) if kind in ("paragraph", "item")]
    assert len(paragraphs) >= 8
    # None is torn: but for credits and captions each ends as a sentence does.
    assert sum(words[-1] in '.?!”"' for words in paragraphs) >= len(paragraphs) - 3


def test_a_pasted_page() -> None:
    read = article((CORPUS / "pasted-page.txt").read_text(encoding="utf-8"))
    assert read.title == "Oman says prisoner exchange between Iran and Norway is close"
    assert read.byline == "Hanan al-Maamari and Erik Solberg-Nygård"
    shown = [(kind, words) for kind, words in kinds(read) if kind in ("heading", "byline", "other")]
    assert [words for kind, words in shown if kind == "other"] == [
        "Share on Facebook",
        "Share on WhatsApp",
        "Copy link",
        "Related topics",
        "Oman",
        "Norway",
        "Iran",
        "More from Diplomacy",
        "© Gulf Ledger 2026",
    ]
    assert ("heading", "What each side wants") in shown
    assert sum(kind == "paragraph" for kind, _ in kinds(read)) == 11
