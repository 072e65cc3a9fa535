"""The names a model sees in one sentence in, the same with clean edges and the kind their own words tell out.

A name holds no title, article, verb or mark at its edges; "UN-backed" is no body, "AR-15" nobody's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.language.features import phrases
from briefgen.language.lexicon import Lexicon
from briefgen.language.names import PARTICIPLES
from briefgen.language.weights import Span

Pieces = Sequence[str]
TICKER = re.compile(r"[A-Z]{2,5}\.[A-Z]{1,2}")  # "UTX.N", a share's code
_CLITICS = frozenset({"'s", "'"})


def tidy(pieces: Pieces, spans: Sequence[Span], lexis: Lexicon) -> list[Span]:
    """Without what a name does not hold at its edges: titles, articles, verbs, marks, a possessive."""
    clean: list[Span] = []
    for span in spans:
        own = _clean(pieces, span, lexis)
        # A firm's name may take in what the model saw as a second one: "Holt" and "& Co".
        while own and clean and clean[-1][1] > own[0]:
            own = max(clean.pop(), own, key=lambda one: one[1] - one[0])
        clean += [own] if own else []
    return [part for span in clean for part in _parts(pieces, span, lexis)]


def _clean(pieces: Pieces, span: Span, lexis: Lexicon) -> Span | None:
    a, b = _trimmed(pieces, span, lexis)
    a, kind = _person_inside(pieces, (a, b, span[2]), lexis)
    if kind == "PER":
        a, b = _person(pieces, a, b, lexis)
    if b > a and pieces[b : b + 1] == ["&"] and b + 1 < len(pieces) and pieces[b + 1] in lexis.org_heads:
        return a, b + 2, "ORG"  # "Holt & Co"
    if _is_model(pieces, a, b) or _is_nothing(pieces[a:b], kind, lexis):
        return None
    if kind == "PER" and b < len(pieces) and pieces[b] in lexis.named_after:
        return a, b, "LOC"  # "the Simón Bolívar bridge"
    return a, b, _by_head(pieces[a:b], kind, lexis)


def _person_inside(pieces: Pieces, span: Span, lexis: Lexicon) -> tuple[int, str]:
    """Where a name begins and its kind, where the model has taken a title and a person for a body or place."""
    a, b, kind = span
    if kind == "PER" or b - a < 3:
        return a, kind
    heads = lexis.org_heads.intersection(pieces[a:b])
    if kind == "ORG" and not heads and pieces[a] in lexis.not_names and pieces[a + 1] in lexis.given_names:
        return a, "PER"  # "Conservative Karin Holm"
    if kind == "ORG" and pieces[a].rstrip(".") in lexis.honorifics and is_given(pieces[a + 1], lexis):
        return a + 1, "PER"  # "Rep. Karin Holm"
    if kind == "LOC" and any(piece.lower() in lexis.role_heads for piece in pieces[a + 1 : b - 1]):
        return a, "PER"  # "Saudi Crown Prince Fahd bin Nasser" is no place
    if kind == "LOC" and pieces[a] in lexis.kunya and tuple(pieces[a:b]) not in phrases(lexis)[0]:
        return a, "PER"  # "Abu Khaled al-Nasri"
    office = a > 1 and pieces[a - 1] == "of" and pieces[a - 2].lower() in lexis.portfolio_heads
    named = is_given(pieces[b - 2], lexis) or pieces[b - 1] in lexis.family_names
    # "Secretary of State Karin Holm"
    return (b - 2, "PER") if kind == "LOC" and office and named else (a, kind)


def _is_model(pieces: Pieces, a: int, b: int) -> bool:
    """Whether capitals stand before a hyphen and a number: "AR-15"."""
    return (
        b - a == 1
        and pieces[a].isupper()
        and pieces[b : b + 1] == ["-"]
        and "".join(pieces[b + 1 : b + 2])[:1].isdigit()
    )


def _is_nothing(name: Pieces, kind: str, lexis: Lexicon) -> bool:
    """Whether the words name neither a person nor a body nor a place."""
    if all(piece in lexis.not_names or not piece[:1].isupper() for piece in name):
        return True
    if kind == "PER" and _is_no_person(name, lexis):
        return True
    headless = kind == "ORG" and not lexis.org_heads.intersection(name)
    if headless and name[-1].lower() in lexis.portfolio_heads:
        return True  # "Norland Defense Minister"
    if headless and len(name) > 1 and name[1] == "of" and name[0].lower() in lexis.role_heads:
        return True  # "Duchess of Holm"
    if (
        len(name) == 3
        and name[1] == "-"
        and name[2].isdigit()
        and name[0].isupper()
        and tuple(name) not in phrases(lexis)[0]
    ):
        return True  # "AR-15"
    # "the Protected Areas Law"; "Massachusetts Democrat", "Senate Majority"
    law = len(name) > 1 and (name[-1] in lexis.works or (kind != "LOC" and _is_crowd(name[0], lexis)))
    return law or (kind == "ORG" and len(name) == 2 and name[-1] in lexis.factions)


def _trimmed(pieces: Pieces, span: Span, lexis: Lexicon) -> tuple[int, int]:
    """The span without articles, titles, verbs and marks at its edges."""
    a, b, kind = span
    while kind == "PER" and b - a > 1 and pieces[a].isdigit():
        a += 1
    while a < b and _is_edge(pieces, a, kind, lexis, last=b - a == 1):
        a += 1
    b = _end(pieces, a, b, kind, lexis)
    if kind == "ORG":
        for i in range(a + 1, b - 2):
            if pieces[i] == "-" and pieces[i + 1].endswith(PARTICIPLES):
                a = i + 2  # "opposition-controlled Senate"
        while a > 1 and pieces[a - 1] == "&" and pieces[a - 2][:1].isupper():
            a -= 2  # "Holt & Berg Inc", of which the model sees the end
    return a, next((i for i in range(a + 1, b) if pieces[i] in lexis.quoting), b)  # "Heald told The Post"


def _end(pieces: Pieces, a: int, b: int, kind: str, lexis: Lexicon) -> int:
    """Behind the last piece of a name that begins at `a` and is said to end before `b`."""
    while b > a and (pieces[b - 1] in _CLITICS or not (pieces[b - 1][:1].isalnum() or pieces[b - 1] == ")")):
        b -= 1
    while b - a > 1 and pieces[b - 1].islower() and pieces[b - 1].isalpha():
        if pieces[b - 2] == "-" and kind != "ORG":
            break  # "Moon Jae-in", but "UN-backed"
        b -= 2 if pieces[b - 2] == "-" else 1
    while kind == "ORG" and b - a > 1 and pieces[b - 1].endswith(".") and pieces[b - 1].rstrip(".") in lexis.honorifics:
        b -= 1  # "Dallas Police Maj."
    while b > a and TICKER.fullmatch(pieces[b - 1]):
        b -= 1
    return b


def _person(pieces: Pieces, a: int, b: int, lexis: Lexicon) -> tuple[int, int]:
    """A person's span without a country before it and a party behind it, with the surname of a lone first name."""
    if b - a > 1 and a and pieces[a - 1] == "of" and pieces[a] in lexis.countries:
        a += 1  # "President of France Émile Carron"
    if b - a > 2 and pieces[a] in lexis.not_names and pieces[a + 1] in lexis.given_names:
        a += 1  # "Conservative Karin Holm"
    given = next((i for i in range(a + 1, b - 1) if is_given(pieces[i], lexis)), a)
    if any(piece in lexis.org_heads or piece in lexis.demonyms for piece in pieces[a:given]):
        a = given  # "Norland Coast Guard Commodore Karin Holm"
    inner = range(min(a + 3, b - 2), a, -1)
    title = next((i for i in inner if pieces[i].lower() in lexis.role_heads or pieces[i] in lexis.short_titles), a)
    if title > a and not any(is_given(piece, lexis) for piece in pieces[a:title]):
        a = title + 1  # "Crown Prince Fahd"
    if b - a > 3 and pieces[a + 1] == "-" and pieces[a + 2].islower():
        a += 3  # "American-born Anwar Lund"
    while b > a and pieces[b - 1] in lexis.not_names and not is_given(pieces[a], lexis):
        b -= 1  # "Indiana Republican", but "Johnnie Christmas"
    if b - a == 1 and is_given(pieces[a], lexis) and _goes_on(pieces, b, lexis):
        b += 1  # "Andy" of "Andy Warhol"
    return a, b


def _is_no_person(name: Pieces, lexis: Lexicon) -> bool:
    """Whether what the model takes for a person is a title, a firm's ending or a code: "U.N. Special Envoy", "G7"."""
    if name[0] in lexis.not_names and name[0] not in lexis.given_names:
        return True  # "International Women" before "'s Day"
    if _is_title(name, lexis) or name[0] in lexis.org_endings or _is_crowd(name[-1], lexis):
        return True
    return len(name) == 1 and any(mark.isdigit() for mark in name[0])


def _is_crowd(piece: str, lexis: Lexicon) -> bool:
    """Whether a piece is a plural of a role: "National Guardsmen"."""
    lower = piece.lower()
    single = lower[:-3] + "man" if lower.endswith("men") else lower.removesuffix("s")
    return single != lower and single in lexis.role_heads and piece not in lexis.family_names


def _is_code(piece: str, lexis: Lexicon) -> bool:
    """Whether a piece is a firm's letters ("FZE") and no surname in capitals."""
    return piece.isupper() and 1 < len(piece) < 5 and piece.isalpha() and piece.title() not in lexis.family_names


def _goes_on(pieces: Pieces, at: int, lexis: Lexicon) -> bool:
    """Whether a first name's surname stands at a piece: a family name, and the last word of its run of capitals."""
    behind = pieces[at + 1] if at + 1 < len(pieces) else ""
    listed = at < len(pieces) and (pieces[at] in lexis.family_names or pieces[at] in lexis.month_names)
    return listed and not behind[:1].isupper() and not behind[:1].isdigit()


def _parts(pieces: Pieces, span: Span, lexis: Lexicon) -> Iterator[Span]:
    """A body and the person behind it, where the model sees one name: "Norland Trade Association Karin Holm"."""
    first, end, kind = span
    at = end - 2
    whole = kind == "ORG" and at - first > 1 and pieces[at - 1] in lexis.org_heads
    if whole and is_given(pieces[at], lexis) and pieces[at + 1][:1].isupper():
        yield first, at, "ORG"
        yield at, end, "PER"
    else:
        yield span


def is_given(piece: str, lexis: Lexicon) -> bool:
    """Whether a piece is a first name and no place ("Indiana")."""
    return piece in lexis.given_names and piece not in lexis.cities


def _is_title(name: Pieces, lexis: Lexicon) -> bool:
    """Whether a body's or nation's title stands alone: "U.N. Special Envoy"."""
    listed = phrases(lexis)[0].get((name[0],))
    return name[-1].lower() in lexis.role_heads and (listed is not None or name[0] in lexis.not_names)


def _by_head(name: Pieces, kind: str, lexis: Lexicon) -> str:
    """The kind that the first or last word of a name tells: "Fort Campbell", "Muslim Brotherhood"."""
    first, last = lexis.place_heads
    if kind == "ORG" and name[-1] in last and not lexis.org_heads.intersection(name):
        return "LOC"  # "the Korean Peninsula"
    if kind != "PER" or len(name) == 1:
        return kind
    person = is_given(name[0], lexis) and name[-1] in lexis.family_names  # "Lamont Hill", but not "Davis Museum"
    heads = lexis.org_heads.intersection(name) or "&" in name
    if _is_code(name[-1], lexis) or (heads and not person):
        return "ORG"
    if (
        len(name) > 2
        and name[-1] in last
        and not any(piece.endswith(".") or piece in lexis.given_names for piece in name[1:-1])
    ):
        return "LOC"  # "Simón Bolívar Bridge", but "James T. Hill"
    places = name[0] in lexis.directions or name[0] in first or name[-1] in last
    return "LOC" if places and not person else kind


def _is_edge(pieces: Pieces, at: int, kind: str, lexis: Lexicon, *, last: bool) -> bool:
    """Whether a name does not begin with a piece."""
    piece = pieces[at]
    lower = piece.lower()
    if not piece[:1].isalnum() or piece in _CLITICS:
        return True
    if piece.islower():
        return lower not in lexis.particles and piece.isalpha()
    if last:
        return False
    if kind == "PER":
        # "Chief Executive Sultan al-Jaber": behind another title it is a name.
        titled = at > 0 and pieces[at - 1].lower() in lexis.role_heads and piece in lexis.also_names
        return not titled and (piece.rstrip(".") in lexis.honorifics or lower in lexis.role_heads)
    return piece == "The"
