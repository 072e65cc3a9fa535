"""The drafting rules of a language in, tables out; the rules themselves stand in `data/en`.

`needles.json` holds words of which every match of an expression has one. An expression is tried only where one of its
needles stands, and compiled when that first happens: most expressions are never needed for an article, and a look for
a word costs a hundredth of a search (drafting an article: 13 ms with needles, 16 ms without). An
expression without needles is always tried, so a rule can be edited without a thought for them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


class Rule:
    """A regular expression with its needles; `words` are in lower case, () where every text is to be searched."""

    __slots__ = ("_pattern", "flags", "source", "words")

    def __init__(self, words: tuple[str, ...], source: str, flags: int = 0) -> None:
        self.words, self.source, self.flags = words, source, flags
        self._pattern: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression."""
        if self._pattern is None:
            self._pattern = re.compile(self.source, self.flags)
        return self._pattern

    def search(self, text: str, lowered: str) -> re.Match[str] | None:
        """The first match in a text; `lowered` is the text in lower case."""
        if not self.words:
            return self.pattern.search(text)
        for word in self.words:  # a plain loop: half the cost of any() over a generator
            if word in lowered:
                return self.pattern.search(text)
        return None

    def finditer(self, text: str, lowered: str) -> Iterator[re.Match[str]]:
        """All matches in a text."""
        return self.pattern.finditer(text) if self.search(text, lowered) else iter(())


@cache
def _needles(language: str) -> dict[str, list[str]]:
    """Needles by the expression as it stands in its file."""
    return dict(json.loads((DATA / language / "needles.json").read_text(encoding="utf-8")))


def _rule(language: str, line: str, flags: int = 0, *, filled: str = "") -> Rule:
    """The Rule of an expression; `filled` is the expression with its {parts} put in."""
    return Rule(tuple(_needles(language).get(line, ())), filled or line, flags)


def _yaml(path: Path) -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return dict(yaml.load(path.read_text(encoding="utf-8"), Loader=loader))  # noqa: S506 - safe loaders


@cache
def phrases(language: str) -> dict[str, Rule]:
    """The expressions of `phrases.yaml` by name: what is not for a memo, words of speech."""
    data = _yaml(DATA / language / "phrases.yaml")
    return {name: _rule(language, line) for name, line in data.items()}


@dataclass(frozen=True, slots=True)
class Questions:
    """Triggers by kind, in order of priority, and the safe patterns of derived questions."""

    triggers: tuple[tuple[str, Rule], ...]
    back: Rule
    patterns: tuple[tuple[Rule, str], ...]
    unsafe: re.Pattern[str]
    pronouns: re.Pattern[str]


@cache
def questions(language: str) -> Questions:
    """The table of what a report leaves open."""
    data = _yaml(DATA / language / "questions.yaml")

    def filled(rule: str) -> str:
        for name in ("subject", "clause", "open", "had"):
            rule = rule.replace("{" + name + "}", data[name])
        return rule

    return Questions(
        tuple((kind, _rule(language, rule, re.IGNORECASE)) for kind, rule in data["triggers"]),
        _rule(language, data["back"]),
        tuple((_rule(language, rule, filled=filled(rule)), text) for rule, text in data["patterns"]),
        re.compile(data["unsafe"], re.IGNORECASE),
        re.compile(data["pronouns"], re.IGNORECASE),
    )


@cache
def hedges(language: str) -> re.Pattern[str]:
    """Words that weaken a claim, in small letters but for the first of a sentence; "May" is a month."""
    lines = (DATA / language / "hedges.txt").read_text(encoding="utf-8").splitlines()
    own = [line for line in lines if line.strip() and not line.startswith("#")]
    phrases = {p.strip() for line in own for p in (line.split("|") if "|" in line else line.split())}
    phrases |= {phrase.capitalize() for phrase in phrases - {"may"}}
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, phrases), key=len, reverse=True)) + r")\b")


@cache
def function_stems(language: str) -> frozenset[str]:
    """Stems of words that carry no content."""
    lines = (DATA / language / "function.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@dataclass(frozen=True, slots=True)
class Anaphors:
    """Words that make a sentence lean on the one before it."""

    nouns: frozenset[str]
    connectives: frozenset[str]
    pronouns: frozenset[str]
    phrases: tuple[str, ...]


@cache
def anaphors(language: str) -> Anaphors:
    """The lists of `anaphors.txt`."""
    parts: dict[str, list[str]] = {}
    name = ""
    for line in (DATA / language / "anaphors.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]\n ")
            parts[name] = []
        elif name and not line.startswith("#"):
            parts[name] += line.split("|") if name == "phrases" else line.split()
    nouns, connectives, pronouns = (frozenset(parts[key]) for key in ("nouns", "connectives", "pronouns"))
    return Anaphors(nouns, connectives, pronouns, tuple(parts["phrases"]))


def _groups(name: str, language: str) -> Iterator[tuple[str, str]]:
    """(group, line) of a file of lists, each below its [group]."""
    group = ""
    for line in (DATA / language / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            group = line.strip("[] ")
        elif line.strip() and not line.startswith("#"):
            yield group, line


@cache
def words(name: str, language: str) -> dict[str, frozenset[str]]:
    """The lists of a file by the name that stands above each; entries are parted by |."""
    found: dict[str, frozenset[str]] = {}
    for group, line in _groups(name, language):
        found[group] = found.get(group, frozenset()) | {entry.strip() for entry in line.split("|")}
    return found


@cache
def lists(name: str, language: str) -> dict[str, Any]:
    """The lists of a YAML file by their names, as they stand there."""
    return _yaml(DATA / language / name)


@cache
def topics(language: str) -> dict[str, tuple[str, ...]]:
    """The topics of each word, by the lists of `topics.txt`."""
    found: dict[str, tuple[str, ...]] = {}
    for group, line in _groups("topics.txt", language):
        for word in line.split():
            found[word] = (*found.get(word, ()), group)
    return found
