"""An article's words and sentences in, each word's part of speech and the names with their kinds out.

The models see pieces; what leaves here is by word and by offset, so that nobody else has to know of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.language.documents import settled
from briefgen.language.features import seen
from briefgen.language.lexicon import Lexicon
from briefgen.language.pieces import Piece, pieces
from briefgen.language.weights import Span, weights
from briefgen.language.words import word
from briefgen.model import Sentence, Word


@dataclass(frozen=True, slots=True)
class Found:
    """A name by offsets in the article; `kind` is "PER", "ORG" or "LOC"."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words with their tags, and the names of each sentence, in order."""

    words: tuple[Word, ...]
    names: tuple[tuple[Found, ...], ...]


def recognised(
    text: str, bounds: Sequence[tuple[int, int]], sentences: Sequence[Sentence], lexis: Lexicon
) -> Recognised:
    """Tags the words at all bounds and finds the names of all sentences."""
    model = weights(lexis.language)
    cut = [pieces(text, bounds, *sentence.words, lexis) for sentence in sentences]
    texts = [[piece.text for piece in row] for row in cut]
    tags = [model.tags(row) for row in texts]
    article = seen(texts)
    rough = [model.names(row, own, article) for row, own in zip(texts, tags, strict=True)]
    names = settled(texts, rough, lexis)
    labels = _labels(cut, tags)
    return Recognised(
        tuple(word(text, start, end, labels.get(at, "")) for at, (start, end) in enumerate(bounds)),
        tuple(tuple(_found(row, span) for span in spans) for row, spans in zip(cut, names, strict=True)),
    )


def _found(row: Sequence[Piece], span: Span) -> Found:
    first, end, kind = span
    return Found(row[first].start, row[end - 1].end, kind)


def _labels(cut: Sequence[Sequence[Piece]], tags: Sequence[Sequence[str]]) -> dict[int, str]:
    """The tag of each word: that of its first piece, of a compound's last: "didn't" VBD, "peace-keeper" NN."""
    found: dict[int, str] = {}
    for row, own in zip(cut, tags, strict=True):
        hyphen = -1
        for piece, tag in zip(row, own, strict=True):
            if piece.text == "-":
                hyphen = piece.word
            if piece.word not in found or hyphen == piece.word:
                found[piece.word] = tag
    return found
