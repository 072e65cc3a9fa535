"""The Markdown reader: words without marks, front matter, and text that is broken on purpose."""

# ruff: noqa: E501 - the tables show texts as they stand in files
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import NoArticle, ReadError
from briefgen.model import Article, Source
from briefgen.readers import markdown

FIRST = "The ministers of both countries agreed on Monday to open the ferry line in May."


def article(text: str) -> Article:
    (found,) = markdown.read(Source("inbox/story.md", text.encode()))
    return found


def kinds(read: Article) -> list[tuple[str, str]]:
    return [(block.kind, read.text[block.start : block.end]) for block in read.blocks][1:]


TEXTS = {
    "emphasis, links, code, pictures": (
        "The **ministers** of [both](https://a.example) countries _agreed_ on `Monday` to\nopen ![x](y)the <b>ferry</b> line in May.",
        [("paragraph", FIRST)],
    ),
    "headings in two forms": (f"Talks\n=====\n\n{FIRST}\n\n## Cost\n\n{FIRST} Yes.", [
        ("paragraph", FIRST), ("heading", "Cost"), ("paragraph", f"{FIRST} Yes.")]),
    "lists, nested too": (f"{FIRST}\n\n- two ships\n  1. one flag\n- a crew", [
        ("paragraph", FIRST), ("item", "two ships"), ("item", "one flag"), ("item", "a crew")]),
    "a quotation": (f"{FIRST}\n\n> “No,” said he.", [("paragraph", FIRST), ("paragraph", "“No,” said he.")]),
    "a table": (f"{FIRST}\n\n| Port | Ships |\n|--|--|\n| Ohrid | 2 |", [
        ("paragraph", FIRST), ("table", "Port\tShips\nOhrid\t2")]),
    "byline and date above the body": (f"# Talks\n\nBy Ana Petrova\n\n9 July 2025\n\n{FIRST}", [
        ("byline", "By Ana Petrova"), ("other", "9 July 2025"), ("paragraph", FIRST)]),
    "markup inside": (f"{FIRST}\n\n<div><p>They did <i>not</i> say why they did so.</p></div>", [
        ("paragraph", FIRST), ("paragraph", "They did not say why they did so.")]),
    "marks that are none": (
        "They paid 5 * 3 and a_b_c, he said.", [("paragraph", "They paid 5 * 3 and a_b_c, he said.")]),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_words_without_marks(name: str) -> None:
    text, expected = TEXTS[name]
    assert kinds(article(text)) == expected


def test_front_matter_comes_first() -> None:
    names = "author:\n  - '[[Ana Petrova]]'\n  - Jan Weber\n"
    head = f"---\ntitle: Ferry line agreed\n{names}source: Lake News\ndate: 2025-07-09\n---\n"
    read = article(f"{head}# Another head\n\n{FIRST}")
    assert (read.title, read.byline, read.outlet) == ("Ferry line agreed", "Ana Petrova, Jan Weber", "Lake News")
    assert (read.published, read.published_from) == ("2025-07-09", "file")


@pytest.mark.parametrize("front", ["---\na: [\n---\n", "---\njust words\n---\n", "---\ntitle: {a: b}\n---\n", "---\n"])
def test_a_broken_front_matter_is_no_fault(front: str) -> None:
    assert article(f"{front}\n{FIRST}\n").published is None


def test_nothing_to_read() -> None:
    with pytest.raises(NoArticle, match=r"inbox/story\.md"):
        article("\n\n")


def test_nested_without_end() -> None:
    with pytest.raises(NoArticle):
        article("> " * 5000 + FIRST)


@settings(max_examples=100, deadline=2000)
@given(st.text(st.sampled_from("#*_->|`[]()!<>& \n\t1.aé\x00-:"), max_size=200))
def test_any_text_is_an_article_or_a_fault(text: str) -> None:
    try:
        read = article(text)
    except ReadError:
        return
    assert all(0 <= block.start < block.end <= len(read.text) for block in read.blocks)
