"""Markup to parts: what a reader of the page sees as a paragraph, an item, a heading, a table."""

from __future__ import annotations

import pytest

from briefgen.readers.markup import parsed, parts_of

LONG = "The ministers of both countries agreed on Monday to open the ferry line in May, after ten years of talks."
OTHER = "They will share the cost of the two ships, an official in Ohrid said, who did not want to give his name."

TREES = {
    "paragraphs and a heading": (
        f"<h2>Talks</h2><p>{LONG}</p><p>{OTHER}</p>",
        [("heading", "Talks"), ("paragraph", LONG), ("paragraph", OTHER)],
    ),
    "a list, its items' paragraphs too": (
        "<ul><li>two ships<li><p>one flag</p></ul>",
        [("item", "two ships"), ("item", "one flag")],
    ),
    "text without elements": (LONG, [("paragraph", LONG)]),
    "two breaks part paragraphs": (f"{LONG}<br><br>{OTHER}", [("paragraph", LONG), ("paragraph", OTHER)]),
    "a break inside an inline element": (f"<b>{LONG}<br><br></b>{OTHER}", [("paragraph", LONG), ("paragraph", OTHER)]),
    "blocks in an inline element": (f"<font><p>{LONG}</p></font>", [("paragraph", LONG)]),
    "what is not seen": (f"<script>x = 1</script><style>p {{}}</style><p>{LONG}</p><!-- no -->", [("paragraph", LONG)]),
    "a link alone": ('<p><a href="/x">More of this</a></p>', [("other", "More of this")]),
    "a sentence that is a link": (f'<p><a href="/x">{LONG}</a></p>', [("paragraph", LONG)]),
    "a table of data": ("<table><tr><th>Port<th>Ships<tr><td>Ohrid<td>2</table>", [("table", "Port\tShips\nOhrid\t2")]),
    "a table that lays out the page": (
        f"<table><tr><td><p>{LONG}</p><td><p>{OTHER}</p></table>",
        [("paragraph", LONG), ("paragraph", OTHER)],
    ),
    "a caption": (
        "<figure><img><figcaption>The ferry <b>Ohrid</b></figcaption></figure>",
        [("caption", "The ferry Ohrid")],
    ),
}


@pytest.mark.parametrize("name", TREES)
def test_trees(name: str) -> None:
    markup, expected = TREES[name]
    assert [(part.kind, part.words) for part in parts_of(parsed(markup))] == expected
