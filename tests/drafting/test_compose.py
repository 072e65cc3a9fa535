"""The whole brief: proved, numbered as it is printed, the same on every run, and never a fault on odd articles."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import drafting, verify
from briefgen.drafting import rules
from briefgen.drafting.units import units
from briefgen.model import Brief, Extract, Failure, Header, Ref, extracts_of
from briefgen.writers import record
from tests.drafting.given import EXAMPLES, MEETING, NAMES, analysed, composed, drafted, example, example_brief, ranked


def _printed_order(brief: Brief) -> list[int]:
    """Numbers of extracts in the order of sections and rows."""
    items: list[object] = [*brief.bottom_line, *brief.developments, *brief.background]
    items += [item for position in brief.reactions for item in position.extracts]
    items += [
        *brief.stakes,
        *(row.extract for row in brief.outlook),
        *(question.extract for question in brief.questions),
    ]
    return [item.number for item in items if isinstance(item, Extract)]


@pytest.mark.parametrize("name", NAMES)
def test_numbers_run_in_the_order_of_print(name: str) -> None:
    brief = example_brief(name)
    assert _printed_order(brief) == list(range(1, len(extracts_of(brief)) + 1))


@pytest.mark.parametrize("name", NAMES)
def test_pointers_and_ranks(name: str) -> None:
    brief = example_brief(name)
    numbers = {extract.number for extract in extracts_of(brief)}
    refs = [row.extract.ref for row in brief.outlook if isinstance(row.extract, Ref)]
    refs += [question.extract.ref for question in brief.questions if isinstance(question.extract, Ref)]
    assert set(refs) <= numbers
    assert sorted(extract.rank for extract in extracts_of(brief)) == list(range(1, len(numbers) + 1))
    assert all(extract.why for extract in extracts_of(brief))


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_proved(name: str) -> None:
    verify.check_invariant(example_brief(name), [example(name).article])


@pytest.mark.parametrize("name", NAMES)
def test_what_a_memo_of_an_example_holds(name: str) -> None:
    brief = example_brief(name)
    assert brief.bottom_line
    assert brief.developments
    assert brief.background
    assert brief.reactions
    assert len([question for question in brief.questions if question.extract is not None]) >= 2


@pytest.mark.parametrize("name", NAMES)
def test_a_position_stands_under_its_speaker_and_each_speaker_has_one_group(name: str) -> None:
    brief = example_brief(name)
    actors = [position.actor for position in brief.reactions]
    assert len(actors) == len(set(actors))
    for position in brief.reactions:
        for item in position.extracts:
            extract = item if isinstance(item, Extract) else next(e for e in extracts_of(brief) if e.number == item.ref)
            assert position.actor == (extract.speaker.name if extract.speaker else "")


@pytest.mark.parametrize("name", NAMES)
def test_hedges_are_listed_as_they_stand(name: str) -> None:
    for extract in extracts_of(example_brief(name)):
        folded = " ".join(extract.text.split()).lower()
        assert all(hedge in folded for hedge in extract.hedges)
        found = [hedge.lower() for hedge in rules.hedges("en").findall(" ".join(extract.text.split()))]
        assert set(extract.hedges) <= set(found)


def test_hedges_of_a_sentence() -> None:
    brief = drafted("Norland could reportedly free about 40 prisoners in May, according to officials in Geneva.")
    assert extracts_of(brief)[0].hedges == ("could", "reportedly", "about", "according to")


@pytest.mark.parametrize("name", NAMES)
def test_rows_of_what_is_ahead_run_by_date_and_undated_ones_stand_last(name: str) -> None:
    rows = example_brief(name).outlook
    dated = [row.when.resolved or "9" for row in rows if row.when]
    assert dated == sorted(dated)
    assert [row.when is None for row in rows] == sorted(row.when is None for row in rows)
    cutoff = (example(name).article.published or "")[:10]
    assert all(date > cutoff for date in dated)


def test_a_date_ahead_points_to_its_extract_with_the_words_around_it() -> None:
    brief = drafted(*MEETING, share_one=1.0)
    thursday = next(row for row in brief.outlook if row.when and row.when.as_written == "Thursday")
    assert thursday.extract == Ref(1)
    assert thursday.words in extracts_of(brief)[0].text
    assert not any(row.when and row.when.as_written == "Monday" for row in brief.outlook)


def test_a_weekday_and_its_date_are_one_row() -> None:
    brief = drafted("Norland would close the road unless talks with Sudmark in Geneva began by Monday, May 25.")
    (row,) = brief.outlook
    assert row.when is not None
    assert row.when.as_written == "Monday, May 25"


def test_subject_failures_and_cut_off_travel() -> None:
    failure = Failure("b.txt", "read", "Unreadable", "broken")
    analysis = analysed(*MEETING, title="Border talks", published="2026-01-02T08:00:00+01:00")
    brief = drafting.compose(ranked(analysis), Header("", "2026-01-05"), failures=[failure])
    assert brief.header.subject == "Border talks"
    assert brief.header.cutoff == "2026-01-02T08:00:00+01:00"
    assert brief.coverage.failed == (failure,)
    named = drafting.compose(ranked(analysis), Header("Own words", "2026-01-05"))
    assert named.header.subject == "Own words"


# ------------------------------------------------------------------------ odd articles


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param((), id="empty"),
        pytest.param(("Norland closed the border to Sudmark on Monday.",), id="one sentence"),
        pytest.param(("Closed.",), id="one word"),
        pytest.param(("“We are tired.”", "“So are we.”", "“Let us go home now, all of us.”"), id="only quotes"),
        pytest.param(("4 Min Read", "Share This Article"), id="only boilerplate"),
        pytest.param(("“An open quotation. It never ends.",), id="never closed"),
        pytest.param(("He left.", "She stayed.", "It rained."), id="only pronouns"),
        pytest.param(("The same sentence stands here.",) * 9, id="the same nine times"),
        pytest.param(("But why? Who knows? Nobody.",), id="questions"),
        pytest.param(("…", "“”", "[…]", "- - -"), id="marks"),
    ],
)
def test_odd_articles(paragraphs: tuple[str, ...]) -> None:
    analysis = analysed(*paragraphs)
    brief = composed(analysis)
    verify.check_invariant(brief, [analysis.article])
    printed = [extract.text for extract in extracts_of(brief)]
    assert len(printed) == len(set(printed))
    assert bool(brief.bottom_line) is any(unit.whole for unit in units(analysis))


def test_no_article_at_all() -> None:
    brief = composed()
    assert extracts_of(brief) == ()
    assert brief.references == ()


_SENTENCES = st.sampled_from(
    [
        *MEETING,
        "But nobody answered.",
        "He said that it would not be the last time.",
        "The meeting will last two hours, an official said on condition of anonymity.",
        "“Open. And then",
        "it goes on.” she added on Friday",
        'Weber said: "No.',
        "Those talks failed in May, reportedly.",
        "Tuesday’s vote — the third since 1999 — could be postponed unless [sic] they agree.",
        "The\u00a0two ministers\u00ad met\u2028again.",
        "Sudmark denied it.",
        "«Jamais», said Éva Lübke, 43.",
        "A.B. Smith Jr. of the U.N. paid $5.4m at 5:40 p.m. …",
        "²½ of them — 😀 — left.",
    ]
)
_TEXTS = st.lists(
    st.one_of(_SENTENCES, st.text(max_size=60).map(lambda text: " ".join(text.split()))), min_size=1, max_size=4
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(_TEXTS.filter(bool), max_size=8),
    st.sampled_from([None, "2025-07-09", "2024-02-29"]),
    st.integers(0, 9),
)
def test_no_article_breaks_a_brief(paragraphs: list[str], published: str | None, drop: int) -> None:
    analysis = analysed(*paragraphs, published=published)
    brief = composed(analysis)
    verify.check_invariant(brief, [analysis.article])
    assert _printed_order(brief) == list(range(1, len(extracts_of(brief)) + 1))
    (reference,) = brief.references
    assert reference.words_printed <= 0.6 * reference.words or len(extracts_of(brief)) == 1
    smaller = drafting.shrink(brief, drop)
    verify.check_invariant(smaller, [analysis.article])
    assert _printed_order(smaller) == list(range(1, len(extracts_of(smaller)) + 1))


# -------------------------------------------------------------------- the same every run

_PROGRAM = """
import sys, hashlib
sys.path.insert(0, sys.argv[1])
from briefgen.writers import record
from tests.drafting.given import example_brief
print(hashlib.sha256(record.attachment(example_brief("border-clash.txt"))).hexdigest())
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_brief_under_every_hash_seed(seed: str) -> None:
    env = {**os.environ, "PYTHONHASHSEED": seed}
    root = str(EXAMPLES.parent)
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, root], env=env, cwd=root, capture_output=True, text=True, check=True
    )
    own = hashlib.sha256(record.attachment(example_brief("border-clash.txt"))).hexdigest()
    assert done.stdout.strip() == own


def test_the_order_of_equal_articles_is_the_order_given() -> None:
    one, two = analysed(*MEETING, location="a.txt"), analysed(*MEETING[:3], location="b.txt")
    assert [reference.location for reference in composed(one, two).references] == ["a.txt", "b.txt"]
    assert [reference.location for reference in composed(two, one).references] == ["b.txt", "a.txt"]
