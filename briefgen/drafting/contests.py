"""The claims of the articles of a story in, the pairs that give one quantity different values out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from typing import Literal

from briefgen.drafting.ballots import RESULT, ballots
from briefgen.drafting.claims import Claim, apart, done_by_others
from briefgen.drafting.counts import THINGS, counts
from briefgen.drafting.happenings import happenings
from briefgen.drafting.measured import MEASURE, measured
from briefgen.drafting.numerals import Line, number_words, numerals
from briefgen.drafting.places import Where, told_aside, told_by_place, told_elsewhere, where
from briefgen.drafting.sums import SUM, sums
from briefgen.drafting.tolls import ABOARD
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
    another but tells that the article knows of it. `where`: the places of which it tells, `several`:
    the article tells of more than one.
    """

    claim: Claim
    telling: int
    account: int
    published: str
    whose: Literal["own", "others", "part"]
    where: Where = frozenset()
    several: bool = False

    @property
    def when(self) -> tuple[str, int, int]:
        """Its place in the order of time."""
        return self.published, self.telling, self.claim.place


Pair = tuple[Held, Held]


# ------------------------------------------------------------------ the claims of an article


def claims(unit: Unit, language: str) -> list[Claim]:
    """All claims of a unit."""
    if not unit.times and not _has_number(unit, language):
        return []
    line = Line(unit)
    found = list(numerals(line, language))
    read = (reader(line, found, language) for reader in (counts, sums, ballots, measured) if found)
    return [*(claim for some in read for claim in some), *happenings(line, language)]


def _has_number(unit: Unit, language: str) -> bool:
    """Whether a number may stand in it; "a dozen" and "Eleven" may be tagged as nouns."""
    first, last = unit.sentences[0].words[0], unit.sentences[-1].words[1]
    tagged = any(word.tag == "CD" for word in unit.analysis.words[first:last])
    return tagged or not number_words(language).isdisjoint(unit.stems)


@cache
def _people(language: str) -> frozenset[str]:
    """The kinds of claims about people."""
    return frozenset(claim_lists(language)["people"])


def held(units: Sequence[Unit], telling: int, account: int, published: str, language: str) -> Iterator[Held]:
    """The claims of an article: a toll is the first one of its kind, unless another is called the number of all."""
    found = [claim for unit in units for claim in claims(unit, language)]
    placed = [claim for claim in found if _is_placed(claim, language)]
    spots = {claim: where(claim, units, language) for claim in placed}
    several = any(one.isdisjoint(other) for one, other in combinations(set(filter(None, spots.values())), 2))
    main = _main(found)
    counted = [claim for claim in placed if not claim.kind.startswith(MEASURE)]
    suffered = [claim for claim in placed if claim.kind in _people(language) and claim.kind != ABOARD]
    local = told_by_place(counted, spots) | told_aside(suffered, spots, units)
    for claim in found:
        own = main.get((claim.kind, claim.group))
        if own is not None:
            alone = claim.group.startswith("*") and (claim.kind, "") not in main
            one = replace(claim, group="") if alone else claim
            whose = "part" if claim in local else _whose(claim, own, language)
            yield Held(one, telling, account, published, whose, spots.get(claim, frozenset()), several)


def _main(found: Sequence[Claim]) -> dict[tuple[str, str], Claim]:
    """The article's own claim by kind and group."""
    main: dict[tuple[str, str], Claim] = {}
    for last, claim in zip([None, *found], found, strict=False):
        if not claim.part and (not claim.added or _goes_on(last, claim, main)):
            first = main.setdefault((claim.kind, claim.group), claim)
            if claim.total and not first.total:
                main[claim.kind, claim.group] = claim
    return main


def _is_placed(claim: Claim, language: str) -> bool:
    """Whether it counts what may be told place by place."""
    return claim.kind in _people(language) or claim.kind == THINGS or claim.kind.startswith((SUM, MEASURE))


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
    if a.claim.agrees(b.claim) or "part" in {a.whose, b.whose} or _of_two(a.claim, b.claim):
        return False
    if a.telling == b.telling:
        both = {a.whose, b.whose} == {"own", "others"}
        return both and _same_people(a.claim, b.claim)
    if not _same(a.claim, b.claim, language) and not _singular(a, b, of_kind, language):
        return False
    return not (_knows(a, b, of_kind) or _knows(b, a, of_kind) or _apart(a, b))


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


def _apart(a: Held, b: Held) -> bool:
    """Whether they tell of different places."""
    texts = (one.claim.unit.analysis.article.text for one in (a, b))
    return told_elsewhere(a.where, b.where, *texts, several=a.several and b.several)


def _same(a: Claim, b: Claim, language: str) -> bool:
    """Whether two claims of one kind are about the same."""
    if a.kind in _people(language):
        many = a.kind in words_of("manifold", language)
        near = len(_content(a, language) & _content(b, language)) >= _SAME_DAY or _one_disease(a, b, language)
        return _same_people(a, b) and (near or not many)
    if a.group != b.group or a.kind.startswith(MEASURE) or apart(a, b, "on:"):
        return False
    alike, shared = _alike(a, b, language) >= _ALIKE, len(_content(a, language) & _content(b, language))
    if a.kind.startswith(SUM):
        return alike or (bool(a.marks & b.marks) and shared > 0)
    if a.kind == THINGS:
        return (alike and _deeds(a) == _deeds(b)) or (
            _same_things(a, b) and not done_by_others(a, b) and shared >= _TOGETHER
        )
    if a.kind.startswith(RESULT):
        return alike or shared > 0
    return "single" in a.marks & b.marks or alike or shared >= (_SAME_START if "vague" in a.marks else _SAME_DAY)


def _one_disease(a: Claim, b: Claim, language: str) -> bool:
    """Whether both sentences name one disease."""
    words = words_of("running", language)
    return any(word in a.unit.lowered and word in b.unit.lowered for word in words)


def _same_people(a: Claim, b: Claim) -> bool:
    """Whether the same people are counted: "Norland's soldiers" are not "soldiers of Sudmark"."""
    return a.group == b.group and not (a.marks and b.marks and not a.marks & b.marks)


def _same_things(a: Claim, b: Claim) -> bool:
    """Whether the same is done with things, or the same word stands before them and no other one."""
    one, other = ({mark for mark in claim.marks if mark.startswith("+")} for claim in (a, b))
    return bool(_deeds(a) & _deeds(b)) and not apart(a, b, "?") and not (one and other and not one & other)


def _deeds(claim: Claim) -> frozenset[str]:
    """What is done with things, and the words before them."""
    return frozenset(mark for mark in claim.marks if not mark.startswith(("?", "=", "in:", "by:")))


def _singular(a: Held, b: Held, of_kind: Sequence[Held], language: str) -> bool:
    """Whether it is of a sort of which each article has only one: a result, troops sent, a ransom."""
    one, other = a.claim, b.claim
    sort = one.kind == RESULT or _is_sole(one, other, language) or _meets(one, other) or _rare(one, other, language)
    return sort and _only(a, of_kind) and _only(b, of_kind)


def _is_sole(a: Claim, b: Claim, language: str) -> bool:
    """Whether a mark says that there is one; of things only where nothing tells two apart and something joins them."""
    if a.group != b.group or not any(mark[0] == "!" for mark in a.marks & b.marks):
        return False
    if a.kind != THINGS:
        return True
    sole = any(mark[1:] in words_of("sole_acts", language) for mark in a.marks & b.marks if mark[0] == "!")
    own = {mark[1:] for mark in a.marks | b.marks if mark[0] == "="}
    joined = sole or (_content(a, language) & _content(b, language)) - own
    return bool(joined) and not (apart(a, b, "?") or done_by_others(a, b))


def _meets(a: Claim, b: Claim) -> bool:
    """Whether the same is measured: of the same one, where it is somebody's."""
    if not a.kind.startswith(MEASURE) or apart(a, b, "on:") or apart(a, b, "in:"):
        return False
    one, other = ({mark for mark in claim.marks if mark[0] == "@"} for claim in (a, b))
    return one <= other or other <= one


def _rare(a: Claim, b: Claim, language: str) -> bool:
    """Whether it is of a sort that is rare in a story, and who or what takes part is shared."""
    if "rare" not in a.marks & b.marks or apart(a, b, "on:"):
        return False
    return _weight(_content(a, language) & _content(b, language), a) >= _TOGETHER


def _of_two(a: Claim, b: Claim) -> bool:
    """Whether they are alike and are two: the minister of finance, the minister of justice."""
    one, other = ({mark for mark in claim.marks if mark[0] == "@"} for claim in (a, b))
    return bool(one & other) and not (one <= other or other <= one)


def _weight(stems: frozenset[str], claim: Claim) -> int:
    """How many words they are; a name counts twice."""
    words = claim.unit.analysis.words
    first, last = claim.unit.sentences[0].words[0], claim.unit.sentences[-1].words[1]
    names = {word.stem for word in words[first:last] if word.tag in {"NNP", "NNPS"}}
    return len(stems) + len(stems & names)


def _only(one: Held, of_kind: Sequence[Held]) -> bool:
    """Whether its article states no other value of that sort."""
    same = (other.claim for other in of_kind if other.telling == one.telling and other.claim.group == one.claim.group)
    return all(
        claim.agrees(one.claim) or (claim.kind.startswith(MEASURE) and not _meets(claim, one.claim)) for claim in same
    )


def _content(claim: Claim, language: str) -> frozenset[str]:
    """Stems of its unit but for numbers and for the words that make it a claim."""
    stems = claim.unit.content - number_words(language)
    return frozenset(stem for stem in stems if not stem[0].isdigit() and "~" + stem not in claim.marks)


def _alike(a: Claim, b: Claim, language: str) -> float:
    """The share of content words that the sentences of two claims have in common, 0 to 1."""
    one, other = _content(a, language), _content(b, language)
    return len(one & other) / max(1, len(one | other))
