"""A config.yaml or desk.yaml in; every fault of it out."""

from __future__ import annotations

from pathlib import Path

from briefgen import config as settings
from briefgen.check.faults import Fault, in_order, of_message
from briefgen.check.opening import LOCAL
from briefgen.errors import ConfigError, StyleError
from briefgen.language import kind_of
from briefgen.marks import parse
from briefgen.styles import chain_of


def check_office(place: str) -> list[Fault]:
    """All faults of the file, in order."""
    path = Path(place)
    try:
        if path.name == settings.DESK:
            settings.load_desk(path, kind_of=kind_of)
            return []
        return _style(path, settings.load(path))
    except ConfigError as error:
        told = of_message(str(error.args[0]))
        return in_order(Fault(one.file, one.line, one.column, one.what, one.hint or error.hint) for one in told)


def _style(path: Path, config: settings.Config) -> list[Fault]:
    """The style that it names is not there."""
    try:
        chain_of(config.style.partition(":")[0], LOCAL)
    except StyleError as error:
        place = parse(path.read_text("utf-8-sig")).place(("style",))
        return [
            Fault(
                str(path),
                place.line if place else 1,
                place.column if place else 1,
                f"style: {error.args[0]}",
                error.hint,
            )
        ]
    return []
