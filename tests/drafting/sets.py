"""The sets of tests/corpus/sets: invented stories as several outlets tell them, and what an officer finds in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from briefgen.config import Config
from briefgen.drafting import Event
from briefgen.model import Brief
from briefgen.pipeline import Pipeline
from briefgen.pipeline.reading import Found

SETS = Path(__file__).resolve().parent.parent / "corpus/sets"
UNSEEN = SETS.parent / "unseen"
LATER = tuple(sorted(path.parent.name for path in UNSEEN.glob("*/expected.yaml")))
"""Sets that the rules were not made on."""
NAMES = tuple(sorted(path.parent.name for path in SETS.glob("*/expected.yaml")))


@dataclass(frozen=True, slots=True)
class Set:
    """A set as it is read, its stories, and what is expected of it."""

    found: Found
    events: tuple[Event, ...]
    expected: dict[str, Any]


@cache
def the_set(name: str) -> Set:
    """One of the sets."""
    pipeline = Pipeline(Config(), date="2026-12-01")
    folder = (SETS if name in NAMES else UNSEEN) / name
    found = pipeline.read([str(path) for path in sorted(folder.glob("*.txt"))])
    events = pipeline.events(pipeline._analyses(found), found.not_analysed)
    expected = yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))
    return Set(found, events, expected)


@cache
def all_sets() -> tuple[Pipeline, Found]:
    """All sets in one inbox."""
    pipeline = Pipeline(Config(), date="2026-12-01")
    return pipeline, pipeline.read([str(path) for path in sorted(SETS.glob("*/*.txt"))])


@cache
def brief_of(name: str) -> Brief:
    """The memo of a set."""
    pipeline = Pipeline(Config(), date="2026-12-01")
    own = the_set(name).found
    return pipeline.draft(pipeline._analyses(own), own)
