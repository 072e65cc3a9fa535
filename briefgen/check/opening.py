"""A style's folder in; the style as far as it can be opened out, beside every fault of its style.yaml.

`open_style` stops at the first fault; here a faulty key counts as not given, so that all else can be looked at too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.check.faults import Fault
from briefgen.errors import StyleError
from briefgen.marks import Marked, Place, near, parse
from briefgen.styles import BUILT_IN, ENGLISH, OWN_KEYS, REQUIRED, SETTINGS, Style, assembled, chain_of, over, varied
from briefgen.writers.html import asset_of

LOCAL = (Path("templates"),)
"""Where an office's own styles stand."""
_FIELDS = ("day", "day_number", "month", "number", "year")
_SHEETS = ("css", "screen_css")
_LISTS = ("css", "screen_css", "sections", "story_sections")


@dataclass(frozen=True, slots=True)
class Opened:
    """A style's folders, the youngest first; settings merged, without what is faulty; what its own style.yaml says."""

    chain: list[Path]
    settings: dict[str, Any]
    marked: Marked
    variant: str = ""

    @property
    def own(self) -> Path:
        """The style's own folder."""
        return self.chain[0]

    @property
    def place(self) -> str:
        """What opens it from any folder: another process may stand elsewhere."""
        return f"{self.own}:{self.variant}" if self.variant else str(self.own)

    def files(self, pattern: str) -> list[Path]:
        """Its own files that fit, sorted."""
        return sorted(path for path in self.own.rglob(pattern) if path.is_file())

    def fault(self, path: tuple[str | int, ...], what: str, hint: str = "") -> Fault:
        """A fault of a key of its style.yaml, or of the file where the key is not its own."""
        place = self.marked.place(path) if path else None
        key = ".".join(part for part in path if isinstance(part, str))
        line, column = (place.line, place.column) if place else (1, 1)
        return Fault(str(self.own / SETTINGS), line, column, f"{key}: {what}" if key else what, hint)

    def labels(self, language: str) -> dict[str, Any]:
        """The fixed words of a language, merged; what is no text is left out."""
        return merged(self.chain, f"labels.{language}.yaml")

    def style(self, language: str = "en") -> Style:
        """The style, ready to render. Raises StyleError."""
        settings = varied(self.settings, self.variant, self.chain)
        return assembled(self.chain, settings, self.labels(language), self.labels(ENGLISH), language)


def opened(place: str) -> tuple[Opened, list[Fault]]:
    """The style of a folder or name, and what is wrong in its style.yaml. Raises StyleError where there is none."""
    faults: list[Fault] = []
    place, _, variant = place.partition(":")
    try:
        chain = [folder.resolve() for folder in chain_of(place, LOCAL)]
    except StyleError as error:
        folder = next(
            (path for path in (Path(place), *(one / place for one in LOCAL)) if (path / SETTINGS).is_file()), None
        )
        if not folder:
            raise
        if error.name or "circle" in str(error.args[0]) or "extends" in str(error.args[0]):
            faults.append(Fault(error.file, error.line, 1, str(error.args[0]), error.hint))
        chain = [folder.resolve(), *chain_of("base", BUILT_IN)]
    above = merged(chain[1:], SETTINGS)
    marked = parse(_text(chain[0] / SETTINGS))
    found = Opened(chain, {}, marked)
    faults += of_yaml(chain[0] / SETTINGS, marked)
    own = marked.data if isinstance(marked.data, dict) else {}
    if marked.data is not None and not isinstance(marked.data, dict):
        faults.append(found.fault((), "must be a group of keys", "write KEY: VALUE"))
    wrong = {key: fault for key, value in own.items() if (fault := _wrong(found, key, value, above))}
    faults += wrong.values()
    settings = over(above, {key: value for key, value in own.items() if key not in wrong and key not in OWN_KEYS})
    whole = Opened(chain, settings, marked, variant)
    faults += _missing(whole) if not marked.faults else []
    inside = list(_contents(whole))
    _leave_out(settings, above, inside, _names(chain))
    return whole, [*faults, *inside]


def _leave_out(settings: dict[str, Any], above: Mapping[str, Any], faults: list[Fault], names: set[str]) -> None:
    """Take out of the settings what names files that are not there."""
    if any(fault.what.startswith("faces") for fault in faults):
        settings["faces"] = above.get("faces", [])
    if any(fault.what.startswith("variant") for fault in faults):
        settings["variant"], settings["variants"] = above.get("variant", ""), above.get("variants", {})
    for key in _SHEETS:
        settings[key] = [name for name in settings.get(key, ()) if name in names]


def _names(chain: list[Path]) -> set[str]:
    """The files of the styles, by the names that a template may ask for."""
    every = [(folder, path) for folder in chain for path in folder.rglob("*") if path.is_file()]
    own = [(folder.name, path.relative_to(folder).as_posix()) for folder, path in every]
    return {name for _, name in own} | {f"{folder}/{name}" for folder, name in own}


def of_yaml(path: Path, marked: Marked) -> list[Fault]:
    """What is wrong in the writing of a YAML file."""
    places = [(one, one.place or Place(1, 1)) for one in marked.faults]
    return [
        Fault(str(path), at.line, at.column, ": ".join((*map(str, one.path), one.what)), one.hint) for one, at in places
    ]


def merged(chain: list[Path], name: str) -> dict[str, Any]:
    """A YAML file of the folders, the youngest over the elder."""
    found: dict[str, Any] = {}
    for folder in reversed(chain):
        data = _data(_text(folder / name))
        found = over(found, data) if isinstance(data, dict) else found
    return found


def _data(text: str) -> object:
    """What the YAML holds, by the parser that is fast; by ours where there is a fault in it."""
    import yaml

    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe
    except (yaml.YAMLError, ValueError, RecursionError):
        return parse(text).data


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""


def _wrong(found: Opened, key: str, value: object, above: Mapping[str, Any]) -> Fault | None:
    """An unknown key, or one of another kind than it should be."""
    if key in OWN_KEYS:
        return None
    if above and key not in above:
        return found.fault((key,), "no such key", near(key, above))
    wanted = type(above[key]) if above else REQUIRED.get(key, type(value))
    if wanted is list and isinstance(value, list) and key in _LISTS and not all(isinstance(one, str) for one in value):
        return found.fault((key,), "must be a list of names", "write [NAME, NAME]")
    numbers = isinstance(value, int | float) and wanted in (int, float) and not isinstance(value, bool)
    if isinstance(value, wanted) or numbers:
        return None
    written = found.marked.written.get((key,), "")
    return found.fault(
        (key,), f"must be {_KINDS.get(wanted, 'as in the style it extends')}", f"not {written}" if written else ""
    )


_KINDS = {int: "a whole number", str: "a text", list: "a list", dict: "a group of keys", bool: "yes or no"}


def _missing(found: Opened) -> list[Fault]:
    lacking = [key for key in REQUIRED if key not in found.settings]
    what = f"no {', '.join(lacking)}"
    return [found.fault((), what, "write them, or let the style say `extends: base`")] if lacking else []


def _variants(found: Opened, own: Mapping[str, Any], names: set[str]) -> Iterator[Fault]:
    """Keys of variants that the style does not have, their sheets that are not there, and a default that is none."""
    variants = own["variants"] if isinstance(own.get("variants"), dict) else {}
    for variant, keys in variants.items():
        if not isinstance(keys, dict):
            yield found.fault(("variants", variant), "must be a group of keys", "write {} where nothing differs")
            continue
        for key, value in keys.items():
            path = ("variants", variant, key)
            if key not in found.settings:
                yield found.fault(path, "no such key", near(key, found.settings))
            elif type(value) is not type(found.settings[key]):
                yield found.fault(path, f"must be {_KINDS.get(type(found.settings[key]), 'as in the style')}")
            elif key in _SHEETS:
                yield from _sheets(found, path, value, names)
    known = [*variants, *(found.settings.get("variants") or {})]
    if (default := own.get("variant")) and default not in known:
        yield found.fault(("variant",), f"no variant {default}", near(str(default), known) if known else "delete it")


def _sheets(found: Opened, path: tuple[str, ...], value: object, names: set[str]) -> Iterator[Fault]:
    """Sheets of a list that are not there."""
    for at, name in enumerate(value if isinstance(value, list) else ()):
        if isinstance(name, str) and name not in names:
            known = sorted(one for one in names if one.endswith(".css"))
            yield found.fault((*path, at), f"no file {name}", near(name, known))


def _contents(found: Opened) -> Iterator[Fault]:
    """What kinds alone do not tell: files that are not there, numbers without sense, dates without their fields."""
    own = found.marked.data if isinstance(found.marked.data, dict) else {}
    names = _names(found.chain)
    for key in _SHEETS:
        yield from _sheets(found, (key,), own.get(key), names)
    yield from _variants(found, own, names)
    for key in ("pages", "capacity", "running_head"):
        if isinstance(own.get(key), int | float) and own[key] < 1:
            yield found.fault((key,), "must be 1 or more", f"not {own[key]}")
    for field in re.findall(r"\{(\w*)\}", str(own.get("date", ""))):
        if field not in _FIELDS:
            yield found.fault(("date",), f"no field {{{field}}}", near(field, _FIELDS))
    yield from _faces(found, own, names)


def _faces(found: Opened, own: Mapping[str, Any], names: set[str]) -> Iterator[Fault]:
    from importlib.util import find_spec

    for at, face in enumerate(own["faces"] if isinstance(own.get("faces"), list) else ()):
        if not isinstance(face, dict) or not {"family", "file"} <= face.keys():
            yield found.fault(("faces", at), "each needs a family and a file", "write {family: NAME, file: NAME.ttf}")
            continue
        package, colon, file = str(face["file"]).partition(":")
        if not colon and asset_of(face) not in names:
            fonts = sorted(name for name in names if name.endswith((".ttf", ".otf")))
            hint = near(str(face["file"]), fonts) if fonts else "put it into the style's folder"
            yield found.fault(("faces", at, "file"), f"no file {face['file']}", hint)
        elif colon:
            spec = find_spec(package) if package.isidentifier() else None
            if not spec or not spec.origin or not (Path(spec.origin).parent / "files" / file).is_file():
                yield found.fault(
                    ("faces", at, "file"), f"no font {face['file']}", f"pip install {package.replace('_', '-')}"
                )
