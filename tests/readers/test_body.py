"""Embedded bodies: HTML or plain text, told apart; marks of a text that goes on elsewhere."""

from __future__ import annotations

import pytest

from briefgen.errors import TooBig
from briefgen.readers.body import line_of, parts_of_body
from briefgen.readers.endings import marked
from briefgen.readers.parts import Part

FIRST = "The ministers of both countries agreed on Monday to open the ferry line in May, after ten years of talks."
SECOND = "They will share the cost of the two ships, an official in Ohrid said, who did not want to give his name."
TWO = [("paragraph", FIRST), ("paragraph", SECOND)]

BODIES = {
    "paragraphs of HTML": (f"<p>{FIRST}</p>\n<p>{SECOND}</p>", TWO),
    "line breaks of HTML": (f"{FIRST}<br /><br />{SECOND}", TWO),
    "paragraphs by blank lines": (f"{FIRST}\n\n{SECOND}", TWO),
    "a paragraph a line": (f"{FIRST}\n{SECOND}", TWO),
    "line ends of Windows": (f"{FIRST}\r\n\r\n{SECOND}\r\n", TWO),
    "entities in plain text": (FIRST.replace("ten", "&#116;en").replace(" May", "&nbsp;May"), None),
    "emphasis in text with blank lines": (f"{FIRST.replace('ferry', '<b>ferry</b>')}\n \n{SECOND}", TWO),
    "a short first line is no title": (f"Ferry talks\n\n{FIRST}", [("heading", "Ferry talks"), ("paragraph", FIRST)]),
    "less than and more than": ("Fewer than <5 of the ferries sail, he said.", None),
    "control characters": (FIRST.replace("ferry", "fer\x00\x0bry"), [("paragraph", FIRST)]),
    "half of a surrogate pair": (FIRST + "\ud83d", [("paragraph", FIRST)]),
    "nothing": ("", []),
    "white space": (" \n \n", []),
    "a list": ("<ul><li>two ships</li></ul>", [("item", "two ships")]),
}


@pytest.mark.parametrize("name", BODIES)
def test_bodies(name: str) -> None:
    text, expected = BODIES[name]
    found = [(part.kind, part.words) for part in parts_of_body(text)]
    if name == "entities in plain text":
        expected = [("paragraph", FIRST.replace(" May", "\u00a0May"))]
    assert found == (expected if expected is not None else [("paragraph", text)])


def test_what_is_said_to_be_plain_stays_as_it_is() -> None:
    words = "The mark <b> is written &lt;b&gt; in a page, the teacher said."
    assert parts_of_body(words, markup=False) == [Part("paragraph", words)]


def test_a_body_without_measure_is_refused() -> None:
    with pytest.raises(TooBig):
        parts_of_body("<p>" * 700_001)
    assert len(parts_of_body("<b>" * 100_000 + FIRST)) <= 1  # the parser gives up at a depth


LINES = [
    ("Ferry &amp; line", "Ferry & line"),
    ("<b>Ferry</b> line", "Ferry line"),
    (" Ferry \n line ", "Ferry line"),
    ("AT&T", "AT&T"),
    ("1 < 2", "1 < 2"),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_lines(text: str, expected: str) -> None:
    assert line_of(text) == expected


P = "paragraph"
ENDINGS = {
    "whole": ([Part(P, FIRST)], False, [(P, FIRST)]),
    "an ellipsis stays, for it shows that the sentence is not whole": (
        [Part(P, "The ministers agreed to op…")],
        True,
        [(P, "The ministers agreed to op…")],
    ),
    "three full stops": ([Part(P, "The ministers agreed...")], True, [(P, "The ministers agreed...")]),
    "an ellipsis in a quotation": ([Part(P, "“We hope…”")], False, [(P, "“We hope…”")]),
    "brackets": (
        [Part(P, "The ministers agreed […]")],
        True,
        [(P, "The ministers agreed"), ("other", "[…]")],
    ),
    "characters": (
        [Part(P, "The ministers agreed… [+1234 chars]")],
        True,
        [(P, "The ministers agreed…"), ("other", "[+1234 chars]")],
    ),
    "characters without a plus": (
        [Part(P, "The ministers agreed... [834 chars]")],
        True,
        [(P, "The ministers agreed..."), ("other", "[834 chars]")],
    ),
    "a link of its own": (
        [Part(P, FIRST), Part("other", "Read more »")],
        True,
        [(P, FIRST), ("other", "Read more »")],
    ),
    "a link of its own with a full stop": (
        [Part(P, FIRST), Part(P, "Continue reading Ferry line agreed...")],
        True,
        [(P, FIRST), ("other", "Continue reading Ferry line agreed...")],
    ),
    "a link in the paragraph": (
        [Part(P, f"{FIRST} […] Read more")],
        True,
        [(P, FIRST), ("other", "[…]"), ("other", "Read more")],
    ),
    "words that are no mark": (
        [Part(P, "The children should sit down and read more.")],
        False,
        [(P, "The children should sit down and read more.")],
    ),
    "a link to another story in the middle": (
        [Part("other", "Read more: Ferries of the world"), Part(P, FIRST), Part(P, SECOND)],
        False,
        [("other", "Read more: Ferries of the world"), (P, FIRST), (P, SECOND)],
    ),
    "a footer": (
        [Part(P, FIRST), Part(P, "The post Ferry line agreed appeared first on Lake News.")],
        False,
        [(P, FIRST), ("other", "The post Ferry line agreed appeared first on Lake News.")],
    ),
    "a footer behind a mark": (
        [Part(P, "The ministers […]"), Part(P, "The post Ferry appeared first on Lake.")],
        True,
        [(P, "The ministers"), ("other", "[…]"), ("other", "The post Ferry appeared first on Lake.")],
    ),
    "nothing but a mark": ([Part(P, "[…]")], True, [("other", "[…]")]),
}


@pytest.mark.parametrize("name", ENDINGS)
def test_endings(name: str) -> None:
    parts, goes_on, expected = ENDINGS[name]
    found, told = marked(parts)
    assert ([(part.kind, part.words) for part in found], told) == (expected, goes_on)
