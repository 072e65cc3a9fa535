"""Where sentences end, and where a full stop ends none: a cut sentence is the worst fault of all.

The cases stand in `sentences/hard.txt`; `python -m benchmarks.sentences tests/language/sentences/hard.txt` counts them.
"""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import NotHere
from benchmarks.sentences import Case, cases, found, hard_faults, inner, main, measured
from briefgen.config import Desk
from briefgen.language.lexicon import lexicon
from briefgen.language.sentences import sentences

TABLE = Path(__file__).parent / "sentences/hard.txt"
CASES = cases(TABLE)
# What no rule of ours tells apart from a name behind an initial or an abbreviation. Strict: what is mended leaves.
OPEN = ("It was his plan B.", "They drove 40 ft.", "She studied art. 12")


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=f"{case.kind}: {case.text[:40]}",
            marks=[pytest.mark.xfail(strict=True, reason="joined in doubt")] if case.text.startswith(OPEN) else [],
        )
        for case in CASES
    ],
)
def test_sentences_end_where_they_end(case: Case) -> None:
    assert found(case, lexicon("en")) == list(case.sentences)


def test_the_table_is_long_and_holds_each_case_once() -> None:
    texts = [case.text for case in CASES]
    assert len(texts) >= 180
    assert len(set(texts)) == len(texts)


def test_at_most_one_fault_in_a_hundred_hard_sentences() -> None:
    assert hard_faults() <= 1


@given(st.text(alphabet=st.sampled_from("aBe.?! \n\u00a0“”\"'’…()[]1é»-•"), max_size=80))
def test_no_character_is_lost(text: str) -> None:
    spans = list(sentences(text, 0, len(text), lexicon("en")))
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    outside = "".join(
        text[a:b] for a, b in zip([0, *(e for _, e in spans)], [*(s for s, _ in spans), len(text)], strict=True)
    )
    assert not outside.strip()


@given(st.sampled_from(CASES), st.integers(0, 5))
def test_a_sentence_does_not_depend_on_where_its_paragraph_stands(case: Case, before: int) -> None:
    text = "Mr. " * before + case.text + " A. 5"
    moved = [(start + 4 * before, end + 4 * before) for start, end in found(case, lexicon("en"))]
    assert list(sentences(text, 4 * before, len(text) - 5, lexicon("en"))) == moved


def test_an_offices_abbreviation_ends_no_sentence() -> None:
    text = "Sent to Mot. The Holm of Mot. Adler."
    own = lexicon("en").with_office(Desk(abbreviations=("Mot.",)))
    assert len(list(sentences(text, 0, len(text), lexicon("en")))) == 3
    assert list(sentences(text, 0, len(text), own)) == [(0, len(text))]


@pytest.mark.parametrize(
    "unit",
    [
        "He left. ", "a.m. ", "J. ", ". ", ". . ", "...", "? ", "?” Holm ", "Why? ", "“Why? ", "\n", " ", "(", ".)",
        '."', "ab.The", "2. ", "U.S. The ", ". (a) ", ".» ", ". »", "al-", ". al-", "\n- ", ".\n- ", "Holm, ",
        "?” A, b, ", ". [3]",
    ],
)  # fmt: skip
def test_the_time_is_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit)) + "x"
        began = time.process_time()
        list(sentences(text, 0, len(text), lexicon("en")))
        return time.process_time() - began

    seconds(1_000)
    assert min(seconds(80_000) for _ in range(2)) < 10 * min(seconds(20_000) for _ in range(3)) + 0.05


def test_the_measurement_sees_what_is_wrong_and_what_is_missed(tmp_path: Path) -> None:
    (tmp_path / "table.txt").write_text(
        "# kind\nHe left.⏐ She stayed.\nHe left. She stayed.\nThey left ⏐ They\n", "utf-8"
    )
    score = measured(tmp_path / "table.txt")
    assert [(fault.is_wrong, fault.kind) for fault in score.faults] == [(True, "kind"), (False, "kind")]
    assert score.sentences == 5
    assert score.per_hundred == score.ours_per_hundred == 40
    assert sum(counts.right for counts in score.counts) == 1


def test_an_article_is_measured_by_paragraph(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/one.txt").write_text(
        "URL x\nH  Fish\n\nS1 He left.\nS2 She stayed.\n\nS3 Mr.\nS4 Holm left.\n", "utf-8"
    )
    (case,) = cases(tmp_path)
    assert case.text.split() == ["He", "left.", "She", "stayed.", "Mr.", "Holm", "left."]
    assert len(inner(case.sentences, case)) == 2
    score = measured(tmp_path)
    assert [(fault.is_wrong, fault.before[-3:]) for fault in score.faults] == [(False, "Mr.")]
    assert (score.per_hundred, score.ours_per_hundred) == (25, 0)


def test_what_is_missing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(NotHere):
            measured(path)
    with pytest.raises(SystemExit):
        main([str(tmp_path / "none.txt")])
    assert "none.txt is missing" in capsys.readouterr().err


def test_the_command_prints_what_it_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(TABLE), "--faults"]) == 0
    printed = capsys.readouterr().out
    assert "missed  numbers, sums, shares: …They drove 40 ft." in printed
    assert "in 100 sentences" in printed
