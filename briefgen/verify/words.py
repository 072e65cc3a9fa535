"""Two texts in; whether and where the words of one stand in the other, and the first place where they part."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.model import normalised

AROUND = 20
"""Characters shown on each side of a difference."""
SLACK = 40
"""Characters that a cut may hide more in another reading of the source (a caption, a page number)."""

Run = tuple[str, int]
"""Normal form of words that stand together, and the number of characters that may be hidden before them."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in NFC, its normal form, and where each character of the normal form stands in it."""

    text: str
    normal: str
    at: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Plain:
        """A text with its normal form."""
        composed = unicodedata.normalize("NFC", text)
        kept = {char for char in set(composed) if normalised(char)}
        at = tuple(index for index, char in enumerate(composed) if char in kept)
        return cls(composed, "".join(composed[index] for index in at), at)

    def place(self, index: int) -> int:
        """Where a character of the normal form stands in the text; its end for one past the last."""
        return self.at[index] if index < len(self.at) else len(self.text)

    def before(self, index: int) -> str:
        """The words that lead up to a place of the normal form."""
        end = self.place(index)
        return " ".join(self.text[max(0, end - 2 * AROUND) : end].split())

    def around(self, index: int) -> str:
        """The words on both sides of a place of the normal form."""
        place = self.place(index)
        start, end = max(0, place - AROUND), place + AROUND
        words = " ".join(self.text[start:end].split())
        return f"{'…' if start else ''}{words}{'…' if end < len(self.text) else ''}"


def same(text: str, other: str) -> bool:
    """Whether two texts have the same normal form."""
    return normalised(text) == normalised(other)


def shared(text: str, other: str) -> int:
    """Length of the beginning that two texts share."""
    pairs = enumerate(zip(text, other, strict=False))
    return next((index for index, (ours, theirs) in pairs if ours != theirs), min(len(text), len(other)))


def difference(text: str, other: str) -> str:
    """The first place where the printed text leaves its source, with a few characters around it."""
    ours, theirs = Plain.of(text), Plain.of(other)
    at = shared(ours.normal, theirs.normal)
    if ours.normal == theirs.normal:
        return "its digest was changed"
    return f"printed “{ours.around(at)}”, the source has “{theirs.around(at)}”"


def whole(text: str, start: int, end: int) -> bool:
    """Whether a slice neither begins nor ends inside a word: "able" is no quotation of "unable" or "re-able"."""
    inner, outer = (text[start], text[end - 1]), (text[start - 1 : start], text[end : end + 1])
    return not any(one.isalnum() and _in_word(other) for one, other in zip(inner, outer, strict=True))


def _in_word(char: str) -> bool:
    hyphen = bool(char) and not char.isspace() and not normalised(char)
    return char.isalnum() or hyphen


def stands_in(runs: Sequence[Run], source: Plain) -> bool:
    """Whether all runs stand in a text in their order, as whole words, with no more hidden between than there was."""
    at = source.normal.find(runs[0][0])
    while at >= 0:
        if _follow(runs, source, at):
            return True
        at = source.normal.find(runs[0][0], at + 1)
    return False


def _follow(runs: Sequence[Run], source: Plain, start: int) -> bool:
    end = start
    for run, hidden in runs:
        at = source.normal.find(run, end, end + hidden + SLACK + len(run)) if hidden else end
        if at < 0 or not source.normal.startswith(run, at):
            return False
        end = at + len(run)
        if not whole(source.text, source.at[at], source.at[end - 1] + 1):
            return False
    return True


def prefix(wanted: str, text: str) -> int:
    """Length of the longest beginning of `wanted` that the text has."""
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if wanted[:middle] in text else (low, middle - 1)
    return low


def start_of(text: str) -> str:
    """The first words of a text, on one line."""
    words = " ".join(text.split())
    return words if len(words) <= 3 * AROUND else words[: 3 * AROUND] + "…"
