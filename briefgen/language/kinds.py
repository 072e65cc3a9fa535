"""The clean names of all sentences in, the one kind of every name of the article out.

The kind most of its uses have, unless the words beside one of them say better; surnames, acronyms and short names of
firms have the kind of what they stand for.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from briefgen.language.edges import TICKER, Pieces
from briefgen.language.features import phrases
from briefgen.language.lexicon import Lexicon
from briefgen.language.names import SUFFIXES
from briefgen.language.weights import Span

_ACRONYM = re.compile(r"[A-Z][A-Z&.]{1,9}|[A-Z][a-z]*[A-Z]+[a-z]*")

Name = tuple[str, ...]
"""The pieces of a name."""


def kinds_of(sentences: Sequence[Pieces], found: Sequence[Sequence[Span]], lexis: Lexicon) -> dict[Name, str]:
    """The one kind of every name of the article, and of the surnames and acronyms that come from them."""
    votes: dict[Name, Counter[str]] = defaultdict(Counter)
    for pieces, spans in zip(sentences, found, strict=True):
        for first, end, kind in spans:
            votes[tuple(pieces[first:end])][kind] += 1
    kinds = {name: count.most_common(1)[0][0] for name, count in votes.items()}
    surnames = dict.fromkeys(_surnames(kinds))
    persons = {name for name, kind in kinds.items() if kind == "PER"}
    told = _told(sentences, found, lexis) | dict.fromkeys(_short_firms(kinds, lexis), "ORG")
    told |= dict.fromkeys(_provinces(sentences, persons, lexis), "LOC")
    kinds.update({name: kind for name, kind in told.items() if name not in surnames})
    kinds.update(dict.fromkeys(_states(sentences, found, lexis) - surnames.keys(), "LOC"))
    for surname in surnames:
        if phrases(lexis)[0].get(surname) not in {"country", "region"}:
            kinds[surname] = "PER"
    for pieces, spans in zip(sentences, found, strict=True):
        kinds.update(_acronyms(pieces, spans))
    return {**{(_initials(name),): kind for name, kind in kinds.items() if _has_initials(name, kind)}, **kinds}


def _surnames(kinds: Mapping[Name, str]) -> Iterator[Name]:
    """The last piece of every whole name of a person, with its hyphen: "Rubio", "al-Sisi", "Cohen-Setton"."""
    for name in [name for name, kind in kinds.items() if kind == "PER" and len(name) > 1]:
        whole = name[:-1] if name[-1].rstrip(".") in SUFFIXES else name
        first = len(whole) - 1
        while first > 1 and whole[first - 1] == "-":
            first -= 2
        if first > 0 and len(whole[-1]) > 1:
            yield whole[first:]


def _acronyms(pieces: Pieces, spans: Sequence[Span]) -> Iterator[tuple[Name, str]]:
    """ "the Shanghai Cooperation Organisation (SCO)": the acronym is of the name's kind; a share's code is none."""
    for first, end, kind in spans:
        behind = pieces[end : end + 3]
        opened = end - first > 1 and len(behind) == 3 and behind[0] == "(" and behind[2] == ")"
        if opened and _ACRONYM.fullmatch(behind[1]) and not TICKER.fullmatch(behind[1]):
            yield (behind[1],), kind


def _has_initials(name: Pieces, kind: str) -> bool:
    """Whether a body's name is long enough for its initials to stand for it."""
    return kind == "ORG" and len(_initials(name)) > 2


def _initials(name: Pieces) -> str:
    return "".join(piece[0] for piece in name if piece[:1].isupper())


def _told(sentences: Sequence[Pieces], found: Sequence[Sequence[Span]], lexis: Lexicon) -> dict[Name, str]:
    """The kinds of names taken for persons that the words beside them say are bodies or places."""
    told: dict[Name, str] = {}
    for pieces, spans in zip(sentences, found, strict=True):
        persons = {first for first, _, kind in spans if kind == "PER"}
        for span in spans:
            kind = _kind_beside(pieces, span, persons, lexis) if span[2] == "PER" else "PER"
            if kind != "PER":
                told.setdefault(tuple(pieces[span[0] : span[1]]), kind)
    return told


def _provinces(sentences: Sequence[Pieces], names: Collection[Name], lexis: Lexicon) -> Iterator[Name]:
    """Names that a noun of a place follows somewhere: "Orun" where the article speaks of "Orun province"."""
    longest = max((len(name) for name in names), default=0)
    for pieces in sentences:
        for at in (at for at, piece in enumerate(pieces) if piece in lexis.places):
            ending = (tuple(pieces[at - length : at]) for length in range(min(longest, at), 0, -1))
            yield from (name for name in ending if name in names)


def _kind_beside(pieces: Pieces, span: Span, persons: Collection[int], lexis: Lexicon) -> str:
    """What the words beside a name say it is: "trade union Verdi", "Holt analyst Karin Berg", "the town of Orun"."""
    first, end, _ = span
    before = pieces[first - 1] if first else ""
    behind = pieces[end] if end < len(pieces) else "."
    listed = end - first > 1 and pieces[first] in lexis.given_names
    if before == "of" and first > 1 and pieces[first - 2].lower() in lexis.places and not listed:
        return "LOC"
    if before.lower() in lexis.body_nouns and not listed:
        return "ORG"
    # "a waitress at the Classic Deli", but "the Weber family"
    article = before == "the" and end - first > 1 and (not behind.isalnum() or behind in lexis.prepositions)
    staffed = behind in lexis.staff and end + 1 in persons
    return "ORG" if staffed or (article and not listed) else "PER"


def _short_firms(names: Iterable[Name], lexis: Lexicon) -> Iterator[Name]:
    """What firms are called without their endings: "Holt" and "Holt Foods" for "Holt Foods Inc"."""
    for name in [name for name in names if len(name) > 1 and name[-1].rstrip(".") in lexis.org_endings]:
        yield name[:-1]
        if name[0] not in lexis.given_names:
            yield name[:1]


def _states(sentences: Sequence[Pieces], found: Sequence[Sequence[Span]], lexis: Lexicon) -> set[Name]:
    """Capitals taken for persons, because they speak ("Washington said"), though no title stands before them."""
    alone: set[Name] = set()
    titled: set[Name] = set()
    for pieces, spans in zip(sentences, found, strict=True):
        for first, end, kind in spans:
            if kind == "PER" and end - first == 1 and pieces[first] in lexis.capitals:
                alone.add((pieces[first],))
                before = pieces[first - 1] if first else ""
                if before.rstrip(".") in lexis.honorifics or before.lower() in lexis.role_heads:
                    titled.add((pieces[first],))
    return alone - titled
