"""What an office knows of names, applied to an Analysis: every index and every speaker follows its actor."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefgen.config import Desk
from briefgen.language.desk import applied, kind_of
from briefgen.model import Actor, Analysis, Article, Cite, Name, Quotation, Speaker
from tests.language.given import analysis

TALKS = analysis(
    "Norland Foreign Minister Karin Holm met Jan Weber in Geneva on Monday, after talks in Myanmar.",
    "“We want the road open by winter,” said K. Holm. “Nobody gains from a closed road.”",
    "Peter Lund, an adviser, said that the United Nations had agreed to send 40 observers.",
    "Weber said that Myanmar would not take part, and Weber left the hall at noon.",
    "A senior official said that the road would stay closed.",
)
HOLM = Desk(same_as={"Karin Holm": ("K. Holm", "Holm-Berg")})


def actor(found: Analysis, name: str) -> Actor:
    (one,) = (actor for actor in found.actors if actor.name == name)
    return one


def names_of(found: Analysis, actor: str) -> list[str]:
    """What stands in the text where an actor is named."""
    text = found.article.text
    return [text[n.start : n.end] for n in found.names if n.actor is not None and found.actors[n.actor].name == actor]


def check(found: Analysis) -> None:
    """Every index leads somewhere, and statements and speakers tell the same."""
    assert all(name.actor is None or 0 <= name.actor < len(found.actors) for name in found.names)
    for one in found.actors:
        said = {at for at, q in enumerate(found.quotations) if q.speaker and q.speaker.name == one.name}
        assert set(one.statements) == said, one
        assert one.name not in one.aliases


def test_two_names_are_one_actor() -> None:
    assert {"Karin Holm", "K. Holm"} <= {one.name for one in TALKS.actors}
    found = applied(TALKS, HOLM)
    check(found)
    holm = actor(found, "Karin Holm")
    assert (holm.aliases, holm.mentions, holm.statements) == (("K. Holm",), 2, (0, 1))
    assert (holm.role, holm.role_cite) == (
        actor(TALKS, "Karin Holm").role,
        actor(TALKS, "Karin Holm").role_cite,
    )
    assert names_of(found, "Karin Holm") == ["Karin Holm", "K. Holm"]
    assert [q.speaker.name for q in found.quotations[:2] if q.speaker] == ["Karin Holm"] * 2
    assert [q.speaker.as_written for q in found.quotations[:2] if q.speaker] == ["K. Holm"] * 2


def test_one_form_alone_gets_the_full_name() -> None:
    alone = analysis("“The road is open,” said K. Holm on Monday.", "Foreign Minister K. Holm then left for Vienna.")
    found = applied(alone, HOLM)
    check(found)
    holm = actor(found, "Karin Holm")
    assert "K. Holm" in holm.aliases
    assert holm.role == "Foreign Minister"
    assert names_of(found, "Karin Holm") == ["K. Holm", "K. Holm"]


def test_the_most_named_comes_first_after_a_merger_and_unnamed_sources_last() -> None:
    desk = Desk(same_as={"Karin Holm": ("K. Holm",), "Peter Lund": ("United Nations",)})
    found = applied(TALKS, desk)
    counts = [one.mentions for one in found.actors if not one.unnamed]
    assert counts == sorted(counts, reverse=True)
    assert [one.unnamed for one in found.actors] == sorted(one.unnamed for one in found.actors)
    check(found)


def test_forms_of_two_kinds_are_joined_under_the_kind_of_the_full_name() -> None:
    """What kind a run of capitals is was guessed by its shape; that two of them are one the office knows."""
    article = TALKS.article
    actors = (Actor("Holm-Berg Group", "organisation", mentions=5), Actor("Karin Holm", "person", mentions=1))
    names = (Name(0, 3, "organisation", 0), Name(5, 8, "person", 1))
    found = applied(Analysis(article, names=names, actors=actors), Desk(same_as={"Karin Holm": ("Holm-Berg Group",)}))
    assert [(one.name, one.kind, one.mentions) for one in found.actors] == [("Karin Holm", "person", 6)]
    assert [(name.actor, name.kind) for name in found.names] == [(0, "person"), (0, "person")]


def test_the_preferred_name_is_the_actors_and_the_articles_form_an_alias() -> None:
    found = applied(TALKS, Desk(preferred={"Jan Weber": "Johannes Weber", "Myanmar": "Burma"}))
    check(found)
    weber = actor(found, "Johannes Weber")
    assert weber.aliases[0] == "Jan Weber"
    assert weber.statements == actor(TALKS, "Jan Weber").statements != ()
    assert {q.speaker.name for q in found.quotations if q.speaker and q.speaker.as_written == "Weber"} == {
        "Johannes Weber"
    }
    assert names_of(found, "Burma") == ["Myanmar", "Myanmar"]
    assert (found.article, found.sentences, found.words) == (TALKS.article, TALKS.sentences, TALKS.words)


def test_a_preferred_name_that_another_actor_bears_makes_them_one() -> None:
    found = applied(TALKS, Desk(preferred={"K. Holm": "Karin Holm"}))
    check(found)
    assert actor(found, "Karin Holm").mentions == 2


def test_no_actor() -> None:
    found = applied(TALKS, Desk(not_actor=("Peter Lund", "Jan Weber")))
    assert not {"Peter Lund", "Jan Weber"} & {one.name for one in found.actors}
    gone = [
        new for old, new in zip(TALKS.names, found.names, strict=True) if (old.actor is None) != (new.actor is None)
    ]
    assert [found.article.text[name.start : name.end] for name in gone] == ["Jan Weber", "Peter Lund", "Weber", "Weber"]
    assert names_of(found, "Karin Holm") == ["Karin Holm"]
    assert found.quotations == TALKS.quotations, "who spoke stands in the article"


def test_a_role_of_the_office_has_no_place_in_the_article() -> None:
    roles = {"Jan Weber": "Foreign Minister of Sudmark", "Karin Holm": "Minister of Trade"}
    found = applied(TALKS, Desk(roles=roles))
    weber, holm = actor(found, "Jan Weber"), actor(found, "Karin Holm")
    assert (weber.role, weber.role_cite) == ("Foreign Minister of Sudmark", None)
    assert holm == actor(TALKS, "Karin Holm"), "what the article says stands"


@pytest.mark.parametrize("word", ["Karin Holm", "holm", "KARIN", "United Nations", "senior official"])
def test_the_watched_are_marked(word: str) -> None:
    found = applied(TALKS, Desk(watch=(word,)))
    marked = [one.name for one in found.actors if one.watched]
    assert marked
    assert all(word.casefold() in name.casefold() for name in marked)
    assert [replace(one, watched=False) for one in found.actors] == list(TALKS.actors)


def test_a_watched_word_is_a_whole_word() -> None:
    assert not any(one.watched for one in applied(TALKS, Desk(watch=("Kari", "Nation", "(", "web"))).actors)


def test_a_form_that_the_article_gives_to_somebody_else_stays_theirs() -> None:
    klaus = analysis(
        "Norland envoy Klaus Holm spoke on Monday. Holm said that the road was open.",
        "“It is done,” Holm told reporters in Geneva.",
    )
    named = Analysis(klaus.article, actors=(Actor("Klaus Holm", "person", aliases=("K. Holm", "Holm"), mentions=3),))
    assert applied(named, HOLM) == named
    assert applied(klaus, Desk(same_as={"Karin Holm": ("Holm",)}, not_actor=("Holm",))) == klaus


def test_a_described_source_is_nobody_the_office_can_name() -> None:
    desk = Desk(
        same_as={"Karin Holm": ("A senior official",)}, roles={"A senior official": "spy"}, not_actor=("Jan Weber",)
    )
    found = applied(TALKS, desk)
    assert actor(found, "A senior official") == actor(TALKS, "A senior official")
    assert found.quotations[-1] == TALKS.quotations[-1]


def test_a_speaker_that_is_no_actor_gets_the_offices_name() -> None:
    said = Quotation("yes", "mixed", Cite(0, 0, 3, 1, 1), Speaker("Norland Radio", "Norland Radio", "x", medium=True))
    found = applied(Analysis(TALKS.article, quotations=(said,)), Desk(preferred={"Norland Radio": "Radio Norland"}))
    assert found.quotations[0].speaker is not None
    assert (found.quotations[0].speaker.name, found.quotations[0].speaker.as_written) == (
        "Radio Norland",
        "Norland Radio",
    )


def test_what_a_name_is_known_to_be() -> None:
    assert [kind_of(name) for name in ("Japan", "Tokyo", "United Nations", "Karin Holm")] == [
        "country",
        "country",
        "organisation",
        None,
    ]


# ------------------------------------------------------------------ laws

FORMS = ("Karin Holm", "K. Holm", "Holm", "Jan Weber", "Weber", "Sudmark", "Norland", "Lund Trust", "a source")
names = st.sampled_from(FORMS)
aliases = st.sampled_from(["Holm", "Weber", "H. C. Lund"])
kinds = st.sampled_from(["person", "organisation", "country"])


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    """Analyses of any actors; each is named once and speaks once, or not."""
    keys = draw(st.lists(st.tuples(names, kinds), unique=True, max_size=6))
    actors, said, found = [], [], []
    for at, (name, kind) in enumerate(keys):
        unnamed = name == "a source"
        others = tuple(form for form in draw(st.lists(aliases, max_size=2, unique=True)) if form != name)
        spoken = draw(st.booleans()) and name not in {key for key, _ in keys[:at]}
        if spoken:
            speaker = Speaker(name, "she", "pronoun", unnamed=unnamed)
            said.append(Quotation("yes", "mixed", Cite(0, at, at + 1, 1, 1), speaker))
        role = draw(st.sampled_from([None, "envoy"]))
        cite = Cite(0, at, at + 1, 1, 1) if role else None
        found.append(Name(at, at + 1, kind, at))
        statements = (len(said) - 1,) if spoken else ()
        actors.append(
            Actor(name, kind, role, None, others, at + 1, statements, role_cite=cite, unnamed=unnamed)  # type: ignore[arg-type]
        )
    found.append(Name(50, 51, "place"))
    return Analysis(Article("x", "x", "", "x" * 60), names=tuple(found), actors=tuple(actors), quotations=tuple(said))


desks = st.builds(
    Desk,
    same_as=st.sampled_from([{}, {"Karin Holm": ("K. Holm", "Holm")}, {"Sudmark": ("Norland",)}]),
    preferred=st.sampled_from([{}, {"Jan Weber": "Johannes Weber"}, {"Karin Holm": "K. H.", "Sudmark": "S."}]),
    roles=st.dictionaries(names, st.just("judge"), max_size=2),
    not_actor=st.sampled_from([(), ("Lund Trust",), ("Lund Trust", "Weber")]),
    watch=st.sampled_from([(), ("holm",), ("trust", "s")]),
)


@given(analyses())
def test_an_office_that_knows_nothing_changes_nothing(found: Analysis) -> None:
    assert applied(found, Desk()) == found
    assert applied(found, Desk(same_as={"Nemo": ("N.",)}, preferred={"Outis": "O."}, watch=("zzz",))) == found


@given(analyses(), desks)
def test_nothing_is_lost_and_everything_points_somewhere(found: Analysis, desk: Desk) -> None:
    new = applied(found, desk)
    dropped = sum(old.actor is not None and now.actor is None for old, now in zip(found.names, new.names, strict=True))
    lost = sum(
        found.actors[old.actor].mentions
        for old, now in zip(found.names, new.names, strict=True)
        if old.actor is not None and now.actor is None
    )
    assert sum(one.mentions for one in new.actors) + lost == sum(one.mentions for one in found.actors)
    assert dropped == 0 or desk.not_actor
    assert [(name.start, name.end) for name in new.names] == [(name.start, name.end) for name in found.names]
    assert len(new.quotations) == len(found.quotations)
    for name in new.names:
        assert name.actor is None or new.actors[name.actor].kind == name.kind
    spoken = {at for one in new.actors for at in one.statements}
    assert spoken <= set(range(len(new.quotations)))
    for one in new.actors:
        assert one.name not in one.aliases
        assert one.role_cite is None or one.role == "envoy"


@given(analyses(), desks)
def test_to_apply_it_twice_is_to_apply_it_once(found: Analysis, desk: Desk) -> None:
    # Forms of one name as a person and as a body are joined under one kind, and what is a sure form hangs on the kind.
    for forms in ({"Karin Holm", "K. Holm", "Holm"}, {"Sudmark", "Norland"}, {"Jan Weber", "Weber"}):
        assume(len({one.kind for one in found.actors if one.name in forms}) < 2)
    once = applied(found, desk)
    assert applied(once, desk) == once
