"""plain.yaml in, the rules of the plain text reader out, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Rules:
    """What plain.yaml says; `labels` maps a label in small letters to the article's field."""

    byline: re.Pattern[str]
    particles: frozenset[str]
    labels: dict[str, str]
    months: tuple[str, ...]
    item: re.Pattern[str]
    heading_characters: int
    heading_words: int
    question_words: int
    title_characters: int
    wrap_least: int
    wrap_most: int
    wrap_share: float
    not_prose: frozenset[str]


@cache
def rules() -> Rules:
    """The shipped rules."""
    import yaml

    raw = yaml.safe_load(resources.files("briefgen.readers").joinpath("plain.yaml").read_text(encoding="utf-8"))
    heading, wrap = raw["heading"], raw["wrap"]
    return Rules(
        # A sentence ("By the time they arrived, ...") is told by its small letters or its full stop.
        byline=re.compile(rf"(?i:{'|'.join(raw['byline'])})[^\S\n]+(?P<name>[^\n]{{1,118}}?[^\s.!?;:…])"),
        particles=frozenset(raw["particles"]),
        labels={label.casefold(): field for field, labels in raw["labels"].items() for label in labels},
        months=tuple(month.casefold() for month in raw["months"]),
        item=re.compile(rf"(?:[{re.escape(raw['bullets'])}]|\d{{1,2}}[.)]|\([a-z0-9]{{1,3}}\))[^\S\n]+\S"),
        heading_characters=heading["characters"],
        heading_words=heading["words"],
        question_words=heading["question_words"],
        title_characters=raw["title"]["characters"],
        wrap_least=wrap["least"],
        wrap_most=wrap["most"],
        wrap_share=wrap["share"],
        not_prose=frozenset(raw["not_prose"]),
    )
