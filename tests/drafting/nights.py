"""The number of one of the five invented nights in, its brief and what that tells against the night before, out."""

from __future__ import annotations

from functools import cache

from briefgen import drafting
from briefgen.config import Config
from briefgen.model import Article, Brief
from briefgen.pipeline import Pipeline
from tests.conftest import PROJECT

NIGHTS = PROJECT / "tests/corpus/nights"


@cache
def told(night: int) -> tuple[Brief, tuple[Article, ...]]:
    """The brief of a night, and its articles."""
    pipeline = Pipeline(Config(), date=f"2026-11-2{night}")
    found = pipeline.read([str(NIGHTS / str(night))])
    return pipeline.drafted(found), found.articles


@cache
def since(night: int) -> Brief:
    """The brief of a night with what has changed since the one before."""
    return drafting.delta(told(night)[0], told(night - 1)[0])
