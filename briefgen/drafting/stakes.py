"""A unit in, what it says is at stake out: a score and the types, by the weighted expressions of `stakes.yaml`."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.drafting import rules
from briefgen.drafting.sections import Fit
from briefgen.drafting.units import Unit


def stakes(unit: Unit, language: str) -> tuple[float, tuple[str, ...], tuple[str, ...]]:
    """(score above what is enough, types strongest first, the deciding words); a score of 0 or less is no stake."""
    table = rules.stakes(language)
    weights: dict[str, float] = {}
    words: list[str] = []
    for name, expressions in table.types.items():
        for weight, rule in expressions:
            found = rule.search(unit.folded, unit.lowered)
            if found:
                weights[name] = weights.get(name, 0.0) + weight
                words.append(unit.plain[found.start() : found.end()][:40])
    consequence = weights.pop("consequence", 0.0)
    types = sorted((name for name in weights if weights[name] >= table.type), key=lambda name: -weights[name])
    strongest = sum(sorted(weights.values(), reverse=True)[:2])
    if not types or (consequence <= 0 and not {"deadline", "leverage"} & set(types)):
        return 0.0, (), ()
    return strongest + consequence - table.enough, tuple(types[:2]), tuple(words[:4])


@dataclass(frozen=True, slots=True)
class Stake:
    share: float
    types: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    whose: tuple[str, ...] = ()


def stake(unit: Unit, own: set[str], fit: Fit, language: str) -> Stake:
    score, types, words = stakes(unit, language)
    return Stake(min(1.0, 0.4 + 0.2 * score) if score > 0 else 0.0, types, words)
