"""An invented article and the memo made from it by hand: what the writers are tried on.

The event, the people and the agency do not exist; the countries and bodies do.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefgen.model import (
    Actor,
    Article,
    Block,
    Brief,
    ByHand,
    Cite,
    Coverage,
    Edit,
    Expectation,
    Extract,
    Failure,
    Figure,
    Header,
    Made,
    Position,
    Question,
    Ref,
    Reference,
    SourceSummary,
    Speaker,
    Time,
    digest_of,
    printed,
)

AGENCY = "Meridian News Agency"
ADDRESS = "https://news.example/black-sea/route"
OFFICIAL = "a senior Turkish official"
BOTH = "foreign ministers of Romania and Türkiye"
TEXT = (Path(__file__).parent / "black-sea-grain.txt").read_text("utf-8").rstrip("\n")
TITLE, *PARAGRAPHS = TEXT.split("\n\n")


def _article() -> Article:
    blocks, at = [], 0
    for part in (TITLE, *PARAGRAPHS):
        blocks.append(Block("paragraph" if blocks else "title", at, at + len(part)))
        at += len(part) + 2
    return Article("a1", "black-sea-grain.txt", TITLE, TEXT, tuple(blocks), language="en", reader="plain/1")


ARTICLE = _article()


def cite(words: str, sentence: int = 1, reference: int = 1) -> Cite:
    """Where these words of the article stand."""
    start = TEXT.index(words, len(TITLE))
    paragraph = TEXT[:start].count("\n\n")
    return Cite(reference, start, start + len(words), paragraph, sentence)


def extract(number: int, words: str, *edits: tuple[str, str], sentence: int = 1, **more: object) -> Extract:
    """An extract of the article; an edit is (the words after which it stands, what is inserted)."""
    place = cite(words, sentence)
    made = []
    for after, inserted in edits:
        at = place.start + words.index(after) + len(after)
        made.append(Edit("glossed", at, at, inserted))
    text = printed(TEXT, place.start, place.end, tuple(made))
    return Extract(text, number, place, digest_of(text), tuple(made), **more)  # type: ignore[arg-type]


def unnamed(name: str) -> Speaker:
    return Speaker(name, name, "next to the quotation", unnamed=True)


def time(words: str, resolved: str | None = None) -> Time:
    place = cite(words)
    return Time(place.start, place.end, words, resolved, "day" if resolved else "unresolved")


def brief(**header: str) -> Brief:
    """The memo, with the header's fields replaced by those given."""
    given = {"subject": TITLE, "date": "2026-11-23", "to": "Director", "from_": "Black Sea desk", **header}
    return Brief(
        Header(**given),
        bottom_line=_bottom_line(),
        developments=_developments(),
        figures=_figures(),
        actors=_actors(),
        background=_background(),
        reactions=_reactions(),
        stakes=_stakes(),
        outlook=_outlook(),
        questions=_questions(),
        references=(_reference(),),
        source_summary=SourceSummary(1, 1, 16, 10, 4, 3, 2, 1),
        made=Made("0.1.0", "3f9a1c07"),
    )


def _bottom_line() -> tuple[Extract, ...]:
    return (
        extract(1, PARAGRAPHS[0], times=(time("Thursday"),)),
        extract(2, PARAGRAPHS[1], speaker=unnamed("a senior Turkish official")),
    )


def _developments() -> tuple[Extract | Ref, ...]:
    vantu = Speaker("Ileana Vântu", "Vântu", "next to the quotation")
    return (
        extract(3, PARAGRAPHS[3], speaker=vantu, voice="quoted", times=(time("Tuesday"),)),
        extract(4, PARAGRAPHS[4], ("she", " [Ileana Vântu]"), speaker=vantu, voice="quoted"),
        extract(5, PARAGRAPHS[5], ("those remarks", " [¶4-5]")),
    )


def _figures() -> tuple[Figure, ...]:
    return (
        Figure("14 more", None, "drifting mines", Ref(5)),
        Figure("more than 1.9 million", "tonnes", "grain a month", extract(6, PARAGRAPHS[10])),
    )


def _actors() -> tuple[Actor, ...]:
    def person(name: str, role: str, statements: tuple[int, ...] = (), named: tuple[int, ...] = ()) -> Actor:
        return Actor(name, "person", role, mentions=2, statements=statements, named_in=named, role_cite=cite(role))

    return (
        person("Ileana Vântu", BOTH, (3, 4), (1, 14)),
        person("Kemal Ardıç", BOTH, (), (1, 15)),
        person("Hala Mansour", "Egyptian Supply Minister", (11,)),
        person("Aino Lehtimäki", "UN mediator", (12,)),
        person("Radu Cernat", "Port Authority director", (), (7, 8)),
        person("Oksana Hrytsenko", "President", (), (15,)),
        Actor(OFFICIAL, "person", statements=(2,), unnamed=True, role_cite=cite(OFFICIAL)),
        Actor("a senior United Nations official", "person", statements=(14,), unnamed=True),
        Actor("United Nations", "organisation", mentions=2, named_in=(2,)),
        Actor("Bulgaria’s navy", "organisation", mentions=1, statements=(5,)),
        Actor("International Maritime Organization", "organisation", mentions=1, named_in=(13,)),
        Actor("Romania", "country", mentions=3),
        Actor("Türkiye", "country", mentions=2),
        Actor("Egypt", "country", mentions=3),
        Actor("Russia", "country", mentions=1),
    )


def _background() -> tuple[Extract, ...]:
    return (
        extract(7, PARAGRAPHS[6], origin="NTV", hedges=("reportedly",), keep_with=(8,)),
        extract(8, PARAGRAPHS[7]),
        extract(9, PARAGRAPHS[8], times=(time("Thursday’s"),)),
        extract(10, PARAGRAPHS[9], ("The two ministers", " [Ileana Vântu, Kemal Ardıç]")),
    )


def _reactions() -> tuple[Position, ...]:
    mansour = Speaker("Hala Mansour", "Egyptian Supply Minister Hala Mansour", "next to the quotation")
    return (
        Position("Hala Mansour", (extract(11, PARAGRAPHS[12], speaker=mansour, voice="quoted"),)),
        Position("Aino Lehtimäki", (extract(12, PARAGRAPHS[15], voice="attributed"),)),
        Position("Ileana Vântu", (Ref(3), Ref(4))),
    )


def _stakes() -> tuple[Extract, ...]:
    return (
        extract(13, PARAGRAPHS[11], kind=("economic", "deadline"), times=(time("1 August", "2026-08-01"),)),
        extract(14, PARAGRAPHS[13], kind=("relations",), speaker=unnamed("a senior United Nations official")),
    )


def _outlook() -> tuple[Expectation, ...]:
    return (
        Expectation(time("Thursday"), Ref(1)),
        Expectation(time("Friday"), extract(15, PARAGRAPHS[17], times=(time("Friday"),))),
        Expectation(time("1 August", "2026-08-01"), Ref(13)),
    )


def _questions() -> tuple[Question, ...]:
    return (
        Question("Will the Turkish navy take part?", "unknown", extract(16, PARAGRAPHS[16]), "unclear whether"),
        Question("Will premiums for the western Black Sea triple on 1 August?", "conditional", Ref(13), "unless"),
        Question("Was the Turkish government surprised?", "unconfirmed", Ref(7), "reportedly […] according to"),
        Question("Will the efforts to agree on escorts produce a timetable?", "undecided", Ref(10), "so far failed"),
        Question(None, "no answer", Ref(8), "at least part of"),
        Question(None, "no position", actors=("Kemal Ardıç", "Radu Cernat", "Russia")),
    )


def _reference() -> Reference:
    words = sum(len(paragraph.split()) for paragraph in PARAGRAPHS)
    return Reference(
        1, None, TITLE, None, None, None, None, ARTICLE.location, ARTICLE.digest, words, len(PARAGRAPHS), 330,
        330 / words, "en", reader="plain/1", not_printed=(3, 15, 19, 20),
    )  # fmt: skip


def several() -> Brief:
    """The same memo with two more sources, dated, in part unreadable, and fields of every kind filled."""
    one = brief(marking="OFFICIAL", reference="BS/2026/114", critical_date="2026-11-24", cutoff="2026-11-23T06:30:00Z")
    first = one.references[0]
    references = (
        replace(first, outlet=AGENCY, byline="Dana Petrescu", published="2026-11-22", published_from="meta"),
        replace(
            first,
            number=2,
            title="Bell nets and chalk marks",
            outlet="Harbour Gazette",
            published="2026-11-21T18:00:00Z",
            published_from="feed",
            originator=AGENCY,
            share=0.04,
            words_printed=20,
        ),
        replace(first, number=3, title="Route to reopen", location=ADDRESS, language="ro", partial=True),
    )
    lead = one.bottom_line[0]
    assert isinstance(lead, Extract)
    more = replace(lead, also_in=(replace(lead.cite, reference=2, paragraph=4),), originators=(AGENCY,))
    failed = Failure("https://news.example/lost", "read", "NoArticle", "readable, but there is no article in it")
    return replace(
        one,
        bottom_line=(more, *one.bottom_line[1:]),
        references=references,
        source_summary=replace(one.source_summary, articles=3, originators=2),
        coverage=Coverage((failed,), undated=(3,)),
        left_out=4,
        by_hand=ByHand(comment="We should ask for the charts first.", lines_to_take="Safe passage.\nShared charts."),
    )


EMPTY = Brief(Header("Nothing", "2026-11-23"))
