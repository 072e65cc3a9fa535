"""Sentences in, how much one says of what another says out: shared words, each by how rare it is in news."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import fsum

from briefgen.drafting import rules
from briefgen.drafting.rarity import rarity
from briefgen.model import Analysis

_RAREST = 5.0  # a name seen nowhere else must not outweigh a whole sentence
_SHORTEST = 6  # words; less is a cry, an interjection, a line of a list
_NO_LETTER = re.compile(r"[\W_]+")


@lru_cache(maxsize=1 << 16)
def weight(stem: str, language: str = "en") -> float:
    """What a stem counts in comparing: how rare it is, up to a limit."""
    return min(rarity(stem, language), _RAREST)


def letters(text: str) -> str:
    """A text's letters and digits alone, in small letters: the same in a reprint, whatever its marks and breaks."""
    return _NO_LETTER.sub("", text).casefold()


@dataclass(frozen=True, slots=True)
class Trace:
    """What a sentence is compared by: its letters, its content stems and what they weigh, its runs of three stems."""

    letters: str
    content: frozenset[str]
    heft: float
    runs: frozenset[tuple[str, ...]]

    def within(self, other: Trace) -> float:
        """How much of this sentence the other says too, 0 to 1."""
        return shared(self.content, other.content) / self.heft


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """What the stems weigh that two sets share."""
    return fsum(map(weight, one & other))


def traces(analysis: Analysis, language: str = "en") -> Iterator[Trace]:
    """The traces of an article's sentences that are long enough to tell anything, in order."""
    for sentence in analysis.sentences:
        words = analysis.words[sentence.words[0] : sentence.words[1]]
        stems = [word.stem for word in words if word.stem[:1].isalnum()]
        if len(stems) >= _SHORTEST:
            yield trace(stems, analysis.text_of(sentence), language)


def trace(stems: Sequence[str], text: str, language: str = "en") -> Trace:
    """What words are compared by."""
    content = frozenset(stems) - rules.function_stems(language)
    runs = frozenset((one, two, three) for (one, two), three in zip(pairwise(stems), stems[2:], strict=False))
    return Trace(letters(text), content, fsum(map(weight, content)) or 1.0, runs)
