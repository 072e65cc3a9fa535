"""A source that no reader claims in; the name of its format, where it is a known one, and what to do instead out."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import NamedTuple

from briefgen.readers import ending


class Format(NamedTuple):
    """A format that is not read: its name, endings, first bytes (at an offset), and the remedy."""

    name: str
    remedy: str
    endings: tuple[str, ...] = ()
    begins: bytes = b""
    at: int = 0


def known(data: bytes, location: str = "") -> Format | None:
    """The format that the first bytes tell, or the location's ending; None where it is none of those in unread.yaml."""
    named = ending(location)
    return next((one for one in _formats() if _fits(one, data, named)), None)


def _fits(one: Format, data: bytes, named: str) -> bool:
    begins = bool(one.begins) and data[one.at : one.at + len(one.begins)] == one.begins
    # Where both are known the bytes decide for a name without an ending, the ending for all others.
    return named in one.endings or (begins and (not one.endings or not named))


@cache
def _formats() -> tuple[Format, ...]:
    import yaml

    raw = yaml.safe_load(resources.files("briefgen.readers").joinpath("unread.yaml").read_text(encoding="utf-8"))
    return tuple(
        Format(
            one["name"],
            one["remedy"],
            tuple(one.get("endings", ())),
            bytes.fromhex(one.get("begins", "")),
            one.get("at", 0),
        )
        for one in raw
    )
