"""A line of a list in a rules file in, its words out: sets, words with values, phrases to look for in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from briefgen.drafting import rules


def claim_lists(language: str) -> Mapping[str, Any]:
    """The lists of `claims.yaml`."""
    return rules.lists("claims.yaml", language)


def entries(line: str) -> tuple[tuple[str, ...], ...]:
    """The entries of a list parted by |, each as its words."""
    return tuple(tuple(entry.split()) for entry in line.split("|") if entry.strip())


@cache
def words_of(name: str, language: str) -> frozenset[str]:
    """A list of single words by its name."""
    return frozenset(words[0] for words in entries(claim_lists(language)[name]))


def values_of(name: str, language: str) -> dict[str, float]:
    """A list of word=number."""
    pairs = (entry[0].split("=") for entry in entries(claim_lists(language)[name]))
    return {word: float(value) for word, value in pairs}


def names_of(lists: Mapping[str, str]) -> dict[str, str]:
    """Each word of some lists -> the name of its list."""
    return {words[0]: name for name, line in lists.items() for words in entries(line)}


class Phrases:
    """Phrases of some lists, each with the name of its list; of several that fit the longest is found."""

    __slots__ = ("_by_first", "_by_last")

    def __init__(self, lists: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        pairs = [(words, name) for name, line in lists.items() for words in entries(line)]
        for words, name in sorted(pairs, key=lambda pair: -len(pair[0])):
            self._by_first.setdefault(words[0], []).append((words, name))
            self._by_last.setdefault(words[-1], []).append((words, name))

    def at(self, low: Sequence[str], at: int) -> tuple[int, str]:
        """(how many words, name of the list) of the phrase that begins at `at`; (0, "") where none does."""
        for words, name in self._by_first.get(low[at], ()) if at < len(low) else ():
            if len(words) == 1 or tuple(low[at : at + len(words)]) == words:
                return len(words), name
        return 0, ""

    def before(self, low: Sequence[str], at: int) -> tuple[int, str]:
        """The same for the phrase that ends before `at`."""
        for words, name in self._by_last.get(low[at - 1], ()) if at > 0 else ():
            if len(words) == 1 or tuple(low[max(0, at - len(words)) : at]) == words:
                return len(words), name
        return 0, ""


@cache
def phrases_of(name: str, language: str) -> Phrases:
    """A list of phrases by its name."""
    return Phrases({name: claim_lists(language)[name]})
