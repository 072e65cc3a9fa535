"""A style's fixed words in; keys that are unknown or missing, and {fields} that are not those of the English, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from briefgen.check.faults import Fault
from briefgen.check.opening import Opened, merged, of_yaml
from briefgen.marks import Marked, near, parse

Key = tuple[str, ...]

_FIELD = re.compile(r"\{(\w+)\}")
_OPEN = frozenset({"languages"})  # groups that hold a key for each of what there is, however few
_MOST = 12  # missing keys that are named


def labels(found: Opened) -> Iterator[Fault]:
    """What is wrong in the style's own labels.XX.yaml."""
    model = _flat(found.labels("en") if len(found.chain) < 2 else _elder(found))
    for path in found.files("labels.*.yaml"):
        marked = parse(path.read_bytes().decode("utf-8", "replace"))
        yield from of_yaml(path, marked)
        if not marked.faults and isinstance(marked.data, dict):
            yield from _file(found, path, marked, model)


def _elder(found: Opened) -> dict[str, Any]:
    """The English words of what the style extends."""
    return merged(found.chain[1:], "labels.en.yaml")


def _file(found: Opened, path: Path, marked: Marked, model: Mapping[Key, object]) -> Iterator[Fault]:
    own = _flat(marked.data)
    language = path.name.split(".")[1]
    words = {key[: len(key) - at] for key in model for at in range(len(key))}
    templates = "".join(one.read_text("utf-8", "replace") for one in found.files("*.j2"))
    for key, value in own.items():
        place = marked.place(key)
        at = (str(path), place.line if place else 1, place.column if place else 1)
        if key not in words and key[0] not in _OPEN:
            if not re.search(rf"\b{re.escape(key[-1])}\b", templates):
                yield Fault(*at, f"{'.'.join(key)}: no such key", _nearest(key, words))
        else:
            yield from _value(at, key, value, model, words, marked)
    if language != "en" or len(found.chain) < 2:
        there = _flat(found.labels(language))
        missing = [key for key in model if key not in there and key[0] not in _OPEN]
        if missing:
            names = ", ".join(".".join(key) for key in missing[:_MOST])
            more = f" and {len(missing) - _MOST} more" if len(missing) > _MOST else ""
            yield Fault(str(path), 1, 1, f"missing: {names}{more}", "translate them from labels.en.yaml")


def _nearest(key: Key, words: set[Key]) -> str:
    beside = sorted(one[-1] for one in words if one[:-1] == key[:-1])
    if beside:
        return near(key[-1], beside)
    return near(".".join(key), sorted(".".join(one) for one in words), otherwise="delete it, or use it in a template")


def _value(
    at: tuple[str, int, int], key: Key, value: object, model: Mapping[Key, object], words: set[Key], marked: Marked
) -> Iterator[Fault]:
    name, there = ".".join(key), model.get(key)
    if not _is_text(value):
        written = marked.written.get(key, "")
        yield Fault(*at, f"{name}: must be text, in all its parts", f'write "{written}" in quotes' if written else "")
    elif key in words and key not in model:
        yield Fault(*at, f"{name}: must be a group of keys", "as in labels.en.yaml")
    elif there is not None and isinstance(value, dict) and isinstance(there, str):
        yield Fault(*at, f"{name}: must be a text", "this word has one form")
    elif there is not None:
        own, wanted = _fields(value), _fields(there)
        for field in sorted(own - wanted):
            yield Fault(*at, f"{name}: no field {{{field}}}", near(field, sorted(wanted)) if wanted else "delete it")
        if wanted - own and not own - wanted:
            yield Fault(
                *at, f"{name}: lacks {', '.join(f'{{{field}}}' for field in sorted(wanted - own))}", "keep the fields"
            )


def _is_text(value: object) -> bool:
    if isinstance(value, dict | list):
        return all(_is_text(one) for one in (value.values() if isinstance(value, dict) else value))
    return isinstance(value, str)


def _fields(value: object) -> set[str]:
    if isinstance(value, dict):
        return {field for one in value.values() for field in _fields(one)}
    return set(_FIELD.findall(str(value)))


def _flat(value: object, key: Key = ()) -> dict[Key, object]:
    """Words by their keys; a word of several forms ({one, other}) is one."""
    if not isinstance(value, dict) or (key and "other" in value):
        return {key: value}
    return {inner: word for name, one in value.items() for inner, word in _flat(one, (*key, str(name))).items()}
