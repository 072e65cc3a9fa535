"""An office's file in, its text and the dataclass made of it out, or one ConfigError that tells every fault.

pydantic and PyYAML are imported when there is something to check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from briefgen.errors import ConfigError
from briefgen.marks import Fault, Marked, checked, told

T = TypeVar("T")


def text_of(path: Path, remedy: str) -> str:
    """The file's text; raises ConfigError where there is none or it is not UTF-8. `remedy`: what to give instead."""
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path}:{line}: a character that is not UTF-8", hint="save the file as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}", hint=remedy) from None


def place_in(path: Path, marked: Marked) -> Callable[[Fault], str]:
    """Tells a fault's place as `FILE:LINE:COL`."""

    def place(fault: Fault) -> str:
        at = fault.place or marked.place(fault.path)
        return f"{path}:{at.line}:{at.column}" if at else str(path)

    return place


def made(kind: type[T], marked: Marked, place: Callable[[Fault], str], more: Callable[[T], Iterable[Fault]]) -> T:
    """The checked dataclass; raises ConfigError with all faults in the order of the file.

    `more` tells the faults that types alone do not; of a key that is refused already, or that holds one, it says
    nothing: what was refused counted as not given.
    """
    found, faults = checked(kind, marked)
    refused = {fault.path[:length] for fault in faults for length in range(1, len(fault.path) + 1)}
    faults += tuple(fault for fault in more(found) if fault.path not in refused)
    if faults:
        ordered = sorted(faults, key=lambda fault: _order(fault, marked))
        raise ConfigError("\n".join(dict.fromkeys(told(place(fault), fault) for fault in ordered)))
    return found


def _order(fault: Fault, marked: Marked) -> tuple[int, int]:
    at = fault.place or marked.place(fault.path)
    return (at.line, at.column) if at else (0, 0)
