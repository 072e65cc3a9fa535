"""Labelled sentences in, a trained model's file out: conditional random fields, L-BFGS, no chance in it.

The same sentences in the same order give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpora import Document
from briefgen.language.features import Features, NameFeatures, TagFeatures, seen
from briefgen.language.lexicon import Lexicon
from briefgen.language.weights import Model

Row = tuple[list[Features], list[str]]

# Chosen by five folds over GUM news and interviews, and on GUM's development part; see the model card.
TAGS = {"c1": 0.8, "c2": 0.01, "max_iterations": 120}
NAMES = {"c1": 0.13, "c2": 0.05, "max_iterations": 120, "feature.possible_transitions": True}


def fit(rows: Iterable[Row], path: Path, settings: dict[str, Any]) -> None:
    """Trains on the rows and writes the model."""
    from pycrfsuite import Trainer

    trainer = Trainer(algorithm="lbfgs", verbose=False)
    for features, labels in rows:
        trainer.append(features, labels)
    trainer.set_params(settings)
    trainer.train(str(path))


def tag_rows(documents: Iterable[Document]) -> Iterable[Row]:
    """The rows of documents whose labels are parts of speech."""
    features = TagFeatures()
    for document in documents:
        for sentence in document.sentences:
            yield features([token for token, _ in sentence]), [label for _, label in sentence]


def name_rows(documents: Iterable[Document], tagger: Model, lexis: Lexicon) -> list[list[Row]]:
    """For each document the rows of its sentences; the tags are those the shipped tagger gives, right or wrong."""
    tag_features, features = TagFeatures(), NameFeatures(lexis)
    found = []
    for document in documents:
        sentences = [[token for token, _ in sentence] for sentence in document.sentences]
        article = seen(sentences)
        rows = [
            (features(pieces, tagger(tag_features(pieces)), article), [label for _, label in sentence])
            for pieces, sentence in zip(sentences, document.sentences, strict=True)
        ]
        found.append(rows)
    return found


def flat(documents: Sequence[list[Row]]) -> list[Row]:
    """The rows of all documents."""
    return [row for document in documents for row in document]
