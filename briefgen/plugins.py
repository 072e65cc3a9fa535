"""A group and a name in; the function that some installed package registered under them out.

Readers and writers are entry points in the groups `briefgen.readers` and `briefgen.writers`; those that come with
the program are registered in the same way as a stranger's (pyproject.toml).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from briefgen.errors import BriefgenError, ConfigError
from briefgen.marks import near

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

READERS = "briefgen.readers"
WRITERS = "briefgen.writers"


def names(group: str) -> tuple[str, ...]:
    """All registered names, sorted."""
    return tuple(sorted(_registered().get(group, {})))


@cache
def find(group: str, name: str) -> Callable[..., Any]:
    """The function registered under a name. ConfigError: nobody did, two did, or its module cannot be imported."""
    known = _registered().get(group, {})
    if not known:
        raise ConfigError(f"{group}: nothing is registered", hint="install briefgen with pip: pip install -e .")
    if name not in known:
        raise ConfigError(f'{group}: no "{name}"', hint=near(name, known))
    first, *others = known[name]
    if others:
        owners = " and ".join(_owner(entry) for entry in known[name])
        raise ConfigError(f'{group}: "{name}" is registered by {owners}', hint="uninstall one of them")
    return _loaded(first)


def _loaded(entry: EntryPoint) -> Callable[..., Any]:
    what = f'{entry.group}: "{entry.name}" of {_owner(entry)}'
    try:
        function = entry.load()
    except BriefgenError:
        raise
    except Exception as error:  # a stranger's module may raise anything while it is imported
        reason = f"{type(error).__name__}: {error}"
        raise ConfigError(f"{what} cannot be loaded ({reason})", hint="install it anew or uninstall it") from error
    if not callable(function):
        raise ConfigError(f"{what} is no function ({entry.value})", hint="install it anew or uninstall it")
    return function  # type: ignore[no-any-return]


@cache
def _registered() -> Mapping[str, Mapping[str, tuple[EntryPoint, ...]]]:
    """Entry points by group and name; read once, because it opens a file of every installed package."""
    from importlib.metadata import entry_points

    found: dict[str, dict[str, dict[str, EntryPoint]]] = {READERS: {}, WRITERS: {}}
    for group, entries in found.items():
        for entry in entry_points(group=group):
            # A package that is on the path twice (installed, and as a checkout) says the same thing twice.
            entries.setdefault(entry.name, {}).setdefault(entry.value, entry)
    return MappingProxyType({group: {n: tuple(e.values()) for n, e in es.items()} for group, es in found.items()})


def _owner(entry: EntryPoint) -> str:
    package = entry.dist
    return f"{package.name} {package.version}" if package else "an unnamed package"
