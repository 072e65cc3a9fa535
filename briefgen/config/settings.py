"""What an office can set, as frozen dataclasses: the keys of config.yaml with their types and defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


def in_yaml(name: str) -> str:
    """The key of a field: `from_` is a keyword of Python, not of the file."""
    return name.rstrip("_")


# Read by pydantic: unknown keys are faults, and "3" is no number.
BORDER = {"extra": "forbid", "strict": True, "alias_generator": in_yaml}


@dataclass(frozen=True, slots=True)
class Header:
    """What the addressing block says where nothing else is given. Empty lines are not printed."""

    __pydantic_config__ = BORDER
    subject: str = ""
    to: str = ""
    from_: str = ""
    through: str = ""
    cc: str = ""
    reference: str = ""
    purpose: str = "information"
    critical_date: str = ""


@dataclass(frozen=True, slots=True)
class Marking:
    """The protective marking: never inferred, only printed. `portion`: the mark of each paragraph, without brackets.

    `own`: language -> an office's own labels in rank order, the lowest first; for the scheme "own".
    """

    __pydantic_config__ = BORDER
    scheme: str = ""
    label: str = ""
    portion: str = ""
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Share:
    """Printed words (each counted once) as a share of an article's body, 0..1: from one article, from several."""

    __pydantic_config__ = BORDER
    one: float = 0.6
    several: float = 0.25


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a memo may hold. `pages` does not count the page of sources."""

    __pydantic_config__ = BORDER
    pages: int = 2
    extracts: int = 28
    stories: int = 4
    share_of_article: Share = Share()


@dataclass(frozen=True, slots=True)
class Reading:
    """How sources are fetched: `timeout` in seconds for one address, `max_mb` for one source, in 2**20 bytes."""

    __pydantic_config__ = BORDER
    links: bool = True
    timeout: int = 20
    max_mb: int = 64
    private_addresses: bool = False


@dataclass(frozen=True, slots=True)
class Keep:
    """How long the nightly run keeps what it has read and made: "90d", "forever"."""

    __pydantic_config__ = BORDER
    articles: str = "90d"
    memos: str = "forever"


@dataclass(frozen=True, slots=True)
class Alarm:
    """The nightly run fails when more than this share of the articles is unread on so many nights in a row.

    `mail`: who is told by mail that a memo or delivery is missing, or that the alarm is on.
    """

    __pydantic_config__ = BORDER
    unread: float = 0.1
    nights: int = 3
    mail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Jobs:
    """How the nightly run works: jobs at once (0: one for each core), and the bounds of each.

    `seconds` is a job's deadline, `megabytes` (2**20 bytes) the memory it may ask for.
    """

    __pydantic_config__ = BORDER
    at_once: int = 0
    seconds: int = 60
    megabytes: int = 1024


@dataclass(frozen=True, slots=True)
class Mail:
    """The mail server that takes deliveries and alarms, and how high a marking may go out by mail.

    `password_file`: a file whose first line is the password; a bare name is a systemd credential. `ceiling`: the
    highest label of the marking's scheme that may be mailed; empty: a marked memo is never mailed.
    """

    __pydantic_config__ = BORDER
    host: str = ""
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password_file: str = ""
    from_: str = ""
    ceiling: str = ""
    timeout: int = 30


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a standing brief is taken, and when: to a place, by mail, or by a command; one of the three.

    `to`: a folder or `scheme://` place. `mail`: addresses; `attach`: the memo's files go with it. `command`: a program
    and its arguments, in which {path}, {name}, {date} and {subject} stand for the memo's own.
    """

    __pydantic_config__ = BORDER
    to: str = ""
    mail: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    attach: bool = True
    when: Literal["issued", "made"] = "issued"


@dataclass(frozen=True, slots=True)
class Standing:
    """A brief that the nightly run makes again and again.

    `changes` since the last issue: told inside the memo, also apart on a page of their own, or not at all.
    """

    __pydantic_config__ = BORDER
    name: str = ""
    subject: str = ""
    sources: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    window: str = "last-issue"
    max_age: str = "7d"
    each: Literal["brief", "story", "article"] = "brief"
    when_empty: Literal["note", "skip"] = "note"
    changes: Literal["inside", "apart", "no"] = "inside"
    by_hand: str = ""
    delivery: tuple[Delivery, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """All settings; `Config()` is what the shipped config.yaml says. An empty `timezone` is the machine's."""

    __pydantic_config__ = BORDER
    style: str = "base"
    language: str = "en"
    timezone: str = ""
    header: Header = Header()
    marking: Marking = Marking()
    limits: Limits = Limits()
    attach: bool = True
    archive: Literal["a-3a", "a-2a"] = "a-3a"
    reading: Reading = Reading()
    formats: tuple[str, ...] = ("pdf",)
    output: str = "out/{date}/{name}.{format}"
    state: str = "state/"
    keep: Keep = Keep()
    alarm: Alarm = Alarm()
    jobs: Jobs = Jobs()
    mail: Mail = Mail()
    briefs: tuple[Standing, ...] = ()
