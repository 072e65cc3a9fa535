"""The type of a value and a name in; the type of what a template finds under that name out, or that there is none.

What is not known is `Any`, of which everything may be asked: a check that cries wolf is turned off.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

Kind = Any
"""A type, a `Group`, a function, or Any."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A mapping of which the keys are known: the fixed words, the settings, the macros of an imported template."""

    what: str
    entries: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Lacking:
    """There is no such name; `known` are those there are, `owner` is whose."""

    owner: str
    known: tuple[str, ...]


def kind_of(value: object, what: str = "") -> Kind:
    """The type of a value, with the types of what it holds where a first item tells them."""
    if isinstance(value, Mapping):
        return Group(what, value)
    if isinstance(value, tuple) and value and not hasattr(value, "_fields"):
        return tuple[tuple(kind_of(one) for one in value)]  # type: ignore[misc]
    if isinstance(value, list):
        return list[kind_of(value[0])] if value else Any  # type: ignore[misc]
    return value if isinstance(value, types.FunctionType | types.MethodType) else type(value)


def member(kind: Kind, name: str) -> Kind | Lacking:
    """What a template gets by `x.name`."""
    if isinstance(kind, Group):
        if name in kind.entries:
            entry = kind.entries[name]
            return kind_of(entry, f"{kind.what}.{name}") if not isinstance(entry, Group) else entry
        return Any if hasattr(dict, name) else Lacking(kind.what, tuple(map(str, kind.entries)))
    options = _options(kind)
    found = [_of_class(option, name) for option in options]
    good = [one for one in found if not isinstance(one, Lacking)]
    if good:
        return joined(good)
    known = dict.fromkeys(word for one in found for word in one.known)
    return Lacking(" or ".join(dict.fromkeys(one.owner for one in found)), tuple(known)) if found else Any


def item(kind: Kind, index: int) -> Kind:
    """What a template gets by `x[0]`."""
    own, origin = get_args(kind), cast(Any, get_origin(kind))
    if origin is tuple and Ellipsis not in own:
        return own[index] if -len(own) <= index < len(own) else Any
    return element(kind)


def element(kind: Kind) -> Kind:
    """What a loop over it gives."""
    options = _options(kind)
    return joined(_element(option) for option in options) if options else Any


def parts(kind: Kind, count: int) -> list[Kind]:
    """What `a, b` are given of it."""
    own, origin = get_args(kind), cast(Any, get_origin(kind))
    fits = origin is tuple and len(own) == count and Ellipsis not in own
    return list(own) if fits else [Any] * count


def result(kind: Kind) -> Kind:
    """What a call of it gives."""
    if isinstance(kind, types.FunctionType | types.MethodType):
        return _hints(kind).get("return", Any)
    return Any


def joined(kinds: Iterable[Kind]) -> Kind:
    """One of several; Any where one of them is not known."""
    found = list(dict.fromkeys(kinds))
    if not found or any(kind in (Any, object) for kind in found):
        return Any
    if len(found) == 1:
        return found[0]
    return Any if any(_no_type(kind) for kind in found) else Union[tuple(found)]  # noqa: UP007 - made of a list


def _no_type(kind: Kind) -> bool:
    return isinstance(kind, Group | types.FunctionType | types.MethodType)


def _options(kind: Kind) -> list[Kind]:
    """The types that it may be; none where that is open."""
    if kind in (Any, object) or isinstance(kind, str):
        return []
    if cast(Any, get_origin(kind)) in (Union, types.UnionType):
        inner = [one for one in get_args(kind) if one is not types.NoneType]
        return [] if any(one in (Any, object) for one in inner) else inner
    return [] if _no_type(kind) else [kind]


def _of_class(kind: Kind, name: str) -> Kind | Lacking:
    owner = get_origin(kind) or kind
    if not isinstance(owner, type):
        return Any
    if is_dataclass(owner) and name in (hints := _hints(owner)):
        return hints[name]
    found = getattr(owner, name, None)
    if isinstance(found, property):
        return _hints(found.fget).get("return", Any)
    if found is not None and not name.startswith("_"):
        return found if isinstance(found, types.FunctionType) else Any
    own = [one.name for one in fields(owner)] if is_dataclass(owner) else []
    own += [word for word in dir(owner) if not word.startswith("_") and word not in own]
    return Lacking(owner.__name__.lower(), tuple(own))


def _element(kind: Kind) -> Kind:
    origin, inner = get_origin(kind), get_args(kind)
    if not isinstance(origin, type) or not issubclass(origin, Sequence) or not inner:
        return Any
    return joined(one for one in inner if one is not Ellipsis)


@cache
def _hints(owner: Callable[..., Any] | type) -> Mapping[str, Any]:
    """Types by name; none where a module imports them for the type checker alone."""
    try:
        return get_type_hints(owner)
    except (NameError, TypeError):
        return {}
