"""The numbers of a line in, claims about the people and the things that are counted out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from briefgen.drafting.claims import NOUNS, Claim, sides, told_before
from briefgen.drafting.counted import Counted, Counting
from briefgen.drafting.numerals import Line, Numeral
from briefgen.drafting.tolls import Said, Tolls
from briefgen.drafting.wordlists import claim_lists, names_of, words_of

THINGS = "count"  # the kind of claims about things
_BREAKS = frozenset({",", ";", "."})
_LINKS = frozenset({"and", ","})
_IN = frozenset({"in", "at", "near"})
_APART = 10  # words from a number of one place to that of the next
_BEHIND, _BEFORE = 10, 4  # words from a thing to its verb
_TOLD_OLD, _OLD = 8, 3  # words from "earlier" to a toll, to another number


@dataclass(frozen=True, slots=True)
class _Words:
    acts: Mapping[str, str]
    things: Mapping[str, str]
    auxiliaries: frozenset[str]
    doubts: frozenset[str]
    added: frozenset[str]
    others: frozenset[str]
    unmoved: frozenset[str]
    moved: frozenset[str]


@cache
def _words(language: str) -> _Words:
    data = claim_lists(language)
    lists = {name: words_of(name, language) for name in (
        "auxiliaries", "added", "others", "unmoved", "moved",
    )}  # fmt: skip
    return _Words(
        names_of(data["acts"]), names_of(data["nouns"]),
        doubts=words_of("modals", language) | words_of("never", language), **lists,
    )  # fmt: skip


def counts(line: Line, numerals: Sequence[Numeral], language: str) -> Iterator[Claim]:
    """Claims about people and things, in the order of the text."""
    reading = _Reading(line, numerals, language)
    for at in range(len(numerals)):
        found = reading.claim(at)
        if found:
            yield found


class _Reading:
    """Reads the counts of one line."""

    def __init__(self, line: Line, numerals: Sequence[Numeral], language: str) -> None:
        self.line, self.numerals, self.language = line, numerals, language
        self.counting = Counting(line, numerals, language)
        self.tolls, self.words = Tolls(self.counting, language), _words(language)
        self.last: tuple[str, str] | None = None  # kind and group of the count before

    def claim(self, at: int) -> Claim | None:
        """The claim of a number, None where it is none."""
        number, counting = self.numerals[at], self.counting
        if counting.measures(number) or counting.part(at):
            return None
        whole = counting.whole(at)
        counted = counting.noun(whole.last if whole else number.last)
        toll = self.tolls.toll(number)
        said = toll or self.tolls.said(number, counted)
        again = None if said else self._again(number, counted)
        said = said or again
        group = self._group(number, counted, said[0]) if said else ""
        unmoved = said is not None and said[0] in self.words.moved and group in self.words.unmoved
        if said is None or unmoved or (counted.head in self.words.things and not self.counting.persons(counted)):
            return self._thing(number, counted)
        self.last = said[0], group
        together = counting.coordinated(counted)
        if (together and not self.tolls.behind(together)) or self._shared_out(at, counted):
            return None
        return self._made(number, said, group, counted.proper, toll=bool(toll or again))

    def _shared_out(self, at: int, counted: Counted) -> bool:
        """Whether a number is one of several by place: "26 people in the north and six in the south"."""
        other = self.numerals[at + 1] if at + 1 < len(self.numerals) else None
        if other is None or other.first - counted.last > _APART or not self.line.has(other.first - 1, _LINKS):
            return False
        behind = self.line.has(self.counting.noun(other.last).last, _IN)
        return behind and not _IN.isdisjoint(self.line.window(counted.last, other.first))

    def _again(self, number: Numeral, counted: Counted) -> Said:
        """What was said of the number before, where this one takes it up."""
        again = self.last and (self.tolls.bare(number, counted) or self.counting.total(number))
        return (self.last[0], self.last[0]) if self.last and again else None

    def _group(self, number: Numeral, counted: Counted, kind: str) -> str:
        """Who is counted; "four soldiers were killed and seven wounded" goes on about soldiers."""
        if not counted.head and self.last and self.line.has(number.first - 1, _LINKS):
            return self.last[1]
        return self.counting.group(counted, kind)

    def _made(
        self, number: Numeral, said: tuple[str, str], group: str, marks: frozenset[str], *, toll: bool = False
    ) -> Claim | None:
        """The claim, unless it is told of another time or was given up."""
        line = self.line
        if self.counting.old(number, far=_TOLD_OLD if toll else _OLD) or told_before(line, number.at, self.language):
            return None
        behind = line.window(number.last, number.last + 2)
        added = not self.words.added.isdisjoint([*line.window(number.first - 1, number.first), *behind])
        return Claim(
            said[0], group, said[1], line.written(number.first, number.last), line.unit, line.words[number.at].start,
            ((number.low, number.high),), sides(line, number, self.numerals, self.language), marks,
            total=self.counting.total(number), toll=toll,
            added=added or not self.words.others.isdisjoint(behind),
        )  # fmt: skip

    # ------------------------------------------------------------ things

    def _thing(self, number: Numeral, counted: Counted) -> Claim | None:
        """A number of things, with what is done to them or by them; none where that only may be."""
        head, last, words = counted.head, counted.last, self.words
        group = words.things.get(head)
        if group is None:
            return None
        near = [*self._clause(last, last + _BEHIND, 1), *self._clause(number.first - 1, number.first - 1 - _BEFORE, -1)]
        if any(self.line.low[at] in words.doubts for at in near):
            return None
        acts = frozenset(self._act(at) for at in near if self._is_act(at))
        nouns = (at for at in range(counted.first, last - 1) if self.line.tags[at] in NOUNS)
        stems = frozenset(f"+{self.line.words[at].stem}" for at in nouns)
        known = frozenset(f"!{act}" for act in acts if act in words.acts.values())
        return self._made(number, (THINGS, self.line.written(counted.first, last)), group, acts | stems | known)

    def _clause(self, first: int, last: int, step: int) -> Iterator[int]:
        """The places from `first` towards `last`, up to a mark or a number."""
        for at in range(first, last, step):
            if not 0 <= at < len(self.line.low) or self.line.low[at] in _BREAKS or self.line.tags[at] == "CD":
                return
            yield at

    def _is_act(self, at: int) -> bool:
        return self.line.tags[at].startswith("VB") and self.line.low[at] not in self.words.auxiliaries

    def _act(self, at: int) -> str:
        return self.words.acts.get(self.line.low[at]) or self.line.words[at].stem
