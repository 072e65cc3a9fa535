"""Counts a document in; precision, recall and F1 with intervals out.

Intervals are 95 % percentile bootstraps over documents: a document's sentences share their faults, so documents are
what is drawn. The draws are seeded, so that the same counts give the same interval.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Counts:
    """Right, given by the program, asked by the corpus."""

    right: int = 0
    given: int = 0
    asked: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.given + other.given, self.asked + other.asked)

    @property
    def precision(self) -> float:
        """Of what the program gives, the right share, in per cent; 0 where nothing is given."""
        return 100 * self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Of what is asked, the share found, in per cent."""
        return 100 * self.right / self.asked if self.asked else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both, in per cent."""
        both = self.given + self.asked
        return 200 * self.right / both if both else 0.0


def total(counts: Sequence[Counts]) -> Counts:
    """The sum of all documents."""
    return sum(counts, Counts())


def interval(counts: Sequence[Counts], figure: Callable[[Counts], float]) -> tuple[float, float]:
    """(lower, upper) end of the 95 % interval of a figure over documents."""
    if not counts:
        return 0.0, 0.0
    draw = random.Random(1)
    figures = sorted(figure(total(draw.choices(counts, k=len(counts)))) for _ in range(DRAWS))
    return figures[int(0.025 * DRAWS)], figures[int(0.975 * DRAWS) - 1]


def line(name: str, counts: Sequence[Counts]) -> str:
    """ "person  P 81.2  R 79.9  F1 80.5 [77.1, 83.6]  of 504"."""
    whole = total(counts)
    low, high = interval(counts, lambda c: c.f1)
    return (
        f"{name:<24} P {whole.precision:5.1f}  R {whole.recall:5.1f}  F1 {whole.f1:5.1f} [{low:.1f}, {high:.1f}]"
        f"  {whole.right} right, {whole.given} given, {whole.asked} asked"
    )


def share(name: str, counts: Sequence[Counts], *, of: str = "asked") -> str:
    """One share with its interval: `of` "asked" is recall, "given" precision."""
    whole = total(counts)
    figure: Callable[[Counts], float] = (lambda c: c.recall) if of == "asked" else (lambda c: c.precision)
    low, high = interval(counts, figure)
    return f"{name:<44} {figure(whole):5.1f} % [{low:.1f}, {high:.1f}]  {whole.right} of {getattr(whole, of)}"
