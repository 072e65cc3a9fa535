"""What is known of a unit in, what the models of stakes and open points weigh out."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from itertools import combinations
from math import log

from briefgen.drafting.questions import Gap

_LEAST = 0.001
_NEIGHBOURS = ("before", "behind")


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
