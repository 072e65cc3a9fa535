"""Fixed words of a language and the English ones in; the words of a memo out, and what is printed in English in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WHOLE = ("languages", "analysis", "night")
"""Groups that are told by their name alone where something of them is missing: long, and seldom on the page."""
_NAMED = 6  # keys that a notice names; the others are counted


def completed(
    own: Mapping[str, Any], english: Mapping[str, Any], language: str
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The words of a language with English ones where it has none, and the dotted keys of these."""
    merged = {**_filled(own, english), "language": language}  # English's own would let no English source be named
    missing = [key for key in _missing(own, english) if key != "language"]
    groups = [key.partition(".")[0] for key in missing]
    told = (group if group in WHOLE else key for group, key in zip(groups, missing, strict=True))
    return merged, tuple(dict.fromkeys(told))


def notice(untranslated: Sequence[str], language: str) -> str:
    """What a person is told of the keys that are printed in English, in one line."""
    named, more = untranslated[:_NAMED], len(untranslated[_NAMED:])
    keys = ", ".join([*named, *([f"and {more} more"] if more else [])])
    return f"labels.{language}.yaml: no text for {keys}: printed in English"


def _filled(own: Mapping[str, Any], english: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(english)
    for key, value in own.items():
        found[key] = _filled(value, english[key]) if _is_group(value) and _is_group(english.get(key)) else value
    return found


def _missing(own: Mapping[str, Any], english: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for key, value in english.items():
        if key not in own:
            yield from (f"{above}{key}.{inner}" for inner in value) if _is_group(value) else (f"{above}{key}",)
        elif _is_group(value) and _is_group(own[key]):
            yield from _missing(own[key], value, f"{above}{key}.")


def _is_group(value: object) -> bool:
    """Whether this is a group of words: one word in two forms is none, and a language may do with one of them."""
    return isinstance(value, Mapping) and "other" not in value
