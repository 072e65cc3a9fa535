"""The settings in; what this machine has for making memos out, a line each: libraries, fonts, state folder, clock."""

from __future__ import annotations

import ctypes
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from briefgen import __version__
from briefgen.config import Config
from briefgen.errors import BriefgenError

Level = Literal["ok", "WARNING", "FAULT"]

NEEDED = {"weasyprint": (70, 0, 0), "jinja2": (3, 1, 6), "nltk": (3, 9, 2)}
"""The least versions, below which there are known holes or other files."""
SPACE = 200, 2000
"""Megabytes free where the state is kept: a fault below the first, a warning below the second."""
SAMPLES = {"Arabic": "\u0627", "Chinese, Japanese and Korean": "\u4e00"}
"""Scripts that the packaged faces lack, by a letter each."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `what` was found, and what to `do` unless it is ok."""

    level: Level
    name: str
    what: str
    do: str = ""

    def line(self) -> str:
        """`WARNING  Arabic: no font of this machine has it: sudo apt-get install fonts-noto-core`."""
        return f"{self.level:8} " + ": ".join(part for part in (self.name, self.what, self.do) if part)


def findings(config: Config, now: datetime) -> Iterator[Finding]:
    """Everything looked at, in the order of what a memo needs; `now`: what this machine's clock says."""
    yield _python()
    yield from _packages()
    yield from _libraries()
    yield from _faces(config)
    yield from _scripts()
    yield _state(Path(config.state))
    yield _clock(now)
    yield _zone(config.timezone, now)


def exit_code(found: list[Finding]) -> int:
    """1 where there is a fault; warnings are none."""
    return 1 if any(one.level == "FAULT" for one in found) else 0


# ------------------------------------------------------------------ Python and packages


def _python() -> Finding:
    found = f"{platform.python_version()}, briefgen {__version__}"
    if sys.version_info < (3, 11):  # noqa: UP036 - a package tool can be told to install it anyway
        return Finding("FAULT", "Python", found, "install Python 3.11 or newer")
    return Finding("ok", "Python", found)


def _packages() -> Iterator[Finding]:
    for name, least in NEEDED.items():
        wanted = ".".join(map(str, least)).removesuffix(".0.0")
        install = f'pip install "{name}>={wanted}"'
        try:
            found = version(name)
        except PackageNotFoundError:
            yield Finding("FAULT", name, "is not installed", install)
            continue
        if _figures(found) < least:
            yield Finding("FAULT", name, f"{found} is too old", install)
        else:
            yield Finding("ok", name, found)


def _figures(version_: str) -> tuple[int, ...]:
    """ "70.0" as (70, 0, 0); a part that is no figure ends it."""
    figures: list[int] = []
    for part in version_.split("."):
        if not part.isdigit():
            break
        figures.append(int(part))
    return tuple([*figures, 0, 0, 0][:3])


# ------------------------------------------------------------------ libraries and fonts


def _libraries() -> Iterator[Finding]:
    from briefgen.writers import glyphs, pdf, system

    for name, files in {**pdf.LIBRARIES, "Fontconfig": glyphs.FONTCONFIG}.items():
        loaded = _loaded(files)
        if loaded is None:
            yield Finding(
                "FAULT", name, "the library is missing, without which no PDF can be made", system.install([name])
            )
        else:
            yield Finding("ok", name, _VERSIONS[name](loaded) if name in _VERSIONS else "found")


def _loaded(files: tuple[str, ...]) -> ctypes.CDLL | None:
    for file in files:
        try:
            return ctypes.CDLL(file)
        except OSError:
            continue
    return None


def _pango(library: ctypes.CDLL) -> str:
    library.pango_version_string.restype = ctypes.c_char_p
    return bytes(library.pango_version_string()).decode()


def _fontconfig(library: ctypes.CDLL) -> str:
    number = int(library.FcGetVersion())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


_VERSIONS: dict[str, Callable[[ctypes.CDLL], str]] = {"Pango": _pango, "Fontconfig": _fontconfig}


def _faces(config: Config) -> Iterator[Finding]:
    """The faces of the house style: a style that opens has them all."""
    from briefgen.styles import open_style

    try:
        style = open_style(config.style, folders=(Path("templates"),), language=config.language)
    except BriefgenError as error:
        yield Finding("FAULT", f"style {config.style}", str(error))
        return
    faces = ", ".join(dict.fromkeys(str(face["family"]) for face in style.settings["faces"]))
    if faces:
        yield Finding("ok", f"faces of the style {style.name}", faces)
    else:
        do = "name faces in its style.yaml, for every machine to make the same pages"
        yield Finding("WARNING", f"faces of the style {style.name}", "none: it prints in this machine's fonts", do)


def _scripts() -> Iterator[Finding]:
    from briefgen.writers import glyphs

    for name, letter in SAMPLES.items():
        if glyphs.on_machine({letter}):
            yield Finding("ok", name, "a font of this machine has it")
        else:
            do = f"sudo apt-get install {glyphs.package_of(letter)}"
            yield Finding("WARNING", name, "no font of this machine has it: names in it cannot be printed", do)


# ------------------------------------------------------------------ folder, clock and zone


def _state(folder: Path) -> Finding:
    """The state folder, or the one it would be made in."""
    place = next((one for one in (folder, *folder.absolute().parents) if one.is_dir()), Path("/"))
    name = f"state folder {folder}"
    try:
        with tempfile.TemporaryFile(dir=place):
            free = shutil.disk_usage(place).free // 10**6
    except OSError as error:
        do = "set state: in config.yaml to a folder of your own"
        return Finding("FAULT", name, f"cannot be written ({error.strerror})", do)
    least, enough = SPACE
    if free < enough:
        level: Level = "FAULT" if free < least else "WARNING"
        return Finding(level, name, f"{free} MB free", "free some space, or set state: to a folder on another disk")
    new = "" if place == folder else ", not made yet"
    return Finding("ok", name, f"can be written{new}, {free // 1000} GB free")


def _clock(now: datetime) -> Finding:
    """A clock that is before this program's making, or far after, dates memos wrongly."""
    told = now.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    made = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    if now < made.replace(hour=0, minute=0, second=0, microsecond=0) or now.year > made.year + 20:
        return Finding("FAULT", "clock", f"{told} cannot be", "set it: sudo timedatectl set-ntp true")
    return Finding("ok", "clock", told)


def _zone(zone: str, now: datetime) -> Finding:
    from zoneinfo import ZoneInfo

    try:
        there = now.astimezone(ZoneInfo(zone) if zone else None)
    except (OSError, ValueError):
        do = "write it as Europe/Ljubljana, and sudo apt-get install tzdata"
        return Finding("FAULT", "time zone", f"{zone} is not known", do)
    if zone:
        return Finding("ok", "time zone", f"{zone}, {there:%H:%M}")
    do = "set timezone: in config.yaml, for a memo's day to be your own"
    return Finding("WARNING", "time zone", f"{there.tzname()}, this machine's own, {there:%H:%M}", do)
