"""config.yaml (or nothing, or --set options) in; a Config out, or one ConfigError that tells every fault.

The defaults stand in the dataclasses, so that a start without a file costs nothing; the shipped config.yaml
says the same with a comment for each key. pydantic and PyYAML are imported when there is something to check.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from string import Formatter
from typing import Literal

from briefgen.errors import ConfigError
from briefgen.marks import Fault, Marked, checked, near, parse, told
from briefgen.marks import Path as KeyPath

NAME = "config.yaml"
FORMATS = ("pdf", "html", "md", "json", "yaml")
"""Formats of the writers that come with the program."""


def _in_yaml(name: str) -> str:
    """The key of a field: `from_` is a keyword of Python, not of the file."""
    return name.rstrip("_")


# Read by pydantic: unknown keys are faults, and "3" is no number.
_BORDER = {"extra": "forbid", "strict": True, "alias_generator": _in_yaml}


@dataclass(frozen=True, slots=True)
class Header:
    """What the addressing block says where nothing else is given. Empty lines are not printed."""

    __pydantic_config__ = _BORDER
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
    """The protective marking: never inferred, only printed."""

    __pydantic_config__ = _BORDER
    scheme: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """Printed words (each counted once) as a share of an article's body, 0..1: from one article, from several."""

    __pydantic_config__ = _BORDER
    one: float = 0.6
    several: float = 0.25


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a memo may hold. `pages` does not count the page of sources."""

    __pydantic_config__ = _BORDER
    pages: int = 2
    extracts: int = 28
    stories: int = 4
    share_of_article: Share = Share()


@dataclass(frozen=True, slots=True)
class Keep:
    """How long the nightly run keeps what it has read and made: "90d", "forever"."""

    __pydantic_config__ = _BORDER
    articles: str = "90d"
    memos: str = "forever"


@dataclass(frozen=True, slots=True)
class Alarm:
    """The nightly run fails when more than this share of the articles is unread on so many nights in a row."""

    __pydantic_config__ = _BORDER
    unread: float = 0.1
    nights: int = 3


@dataclass(frozen=True, slots=True)
class Delivery:
    """A place that a standing brief is taken to, and when."""

    __pydantic_config__ = _BORDER
    to: str = ""
    when: Literal["issued", "made"] = "issued"


@dataclass(frozen=True, slots=True)
class Standing:
    """A brief that the nightly run makes again and again."""

    __pydantic_config__ = _BORDER
    name: str = ""
    subject: str = ""
    sources: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    window: str = "last-issue"
    max_age: str = "7d"
    each: Literal["brief", "story", "article"] = "brief"
    when_empty: Literal["note", "skip"] = "note"
    by_hand: str = ""
    delivery: tuple[Delivery, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """All settings; `Config()` is what the shipped config.yaml says. An empty `timezone` is the machine's."""

    __pydantic_config__ = _BORDER
    style: str = "base"
    language: str = "en"
    timezone: str = ""
    header: Header = Header()
    marking: Marking = Marking()
    limits: Limits = Limits()
    attach: bool = True
    formats: tuple[str, ...] = ("pdf",)
    output: str = "out/{date}/{name}.{format}"
    state: str = "state/"
    keep: Keep = Keep()
    alarm: Alarm = Alarm()
    briefs: tuple[Standing, ...] = ()


# ---------------------------------------------------------------------- reading


def find(folder: Path) -> Path | None:
    """The folder's config.yaml, if it has one."""
    path = folder / NAME
    return path if path.is_file() else None


def shipped() -> str:
    """The text of the config.yaml that comes with the program: every key, its default, a comment."""
    package = Path(__file__).parent
    installed = package / "_config.yaml"
    return (installed if installed.is_file() else package.parent / NAME).read_text("utf-8")


def load(path: Path | None, *, formats: Sequence[str] = FORMATS) -> Config:
    """Read a file; None gives the defaults. `formats` are those there is a writer for.

    Raises ConfigError with every fault of the file, one a line: `config.yaml:LINE:COL: key: what: remedy`.
    """
    if path is None:
        return Config()
    text = _text(path)
    # The shipped file says what the defaults say (a test holds it to that); checking it costs a tenth of a memo.
    if text == shipped():
        return Config()
    marked = parse(text)

    def place(fault: Fault) -> str:
        at = fault.place or marked.place(fault.path)
        return f"{path}:{at.line}:{at.column}" if at else str(path)

    return _made(marked, place, formats)


def with_settings(config: Config, settings: Sequence[str], *, formats: Sequence[str] = FORMATS) -> Config:
    """The configuration with settings such as "limits.pages=3" or "header.to=Director" over it.

    A value is read as in the file, and taken as it stands where a text is wanted. Raises ConfigError as `load`
    does; the place is the option.
    """
    if not settings:
        return config
    merged = _merged(config, settings)
    names = [setting.partition("=")[0].strip() for setting in settings]

    def place(fault: Fault) -> str:
        key = ".".join(map(str, fault.path)) + "."
        about = (name for name in names if key.startswith(f"{name}.") or f"{name}.".startswith(key))
        return f"--set {next(about, '')}".rstrip()

    return _made(merged, place, formats)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path}:{line}: a character that is not UTF-8", hint="save the file as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}", hint="give an existing file with --config") from None


def _made(marked: Marked, place: Callable[[Fault], str], formats: Sequence[str]) -> Config:
    """The checked configuration, or all faults in the order of the file."""
    config, faults = checked(Config, marked)
    refused = {fault.path for fault in faults}
    faults += tuple(fault for check in _CHECKS for fault in check(config, formats) if fault.path not in refused)
    if faults:
        ordered = sorted(faults, key=lambda fault: _order(fault, marked))
        raise ConfigError("\n".join(dict.fromkeys(told(place(fault), fault) for fault in ordered)))
    return config


def _order(fault: Fault, marked: Marked) -> tuple[int, int]:
    at = fault.place or marked.place(fault.path)
    return (at.line, at.column) if at else (0, 0)


def _merged(config: Config, settings: Sequence[str]) -> Marked:
    """The configuration as data with the settings in place; texts stand as they were given."""
    data = _plain(asdict(config))
    assert isinstance(data, dict)  # noqa: S101 - a dataclass's fields
    written: dict[KeyPath, str] = {}
    faults: list[Fault] = []
    for setting in settings:
        name, equals, value = setting.partition("=")
        path = tuple(name.strip().split("."))
        if not equals:
            faults.append(Fault(path, "no value", f"write --set {name}=VALUE"))
            continue
        group, read = _group(data, path), parse(value)
        group[path[-1]] = value if read.faults or isinstance(group.get(path[-1]), str) else read.data
        written[path] = value
    return Marked(data, {}, written, tuple(faults))


def _group(data: dict[str, object], path: Sequence[str]) -> dict[str, object]:
    """The mapping that holds the last key of the path, made where there is none: the check then says so."""
    for key in path[:-1]:
        inner = data.get(key)
        if not isinstance(inner, dict):
            inner = data[key] = {}
        data = inner
    return data


def _plain(value: object) -> object:
    """As the file would hold it: lists for tuples, keys without the underscore."""
    if isinstance(value, dict):
        return {_in_yaml(str(key)): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


# ------------------------------------------------- what types alone do not tell

_Check = Callable[[Config, Sequence[str]], Iterator[Fault]]
_SPAN = re.compile(r"[1-9]\d*[hdw]", re.ASCII)
_OUTPUT = ("date", "name", "format", "source", "story")


def _numbers(config: Config, _: Sequence[str]) -> Iterator[Fault]:
    limits, share, alarm = config.limits, config.limits.share_of_article, config.alarm
    for key in ("pages", "extracts", "stories"):
        if getattr(limits, key) < 1:
            yield Fault(("limits", key), "must be at least 1")
    if alarm.nights < 1:
        yield Fault(("alarm", "nights"), "must be at least 1")
    for path, value in (
        (("limits", "share_of_article", "one"), share.one),
        (("limits", "share_of_article", "several"), share.several),
        (("alarm", "unread"), alarm.unread),
    ):
        if not 0 < value <= 1:
            yield Fault(path, f"{value:g} is no share", "write a number over 0 and up to 1: 0.25 is a quarter")


def _names(config: Config, formats: Sequence[str]) -> Iterator[Fault]:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", config.language):
        yield Fault(("language",), f'"{config.language}" is no language code', "write en, fr, sl, pt-BR, ...")
    if not config.style:
        yield Fault(("style",), "is empty", "write base")
    if config.timezone and not _is_zone(config.timezone):
        yield Fault(("timezone",), f'"{config.timezone}" is unknown', _near_zone(config.timezone))
    if not config.formats:
        yield Fault(("formats",), "is empty", "write [pdf]")
    for index, name in enumerate(config.formats):
        if name not in formats:
            yield Fault(("formats", index), f'no writer for "{name}"', near(name, formats))


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # not found; no path inside the data; a folder of zones
        return False
    return True


def _near_zone(name: str) -> str:
    from zoneinfo import available_timezones

    return near(name, available_timezones(), otherwise="write it as Europe/Ljubljana")


def _spans(config: Config, _: Sequence[str]) -> Iterator[Fault]:
    spans: list[tuple[KeyPath, str, tuple[str, ...]]] = [
        (("keep", "articles"), config.keep.articles, ("forever",)),
        (("keep", "memos"), config.keep.memos, ("forever",)),
    ]
    for index, brief in enumerate(config.briefs):
        spans.append((("briefs", index, "window"), brief.window, ("last-issue", "all")))
        spans.append((("briefs", index, "max_age"), brief.max_age, ("all",)))
    for path, value, words in spans:
        if value not in words and not _SPAN.fullmatch(value):
            yield Fault(path, f'"{value}" is no span of time', f"write 24h, 7d, 4w or {' or '.join(words)}")


def _outputs(config: Config, _: Sequence[str]) -> Iterator[Fault]:
    """Unknown fields, and patterns by which one memo would overwrite another."""
    try:
        found = [part[1:] for part in Formatter().parse(config.output) if part[1] is not None]
    except ValueError:
        yield Fault(("output",), "a bracket { } that is not closed", "write it as out/{date}/{name}.{format}")
        return
    names = [name for name, _, _ in found]
    for name, spec, conversion in found:
        if name not in _OUTPUT or spec or conversion:
            yield Fault(("output",), f"no field {{{name}}}", near(str(name), _OUTPUT))
    each = {brief.each for brief in config.briefs}
    for field, needed in (
        ("name", len(config.briefs) > 1),
        ("format", len(config.formats) > 1),
        ("source", "article" in each),
        ("story", "story" in each),
    ):
        if needed and field not in names:
            yield Fault(("output",), "memos would overwrite each other", f"add {{{field}}}")


def _briefs(config: Config, _: Sequence[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, brief in enumerate(config.briefs):
        at: KeyPath = ("briefs", index)
        if not re.fullmatch(r"\w[\w.-]*", brief.name):
            yield Fault((*at, "name"), "is missing or no file name", "write letters, digits, - and _: asean-trade")
        elif brief.name in seen:
            yield Fault((*at, "name"), f'a second brief named "{brief.name}"', "give it a name of its own")
        seen.add(brief.name)
        if not brief.sources:
            yield Fault((*at, "sources"), "none given", "write a folder or a file: [inbox/]")
        for number, delivery in enumerate(brief.delivery):
            if not delivery.to:
                yield Fault((*at, "delivery", number, "to"), "is missing", "write where to")


_CHECKS: tuple[_Check, ...] = (_numbers, _names, _spans, _outputs, _briefs)
