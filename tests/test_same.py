"""The same article in several places is one; a copy in another outlet is not."""

from __future__ import annotations

from dataclasses import replace

from briefgen.model import Article
from briefgen.pipeline.same import once
from briefgen.readers.parts import Part, composed

PARAGRAPHS = [
    "The ministers of both countries agreed on Monday to open the ferry line in May, after ten years of talks.",
    "They will share the cost of the two ships, an official in Ohrid said, who did not want to give his name.",
    "Nobody has said what a ticket will cost, and the mayor of Struga said that he would ask for a list of prices.",
    "The line was closed in 1994, when a north-eastern storm sank one of the ferries without loss of life.",
    "“We have waited long enough,” said Ana Petrova, who keeps the harbour inn and a small shop beside it.",
]


def article(name: str, paragraphs: list[str], title: str = "Ferry line agreed", **fields: object) -> Article:
    text, blocks = composed([Part("title", title), *(Part("paragraph", words) for words in paragraphs)])
    return Article(id=name, location=name, title=title, text=text, blocks=blocks, **fields)  # type: ignore[arg-type]


def places(*articles: Article) -> list[str]:
    return [one.location for one in once(articles)]


def test_a_page_and_its_pdf_are_one() -> None:
    pdf = article("a.pdf", [words.replace("north-eastern", "northeastern") for words in PARAGRAPHS])
    page = article("a.html", PARAGRAPHS, outlet="Lake News", published="2025-07-09", published_from="meta")
    (found,) = once([pdf, page])
    assert (found.location, found.outlet, found.published) == ("a.html", "Lake News", "2025-07-09")
    assert found.notes == ("also in a.pdf",)


def test_what_one_lacks_the_other_fills() -> None:
    page = article("a.html", PARAGRAPHS, byline="Ana Petrova")
    mail = article("a.eml", PARAGRAPHS[:4], published="2025-07-09", published_from="mail")
    (found,) = once([mail, page])
    assert (found.location, found.byline, found.published, found.published_from) == (
        "a.html",
        "Ana Petrova",
        "2025-07-09",
        "mail",
    )


def test_a_whole_article_stands_for_its_summary() -> None:
    summary = article("feed", PARAGRAPHS[:1], partial=True)
    assert places(summary, article("a.html", PARAGRAPHS)) == ["a.html"]


def test_a_copy_in_another_outlet_is_another_article() -> None:
    ours = article("a", PARAGRAPHS, outlet="Lake News")
    assert places(ours, replace(ours, location="b", outlet="Norpress")) == ["a", "b"]


def test_another_day_is_another_article() -> None:
    ours = article("a", PARAGRAPHS, published="2025-07-09")
    assert places(ours, replace(ours, location="b", published="2025-07-10")) == ["a", "b"]


def test_a_longer_article_with_another_title_is_another_article() -> None:
    assert places(article("a", PARAGRAPHS[:2]), article("b", PARAGRAPHS, title="Ferries: what we know")) == ["a", "b"]


def test_five_colleagues_and_the_order() -> None:
    other = article("x", ["The council voted on Friday to close the old road along the lake for a year."], title="Road")
    copies = [article(f"{n}.eml", PARAGRAPHS) for n in range(4)]
    assert places(copies[0], other, *copies[1:]) == ["0.eml", "x"]


def test_a_shared_line_makes_nothing_the_same() -> None:
    line = "All content of this page is protected and may be printed for private use by its readers only."
    assert (
        len(once([article(str(n), [line, f"{words} And {n}."], title=str(n)) for n, words in enumerate(PARAGRAPHS)]))
        == 5
    )


def test_a_correction_is_another_version() -> None:
    first = article("a", PARAGRAPHS, outlet="Lake News", published="2025-07-09T06:30:00+00:00", published_from="file")
    mended = [PARAGRAPHS[0], PARAGRAPHS[1].replace("two ships", "three ships"), *PARAGRAPHS[2:]]
    later = replace(
        article("b", mended), outlet="Lake News", published="2025-07-09T09:00:00+00:00", published_from="file"
    )
    assert places(first, later) == ["a", "b"]
    assert places(first, replace(first, location="b", published="2025-07-09T09:00:00+00:00")) == ["a"]
    sent = replace(later, published_from="mail")
    assert len(places(first, sent)) == 1, "a colleague may forward it at any hour"
