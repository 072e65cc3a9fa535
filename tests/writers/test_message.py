"""The mail that takes a memo to its readers: what it says, in two languages, and the marking that no style can drop."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.errors import StyleError
from briefgen.model import Brief, Delta, Since, Status
from briefgen.styles import Style, open_style
from briefgen.writers.message import message
from tests.writers import sample

PLACE = "out/2026-11-23/grain.pdf"
MARKING = "OFFICIAL-SENSITIVE"


def brief(**header: str) -> Brief:
    made = sample.brief()
    return replace(made, header=replace(made.header, **header))


def ours(folder: Path, template: str) -> Style:
    (folder / "style.yaml").write_text("extends: base\n")
    (folder / "mail.txt.j2").write_text(template)
    return open_style(str(folder))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("23 November 2026", "Machine-selected extracts. Not reviewed.", "Bottom line", "What is new",
                "The memo is attached: grain.pdf")),
        ("fr", ("23 novembre 2026", "Extraits choisis par un programme. Non relus.", "L’essentiel", "Faits nouveaux",
                "La note est jointe : grain.pdf")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("marking", ["", MARKING])
def test_what_a_mail_says(language: str, words: tuple[str, ...], marking: str) -> None:
    style = open_style("base", language=language)
    made = message(brief(marking=marking, subject="Grain"), style, places=(PLACE,), attached=("grain.pdf",))
    date, *said = words
    assert made.subject == (f"[{marking}] Grain, {date}" if marking else f"Grain, {date}")
    places = [made.text.index(word) for word in said]
    assert places == sorted(places)
    lines = made.text.rstrip("\n").split("\n")
    assert (lines[0] == MARKING, lines[-1] == MARKING) == (bool(marking), bool(marking))
    assert PLACE not in made.text


def test_extracts_stand_word_for_word_with_their_marks_and_once() -> None:
    made = sample.brief()
    text = message(made, open_style("base")).text
    for extract in (*made.bottom_line, *made.developments):
        assert text.count(f"{extract.number}  {extract.text} [¶") == 1  # type: ignore[union-attr]
    assert "\n\n\n" not in text


def test_nothing_is_escaped_and_no_value_leaves_its_line() -> None:
    made = message(brief(subject="R&D's <b> *x*\r\nBcc: spy@x.example\x00\u202e", marking="A\nB"), open_style("base"))
    assert made.subject == "[A B] R&D's <b> *x* Bcc: spy@x.example, 23 November 2026"
    assert "\n[A B]" not in made.text
    assert "&amp;" not in made.text
    assert "\nBcc" not in made.text


def test_without_attachment_the_place_is_told() -> None:
    assert f"The memo stands at: {PLACE}" in message(brief(), open_style("base"), places=(PLACE,)).text


def test_what_the_last_issue_had_is_not_new() -> None:
    made = sample.brief()
    old, *rest = made.developments
    told = (replace(old, since="repeated"), *rest)
    delta = Delta("BS/1", (), (), (Since(1, old.text, old.number),))  # type: ignore[union-attr]
    assert old.text in message(replace(made, developments=told), open_style("base")).text  # type: ignore[union-attr]
    text = message(replace(made, developments=told, delta=delta), open_style("base")).text
    assert old.text not in text  # type: ignore[union-attr]
    assert "Since BS/1: 0 new, 0 updated, 1 repeated" in text
    nothing = message(replace(made, developments=told[:1], delta=delta), open_style("base")).text
    assert "Nothing new was found in the sources." in nothing


def test_a_portion_mark_stands_at_the_subject_and_at_each_extract() -> None:
    text = message(brief(portion="U", subject="Grain"), open_style("base")).text
    assert "Briefing memo: (U) Grain" in text
    assert "1  (U) The foreign ministers" in text


def test_an_issued_memo_is_told_as_reviewed() -> None:
    made = replace(sample.brief(), status=Status("issued", "A. Reader", "2026-11-24"))
    assert "Reviewed by A. Reader, 24 November 2026." in message(made, open_style("base")).text


def test_a_style_has_its_own_words_and_cannot_leave_out_the_marking(tmp_path: Path) -> None:
    style = ours(tmp_path, "Subject: News\n\nHello & {{ header.subject }}\n")
    made = message(brief(marking=MARKING, subject="Grain"), style)
    assert made.subject == f"[{MARKING}] News"
    assert made.text == f"{MARKING}\n\nHello & Grain\n\n{MARKING}\n"


def test_a_style_changes_one_block(tmp_path: Path) -> None:
    style = ours(tmp_path, '{% extends "base/mail.txt.j2" %}{% block subject %}Desk: {{ super() }}{% endblock %}')
    assert message(brief(subject="Grain"), style).subject == "Desk: Grain, 23 November 2026"


@pytest.mark.parametrize("template", ["Hello\n", "Subject:\n\nHello\n", ""])
def test_a_mail_without_subject_is_a_fault(tmp_path: Path, template: str) -> None:
    with pytest.raises(StyleError, match=r"mail\.txt\.j2:1: has no subject"):
        message(brief(), ours(tmp_path, template))
