"""A sentence in, the stretches of it that have the form of a time expression out, with the words that fill the form.

A sentence becomes a string with one character a word. Words of the same classes (`classes` of times.yaml) share their
character, so that a form is a short pattern over characters, and twelve months cost no more to compile than one.

A form is a row of items parted by spaces: a word, a mark, a `{class}`, alternatives "by|until", "^" (the sentence
begins), groups in brackets; a "?" behind an item or a bracket: it may be missing. Items that begin with "<" stand
before the expression, with ">" behind it, and what begins with "!" must not stand behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

# "2024-25" is one token: a season or a year of accounts, no day and no year.
_TOKEN = re.compile(r"\d{4}-\d\d-\d\d(?!\d)|\d{4}[-–/]\d\d(?!\d)|\d+(?:[.,:/]\d+)*[a-z]*|[^\W\d_]+|[^\w\s]")
_NUMERAL = re.compile(r"(\d{1,4})([a-z]*)")
_OPENING = frozenset("“‘\"'()—–")
# Characters of the words that stand in no list: written small, with a capital (a name), and all that is no word.
_WORD, _NAME, _OTHER = "w", "N", " "
_FIRST_CODE = 0x80  # no sign of the grammar of patterns; sets of characters under 0x100 compile faster
_YEARS = range(1800, 2100)
# The classes that a numeral can have; it is told by its value.
_NUMERALS = tuple(
    frozenset(f"{{{name}}}" for name in names)
    for names in (("number",), ("number", "day"), ("year",), ("day", "nth"), ("decade",), ("iso",))
)

_ISO = len("2025-07-09")

Value = int | str
Members = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text in the form of a time. `words`: class -> values, as they follow one another in the text.

    `first` and `last` are its tokens in `tokens`, the sentence's words and marks.
    """

    start: int
    end: int
    kind: str
    given: int | None
    words: Mapping[str, list[Value]]
    tokens: list[str]
    first: int
    last: int

    def value(self, name: str) -> int | None:
        """What the first word of a class stands for; None where there is none."""
        values = self.words.get(name)
        return int(values[0]) if values else None


class Forms:
    """The forms of one language, compiled."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._values = _values(data)
        self._nth, self._decade = frozenset(data["nth"].split()), data["decade"]
        self._possessive: list[str] = data["possessive"].split()
        self.link, self.join = (frozenset(self._values[name]) for name in ("link", "join"))
        rows = [row.partition(": ") for row in data["forms"].splitlines() if row and row[0] != "#"]
        forms = [form.split() for _, _, form in rows]
        members = _members(self._values, forms)
        kinds = dict.fromkeys([*members.values(), *_NUMERALS])
        self._code = {names: chr(at) for at, names in enumerate(kinds, _FIRST_CODE)}
        self._names = {code: names for names, code in self._code.items()}
        self._of = {word: self._code[names] for word, names in members.items()}
        self._kinds = [kind.partition(" ") for kind, _, _ in rows]
        sets = _sets(members, self._code)
        self._core = frozenset("".join(sets[name] for name in data["core"].split()))
        self._pattern = re.compile(f"(?![{_WORD}{_OTHER}])(?:{'|'.join(_form(form, sets) for form in forms)})")

    def find(self, text: str, start: int, end: int) -> Iterator[Found]:
        """The expressions of `text[start:end]` in their order; none overlaps another."""
        tokens = _TOKEN.findall(text, start, end)
        codes = self._codes(tokens)
        if self._core.isdisjoint(codes):
            return
        places: list[tuple[int, int]] = []
        for match in self._pattern.finditer(codes):
            kind, _, given = self._kinds[(match.lastindex or 1) - 1]
            if kind == "nothing":
                continue
            places = places or [token.span() for token in _TOKEN.finditer(text, start, end)]
            first, last = match.start(), match.end() - 1
            begin, close = places[first][0], places[last][1]
            if not self._in_compound(text, begin, close, codes, (first, last)):
                words = self._filled(tokens, codes, first, last)
                yield Found(
                    begin, self._own(text, close), kind, int(given) if given else None, words, tokens, first, last
                )

    def _codes(self, tokens: list[str]) -> str:
        """One character for each token. Where a sentence or a quotation begins, a capital does not make a name."""
        get = self._of.get
        codes = [get(token) or self._other(token) for token in tokens]
        for at in (0, *(at + 1 for at, token in enumerate(tokens) if token in _OPENING)):
            if at < len(tokens) and codes[at] == _NAME:
                codes[at] = get(tokens[at].lower(), _NAME)
        return "".join(codes)

    def _other(self, token: str) -> str:
        if token.islower() and token.isalpha():
            return _WORD
        if token[0].isdigit():
            return self._code.get(frozenset(f"{{{name}}}" for name in self._numeral(token)), _OTHER)
        return _NAME if token[0].isalpha() else _OTHER

    def _numeral(self, token: str) -> dict[str, Value]:
        """The classes of a numeral and its value in each: a day, a count, a year, or none of them."""
        if len(token) == _ISO and token[4] == token[7] == "-":
            return {"iso": token}
        match = _NUMERAL.fullmatch(token)
        if match is None:
            return {}
        value, ending = int(match[1]), match[2]
        if len(match[1]) == 4:
            name = {"": "year", self._decade: "decade"}.get(ending)
            return {name: value} if name and value in _YEARS else {}
        if ending:
            return {"day": value, "nth": value} if ending in self._nth and 0 < value <= 31 else {}
        return {"number": value, "day": value} if 0 < value <= 31 else {"number": value}

    def _in_compound(self, text: str, start: int, end: int, codes: str, span: tuple[int, int]) -> bool:
        """Whether a hyphen ties the expression to another word ("post-Monday"), other than in "Monday-Wednesday"."""
        first, last = span
        dated = ("{weekday}", "{month}", "{day}", "{year}")
        if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
            return not self._is_one_of(codes[last + 2 : last + 3], dated)
        if text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalnum() and first > 1:
            return not self._is_one_of(codes[first - 2], dated)
        return False

    def _is_one_of(self, code: str, names: tuple[str, ...]) -> bool:
        return not self._names.get(code, frozenset()).isdisjoint(names)

    def _filled(self, tokens: list[str], codes: str, first: int, last: int) -> dict[str, list[Value]]:
        filled: dict[str, list[Value]] = {}
        for token, code in zip(tokens[first : last + 1], codes[first : last + 1], strict=True):
            if token[0].isdigit():
                for name, value in self._numeral(token).items():
                    filled.setdefault(name, []).append(value)
                continue
            for name in self._names.get(code, ()):
                if name[0] == "{" and len(name) > 1:
                    of = self._values[name[1:-1]]
                    filled.setdefault(name[1:-1], []).append(of[token] if token in of else of[token.lower()])
        return filled

    def _own(self, text: str, end: int) -> int:
        """The end of an expression with its possessive ending."""
        for ending in self._possessive:
            after = end + len(ending)
            if text.startswith(ending, end) and not text[after : after + 1].isalnum():
                return after
        return end


def _values(data: Mapping[str, Any]) -> dict[str, dict[str, Value]]:
    """Class -> word -> what it stands for: itself, where nothing else is said."""
    classes = {name: dict(map(_value, words.split())) for name, words in data["classes"].items()}
    classes["weekday"] = {name: at for at, name in enumerate(data["weekdays"])}
    months: list[tuple[int, str]] = [*enumerate(data["months"], 1), *enumerate(data["month_short"].split(), 1)]
    classes["month"] = {name: at for at, name in months}
    classes["month"].update(map(_value, data["month_other"].split()))
    return classes


def _value(entry: str) -> tuple[str, Value]:
    """ "two=2", "days=day" or a word that stands for itself."""
    word, equals, value = entry.partition("=")
    if not equals:
        return word, word
    return word, int(value) if value.lstrip("-").isdigit() else value


def _members(values: Mapping[str, Mapping[str, Value]], forms: list[list[str]]) -> Members:
    """Word -> all that it is: its classes in braces, and itself where a form names it."""
    members: dict[str, set[str]] = {}
    for name, words in values.items():
        for word in words:
            members.setdefault(word, set()).add(f"{{{name}}}")
    for item in chain.from_iterable(forms):
        for word in item.strip("<>!()?").split("|"):
            if word and word[0] != "{" and word != "^":
                members.setdefault(word, set()).add(word)
    return {word: frozenset(names) for word, names in members.items()}


def _sets(members: Members, code: Mapping[frozenset[str], str]) -> dict[str, str]:
    """What a form may name -> the characters that stand for it."""
    sets: dict[str, str] = {"{name}": _NAME}
    for names, char in code.items():
        for name in names:
            sets[name] = sets.get(name, "") + char
    sets["{word}"] = _WORD + "".join(dict.fromkeys(code[names] for word, names in members.items() if word.islower()))
    return sets


def _form(form: list[str], sets: Mapping[str, str]) -> str:
    """A form as a pattern; its one group tells which form matched."""
    parts = {mark: "".join(_item(item[1:], sets) for item in form if item[0] == mark) for mark in "<>!"}
    own = "".join(_item(item, sets) for item in form if item[0] not in parts)
    behind, before, unless = (parts[mark] for mark in "<>!")
    return "".join((
        f"(?<={behind})" if behind else "",
        f"({own})",
        f"(?={before})" if before else "",
        f"(?!{unless})" if unless else "",
    ))  # fmt: skip


def _item(item: str, sets: Mapping[str, str]) -> str:
    """One item: "(" opens a group, ")" and ")?" close it."""
    opening = "(?:" if item[0] == "(" else ""
    body = item.lstrip("(")
    core = body.rstrip("?)")
    if not core:
        return opening + body
    chars = "^" if core == "^" else "".join(sets[name] for name in core.split("|"))
    return f"{opening}{chars if len(chars) == 1 else f'[{chars}]'}{body[len(core) :]}"
