"""Nothing in; the briefs that are hardest to lay out, out: full of all that is long, of several stories, empty.

The events, people and bodies do not exist.
"""

from __future__ import annotations

from dataclasses import replace

from briefgen.model import (
    Actor,
    Brief,
    ByHand,
    Cite,
    Coverage,
    Delta,
    Discrepancy,
    Expectation,
    Extract,
    Failure,
    Figure,
    Header,
    Made,
    NotAnalysed,
    Position,
    Question,
    Ref,
    Reference,
    Since,
    SourceSummary,
    Speaker,
    Status,
    Story,
    Time,
    Value,
    digest_of,
)  # fmt: skip

MARKING = "OFFICIAL QXZ"
"""A marking whose words stand nowhere else in a memo."""
_LONG_WORD = "Antidisestablishmentarianismsabkommensrat"  # 41 letters
_SENTENCE = (
    "The ministers of the nine riparian states agreed on Thursday, after two days of talks that twice came close to "
    "collapse over the wording of a single paragraph on inspections, to reopen the northern channel to grain ships "
    "from 1 August, provided that the insurers in London and Hamburg confirm their rates in writing before the end "
    "of the month and that no further mines are found"
)  # 62 words
_SHORT = (
    "Inspectors will board every ship before it enters the channel, and the harbour masters will publish the lists."
)
_NAMES = (
    "Александра Константинопольская-Преображенская", "محمد عبد الرحمن القاسمي", "Ξένια Παπαδοπούλου", "Ileana Vântu",
    "Maximiliane Schwarzenberger-Hohenlohe", "Kemal Ardıç", "Hala Mansour", "Aino Lehtimäki", "Radu Cernat",
    "Oksana Hrytsenko", "Đorđe Šćepanović", "Jean-Baptiste de la Rochefoucauld-Montmorency",
)  # fmt: skip
_TITLE = "Deputy Prime Minister and Minister for European and Maritime Affairs"
_DAY = Time(0, 8, "Thursday", "2026-11-26", "day")


def _extract(number: int, text: str, **more: object) -> Extract:
    cite = Cite(1 + number % 3, 0, len(text), number, 1)
    made = Extract(text, number, cite, digest_of(text), words=len(text.split()), rank=number)
    return replace(made, **more)  # type: ignore[arg-type]


def _run(first: int, count: int) -> tuple[Extract, ...]:
    speaker = Speaker(_NAMES[0], _NAMES[0], "next to the quotation")
    return tuple(
        _extract(number, (_SENTENCE if number % 3 else _SHORT) + f", item {number} of {_LONG_WORD}.", speaker=speaker)
        for number in range(first, first + count)
    )


def _actors() -> tuple[Actor, ...]:
    role = Cite(1, 0, len(_TITLE), 2, 1)
    people = [
        Actor(name, "person", _TITLE, mentions=3, statements=(at + 3,), named_in=(1, 2), role_cite=role)
        for at, name in enumerate(_NAMES)
    ]
    unnamed = Actor("a senior official close to the talks", "person", statements=(2,), unnamed=True, role_cite=role)
    bodies = [
        Actor(f"Standing Commission on {_LONG_WORD}", "organisation", statements=(4,)),
        Actor("Norland", "country"),
    ]
    return (*people, unnamed, *bodies)


def _reference(number: int) -> Reference:
    return Reference(
        number, "The Harbour Gazette", _SENTENCE[:110], "Dana Petrescu", "Meridian News Agency", "2026-11-22", "meta",
        f"https://news.example/black-sea/{_LONG_WORD}/{number}", "0123456789abcdef" * 4, 900, 30, 300, 0.33, "en",
        reader="web/1", not_printed=(3, 5, 6, 7), account="Meridian News Agency", story=1 + (number == 3),
    )  # fmt: skip


def full(*, stories: int = 1) -> Brief:
    """All that a memo can hold, each long; `stories`: 1 or 2."""
    told = tuple(
        Story(number, _SENTENCE[:90], "The Harbour Gazette", 3, 2, "2026-11-22", references)
        for number, references in ((1, (1, 2)), (2, (3,)))[:stories]
    )
    return replace(_sections(), stories=told, **_beside())  # type: ignore[arg-type]


def _sections() -> Brief:
    """The sections, 28 extracts."""
    header = Header(
        f"Talks on the northern channel: {_SENTENCE[:120]}", "2026-11-23", f"Director, {_LONG_WORD}", "Black Sea desk",
        "Deputy Director", ", ".join(_NAMES[:4]), "BS/2026/114", "2026-11-23T06:30:00Z", "decision", "2026-11-24",
        MARKING,
    )  # fmt: skip
    figure = _extract(12, _SHORT)
    asked = _extract(27, f"It was unclear whether {_SHORT}")
    value = _extract(28, f"At least 14 were killed. {_SHORT}")
    return Brief(
        header, bottom_line=_run(1, 2), developments=(*_run(3, 7), Ref(1), Ref(2)), background=_run(10, 2),
        figures=(Figure("over 1.9 million", "tonnes", "grain a month", figure), Figure("14 more", None, None, Ref(5))),
        actors=_actors(), reactions=tuple(Position(name, _run(13 + at, 1)) for at, name in enumerate(_NAMES[:5])),
        stakes=tuple(replace(one, kind=("economic", "deadline")) for one in _run(18, 5)),
        outlook=(*(Expectation(_DAY, one) for one in _run(23, 4)), Expectation(_DAY, Ref(3), "from 1 August")),
        questions=(
            Question(None, "unknown", asked, "unclear whether", clause="whether the navy takes part"),
            *(Question(f"Will {name} take part?", "undecided", Ref(4), "not decided") for name in _NAMES[:4]),
            Question(None, "no position", actors=_NAMES[:5]),
        ),
        discrepancies=(Discrepancy("killed", (Value("14", value, (1,)), Value("at least 16", Ref(6), (2, 3)))),),
        updates=(Discrepancy("wounded", (Value("30", Ref(7), (1,)), Value("41", Ref(8), (1,)))),),
    )  # fmt: skip


def _beside() -> dict[str, object]:
    """What stands beside the sections."""
    failed = Failure("https://news.example/lost", "read", "NoArticle", "readable, but there is no article in it")
    foreign = NotAnalysed("inbox/foreign.html", "Преговори в Охрид", "bg", first="Министрите се срещнаха в сряда.")
    return {
        "references": tuple(map(_reference, (1, 2, 3))),
        "coverage": Coverage((failed,), (2,), (foreign,), (Story(4, "Another event", left_out="limits"),)),
        "source_summary": SourceSummary(3, 2, 28, 18, 10, 5, 2, 1),
        "delta": Delta("BS/2026/113", (1, 2), (Since(3, _SHORT, 3),), (Since(4, _SHORT, 4),), (Since(5, _SHORT),)),
        "status": Status("issued", "R. Cernat", "2026-11-23T06:30:00Z"),
        "not_found": ("sturgeon", "ice-breakers"),
        "left_out": 4,
        "by_hand": ByHand(comment=_SHORT, lines_to_take="Safe passage.\nShared charts."),
        "made": Made("0.1.0", "3f9a1c07"),
    }


def empty() -> Brief:
    """A memo of which every section is empty."""
    return Brief(Header("Nothing new", "2026-11-23", marking=MARKING))
