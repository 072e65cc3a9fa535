"""A list file in, its entries out.

A list file holds one entry a line; "#" opens a comment, "[name]" a part. Where an entry may hold spaces, entries are
separated by line or "|", otherwise by white space.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def lines(path: Path) -> list[str]:
    """Its lines without comments."""
    text = path.read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def parts(path: Path) -> dict[str, list[str]]:
    """The file's lines by "[name]" of their part; lines before the first name stand under ""."""
    found: dict[str, list[str]] = {"": []}
    name = ""
    for line in lines(path):
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1]
            found[name] = []
        else:
            found[name].append(line)
    return found


def words(entries: list[str]) -> frozenset[str]:
    """The words of lines."""
    return frozenset(word for line in entries for word in line.split())


def phrases(entries: list[str]) -> frozenset[str]:
    """The phrases of lines."""
    return frozenset(p.strip() for line in entries for p in (line.split("|") if "|" in line else line.split()))
