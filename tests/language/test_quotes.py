"""Who says it: found beside the words, by pronoun or role where only one can be meant, else nobody."""

from __future__ import annotations

import pytest

from tests.language.given import analysis

HOLM = "Norland Foreign Minister Karin Holm met General Jan Weber in Geneva."
ONE = "Norland Foreign Minister Karin Holm arrived in Geneva."

# Paragraphs; the speakers of the quotations and reported sentences, in order (None: not determined).
CASES = [
    ((HOLM, "“The talks have failed for good,” Holm said."), ["Karin Holm"]),
    ((HOLM, "“The talks have failed for good,” said Holm."), ["Karin Holm"]),
    ((HOLM, "Holm said: “The talks have failed for good.”"), ["Karin Holm"]),
    ((HOLM, "“The talks,” Holm said, “have failed for good this time.”"), ["Karin Holm", "Karin Holm"]),
    ((HOLM, "“The talks have failed,” Holm told reporters. “We are going home.”"), ["Karin Holm", "Karin Holm"]),
    ((HOLM, "“The talks have failed. We are going home,” said Holm."), ["Karin Holm", "Karin Holm"]),
    ((ONE, "“The talks have failed for good,” she said."), ["Karin Holm"]),
    ((HOLM, "“The talks have failed for good,” she said."), [None]),
    ((HOLM, "“They have failed us all,” Holm said.", "“We are going home at last,” she added."), ["Karin Holm"] * 2),
    ((HOLM, "“They have failed us all,” Holm said.", "“We are going home at last.”"), ["Karin Holm", "Karin Holm"]),
    ((ONE, "“The talks have failed for good.”"), [None]),
    (("“The talks have failed for good,” said State Department spokeswoman Ana Ruiz.",), ["Ana Ruiz"]),
    (("Ana Ruiz, a spokeswoman for the ministry, said the talks had failed.",), ["Ana Ruiz"]),
    (("Norland's deputy envoy, Ana Ruiz, said that the talks had failed.",), ["Ana Ruiz"]),
    (("According to spokeswoman Ana Ruiz, “the talks have failed for good”.",), ["Ana Ruiz"]),
    (("The talks have failed, a senior Norland official confirmed.",), ["a senior Norland official"]),
    (("A person familiar with the talks said they had failed.",), ["A person familiar with the talks"]),
    (("Two diplomats said the talks had failed.",), ["Two diplomats"]),
    (("A Western diplomat in Bogotá said the talks had failed.",), ["A Western diplomat in Bogotá"]),
    (("The talks have failed, the defense ministry said.",), ["defense ministry"]),
    (("The statement said that the talks had failed.",), ["The statement"]),
    (("The United Nations said the talks had failed.",), ["United Nations"]),
    (("The talks have failed, according to the World Bank.",), ["World Bank"]),
    (("The talks have failed, according to Reuters.",), ["Reuters"]),
    (("A spokesman for the British Foreign Office said the talks had failed.",),
     ["A spokesman for the British Foreign Office"]),
    ((HOLM, "The foreign minister said the talks had failed."), ["Karin Holm"]),
    ((HOLM, "The minister of trade said the talks had failed."), []),
    ((HOLM, "Weber, who met Holm on Monday, said the talks had failed."), ["Jan Weber"]),
    ((HOLM, "Weber said after he had met Holm that the talks had failed."), ["Jan Weber"]),
    ((HOLM, "Weber said the law was “moot and void for years”."), ["Jan Weber"]),
    ((HOLM, "The army left just days after Weber announced new talks."), []),
    ((HOLM, "Holm called the deal “a padlock on an empty house”."), ["Karin Holm"]),
    ((HOLM, "The paper mentions a “very bad” deal."), [None]),
    (("Spokeswoman Ana Ruiz left.", "“The talks have failed for good,” he said."), [None]),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "speakers"), CASES, ids=[case[0][-1][:60] for case in CASES])
def test_speakers(paragraphs: tuple[str, ...], speakers: list[str | None]) -> None:
    found = [q.speaker.name if q.speaker else None for q in analysis(*paragraphs).quotations]
    assert found == speakers


def test_an_unnamed_source_is_marked_and_a_medium_is_no_actor() -> None:
    found = analysis("A senior official said the talks had failed.", "They failed, according to CNN.")
    official, medium = (q.speaker for q in found.quotations)
    assert official is not None
    assert official.unnamed
    assert medium is not None
    assert medium.medium
    assert [actor.name for actor in found.actors] == ["A senior official"]


def test_few_words_in_quotation_marks_are_a_mixed_quotation() -> None:
    kinds = [q.kind for q in analysis(HOLM, "Holm spoke of a “bad” deal and said “we are all going home”.").quotations]
    assert kinds == ["mixed", "direct"]


def test_a_quotation_is_what_stands_between_the_marks() -> None:
    found = analysis(HOLM, "“The talks have failed for good,” Holm said.")
    for quotation in found.quotations:
        assert quotation.text == "The talks have failed for good,"
        assert found.article.text[quotation.cite.start : quotation.cite.end] == quotation.text


def test_a_quotation_that_is_not_closed_ends_with_its_paragraph() -> None:
    found = analysis(HOLM, "“We came in peace and for peace,” Holm said. “We stay", "until they sign.” Nobody moved.")
    assert all(q.cite.end <= len(found.article.text) for q in found.quotations)
    assert [q.cite.paragraph for q in found.quotations][:2] == [2, 2]
