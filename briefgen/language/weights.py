"""A language in, its trained models out: conditional random fields that crfsuite reads at once and runs in C."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from briefgen.language.features import Features, NameFeatures, Seen, TagFeatures
from briefgen.language.lexicon import Lexicon, lexicon

Span = tuple[int, int, str]
"""A name in a sentence: first piece, behind the last, "PER", "ORG" or "LOC"."""


class Model:
    """A linear-chain model: labels of a sentence by its pieces' features."""

    def __init__(self, path: Path) -> None:
        # Not at the top: what only reads word lists starts without it.
        from pycrfsuite import Tagger

        self._tagger: Any = Tagger()
        self._data = path.read_bytes()  # crfsuite points into it as long as it tags
        self._tagger.open_inmemory(self._data)

    def __call__(self, rows: list[Features]) -> list[str]:
        """One label a row."""
        return list(self._tagger.tag(rows)) if rows else []


class Weights:
    """Both models of a language with their features."""

    def __init__(self, tags: Model, names: Model, lexis: Lexicon) -> None:
        self._tags, self._names = tags, names
        self._tag_features, self._name_features = TagFeatures(), NameFeatures(lexis)
        self._starters = lexis.starters

    def tags(self, pieces: Sequence[str]) -> list[str]:
        """The Penn part of speech of each piece of a sentence."""
        return self._tags(self._tag_features(pieces))

    def names(self, pieces: Sequence[str], tags: Sequence[str], article: Seen) -> list[Span]:
        """The names of a sentence as the model alone sees them; `documents` mends them over the article."""
        if not any(piece[:1].isupper() and piece not in self._starters for piece in pieces):
            return []  # nothing to find: names have a capital, and "He" or "The" alone is none
        return spans(self._names(self._name_features(pieces, tags, article)))


def spans(labels: Sequence[str]) -> list[Span]:
    """The spans of B-, I- and O labels, in order; an I- that follows no B- of its kind begins one."""
    found: list[Span] = []
    first, kind = 0, ""
    for at, label in enumerate([*labels, "O"]):
        if kind and (label[0] != "I" or label[2:] != kind):
            found.append((first, at, kind))
            kind = ""
        if label[0] == "B" or (label[0] == "I" and not kind):
            first, kind = at, label[2:]
    return found


@cache
def weights(language: str) -> Weights:
    """The shipped weights of a language. Raises FileNotFoundError where it has none."""
    lexis = lexicon(language)
    return Weights(Model(lexis.weights / "tags.crf"), Model(lexis.weights / "names.crf"), lexis)
