"""The ledger's rows as values: files, articles, memos and their parts, deliveries that are under way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from briefgen.model import Failure

State = Literal["planned", "made", "empty", "failed"]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file or address as it was last looked at. `changed`: its time, size or tag; `digest`: of its bytes.

    `recipe`: the program and settings that it was read with; `first_seen`: seconds since 1970; `tries`: how many
    nights it has failed in the same way.
    """

    place: str
    changed: str
    digest: str
    recipe: str
    first_seen: float
    failures: tuple[Failure, ...] = ()
    tries: int = 1


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as a worker read it: `data` is all of it, JSON deflated, `key` its digest; `digest` that of its text.

    `arrived`: the time that counts for a window, None: when it is first seen. `relevance`: asked -> 0 to 1.
    """

    key: str
    digest: str
    location: str
    published: str | None
    is_analysed: bool
    relevance: Mapping[str, float]
    data: bytes = field(repr=False)
    arrived: float | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article of the ledger that a brief may take; times are seconds since 1970."""

    place: str
    number: int
    key: str
    digest: str
    location: str
    published: str | None
    first_seen: float
    arrived: float
    is_analysed: bool
    relevance: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class MemoRow:
    """A memo owed. `basis` tells what it was made of, part -> digest; `look` how it was rendered."""

    name: str
    unit: str
    date: str
    state: State
    run: int
    at: float
    cutoff: float
    reason: str
    why: str = ""
    basis: Mapping[str, str] = field(default_factory=dict)
    look: str = ""


@dataclass(frozen=True, slots=True)
class PartRow:
    """A memo's files, place -> digest; the records of its brief as drafted and as printed; counts of what changed."""

    part: str
    subject: str
    outputs: Mapping[str, str]
    counts: Mapping[str, int]
    drafted: bytes = field(repr=False)
    printed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Open:
    """A delivery that is to be begun or was: its key, the memo, where to, and the run."""

    key: str
    name: str
    title: str
    date: str
    target: str
    run: int
