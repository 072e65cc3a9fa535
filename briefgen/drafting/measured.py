"""The numbers of a line in, claims about what is measured out: a turnout, a rate, a magnitude, a term, seats won.

Each kind is a list of its units, of the words that tell it, and of those that make another thing of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from briefgen.drafting.claims import Claim, named, objects, told_before
from briefgen.drafting.numerals import Line, Numeral
from briefgen.drafting.wordlists import Phrases, claim_lists, entries, words_of

MEASURE = "measure of"  # how the kinds of these claims begin
_NEAR, _BESIDE = 12, 3  # words around a number with a unit, and without one, that tell what it measures
_ENDS = frozenset({",", ";", ".", ":", "(", ")", "“", "”", '"'})
_ROW = frozenset({",", "and", "or", "to"})
_JOINT = frozenset({"-"})
_OLD = frozenset({"from", "than"})
_NAMING = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of measure with the words that tell it.

    `units`: by what each counts in the first of them, None where the number has none. `whose`: it is somebody's,
    `precise`: written to a last place, `somewhere`: of one that the sentence names.
    """

    name: str
    units: Phrases | None
    near: Phrases
    never: frozenset[str]
    whose: bool
    precise: bool
    somewhere: bool


@dataclass(frozen=True, slots=True)
class _Words:
    kinds: tuple[_Kind, ...]
    doubts: frozenset[str]
    nobody: frozenset[str]
    units: frozenset[str]
    bare: frozenset[str]


@cache
def _words(language: str) -> _Words:
    kinds = tuple(
        _Kind(
            name, _units(lists["units"]), Phrases({name: lists["near"]}),
            frozenset(word for own in entries(lists.get("never", "")) for word in own),
            whose="whose" in lists, precise="precise" in lists,
            somewhere="where" in lists,
        )
        for name, lists in claim_lists(language)["measured"].items()
    )  # fmt: skip
    lists = claim_lists(language)["measured"].values()
    units = frozenset(unit.split()[0].partition("=")[0] for own in lists for unit in own["units"].split("|"))
    bare = frozenset(word for own in lists if own["units"] == "none" for (word,) in entries(own["near"]))
    return _Words(kinds, words_of("modals", language) - {"would"}, words_of("nobody", language), units, bare)


def measured(line: Line, numerals: Sequence[Numeral], language: str) -> Iterator[Claim]:
    """Claims about what is measured, in the order of the text."""
    words = _words(language)
    before: Claim | None = None
    for number in numerals:
        near = line.window(number.last, number.last + 2)
        if (
            words.units.isdisjoint(near)
            and before is None
            and words.bare.isdisjoint(line.window(number.first - _BESIDE, number.last + _BESIDE))
        ):
            continue
        again = _goes_on(line, number, before)
        before = None
        if again:
            yield again
        for kind in words.kinds:
            found = _claim(line, number, kind, numerals, language)
            if found:
                yield found
                before = found
                break


def _goes_on(line: Line, number: Numeral, before: Claim | None) -> Claim | None:
    """ "31 seats in the senate and 112 in the parliament": a number that goes on about the same."""
    bare = line.has(number.first - 1, _ROW) and line.tags[number.last : number.last + 1] == ["IN"]
    spans = ((number.low, number.high),)
    return replace(before, spans=spans, text=line.written(number.first, number.last)) if before and bare else None


def _in_a_row(line: Line, number: Numeral, numerals: Sequence[Numeral]) -> bool:
    """Whether it is one of several: "of magnitude 6.0, 7.4 and 6.1"."""
    gaps = [(one.last, number.first) for one in numerals] + [(number.last, one.first) for one in numerals]
    return any(end - begin == 1 and line.has(begin, _ROW) for begin, end in gaps)


def _units(line: str) -> Phrases | None:
    """ "day | week=7" as phrases by what they count."""
    if line == "none":
        return None
    by_size: dict[str, list[str]] = {}
    for unit, _, size in (entry.partition("=") for entry in line.split("|")):
        by_size.setdefault(size.strip() or "1", []).append(unit.strip())
    return Phrases({size: " | ".join(units) for size, units in by_size.items()})


def _unit(line: Line, number: Numeral, kind: _Kind) -> tuple[int, float]:
    """(behind the unit of a number, what it counts), (0, 0) where it is not of this kind."""
    if kind.units is None:
        return number.last, 1.0
    at = number.last + line.has(number.last, _JOINT)
    size, counts = kind.units.at(line.low, at)
    return (at + size, float(counts)) if size else (0, 0.0)


def _claim(line: Line, number: Numeral, kind: _Kind, numerals: Sequence[Numeral], language: str) -> Claim | None:
    """The claim, None where nothing near tells the kind, or where it is an old one or only may be."""
    last, size = _unit(line, number, kind)
    if not last or number.low < number.value / 2:  # "up to six years" is no sentence
        return None
    words, near = _words(language), list(_near(line, number, last, numerals, far=_NEAR if kind.units else _BESIDE))
    told = next((at for at in near if kind.near.at(line.low, at)[0]), None)
    low = {line.low[at] for at in near}
    if told is None or (kind.never | words.doubts) & low or line.has(number.first - 1, _OLD):
        return None
    marks = set(_whose(line, near, number, words)) if kind.whose else _of_what(line, told, kind)
    if _in_a_row(line, number, numerals) or (kind.whose and not marks) or told_before(line, number.at, language):
        return None
    half = 0.5 * 10.0 ** -len(line.low[number.at].partition(".")[2]) if kind.precise else 0.0
    return Claim(
        f"{MEASURE} {kind.name}", "", line.low[told], line.written(number.first, last), line.unit,
        line.words[number.at].start, (((number.low - half) * size, (number.high + half) * size),),
        marks=frozenset(marks),
    )  # fmt: skip


def _of_what(line: Line, told: int, kind: _Kind) -> set[str]:
    """Marks of what it is about, and, where a story may have several, of whose it is."""
    return {*objects(line, told), *(named(line) if kind.somewhere else ())}


def _near(line: Line, number: Numeral, last: int, numerals: Sequence[Numeral], *, far: int) -> Iterator[int]:
    """The places around a number in its clause, up to the next number."""
    begin = max([0, number.first - far, *(one.last for one in numerals if one.last <= number.first)])
    end = min([len(line.low), last + far, *(one.first for one in numerals if one.first >= last)])
    yield from range(begin + _after(line, begin, number.first), number.first)
    yield from range(last, next((at for at in range(last, end) if line.low[at] in _ENDS), end))


def _after(line: Line, begin: int, end: int) -> int:
    """How many words from `begin` the last mark before `end` closes."""
    return next((at + 1 - begin for at in range(end - 1, begin - 1, -1) if line.low[at] in _ENDS), 0)


def _whose(line: Line, near: Sequence[int], number: Numeral, words: _Words) -> Iterator[str]:
    """Stems of those who have it: the words before the number, up to the verb."""
    for at in near:
        if at >= number.first:
            return
        if line.tags[at] in _NAMING and line.low[at] not in words.nobody:
            yield f"@{line.words[at].stem}"
