"""Values of a brief in; their printed words out, by a style's settings and fixed words: what templates filter with.

Whatever a template prints passes `finalizer`: it is escaped for HTML or for Markdown unless it is Markup already;
in a plain text nothing is escaped, but a value stays in its line.
A fixed word may hold {fields} and may have one form for each number: {one: "{n} article", other: "{n} articles"}.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from markupsafe import Markup, escape

from briefgen.model import Extract, Item, corroboration

_FIELD = re.compile(r"\{(\w+)\}")
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d)?(?:\.\d+)?(Z|[+-]\d\d:\d\d)?)?)?)?")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Controls could end a line of a mail's head; marks of direction could turn what stands behind them around.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
# Characters with a meaning in CommonMark, its tables, strike-through and mathematics; then those at a line's start.
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~&$])")
_MARKDOWN_START = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[#+=:-]))")


def finalizer(plain: bool, bare: bool = False) -> Callable[[object], object]:
    """What a template does to each value that it prints; `plain`: the output is Markdown; `bare`: it is plain text."""

    def html(value: object) -> object:
        return "" if value is None else _SURROGATES.sub("\ufffd", value) if type(value) is str else value

    def markdown(value: object) -> object:
        return value if hasattr(value, "__html__") else markdown_of("" if value is None else str(value))

    def text(value: object) -> object:
        return value if hasattr(value, "__html__") else text_of("" if value is None else str(value))

    return text if bare else markdown if plain else html


def markdown_of(text: str) -> Markup:
    """Text of which no character means anything to a reader of Markdown; line breaks become spaces."""
    text = _MARKDOWN.sub(r"\\\1", " ".join(_SURROGATES.sub("\ufffd", text).splitlines()))
    return Markup(_MARKDOWN_START.sub(r"\1\\", text))  # noqa: S704 - escaped just here


def text_of(text: str) -> Markup:
    """The text in one line, without characters that steer what shows it; nothing is escaped."""
    return Markup(_CONTROLS.sub("", " ".join(_SURROGATES.sub("\ufffd", text).splitlines())))  # noqa: S704 - no HTML


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of a style: what a template and a writer say with them, escaped for `plain` (Markdown) or HTML.

    `bare`, which needs `plain` too: for a plain text. `form` is the style's form of a date. Markup passes as it is; a
    label's own text is not the sources'.
    """

    labels: Mapping[str, Any]
    form: str
    plain: bool = False
    bare: bool = False

    def safe(self, value: object) -> Markup:
        """The value, escaped."""
        return escape(finalizer(self.plain, self.bare)(value))

    def fixed(self, text: str) -> Markup:
        """A fixed word's own text, escaped."""
        return Markup(text) if self.bare else escape(text)  # noqa: S704 - no HTML is made of it

    def say(self, label: str | Mapping[str, str], **values: object) -> Markup:
        """The fixed word with its fields filled in; `n` chooses the form. A field that nobody gave is a KeyError."""
        if not isinstance(label, str | Mapping):  # a number that a style has put in a word's place: check tells it
            label = str(label)
        if not isinstance(label, str):
            label = label["one" if values.get("n") == 1 and "one" in label else "other"]
        parts = _FIELD.split(label)  # text, field, text, field, ...
        filled = (self.safe(values[part]) if index % 2 else self.fixed(part) for index, part in enumerate(parts))
        return Markup("").join(filled)

    def listed(self, values: Iterable[object]) -> Markup:
        """ "1, 2 and 3"."""
        found, words = [self.safe(value) for value in values], self.labels["lists"]
        if len(found) < 2:
            return Markup("").join(found)
        return Markup("").join((self.joined(found[:-1]), self.fixed(words["and"]), found[-1]))

    def joined(self, values: Iterable[object], by: str = "comma") -> Markup:
        """ "1, 2, 3", or by another of the separators in `lists`; empty values are left out."""
        found = [self.safe(value) for value in values]
        return self.fixed(self.labels["lists"][by]).join(value for value in found if value)

    def quote(self, value: object) -> Markup:
        """The value in quotation marks."""
        return self.say(self.labels["lists"]["quote"], text=value)

    def number(self, value: float) -> str:
        """ "1,234"."""
        return f"{value:,}".replace(",", str(self.labels["numbers"]["group"]))

    def percent(self, value: float) -> Markup:
        """0.604 as "60 %"."""
        return self.say(self.labels["numbers"]["percent"], n=round(value * 100))

    def date(self, value: str | None) -> str:
        """An ISO date in the style's form."""
        return dated(value or "", self.form, self.labels)

    def filters(self) -> dict[str, Callable[..., Any]]:
        """What templates filter with, by name."""
        found = (
            self.say,
            self.listed,
            self.joined,
            self.quote,
            self.number,
            self.percent,
            self.date,
            runs,
            told_by,
            rows,
            short,
        )
        return {function.__name__: function for function in found}


def dated(value: str, form: str, labels: Mapping[str, Any]) -> str:
    """An ISO date in the style's form ("{day} {month} {year}"), with the time if it has one; other text as it is."""
    found = _ISO.fullmatch(value)
    if not found:
        return value
    year, month, day, hour, minute, zone = found.groups()
    words = labels["dates"]
    named = {"year": year, "month": words["months"][int(month) - 1] if month and 1 <= int(month) <= 12 else month or ""}
    named |= {"day": str(int(day)) if day else "", "number": month or "", "day_number": day or ""}
    text = " ".join(_FIELD.sub(lambda match: named[match[1]], form).split()).strip(", ") if month else year
    if hour is None:
        return text
    zone = words["utc"] if zone in ("Z", "+00:00") else zone or ""
    fields = {"date": text, "time": f"{hour}:{minute}", "zone": zone}
    return _FIELD.sub(lambda match: fields[match[1]], words["with_time"]).strip()


def runs(items: Iterable[Item | None]) -> list[tuple[Extract | None, list[int]]]:
    """Extracts one by one; Refs that follow each other together, so that they print as one "see 3 and 4"."""
    found: list[tuple[Extract | None, list[int]]] = []
    for item in items:
        if isinstance(item, Extract):
            found.append((item, []))
        elif item and found and found[-1][0] is None:
            found[-1][1].append(item.ref)
        elif item is not None:
            found.append((None, [item.ref]))
    return found


def told_by(items: Iterable[Item]) -> list[tuple[str, list[Item]]]:
    """The items apart by who tells them, those of several originators first; groups without any are left out."""
    found = list(items)
    groups = [[item for item in found if corroboration(item) == rank] for rank in range(3)]
    return [(name, group) for name, group in zip(("several", "one", "unnamed"), groups, strict=True) if group]


def rows(columns: Iterable[Sequence[object]]) -> list[tuple[object, ...]]:
    """Columns of different lengths side by side, None where one is at its end; an empty column is no column."""
    return list(zip_longest(*filter(None, columns)))


def short(text: str, length: int) -> str:
    """The text, or its first words and "…": `length` characters at most. For running heads only, never for extracts."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–—") + "…"
