"""The memo as a page of HTML: complete, exact, safe, and fetching nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from briefgen.errors import StyleError, WriteError
from briefgen.model import Delta, Extract, Ref, Since, digest_of, extracts_of
from briefgen.styles import Style, open_style
from briefgen.writers import html
from tests.writers import sample

STYLE = open_style("base")
HOSTILE = (
    "<script>alert(1)</script>",
    "{{7*7}} {% include 'memo.css' %}",
    "<link rel=attachment href=file:///etc/passwd>",
    '"><img src="https://evil.example/x.png" onerror="x">',
    "</style><style>p { display: none }",
    "@import url(https://evil.example/x.css)",
    "&lt;b&gt; &amp;amp;",
)


def text_of(page: bytes) -> str:
    """The page's words, without the sheet."""
    body = re.sub(r"<style>.*?</style>|<head>.*?</head>", "", page.decode(), flags=re.DOTALL)
    return unescape(re.sub("<[^>]+>", "", body))


class Outline(HTMLParser):
    """Which elements a page has, in their order."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def ours(folder: Path, **files: str) -> Style:
    home = folder / "ours"
    home.mkdir()
    for name, text in {"style.yaml": "extends: base\n", **files}.items():
        (home / name).write_text(text, "utf-8")
    return open_style(str(home))


@pytest.mark.parametrize("brief", [sample.brief(), sample.several()], ids=["one", "several"])
def test_every_extract_is_printed_once_and_exactly(brief: sample.Brief) -> None:
    page = html.write(brief, STYLE)
    for extract in extracts_of(brief):
        assert text_of(page).count(extract.text) == 1, extract.number
        printed = re.search(
            rf'id="x{extract.number}".*?</span>(?:<span class="lead">.*?</span>)?(.*?)<span', page.decode()
        )
        assert printed
        assert digest_of(unescape(printed[1])) == extract.digest


def test_every_pointer_leads_somewhere() -> None:
    page = Outline(html.write(sample.several(), STYLE)).found
    ids = {attrs["id"] for _, attrs in page if "id" in attrs}
    targets = {attrs["href"] for tag, attrs in page if tag == "a"}
    assert targets <= {f"#{one}" for one in ids}
    assert {"#x3", "#s1", "#s2"} <= targets


def test_what_has_changed_stands_with_the_sources_where_there_is_a_delta() -> None:
    assert "Since the last issue" not in text_of(html.write(sample.brief(), STYLE))
    since = Delta("BS/1", (2,), (Since(7, "<i>Nine</i> ships left.", 1),), (), (Since(8, "It rained."),))
    page = html.write(replace(sample.brief(), delta=since), STYLE)
    text = " ".join(text_of(page).split())
    assert (
        "Since the last issue 1 – before: “<i>Nine</i> ships left.” Not in this memo any more: “It rained.” How to"
        in text
    )
    assert {"#x1"} <= {attrs["href"] for tag, attrs in Outline(page).found if tag == "a"}


def test_heads_follow_each_other_without_a_gap() -> None:
    levels = [
        int(tag[1]) for tag, _ in Outline(html.write(sample.several(), STYLE)).found if re.fullmatch("h[1-6]", tag)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_head_of_a_table_has_a_scope() -> None:
    heads = [attrs for tag, attrs in Outline(html.write(sample.several(), STYLE)).found if tag == "th"]
    assert heads
    assert all(attrs.get("scope") in ("col", "row", "rowgroup") for attrs in heads)


def test_head_of_the_page() -> None:
    page = html.write(sample.several(), STYLE).decode()
    assert '<html lang="en">' in page
    assert f"<title>OFFICIAL – {sample.TITLE}</title>" in page
    assert '<meta name="dcterms.created" content="2026-11-23">' in page
    assert '<meta name="author" content="Black Sea desk">' in page


def test_the_marking_is_the_first_text_and_none_is_invented() -> None:
    assert text_of(html.write(sample.several(), STYLE)).split()[0] == "OFFICIAL"
    assert text_of(html.write(sample.brief(), STYLE)).strip().startswith("Machine-selected extracts. Not reviewed.")


def test_only_a_headline_of_a_source_stands_in_quotation_marks() -> None:
    assert f">“{sample.TITLE}”</h1>" in html.write(sample.brief(), STYLE).decode()
    assert ">Grain route</h1>" in html.write(sample.brief(subject="Grain route"), STYLE).decode()


def test_refs_that_follow_each_other_are_one_pointer() -> None:
    brief = replace(sample.brief(), background=(Ref(3), Ref(4), *sample.brief().background))
    assert "See 3 and 4" in text_of(html.write(brief, STYLE))


def test_an_empty_section_says_so_and_some_are_left_out() -> None:
    text = text_of(html.write(sample.EMPTY, STYLE))
    for name, words in STYLE.labels["empty"].items():
        assert words in text, name
    for name in ("bottom_line", "figures", "discrepancies", "by_hand"):
        assert STYLE.labels["sections"][name] not in text, name


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_a_source_are_only_words(words: str) -> None:
    lead = sample.brief().bottom_line[0]
    assert isinstance(lead, Extract)
    source = replace(sample.brief().references[0], title=words, outlet=words, location=words)
    brief = replace(
        sample.brief(subject=words, to=words, marking=words),
        bottom_line=(replace(lead, text=words),),
        references=(source,),
        actors=(replace(sample.brief().actors[0], name=words, role=words),),
    )
    page = html.write(brief, STYLE)
    plain = html.write(sample.brief(marking="X"), STYLE)
    assert text_of(page).count(words) >= 5
    assert {tag for tag, _ in Outline(page).found} <= {tag for tag, _ in Outline(plain).found}
    assert "onerror" not in {name for _, attrs in Outline(page).found for name in attrs}


def test_the_page_fetches_nothing() -> None:
    page = html.write(sample.several(), STYLE).decode()
    assert not re.search(r"<(script|link|img|iframe|object)|@import|url\(", page)


@pytest.mark.parametrize(
    ("name", "text", "address"),
    [
        ("memo.css", "body { background: url(https://far.example/a.png) }", "https://far.example/a.png"),
        ("memo.css", "@import 'other.css';", "other.css"),
        ("memo.css", "body { background: url('crst.svg') }", "crst.svg"),
        ("memo.html.j2", "<img src='https://far.example/a.png'>", "https://far.example/a.png"),
        ("memo.html.j2", "<link rel=stylesheet href=https://far.example/a.css>", "https://far.example/a.css"),
        ("memo.html.j2", '<p style="background:url(//far.example/a)">', "//far.example/a"),
    ],
)
def test_a_style_that_fetches_is_refused_by_name(tmp_path: Path, name: str, text: str, address: str) -> None:
    with pytest.raises(WriteError, match=re.escape(f"the style asks for {address}")):
        html.write(sample.brief(), ours(tmp_path, **{name: text}))


def test_a_style_s_own_picture_is_carried_along(tmp_path: Path) -> None:
    style = ours(
        tmp_path,
        **{"crest.svg": "<svg/>", "memo.css": "body { background: url(crest.svg) }"},
        **{"memo.html.j2": '<style>{{ stylesheet }}</style><img alt="" src="{{ asset("crest.svg") }}">'},
    )
    assert html.write(sample.brief(), style).decode().count("data:image/svg+xml;base64,PHN2Zy8+") == 2


def test_a_style_s_missing_picture_is_told(tmp_path: Path) -> None:
    style = ours(tmp_path, **{"crest.svg": "<svg/>", "memo.html.j2": '{{ asset("crst.svg") }}'})
    with pytest.raises(StyleError, match=r'no file crst\.svg: did you mean "crest\.svg"'):
        html.write(sample.brief(), style)


def test_a_section_that_no_template_has_is_told(tmp_path: Path) -> None:
    with pytest.raises(StyleError, match='no section "botom_line"'):
        html.write(sample.brief(), ours(tmp_path, **{"style.yaml": "extends: base\nsections: [botom_line]\n"}))


def test_a_child_style_overrides_one_section_and_one_word(tmp_path: Path) -> None:
    block = (
        '{% extends "base/memo.html.j2" %}{% block stakes %}{{ parts.plain("stakes", brief.stakes) }}!{% endblock %}'
    )
    style = ours(tmp_path, **{"memo.html.j2": block, "labels.en.yaml": "sections: {stakes: Why it matters}\n"})
    text = text_of(html.write(sample.brief(), style))
    assert "Why it matters" in text
    assert "Economic; Deadline" not in text
    assert "Bottom line" in text


def test_no_fixed_word_stands_in_a_template() -> None:
    for name in ("memo.html.j2", "parts.html.j2", "memo.md.j2", "parts.md.j2"):
        text = re.sub(r"{#.*?#}|{{.*?}}|{%.*?%}|<[^>]*>", " ", STYLE.text(name), flags=re.DOTALL)
        assert not re.findall(r"[^\W\d_]+", text), name
