"""What is known of a unit in, how likely it leaves something open out, 0 to 1.

A linear model made by `training` from 119 labelled articles; its weights stand in `data/en/weights/open.tsv`.
"""

from __future__ import annotations

from collections.abc import Mapping, Set as AbstractSet

from briefgen.drafting.weights import share, weights


def openness(names: AbstractSet[str], values: Mapping[str, float], language: str) -> float:
    """What the model finds in a unit's evidence."""
    return share(weights(language, "open").scores(names, values)[0])
