"""The text of requirements.lock and a target in, the pinned packages for that machine with their hashes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from packaging.markers import Marker
from packaging.utils import canonicalize_name

_PIN = re.compile(r"^([\w.-]+)==(\S+)\s*(?:;\s*(.*))?$")
_HASH = re.compile(r"--hash=(sha256:[0-9a-f]{64})")
_GLIBC = 28
"""Wheels for glibc 2.28 at most, whatever the machine that makes the bundle has: RHEL 8, Debian 10 and later."""
_LEGACY = ("manylinux2014", "manylinux2010", "manylinux1")
MACHINES = ("x86_64", "aarch64")


@dataclass(frozen=True, slots=True)
class Target:
    """A Linux machine by its Python, as "3.11", and its processor, "x86_64" or "aarch64"."""

    python: str
    machine: str

    @property
    def name(self) -> str:
        """ "linux-x86_64-py311"."""
        return f"linux-{self.machine}-py{self.python.replace('.', '')}"

    def environment(self) -> dict[str, str]:
        """What markers are held against: pip itself would take those of the machine that it runs on."""
        return {
            "implementation_name": "cpython", "implementation_version": f"{self.python}.0", "os_name": "posix",
            "platform_machine": self.machine, "platform_python_implementation": "CPython", "platform_release": "",
            "platform_system": "Linux", "platform_version": "", "python_full_version": f"{self.python}.0",
            "python_version": self.python, "sys_platform": "linux", "extra": "",
        }  # fmt: skip

    def options(self) -> Iterator[str]:
        """The options of `pip download` that ask for wheels of this machine."""
        yield from ("--only-binary", ":all:", "--implementation", "cp", "--python-version", self.python)
        tags = [*(f"manylinux_2_{minor}" for minor in range(_GLIBC, 4, -1)), *_LEGACY]
        for tag in tags:
            yield from ("--platform", f"{tag}_{self.machine}")


@dataclass(frozen=True, slots=True)
class Pin:
    """One package of the lock: its normalised name, version, marker, and the hashes of its files."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]

    def line(self) -> str:
        """As pip reads it, without the marker."""
        return " ".join([f"{self.name}=={self.version}", *(f"--hash={one}" for one in self.hashes)])


def pins(text: str) -> Iterator[Pin]:
    """Every pin of a lock. Raises ValueError for a line that is none, or a pin without a hash."""
    for line in text.replace("\\\n", " ").splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        hashes = tuple(_HASH.findall(line))
        found = _PIN.match(_HASH.sub("", line).strip())
        if not found or not hashes:
            raise ValueError(f"requirements.lock: no pin with hashes: {line[:80]}")
        yield Pin(canonicalize_name(found[1]), found[2], found[3] or "", hashes)


def for_target(text: str, target: Target) -> tuple[Pin, ...]:
    """The pins that hold on a machine."""
    environment = target.environment()
    return tuple(pin for pin in pins(text) if not pin.marker or Marker(pin.marker).evaluate(environment))
