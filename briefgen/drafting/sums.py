"""The numbers of a line in, claims about sums of money out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from briefgen.drafting.claims import Claim, objects, sides, told_before
from briefgen.drafting.numerals import Line, Numeral
from briefgen.drafting.wordlists import Phrases, claim_lists, names_of, phrases_of, words_of

SUM = "sum of"  # how the kinds of claims about sums begin
_NEAR = 10  # words around a sum that tell what it is
_LARGE = 1000
_LINKS = frozenset({"and", ",", "or"})
_HYPHEN = frozenset({"-"})
_ENDS = frozenset({";", "."})
_COMMON = frozenset({"NN", "NNS"})


@dataclass(frozen=True, slots=True)
class _Words:
    currencies: Mapping[str, str]
    sums: Mapping[str, str]
    units: frozenset[str]
    sole: frozenset[str]
    rates: frozenset[str]
    added: frozenset[str]
    parts: Phrases


@cache
def _words(language: str) -> _Words:
    data = claim_lists(language)
    currencies = names_of(data["currencies"])
    return _Words(
        currencies, names_of(data["sums"]), frozenset(currencies), words_of("sole", language),
        words_of("rates", language), words_of("added", language), phrases_of("parts", language),
    )  # fmt: skip


def sums(line: Line, numerals: Sequence[Numeral], language: str) -> Iterator[Claim]:
    """Claims about sums of money."""
    words = _words(language)
    currency = ""
    for number in numerals:
        found = _currency(line, number, words) or _goes_on(line, number, currency)
        if found and not told_before(line, number.at, language):
            currency, first, last = found
            near = list(_near(line, first, last, numerals))
            name = next((line.low[at] for at in near if line.low[at] in words.sums), currency)
            aims = objects(line, last - 1)
            yield Claim(
                f"{SUM} {currency}{_rate(line, last, words)}", "", name, line.written(first, last), line.unit,
                line.words[number.at].start, ((number.low, number.high),), sides(line, number, numerals, language),
                frozenset([*_marks(line, near, words), *aims]), part=_part(line, first, words),
            )  # fmt: skip


def _currency(line: Line, number: Numeral, words: _Words) -> tuple[str, int, int] | None:
    """(currency, first word, behind the last word) of a sum; None where a number is none."""
    if line.has(number.at - 1, words.units):
        name, first = line.low[number.at - 1], number.at - 1
        letters = line.low[first - 1] + name if line.touches(first) else ""  # "HK$", read as two words
        if letters in words.currencies:
            name, first = letters, first - 1
        return words.currencies[name], min(first, number.first), number.last
    last = number.last + line.has(number.last, _HYPHEN)  # "a 20-million-euro order"
    if line.has(last, words.units) and line.tags[last] != "$":
        return words.currencies[line.low[last]], number.first, last + 1
    return None


def _goes_on(line: Line, number: Numeral, currency: str) -> tuple[str, int, int] | None:
    """ "€40 million for schools and 25 million for roads": a large number that goes on about money."""
    linked = currency and number.value >= _LARGE and line.has(number.first - 1, _LINKS)
    return (
        (currency, number.first, number.last) if linked and line.tags[number.last : number.last + 1] == ["IN"] else None
    )


def _rate(line: Line, last: int, words: _Words) -> str:
    """ " a barrel", "" where a sum is no rate."""
    if not line.has(last, words.rates) or line.tags[last] not in {"DT", "IN"}:
        return ""
    noun = line.tags[last + 1 : last + 3]
    single = noun[:1] and noun[0] in _COMMON and (len(noun) == 1 or noun[1] not in _COMMON | {"JJ"})
    return f" a {line.low[last + 1]}" if single else ""


def _part(line: Line, first: int, words: _Words) -> bool:
    """Whether a sum is only a part, or added to another: "of which $12 million", "a further $20 million"."""
    return words.parts.before(line.low, first)[0] > 0 or line.has(first - 1, words.added)


def _near(line: Line, first: int, last: int, numerals: Sequence[Numeral]) -> Iterator[int]:
    """The places around a sum, up to the end of the sentence or the next number."""
    begin = max([0, first - _NEAR, *(one.last for one in numerals if one.last <= first)])
    end = min([len(line.low), last + _NEAR, *(one.first for one in numerals if one.first >= last)])
    begin = next((at + 1 for at in range(first - 1, begin - 1, -1) if line.low[at] in _ENDS), begin)
    yield from range(begin, first)
    yield from range(last, next((at for at in range(last, end) if _closes(line, at)), end))


def _closes(line: Line, at: int) -> bool:
    """Whether what follows is said of something else: another sentence, or "of which Norland has promised"."""
    return line.low[at] in _ENDS or line.window(at, at + 2) == ["of", "which"]


def _marks(line: Line, near: Sequence[int], words: _Words) -> Iterator[str]:
    """What a sum is, and the stems of the words that say so."""
    for at in near:
        name = words.sums.get(line.low[at])
        if name:
            yield from (name, f"~{line.words[at].stem}")
            yield from (f"!{name}",) if name in words.sole else ()
