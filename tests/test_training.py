"""The shipped weights are those that training makes: the same bytes each time, of the corpora that are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.corpora import Document
from briefgen.language.lexicon import lexicon
from briefgen.language.weights import Model
from training import models
from training.__main__ import INPUTS, NAMES, OUTPUTS, POLITICS, ROOT, TAGS, WEIGHTS, digest_of, made
from training.drafting import ARTICLES, EVENTS, SUMMARIES

DRAFTING = ROOT / "briefgen/drafting/data/en/weights"
SENTENCES = (
    (("Karin", "B-PER"), ("Holm", "I-PER"), ("left", "O"), ("Geneva", "B-LOC"), (".", "O")),
    (("The", "O"), ("Red", "B-ORG"), ("Cross", "I-ORG"), ("was", "O"), ("in", "O"), ("Aldorf", "B-LOC"), (".", "O")),
)


def _sums(path: Path) -> dict[str, str]:
    return {name: digest for digest, name in (line.split() for line in path.read_text("utf-8").splitlines())}


def test_the_shipped_files_are_those_training_made() -> None:
    named = _sums(OUTPUTS)
    assert {path.relative_to(ROOT).as_posix() for path in made()} == set(named)
    for name, digest in named.items():
        assert digest_of(ROOT / name) == digest, name


@pytest.mark.parametrize("folder", [WEIGHTS, DRAFTING])
def test_every_weights_folder_says_whence_it_comes(folder: Path) -> None:
    beside = {path.name for path in folder.iterdir()} - {path.name for path in made()}
    assert beside == {"LICENSE", "ATTRIBUTION.md", "MODEL-CARD.md"}


def test_the_weights_are_small() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 5_000_000


def test_every_corpus_is_named_with_its_digest(shared: Path) -> None:
    named = _sums(INPUTS)
    assert set(named) == {*TAGS, *NAMES, POLITICS, ARTICLES, SUMMARIES, EVENTS}
    for name, digest in named.items():
        assert digest_of(shared / "data" / name) == digest, name


def test_training_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    documents = [Document("given", SENTENCES)] * 5
    tagger = Model(WEIGHTS / "tags.crf")
    for name in ("one", "two"):
        rows = models.flat(models.name_rows(documents, tagger, lexicon("en")))
        models.fit(rows, tmp_path / name, models.NAMES)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert Model(tmp_path / "one")(rows[0][0]) == [label for _, label in SENTENCES[0]]


def test_tags_are_learnt_from_the_tokens_alone(tmp_path: Path) -> None:
    sentence = (("Holm", "NNP"), ("left", "VBD"), (".", "."))
    rows = list(models.tag_rows([Document("given", (sentence,))] * 3))
    models.fit(rows, tmp_path / "tags", {**models.TAGS, "c1": 0.0})
    assert Model(tmp_path / "tags")(rows[0][0]) == ["NNP", "VBD", "."]


def test_name_lists_are_sorted_and_in_latin_letters() -> None:
    lists = pytest.importorskip("training.lists", reason="the packages of the training group are not installed")
    pytest.importorskip("faker", reason="the packages of the training group are not installed")
    for name, entries in lists.people().items():
        assert entries == sorted(set(entries)), name
        assert (WEIGHTS / f"{name}.txt").read_text("utf-8").splitlines() == entries
