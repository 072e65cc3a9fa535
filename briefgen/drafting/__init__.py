"""Analyses in, Brief out: which sentences, in which section, with what a reader needs to trust them."""

from __future__ import annotations

from briefgen.drafting.changed import changed
from briefgen.drafting.compose import Limits, compose
from briefgen.drafting.delta import delta
from briefgen.drafting.events import Event, Told, events
from briefgen.drafting.fit import arranged, shrink
from briefgen.drafting.quiet import quiet
from briefgen.drafting.ranking import Candidate, Ranked, rank

__all__ = [
    "Candidate",
    "Event",
    "Limits",
    "Ranked",
    "Told",
    "arranged",
    "changed",
    "compose",
    "delta",
    "events",
    "quiet",
    "rank",
    "shrink",
]
