"""The small parts of language: pieces, quotation marks, rules over the article, acronyms, memory."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.language.documents import settled
from briefgen.language.features import TagFeatures, seen, shape
from briefgen.language.lexicon import lexicon
from briefgen.language.pieces import pieces
from briefgen.language.quoted import quoted
from briefgen.language.weights import spans, weights
from briefgen.language.words import bounds
from tests.language.given import analysis

WORDS = lexicon("en")
TEXT = st.text(alphabet="aBc .,'’-‐“”\"«»‘`\u00ad0é\n", max_size=60)


def cut(text: str) -> list[str]:
    found = bounds(text, 0, len(text))
    return [piece.text for piece in pieces(text, found, 0, len(found), WORDS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia's troops", ["Russia", "'s", "troops"]),
        ("They didn’t go", ["They", "did", "n't", "go"]),
        ("al-Sisi’s aide", ["al", "-", "Sisi", "'s", "aide"]),
        ("Mr. Holm left.", ["Mr.", "Holm", "left", "."]),
        ("John F. Holm", ["John", "F.", "Holm"]),
        ("the U.S. and G7", ["the", "U.S.", "and", "G7"]),
        ("“No,” he said", ['"', "No", ",", '"', "he", "said"]),
        ("3,000 at 5.2%", ["3,000", "at", "5.2", "%"]),
        ("we'll see", ["we", "'ll", "see"]),
    ],
)
def test_pieces(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@given(TEXT)
def test_pieces_cover_every_word_once(text: str) -> None:
    found = bounds(text, 0, len(text))
    row = pieces(text, found, 0, len(found), WORDS)
    assert all(a.end <= b.start for a, b in pairwise(row))
    covered = "".join(text[piece.start : piece.end] for piece in row)
    assert covered == "".join(text[start:end] for start, end in found)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Rubio", "Xx"), ("NATO", "XX"), ("G7", "Xd"), ("2,000", "d,d"), ("McKay", "XxXx"), ("été", "x")],
)
def test_shape(word: str, expected: str) -> None:
    assert shape(word) == expected


def test_every_piece_has_its_features() -> None:
    rows = TagFeatures()(["Holm", "left", "."])
    assert len(rows) == 3
    assert "w=holm" in rows[0]
    assert "first" in rows[0]
    assert "last" in rows[2]
    assert "-ww=holm|left" in rows[1]
    assert TagFeatures()([]) == []


def test_tags_are_penn_tags() -> None:
    assert weights("en").tags(["The", "minister", "left", "Geneva", "."]) == ["DT", "NN", "VBD", "NNP", "."]
    found = analysis("The ministers didn't go.")
    assert [word.tag for word in found.words] == ["DT", "NNS", "VBD", "VB", "."]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["B-PER", "I-PER", "O"], [(0, 2, "PER")]),
        (["B-PER", "B-PER"], [(0, 1, "PER"), (1, 2, "PER")]),
        (["I-ORG", "I-LOC"], [(0, 1, "ORG"), (1, 2, "LOC")]),
        (["O", "O"], []),
    ],
)
def test_spans(labels: list[str], expected: list[tuple[int, int, str]]) -> None:
    assert spans(labels) == expected


# --------------------------------------------------------------- rules over the article

HOLM = ["Karin", "Holm", "left", "."]


def names(sentences: list[list[str]], found: list[list[tuple[int, int, str]]]) -> list[list[str]]:
    return [
        [f"{' '.join(row[a:b])}/{kind}" for a, b, kind in own]
        for row, own in zip(sentences, settled(sentences, found, WORDS), strict=True)
    ]


def test_a_surname_follows_its_whole_name() -> None:
    later = ["On", "Friday", "Holm", "spoke", "."]
    assert names([HOLM, later], [[(0, 2, "PER")], []]) == [["Karin Holm/PER"], ["Holm/PER"]]
    assert names([HOLM, later], [[(0, 2, "PER")], [(2, 3, "LOC")]])[1] == ["Holm/PER"]


def test_an_acronym_is_of_the_kind_of_its_name() -> None:
    first = ["The", "Orun", "Relief", "Board", "(", "ORB", ")", "met", "."]
    later = ["Later", "ORB", "voted", "."]
    assert names([first, later], [[(1, 4, "ORG")], [(1, 2, "LOC")]])[1] == ["ORB/ORG"]


def test_one_name_has_one_kind() -> None:
    rows = [["He", "left", "Aldorf", "."]] * 3
    found = [[(2, 3, "LOC")], [(2, 3, "LOC")], [(2, 3, "ORG")]]
    assert names(rows, found) == [["Aldorf/LOC"]] * 3


def test_listed_names_win_over_the_model() -> None:
    assert names([["The", "World", "Bank", "lent", "."]], [[(1, 3, "PER")]]) == [["World Bank/ORG"]]
    assert names([["It", "left", "Norway", "."]], [[]]) == [["Norway/LOC"]]


def test_edges_are_clean() -> None:
    row = ["said", "Mr.", "Karin", "Holm", "'s", "aide"]
    assert names([row], [[(1, 5, "PER")]]) == [["Karin Holm/PER"]]
    assert names([["The", "Orun", "Board", "met"]], [[(0, 3, "ORG")]]) == [["Orun Board/ORG"]]


def test_a_team_is_no_state() -> None:
    match = ["The", "goal", "came", "before", "half-time", ",", "the", "striker", "scored", "for", "Norway", "."]
    away = ["The", "match", "in", "Norway", "had", "no", "penalty", "."]
    assert names([match, away], [[], []]) == [["Norway/ORG"], ["Norway/LOC"]]


def test_a_capital_that_speaks_is_no_person() -> None:
    said = ["Washington", "said", "it", "would", "act", "."]
    seen = [(0, 1, "PER")]
    assert names([said], [seen]) == [["Washington/LOC"]]
    titled = ["Mr.", "Washington", "left", "."]
    assert names([said, titled], [seen, [(1, 2, "PER")]]) == [["Washington/PER"]] * 2
    whole = ["Denzel", "Washington", "left", "."]
    assert names([said, whole], [seen, [(0, 2, "PER")]]) == [["Washington/PER"], ["Denzel Washington/PER"]]


PIECE = st.sampled_from(["Karin", "Holm", "the", "World", "Bank", "said", "(", ")", "'s", "of", "&", "Co"])
SPAN = st.tuples(st.integers(0, 3), st.integers(0, 7), st.integers(1, 3), st.sampled_from(["PER", "ORG", "LOC"]))


@given(st.lists(st.lists(PIECE, min_size=1, max_size=8), min_size=1, max_size=4), st.lists(SPAN))
def test_names_never_overlap(sentences: list[list[str]], drawn: list[tuple[int, int, int, str]]) -> None:
    found: list[list[tuple[int, int, str]]] = [[] for _ in sentences]
    for at, first, length, kind in drawn:
        fits = at < len(sentences) and first + length <= len(sentences[at])
        if fits and all(first >= b or first + length <= a for a, b, _ in found[at]):
            found[at].append((first, first + length, kind))
    for row, own in zip(sentences, settled(sentences, [sorted(f) for f in found], WORDS), strict=True):
        assert all(0 <= a < b <= len(row) for a, b, _ in own)
        assert all(one[1] <= two[0] for one, two in pairwise(own))


def test_what_an_article_writes_in_both_ways_is_told() -> None:
    article = seen([["Free", "trade", "Free", "Holm"], ["free", "."]])
    assert "free" in article.lower
    assert article.inside == {"Free", "Holm"}


# ------------------------------------------------------------------- quotation marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One,” he said. “Two.”", ["One,", "Two."]),
        ('"One," he said.', ["One,"]),
        ("``One,'' he said.", ["One,"]),
        ("''One,'' he said, ''two.''", ["One,", "two."]),
        ("«One», he said.", ["One"]),
        ("‘We won’t go,’ he said.", ["We won’t go,"]),
        ("‘A “bad” deal,’ he said.", ["A “bad” deal,"]),
        ("a ‘very bad’ deal", ["very bad"]),
        ("the Kurds’ fight", []),
        ("“One and on", ["One and on"]),
        ("“One ‘two’ three”", ["One ‘two’ three"]),
        ("””", []),
        ('It read "ALLH, he said, which means "for all". "So it is," he said.', ["for all", "So it is,"]),
        ('"One is over. "Two goes on," he said. It "never" ended.', ["One is over.", "Two goes on,", "never"]),
        ('"A "blind step" is none," he said. "Two."', ['A "blind step" is none,', "Two."]),
        ('He left," she said. "Two."', ["Two."]),
        ('("One")—"two"', ["One", "two"]),
    ],
)
def test_quoted(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in quoted(text, 0, len(text))] == expected


def test_an_unclosed_quotation_says_so() -> None:
    (one,) = quoted("“One and on", 0, 11)
    assert not one.closed


@given(TEXT)
def test_quotations_are_ordered_and_inside(text: str) -> None:
    found = quoted(text, 0, len(text))
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end < b.start for a, b in pairwise(found))
