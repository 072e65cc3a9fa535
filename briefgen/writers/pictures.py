"""A brief, a style's words and measures in; its pictures out: a line of time, who reported when, who says what.

Plain geometry and words: the templates draw it and choose its look. Each is made when a template asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from briefgen.model import Actor, Brief, Extract, extracts_of
from briefgen.styles.words import dated
from briefgen.writers.dated import Event, day_of, events
from briefgen.writers.drawn import Dot, Label, Picture, Stroke, width_of
from briefgen.writers.grid import coverage
from briefgen.writers.lines import Lines
from briefgen.writers.timeline import Flag, Line, Tag, placed

FEWEST, MOST = 3, 12
"""Events of a line of time, actors of a table, at least; events at most."""
SOURCES = 3
"""Articles of a grid at least."""
HEIGHT = 143.0
"""Of the line of time, at most: 38 mm."""
CLAUSE = 200.0  # the widest words that a label prints; longer ones stand in the outlook
DOT, POLE, LEADING, TOP = 7.0, 7.0, 1.24, 2.0


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of one memo. `width`: of the text's column; `size`: of a label's letters, both in CSS pixels."""

    brief: Brief
    lines: Lines
    width: float
    size: float

    # ------------------------------------------------------------------ the line of time

    def timeline(self) -> Picture | None:
        """Dated events around the memo's own day; None with fewer than three."""
        today = day_of(self.brief.header.cutoff or self.brief.header.date)
        if today is None or len(found := events(self.brief, today)) < FEWEST:
            return None
        shown = _weightiest(found)
        words = [self._words(event, today) for event in shown]
        line = self._line(shown, words, today)
        if _height(line, self.line) > HEIGHT:
            words = [""] * len(shown)
            line = self._line(shown, words, today)
        missing = [event for event in found if event not in shown]
        missing += [event for event, flag in zip(shown, line.flags[1:], strict=True) if not flag]
        return self._timeline(line, list(zip(shown, words, strict=True)), today, found, missing)

    @property
    def line(self) -> float:
        """The height of a line of a label."""
        return round(self.size * LEADING, 1)

    def _line(self, shown: Sequence[Event], words: Sequence[str], today: date) -> Line:
        def tag(event: Event, text: str) -> Tag:
            first = f"{self._date(event, today)}  {', '.join(map(str, event.numbers))}"
            width = max(width_of(first, self.size) * 1.06, width_of(f"“{text}”", self.size) if text else 0.0)
            return Tag(event.day, width + 5, 2 if text else 1)

        own = Tag(today.toordinal(), width_of(str(self._today(today)), self.size) + 5)
        return placed([own, *map(tag, shown, words)], self.width, self.line)

    def _timeline(
        self,
        line: Line,
        shown: Sequence[tuple[Event, str]],
        today: date,
        found: Sequence[Event],
        missing: Sequence[Event],
    ) -> Picture:
        words, axis = self.lines.words, TOP + sum(line.heights["above"]) + POLE
        own, *flags = line.flags
        drawn = [(event, text, flag) for (event, text), flag in zip(shown, flags, strict=True) if flag]
        strokes = [*_axis(line, self.width, axis)]
        labels: list[Label] = []
        if own:
            strokes.append(replace(self._pole("today", own, line, axis), y1=axis - POLE))
            labels.append(self._label(own, line, axis, "now", self._today(today)))
        for event, text, flag in drawn:
            strokes.append(self._pole("pole", flag, line, axis))
            labels.append(self._label(flag, line, axis, "when", self._head(event, text, today)))
        dots = tuple(_dot(event, flag.x, axis) for event, _, flag in drawn)
        return Picture(
            self.width,
            round(_height(line, self.line), 1),
            tuple(strokes),
            dots,
            tuple(labels),
            self._told(found, today),
            tuple((self._full(event), self._quoted(event), event.numbers) for event in found),
            tuple(self._notes(line, [event for event, _, _ in drawn], missing, today)),
            tuple(words.say(words.labels["pictures"][key]) for key in ("when", "words", "basis")),
        )

    def _pole(self, look: str, flag: Flag, line: Line, axis: float) -> Stroke:
        """From the mark along the label's edge to its far end."""
        reach = POLE + sum(line.heights[flag.side][: flag.lane]) + self.line * flag.tag.lines
        y = axis - reach if flag.side == "above" else axis + reach
        return Stroke(look, round(flag.x, 1), round(axis, 1), round(flag.x, 1), round(y, 1))

    def _label(self, flag: Flag, line: Line, axis: float, look: str, text: Markup) -> Label:
        heights = line.heights[flag.side]
        inner = sum(heights[: flag.lane])
        y = axis + POLE + inner if flag.side == "below" else axis - POLE - inner - self.line * flag.tag.lines
        x = self.width - flag.x if flag.leftward else flag.x
        return Label(look, round(x + 3, 1), round(y, 1), text, "right" if flag.leftward else "left")

    def _head(self, event: Event, words: str, today: date) -> Markup:
        """ "17 Apr  3, 4" in the first line, the source's words in the second."""
        numbers = self.lines.words.joined(map(self.lines.link, event.numbers))
        first = Markup("<b>{}</b> {}").format(self._date(event, today), numbers)
        return Markup("{}<br>{}").format(first, self.lines.words.quote(words)) if words else first

    def _words(self, event: Event, today: date) -> str:
        """The words that a label prints: not those that only say its date again, none that are too long."""
        text = event.words
        if width_of(text, self.size) > CLAUSE or self._repeats(text, event):
            return ""
        return "" if text == self._date(event, today) else text

    def _repeats(self, text: str, event: Event) -> bool:
        """Whether the words are no more than the date: "15 May", "1 July 2026", "July 1"."""
        full = set(self.lines.words.date(event.resolved).split())
        return not event.is_clause and set(text.split()) <= full

    def _date(self, event: Event, today: date) -> str:
        """The event's day, short: its year where it is not this one."""
        labels = self.lines.words.labels["pictures"]
        months = {"dates": {**self.lines.words.labels["dates"], "months": labels["months"]}}
        if event.precision == "year":
            return event.resolved[:4]
        if event.precision == "month":
            return dated(event.resolved[:7], labels["day_year"], months)
        form = labels["day" if event.resolved[:4] == str(today.year) else "day_year"]
        text = dated(event.resolved, form, months)
        return str(self.lines.words.say(labels["week"], date=text)) if event.precision == "week" else text

    def _full(self, event: Event) -> Markup:
        """The event's day in the style's form."""
        words, precision = self.lines.words, event.precision
        date_ = words.date(event.resolved[: {"year": 4, "month": 7}.get(precision, 10)])
        return words.say(words.labels["pictures"]["week"], date=date_) if precision == "week" else words.safe(date_)

    def _today(self, today: date) -> Markup:
        labels, words = self.lines.words.labels["pictures"], self.lines.words
        form = labels["cutoff" if self.brief.header.cutoff else "date"]
        return words.say(form, date=words.date(today.isoformat()))

    def _quoted(self, event: Event) -> Markup:
        return self.lines.words.quote(event.words)

    def _told(self, found: Iterable[Event], today: date) -> Markup:
        """The whole line of time in words."""
        words, labels = self.lines.words, self.lines.words.labels["pictures"]

        def told(ahead: bool) -> Markup:
            own = [event for event in found if event.ahead is ahead]
            said = (
                words.say(labels["event"], date=self._full(event), numbers=words.listed(event.numbers)) for event in own
            )
            return words.joined(said, "semicolon") or words.say(labels["none"])

        past = words.say(labels["past"], today=self._today(today), events=told(ahead=False))
        return words.say(labels["timeline"], past=past, ahead=words.say(labels["ahead"], events=told(ahead=True)))

    def _notes(self, line: Line, drawn: Sequence[Event], missing: Sequence[Event], today: date) -> Iterator[Markup]:
        """How the marks that are there are read; what is not drawn."""
        words, labels = self.lines.words, self.lines.words.labels["pictures"]
        wide = words.say(labels["key_wide"]) if any(event.precision != "day" for event in drawn) else ""
        broken = words.say(labels["key_broken"]) if line.breaks else ""
        key = words.joined([words.say(labels["key"], today=self._today(today)), wide, broken], "semicolon")
        yield words.say(labels["sentence"], text=key)
        if missing:
            said = (
                words.say(labels["event"], date=self._full(one), numbers=self.lines.links(one.numbers))
                for one in sorted(missing, key=lambda event: event.day)
            )
            yield words.say(labels["not_drawn"], events=words.joined(said, "semicolon"))

    # ------------------------------------------------------------------ who reported when, who says what

    def coverage(self) -> Picture | None:
        """Outlets by days; None with few articles, one outlet or one day."""
        return coverage(self.lines, self.width, self.size) if len(self.brief.references) >= SOURCES else None

    def said(self) -> list[tuple[Actor, Markup]]:
        """Actors with printed statements, and where those stand and how they are given; [] with fewer than three."""
        own = [actor for actor in self.brief.actors if actor.statements]
        places = _places(self.brief)
        rows = [(actor, self._statements(actor, places)) for actor in own]
        return rows if len(rows) >= FEWEST else []

    def _statements(self, actor: Actor, places: dict[int, tuple[Extract, str]]) -> Markup:
        words, labels = self.lines.words, self.lines.words.labels
        groups: dict[tuple[str, str], list[int]] = {}
        for number in actor.statements:
            if number in places:
                extract, section = places[number]
                how = "direct" if extract.voice == "quoted" else "reported"
                groups.setdefault((how, section), []).append(number)
        said = (
            words.say(labels["pictures"][how], numbers=self.lines.links(numbers), section=labels["sections"][section])
            for (how, section), numbers in groups.items()
        )
        return words.joined(said, "semicolon")


_SECTIONS = (
    "bottom_line", "developments", "figures", "background", "reactions", "stakes", "outlook", "discrepancies",
    "updates", "questions",
)  # fmt: skip


def _places(brief: Brief) -> dict[int, tuple[Extract, str]]:
    """Each printed extract by its number, with the section that prints it."""
    bare = Brief(brief.header)
    parts = ((name, replace(bare, **{name: getattr(brief, name)})) for name in _SECTIONS)
    return {extract.number: (extract, name) for name, part in parts for extract in extracts_of(part)}


def _weightiest(found: Sequence[Event]) -> list[Event]:
    """As many events as a line holds: what is expected first, then what the first extracts tell."""
    ranked = sorted(found, key=lambda event: (not event.expected, event.numbers[0], event.day))
    return [event for event in found if event in ranked[:MOST]]


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


def _height(line: Line, leading: float) -> float:
    return TOP + sum(map(sum, line.heights.values())) + 2 * POLE + leading * 0.2
