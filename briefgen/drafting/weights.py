"""A file of trained weights in, a linear model out: named features, a column for each class.

The files stand in `data/en/weights`, made by `training`; a row is a feature and what it adds to each class.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, fsum

from briefgen.drafting.rules import DATA

Scores = list[float]


@dataclass(frozen=True, slots=True)
class Weights:
    """`classes` names the columns; `rows` holds each feature's weights; the row "always" counts for every unit."""

    classes: tuple[str, ...]
    rows: Mapping[str, tuple[float, ...]]

    def scores(self, features: Iterable[str], values: Mapping[str, float] | None = None) -> Scores:
        """The score of each class; `values` are features with a value of their own.

        Sums are exact, so that the order in which a set is walked makes no difference.
        """
        found = [self.rows[name] for name in features if name in self.rows]
        for name, value in (values or {}).items():
            if name in self.rows:
                found.append(tuple(value * weight for weight in self.rows[name]))
        return [fsum(column) for column in zip(self.rows["always"], *found, strict=True)]

    def score(self, features: Sequence[str]) -> float:
        """The score of the one class of a model that has no other."""
        rows, total = self.rows, self.rows["always"][0]
        for name in features:
            row = rows.get(name)
            if row is not None:
                total += row[0]
        return total

    def reasons(self, features: Iterable[str], column: int, most: int) -> tuple[str, ...]:
        """The features that speak most for a class, against the mean of all classes, strongest first."""
        found = []
        for name in features:
            row = self.rows.get(name)
            if row is not None:
                found.append((row[column] - sum(row) / len(row) if len(row) > 1 else row[column], name))
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        return tuple(name for gain, name in found[:most] if gain > 0)


def shares(scores: Scores) -> Scores:
    """Scores as shares of 1 (softmax)."""
    most = max(scores)
    powers = [exp(score - most) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def share(score: float) -> float:
    """One score as a share of 1 (logistic)."""
    return 1 / (1 + exp(-score)) if score > -30 else 0.0


@cache
def weights(language: str, name: str) -> Weights:
    """The weights of one model."""
    lines = (DATA / language / "weights" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    table = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return Weights(tuple(table[0][1:]), {row[0]: tuple(map(float, row[1:])) for row in table[1:]})
