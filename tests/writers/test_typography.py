"""The memo on paper: no head at a page's foot, no lonely line, no italics; its size; over the sets of the corpus."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from briefgen import Pipeline
from briefgen.config import Config, with_settings
from briefgen.model import Brief
from briefgen.styles import open_style
from briefgen.writers import html, pdf, record
from tests.conftest import PROJECT
from tests.drafting.sets import NAMES, brief_of

STYLES = sorted(path.parent.name for path in (PROJECT / "templates").glob("*/style.yaml"))
LONELY = 2  # lines of a paragraph that stay together at a page's foot or head


@cache
def fitted(name: str, style: str) -> Brief:
    pipeline = Pipeline(with_settings(Config(), [f"style={style}", "limits.pages=3"]), date="2026-11-20")
    return pipeline.write(brief_of(name), [Path("memo.pdf")]).brief


def pages(brief: Brief, style: str) -> list[Any]:
    """The pages' boxes, as they are laid out."""
    from weasyprint import HTML

    opened = open_style(style)
    text = html.page(brief, opened, lambda name: f"{pdf.SCHEME}{name}")
    made = HTML(string=text, base_url=pdf.SCHEME, url_fetcher=pdf._fetcher(opened))
    document = made.render(font_config=pdf._fonts(opened, alone=True), pdf_variant="pdf/a-3a")
    return [page._page_box.children[0] for page in document.pages]


def lines(box: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Each line of a box with the boxes around it, the nearest last."""
    if type(box).__name__ == "LineBox":
        yield box, above
        return
    for child in getattr(box, "children", ()):
        yield from lines(child, (*above, box))


def words(box: Any) -> str:
    return "".join(one.text for one in box.descendants() if type(one).__name__ == "TextBox")


def is_head(above: tuple[Any, ...]) -> bool:
    return any(box.element_tag in {"h1", "h2", "h3", "thead"} or "label" in _classes(box) for box in above)


def _classes(box: Any) -> list[str]:
    element = getattr(box, "element", None)
    return (element.get("class") or "").split() if element is not None else []


@pytest.mark.parametrize("name", NAMES[:10])
@pytest.mark.parametrize("style", STYLES)
def test_a_page_ends_and_begins_well(name: str, style: str) -> None:
    laid = [list(lines(page)) for page in pages(fitted(name, style), style)]
    for number, page in enumerate(laid[:-1], 1):
        last, above = max(page, key=lambda one: one[0].position_y + one[0].height)
        assert not is_head(above), f"page {number} of {name} ends with the head {words(last)!r}"
        beside = [other for other, around in page if is_head(around) and other.position_y > last.position_y + 1]
        assert not beside, f"page {number} of {name}: a head below the last line"
        (first, over), (ended, under) = laid[number][0], page[-1]
        if over[-1].element is not None and over[-1].element is under[-1].element:
            here = [line for line, around in page if around[-1].element is over[-1].element]
            there = [line for line, around in laid[number] if around[-1].element is over[-1].element]
            assert min(len(here), len(there)) >= LONELY, f"a lonely line: {words(ended)!r}, {words(first)!r}"


@pytest.mark.parametrize("style", STYLES)
def test_nothing_is_in_italics(style: str) -> None:
    for page in pages(fitted("treaty", style), style):
        slanted = [words(box) for box in page.descendants() if box.style["font_style"] != "normal"]
        assert slanted == []


def test_the_search_finds_a_head_at_the_foot() -> None:
    """A page that is cut after a head is told apart from one that is not."""
    from weasyprint import HTML

    text = (
        "<style>@page{size:100mm 60mm;margin:5mm}p{height:38mm;margin:0}h2{margin:0}</style><p>a</p><h2>Head</h2><p>b"
    )
    page = HTML(string=text).render().pages[0]._page_box.children[0]
    _, above = max(lines(page), key=lambda one: one[0].position_y + one[0].height)
    assert is_head(above)


@pytest.mark.parametrize("style", STYLES)
def test_three_pages_with_tables_and_the_record_take_90_kb(style: str) -> None:
    sizes = {}
    for name in NAMES[:10]:
        brief = fitted(name, style)
        laid = pdf.lay_out(brief, open_style(style), record.attachment(brief))
        sizes[name, laid.pages] = len(laid.pdf())
    assert max(pages for _, pages in sizes) >= 3
    assert max(sizes.values()) <= 90_000, sizes
