"""Named features and labels in, the weights file of a linear model out: logistic regression, no chance in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from briefgen.drafting.weights import Weights

Seen = tuple[AbstractSet[str], Mapping[str, float]]
"""What is seen of one thing: features that hold, and features with a value."""


def fit(
    seen: Sequence[Seen], labels: Sequence[str], classes: Sequence[str], *, cost: float, least: int, cut: float
) -> Weights:
    """Trains on what is seen; `least`: in how many a feature must stand; `cut`: weights nearer to 0 are dropped.

    Of two classes the second is the one whose weights are kept.
    """
    from sklearn.linear_model import LogisticRegression

    counts: Counter[str] = Counter()
    for names, values in seen:
        counts.update(names)
        counts.update(values)
    columns = {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count >= least))}
    known = LogisticRegression(C=cost, max_iter=500).fit(_matrix(seen, columns), [classes.index(one) for one in labels])
    slopes, base = known.coef_, known.intercept_
    if len(classes) > 2:
        slopes, base = slopes - slopes.mean(0), base - base.mean()
    rows = {"always": _rounded(base)}
    rows |= {name: _rounded(slopes[:, at]) for name, at in columns.items() if abs(slopes[:, at]).max() >= cut}
    return Weights(tuple(classes) if len(classes) > 2 else (classes[1],), rows)


def _rounded(weights: Any) -> tuple[float, ...]:
    return tuple(round(float(weight), 2) + 0.0 for weight in weights)


def _matrix(seen: Sequence[Seen], columns: Mapping[str, int]) -> Any:
    from scipy.sparse import csr_matrix

    ends, places, cells = [0], [], []
    for names, values in seen:
        row = {columns[name]: 1.0 for name in sorted(names) if name in columns}
        row |= {columns[name]: value for name, value in values.items() if name in columns}
        places += row.keys()
        cells += row.values()
        ends.append(len(places))
    return csr_matrix((cells, places, ends), shape=(len(seen), len(columns)))


def write(model: Weights, path: Path) -> None:
    """Writes the file that `briefgen.drafting.weights` reads; the row "always" first, then by name."""
    names = sorted(model.rows, key=lambda name: (name != "always", name))
    lines = [("feature", *model.classes), *((name, *(f"{weight:g}" for weight in model.rows[name])) for name in names)]
    path.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
