"""A place in; what kind of thing it is and how it is checked out: house styles, an office's files, sources."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from briefgen.check.faults import Fault
from briefgen.check.sources import Checked, Report, sources
from briefgen.config import DESK, NAME
from briefgen.styles import BUILT_IN, SETTINGS

Check = Callable[[str], list[Fault]]

__all__ = ["CHECKS", "Check", "Checked", "Fault", "Report", "check_of", "sources"]


def check_of(place: str) -> Check | None:
    """The check that a place has of its own; None for a source, which is read instead."""
    return next((check for is_one, check in CHECKS if is_one(place)), None)


def _is_style(place: str) -> bool:
    path = Path(place)
    if path.exists():
        return (path / SETTINGS).is_file()
    name = place.partition(":")[0]
    own = (folder / name / SETTINGS for folder in (Path("templates"), *BUILT_IN))
    return bool(name) and "/" not in place and any(file.is_file() for file in own)


def _is_office(place: str) -> bool:
    return Path(place).name in {NAME, DESK}


def _style(place: str) -> list[Fault]:
    from briefgen.check.style import check_style

    return check_style(place)


def _office(place: str) -> list[Fault]:
    from briefgen.check.office import check_office

    return check_office(place)


CHECKS: tuple[tuple[Callable[[str], bool], Check], ...] = ((_is_style, _style), (_is_office, _office))
"""Which places have a check of their own, and which; another kind of place is one more pair."""
