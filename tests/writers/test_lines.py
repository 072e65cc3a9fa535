"""What the program itself says: marks, the reporting line, who appears where, the facts of a source."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefgen.model import Actor, Brief, Delta, Figure, Question, Ref, Since, Speaker, Status
from briefgen.styles import open_style
from briefgen.writers.lines import Lines
from tests.writers import sample

STYLE = open_style("base")


def lines(brief: Brief, *, plain: bool = True) -> Lines:
    return Lines(brief, STYLE.words(plain=plain))


ONE, SEVERAL = sample.brief(), sample.several()
EXTRACT = sample.extract(1, sample.PARAGRAPHS[0])
NO_POSITION = ": a part in the event, no statement in these sources"
VANTU = Speaker("Ileana Vântu", "she", "pronoun")


@pytest.mark.parametrize(
    ("brief", "extract", "mark"),
    [
        (ONE, EXTRACT, "¶1"),
        (SEVERAL, EXTRACT, "1¶1"),
        (ONE, replace(EXTRACT, cite=replace(EXTRACT.cite, page=3)), "¶1, page 3"),
        (ONE, replace(EXTRACT, speaker=replace(VANTU, unnamed=True), origin="NTV"), "¶1, unnamed source, origin NTV"),
        (ONE, replace(EXTRACT, speaker=replace(VANTU, certain=False)), "¶1, speaker not certain"),
        (ONE, replace(EXTRACT, edited_by_hand=True), "¶1, wording changed by hand"),
        (ONE, replace(EXTRACT, since="updated"), "¶1"),
        (replace(ONE, delta=Delta("BS/1")), replace(EXTRACT, since="updated"), "¶1, updated"),
        (SEVERAL, replace(EXTRACT, also_in=(replace(EXTRACT.cite, reference=2),)), "1¶1; also 2¶1"),
    ],
)
def test_marks(brief: Brief, extract: object, mark: str) -> None:
    assert lines(brief).mark(extract) == rf"\[{mark}\]"  # type: ignore[arg-type]


def test_in_html_marks_are_links() -> None:
    assert lines(SEVERAL, plain=False).mark(EXTRACT) == '[<a href="#s1">1¶1</a>]'
    assert lines(ONE, plain=False).see([3, 4]) == 'see <a href="#x3">3</a> and <a href="#x4">4</a>'


@pytest.mark.parametrize(
    ("statements", "named", "text"),
    [
        ((3, 4), (1, 3), "statement in 3 and 4; named in 1"),
        ((), (1, 6, 7), "named in 1, 6 and 7; no statement reported"),
        ((), (), "no statement reported"),
        ((2,), (), "statement in 2"),
    ],
)
def test_where_an_actor_appears(statements: tuple[int, ...], named: tuple[int, ...], text: str) -> None:
    assert lines(ONE).appears(Actor("A", "person", statements=statements, named_in=named)) == text


def test_the_offices_role_is_never_in_the_sources_quotation_marks() -> None:
    cited = Actor("A", "person", "envoy", role_cite=EXTRACT.cite)
    assert lines(ONE).role(cited) == r"“envoy” \[¶1\]"
    own = Actor("A", "person", "envoy <b> of [X]")
    assert lines(ONE).role(own) == r"\[desk: envoy \<b\> of \[X\]\]"
    assert lines(ONE, plain=False).role(own) == "[desk: envoy &lt;b&gt; of [X]]"


def test_a_statement_that_is_not_printed_is_not_denied() -> None:
    """ "No statement reported" is a claim about the articles, not about the memo."""
    assert (
        lines(ONE).appears(Actor("A", "person", named_in=(1,), heard=True)) == "named in 1; statement not printed here"
    )
    assert lines(ONE).appears(Actor("A", "person", named_in=(1,), heard=None)) == "named in 1"


def test_reporting_says_what_is_not_known() -> None:
    text = lines(ONE, plain=False).reporting()
    assert text.startswith("1 article, 20 paragraphs; outlet, author and date not given. Days are as the source")
    assert "it carries no date, so “Thursday”, “Tuesday” and “Friday” could not" in text
    assert "1 August" not in text


def test_reporting_of_several_sources() -> None:
    text = lines(SEVERAL).reporting()
    assert text.startswith(
        "3 articles, 60 paragraphs, 2 outlets (Meridian News Agency, Harbour Gazette), "
        "published between 21 November 2026 and 22 November 2026. "
    )
    assert "carries no date" not in text


def test_reporting_of_one_day() -> None:
    dated = replace(ONE, references=(replace(ONE.references[0], published="2026-11-22", published_from="given"),))
    text = lines(dated).reporting()
    assert text.startswith("1 article, 20 paragraphs, published 22 November 2026; outlet and author not given. ")


def test_reporting_says_what_changed() -> None:
    delta = Delta("BS/2026/113", new=(1, 2), repeated=(3,))
    assert (
        "Since BS/2026/113: 2 new, 0 updated, 1 repeated, 0 not in this memo any more."
        in lines(replace(ONE, delta=delta)).reporting()
    )
    dated = replace(ONE, delta=replace(delta, previous="2026-11-22"))
    assert "Since 22 November 2026: 2 new" in lines(dated).reporting()


def test_what_was_said_before_and_what_is_no_longer() -> None:
    since = Delta(
        "BS/1", (1,), (Since(7, "Five died <b>.", 2),), (Since(8, "Rain.", 3),), (Since(9, "A bridge fell."),)
    )
    changed = replace(ONE, delta=since)
    assert lines(changed).updated() == [r"2 – before: “Five died \<b\>.”"]
    assert lines(changed, plain=False).updated() == ['<a href="#x2">2</a> – before: “Five died &lt;b&gt;.”']
    assert lines(changed).dropped() == ["Not in this memo any more: “A bridge fell.”"]
    assert lines(ONE).updated() + lines(ONE).dropped() == []


def test_the_machine_mark_stays_until_a_person_has_issued_it() -> None:
    assert lines(ONE).machine() == "Machine-selected extracts. Not reviewed."
    issued = replace(ONE, status=Status("issued", "A. Berg", "2026-11-23"))
    assert lines(issued).machine() == "Machine-selected extracts. Reviewed by A. Berg, 23 November 2026."


def test_address_leaves_out_what_is_empty() -> None:
    left, right = lines(sample.brief(to="")).address()
    assert left == [("From", "Black Sea desk")]
    assert right == [("Date", "23 November 2026"), ("For", "information")]


def test_facts_of_a_source() -> None:
    facts = {str(name): str(value) for name, value in lines(ONE).facts(ONE.references[0], 12)}
    assert facts == {
        "Outlet": "not given",
        "Author": "not given",
        "Published": "not given",
        "Location": "black-sea-grain.txt",
        "Length": "457 words, 20 paragraphs",
        "Printed here": "72 % of its words (330 of 457)",
        "Not printed": "paragraphs 3, 15 and 19–20",
        "SHA-256": f"{sample.ARTICLE.digest[:12]}…, read with plain/1",
    }


def test_where_a_date_comes_from_is_told() -> None:
    given = replace(ONE.references[0], published="2026-11-22", published_from="given")
    facts = {str(name): str(value) for name, value in lines(ONE).facts(given, 12)}
    assert facts["Published"] == "22 November 2026, given by the user, not by the source"


def test_counts() -> None:
    assert lines(ONE).counts() == [
        (
            "16 extracts; 10 in a source’s own voice or attributed by it; 4 direct quotations of 3 speakers; "
            "2 from unnamed sources; 1 second-hand (NTV)."
        ),
        "",
        "Nothing within the limits was left out for want of space.",
        "No assessment of reliability or likelihood has been made.",
    ]
    assert lines(SEVERAL).counts()[2] == "4 extracts were left out for want of space."


def test_coverage_names_what_failed() -> None:
    assert lines(SEVERAL, plain=False).coverage() == [
        "https://news.example/lost: readable, but there is no article in it",
        "Source 3 carries no date.",
    ]


@pytest.mark.parametrize(
    ("question", "text", "basis"),
    [
        (Question("Will it?", "unknown", Ref(3), "whether"), "Will it?", "3, “whether”"),
        (Question(None, "no answer", Ref(3)), "See 3", "3"),
        (Question(None, "no position", actors=("A", "B")), f"A; B{NO_POSITION}", ""),
    ],
)  # fmt: skip
def test_questions(question: Question, text: str, basis: str) -> None:
    assert (lines(ONE).question(question), lines(ONE).basis(question)) == (text, basis)


def test_figures() -> None:
    assert lines(ONE).measured(Figure("more than 700", None, "drones", Ref(5))) == "more than 700"
    assert lines(ONE).measured(Figure("1.9 million", "tonnes", "grain", Ref(5))) == "1.9 million tonnes"
