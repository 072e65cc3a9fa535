"""The claims of the articles of a story in, the pairs that give one quantity different values out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from typing import Literal

from briefgen.drafting.ballots import RESULT, ballots
from briefgen.drafting.claims import Claim
from briefgen.drafting.counts import THINGS, counts
from briefgen.drafting.happenings import happenings
from briefgen.drafting.numerals import Line, number_words, numerals
from briefgen.drafting.sums import SUM, sums
from briefgen.drafting.units import Unit
from briefgen.drafting.wordlists import claim_lists, words_of

_ALIKE = 0.4  # share of content words from which two sentences are versions of one
_TOGETHER = 2  # content words that sentences on the same things share
_SAME_START = 5  # ... and where it is only said that something starts
_SAME_DAY = 3  # content words that sentences on the same event share, what happened among them


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A claim with the article that makes it.

    `whose`: the article's own value, one that it reports of others, or that of a part, which is never held against
    another but tells that the article knows of it.
    """

    claim: Claim
    telling: int
    account: int
    published: str
    whose: Literal["own", "others", "part"]

    @property
    def when(self) -> tuple[str, int, int]:
        """Its place in the order of time."""
        return self.published, self.telling, self.claim.place


Pair = tuple[Held, Held]


# ------------------------------------------------------------------ the claims of an article


def claims(unit: Unit, language: str) -> list[Claim]:
    """All claims of a unit."""
    if not unit.times and not _has_number(unit):
        return []
    line = Line(unit)
    found = list(numerals(line, language))
    read = (reader(line, found, language) for reader in (counts, sums, ballots) if found)
    return [*(claim for some in read for claim in some), *happenings(line, language)]


def _has_number(unit: Unit) -> bool:
    """Whether a number may stand in it; "a dozen" is tagged as a noun."""
    first, last = unit.sentences[0].words[0], unit.sentences[-1].words[1]
    return any(word.tag == "CD" or word.stem == "dozen" for word in unit.analysis.words[first:last])


@cache
def _people(language: str) -> frozenset[str]:
    """The kinds of claims about people."""
    return frozenset(claim_lists(language)["people"])


def held(units: Sequence[Unit], telling: int, account: int, published: str, language: str) -> Iterator[Held]:
    """The claims of an article: a toll is the first one of its kind, unless another is called the number of all."""
    found = [claim for unit in units for claim in claims(unit, language)]
    main: dict[tuple[str, str], Claim] = {}
    for before, claim in zip([None, *found], found, strict=False):
        if not claim.added or _goes_on(before, claim, main):
            first = main.setdefault((claim.kind, claim.group), claim)
            if claim.total and not first.total:
                main[claim.kind, claim.group] = claim
    local = [own for own in main.values() if own.kind in _people(language) and _is_local(own, found)]
    for claim in found:
        own = main.get((claim.kind, claim.group))
        if own is not None:
            alone = claim.group.startswith("*") and (claim.kind, "") not in main
            one = replace(claim, group="") if alone else claim
            yield Held(one, telling, account, published, "part" if own in local else _whose(claim, own, language))


def _is_local(own: Claim, found: Sequence[Claim]) -> bool:
    """Whether the first value is told of one place: a larger one of another place follows."""
    same = [one for one in found if (one.kind, one.group) == (own.kind, own.group) and not one.toll]
    larger = [one for one in same if one.spans[0][0] > own.spans[0][1]]
    if own.toll or own.total or not larger:
        return False
    places = _places(own.unit, own.place)
    return any(places and _places(one.unit) and _places(one.unit).isdisjoint(places) for one in larger)


def _goes_on(before: Claim | None, claim: Claim, main: Mapping[tuple[str, str], Claim]) -> bool:
    """Whether "others" are others than those just spoken of: "killing 12 and injuring 30 others"."""
    near = before is not None and claim.unit.place - before.unit.place <= 1
    return near and all(kind != claim.kind for kind, _ in main)


def _whose(claim: Claim, own: Claim, language: str) -> Literal["own", "others", "part"]:
    """Whose value it is, next to the article's own one of that kind."""
    if claim.part:
        return "part"
    if claim.kind not in _people(language) or claim.agrees(own):
        return "own"
    return "others" if claim.sides and not claim.sides & own.sides else "part"


def heeded(all_held: Sequence[Held]) -> list[Held]:
    """All but what an article reports of others and nobody else states: it may be of anything."""
    return [one for one in all_held if one.whose != "others" or one.claim.toll or _elsewhere(one, all_held)]


def _elsewhere(one: Held, all_held: Sequence[Held]) -> bool:
    """Whether another article gives that value as its own."""
    same = (other for other in all_held if other.claim.kind == one.claim.kind and other.telling != one.telling)
    return any(other.whose == "own" and other.claim.agrees(one.claim) for other in same)


# ------------------------------------------------------------------ the pairs


def contests(of_kind: Sequence[Held], language: str) -> list[Pair]:
    """The pairs of claims of one kind that give one quantity different values, in the order of time."""
    pairs = [pair for pair in combinations(of_kind, 2) if _contest(*pair, of_kind, language)]
    if not pairs or pairs[0][0].claim.kind not in _people(language):
        pairs = _nearest(pairs, language)
    return sorted(pairs, key=lambda pair: (pair[0].when, pair[1].when))


def _contest(a: Held, b: Held, of_kind: Sequence[Held], language: str) -> bool:
    """Whether two claims give one quantity different values."""
    if a.claim.agrees(b.claim) or "part" in {a.whose, b.whose}:
        return False
    if a.telling == b.telling:
        both = {a.whose, b.whose} == {"own", "others"}
        return both and _same_people(a.claim, b.claim)
    if not _same(a.claim, b.claim, language) and not _singular(a, b, of_kind):
        return False
    return not (_knows(a, b, of_kind) or _knows(b, a, of_kind) or _elsewhere_told(a.claim.unit, b.claim.unit))


def _nearest(pairs: Sequence[Pair], language: str) -> list[Pair]:
    """Each value held only against the nearest of another article: of two votes each against the same one."""
    taken: set[tuple[Held, int]] = set()
    kept = []
    for a, b in sorted(pairs, key=lambda pair: -_nearness(pair, language)):
        ends = {(a, b.telling), (b, a.telling)}
        if not ends & taken:
            kept.append((a, b))
            taken |= ends
    return kept


def _nearness(pair: Pair, language: str) -> float:
    a, b = (one.claim for one in pair)
    value, other = a.spans[-1][1], b.spans[-1][1]
    return _alike(a, b, language) + min(value, other) / max(value, other, 1.0)


def _knows(a: Held, b: Held, of_kind: Sequence[Held]) -> bool:
    """Whether the article of `a`, which gives that as its own value, has the value of `b` too, of something else.

    In an account a later article may well tell which value it replaces.
    """
    if a.whose != "own":
        return False
    apart = {"own", "part"} if a.account != b.account else {"own"}
    same = (one for one in of_kind if one.telling == a.telling and one is not a and one.whose in apart)
    return any(one.claim.agrees(b.claim) for one in same)


# ------------------------------------------------------------------ whether it is one quantity


def _elsewhere_told(a: Unit, b: Unit) -> bool:
    """Whether both name places, and neither article knows those of the other: another town, another flood."""
    one, other = _places(a), _places(b)
    text, other_text = (unit.analysis.article.text for unit in (a, b))
    known = any(place in other_text for place in one) or any(place in text for place in other)
    return bool(one and other) and not known


def _places(unit: Unit, before: int | None = None) -> set[str]:
    """The places it names, up to an offset where one is given."""
    text, end = unit.analysis.article.text, unit.end if before is None else before
    return {text[name.start : name.end] for name in unit.names if name.kind == "place" and name.start < end}


def _same(a: Claim, b: Claim, language: str) -> bool:
    """Whether two claims of one kind are about the same."""
    if a.kind in _people(language):
        many = a.kind in words_of("manifold", language)
        return _same_people(a, b) and not (many and len(_content(a, language) & _content(b, language)) < _SAME_DAY)
    if a.group != b.group:
        return False
    alike, shared = _alike(a, b, language) >= _ALIKE, len(_content(a, language) & _content(b, language))
    if a.kind.startswith(SUM):
        return alike or (bool(a.marks & b.marks) and shared > 0)
    if a.kind == THINGS:
        return (alike and a.marks == b.marks) or (_same_things(a, b) and shared >= _TOGETHER)
    if a.kind.startswith(RESULT):
        return alike or shared > 0
    return "single" in a.marks & b.marks or alike or shared >= (_SAME_START if "vague" in a.marks else _SAME_DAY)


def _same_people(a: Claim, b: Claim) -> bool:
    """Whether the same people are counted: "Norland's soldiers" are not "soldiers of Sudmark"."""
    return a.group == b.group and not (a.marks and b.marks and not a.marks & b.marks)


def _same_things(a: Claim, b: Claim) -> bool:
    """Whether the same is done with things, or the same word stands before them and no other one."""
    one, other = ({mark for mark in claim.marks if mark.startswith("+")} for claim in (a, b))
    return bool(a.marks & b.marks) and not (one and other and not one & other)


def _singular(a: Held, b: Held, of_kind: Sequence[Held]) -> bool:
    """Whether it is of a sort of which each article has only one: a result, troops sent, a ransom."""
    one, other = a.claim, b.claim
    sort = one.kind == RESULT or (one.group == other.group and any(mark[0] == "!" for mark in one.marks & other.marks))
    return sort and _only(a, of_kind) and _only(b, of_kind)


def _only(one: Held, of_kind: Sequence[Held]) -> bool:
    """Whether its article states no other value of that sort."""
    same = (other.claim for other in of_kind if other.telling == one.telling and other.claim.group == one.claim.group)
    return all(claim.agrees(one.claim) for claim in same)


def _content(claim: Claim, language: str) -> frozenset[str]:
    """Stems of its unit but for numbers and for the words that make it a claim."""
    stems = claim.unit.content - number_words(language)
    return frozenset(stem for stem in stems if not stem[0].isdigit() and "~" + stem not in claim.marks)


def _alike(a: Claim, b: Claim, language: str) -> float:
    """The share of content words that the sentences of two claims have in common, 0 to 1."""
    one, other = _content(a, language), _content(b, language)
    return len(one & other) / max(1, len(one | other))
