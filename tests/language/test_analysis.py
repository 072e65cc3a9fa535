"""The analysis as a whole: whatever the text, every offset is right, and two runs say the same."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen import read
from briefgen.language import analyse
from briefgen.language.boilerplate import body
from tests.language.given import article

EXAMPLES = Path(__file__).parents[2] / "examples"

# Pieces of news text, and the characters that break naive programs.
WORDS = [
    "President Ana Ruiz",
    "Ruiz",
    "said",
    "“",
    "”",
    '"',
    "he",
    "Mr.",
    "U.S.",
    "on Friday",
    "al-Tahan",
    "the minister",
    ",",
    ".",
    " ",
    "\r\n",
    "\xa0",
    "\xad",
    "é",
    "é",
    "𝔸",
    "\u202e",
    "according to",
    "unless",
    "5",
    "(",
    ")",
    "—",
    "The World Bank",
    "'s",
    "’s",
    "?",
    "…",
    "May",
    "Ministry of",
    "and",
    "of",
    "-",
    "it's",
    "It",
    "she told",
    "who",
    "quoted",
    "was quoted as saying",
    "a spokesman for",
    "Karin Holm",
    "Holm & Co",
    "Hurricane Brenda",
    "the defense ministry",
    "Norway's army",
    "(ORB)",
    "Orun Relief Board",
    "US-led",
    "‘",
    "’",
    "``",
    "''",
    "two days ago",
    "President of",
    "Jr.",
    "and said",
    "the official",
]
ANYTHING = st.text(st.characters(codec="utf-8"), max_size=12)
PIECES = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), ANYTHING), max_size=40)


@given(st.lists(PIECES, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_offset_is_right(pieces: list[list[str]]) -> None:
    paragraphs = [text for one in pieces if (text := " ".join(one).strip())]
    if not paragraphs:
        return
    source = article(*paragraphs, published="2025-07-09")
    found = analyse(source)
    text = source.text
    for one, two in zip(found.sentences, found.sentences[1:], strict=False):
        assert one.start < one.end <= two.start
    inside = {at for sentence in found.sentences for at in range(sentence.start, sentence.end)}
    for block in body(source).paragraphs:
        assert all(at in inside for at in range(block.start, block.end) if not text[at].isspace())
    for quotation in found.quotations:
        assert quotation.text == text[quotation.cite.start : quotation.cite.end]
    for actor in found.actors:
        assert actor.role_cite is None or text[actor.role_cite.start : actor.role_cite.end] == actor.role
    for thing in (*found.words, *found.names, *found.times):
        assert 0 <= thing.start < thing.end <= len(text)


PROGRAM = """
import sys
from briefgen import analyse, read
print([analyse(article) for article in read(*sys.argv[1:], published="2026-06-20")])
"""


def test_two_processes_with_other_hash_seeds_say_the_same() -> None:
    said = []
    for seed in ("0", "4711"):
        command = [sys.executable, "-c", PROGRAM, str(EXAMPLES / "vote.txt"), str(EXAMPLES / "flood-aid.txt")]
        run = subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": seed}, text=True)
        said.append(run.stdout)
    assert said[0] == said[1]
    assert len(said[0]) > 10_000


def test_an_article_costs_little() -> None:
    """Median CPU of a 650-word article, warm; measured 26 ms, the bound leaves room for a slow machine."""
    articles = read(*(str(path) for path in sorted(EXAMPLES.glob("*.txt"))))
    costs = []
    for one in (*articles, *articles):
        start = time.process_time()
        analyse(one)
        costs.append(time.process_time() - start)
    assert median(costs) < 0.12
