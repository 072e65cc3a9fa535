"""The memo of changes alone on its page, in every style: one page, what was before beside what is told now, sources."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from briefgen import verify
from briefgen.check import structure
from briefgen.config import Config
from briefgen.drafting import changed
from briefgen.model import Brief, Delta, Header, Since, Source, extracts_of
from briefgen.pipeline import Pipeline
from briefgen.readers import record
from briefgen.writers.message import message
from tests.drafting.nights import since, told
from tests.writers.test_searching import STYLES, in_markdown, pages_of


def part(night: int) -> Brief:
    found = changed(since(night))
    assert found
    return found


@cache
def printed(night: int, style: str) -> tuple[bytes, Brief]:
    pipeline = Pipeline(replace(Config(), style=style), date=f"2026-11-2{night}").on_one_page()
    made = pipeline.write(part(night), [Path("memo.pdf")])
    (pdf,) = made.files.values()
    return pdf, made.brief


@pytest.mark.parametrize(("night", "style"), [*((4, style) for style in STYLES), (2, "base"), (3, "base"), (5, "base")])
def test_it_is_one_sound_page_and_one_of_sources_and_nothing_is_left_out(night: int, style: str) -> None:
    pdf, brief = printed(night, style)
    pages = pages_of(pdf)
    assert len(pages) == 2
    assert brief.left_out == part(night).left_out, "there is room for all"
    assert "Changes since " in pages[0]
    assert pages[0].index("Told otherwise now") < pages[0].index("Before: ") < pages[0].index("New")
    assert "No position or reaction" not in pages[0]
    assert "Not told any more" in pages[1]
    assert structure.faults(pdf, "changes.pdf", brief) == ()


@pytest.mark.parametrize("style", ["base", "analytic"])
def test_its_page_is_proved(style: str) -> None:
    memo = verify.opened(Source("changes.pdf", printed(4, style)[0]))
    report = verify.verify(memo.brief, told(4)[1], memo.pages, sealed=memo.sealed)
    assert {finding.state for finding in report.findings} == {"verified"}
    assert memo.brief.delta
    assert memo.brief.delta.alone


def test_one_that_is_too_long_is_cut_to_one_page_of_the_most_wanted() -> None:
    long = part(4)
    more = tuple(replace(one, number=one.number + 8 * at) for at in range(1, 6) for one in extracts_of(long))
    assert long.delta
    delta = replace(long.delta, new=(*long.delta.new, *(one.number for one in more)))
    big = replace(
        long, background=(*long.background, *(replace(one, keep_with=(), since="new") for one in more)), delta=delta
    )
    pipeline = Pipeline(Config(), date="2026-11-24").on_one_page()
    brief, laid = pipeline.fit(big, pipeline.style())
    assert laid.body_pages == 1
    assert brief.left_out > 0
    assert len(extracts_of(brief)) > len(extracts_of(long))


def test_each_story_stands_below_its_headline() -> None:
    text = in_markdown(part(2))
    new = text[text.index("## New") :]
    heads = [line for line in new.splitlines() if line.startswith("**“")]
    assert heads[:2] == [
        "**“Malawi and Mozambique trade blame as river climbs”**",
        "**“Hearing on Peruvian trawler moved to Thursday”**",
    ]


def test_the_subject_and_the_count_say_since_when() -> None:
    text = in_markdown(part(2))
    assert "# Changes since 21 November 2026: “Malawi and Mozambique trade blame as river climbs”" in text
    assert (
        "Since 21 November 2026: 5 new, 2 told otherwise, 3 not told any more. What is as before is left out." in text
    )
    assert "# Changements depuis 21 novembre 2026 : «" in in_markdown(part(2), "fr")


def test_in_word() -> None:
    from io import BytesIO

    from docx import Document

    made = Pipeline(Config(), date="2026-11-22").on_one_page().write(part(2), [Path("memo.docx")])
    (data,) = made.files.values()
    paragraphs = Document(BytesIO(data)).paragraphs
    told_ = [one.text for one in paragraphs]
    for one in ("Told otherwise now", "New", "“Hearing on Peruvian trawler moved to Thursday”", "Not told any more"):
        assert one in told_
    assert any(line.startswith("Changes since 21 November 2026") for line in told_)
    before = next(one for one in paragraphs if one.text.startswith("Before: “Five people have drowned"))
    assert before.paragraph_format.left_indent, "it begins where the text of the extract does"


def test_where_something_is_only_gone_that_is_said() -> None:
    delta = Delta("2026-11-20", dropped=(Since(2, "It rained."),), alone=True)
    text = in_markdown(replace(told(2)[0], delta=delta, **dict.fromkeys(EMPTY, ())))
    assert "Nothing is new and nothing is told otherwise." in text
    assert "“It rained.”" in text
    assert "No position" not in text


EMPTY = (
    "bottom_line", "developments", "figures", "background", "reactions", "stakes", "outlook", "discrepancies",
    "updates", "questions", "actors",
)  # fmt: skip


def test_its_record_comes_back() -> None:
    made = Pipeline(Config(), date="2026-11-22").write(part(2), [Path("memo.json")])
    (data,) = made.files.values()
    assert record.parsed(Source("memo.json", data)) == part(2)


def test_its_mail_tells_the_changes() -> None:
    made = message(part(2), Pipeline(Config()).style())
    assert made.subject.startswith("Changes since 21 November 2026: ")
    assert "Before: “Five people have drowned" in made.text
    assert all(one.text in made.text for one in extracts_of(part(2)))


def test_a_subject_of_the_office_has_no_quotation_marks() -> None:
    own = replace(part(2), header=Header("Floods: <Malawi>", "2026-11-22"))
    html = Pipeline(Config()).write(own, [Path("memo.html")])
    (data,) = html.files.values()
    assert "Changes since 21 November 2026: Floods: &lt;Malawi&gt;</h1>" in data.decode()
