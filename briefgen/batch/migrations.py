"""A ledger of any earlier version in, one of today's out, in one transaction; one of a later version is refused.

A change of the schema adds a step here and raises VERSION: `_STEPS[n]` leads from version n to n + 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from briefgen.batch.database import Base
from briefgen.errors import ConfigError

VERSION = 1
_STEPS: Mapping[int, str] = {}
"""SQL by the version that it leads on from."""


def migrated(base: Base, path: Path, steps: Mapping[int, str] = _STEPS, version: int = VERSION) -> None:
    """Bring a ledger to `version`. Raises ConfigError for one that a later program has written.

    Before the first step from an existing ledger a copy is left beside it, for the way back.
    """
    found = _version(base)
    if found > version:
        hint = f"use that version again, or put the copy {path.name}.v{version} in its place"
        raise ConfigError(f"{path}: written by a later version of briefgen (ledger {found})", hint=hint)
    if found == version:
        return
    if found and str(path) != ":memory:" and path.is_file():
        base.execute(f"VACUUM INTO '{_free(path, found)}'")
    script = schema() if not found else "".join(steps[one] for one in range(found, version))
    base.executescript(f"BEGIN; {script}; PRAGMA user_version = {version}; COMMIT;")


def schema() -> str:
    """The tables of a new ledger."""
    return resources.files("briefgen.batch").joinpath("schema.sql").read_text("utf-8")


def _version(base: Base) -> int:
    return int(base.execute("PRAGMA user_version").fetchone()[0])


def _free(path: Path, version: int) -> str:
    """A name for the copy that no file has yet, fit to stand in SQL."""
    name, number = path.with_name(f"{path.name}.v{version}"), 1
    while name.exists():
        name, number = path.with_name(f"{path.name}.v{version}.{number}"), number + 1
    return str(name).replace("'", "''")
