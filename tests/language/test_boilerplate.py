"""What a page carries besides its article goes; a sentence that looks alike stays."""

from __future__ import annotations

import pytest

from briefgen.language.boilerplate import body
from tests.language.given import analysis, article

LEAD = "The envoys met in Accra on Monday to end a row over fish."

JUNK = [
    "4 Min Read", "3 minute read", "Share This Article", "Share on Facebook", "Exit mobile version", "Back to top",
    "Subscribe to our newsletter and get the news every morning", "Sign up for our morning briefing",
    "Read more: Who owns the sea?", "Related articles", "Most read", "Advertisement", "By Karin Holm and Jan Weber",
    "Source: Meridian News Agency", "Fishermen mend their nets in Tema. Photo: Ana Ruiz/Meridian",
    "An envoy arrives in Accra, Ghana. REUTERS/Ana Ruiz", "FILE PHOTO: An envoy arrives in Accra",
    "(Reporting by Ana Ruiz; Editing by Jan Weber)", "Additional reporting by Jan Weber in Lomé", "© 2026 Meridian",
    "All rights reserved.", "Published: 9 July 2025", "Updated 2 hours ago", "12 comments", "Leave a comment",
    "Page 2 of 3", "***", "Editor's note: This article was updated with a statement.",
    "This article was first published by Meridian.", "https://news.example/fish", "Contact us at desk@news.example",
    "We use cookies to improve your visit", "Our Standards: The Meridian Principles",
]  # fmt: skip

KEPT = [
    "It takes four minutes to read the agreement, a diplomat said.",
    "They share this view with their neighbours, the minister said.",
    "By Monday the envoys had left without a word to anybody.",
    "The minister said the source of the leak was known to him.",
    "The photo shows him with the general, the court was told.",
    "Reporting by the United Nations has shown the opposite, he said.",
    "She said the rights of all fishermen were reserved in the text.",
    "Published figures show that the catch fell by a third in a year.",
    "The comments by the envoy angered the fishermen of the coast.",
    "He told Reuters that the ships would stay in port until Friday.",
    "Most read the agreement as a defeat for the government in Accra.",
    "More on the dispute is expected when the court rules on Friday.",
]


@pytest.mark.parametrize("line", JUNK, ids=[line[:40] for line in JUNK])
def test_boilerplate_goes(line: str) -> None:
    found = body(article(LEAD, line))
    assert len(found.paragraphs) == 1


@pytest.mark.parametrize("line", KEPT, ids=[line[:40] for line in KEPT])
def test_a_sentence_that_looks_alike_stays(line: str) -> None:
    found = body(article(LEAD, line))
    assert len(found.paragraphs) == 2


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("KUALA LUMPUR (Meridian) — ", "KUALA LUMPUR", "Meridian"),
        ("GENEVA, July 9 (Meridian News Agency) - ", "GENEVA", "Meridian News Agency"),
        ("LUSAKA, 17 September (Lakes Observer) – ", "LUSAKA", "Lakes Observer"),
        ("BEIRUT — ", "BEIRUT", None),
        ("Accra (Meridian) -- ", "Accra", "Meridian"),
    ],
)
def test_a_dateline_is_set_off(opening: str, place: str, agency: str | None) -> None:
    found = analysis(opening + LEAD)
    assert found.dateline is not None
    assert (found.dateline.place, found.dateline.agency, found.originator) == (place, agency, agency)
    assert found.text_of(found.sentences[0]) == LEAD


@pytest.mark.parametrize(
    "lead", ["NATO said on Monday that it would stay.", "The Accra accord — long awaited — failed."]
)
def test_capitals_are_no_dateline(lead: str) -> None:
    found = analysis(lead)
    assert found.dateline is None
    assert found.text_of(found.sentences[0]) == lead


def test_paragraphs_are_numbered_as_a_reader_counts_them() -> None:
    found = analysis(
        "4 Min Read", LEAD, "What next", "Nobody knows what comes next, the envoys said.", title="Envoys meet"
    )
    assert [sentence.paragraph for sentence in found.sentences] == [1, 2]


def test_a_list_item_has_no_mark() -> None:
    found = body(article(LEAD, "• stop all attacks at once;", kind="item"))
    text = article(LEAD, "• stop all attacks at once;").text
    assert text[found.paragraphs[1].start : found.paragraphs[1].end] == "stop all attacks at once;"


@pytest.mark.parametrize("tail", ["(Reporting by Ana Ruiz)", "(END)"])
def test_a_short_last_sentence_before_a_staff_line_is_kept(tail: str) -> None:
    found = analysis(LEAD, f"He lied. {tail}")
    assert found.text_of(found.sentences[-1]) == "He lied."


def test_a_staff_line_behind_the_last_sentence_is_cut() -> None:
    found = analysis(LEAD, "Nobody knows what comes next. (Reporting by Ana Ruiz; Editing by Jan Weber)")
    assert found.text_of(found.sentences[-1]) == "Nobody knows what comes next."
