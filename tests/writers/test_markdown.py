"""The memo as Markdown: every extract word for word, and no word that a reader of Markdown obeys."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.errors import StyleError
from briefgen.model import Delta, Extract, Since, extracts_of
from briefgen.styles import open_style
from briefgen.writers import markdown
from tests.writers import sample

STYLE = open_style("base")


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


@pytest.mark.parametrize("brief", [sample.brief(), sample.several()], ids=["one", "several"])
def test_every_extract_is_printed_once_and_exactly(brief: sample.Brief) -> None:
    text = unescaped(markdown.write(brief, STYLE).decode())
    for extract in extracts_of(brief):
        assert text.count(f"{extract.text} [") == 1, extract.number


def test_sections_stand_in_the_order_of_the_style() -> None:
    heads = re.findall("^## (.*)", markdown.write(sample.several(), STYLE).decode(), re.MULTILINE)
    assert heads == [
        "Bottom line", "What is new", "Who is involved", "Key figures", "Background", "Positions",
        "At stake, as reported", "What to expect", "Open questions", "For the drafter", "Sources",
        "Who reported when",
    ]  # fmt: skip


def test_what_has_changed_stands_with_the_sources() -> None:
    since = Delta("BS/1", (2,), (Since(7, "Nine ships.", 1),), (), (Since(8, "It rained."), Since(9, "It snowed.")))
    text = markdown.write(replace(sample.brief(), delta=since), STYLE).decode()
    rows = [
        "- 1 – before: “Nine ships.”",
        "- Not in this memo any more: “It rained.”",
        "- Not in this memo any more: “It snowed.”",
    ]
    assert "\n\n".join(("**Since the last issue**", "\n".join(rows), "¶7 is")) in text
    assert "\n\n\n" not in text


def test_paragraphs_are_apart_and_rows_together() -> None:
    text = markdown.write(sample.several(), STYLE).decode()
    assert "\n\n\n" not in text
    assert re.search(r"\n\n\*\*3\*\* .*\n\n\*\*4\*\* ", text)
    assert re.search(r"\| Who \|.*\n\|---\|---\|---\|\n\| Ileana Vântu \|.*\n\| Kemal Ardıç \|", text)


@pytest.mark.parametrize(
    "words",
    ["# Heading", "<script>alert(1)</script>", "![x](http://x.example/a.png)", "a | b", "[a](javascript:x)",
     "`code` *em* _em_ ~~del~~ $x$ &lt;", "1. item", "- item", "> quote", "line\n# heading", "{{ 7*7 }} {% raw %}",
     "---\nsetext", "\\"],
)  # fmt: skip
def test_words_of_a_source_are_only_words(words: str) -> None:
    lead = sample.brief().bottom_line[0]
    assert isinstance(lead, Extract)
    brief = replace(sample.brief(subject=words, to=words), bottom_line=(replace(lead, text=words),))
    text = markdown.write(brief, STYLE).decode()
    assert f"{' '.join(words.splitlines())} [" in unescaped(text)
    assert not re.search(r"(?<!\\)[<`$~]|(?<!\\)\[|^#+ [Hh]eading", text, re.MULTILINE)


def test_an_empty_brief_says_so() -> None:
    text = markdown.write(sample.EMPTY, STYLE).decode()
    assert "No person, body or country could be identified with certainty." in text
    assert "## Bottom line" not in text


@pytest.mark.parametrize(("heading", "fault"), [("sections: {reply: Your reply}", ""), ("", 'no section "reply"')])
def test_a_section_of_a_styles_own_is_passed_over_and_a_misspelt_one_told(
    tmp_path: Path, heading: str, fault: str
) -> None:
    (tmp_path / "style.yaml").write_text("extends: base\nsections: [bottom_line, reply, stakes]\n", "utf-8")
    (tmp_path / "labels.en.yaml").write_text(heading, "utf-8")
    style = open_style(str(tmp_path))
    if fault:
        with pytest.raises(StyleError, match=fault):
            markdown.write(sample.brief(), style)
    else:
        heads = re.findall("^## (.*)", markdown.write(sample.brief(), style).decode(), re.MULTILINE)
        assert heads == ["Bottom line", "At stake, as reported", "Sources"]
