"""config.yaml (or nothing, or --set options) in; a Config out, or one ConfigError that tells every fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from briefgen.config.checks import CHECKS
from briefgen.config.files import made, place_in, text_of
from briefgen.config.settings import Config, in_yaml
from briefgen.marks import Fault, Marked, parse
from briefgen.marks import Path as KeyPath

NAME = "config.yaml"
FORMATS = ("pdf", "docx", "html", "md", "json", "yaml")
"""Formats of the writers that come with the program."""


def find(folder: Path) -> Path | None:
    """The folder's config.yaml, if it has one."""
    path = folder / NAME
    return path if path.is_file() else None


def shipped(name: str = NAME) -> str:
    """The text of the config.yaml or desk.yaml that comes with the program: every key and a comment."""
    package = Path(__file__).parent.parent
    installed = package / f"_{name}"
    return (installed if installed.is_file() else package.parent / name).read_text("utf-8")


def load(path: Path | None, *, formats: Sequence[str] = FORMATS) -> Config:
    """Read a file; None gives the defaults. `formats` are those there is a writer for.

    Raises ConfigError with every fault of the file, one a line: `config.yaml:LINE:COL: key: what: remedy`.
    """
    if path is None:
        return Config()
    text = text_of(path, "give an existing file with --config")
    # The shipped file says what the defaults say (a test holds it to that); checking it costs a tenth of a memo.
    if text == shipped():
        return Config()
    marked = parse(text)
    return made(Config, marked, place_in(path, marked), lambda config: _faults(config, formats))


def with_settings(config: Config, settings: Sequence[str], *, formats: Sequence[str] = FORMATS) -> Config:
    """The configuration with settings such as "limits.pages=3" or "header.to=Director" over it.

    A value is read as in the file, and taken as it stands where a text is wanted. Raises ConfigError as `load`
    does; the place is the option.
    """
    if not settings:
        return config
    merged = _merged(config, settings)
    names = [_key_of(setting) for setting in settings]

    def place(fault: Fault) -> str:
        key = ".".join(map(str, fault.path)) + "."
        about = (name for name in names if key.startswith(f"{name}.") or f"{name}.".startswith(key))
        return f"--set {next(about, '')}".rstrip()

    return made(Config, merged, place, lambda config: _faults(config, formats))


def _faults(config: Config, formats: Sequence[str]) -> Iterator[Fault]:
    for check in CHECKS:
        yield from check(config, formats)


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
            name = _key_of(name)
            faults.append(Fault(tuple(name.split(".")), "no value", f"write --set {name}=VALUE"))
            continue
        group, read = _group(data, path), parse(value)
        group[path[-1]] = value if read.faults or isinstance(group.get(path[-1]), str) else read.data
        written[path] = value
    return Marked(data, {}, written, tuple(faults))


def _key_of(setting: str) -> str:
    """The key of a setting, and nothing of what stands behind it: that may be a password."""
    found = re.match(r"[\w. -]*", setting.lstrip())
    return found[0].strip() if found else ""


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
        return {in_yaml(str(key)): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
