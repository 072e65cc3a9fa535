"""Pins in, their wheels out: fetched and held against the lock, read for what they are, and only those that are needed.

A wheel is read without installing it: its METADATA names version, licence and what it requires.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.message import Message
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.bundle.lock import Pin, Target

_LICENCE = re.compile(r"(?:licen[cs]e|copying|notice|authors|copyright|ofl)", re.IGNORECASE)
_TEXTS = ("", ".txt", ".md", ".rst", ".html")


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel on the disk. `licence`: an SPDX expression where `is_expression`, else the words of its maker.

    `licence_files`: the texts of licences inside it; `requires`: as its METADATA has them.
    """

    path: Path
    name: str
    version: str
    sha256: str
    licence: str
    is_expression: bool
    licence_files: tuple[str, ...]
    summary: str
    requires: tuple[Requirement, ...]

    def line(self) -> str:
        """As pip installs it from the bundle: this file and no other."""
        return f"{self.name}=={self.version} --hash=sha256:{self.sha256}"


def fetched(pins: Iterable[Pin], target: Target, folder: Path) -> tuple[Wheel, ...]:
    """Download the wheels of pins into a folder; pip holds each against the hashes of the lock."""
    asked = folder / "asked.txt"
    asked.write_text("".join(f"{pin.line()}\n" for pin in pins), "utf-8")
    _pip("download", "--no-deps", "--require-hashes", *target.options(), "-d", str(folder), "-r", str(asked))
    asked.unlink()
    return read_all(folder)


def built(source: Path, folder: Path, epoch: int) -> Wheel:
    """briefgen's own wheel, of the source as it stands; the same bytes for the same `epoch`, seconds since 1970."""
    _pip("wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(source), epoch=epoch)
    return next(one for one in read_all(folder) if one.name == "briefgen")


def read_all(folder: Path) -> tuple[Wheel, ...]:
    """The wheels of a folder by name."""
    return tuple(sorted(map(read, folder.glob("*.whl")), key=lambda one: one.name))


def read(path: Path) -> Wheel:
    """What a wheel says of itself."""
    with ZipFile(path) as archive:
        names = archive.namelist()
        place = next(one for one in names if re.fullmatch(r"[^/]+\.dist-info/METADATA", one))
        about = Parser().parsestr(archive.read(place).decode("utf-8"))
    licence, is_expression = _licence(about)
    return Wheel(
        path, canonicalize_name(about["Name"]), about["Version"], hashlib.sha256(path.read_bytes()).hexdigest(),
        licence, is_expression, tuple(sorted(filter(_is_licence, names))), about["Summary"] or "",
        tuple(Requirement(one) for one in about.get_all("Requires-Dist", [])),
    )  # fmt: skip


def _licence(about: Message) -> tuple[str, bool]:
    """The expression, else the classifiers, else the first line of the old field, which some fill with a whole text."""
    if about["License-Expression"]:
        return about["License-Expression"], True
    found = [one for one in about.get_all("Classifier", []) if one.startswith("License ::")]
    if found:
        return "; ".join(one.rpartition(" :: ")[2] for one in found), False
    return next(iter((about["License"] or "").strip().splitlines()), "not stated"), False


def _is_licence(name: str) -> bool:
    path = Path(name)
    in_folder = ".dist-info/licenses/" in name and not name.endswith("/")
    return in_folder or bool(_LICENCE.match(path.name) and path.suffix.lower() in _TEXTS)


def needed(wheels: Sequence[Wheel], roots: Iterable[str], target: Target) -> dict[str, frozenset[str]]:
    """What the roots need, directly and at one remove: the name of each wheel, and of those that it needs itself.

    `roots` are requirements as "briefgen[cloud]". Raises ValueError where no wheel meets a requirement.
    """
    known = {one.name: one for one in wheels}
    waiting = [Requirement(one) for one in roots]
    found: dict[str, frozenset[str]] = {}
    seen: set[tuple[str, str]] = set()
    while waiting:
        own = waiting.pop()
        wheel = _met(own, known)
        found.setdefault(wheel.name, frozenset())
        for extra in ("", *own.extras):
            if (wheel.name, extra) not in seen:
                seen.add((wheel.name, extra))
                more = [one for one in wheel.requires if _holds(one, extra, target)]
                found[wheel.name] |= {canonicalize_name(one.name) for one in more}
                waiting += more
    return found


def _met(own: Requirement, known: dict[str, Wheel]) -> Wheel:
    wheel = known.get(canonicalize_name(own.name))
    if wheel is None or not own.specifier.contains(wheel.version, prereleases=True):
        raise ValueError(f"requirements.lock: has nothing for {own}: run make lock")
    return wheel


def _holds(one: Requirement, extra: str, target: Target) -> bool:
    """Without a marker it holds for the package itself; one of an extra for that alone."""
    if one.marker is None:
        return not extra
    with_extra = one.marker.evaluate({**target.environment(), "extra": extra})
    return with_extra and not (extra and one.marker.evaluate(target.environment()))


def _pip(*arguments: str, epoch: int | None = None) -> None:
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if epoch is not None:
        environment["SOURCE_DATE_EPOCH"] = str(epoch)
    subprocess.run([sys.executable, "-m", "pip", "-qq", *arguments], check=True, env=environment)  # noqa: S603
