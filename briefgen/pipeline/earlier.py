"""The place of an earlier memo in, its Brief out: a record, or a PDF that carries one; anything else is a fault."""

from __future__ import annotations

from briefgen import storage
from briefgen.errors import ConfigError, ReadError
from briefgen.model import Brief, Failure, Source, visible
from briefgen.pipeline.notices import told

_HINT = "give the record of an earlier memo (.json, .yaml), or its PDF"


def earlier(place: str, network: storage.Network) -> Brief:
    """The brief of a record or of a PDF memo that carries one; ConfigError where there is none, told with its place."""
    from briefgen.pipeline import finished
    from briefgen.readers import record

    source = _single(place, network)
    if not source.data.lstrip().startswith(b"%PDF-") and not record.claims(source):
        raise ConfigError(f"{visible(place)}: no record of a memo", hint=_HINT)
    try:
        return finished.opened(source).brief
    except ReadError as error:
        raise ConfigError(str(error)) from error


def _single(place: str, network: storage.Network) -> Source:
    """The one source at a place."""
    found = list(storage.sources([place], network=network))
    if len(found) != 1:
        raise ConfigError(f"{visible(place)}: {len(found)} files, where one record is meant", hint=_HINT)
    if isinstance(found[0], Failure):
        raise ConfigError(told(found[0]))
    return found[0]
