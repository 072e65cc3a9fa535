"""The numbers of a line in, claims about results of votes out: "67 votes to 54", "54 against", "three abstentions"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from briefgen.drafting.claims import Claim, told_before
from briefgen.drafting.numerals import Line, Numeral
from briefgen.drafting.wordlists import Phrases, claim_lists, words_of

RESULT = "votes"  # the kind of claims about both sides of a vote
_VOTERS = 7  # words from a number to "voted", "in favour"
_APART = 14  # words from those in favour to those against
_MOST = 2000  # members of the largest assemblies
_DASHES = frozenset({"-", "–", "—"})
_ENDS = frozenset({",", ";", "."})
_BEFORE = 2


@dataclass(frozen=True, slots=True)
class _Words:
    votes: Phrases
    voting: frozenset[str]
    votes_cast: frozenset[str]
    by: frozenset[str]
    scores: frozenset[str]
    opposed: frozenset[str]
    before: frozenset[str]


@cache
def _words(language: str) -> _Words:
    lists = (words_of(name, language) for name in ("voting", "votes_cast", "by", "scores", "opposed", "before"))
    return _Words(Phrases(claim_lists(language)["votes"]), *lists)


def ballots(line: Line, numerals: Sequence[Numeral], language: str) -> Iterator[Claim]:
    """Claims about results of votes."""
    words = _words(language)
    if words.voting.isdisjoint(line.low) or not words.scores.isdisjoint(line.low):
        return
    own = [number for number in numerals if not told_before(line, number.at, language)]
    pairs = [pair for pair in pairwise(own) if _is_pair(line, *pair, words)]
    taken = {number.at for pair in pairs for number in pair}
    told = {number.at: _side(line, number, words) for number in own if number.at not in taken}
    pairs += [pair for pair in pairwise(own) if _opposed(pair, told)]
    taken |= {number.at for pair in pairs for number in pair}
    for number, other in pairs:
        spans = sorted(((number.low, number.high), (other.low, other.high)))
        yield _claim(line, number, other.last, RESULT, tuple(spans))
    for number in own:
        if told.get(number.at) and number.at not in taken:
            yield _claim(line, number, number.last, f"{RESULT} {told[number.at]}", ((number.low, number.high),))


def _is_pair(line: Line, number: Numeral, other: Numeral, words: _Words) -> bool:
    """ "67-54", "67 votes to 54", "by 67 to 54"."""
    between = line.low[number.last : other.first]
    counted = max(number.value, other.value) <= _MOST and number.value.is_integer() and other.value.is_integer()
    if not counted or not words.before.isdisjoint(line.window(number.first - _BEFORE, number.first)):
        return False
    if len(between) == 1 and between[0] in _DASHES:
        return True
    called = not words.by.isdisjoint(line.window(number.first - _BEFORE, number.first))
    noun = len(between) == 2 and (between[0] in words.votes_cast or line.tags[number.last] == "NNS")
    return between[-1:] == ["to"] and (noun or (called and len(between) == 1))


def _opposed(pair: tuple[Numeral, Numeral], told: dict[int, str]) -> bool:
    """ "67 in favour and 54 against"."""
    number, other = pair
    near = other.first - number.last <= _APART
    return near and (told.get(number.at), told.get(other.at)) == ("for", "against")


def _side(line: Line, number: Numeral, words: _Words) -> str:
    """ "for", "against" or "abstained", "" where no number of votes is told."""
    if line.window(number.first - _BEFORE, number.first) == ["of", "the"]:
        return ""
    voted = False
    for at in range(number.last, min(len(line.low), number.last + _VOTERS + 1)):
        size, kind = words.votes.at(line.low, at)
        plain = size == 1 and kind != "abstained" and line.low[at] not in words.opposed
        if size and not (plain and not voted and at > number.last):
            return kind if voted or not plain or kind == "against" else ""
        voted = voted or line.low[at] in words.votes_cast
        whole = line.window(at - _BEFORE, at) == ["of", "the"]
        if (line.tags[at] == "CD" and not whole) or line.low[at] in _ENDS:
            return ""
    return ""


def _claim(line: Line, number: Numeral, last: int, kind: str, spans: tuple[tuple[float, float], ...]) -> Claim:
    return Claim(kind, "", kind, line.written(number.first, last), line.unit, line.words[number.at].start, spans)
