"""The table of system libraries in; the command that installs them on this machine out."""

from __future__ import annotations

import platform
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib import resources

_REDHAT = {"rhel", "fedora", "centos"}


@dataclass(frozen=True, slots=True)
class Library:
    """A system library: its file, and the packages that have it by family of systems."""

    name: str
    file: str
    debian: str
    redhat: str


def libraries() -> tuple[Library, ...]:
    """Those that a PDF is made with; HarfBuzz-Subset too: without it, WeasyPrint takes 3.7 times as long."""
    text = resources.files("briefgen.writers").joinpath("system.tsv").read_text(encoding="utf-8")
    return tuple(Library(*line.split("\t")) for line in text.splitlines() if not line.startswith("#"))


def install(names: Collection[str] = (), release: Mapping[str, str] | None = None) -> str:
    """The command that installs libraries, all of them where none is named.

    `release`: what /etc/os-release says; this machine's where it is not given.
    """
    wanted = [one for one in libraries() if not names or one.name in names]
    if _is_redhat(_release() if release is None else release):
        return "sudo dnf install " + " ".join(dict.fromkeys(one.redhat for one in wanted))
    return "sudo apt-get install " + " ".join(dict.fromkeys(one.debian for one in wanted))


def _release() -> Mapping[str, str]:
    try:
        return platform.freedesktop_os_release()
    except OSError:  # a system without it
        return {}


def _is_redhat(release: Mapping[str, str]) -> bool:
    return bool(_REDHAT & {release.get("ID", ""), *release.get("ID_LIKE", "").split()})
