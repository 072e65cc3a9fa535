"""A word as it is written in, its stem out, and the lists of words by which statements are compared.

The stems are those that `documents.tsv` counts, as near as taking off endings comes to them: of several the one that
news knows. A stemmer proper belongs to the analysis of an article, and a brief no longer has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from briefgen.drafting import rules
from briefgen.drafting.rarity import documents

_SHORTEST = 3  # letters of a stem

Cues = frozenset[str | tuple[str, ...]]
"""Words, and pairs of words that follow each other."""
Sides = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of `changes.txt`, ready to look up; `turns` and `sides` hold stems, `openers` what pairs begin with."""

    numbers: Mapping[str, float]
    powers: Mapping[str, float]
    shares: frozenset[str]
    which: frozenset[str]
    voice: frozenset[str]
    ahead: Cues
    possible: Cues
    negations: Cues
    openers: frozenset[str]
    turns: frozenset[str]
    sides: tuple[Sides, ...]


def _pairs(name: str, language: str) -> dict[str, str]:
    """The entries "one = two" of a list."""
    entries = (entry.partition("=") for entry in rules.words("changes.txt", language)[name])
    return {one.strip(): two.strip() for one, _, two in entries}


@cache
def lists(language: str) -> Lists:
    """The lists of a language."""
    found = rules.words("changes.txt", language)
    return Lists(
        numbers={word: float(value) for word, value in _pairs("numbers", language).items()},
        powers={word: float(value) for word, value in _pairs("powers", language).items()},
        shares=found["shares"],
        which=found["which"],
        voice=found["voice"],
        ahead=_cues(found["ahead"]),
        possible=_cues(found["possible"]),
        negations=_cues(found["not"]),
        openers=frozenset(cue.split()[0] for name in ("ahead", "possible", "not") for cue in found[name] if " " in cue),
        turns=frozenset(stem_of(word, language) for word in found["turns"]),
        sides=tuple(_sides(entry, language) for entry in sorted(found["sides"])),
    )


def _cues(entries: Iterable[str]) -> Cues:
    return frozenset(tuple(entry.split()) if " " in entry else entry for entry in entries)


def _sides(entry: str, language: str) -> Sides:
    return tuple(frozenset(stem_of(word, language) for word in side.split()) for side in entry.split("/"))


@cache
def _endings(language: str) -> tuple[tuple[str, str], ...]:
    """Endings and what stands instead, the longest first."""
    entries = (entry.partition("=") for entry in rules.words("changes.txt", language)["endings"])
    found = {(ending.strip(), instead.strip()) for ending, _, instead in entries}
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))


@cache
def _bases(language: str) -> Mapping[str, str]:
    return _pairs("past", language)


@lru_cache(maxsize=1 << 16)
def stem_of(word: str, language: str) -> str:
    """The stem of a word in small letters: the first form that news knows, else the word without its ending."""
    word = word.removesuffix("'s").removesuffix("'")
    word = _bases(language).get(word, word)
    known = documents(language)[1]
    if word in known:
        return word
    shorter = [word[: -len(ending)] + instead for ending, instead in _endings(language) if word.endswith(ending)]
    forms = [_single(form) for form in shorter if len(form) >= _SHORTEST]
    return next((form for form in forms if form in known), forms[0] if forms else word)


def _single(form: str) -> str:
    """ "stopp" -> "stop"."""
    doubled = len(form) > _SHORTEST and form[-1] == form[-2] and form[-1] not in "aeiouls"
    return form[:-1] if doubled else form


@cache
def _light(language: str) -> frozenset[str]:
    return rules.function_stems(language) | rules.words("changes.txt", language)["light"]


@lru_cache(maxsize=1 << 16)
def content(word: str, language: str) -> str:
    """The stem of a word, "" where the word carries no content."""
    stem = stem_of(word, language)
    empty = _light(language)
    return "" if word in empty or stem in empty or len(stem) < 2 else stem


@lru_cache(maxsize=1 << 16)
def is_past(word: str, language: str) -> bool:
    """Whether a word may be a form of the past."""
    return word.endswith("ed") or word in _bases(language)
