"""What came of a night, as values: memos, deliveries, what was read; the report, the alarm and the exit code use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from briefgen.model import Brief, Failure

MemoState = Literal["made", "kept", "empty", "not made"]
"""Made anew; up to date; nothing to tell and `when_empty: skip`; owed and missing."""
DeliveryState = Literal["sent", "failed", "unknown", "refused"]
"""`unknown`: begun by a run that died, so that nobody knows whether it went out; `refused`: over the mail ceiling."""


@dataclass(frozen=True, slots=True)
class Memo:
    """One memo that was owed. `reason`: why it was made, or that it is up to date.

    `part`: its story or source where a brief gives a memo for each, else "". `outputs`: the places of its files.
    `why`: of one that was not made. `last`: the place of the last good one. `seconds` of work. `marking` and `scheme`
    are those of its header: the index page carries the highest of them.
    """

    name: str
    part: str
    date: str
    state: MemoState
    reason: str
    subject: str = ""
    outputs: tuple[str, ...] = ()
    articles: int = 0
    new: int = 0
    updated: int = 0
    dropped: int = 0
    why: str = ""
    hint: str = ""
    last: str = ""
    notices: tuple[str, ...] = ()
    seconds: float = 0.0
    marking: str = ""
    scheme: str = ""

    @property
    def title(self) -> str:
        """How a person is told which: "asean-trade", "asean-trade/02-river-bridge"."""
        return f"{self.name}/{self.part}" if self.part else self.name


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of one delivery: of the memo `title`, to a place, addresses or a command."""

    title: str
    to: str
    state: DeliveryState
    why: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read this night. `asked`: articles and files that were tried, `read` of them with an article.

    `failures` are the others; `feeds`: the addresses asked, `unreachable` of them. `places`: all files and addresses
    that the sources stand for, new or not.
    """

    places: int = 0
    asked: int = 0
    read: int = 0
    failures: tuple[Failure, ...] = ()
    feeds: int = 0
    unreachable: tuple[Failure, ...] = ()

    @property
    def tried(self) -> int:
        """What was asked for: articles and files, and each address that could not be reached."""
        return self.asked + len(self.unreachable)

    @property
    def unread(self) -> float:
        """The share that could not be had, 0 to 1. An unreachable address counts as one: where no feed answers any
        more, no article is asked for, and no share of articles would ever tell.
        """
        return (self.tried - self.read) / self.tried if self.tried else 0.0


@dataclass(frozen=True, slots=True)
class Night:
    """A run of the standing briefs. `date` is the desk's day; `started`, `ended`: ISO times with their zone.

    `alarm`: why the alarm is on, "" where it is not. `notices`: what else a person should know, a line each.
    """

    date: str
    started: str
    ended: str = ""
    memos: tuple[Memo, ...] = ()
    reading: Reading = Reading()
    deliveries: tuple[Delivered, ...] = ()
    alarm: str = ""
    notices: tuple[str, ...] = ()
    is_interrupted: bool = False


@dataclass(frozen=True, slots=True)
class Parcel:
    """A memo to be delivered: its record and its files, by name, as they stand at `places`."""

    name: str
    part: str
    date: str
    brief: Brief
    files: Mapping[str, bytes] = field(repr=False)
    places: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """How a person is told which."""
        return f"{self.name}/{self.part}" if self.part else self.name
