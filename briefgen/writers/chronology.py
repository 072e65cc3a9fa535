"""A brief's lines and the measures of its page in; its line of time out: past filled, ahead hollow, today a rule.

Nothing is drawn but days that printed extracts name; what finds no room is said below the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Literal

from markupsafe import Markup

from briefgen.writers.dated import Event, day_of, events
from briefgen.writers.drawn import Dot, Label, Picture, Stroke, day_name, width_of
from briefgen.writers.lines import Lines
from briefgen.writers.timeline import Flag, Line, Tag, placed

FEWEST, MOST = 3, 12
"""Events, at least and at most."""
HEIGHT = 143.0
"""At most: 38 mm."""
CLAUSE = 200.0  # the widest words that a label prints; longer ones stand in the outlook
DOT, POLE, LEADING, TOP = 7.0, 7.0, 1.24, 2.0


def timeline(lines: Lines, width: float, size: float) -> Picture | None:
    """The line of time; None with fewer than three events."""
    header = lines.brief.header
    today = day_of(header.cutoff or header.date)
    found = events(lines.brief, today) if today else ()
    if today is None or len(found) < FEWEST:
        return None
    return _Chronology(lines, width, size, today, found).picture()


@dataclass(frozen=True, slots=True)
class _Laid:
    """Events with the words that their labels print, on a line."""

    shown: tuple[Event, ...]
    words: tuple[str, ...]
    line: Line

    @property
    def drawn(self) -> list[tuple[Event, str, Flag]]:
        rows = zip(self.shown, self.words, self.line.flags[1:], strict=True)
        return [(event, words, flag) for event, words, flag in rows if flag]

    @property
    def height(self) -> float:
        return TOP + sum(map(sum, self.line.heights.values())) + 2 * POLE + 2


@dataclass(frozen=True, slots=True)
class _Chronology:
    lines: Lines
    width: float
    size: float
    today: date
    found: tuple[Event, ...]

    def picture(self) -> Picture:
        laid, words = self._laid(), self.lines.words
        axis = TOP + sum(laid.line.heights["above"]) + POLE
        return Picture(
            self.width,
            round(laid.height, 1),
            (*_axis(laid.line, self.width, axis), *self._poles(laid, axis)),
            tuple(_dot(event, flag.x, axis) for event, _, flag in laid.drawn),
            tuple(self._labels(laid, axis)),
            self._told(),
            tuple((self._full(event), words.quote(event.words), event.numbers) for event in self.found),
            tuple(self._notes(laid)),
            tuple(words.say(words.labels["pictures"][key]) for key in ("when", "words", "basis")),
        )

    # ------------------------------------------------------------------ places

    @property
    def leading(self) -> float:
        """The height of a line of a label."""
        return round(self.size * LEADING, 1)

    def _laid(self) -> _Laid:
        """With as many words, and as wide a line, as let all events be drawn within the height."""
        shown = _weightiest(self.found)
        every = tuple(map(self._words, shown))
        clauses = tuple(words if event.is_clause else "" for event, words in zip(shown, every, strict=True))
        tried = []
        for words, roomy in product((every, clauses, ("",) * len(shown)), (False, True)):
            laid = _Laid(shown, words, self._line(shown, words, roomy=roomy))
            if laid.height <= HEIGHT:
                tried.append(laid)
                if len(laid.drawn) == len(shown):
                    return laid
        return max(tried, key=lambda laid: len(laid.drawn))

    def _line(self, shown: Sequence[Event], words: Sequence[str], *, roomy: bool) -> Line:
        """`roomy`: with room for the last label behind the last mark."""
        own = Tag(self.today.toordinal(), width_of(str(self._today()), self.size) + 5)
        tags = [own, *map(self._tag, shown, words)]
        return placed(tags, self.width, self.leading, max(tag.width for tag in tags) if roomy else 0.0)

    def _tag(self, event: Event, words: str) -> Tag:
        first = f"{self._date(event)}  {', '.join(map(str, event.numbers))}"
        bold = width_of(first, self.size) * 1.06
        return Tag(event.day, max(bold, width_of(f"“{words}”", self.size) if words else 0.0) + 5, 2 if words else 1)

    def _poles(self, laid: _Laid, axis: float) -> Iterator[Stroke]:
        if own := laid.line.flags[0]:
            yield replace(self._pole("today", own, laid.line, axis), y1=round(axis - POLE, 1))
        for _, _, flag in laid.drawn:
            yield self._pole("pole", flag, laid.line, axis)

    def _pole(self, look: str, flag: Flag, line: Line, axis: float) -> Stroke:
        """From the mark along the label's edge to its far end."""
        reach = POLE + sum(line.heights[flag.side][: flag.lane]) + self.leading * flag.tag.lines
        y = axis - reach if flag.side == "above" else axis + reach
        return Stroke(look, round(flag.x, 1), round(axis, 1), round(flag.x, 1), round(y, 1))

    def _labels(self, laid: _Laid, axis: float) -> Iterator[Label]:
        if own := laid.line.flags[0]:
            yield self._label(own, laid.line, axis, "now", self._today())
        for event, words, flag in laid.drawn:
            yield self._label(flag, laid.line, axis, "when", self._head(event, words))

    def _label(self, flag: Flag, line: Line, axis: float, look: str, text: Markup) -> Label:
        inner = POLE + sum(line.heights[flag.side][: flag.lane])
        y = axis + inner if flag.side == "below" else axis - inner - self.leading * flag.tag.lines
        x = self.width - flag.x if flag.leftward else flag.x
        side: Literal["left", "right"] = "right" if flag.leftward else "left"
        return Label(look, round(x + 3, 1), round(y, 1), round(flag.tag.width, 1), text, side)

    # ------------------------------------------------------------------ words

    def _head(self, event: Event, words: str) -> Markup:
        """ "17 Apr  3, 4" in the first line, the source's words in the second."""
        numbers = self.lines.words.joined(map(self.lines.link, event.numbers))
        first = Markup("<b>{}</b> {}").format(self._date(event), numbers)
        return Markup("{}<br>{}").format(first, self.lines.words.quote(words)) if words else first

    def _words(self, event: Event) -> str:
        """The words that a label prints: none that only say its date again, none that are too long."""
        text, full = event.words, set(self.lines.words.date(event.resolved).split())
        says_date = not event.is_clause and (set(text.split()) <= full or text == self._date(event))
        return "" if says_date or width_of(text, self.size) > CLAUSE else text

    def _date(self, event: Event) -> str:
        """The event's day, short: its year where it is not this one."""
        words = self.lines.words
        if event.precision == "year":
            return event.resolved[:4]
        if event.precision == "month":
            return day_name(words, event.resolved[:7], year=True)
        text = day_name(words, event.resolved, year=event.resolved[:4] != str(self.today.year))
        return str(words.say(words.labels["pictures"]["week"], date=text)) if event.precision == "week" else text

    def _full(self, event: Event) -> Markup:
        """The event's day in the style's form."""
        words, precision = self.lines.words, event.precision
        text = words.date(event.resolved[: {"year": 4, "month": 7}.get(precision, 10)])
        return words.say(words.labels["pictures"]["week"], date=text) if precision == "week" else words.safe(text)

    def _today(self) -> Markup:
        words = self.lines.words
        form = words.labels["pictures"]["cutoff" if self.lines.brief.header.cutoff else "date"]
        return words.say(form, date=words.date(self.today.isoformat()))

    def _told(self) -> Markup:
        """The whole line of time in words."""
        words, labels = self.lines.words, self.lines.words.labels["pictures"]
        past, ahead = (
            self._listed([event for event in self.found if event.ahead is side], linked=False) or labels["none"]
            for side in (False, True)
        )
        return words.say(
            labels["timeline"],
            past=words.say(labels["past"], today=self._today(), events=past),
            ahead=words.say(labels["ahead"], events=ahead),
        )

    def _listed(self, some: Iterable[Event], *, linked: bool) -> Markup:
        """ "4 May 2026 (extract 15); 1 June 2026 (extract 16)"."""
        words, form = self.lines.words, self.lines.words.labels["pictures"]["event"]
        numbers = self.lines.links if linked else words.listed
        return words.joined(
            (words.say(form, date=self._full(event), numbers=numbers(event.numbers)) for event in some), "semicolon"
        )

    def _notes(self, laid: _Laid) -> Iterator[Markup]:
        """How the marks that are there are read; what is not drawn."""
        words, labels = self.lines.words, self.lines.words.labels["pictures"]
        drawn = [event for event, _, _ in laid.drawn]
        wide = words.say(labels["key_wide"]) if any(event.precision != "day" for event in drawn) else ""
        broken = words.say(labels["key_broken"]) if laid.line.breaks else ""
        key = words.joined([words.say(labels["key"], today=self._today()), wide, broken], "semicolon")
        yield words.say(labels["sentence"], text=key)
        if missing := [event for event in self.found if event not in drawn]:
            yield words.say(labels["not_drawn"], events=self._listed(missing, linked=True))


def _weightiest(found: Sequence[Event]) -> tuple[Event, ...]:
    """As many events as a line holds: what is expected first, then what the first extracts tell."""
    ranked = sorted(found, key=lambda event: (not event.expected, event.numbers[0], event.day))
    return tuple(event for event in found if event in ranked[:MOST])


def _axis(line: Line, width: float, y: float) -> Iterator[Stroke]:
    """The line from edge to edge, with two slanting strokes at each break."""
    ends = [0.0, *(end for at in line.breaks for end in _gap(at)), width]
    for start, end in zip(ends[::2], ends[1::2], strict=True):
        yield Stroke("axis", round(start, 1), y, round(end, 1), y)
    for at in line.breaks:
        for end in _gap(at):
            yield Stroke("break", round(end - 2, 1), y + 5, round(end + 2, 1), y - 5)


def _gap(at: tuple[float, float]) -> tuple[float, float]:
    middle = (at[0] + at[1]) / 2
    return middle - 2.5, middle + 2.5


def _dot(event: Event, x: float, axis: float) -> Dot:
    """Filled for what has been, hollow for what is ahead; wide where no day is told."""
    width = DOT if event.precision == "day" else 2 * DOT
    return Dot("ahead" if event.ahead else "past", round(x, 1), axis, width, DOT)
