"""A brief's lines and the measures of its page in; a grid out: which outlet reported on which day, copies apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from briefgen.model import Brief
from briefgen.styles.words import short
from briefgen.writers.dated import day_of
from briefgen.writers.drawn import Dot, Label, Picture, Stroke, day_name, width_of
from briefgen.writers.lines import Lines

ROWS, DAYS = 14, 9
"""Outlets and days at most; earlier days share a column, further outlets are named below."""
NAMES, STEP, DOT = 0.36, 10.0, 7.0  # the part of the width that names take; from dot to dot; a dot's width
_LOOKS = ("article", "copy", "listed")
_Day = date | None


@dataclass(frozen=True, slots=True)
class _Report:
    """An article: whose it is, its number where it is a source, its day, and whether it is a copy, or listed alone."""

    outlet: str
    number: int | None
    day: _Day
    look: str


def coverage(lines: Lines, width: float, size: float) -> Picture | None:
    """The grid; None where it would have one row or one column."""
    reports = _reports(lines.brief)
    days = _days(reports)
    outlets = list(dict.fromkeys(report.outlet for report in sorted(reports, key=_first)))
    if len(outlets) < 2 or len(days) < 2:
        return None
    return _Grid(lines, width, size, reports, tuple(days), tuple(outlets)).picture()


def _reports(brief: Brief) -> tuple[_Report, ...]:
    outlets = {reference.number: reference.outlet for reference in brief.references}
    found = []
    for one in brief.references:
        # An outlet's own earlier version is no copy of another's words.
        is_copy = one.copy_of is not None and outlets.get(one.copy_of) != one.outlet
        look = "copy" if is_copy else "article"
        found.append(_Report(one.outlet or "", one.number, day_of(one.published), look))
    found += [_Report(one.outlet or "", None, day_of(one.published), "listed") for one in brief.coverage.not_analysed]
    return tuple(found)


def _first(report: _Report) -> tuple[bool, date]:
    return report.day is None, report.day or date.max


def _days(reports: Sequence[_Report]) -> list[_Day]:
    """The columns: the last days, `date.min` for all that are earlier, None for no day at all."""
    known = sorted({report.day for report in reports if report.day})
    undated: list[_Day] = [None] if any(report.day is None for report in reports) else []
    return [*([date.min] if len(known) > DAYS else []), *known[-DAYS:], *undated]


@dataclass(frozen=True, slots=True)
class _Grid:
    lines: Lines
    width: float
    size: float
    reports: tuple[_Report, ...]
    days: tuple[_Day, ...]
    outlets: tuple[str, ...]

    def picture(self) -> Picture:
        words, row = self.lines.words, round(self.size * 1.35, 1)
        drawn, column = self.outlets[:ROWS], round(self._x(1) - self._x(0), 1)
        rules = [self._rule(row * at) for at in range(1, len(drawn) + 2)]
        labels = [Label("day", round(self._x(at), 1), 0, column, self._name(day)) for at, day in enumerate(self.days)]
        dots: list[Dot] = []
        for at, outlet in enumerate(drawn, 1):
            labels.append(Label("outlet", 0, round(row * at + 1, 1), round(self.width * NAMES, 1), self._head(outlet)))
            for place, day in enumerate(self.days):
                cell, more = self._cell(outlet, day, self._x(place), row * (at + 0.5))
                dots += cell
                labels += more
        rows = tuple(
            (self._outlet(outlet), *(self._counts(outlet, day) for day in self.days)) for outlet in self.outlets
        )
        height = round(row * (len(drawn) + 1) + 2, 1)
        return Picture(
            self.width,
            height,
            tuple(rules),
            tuple(dots),
            tuple(labels),
            self._title(),
            rows,
            tuple(self._notes()),
            (words.say(words.labels["pictures"]["outlet"]), *map(self._name, self.days)),
        )

    def _rule(self, y: float) -> Stroke:
        return Stroke("row", 0, round(y, 1), self.width, round(y, 1))

    def _x(self, column: int) -> float:
        """Where a column begins."""
        return self.width * (NAMES + (1 - NAMES) * column / len(self.days))

    def _of(self, outlet: str, day: _Day) -> list[_Report]:
        """The articles of a cell, copies after their like."""
        own = [report for report in self.reports if report.outlet == outlet and self._column(report.day) == day]
        return sorted(own, key=lambda report: _LOOKS.index(report.look))

    def _column(self, day: _Day) -> _Day:
        return day if day in self.days else date.min

    def _cell(self, outlet: str, day: _Day, x: float, y: float) -> tuple[list[Dot], list[Label]]:
        """A dot for each article, or the first and how many there are."""
        own = self._of(outlet, day)
        room = int(self.width * (1 - NAMES) / len(self.days) // STEP)
        shown = own if len(own) <= room else own[:1]
        dots = [
            Dot(one.look, round(x + DOT / 2 + STEP * at, 1), round(y, 1), DOT, DOT, one.look == "listed")
            for at, one in enumerate(shown)
        ]
        times = self.lines.words.say(self.lines.words.labels["pictures"]["times"], n=len(own))
        label = Label("times", round(x + STEP + 1, 1), round(y - self.size * 0.67, 1), 3 * STEP, times)
        return dots, [label] if len(own) > len(shown) else []

    def _name(self, day: _Day) -> Markup:
        """A column's head."""
        words, labels = self.lines.words, self.lines.words.labels["pictures"]
        if day is None:
            return words.say(labels["undated"])
        known = [one for one in self.days if one and one != date.min]
        several = len({one.year for one in known}) > 1
        text = day_name(words, (known[0] if day == date.min else day).isoformat(), year=several)
        return words.say(labels["earlier"], date=text) if day == date.min else words.safe(text)

    def _outlet(self, outlet: str) -> Markup:
        labels = self.lines.words.labels["pictures"]
        return self.lines.words.safe(outlet) if outlet else self.lines.words.say(labels["no_outlet"])

    def _head(self, outlet: str) -> Markup:
        """An outlet with the numbers of its sources, as much as its row holds."""
        own = [report.number for report in self.reports if report.outlet == outlet and report.number]
        room = self.width * NAMES - width_of(", ".join(map(str, own[:6])), self.size) - 2 * self.size
        name, length = outlet or str(self._outlet("")), len(outlet) + 40
        while width_of(short(name, length), self.size) > room and length > 8:
            length -= 1
        links = self.lines.words.joined(map(self._link, own[:6]))
        return Markup("{} {}{}").format(short(name, length), links, "…" if len(own) > 6 else "")

    def _link(self, number: int) -> Markup:
        return Markup('<a href="#s{0}">{0}</a>').format(number)

    def _counts(self, outlet: str, day: _Day) -> Markup:
        """ "2 articles, 1 copy": a cell in words."""
        words, labels = self.lines.words, self.lines.words.labels["pictures"]
        own = [report.look for report in self._of(outlet, day)]
        return words.joined(words.say(labels[look], n=own.count(look)) for look in _LOOKS if look in own)

    def _title(self) -> Markup:
        """The whole grid in words."""
        words, labels = self.lines.words, self.lines.words.labels["pictures"]
        rows = []
        for outlet in self.outlets:
            cells = ((self._name(day), self._counts(outlet, day)) for day in self.days)
            said = [words.say(labels["cell"], date=name, counts=counts) for name, counts in cells if counts]
            rows.append(words.say(labels["row"], outlet=self._outlet(outlet), days=words.joined(said)))
        return words.say(labels["coverage"], rows=words.joined(rows, "semicolon"))

    def _notes(self) -> Iterator[Markup]:
        words, labels = self.lines.words, self.lines.words.labels["pictures"]
        looks = {report.look for report in self.reports}
        key = words.joined((words.say(labels[f"key_{look}"]) for look in _LOOKS if look in looks), "semicolon")
        yield words.say(labels["sentence"], text=key)
        if rest := self.outlets[ROWS:]:
            yield words.say(labels["more_outlets"], n=len(rest), names=words.joined(map(self._outlet, rest)))
