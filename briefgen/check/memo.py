"""The place of a finished memo in; the faults of its structure out, the record beside it being looked for too."""

from __future__ import annotations

from pathlib import Path

from briefgen import storage
from briefgen.check.structure import Fault, faults, is_ours
from briefgen.errors import ReadError
from briefgen.model import Failure, Source
from briefgen.pipeline import finished


def is_memo(place: str) -> bool:
    """Whether a place is the PDF of a memo of ours on this machine; any other PDF is a source."""
    path = Path(place)
    return path.suffix.lower() == ".pdf" and path.is_file() and is_ours(_bytes(place).data)


def faults_of(place: str) -> tuple[Fault, ...]:
    """What is wrong with the structure of a finished memo."""
    source = _bytes(place)
    try:
        record = finished.record_of(source)
    except ReadError as error:
        return (Fault(place, f"its record cannot be read ({error.args[0]})", "make the memo again"),)
    return faults(source.data, place, record)


def _bytes(place: str) -> Source:
    found = next(iter(storage.sources([place])))
    if isinstance(found, Failure):
        raise ReadError(f"{place}: {found.message}", hint=found.hint)
    return found
