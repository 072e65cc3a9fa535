"""A file of texts that only a person can write in; a ByHand of the record out, or every fault with line and column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from briefgen.config.files import made, place_in, text_of
from briefgen.marks import Fault, Marked, near, parse
from briefgen.model import ByHand


def load_by_hand(path: Path) -> ByHand:
    """The texts of a YAML file: objectives, lines_to_take, if_raised, recommendation, comment, routing.

    Raises ConfigError with every fault of the file.
    """
    marked = parse(text_of(path, "write the file, or leave by_hand empty"))
    return made(ByHand, marked, place_in(path, marked), lambda _: _unknown(marked))


def _unknown(marked: Marked) -> Iterator[Fault]:
    """Keys that no style prints: a text under a mistyped one would be lost."""
    known = [field.name for field in fields(ByHand)]
    for key in marked.data if isinstance(marked.data, dict) else ():
        if key not in known:
            yield Fault((key,), "is unknown", near(str(key), known))
