"""The nouns of a picture: shapes and labels at their places, and the same content as rows of words. Lengths: CSS px.

Text widths in, for labels that are placed before any font is opened: figures of Source Sans, rounded up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from briefgen.errors import StyleError
from briefgen.styles.words import Words, dated

_ARC = "a{0:g} {0:g} 0 0 1 0 {1:g}"
_PX = {"px": 1.0, "pt": 4 / 3, "mm": 96 / 25.4}
_NARROW, _WIDE, _CAPITAL, _OTHER = 0.29, 0.86, 0.62, 0.53  # ems


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line; `look` is its CSS class."""

    look: str
    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def path(self) -> str:
        """As an SVG path; shapes of one look are drawn as one element, since WeasyPrint styles each."""
        return f"M{self.x1:g} {self.y1:g}L{self.x2:g} {self.y2:g}"


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark with its middle at x, y: `width` x `height`, with round ends unless it is `square`."""

    look: str
    x: float
    y: float
    width: float
    height: float
    square: bool = False

    @property
    def path(self) -> str:
        """As an SVG path."""
        high, long = self.height, self.width - (0 if self.square else self.height)
        left, top = round(self.x - long / 2, 1), round(self.y - high / 2, 1)
        turn, back = (f"v{high:g}", "") if self.square else (_ARC.format(high / 2, high), _ARC.format(high / 2, -high))
        return f"M{left:g} {top:g}h{long:g}{turn}h{-long:g}{back}z"


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a shape: x from the picture's `side`, the top, and about how wide they are."""

    look: str
    x: float
    y: float
    width: float
    text: Markup
    side: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Picture:
    """`title` tells all of it in words; `rows` is the same as a table below `columns`; `notes` stand below it."""

    width: float
    height: float
    strokes: tuple[Stroke, ...]
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]
    title: Markup
    rows: tuple[tuple[object, ...], ...]
    notes: tuple[Markup, ...] = ()
    columns: tuple[Markup, ...] = ()


def pixels(length: str) -> float:
    """A length of a style, such as 7.8pt, in CSS pixels. Raises StyleError."""
    found = re.fullmatch(r"\s*(\d+\.?\d*|\.\d+)\s*(px|pt|mm)\s*", length)
    if not found:
        raise StyleError(f"{length} is no length that a picture can be drawn by", hint="write it as 8pt, 11px or 139mm")
    return float(found[1]) * _PX[found[2]]


def width_of(text: str, size: float) -> float:
    """About how wide a text is, never less; `size` is the size of its letters."""
    return size * sum(map(_em, text))


def _em(char: str) -> float:
    if char in " .,;:!'’‘|ijltfI()[]-":
        return _NARROW
    if char in "mwMW@—%":
        return _WIDE
    return _CAPITAL if char.isupper() or ord(char) > 0x2E80 else _OTHER


def day_name(words: Words, iso: str, *, year: bool) -> str:
    """A day as labels have it: "4 May", "4 May 2026"."""
    labels = words.labels["pictures"]
    months = {"dates": {**words.labels["dates"], "months": labels["months"]}}
    return dated(iso, labels["day_year" if year else "day"], months)
