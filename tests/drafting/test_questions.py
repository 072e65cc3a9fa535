"""Open questions: real gaps only, asked in the sentence's own words, never inside a quotation."""

from __future__ import annotations

import re

import pytest

from briefgen.drafting.people import speaking
from briefgen.drafting.questions import gap
from briefgen.model import Extract, Question, extracts_of
from tests.drafting.given import MEETING, NAMES, analysed, drafted, example_brief, unit_of

# Words that a question may add to those of its sentence.
ADDED = {"will", "would", "could", "can", "had", "has", "have", "was", "were", "is", "are", "which", "portion"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It was not clear when the bridge would reopen.", "unknown"),
        ("The cause of the fire is under investigation by the police.", "unknown"),
        ("The tariffs take effect on August 1 unless agreements are secured.", "conditional"),
        ("Sudmark has yet to confirm the date.", "undecided"),
        ("The talks ended in Geneva without a result.", "undecided"),
        ("At least a portion of those shipments would resume.", "unknown"),
        ("The minister declined to say how many soldiers were sent.", "no answer"),
        ("The ministry did not respond to a request for comment.", "no answer"),
        ("The report could not be independently verified.", "unconfirmed"),
        ("Sudmark denied that its soldiers had fired first.", "disputed"),
        ("The two sides blamed each other for the attack.", "disputed"),
        ("Lawmakers are considering a new export ban.", "undecided"),
        ("The aid depends on the approval of parliament.", "conditional"),
        ("Officials reportedly saw smoke above the port.", "unconfirmed"),
        ("The agreement is subject to approval by parliament.", "undecided"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    found = gap(unit_of(text), "en")
    assert found is not None
    assert found.kind == kind
    assert found.words in text


@pytest.mark.parametrize(
    "text",
    [
        "The two ministers will meet in May.",
        "The delay was due to rain.",
        "Lawmakers put a question to the prime minister on Wednesday.",
        "The question hour lasted until noon.",
        "“If we give in, they will ask for more,” Holm said.",
        "“It is not clear to me why anybody would want that,” Holm said.",
        '"Unless they pay, we go," Holm said of the talks.',
        "The uncertainty is weighing on the economy of the south.",
        "The family denied him the house in his will.",
        "One state, which they did not name, asked for more time to study the file.",
        "The museum is known for its paintings of the sea.",
        "The bank reported details of its results on Monday.",
    ],
)
def test_look_alikes(text: str) -> None:
    assert gap(unit_of(text), "en") is None


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "The proposed tariffs are scheduled to take effect on August 1 unless trade agreements are secured.",
            "Will the proposed tariffs take effect on August 1?",
        ),
        (
            "The President later said at least a portion of those shipments would resume.",
            "Which portion of those shipments would resume?",
        ),
        ("It was not clear when the bridge would reopen.", "When would the bridge reopen?"),
        ("It was unclear whether the airfield could be used instead.", "Could the airfield be used instead?"),
        ("It was not clear why the embankment had failed.", "Why had the embankment failed?"),
        ("Sudmark has yet to confirm the date.", "Will Sudmark confirm the date?"),
        ("Sudmark has yet to decide whether to lift its tax on rice.", "Will Sudmark lift its tax on rice?"),
        ("Sudmark has yet to say whether it would join the pact.", "Would Sudmark join the pact?"),
        ("Holm did not answer when asked whether Norland would retaliate.", "Would Norland retaliate?"),
        ("Norland’s army has yet to leave the valley.", "Will Norland’s army leave the valley?"),
    ],
)
def test_derived_questions(text: str, question: str) -> None:
    found = gap(unit_of(text), "en")
    assert found is not None
    assert found.text == question


@pytest.mark.parametrize(
    "text",
    [
        "It was not clear whether they would meet again.",
        "It was not clear whether Sudmark, which has its own plans, would agree to that.",
        "He has yet to sign the bill.",
        "Bangor has not said whether it will accept them.",
        "Kenya has offered men, but its parliament has yet to approve their departure, an aide said of it.",
        "It is scheduled to end on Friday unless they agree.",
    ],
)
def test_no_question_with_a_pronoun_or_a_clause_for_a_subject(text: str) -> None:
    found = gap(unit_of(text), "en")
    assert found is not None
    assert found.text is None


def _bare(text: str) -> list[str]:
    return re.findall(r"[\w$%.’'-]*\w", text.lower().replace("’", "'"))


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_question_is_the_sources(name: str) -> None:
    brief = example_brief(name)
    printed = {extract.number: extract for extract in extracts_of(brief)}
    for question in brief.questions:
        if question.extract is None:
            continue
        extract = question.extract if isinstance(question.extract, Extract) else printed[question.extract.ref]
        assert question.words in " ".join(extract.text.split())
        if question.text:
            assert set(_bare(question.text)) <= set(_bare(extract.text)) | ADDED
            assert question.text.endswith("?")
            assert question.text[0].isupper()
            assert not re.search(r"\b(?:he|she|they|it|him|them)\b", question.text.lower())


def _kinds(questions: tuple[Question, ...]) -> set[str]:
    return {question.kind for question in questions}


def test_a_brief_asks_what_the_article_leaves_open() -> None:
    brief = drafted(*MEETING, share_one=1.0)
    assert {"conditional", "unknown", "disputed"} <= _kinds(brief.questions)


def test_silence_is_told_only_of_those_who_never_speak() -> None:
    brief = drafted(
        "Norland Foreign Minister Karin Holm will meet Sudmark Foreign Minister Jan Weber in Geneva on Thursday.",
        "“We want the road open by winter,” Holm said on Tuesday in parliament.",
        "The border has been closed since Monday, and trade worth $40 million a week could be lost.",
    )
    (silent,) = [q for q in brief.questions if q.kind == "no position"]
    assert silent.actors == ("Jan Weber",)


def test_silence_is_not_claimed_of_who_stands_before_a_verb_of_speech() -> None:
    analysis = analysed(
        "Foreign Minister Karin Holm met President Olav Brandt and Foreign Minister Jan Weber in Geneva on Monday.",
        "Weber, who came by train, said little.",
    )
    assert "Jan Weber" in speaking(analysis)
    assert "Olav Brandt" not in speaking(analysis)


def test_no_row_of_silence_where_nobody_speaks() -> None:
    brief = drafted("Norland Foreign Minister Karin Holm will meet Sudmark Foreign Minister Jan Weber on Thursday.")
    assert brief.questions == ()


def test_a_bare_denial_is_printed_only_below_what_it_denies() -> None:
    text = (
        "Norland and Sudmark held talks on the closed border in Geneva on Monday, officials of both countries said.",
        "Norland accused the Sudmark army on Monday of firing across the river at Aldorf. Sudmark denied that.",
        "Ministers agreed on Monday to meet again in Vienna next week for two more days of talks about the road.",
    )
    brief = drafted(*text, share_one=1.0)
    by_text = {extract.text: extract for extract in extracts_of(brief)}
    denial = by_text.get("Sudmark denied that.")
    assert denial is not None
    accused = next(extract for text, extract in by_text.items() if text.startswith("Norland accused"))
    assert denial.number == accused.number + 1
    assert accused.number in denial.keep_with
