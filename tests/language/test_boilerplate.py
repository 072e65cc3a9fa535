"""What a page carries besides its article goes; a sentence that looks alike stays."""

from __future__ import annotations

import re
import time

import pytest

from briefgen.language.boilerplate import body
from briefgen.language.lexicon import lexicon
from tests.language.given import analysis, article

LEAD = "The envoys met in Accra on Monday to end a row over fish."
RULES = lexicon("en").boilerplate

# By part and rule of `boilerplate.yaml`: lines that go, and sentences of an article that look alike and stay.
LINES: dict[tuple[str, str], tuple[list[str], list[str]]] = {
    ("line", "read time"): (
        ["4 Min Read", "3 minute read", "Two min. read"],
        ["It takes four minutes to read the agreement, a diplomat said.", "Five minutes are enough for the ships."],
    ),
    ("line", "share line"): (
        [
            "Share This Article",
            "Share on Facebook",
            "Follow us on Fishbook",
            "Tweet",
            "Copy link",
            "Like Meridian on Facebook. Follow us on Twitter.",
            "Read or Share this story: https://news.example/fish",
        ],
        [
            "They share this view with their neighbours, the minister said.",
            "Share prices on the coast fell by a third.",
            "Like us, the fishermen of Lomé want peace at sea.",
            "Follow us or lose the sea, the general told the crews.",
            "Follow the law on fish or leave, the minister told the crews.",
        ],
    ),
    ("line", "mobile exit"): (
        ["Exit mobile version", "Back to top", "Slideshow (3 Images)", "(3 Images)", "12 photos", "Skip to content"],
        ["View the full site of the dam and you will see it, he said.", "Three images were shown to the court."],
    ),
    ("line", "subscription"): (
        [
            "Subscribe to our newsletter and get the news every morning",
            "Sign up for our morning briefing",
            "Register now to read this article",
            "Get our daily newsletter every morning",
            "The news of the coast, delivered to your inbox",
        ],
        [
            "Register offices on the coast were closed on Monday.",
            "Sign up now or go home, the officers told the young men.",
            "Join our fight for the sea, the general said.",
            "Subscribers of the paper left in their thousands.",
        ],
    ),
    ("line", "related link"): (
        [
            "Read more: Who owns the sea?",
            "Related articles",
            "Most read",
            "Advertisement",
            "Also read: The dam of Tema",
            "VIDEO: How the ship sank",
            "More: Who owns the sea?",
            "LISTEN TO ARTICLE 5:30",
        ],
        [
            "Most read the agreement as a defeat for the government in Accra.",
            "More on the dispute is expected when the court rules on Friday.",
            "Watch the coast, the admiral told his men.",
            "Video of the ship was shown to the court.",
            "Also present were the envoys of Togo and Benin.",
        ],
    ),
    ("line", "related coverage"): (
        ["Related Coverage Envoys to meet again in Lomé in the spring", "Related stories Who owns the sea"],
        ["Related coverage of the trial was forbidden by the court in Accra."],
    ),
    ("line", "byline"): (
        ["By Karin Holm and Jan Weber", "From our correspondent in Accra"],
        ["By Monday the envoys had left without a word to anybody."],
    ),
    ("line", "outlet line"): (
        ["Source: Meridian News Agency", "Meridian| 2026-03-30 08:12:05|Editor: Ana Ruiz"],
        [
            "The minister said the source of the leak was known to him.",
            "The source: a man in a grey coat who would not give his name to any of the reporters who asked him.",
        ],
    ),
    ("line", "credit"): (
        [
            "Fishermen mend their nets in Tema. Photo: Ana Ruiz/Meridian",
            "The harbour of Tema. Video courtesy of the navy",
            "The ministers sit down for a talk. Video provided by Meridian",
            "Image copyright EPA Image caption The house of the general in Tema",
        ],
        [
            "The photo shows him with the general, the court was told.",
            "He was given credit by a bank in Lomé and bought a ship.",
            "The image copyright law of 2019 is void, the court found.",
        ],
    ),
    ("line", "credit by"): (
        ["Fishermen mend their nets in Tema. Photo by Ana Ruiz for Meridian", "Illustration by Jan Weber"],
        [
            "The paper printed a photo by Ana Ruiz of the two men.",
            "Prosecutors showed an image by which they hoped to convince the jury.",
        ],
    ),
    ("line", "file photo"): (
        ["File photo", "Archive picture of the harbour in Tema", "The general speaks in Accra. (File)"],
        ["Filed photos of the two men were shown to the court.", "The general spoke in Accra (filed in 2019)."],
    ),
    ("line", "taken"): (
        ["The harbour of Tema, Ghana. Picture taken March 17, 2026.", "Photo taken on Monday, 9 July 2025"],
        ["The picture taken from his house was found in Lomé.", "Photos taken by the crew were shown to the court."],
    ),
    ("line", "staff line"): (
        ["(Reporting by Ana Ruiz; Editing by Jan Weber)", "Additional reporting by Jan Weber in Lomé"],
        ["Reporting by the United Nations has shown the opposite, he said."],
    ),
    ("line", "contributed"): (
        ["Ana Ruiz contributed reporting from Lomé.", "Jan Weber and Karin Holm contributed to this report."],
        ["The envoy contributed to the agreement in Lomé.", "Norway contributed research ships to the mission."],
    ),
    ("line", "rights"): (
        ["© 2026 Meridian", "All rights reserved.", "Copyright 2026 Meridian News Agency", "Our Standards: Principles"],
        [
            "She said the rights of all fishermen were reserved in the text.",
            "Copyright law was changed on Monday by the parliament in Accra.",
        ],
    ),
    ("line", "stamp"): (
        [
            "Published: 9 July 2025",
            "Updated 2 hours ago",
            "3 hours ago",
            "Last updated on Monday, 9 July 2025 14:05 GMT",
        ],
        [
            "Published figures show that the catch fell by a third in a year.",
            "Published in 2019, the figures were wrong, he said.",
            "Issued in 2019, the licence of the ship was void.",
            "Created in 1990, the union has 12 members.",
            "Posted on Monday at the gate, the order bans 3 ships.",
        ],
    ),
    ("line", "dateline only"): (
        ["Monday, 9 July 2025", "9 July 2025", "July 9, 2025", "09.07.2025, 14:05", "Monday, July 9, 2025 | 14:05"],
        ["Monday was the deadliest day at sea since 2019.", "July 9, 2025 was a day of mourning in Tema."],
    ),
    ("line", "comments"): (
        ["12 comments", "Leave a comment", "Show comments (3)"],
        ["The comments by the envoy angered the fishermen of the coast."],
    ),
    ("line", "paging"): (
        ["Page 2 of 3", "***", "-- ", "Enditem", "(END)", "[Page A9.]", "End of story"],
        ["End of story, the minister said and left.", "Page 2 of the accord was lost."],
    ),
    ("line", "disclaimer"): (
        [
            "Editor's note: This article was updated with a statement.",
            "This article was first published by Meridian.",
            "— This story was updated at 7:34 p.m.",
            "The views expressed in this article are the author's own.",
            "Correction: An article on Monday misstated the age of Jan Weber.",
            "This article is part of Coast Week. It is an abridged version of an article of Friday.",
        ],
        [
            "The views expressed by the minister angered the fishermen.",
            "This report was published by the ministry in Accra on Monday.",
            "It is an edited version of the truth, the general said.",
        ],
    ),
    ("line", "corrected"): (
        [
            "(The story was refiled to correct the name of the ship in paragraph 3)",
            "(Corrects paragraph 11 to show that the ship left on Monday)",
            "(This version of the July 9 story corrects the age of Weber to 31)",
            "(This story contains language that may offend)",
        ],
        [
            "This story corrects what the ministry said of the ship in July.",
            "(The story of the dam is long, he said.)",
            "(He corrects nobody.)",
        ],
    ),
    ("line", "graphic"): (
        [
            "GRAPHIC: The catch of ten years - fish.example/2oZ",
            "(For a graphic on the catch, click fish.example/2oZ)",
            "To view a graphic on the catch of ten years, click: fish.example/2oZ",
        ],
        [
            "For graphic scenes of war, see any paper of that year, the professor wrote.",
            "To view the map of the coast, the envoys went to Tema.",
            "Graphics of the catch were shown to the ministers.",
        ],
    ),
    ("line", "exchange rate"): (
        ["(1 U.S. dollar equals to 11.4 Ghanaian cedis)", "($1 = 0.8612 euros)", "(1 euro = 1.21 U.S. dollars)"],
        ["1 ship equals 20 boats in the count of the ministry, which they say is unfair to the poor of the coast.",
         "One dollar equals 11 cedis in the street, traders said."],
    ),
    ("line", "contact"): (
        [
            "Contact us at desk@news.example",
            "https://news.example/fish",
            "fish.ly/2xv5",
            "Tel: +233 20 123 4567",
            "Jan Weber teaches law in Accra. E-mail: weber@news.example",
            "Ana Ruiz can be reached on Twitter at https://news.example/ruiz",
            "You can reach the writer at 233-5312 or ruiz@news.example",
        ],
        [
            "Contact with the ship was lost on Monday, the navy said.",
            "Phone lines to the coast were cut on Monday.",
            "He wrote to desk@news.example and had no answer.",
            "The island can be reached by boat from Tema.",
        ],
    ),
    ("line", "cookie"): (
        ["We use cookies to improve your visit", "Privacy policy", "Accept all cookies", "Terms of use and privacy"],
        [
            "Bakers gave tea and cookies to the envoys.",
            "Terms and conditions of the truce were not known on Monday.",
            "The privacy policy of the firm broke the law, the court found.",
        ],
    ),
    ("end", "agency credit"): (
        [
            "An envoy arrives in Accra, Ghana. REUTERS/Ana van der Lund",
            "The dam of Tema, March 3, 2026. AP Photo/Jan Weber",
        ],
        [
            "He told Reuters that the ships would stay in port until Friday.",
            "Most want peace, according to a poll by Reuters/Ipsos.",
            "Most want peace, the latest Reuters/Ipsos poll of voters showed.",
            "He criticised the EPA - the agency that counts the fish.",
        ],
    ),
    ("end", "agency via"): (
        ["The dam of Tema, Ghana, July 9, 2025. Jan Weber/Coast Times/Pool via REUTERS"],
        ["The ministry sent its answer to the fishermen via Reuters."],
    ),
    ("end", "agency behind"): (
        ["The general speaks to his men in Tema on June 28. Alex Marsh / Getty Images"],
        ["He works for Getty Images, and she for AFP.", "The general was seen with Shutterstock."],
    ),
    ("end", "handout"): (
        ["The dam of Tema in this picture of July 9. Ministry of Fish/Handout via Meridian"],
        ["Every family on the coast has a handout of rice to live on."],
    ),
    ("end", "agency bracket"): (
        [
            "Fishermen run for cover in Tema on July 9, 2025. Three men died, officials said. (Xinhua/Ana Ruiz)",
            "The general speaks in Accra. (AFP Photo)",
        ],
        ["Most want peace and an end of the row over fish (Reuters/Ipsos).", "He works in Accra (Ghana)."],
    ),
    ("end", "photo bracket"): (
        ["A man mends his net in Tema, Ghana, July 9, 2025. Ships are seen behind him. (Photo by Ana Ruiz/Meridian)"],
        ["The two men were seen together (a photo by the navy shows them)."],
    ),
    ("end", "name credit"): (
        ["Ministers of four states on the quay of Tema, May 4 2026 Ola Marsh/Meridian Foundation"],
        ["Ministers from Accra and Lomé want a route from Tema/Accra."],
    ),
    ("caption_start", "place"): (
        ["Above: The general and his men in Tema.", "From left, Karin Holm, Jan Weber and Ana Ruiz in Accra."],
        [
            "Above all, the accord needs money and ships.",
            "Left to themselves, the fishermen sold their boats.",
            "Below the dam, the fields are dry.",
        ],
    ),
    ("caption_start", "file"): (
        ["FILE PHOTO: An envoy arrives in Accra"],
        ["Filed pictures of the ship are missing from the case."],
    ),
    ("caption_start", "view"): (
        [
            "A general view of the harbour in Tema, Ghana.",
            "A satellite image of the storm taken on Monday.",
            "A courtroom sketch shows Jan Weber before the judge in Accra.",
        ],
        [
            "A view of the sea is all that the old man wants.",
            "A satellite image proved that the ships had left.",
            "A video of the two men changed the mind of the court.",
        ],
    ),
    ("caption_start", "picture"): (
        ["This photo provided by the navy shows the wreck.", "Photo taken on July 20 shows the flood in Tema."],
        ["This picture of the war is wrong.", "These photos were lost at sea."],
    ),
    ("caption_start", "in this picture"): (
        ["Damage is seen in Tema, Ghana, in this picture obtained from social media."],
        ["The two men are seen in this picture, she told the court.", "Nobody believes in this picture of the war."],
    ),
    ("caption_start", "people"): (
        ["Karin Holm (L) and Jan Weber (2nd R) attend a ceremony in Accra."],
        ["Karin Holm (L) said in Accra that she would sign.", "The Liberal Party (LP) lost its seat in Tema."],
    ),
}  # fmt: skip

INLINE = {
    "staff line": (["(Reporting by Ana Ruiz; Editing by Jan Weber)"], "They ban it (writing by hand) in Accra."),
    "agency end": (["(END)", "(Xinhua)", "Enditem"], "It was the end (of talks)."),
    "advertisement": (["Advertisement"], "It was an advertisement."),
    "exchange rate": (["(1 U.S. dollar = 11.4 cedis)", "($1 = 0.8612 euros)"], "It fell by a cent ($1 a week ago)."),
    "corrected": (["(This story was updated with a statement)"], "It was sad (the story of his life)."),
    "contributed": (
        ["The Andean Wire's Faith Ruiz and Jan Weber contributed to this report from Aldorf."],
        "The firm contributed to this report's cost, he said.",
    ),
    "graphic": (["(For a graphic, click fish.example/2oZ)"], "He read it all (for the fish)."),
    "short link": (["(fish.ly/2m7Xwkw)", "[fish.ly/2NnLG66]"], "They met again (in Accra/Tema)."),
}


def _by_rule(at: int) -> list[object]:
    return [
        pytest.param(rule, line, id=f"{rule[1]}: {line[:40]}") for rule, lines in LINES.items() for line in lines[at]
    ]


def test_every_rule_has_lines_that_go_and_lines_that_stay() -> None:
    assert set(LINES) == {(part, name) for part in ("line", "end", "caption_start") for name in RULES[part]}
    assert set(INLINE) == set(RULES["inline"])
    assert all(goes and stays for goes, stays in LINES.values())


@pytest.mark.parametrize(("rule", "line"), _by_rule(0))
def test_boilerplate_goes_by_its_rule(rule: tuple[str, str], line: str) -> None:
    part, name = rule
    pattern = re.compile(f"(?:{RULES[part][name]})" + "$" * (part == "end"), re.IGNORECASE)
    folded = " ".join(line.split())
    found = {"line": pattern.fullmatch, "end": pattern.search, "caption_start": pattern.match}[part](folded)
    assert found
    sorted_out = body(article(LEAD, line))
    assert len(sorted_out.paragraphs) == len(sorted_out.boilerplate) == 1


@pytest.mark.parametrize(("rule", "line"), _by_rule(1))
def test_a_sentence_that_looks_alike_stays(rule: tuple[str, str], line: str) -> None:
    given = article(LEAD, line)
    found = body(given)
    assert not found.boilerplate
    assert [given.text[block.start : block.end] for block in found.paragraphs] == [LEAD, line]


@pytest.mark.parametrize("name", INLINE)
def test_what_stands_behind_the_last_sentence_is_cut(name: str) -> None:
    tails, alike = INLINE[name]
    before = "Nobody knows what comes next."
    for tail in tails:
        assert re.search(RULES["inline"][name], tail if tail[0] in "([" else f". {tail}", re.IGNORECASE)
        found = analysis(LEAD, f"{before} {tail}")
        assert [found.text_of(sentence) for sentence in found.sentences] == [LEAD, before]
    kept = analysis(LEAD, f"{before} {alike}")
    assert [kept.text_of(sentence) for sentence in kept.sentences] == [LEAD, before, alike]


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("KUALA LUMPUR (Meridian) — ", "KUALA LUMPUR", "Meridian"),
        ("GENEVA, July 9 (Meridian News Agency) - ", "GENEVA", "Meridian News Agency"),
        ("LUSAKA, 17 September (Lakes Observer) – ", "LUSAKA", "Lakes Observer"),
        ("BEIRUT — ", "BEIRUT", None),
        ("Accra (Meridian) -- ", "Accra", "Meridian"),
        ("WASHINGTON, D.C. (Meridian) - ", "WASHINGTON, D.C.", "Meridian"),
        ("LONG BRANCH, N.J. – ", "LONG BRANCH, N.J.", None),
        ("EUREKA, the United States, May 4 (Meridian) -- ", "EUREKA, the United States", "Meridian"),
        ("TEMA, Ghana - (Meridian) - ", "TEMA, Ghana", "Meridian"),
        ("SEOUL, South Korea – ", "SEOUL, South Korea", None),
        ("EUREKA, Calif. - ", "EUREKA, Calif.", None),
        ("ISLAMABAD: ", "ISLAMABAD", None),
        ("TEMA / ACCRA, Oct 3 (Meridian) — ", "TEMA / ACCRA", "Meridian"),
        ("(Meridian) - ", None, "Meridian"),
        ("(Meridian)", None, "Meridian"),
        ("Tema, Ghana (Meridian)", "Tema, Ghana", "Meridian"),
    ],
)
def test_a_dateline_is_set_off(opening: str, place: str | None, agency: str | None) -> None:
    found = analysis(opening + LEAD)
    assert found.dateline is not None
    assert (found.dateline.place, found.dateline.agency, found.originator) == (place, agency, agency)
    assert found.text_of(found.sentences[0]) == LEAD


def test_a_dateline_below_a_note_is_set_off() -> None:
    note = "The row over fish is ten years old and has cost three lives."
    found = analysis(note, f"ACCRA, July 9 (Meridian) -- {LEAD}")
    assert found.dateline is not None
    assert [found.text_of(sentence) for sentence in found.sentences] == [note, LEAD]
    assert analysis(note, f"ACCRA — {LEAD}").dateline is None


@pytest.mark.parametrize(
    "lead",
    [
        "NATO said on Monday that it would stay.",
        "The Accra accord — long awaited — failed.",
        "NATO — The Alliance of the North — met in Rome.",
        "OPEC – long divided – met on Monday in Vienna.",
        "UPDATE: The ship has left the port of Tema.",
        "WANTED: A Captain who knows the coast of Ghana.",
    ],
)
def test_capitals_are_no_dateline(lead: str) -> None:
    found = analysis(lead)
    assert found.dateline is None
    assert found.text_of(found.sentences[0]).startswith(lead.split(":", maxsplit=1)[0])


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


def test_a_long_paragraph_is_no_caption() -> None:
    long = "The fishermen of Tema have waited for an answer of the ministry since July. " * 20
    line = f"{long}They all look to Accra (Meridian/Ana Ruiz) REUTERS/Ana Ruiz."
    assert len(body(article(LEAD, line)).paragraphs) == 2


@pytest.mark.parametrize(
    "unit",
    ["A", "A-", "A, ", "REUTERS/", "AP A", "(", "Photo by A ", "1 a ", "by, ", "a@", ". ", "www.", "/A", "«", "\n"],
)
def test_the_time_is_bounded(unit: str) -> None:
    given = article(unit * 30_000 + "!", LEAD)
    began = time.process_time()
    body(given)
    assert time.process_time() - began < 2
