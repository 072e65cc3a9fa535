"""What an extractor passed over or took too much, told by its neighbours and by what the page states."""

from __future__ import annotations

from briefgen.readers.markup import parsed
from briefgen.readers.parts import Part
from briefgen.readers.whole import completed

STORY = [
    "The ministers of both countries agreed on Monday to open the ferry line in May, after ten years of talks.",
    "They will share the cost of the two ships, an official in Ohrid said, who did not want to give his name.",
    "Nobody has said what a ticket will cost, and the mayor of Struga said that he would ask for a list of prices.",
    "“We have waited long enough,” said Ana Petrova, who keeps the harbour inn and a small shop beside it.",
    "The line was closed in 1994, when a storm sank one of the ferries without loss of life on the lake.",
]
ASIDE = "Ferries of the world: who it is that sails them, and why they do it in all weathers, year after year."


def tree(*paragraphs: str, around: str = "") -> object:
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return parsed(f"<html><body><div id=a>{body}</div>{around}</body></html>")


def found(*words: str) -> list[Part]:
    return [Part("paragraph", one) for one in words]


def words(parts: list[Part]) -> list[str]:
    return [part.words for part in parts if part.kind == "paragraph"]


def test_a_paragraph_among_found_ones_is_one_of_them() -> None:
    missed = [one for one in STORY if one != STORY[2]]
    assert words(completed(tree(*STORY), found(*missed), "")) == STORY


def test_links_labels_and_what_stands_elsewhere_are_not() -> None:
    link = f'<a href="/x">{ASIDE}</a>'
    page = tree(
        *STORY[:3], link, "Read this.", *STORY[3:], around=f"<aside><p>{ASIDE}</p></aside><div><p>{ASIDE}</p></div>"
    )
    assert words(completed(page, found(*STORY), "")) == STORY


def test_nothing_is_added_behind_the_last_or_before_the_first() -> None:
    page = tree(ASIDE, *STORY, ASIDE)
    assert words(completed(page, found(*STORY), "")) == STORY


def test_the_captions_of_pictures_are_named_so() -> None:
    page = tree(*STORY, around=f"<figure><figcaption>{ASIDE}</figcaption></figure>")
    parts = completed(page, found(*STORY, ASIDE), "")
    assert parts[-1] == Part("caption", ASIDE)


def test_what_the_page_states_corrects_an_extractor_that_was_elsewhere() -> None:
    page = tree(*STORY, around="".join(f"<div><p>{ASIDE} {n}</p></div>" for n in range(9)))
    wrong = found(*(f"{ASIDE} {n}" for n in range(9)))
    assert words(completed(page, wrong, " ".join(STORY))) == STORY


def test_what_agrees_with_the_statement_stays() -> None:
    parts = found(*STORY)
    assert completed(tree(*STORY), parts, " ".join(STORY)) == parts
