"""A memo's files and a folder or `scheme://` place in; the files there, each of them whole, out."""

from __future__ import annotations

from pathlib import Path

from briefgen import storage
from briefgen.batch.outcomes import Parcel
from briefgen.errors import DeliveryError, WriteError
from briefgen.model import Failure
from briefgen.storage import local
from briefgen.storage.network import scheme_of, without_password


def put(parcel: Parcel, to: str) -> None:
    """Write the files by their names; a local folder is made where there is none. Raises DeliveryError."""
    scheme = scheme_of(to)
    if scheme and scheme != "file":
        _remote(parcel, to)
        return
    path = local.path_of(to) if scheme else to
    if isinstance(path, Failure):
        raise DeliveryError(f"{to}: {path.message}", hint=path.hint)
    _local(parcel, Path(path))


def _local(parcel: Parcel, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = "is a file" if isinstance(error, FileExistsError) else error.strerror or str(error)
        hint = "name a folder that may be written to"
        raise DeliveryError(f"{folder}: the folder cannot be made: {what}", hint=hint) from error
    try:
        storage.store({folder / Path(name).name: data for name, data in parcel.files.items()})
    except WriteError as error:
        raise DeliveryError(str(error.args[0]), hint=error.hint) from error


def _remote(parcel: Parcel, to: str) -> None:
    for name, data in parcel.files.items():
        place = f"{to.rstrip('/')}/{Path(name).name}"
        try:
            storage.put(place, data)
        except WriteError as error:
            raise DeliveryError(without_password(str(error.args[0])), hint=error.hint) from error
