"""A sentence and an expression in it in; whether the verb that governs it looks ahead out, None where none tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

_WORDS = re.compile(r"\w+")
_SHORTEST = 5  # letters of a past form with a regular ending: "said" and "need" are told apart by lists
_REACH = 600  # characters that are asked on either side: a table in one line must not take the square of its length
_EARLY = 2  # words of a clause that begin with its verb: ", plays again on Tuesday", "which votes on Friday"
# A clause ends at a comma, a dash or a quotation mark; the verb that dates a weekday stands in its own clause.
_CLAUSE = re.compile(r"[,;:—–“”\"()]")


class Tense:
    """The compiled rules of one language."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._ahead = re.compile("|".join(data["ahead"]))
        self._limit = re.compile(data["limit"])
        self._moved = re.compile(data["moved"])
        # Seldom asked: compiled by `re` when they first are.
        self._condition, self._done, self._comparison = (str(data[n]) for n in ("condition", "done", "comparison"))
        names = ("past", "not_past", "passive", "finite", "open_participle", "present", "determiners", "urging")
        self._past, self._not_past, self._passive, self._finite, self._open, self._present, self._noun, self._urging = (
            frozenset(data[name].split()) for name in names
        )
        self._infinitive, self._attribute, self._since = data["infinitive"], data["attribute"], data["from_then"]
        self._ending: str = data["past_ending"]

    def ahead(self, text: str, start: int, end: int, first: int, last: int) -> bool | None:
        """Where the verb of `text[first:last]` in the sentence `text[start:end]` points.

        The expression's own clause is asked first, then all that stands before it, then its clause behind it, then
        the clauses after that ("On Friday, the court will rule").
        """
        before = _plain(text[max(start, first - _REACH) : first])
        opened = max((mark.end() for mark in _CLAUSE.finditer(before)), default=0)
        own = before[opened:]
        if own.endswith(f"{self._since} "):
            return False
        limit = self._limit.search(own)
        if limit and own[: limit.start()].strip():
            return re.search(self._done, own) is None
        if self._urges(_WORDS.findall(own)):
            return None
        direction = self._in_front(own, before)
        if direction is None:
            direction = self._behind(_plain(text[last : min(end, last + _REACH)]))
            if direction and before.endswith(f" {self._attribute} "):
                return None  # "the result of Sunday's vote will be known": the verb is not the vote's
        return True if direction is None and limit else direction

    def moved(self, text: str, start: int, end: int) -> int:
        """Where the day stands from which something is put off to a later one; -1 for none."""
        found = self._moved.search(text, start, end)
        return found.end() if found else -1

    def compared(self, text: str, start: int, first: int) -> bool:
        """Whether what stands before a span counts how often in it: "the third strike in two weeks"."""
        return re.search(self._comparison, _plain(text[max(start, first - _REACH) : first])) is not None

    def _in_front(self, own: str, before: str) -> bool | None:
        """Asks the own clause, then all before; a word that may be a noun is asked where a verb is likely."""
        direction = self._before(own)
        if direction is None and self._meets(_WORDS.findall(own)[:_EARLY]):
            return True
        if direction is None:
            direction = self._before(before)
        if direction is None and self._meets(_WORDS.findall(before)):
            return True
        return direction

    def _meets(self, words: list[str]) -> bool:
        """Whether a verb of the present stands there, and not as a noun: "votes", but not "the votes"."""
        return any(word in self._present and last not in self._noun for last, word in pairwise(["", *words]))

    def _behind(self, after: str) -> bool | None:
        """Asks what follows in the clause, then all that follows."""
        closing = _CLAUSE.search(after)
        direction = self._after(after[: closing.start()]) if closing else None
        return self._after(after) if direction is None else direction

    def _urges(self, words: list[str]) -> bool:
        """ "urged them to stay at home on Sunday": on Sunday he urged, or on Sunday they stay."""
        at = next((at for at, word in enumerate(words) if word in self._urging), len(words))
        if self._infinitive not in words[at + 2 :]:
            return False
        asked = words[words.index(self._infinitive, at + 2) :]
        return not any(map(self._is_past, asked))

    def _before(self, words: str) -> bool | None:
        """The last word that looks ahead governs what stands behind it, or a past verb."""
        at = -1
        for mark in self._ahead.finditer(words):
            at = mark.end()
        if at < 0:
            return None if self._past_at(words) is None else False
        return re.search(self._condition, words[at:]) is not None or not self._told(words, at)

    def _after(self, words: str) -> bool | None:
        ahead, past = self._ahead.search(words), self._past_at(words)
        if ahead and past is not None:
            return ahead.start() < past
        return bool(ahead) if ahead or past is not None else None

    def _past_at(self, words: str) -> int | None:
        """Where the first past form stands that is no participle of a passive."""
        before = ""
        for found in _WORDS.finditer(words):
            word = found[0]
            if before not in self._passive and self._is_past(word):
                return found.start()
            before = word
        return None

    def _is_past(self, word: str) -> bool:
        regular = len(word) >= _SHORTEST and word.endswith(self._ending) and word not in self._not_past
        return regular or word in self._past

    def _told(self, words: str, at: int) -> bool:
        """Whether a finite verb of the past stands from `at` on."""
        before = ""
        for found in _WORDS.finditer(words):
            if found.start() >= at and found[0] in self._finite and before not in self._open | self._passive:
                return True
            before = found[0]
        return False


def _plain(words: str) -> str:
    return words.lower().replace("’", "'")
