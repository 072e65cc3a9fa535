"""What is known of a unit in, what the models of stakes and open points weigh out."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from math import log
from typing import ClassVar

from briefgen.drafting.questions import Gap
from briefgen.drafting.weights import weights

_REASONS = 4
_LEAST = 0.001
_NEIGHBOURS = ("before", "behind")


@dataclass(frozen=True, slots=True)
class Judged:
    """What a model of two classes found: how likely, 0 to 1, by which features. A kind of finding names its `model`."""

    model: ClassVar[str]
    share: float
    features: AbstractSet[str]
    language: str

    @property
    def why(self) -> tuple[str, ...]:
        """The features that say so, strongest first."""
        return weights(self.language, self.model).reasons(self.features, 0, _REASONS)


def evidence(
    features: AbstractSet[str], shares: Mapping[str, float], gap: Gap | None
) -> tuple[set[str], dict[str, float]]:
    """(named features, features with a value): its own, what leaves it open, and how likely it is of each class."""
    names = set(features)
    if gap is not None:
        names |= {"a gap", f"a gap: {gap.kind}"}
    return names, {f"share of {name}": log(share + _LEAST) / 2 for name, share in shares.items()}


def alone(names: AbstractSet[str]) -> set[str]:
    """The features without those of the neighbours, and each two topics together: a stake stands in the unit itself."""
    pairs = {f"{one} and {other.removeprefix('about ')}" for one, other in combinations(sorted(about(names)), 2)}
    return pairs | {name for name in names if not name.startswith(_NEIGHBOURS)}


def about(names: AbstractSet[str]) -> set[str]:
    """The topics among the features."""
    return {name for name in names if name.startswith("about ")}


def worded(names: AbstractSet[str]) -> set[str]:
    """The topics and words among the features, and the gap that a rule found."""
    return {name for name in names if name.startswith(("about ", "word ", "a gap"))}
