"""Days with labels in; one line of time out: where each mark, break and label stands, so that no two labels meet.

All lengths are CSS pixels. A label is a flag: it begins at a pole that rises from its mark, in one of the lanes above
or below the line. Where years lie between days the line is broken, so that what is near stays legible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, product

LANES = 4
"""Rows of labels on each side of the line; what finds no room in them is left out, and said to be."""
BREAK_DAYS, BREAK_RATIO, YEAR = 60, 2.5, 365  # a gap of so many days, so much longer than all that is left unbroken
BREAK, STEP, EDGE = 26.0, 9.0, 8.0  # widths: of a break, the least between two marks, before the first of them
_SIDES = ("above", "below")


@dataclass(frozen=True, slots=True)
class Tag:
    """What is to be placed: its day as an ordinal, how wide its label is and of how many lines."""

    day: int
    width: float
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Flag:
    """A tag placed: its mark's x, and its label in a lane (0 is next to the line), to the right or left of the pole."""

    tag: Tag
    x: float
    side: str
    lane: int
    leftward: bool = False

    @property
    def span(self) -> tuple[float, float]:
        """From where to where the label goes."""
        return (self.x - self.tag.width, self.x) if self.leftward else (self.x, self.x + self.tag.width)


@dataclass(frozen=True, slots=True)
class Line:
    """The line: flags by the index of their tag (None: no room), breaks from x to x, heights of the lanes of a side."""

    flags: tuple[Flag | None, ...]
    breaks: tuple[tuple[float, float], ...]
    heights: dict[str, tuple[float, ...]]


def placed(tags: Sequence[Tag], width: float, line: float, spare: float = 0.0) -> Line:
    """Place the tags, the first before all others and below the line.

    `line`: the height of a line of text; `spare`: what the marks leave free at the right, for the last labels.
    """
    places, breaks = scale(sorted({tag.day for tag in tags}), EDGE, width - EDGE - spare)
    flags: dict[int, Flag] = {}
    later = sorted(range(1, len(tags)), key=lambda index: (-tags[index].day, index))
    for index in [0, *later]:
        sides = _SIDES if index else _SIDES[1:]
        flag = next(_free(tags[index], places[tags[index].day], sides, list(flags.values()), width), None)
        if flag:
            flags[index] = flag
    return Line(tuple(map(flags.get, range(len(tags)))), breaks, {side: _heights(flags, side, line) for side in _SIDES})


def _free(tag: Tag, x: float, sides: Sequence[str], others: Sequence[Flag], width: float) -> Iterator[Flag]:
    """The places that are free for a label, the best first: to the right of its pole, near the line."""
    # Flags to the right, placed from the last day to the first, never shut each other out; those to the left do.
    for leftward, lane, side in product((False, True), range(LANES), sides):
        flag = Flag(tag, x, side, lane, leftward)
        inside = flag.span[0] >= 0 and flag.span[1] <= width
        if inside and not any(meets(flag, other) for other in others):
            yield flag


def meets(one: Flag, other: Flag) -> bool:
    """Whether two labels of a side would touch, or the pole of one would cross the other."""
    if one.side != other.side:
        return False
    (left, right), (start, end) = one.span, other.span
    if one.lane == other.lane:
        return left < end + 4 and start < right + 4
    outer, (from_, to) = (one, other.span) if one.lane > other.lane else (other, one.span)
    return from_ - 2 < outer.x < to + 2


def _heights(flags: dict[int, Flag], side: str, line: float) -> tuple[float, ...]:
    own = [flag for flag in flags.values() if flag.side == side]
    lanes = range(max((flag.lane for flag in own), default=-1) + 1)
    return tuple(line * max((flag.tag.lines for flag in own if flag.lane == lane), default=1) for lane in lanes)


def scale(days: Sequence[int], left: float, right: float) -> tuple[dict[int, float], tuple[tuple[float, float], ...]]:
    """Each day's x, and the breaks. Between breaks days are to scale, but marks never cover each other."""
    parts = _parts(days)
    room = (right - left - BREAK * (len(parts) - 1)) / len(days)
    starts = [left + at for at in accumulate((room * len(part) + BREAK for part in parts), initial=0.0)]
    found: dict[int, float] = {}
    for start, part in zip(starts, parts, strict=False):
        reach = room * len(part) - (room / 2 if len(parts) > 1 else 0.0)
        found |= {day: start + reach * (day - part[0]) / max(part[-1] - part[0], 1) for day in part}
    breaks = tuple((start - BREAK, start) for start in starts[1:-1])
    return dict(zip(days, _apart([found[day] for day in days], right), strict=True)), breaks


def _apart(places: Sequence[float], right: float) -> list[float]:
    """Places at least a step from each other, none beyond the right end."""
    pushed = list(accumulate(places, lambda before, here: max(before + STEP, here)))
    back = accumulate(reversed(pushed), lambda after, here: min(after - STEP, here), initial=right + STEP)
    return list(back)[:0:-1]


def _parts(days: Sequence[int]) -> list[list[int]]:
    """The days between breaks."""
    broken = _broken({after: after - before for before, after in pairwise(days)})
    parts: list[list[int]] = []
    for day in days:
        if not parts or day in broken:
            parts.append([])
        parts[-1].append(day)
    return parts


def _broken(gaps: dict[int, int]) -> set[int]:
    """The days before which the line is broken: the widest gap, while it dwarfs all that is left.

    Gaps of years that are alike dwarf none of each other, but together all that is left: they are broken together.
    """
    widest = sorted(gaps, key=lambda after: (-gaps[after], after))
    rest, least, broken = sum(gaps.values()), BREAK_DAYS, 0
    for count, after in enumerate(widest, 1):
        rest -= gaps[after]
        if gaps[after] <= least:
            break
        if gaps[after] < BREAK_RATIO * rest:
            least = YEAR
        elif rest or least == BREAK_DAYS:  # years alone, with nothing near, stay to scale
            broken = count
    return set(widest[:broken])
