"""A sentence's pieces in, what the weights judge each piece by out.

Features are short texts, "w=minister" or "-s=Xx"; the weights know those seen in training. Both parts are shared with
training, so that what is measured is what is shipped. What depends on a single piece is kept by piece: news repeats
its words, and making the texts is the costly part.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from briefgen.language.lexicon import Lexicon
from briefgen.language.pieces import cuts

Features = list[str]

_UPPER = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž]+")
_LOWER = re.compile(r"[a-zß-öø-ÿ]+")
_DIGITS = re.compile(r"\d+")
_KEPT = 20_000  # pieces whose features are kept: some 25 MB
_MOST = 4  # capitals in a row that are still told apart


@lru_cache(maxsize=20_000)
def shape(piece: str) -> str:
    """ "Rubio" -> "Xx", "NATO" -> "XX", "G7" -> "Xd", "2,000" -> "d,d"."""
    folded = _UPPER.sub(lambda run: "X" if len(run[0]) == 1 else "XX", piece)
    return _DIGITS.sub("d", _LOWER.sub("x", folded))[:8]


@dataclass(frozen=True, slots=True)
class _Marks:
    """What a piece tells of its neighbours; `before` and `behind` as seen from the piece after and before it."""

    lower: str
    before: tuple[str, str]
    behind: tuple[str, str]
    shape_before: str
    shape_behind: str


def _marks(piece: str) -> _Marks:
    lower, form = piece.lower(), shape(piece)
    end = lower[-3:]
    return _Marks(lower, ("-w=" + lower, "-e=" + end), ("+w=" + lower, "+e=" + end), "-s=" + form, "+s=" + form)


class TagFeatures:
    """What a part of speech is told by: the piece, its ends and shape, and its neighbours."""

    def __init__(self) -> None:
        self._own: dict[str, Features] = {}
        self._marks: dict[str, _Marks] = {}

    def __call__(self, pieces: Sequence[str]) -> list[Features]:
        """One row a piece."""
        near = [self._near(piece) for piece in pieces]
        last = len(pieces) - 1
        rows = []
        for at, piece in enumerate(pieces):
            row = self._of(piece).copy()
            lower = near[at].lower
            if at:
                mark = near[at - 1]
                row += (*mark.before, f"-ww={mark.lower}|{lower}", mark.shape_before)
            else:
                row.append("first")
            if at < last:
                mark = near[at + 1]
                row += (*mark.behind, f"+ww={lower}|{mark.lower}", mark.shape_behind)
            else:
                row.append("last")
            if at > 1:
                row.append("-" + near[at - 2].before[0])
            if at + 1 < last:
                row.append("+" + near[at + 2].behind[0])
            rows.append(row)
        return rows

    def _near(self, piece: str) -> _Marks:
        marks = self._marks.get(piece)
        if marks is None:
            _bound(self._marks)
            marks = self._marks[piece] = _marks(piece)
        return marks

    def _of(self, piece: str) -> Features:
        own = self._own.get(piece)
        if own is None:
            _bound(self._own)
            own = self._own[piece] = list(_spelling(piece))
        return own


def _bound(kept: dict[str, Any]) -> None:
    """Forgets all that is kept by piece when it grows too large for a night's articles."""
    if len(kept) >= _KEPT:
        kept.clear()


def _spelling(piece: str) -> Iterator[str]:
    lower = piece.lower()
    yield "w=" + lower
    if piece[:1].isalnum():
        yield "s=" + shape(piece)
        yield "p1=" + lower[:1]
        yield "p3=" + lower[:3]
        for length in (1, 2, 3, 4):
            yield f"e{length}=" + lower[-length:]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the whole article tells of its words: those it also writes in lower case, those with a capital inside."""

    lower: Collection[str]
    inside: Collection[str]


def seen(sentences: Sequence[Sequence[str]]) -> Seen:
    """Looks through all sentences of an article."""
    lower: set[str] = set()
    inside: set[str] = set()
    for pieces in sentences:
        for at, piece in enumerate(pieces):
            if piece.islower():
                lower.add(piece)
            elif at and piece[:1].isupper() and pieces[at - 1] not in {'"', ":", "."}:
                inside.add(piece)
    return Seen(lower, inside)


class NameFeatures:
    """What a name is told by: the piece, lists it stands in, its neighbours, its run of capitals, the whole article."""

    def __init__(self, lexis: Lexicon) -> None:
        self._lists = _lists(lexis)
        self._heads = lexis.org_heads
        self._given = lexis.given_names
        self._known, self._lengths = phrases(lexis)
        self._own: dict[str, Features] = {}
        self._marks: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def __call__(self, pieces: Sequence[str], tags: Sequence[str], article: Seen) -> list[Features]:
        """One row a piece."""
        last = len(pieces) - 1
        known = self._phrases(pieces)
        near = [self._near(piece) for piece in pieces]
        runs = _runs(pieces)
        rows = []
        for at, piece in enumerate(pieces):
            row = self._of(piece).copy()
            row.append("t=" + tags[at])
            if at:
                row += near[at - 1][0]
                row += ("-t=" + tags[at - 1], f"-tt={tags[at - 1]}|{tags[at]}")
                if known[at - 1]:
                    row.append("-k=" + known[at - 1])
            else:
                row.append("first")
            if at < last:
                row += near[at + 1][1]
                row.append("+t=" + tags[at + 1])
                if known[at + 1]:
                    row.append("+k=" + known[at + 1])
            else:
                row.append("last")
            if at > 1:
                row.append("--w=" + pieces[at - 2].lower())
            if at + 1 < last:
                row.append("++w=" + pieces[at + 2].lower())
            if known[at]:
                row.append("k=" + known[at])
            if piece[:1].isupper():
                row += self._of_run(pieces, at, runs[at], article)
            rows.append(row)
        return rows

    def _of_run(self, pieces: Sequence[str], at: int, run: tuple[int, int], article: Seen) -> Iterator[str]:
        """What the run of capitals that a piece stands in tells, and the article's other uses of the piece."""
        first, end = run
        piece = pieces[at]
        if piece.lower() in article.lower:
            yield "lower"
        if piece in article.inside:
            yield "inside"
        before = pieces[at - 1] if at else ""
        behind = pieces[at + 1] if at + 1 < len(pieces) else ""
        yield f"sss={shape(before)}{shape(piece)}{shape(behind)}"
        yield f"rl={min(_MOST, end - first)}"
        yield f"ri={min(3, at - first)}/{min(3, end - at - 1)}"
        yield "rb=" + (pieces[first - 1].lower() if first else "")
        yield "ra=" + (pieces[end].lower() if end < len(pieces) else "")
        yield "re=" + pieces[end - 1].lower()
        if any(piece in self._heads for piece in pieces[first:end]):
            yield "rorg"
        if pieces[first] in self._given:
            yield "rgiven"

    def _of(self, piece: str) -> Features:
        own = self._own.get(piece)
        if own is None:
            _bound(self._own)
            own = ["w=" + piece.lower(), "s=" + shape(piece)]
            if piece[:1].isalpha():
                lower = piece.lower()
                own += (
                    "p3=" + lower[:3],
                    "p4=" + lower[:4],
                    "e2=" + lower[-2:],
                    "e3=" + lower[-3:],
                    "e4=" + lower[-4:],
                )
            own += ["l=" + name for name in self._listed(piece)]
            self._own[piece] = own
        return own

    def _near(self, piece: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What a piece tells the piece after it, and the piece before it."""
        marks = self._marks.get(piece)
        if marks is None:
            _bound(self._marks)
            own = ("w=" + piece.lower(), "s=" + shape(piece), *("l=" + name for name in self._listed(piece)))
            marks = self._marks[piece] = tuple("-" + mark for mark in own), tuple("+" + mark for mark in own)
        return marks

    def _listed(self, piece: str) -> tuple[str, ...]:
        """The names of the word lists that hold a piece; lists of names want a capital."""
        capital = piece[:1].isupper()
        lower = piece.lower()
        return tuple(
            name
            for name, (words, is_name) in self._lists.items()
            if (capital and piece in words if is_name else lower in words)
        )

    def _phrases(self, pieces: Sequence[str]) -> list[str]:
        """For each piece, "Bbody", "Icountry" where it begins or goes on with a known name; "" elsewhere."""
        marks = [""] * len(pieces)
        for first, end, kind in known_in(pieces, self._known, self._lengths):
            marks[first] = "B" + kind
            marks[first + 1 : end] = ["I" + kind] * (end - first - 1)
        return marks


def _lists(lexis: Lexicon) -> dict[str, tuple[Collection[str], bool]]:
    """Name of a word list -> (its words, whether it holds names, which want a capital)."""
    return {
        "given": (lexis.given_names, True),
        "family": (lexis.family_names, True),
        "city": (lexis.cities, True),
        "org": (lexis.org_heads, True),
        "day": (lexis.calendar, True),
        "starter": (lexis.starters, True),
        "title": (lexis.honorifics, True),
        "role": (lexis.role_heads, False),
        "body": (lexis.institutions, False),
        "modifier": (lexis.modifiers, False),
        "particle": (lexis.particles, False),
    }


def _pieces_of(form: str) -> Iterator[str]:
    for word in form.split():
        if word.isalpha():
            yield word
        else:
            yield from (piece for _, _, piece in cuts(word))


@cache
def phrases(lexis: Lexicon) -> tuple[Mapping[tuple[str, ...], str], Mapping[str, Sequence[int]]]:
    """(pieces of every known name -> its kind, first piece -> lengths of the names it begins, longest first)."""
    known: dict[tuple[str, ...], str] = {}
    for kind, forms in (
        ("country", lexis.countries),
        ("people", lexis.demonyms),
        ("body", lexis.bodies),
        ("medium", lexis.media),
        ("region", lexis.regions),
        ("city", lexis.capitals),
        ("city", [name for name in lexis.cities if " " in name or "-" in name]),
    ):
        for form in forms:
            known.setdefault(tuple(_pieces_of(form)), kind)
    lengths: dict[str, set[int]] = {}
    for name in known:
        lengths.setdefault(name[0], set()).add(len(name))
    return known, {first: sorted(found, reverse=True) for first, found in lengths.items()}


def _runs(pieces: Sequence[str]) -> list[tuple[int, int]]:
    """For each piece the run of capitals it stands in: (first, behind the last)."""
    runs: list[tuple[int, int]] = []
    first = 0
    for at, piece in enumerate(pieces):
        if not piece[:1].isupper():
            runs.append((at, at + 1))
            continue
        if at == 0 or not pieces[at - 1][:1].isupper():
            first = at
            end = at + 1
            while end < len(pieces) and pieces[end][:1].isupper():
                end += 1
        runs.append((first, end))
    return runs


def known_in(
    pieces: Sequence[str], known: Mapping[tuple[str, ...], str], lengths: Mapping[str, Sequence[int]]
) -> Iterator[tuple[int, int, str]]:
    """Known names in a sentence: (first, behind the last, kind); the longest at each place wins."""
    at = 0
    while at < len(pieces):
        for length in lengths.get(pieces[at], ()):
            kind = known.get(tuple(pieces[at : at + length]))
            if kind and at + length <= len(pieces):
                yield at, at + length, kind
                at += length - 1
                break
        at += 1
