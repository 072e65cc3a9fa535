"""The memo on paper: no head at a page's foot, no lonely line, no italics; its size; over the sets of the corpus."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
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
BESIDE = 2.0  # CSS pixels that a head may come lower than the one line beside it


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


def foot(line: Any) -> float:
    return float(line.position_y + line.height)


def alone(page: Any) -> list[str]:
    """Heads below or beside which no text of the page stands."""
    found = list(lines(page))
    lowest = max((foot(line) for line, above in found if not is_head(above)), default=0.0)
    return [words(line) for line, above in found if is_head(above) and foot(line) - BESIDE > lowest]


def lonely(page: Any, following: Any) -> list[str]:
    """Lines of a paragraph without another one at the foot of a page or the head of the next; table heads repeat."""
    here, there = ([one for one in lines(side) if not is_head(one[1])] for side in (page, following))
    shared = {_owner(above) for _, above in here} & {_owner(above) for _, above in there}
    parts = [[words(line) for line, above in side if _owner(above) is one] for side in (here, there) for one in shared]
    return [part[0] for part in parts if len(part) < LONELY]


def _owner(above: tuple[Any, ...]) -> Any:
    """The paragraph that a line belongs to."""
    return next(box.element for box in reversed(above) if box.element is not None)


@pytest.mark.parametrize(
    ("name", "style"),
    [
        pytest.param(name, style, marks=() if style == "base" or name in NAMES[:2] else pytest.mark.slow)
        for style in STYLES
        for name in NAMES[:10]
    ],
)
def test_a_page_ends_and_begins_well(name: str, style: str) -> None:
    laid = pages(fitted(name, style), style)
    assert len(laid) > 1
    for page, following in pairwise(laid):
        assert alone(page) == []
        assert lonely(page, following) == []


@pytest.mark.parametrize("style", STYLES)
def test_nothing_is_in_italics(style: str) -> None:
    for page in pages(fitted("treaty", style), style):
        slanted = [words(box) for box in page.descendants() if box.style["font_style"] != "normal"]
        assert slanted == []


def test_the_searches_find_what_they_look_for() -> None:
    from weasyprint import HTML

    paper = "<style>@page{size:100mm 60mm;margin:5mm}*{margin:0;break-after:auto;orphans:1;widows:1;line-height:5mm}"
    head = f"{paper}div{{height:42mm}}</style><div>a</div><h2>Head</h2><p>b"
    assert [alone(page._page_box.children[0]) for page in HTML(string=head).render().pages] == [["Head"], []]
    line = f"{paper}div{{height:42mm}}</style><div>a</div><p>one<br>two<br>three"
    first, second = (page._page_box.children[0] for page in HTML(string=line).render().pages)
    assert lonely(first, second) == ["one"]


@pytest.mark.parametrize(
    "style", [pytest.param(name, marks=() if name == "base" else pytest.mark.slow) for name in STYLES]
)
def test_three_pages_with_tables_and_the_record_take_90_kb(style: str) -> None:
    sizes = {}
    for name in NAMES[:10]:
        brief = fitted(name, style)
        laid = pdf.lay_out(brief, open_style(style), record.attachment(brief))
        sizes[name, laid.pages] = len(laid.pdf())
    assert max(pages for _, pages in sizes) >= 3
    assert max(sizes.values()) <= 90_000, sizes
