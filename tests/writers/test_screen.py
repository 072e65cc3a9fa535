"""The page to read on screen: what stands in it, and how it answers mouse and keys in a browser, where there is one."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest

from briefgen.model import Brief, Passage, extracts_of
from briefgen.styles import open_style
from briefgen.writers import html
from briefgen.writers.page import visible_text
from tests.writers import sample
from tests.writers.browser import CHROMIUM, Tab, browser
from tests.writers.test_html import Outline, ours

STYLE = open_style("base")
HOSTILE = (
    "</template></section></blockquote><script>document.title='owned'</script>",
    "<img src=https://evil.example/x.png onerror=\"document.title='owned'\">",
    "\u202eevil\u2066 --> ]]> &lt;b&gt;",
)


def shown(brief: Brief) -> Brief:
    """The memo with the paragraphs that its extracts stand in."""
    cites = {(one.cite.reference, one.cite.paragraph): one.cite for one in extracts_of(brief)}
    found = []
    for (reference, paragraph), cite in sorted(cites.items()):
        words = sample.PARAGRAPHS[paragraph - 1]
        start = sample.TEXT.index(words, len(sample.TITLE))
        assert start <= cite.start
        found.append(Passage(reference, paragraph, start, start + len(words), words))
    return replace(brief, passages=tuple(found))


def hostile() -> Brief:
    """A paragraph with markup before and after the cited words, in a source whose outlet and title are no better."""
    brief = shown(sample.brief())
    cite, (first, *rest) = extracts_of(brief)[0].cite, brief.passages
    before, after = HOSTILE[0] + HOSTILE[1], "".join(HOSTILE)
    text = f"{before}{first.text}{after}"
    start = first.start - len(before)
    assert cite.paragraph == first.paragraph
    source = replace(brief.references[0], outlet=HOSTILE[0], title=HOSTILE[1], published=HOSTILE[2], language='"><b>')
    return replace(
        brief,
        references=(source,),
        passages=(Passage(1, first.paragraph, start, start + len(text), text), *rest),
    )


def page_of(brief: Brief) -> str:
    return html.write(brief, STYLE).decode()


# ------------------------------------------------------------------ what stands in the page


def test_every_extract_has_its_paragraph_with_its_words_marked() -> None:
    brief = shown(sample.brief())
    page = page_of(brief)
    for extract in extracts_of(brief):
        article = re.search(rf'<article[^>]* id="p{extract.number}".*?</article>', page, re.DOTALL)
        assert article, extract.number
        block = re.search(r"<blockquote[^>]*>(.*)</blockquote>", article[0], re.DOTALL)
        assert block
        marked = unescape("".join(re.findall("<mark>(.*?)</mark>", block[1], re.DOTALL)))
        assert marked == sample.TEXT[extract.cite.start : extract.cite.end]
        assert unescape(re.sub("</?mark>", "", block[1])) == sample.PARAGRAPHS[extract.cite.paragraph - 1]
        assert f"Paragraph {extract.cite.paragraph}<" in article[0]


@pytest.mark.parametrize("brief", [shown(sample.brief()), shown(sample.several())], ids=["one", "several"])
def test_every_pointer_leads_somewhere_and_no_address_stands_twice(brief: Brief) -> None:
    elements = Outline(page_of(brief).encode()).found
    ids = [attrs["id"] for _, attrs in elements if "id" in attrs]
    targets = {attrs["href"] for tag, attrs in elements if tag == "a"}
    assert len(ids) == len(set(ids))
    assert targets <= {f"#{one}" for one in ids}
    assert {"#p1", "#x1", "#s1"} <= targets


def test_only_the_page_s_own_script_may_run() -> None:
    page = page_of(shown(sample.brief()))
    (script,) = re.findall("<script>(.*?)</script>", page, re.DOTALL)
    policy = unescape(re.findall('Content-Security-Policy" content="(.*?)"', page)[0])
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert f"script-src 'sha256-{digest}';" in policy


def test_where_no_paragraph_is_known_there_is_neither_panel_nor_script() -> None:
    page = page_of(sample.brief())
    assert "script-src 'none'" in unescape(page)
    assert not re.search('<script|id="beside"|class="hint"|href="#p', page)


def test_the_page_of_the_pdf_has_nothing_of_it() -> None:
    def of(brief: Brief) -> str:
        return html.page(brief, STYLE, lambda name: f"style:{name}")

    assert of(shown(sample.brief())) == of(sample.brief())
    assert not re.search('<script|http-equiv|class="hint"|href="#p', of(shown(sample.brief())))


def test_words_of_a_source_stay_words() -> None:
    page = page_of(hostile())
    plain = {tag for tag, _ in Outline(page_of(shown(sample.several())).encode()).found}
    assert {tag for tag, _ in Outline(page.encode()).found} <= plain
    assert page.count("<script") == 1
    assert HOSTILE[0] in unescape(page)


def test_a_style_that_extends_base_has_it_too_without_the_sections_that_it_leaves_out(tmp_path: Path) -> None:
    block = '{% extends "base/memo.html.j2" %}{% block stakes %}{{ parts.plain("stakes", brief.stakes) }}{% endblock %}'
    words = "screen: {hint: Touch one.}\n"
    settings = "extends: base\nsections: [bottom_line, stakes]\n"
    style = ours(tmp_path, **{"memo.html.j2": block, "labels.en.yaml": words, "style.yaml": settings})
    page = html.write(shown(sample.brief()), style).decode()
    assert "Touch one." in page
    assert re.findall('class="passage" id="(p[0-9]+)"', page) == ["p1", "p2", "p13", "p14"]
    assert re.findall(' id="x([0-9]+)"', page) == ["1", "2", "13", "14"]


def test_a_page_in_a_language_from_right_to_left_says_so() -> None:
    page = html.write(sample.brief(), replace(STYLE, language="ar")).decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert '<html lang="en">' in page_of(sample.brief())


# ------------------------------------------------------------------ in a browser

needs_browser = pytest.mark.skipif(not CHROMIUM, reason="no chromium is installed: apt-get install chromium")
FOCUS = "document.activeElement.id || document.activeElement.getAttribute('href')"
PANEL = "getComputedStyle(document.getElementById('beside')).display"
SHOWN = "[...document.querySelectorAll('.passage')].filter((one) => one.offsetParent).map((one) => one.id)"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, brief in {"one": sample.brief(), "several": sample.several()}.items():
        (folder / f"{name}.html").write_bytes(html.write(shown(brief), STYLE))
    (folder / "hostile.html").write_bytes(html.write(hostile(), STYLE))
    return folder


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with browser(tmp_path_factory.mktemp("browser")) as found:
        yield found


@needs_browser
@pytest.mark.parametrize("size", [(1400, 900), (1280, 800), (400, 800)], ids=["wide", "laptop", "narrow"])
def test_a_click_on_an_extract_shows_its_paragraph_and_the_buttons_go_on(
    tab: Tab, pages: Path, size: tuple[int, int]
) -> None:
    tab.open(pages / "several.html", size=size)
    assert tab.ask(PANEL) == "none"
    tab.click("#x3")
    assert (tab.ask(SHOWN), tab.ask(FOCUS)) == (["p3"], "beside")
    assert tab.ask("document.querySelector('.standing').textContent") == "Extract 3 of 16"
    tab.click(".next")
    assert tab.ask(SHOWN) == ["p4"]
    tab.click(".previous")
    tab.click(".previous")
    assert tab.ask(SHOWN) == ["p2"]
    assert tab.ask("document.querySelectorAll('.x.shown').length") == 1
    tab.click(".close")
    assert (tab.ask(PANEL), tab.ask(FOCUS)) == ("none", "#p2")


@needs_browser
def test_the_memo_is_never_under_the_panel(tab: Tab, pages: Path) -> None:
    apart = (
        "(() => { const [a, b] = [document.querySelector('.x.shown'), document.getElementById('beside')]"
        ".map((one) => one.getBoundingClientRect()); return a.right <= b.left || a.bottom <= b.top })()"
    )
    for size in ((1400, 900), (1200, 800), (800, 700), (400, 800)):
        tab.open(pages / "one.html", size=size)
        tab.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": "reduce"}])
        for selector in ("#x1", "#x9", "#x16"):
            tab.click(selector)
            assert tab.ask(apart), (size, selector)
        assert tab.ask("document.documentElement.scrollWidth <= innerWidth"), size
    tab.call("Emulation.setEmulatedMedia", features=[])


@needs_browser
def test_all_of_it_goes_by_keys_alone(tab: Tab, pages: Path) -> None:
    tab.open(pages / "one.html")
    for _ in range(40):
        tab.press("Tab")
        if tab.ask(FOCUS) == "#p1":
            break
    tab.press("Enter")
    assert (tab.ask(SHOWN), tab.ask(FOCUS)) == (["p1"], "beside")
    tab.press("ArrowLeft")
    assert tab.ask(SHOWN) == ["p1"]  # it is the first
    tab.press("ArrowRight")
    assert tab.ask(SHOWN) == ["p2"]
    tab.press("Tab")
    tab.press("Tab")
    assert tab.ask("document.activeElement.className") == "next"
    tab.press("Enter")
    assert (tab.ask(SHOWN), tab.ask("document.activeElement.className")) == (["p3"], "next")
    tab.press("Escape")
    assert (tab.ask(PANEL), tab.ask(FOCUS)) == ("none", "#p3")
    assert tab.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@needs_browser
def test_a_screen_reader_is_told_what_is_what(tab: Tab, pages: Path) -> None:
    tab.open(pages / "one.html")
    tab.click("#x1")
    panel = "document.getElementById('beside')"
    assert tab.ask(f"{panel}.getAttribute('role')") == "dialog"
    assert tab.ask(f"document.getElementById({panel}.getAttribute('aria-labelledby')).textContent") == "In the source"
    assert tab.ask(f"{panel}.querySelector('.passages').getAttribute('aria-live')") == "polite"
    assert tab.ask("document.querySelector('.previous').getAttribute('aria-disabled')") == "true"
    assert tab.ask("document.querySelector('#x1 a').getAttribute('aria-current')") == "true"


@needs_browser
def test_an_address_opens_its_paragraph(tab: Tab, pages: Path) -> None:
    tab.open(pages / "one.html", at="#p5")
    assert tab.ask(SHOWN) == ["p5"]


@needs_browser
def test_other_pointers_still_lead_where_they_say(tab: Tab, pages: Path) -> None:
    tab.open(pages / "several.html")
    tab.click('#x1 a[href="#s2"]')
    assert (tab.ask(PANEL), tab.ask("location.hash")) == ("none", "#s2")


@needs_browser
def test_without_scripts_the_paragraphs_stand_at_the_end(tab: Tab, pages: Path) -> None:
    tab.open(pages / "one.html", script=False, at="#p4")
    at = tab.call("DOM.querySelector", nodeId=tab.call("DOM.getDocument")["root"]["nodeId"], selector="#p4:target")
    box = tab.call("DOM.getBoxModel", nodeId=at["nodeId"])["model"]
    assert box["height"] > 50
    assert 0 <= box["border"][1] < 900


@needs_browser
@pytest.mark.parametrize("name", ["one", "several", "hostile"])
def test_the_page_asks_for_nothing_and_has_nothing_to_say(tab: Tab, pages: Path, name: str) -> None:
    tab.asked.clear()
    tab.said.clear()
    tab.open(pages / f"{name}.html")
    for extract in extracts_of(sample.brief()):
        tab.click(f"#x{extract.number}")
    assert set(tab.asked) == {(pages / f"{name}.html").as_uri()}
    assert tab.said == []
    assert tab.ask("document.title") != "owned"


@needs_browser
def test_words_of_a_source_are_shown_as_they_are(tab: Tab, pages: Path) -> None:
    tab.open(pages / "hostile.html", at="#p1")
    assert tab.ask("document.querySelector('#p1 blockquote').textContent") == hostile().passages[0].text
    assert tab.ask("document.querySelector('#p1 mark').textContent") == extracts_of(sample.brief())[0].text


@needs_browser
def test_paper_has_the_memo_alone(tab: Tab, pages: Path) -> None:
    tab.open(pages / "one.html", at="#p4")
    text = " ".join(" ".join(visible_text(tab.printed())).split())
    for words in ("hint", "title", "all"):
        assert STYLE.labels["screen"][words] not in text
    assert "Bottom line" in text
    assert sample.PARAGRAPHS[0].split(",")[0] in text


@needs_browser
def test_it_prints_as_the_page_without_paragraphs_does(tab: Tab, pages: Path, tmp_path: Path) -> None:
    (tmp_path / "bare.html").write_bytes(html.write(sample.brief(), STYLE))
    tab.open(tmp_path / "bare.html")
    bare = visible_text(tab.printed())
    tab.open(pages / "one.html", at="#p4")
    assert visible_text(tab.printed()) == bare
