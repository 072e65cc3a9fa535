"""The numbers of a line in, claims about the people and the things that are counted out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from briefgen.drafting.claims import NOUNS, Claim, named, sides, told_before
from briefgen.drafting.counted import Counted, Counting
from briefgen.drafting.numerals import Line, Numeral
from briefgen.drafting.tolls import ABOARD, Said, Tolls
from briefgen.drafting.wordlists import Phrases, claim_lists, names_of, words_of

THINGS = "count"  # the kind of claims about things
_BREAKS = frozenset({",", ";", "."})
_TO = frozenset({"to"})
_AND = frozenset({"and"})
_LINKS = frozenset({"and", ","})
_IN = frozenset({"in", "at", "near", "to", "on"})
_APART = 10  # words from a number of one place to that of the next
_NOUN = 12  # words from "sanctions" to the number
_BEHIND, _BEFORE = 10, 4  # words from a thing to its verb
_TOLD_OLD, _OLD = 8, 3  # words from "earlier" to a toll, to another number


@dataclass(frozen=True, slots=True)
class _Words:
    acts: Phrases
    known: frozenset[str]
    many: frozenset[str]
    things: Mapping[str, str]
    auxiliaries: frozenset[str]
    doubts: frozenset[str]
    added: frozenset[str]
    others: frozenset[str]
    unmoved: frozenset[str]
    moved: frozenset[str]
    act_nouns: frozenset[str]
    speech: frozenset[str]
    told_of: Mapping[str, str]
    sent: frozenset[str]
    vessels: Mapping[str, str]


@cache
def _words(language: str) -> _Words:
    data = claim_lists(language)
    lists = {name: words_of(name, language) for name in (
        "auxiliaries", "added", "others", "unmoved", "moved", "act_nouns", "speech", "sent",
    )}  # fmt: skip
    return _Words(
        Phrases(data["acts"]), frozenset(data["acts"]), words_of("many", language), names_of(data["nouns"]),
        told_of=names_of(data["told_of"]), vessels=names_of(data["vessels"]),
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
        if counting.measures(number):
            return None
        if counting.part(at):
            return self._some(number)
        whole = counting.whole(at)
        counted = counting.noun(whole.last if whole else number.last)
        toll = self.tolls.toll(number)
        said = toll or self.tolls.said(number, counted)
        again = None if said else self._again(number, counted)
        said = said or again
        group = self._group(number, counted, said) if said else ""
        unmoved = said is not None and said[0] in self.words.moved and group in self.words.unmoved
        if said is None or unmoved or (counted.head in self.words.things and not self.counting.persons(counted)):
            return self._thing(number, counted)
        self.last = said[0], group
        together = counting.coordinated(counted) if said[0] != ABOARD else None
        if (together and not self.tolls.behind(together)) or self._shared_out(at, counted):
            return None
        marks = self._vessels() if said[0] == ABOARD else counted.proper
        return self._made(number, said, group, marks, toll=bool(toll or again))

    def _vessels(self) -> frozenset[str]:
        """On what they travel: a train is no bus."""
        return frozenset(self.words.vessels[word] for word in self.line.low if word in self.words.vessels)

    def _shared_out(self, at: int, counted: Counted) -> bool:
        """Whether a number is one of several by place: "26 people in the north and six in the south"."""
        other = self.numerals[at + 1] if at + 1 < len(self.numerals) else None
        if other is None or other.first - counted.last > _APART or not self.line.has(other.first - 1, _LINKS):
            return False
        where = {*self.line.window(self.counting.noun(other.last).last, self.counting.noun(other.last).last + 1)}
        return not _IN.isdisjoint(where) and not where.isdisjoint(self.line.window(counted.last, other.first))

    def _again(self, number: Numeral, counted: Counted) -> Said:
        """What was said of the number before, where this one takes it up."""
        again = self.last and (self.tolls.bare(number, counted) or self.counting.total(number))
        return (self.last[0], self.last[0]) if self.last and again else None

    def _group(self, number: Numeral, counted: Counted, said: tuple[str, str]) -> str:
        """Who is counted; "four soldiers were killed and seven wounded" goes on about soldiers."""
        if not counted.head and self.last and self.line.has(number.first - 1, _LINKS):
            return self.last[1]
        group = self.counting.group(counted, said[0])
        told = (self.words.told_of.get(word, "") for word in said[1].lower().split()) if said[0] == ABOARD else ()
        return group or next((name for name in told if name), "")

    def _some(self, number: Numeral) -> Claim | None:
        """The number of some of those just counted: "37 people, 22 of them in Brenn"."""
        of_them = self.last and self.line.window(number.last, number.last + 2) == ["of", "them"]
        found = self._made(number, (self.last[0], self.last[0]), "", frozenset()) if self.last and of_them else None
        return replace(found, part=True) if found else None

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
        last, words = counted.last, self.words
        group = words.things.get(counted.head)
        if group is None or self._shared_out(self.numerals.index(number), counted):
            return None
        last, group = self._joined(last, group)
        near = [*self._clause(last, last + _BEHIND, 1), *self._clause(number.first - 1, number.first - 1 - _BEFORE, -1)]
        if any(self.line.low[at] in words.doubts and not self._reported(at) for at in near):
            return None
        found = [at for at in near if self._is_act(at, number)]
        around = range(max(0, number.first - _NOUN), min(len(self.line.low), last + _NOUN))
        found += [at for at in around if self.line.low[at] in words.act_nouns]
        acts = frozenset(self._act(at) for at in found)
        acts |= frozenset("delivered" for at in found if self.line.low[at] in words.sent)
        nouns = (at for at in range(counted.first, last - 1) if self.line.tags[at] in NOUNS)
        stems = frozenset(f"+{self.line.words[at].stem}" for at in nouns)
        known = frozenset(f"!{act}" for act in acts if act in words.known - words.many)
        aims = (at for at in found if self.line.has(at - 1, _TO) and not self._known(at))
        known |= frozenset(f"={self.line.words[at].stem}" for at in [*found, last - 1])
        known |= frozenset(f"?{self.line.words[at].stem}" for at in aims) | named(self.line, number.first)
        return self._made(number, (THINGS, self.line.written(counted.first, last)), group, acts | stems | known)

    def _joined(self, last: int, group: str) -> tuple[int, str]:
        """With what is counted together: "600 police officers and soldiers"."""
        if not self.line.has(last, _AND) or last + 1 >= len(self.line.low):
            return last, group
        other = self.words.things.get(self.line.low[last + 1])
        return (last + 2, " and ".join(sorted({group, other}))) if other else (last, group)

    def _reported(self, at: int) -> bool:
        """Whether "would" is the "will" of somebody: "the union said that 1,700 jobs would be lost"."""
        low = self.line.low
        return low[at] == "would" and "if" not in low and not self.words.speech.isdisjoint(low)

    def _clause(self, first: int, last: int, step: int) -> Iterator[int]:
        """The places from `first` towards `last`, up to a mark or a number."""
        for at in range(first, last, step):
            if not 0 <= at < len(self.line.low) or self.line.low[at] in _BREAKS or self.line.tags[at] == "CD":
                return
            yield at

    def _is_act(self, at: int, number: Numeral) -> bool:
        """Whether a verb tells what is done; "get" only before the number."""
        plain = self.line.low[at] not in self.words.auxiliaries
        known = at == number.first - 1 and self._known(at)
        return self.line.tags[at].startswith("VB") and (plain or bool(known))

    def _known(self, at: int) -> str:
        """The name of what a verb does, "" where it is not listed."""
        return self.words.acts.at(self.line.low, at)[1]

    def _act(self, at: int) -> str:
        off = self.line.window(at + 1, at + 2) == ["off"]  # "cut off 12 villages"
        return ("" if off else self._known(at)) or self.line.words[at].stem
