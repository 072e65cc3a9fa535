"""desk.yaml (or nothing) in; the Desk out, what an office knows, or one ConfigError that tells every fault.

Names are matched as they stand in the file: every form that articles use has to be given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.config.files import made, place_in, text_of
from briefgen.config.settings import BORDER
from briefgen.marks import Fault, parse
from briefgen.marks import Path as KeyPath

DESK = "desk.yaml"

KindOf = Callable[[str], str | None]
"""The kind of actor that a name is known to be ("country", "organisation"), None where that is not known."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """What the office calls the outlet behind a domain, and the agency that its articles come from."""

    __pydantic_config__ = BORDER
    name: str = ""
    originator: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What an office knows and every run applies; `Desk()` knows nothing and changes nothing.

    same_as: full name -> other forms of it. preferred: name in the articles -> name printed for the actor, never
    inside an extract. roles: name -> role where the articles give none. not_actor: names that are no actors.
    boilerplate: whole lines; * stands for anything. outlets: domain -> outlet. abbreviations never end a sentence.
    watch: names or words; an actor named so is marked.
    """

    __pydantic_config__ = BORDER
    # A mapping has no hash; desks that differ in these alone share theirs, which equality tells apart.
    same_as: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    preferred: Mapping[str, str] = field(default_factory=dict, hash=False)
    roles: Mapping[str, str] = field(default_factory=dict, hash=False)
    not_actor: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    outlets: Mapping[str, Outlet] = field(default_factory=dict, hash=False)
    abbreviations: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()


NO_DESK = Desk()
"""What an office without a desk.yaml knows."""


def find_desk(folder: Path) -> Path | None:
    """The folder's desk.yaml, if it has one."""
    path = folder / DESK
    return path if path.is_file() else None


def load_desk(path: Path | None, *, kind_of: KindOf = lambda _: None) -> Desk:
    """Read a file; None gives a desk that knows nothing. `kind_of` tells which names cannot be the same actor.

    Raises ConfigError with every fault of the file, one a line: `desk.yaml:LINE:COL: key: what: remedy`.
    """
    if path is None:
        return NO_DESK
    text = text_of(path, "give a file that can be read, or delete it")
    # A file of comments, as the shipped one, costs nothing.
    if all(line.lstrip().startswith("#") or not line.strip() for line in text.splitlines()):
        return NO_DESK
    marked = parse(text)

    def faults(desk: Desk) -> Iterator[Fault]:
        for check in _CHECKS:
            yield from check(desk)
        yield from _kinds(desk, kind_of)

    return made(Desk, marked, place_in(path, marked), faults)


# ------------------------------------------------- what types alone do not tell

_DOMAIN = re.compile(r"[\w-]+(\.[\w-]+)+")
_LETTERS = 3  # a pattern with fewer fits lines that are news


def _named(desk: Desk) -> Iterator[tuple[KeyPath, str]]:
    """Every text that must not be empty, with its place."""
    for key in ("same_as", "preferred", "roles", "outlets"):
        yield from (((key, name), name) for name in getattr(desk, key))
    for key in ("preferred", "roles"):
        yield from (((key, name), value) for name, value in getattr(desk, key).items())
    for key in ("not_actor", "boilerplate", "abbreviations", "watch"):
        yield from (((key, at), value) for at, value in enumerate(getattr(desk, key)))
    for name, forms in desk.same_as.items():
        yield from ((("same_as", name, at), form) for at, form in enumerate(forms))


def _empty(desk: Desk) -> Iterator[Fault]:
    for path, text in _named(desk):
        if not text.strip():
            yield Fault(path, "is empty", "write a name, or delete it")


def _same(desk: Desk) -> Iterator[Fault]:
    """One form of two people, names that lead on to other names, and entries that say nothing."""
    owner: dict[str, str] = {}
    for name, forms in desk.same_as.items():
        if not forms:
            yield Fault(("same_as", name), "has no other form", f'write "{name}": [ANOTHER FORM]')
        for at, form in enumerate(forms):
            path: KeyPath = ("same_as", name, at)
            if form == name:
                yield Fault(path, f'"{form}" is the full name itself', "delete it here")
            elif form in desk.same_as:
                yield Fault(path, f'"{form}" has forms of its own', f'put them all under "{name}"')
            elif owner.setdefault(form, name) != name:
                yield Fault(path, f'"{form}" stands under "{owner[form]}" too', "a form that two bear names nobody")


def _contrary(desk: Desk) -> Iterator[Fault]:
    """Names said to be no actor that are given a name, a role or other forms; two answers for one actor."""
    full = {form: name for name, forms in desk.same_as.items() for form in forms}
    dropped = {full.get(name, name): name for name in desk.not_actor}
    for key in ("same_as", "preferred", "roles"):
        for name in getattr(desk, key):
            if told := dropped.get(full.get(name, name)):
                yield Fault((key, name), f'"{told}" is no actor by not_actor', "take it out of one of the two")
    for key in ("preferred", "roles"):
        said: dict[str, str] = {}
        for name, value in getattr(desk, key).items():
            if said.setdefault(full.get(name, name), value) != value:
                other = said[full.get(name, name)]
                yield Fault((key, name), f'the same actor has "{other}" above', "keep one of the two")


def _renamed(desk: Desk) -> Iterator[Fault]:
    """A name that would be printed as another one which is itself replaced."""
    for name, printed in desk.preferred.items():
        if printed == name:
            yield Fault(("preferred", name), "is printed as it stands", "delete it")
        elif printed in desk.preferred:
            yield Fault(("preferred", name), f'"{printed}" is itself replaced', "keep one of the two")


def _lines(desk: Desk) -> Iterator[Fault]:
    for at, line in enumerate(desk.boilerplate):
        if line.strip() and sum(map(str.isalnum, line)) < _LETTERS:
            yield Fault(("boilerplate", at), f'"{line}" fits lines of every article', "write more of the line")


def _outlets(desk: Desk) -> Iterator[Fault]:
    for domain, outlet in desk.outlets.items():
        if domain.strip() and (not _DOMAIN.fullmatch(domain) or domain.startswith("www.")):
            yield Fault(("outlets", domain), "is no domain", "write it as news.example, without https:// and www.")
        if not outlet.name.strip() and not outlet.originator.strip():
            yield Fault(("outlets", domain), "says nothing", "write {name: NAME}, {originator: AGENCY} or both")


def _abbreviations(desk: Desk) -> Iterator[Fault]:
    for at, word in enumerate(desk.abbreviations):
        if word.strip() and (len(word.split()) > 1 or not any(map(str.isalpha, word))):
            yield Fault(("abbreviations", at), f'"{word}" is no single word', "write it as Bn. or a.k.a.")


_CHECKS: tuple[Callable[[Desk], Iterator[Fault]], ...] = (
    _empty,
    _same,
    _contrary,
    _renamed,
    _lines,
    _outlets,
    _abbreviations,
)


def _kinds(desk: Desk, kind_of: KindOf) -> Iterator[Fault]:
    """Forms of one name that are known to be actors of different kinds."""
    for name, forms in desk.same_as.items():
        own = kind_of(name)
        for at, form in enumerate(forms):
            kind = kind_of(form)
            if own and kind and kind != own:
                what = f'"{form}" is known as {kind}, "{name}" as {own}'
                yield Fault(("same_as", name, at), what, "one actor has one kind: take it out")
