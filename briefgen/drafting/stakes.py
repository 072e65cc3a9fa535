"""What is known of a unit in, what it says is at stake out: how likely, and of which type.

Two linear models made by `training` from 119 labelled articles; their weights stand in `data/en/weights/stakes.tsv` and
`stake-types.tsv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import ClassVar

from briefgen.drafting.evidence import Judged, about, alone
from briefgen.drafting.weights import share, shares, weights

_SECOND = 0.25  # share of a second type that is named beside the first


@dataclass(frozen=True, slots=True)
class Stake(Judged):
    """How likely a unit tells what is at stake; its types, the likelier first."""

    model: ClassVar[str] = "stakes"
    types: tuple[str, ...]


def stake(names: AbstractSet[str], values: Mapping[str, float], language: str) -> Stake:
    """What the models find in a unit's evidence."""
    model, kinds = weights(language, "stakes"), weights(language, "stake-types")
    own = alone(names)
    types = sorted(zip(shares(kinds.scores(about(own))), kinds.classes, strict=True), reverse=True)
    named = (types[0][1], *(name for value, name in types[1:2] if value >= _SECOND))
    return Stake(share(model.scores(own, values)[0]), own, language, named)
