"""The page of what was found: the article's text stays whole, and every layer says what it is."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language import analyse
from briefgen.model import Actor, Analysis, Article, Block, Cite, Name, Quotation, Sentence, Speaker, Time
from briefgen.pipeline import read
from briefgen.styles import open_style
from briefgen.writers import analysis
from tests.drafting.given import EXAMPLES, NAMES, article

STYLE = open_style("base")
WORDS = STYLE.labels["analysis"]


def _page(found: Analysis) -> str:
    return analysis.write([found], STYLE).decode("utf-8")


def _without_notes(page: str) -> str:
    """The visible text of the article's paragraphs, notes and numbers taken out."""
    body = page[page.index("<article") : page.index("</article>")]
    body = re.sub(r'<small class="note.*?</small>|<span class="number".*?</span>', "", body, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", "", body))


@pytest.mark.parametrize("name", NAMES)
def test_the_pieces_are_the_text(name: str) -> None:
    (found,) = (analyse(one) for one in read(str(EXAMPLES / name), published="2026-11-20")[:1])
    parts = analysis.parts(found, WORDS)
    shown = [block for block in found.article.blocks if block.kind != "title"]
    assert ["".join(piece.text for piece in part.pieces) for part in parts] == [
        found.article.text[block.start : block.end] for block in shown
    ]
    page = _without_notes(_page(found))
    for block in shown:
        assert found.article.text[block.start : block.end] in page


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["name", "time", "quote"])), max_size=9)
)
def test_layers_may_overlap_as_they_like(edges: list[tuple[int, int, str]]) -> None:
    text = "Karin <Holm> & “Jan” met today."
    layers = [(min(a, b), max(a, b), kind) for a, b, kind in edges if a != b]
    found = Analysis(
        Article("x", "x", "", text, (Block("paragraph", 0, len(text)),)),
        sentences=(Sentence(0, len(text), 1, 1, (0, 0)),),
        names=tuple(Name(a, b, "person") for a, b, kind in layers if kind == "name"),
        times=tuple(Time(a, b, text[a:b]) for a, b, kind in layers if kind == "time"),
        quotations=tuple(
            Quotation(text[a:b], "direct", Cite(0, a, b, 1, 1)) for a, b, kind in layers if kind == "quote"
        ),
    )
    (part,) = analysis.parts(found, WORDS)
    assert "".join(piece.text for piece in part.pieces) == text
    for start, end, kind in layers:
        at = 0
        for piece in part.pieces:
            inside = start <= at and at + len(piece.text) <= end
            assert any(own.startswith(kind) for own in piece.kinds) or not inside
            at += len(piece.text)
    assert text in _without_notes(_page(found))


def test_what_is_found_is_said() -> None:
    text = "“We will go,” said Karin Holm, the foreign minister. “No,” he said on Thursday."
    found = analyse(article(text, title="<b>Talks</b>"))
    page = _page(found)
    assert "&lt;b&gt;Talks&lt;/b&gt;" in page
    assert "Karin Holm (named beside it)" in page
    assert "role of Karin Holm" in page
    assert WORDS["nobody"] in page
    assert ">open</small>" in page
    assert 'class="number" aria-label="Paragraph">¶1<' in page


def test_a_doubtful_speaker_is_told_from_a_sure_one() -> None:
    found = analyse(article("Weber said: “We go.”"))
    sure, doubtful = (
        replace(found.quotations[0], speaker=Speaker("Weber", "he", "continued", certain=c)) for c in (True, False)
    )
    assert "quote mixed" in _page(replace(found, quotations=(sure,)))
    page = _page(replace(found, quotations=(doubtful,)))
    assert "quote mixed unsure" in page
    assert "(goes on, uncertain)" in page


def test_boilerplate_and_dateline_are_named() -> None:
    found = analyse(
        article("GENEVA (Andean Wire) — Holm met Weber on Monday in the city.", "Share this story", title="T")
    )
    page = _page(found)
    assert f'<span class="number">{WORDS["boilerplate"]}</span>' in page
    assert "dateline, GENEVA, Andean Wire" in page


def test_the_page_loads_nothing_and_is_the_same_each_time() -> None:
    found = analyse(article("Karin Holm met Jan Weber."))
    page = _page(found)
    assert page == _page(found)
    assert not re.search(r"(?:src|href)\s*=\s*[\"'](?!#)|url\(|@import|<script", page)


def test_several_articles_have_actors_of_their_own() -> None:
    one, two = (analyse(article(f"{name} said no.", title=name)) for name in ("Karin Holm", "Jan Weber"))
    page = analysis.write([one, two], STYLE).decode("utf-8")
    assert 'id="a1-0"' in page
    assert 'id="a2-0"' in page
    assert page.count("<main>") == 1
    assert page.count('<section class="shown"') == 2


def test_actors_stand_in_the_table_with_role_and_count() -> None:
    actor = Actor("Karin Holm", "person", "minister", "Norland", ("Holm",), 3, (0, 1))
    found = Analysis(Article("x", "x", "T", "x", (Block("paragraph", 0, 1),)), actors=(actor,))
    page = _page(found)
    assert "minister<br><small>of: Norland</small>" in page
    assert '<td class="count">3</td><td class="count">2</td>' in page


def test_a_name_leads_to_the_actor_it_was_merged_into() -> None:
    text = "Karin Holm met Weber. Holm left."
    found = Analysis(
        Article("x", "x", "T", text, (Block("paragraph", 0, len(text)),)),
        names=(Name(0, 10, "person", 0), Name(15, 20, "person"), Name(22, 26, "person", 0)),
        actors=(Actor("Karin Holm", "person", 'the "iron" minister', mentions=2),),
    )
    (part,) = analysis.parts(found, WORDS)
    assert {piece.text: piece.named for piece in part.pieces if piece.kinds} == {
        "Karin Holm": 0,
        "Weber": None,
        "Holm": 0,
    }
    page = _page(found)
    link = 'href="#a1-0" data-actor="Karin Holm, the &#34;iron&#34; minister"'
    assert re.findall(rf"<a [^>]*{re.escape(link)}>(.*?)</a>", page) == ["Karin Holm", "Holm"]
    assert 'id="a1-0"' in page
