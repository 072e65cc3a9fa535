"""The names a model sees in each sentence in, the names of the whole article out: one kind a name, none forgotten.

A model judges sentence by sentence; an article speaks of one person by the surname in ten of them. Rules over the
article gain more than any feature: surnames after a whole name, acronyms introduced in brackets, the kind most of a
name's uses have, known names from the lists, and clean edges.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from briefgen.language.features import known_in, phrases
from briefgen.language.lexicon import Lexicon
from briefgen.language.names import PARTICIPLES
from briefgen.language.weights import Span

Pieces = Sequence[str]
_KINDS = {"country": "LOC", "city": "LOC", "region": "LOC", "body": "ORG", "medium": "ORG"}
_ACRONYM = re.compile(r"[A-Z][A-Z&.]{1,9}|[A-Z][a-z]*[A-Z]+[a-z]*")
_ACRONYM_LETTERS = 3  # at least, for the words before it to be told by them
_TICKER = re.compile(r"[A-Z]{2,5}\.[A-Z]{1,2}")  # "UTX.N", a share's code
_CLITICS = frozenset({"'s", "'"})


def settled(sentences: Sequence[Pieces], found: Sequence[Sequence[Span]], lexis: Lexicon) -> list[list[Span]]:
    """The names of every sentence, in order and without overlaps."""
    clean = [_tidy(pieces, spans, lexis) for pieces, spans in zip(sentences, found, strict=True)]
    events = _events(sentences, lexis)
    clean = [
        [span for span in spans if not _of_event(row, span, events)]
        for row, spans in zip(sentences, clean, strict=True)
    ]
    clean = [
        [part for span in spans for part in _parts(row, span, lexis)]
        for row, spans in zip(sentences, clean, strict=True)
    ]
    clean = [_spelled_out(row, spans, lexis) for row, spans in zip(sentences, clean, strict=True)]
    clean = [[*spans, *_plain_names(row, spans, lexis)] for row, spans in zip(sentences, clean, strict=True)]
    clean = [_with_known(pieces, spans, lexis) for pieces, spans in zip(sentences, clean, strict=True)]
    kinds = _kinds(sentences, clean, lexis)
    begun = _by_first(kinds)
    teams = _is_sport(sentences, lexis)
    settled = []
    for pieces, spans in zip(sentences, clean, strict=True):
        own = [(a, b, kinds.get(tuple(pieces[a:b]), kind)) for a, b, kind in spans]
        own = _longer(pieces, own, kinds, begun)
        own += _missed(pieces, own, kinds, begun, lexis)
        if teams:
            own = [_team(pieces, span, lexis) for span in own]
        settled.append(sorted(own))
    return settled


def _events(sentences: Sequence[Pieces], lexis: Lexicon) -> frozenset[str]:
    """Names of storms and operations ("Hurricane Florence"), and the words that say what they are."""
    heads = lexis.event_heads
    named = {
        behind for pieces in sentences for piece, behind in pairwise(pieces) if piece in heads and behind[:1].isupper()
    }
    return frozenset(named | heads) if named else frozenset()


def _of_event(pieces: Pieces, span: Span, events: frozenset[str]) -> bool:
    """Whether a span is an event's name, with or without its head."""
    first, end, _ = span
    return bool(events) and all(piece in events for piece in pieces[first:end])


# --------------------------------------------------------------------- one sentence


def _tidy(pieces: Pieces, spans: Sequence[Span], lexis: Lexicon) -> list[Span]:
    """Without what a name does not hold at its edges: titles, articles, verbs, marks, a possessive."""
    return [clean for span in spans if (clean := _clean(pieces, span, lexis))]


def _clean(pieces: Pieces, span: Span, lexis: Lexicon) -> Span | None:
    a, b = _trimmed(pieces, span, lexis)
    kind = span[2]
    if kind == "LOC" and any(piece.lower() in lexis.role_heads for piece in pieces[a + 1 : b - 1]):
        kind = "PER"  # "Saudi Crown Prince Fahd bin Nasser" is no place
    heads = lexis.org_heads.intersection(pieces[a:b])
    if (
        kind == "ORG"
        and b - a > 2
        and not heads
        and pieces[a] in lexis.not_names
        and pieces[a + 1] in lexis.given_names
    ):
        kind = "PER"  # "Conservative Karin Holm"
    office = a > 1 and pieces[a - 1] == "of" and pieces[a - 2].lower() in lexis.portfolio_heads
    if (
        kind == "LOC"
        and office
        and b - a > 2
        and (_is_given(pieces[b - 2], lexis) or pieces[b - 1] in lexis.family_names)
    ):
        a, kind = b - 2, "PER"  # "Secretary of State Karin Holm"
    if kind == "PER":
        a, b = _person(pieces, a, b, lexis)
    if kind == "ORG" and b - a > 2 and pieces[a].rstrip(".") in lexis.honorifics and _is_given(pieces[a + 1], lexis):
        return a + 1, b, "PER"  # "Rep. Karin Holm"
    if b > a and pieces[b : b + 1] == ["&"] and b + 1 < len(pieces) and pieces[b + 1] in lexis.org_heads:
        return a, b + 2, "ORG"  # "Holt & Co"
    is_code = b - a == 1 and pieces[a].isupper() and pieces[b : b + 1] == ["-"] and pieces[b + 1][:1].isdigit()
    if is_code or _is_nothing(pieces[a:b], kind, lexis):
        return None
    if kind == "PER" and b < len(pieces) and pieces[b] in lexis.named_after:
        return a, b, "LOC"  # "the Simón Bolívar bridge"
    return a, b, _by_head(pieces[a:b], kind, lexis)


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
    while b > a and (pieces[b - 1] in _CLITICS or not (pieces[b - 1][:1].isalnum() or pieces[b - 1] == ")")):
        b -= 1
    while b - a > 1 and pieces[b - 1].islower() and pieces[b - 1].isalpha():
        if pieces[b - 2] == "-" and kind != "ORG":
            break  # "Moon Jae-in", but "UN-backed"
        b -= 2 if pieces[b - 2] == "-" else 1
    while b > a and _TICKER.fullmatch(pieces[b - 1]):
        b -= 1
    for i in range(a + 1, b - 2):
        if kind == "ORG" and pieces[i] == "-" and pieces[i + 1].endswith(PARTICIPLES):
            a = i + 2  # "opposition-controlled Senate"
    while kind == "ORG" and a > 1 and pieces[a - 1] == "&" and pieces[a - 2][:1].isupper():
        a -= 2  # "Holt & Berg Inc", of which the model sees the end
    return a, next((i for i in range(a + 1, b) if pieces[i] in lexis.quoting), b)  # "Heald told The Post"


def _person(pieces: Pieces, a: int, b: int, lexis: Lexicon) -> tuple[int, int]:
    """A person's span without a country before it and a party behind it, with the surname of a lone first name."""
    if b - a > 1 and a and pieces[a - 1] == "of" and pieces[a] in lexis.countries:
        a += 1  # "President of France Émile Carron"
    if b - a > 2 and pieces[a] in lexis.not_names and pieces[a + 1] in lexis.given_names:
        a += 1  # "Conservative Karin Holm"
    title = next((i for i in range(min(a + 3, b - 2), a, -1) if pieces[i].lower() in lexis.role_heads), a)
    if title > a and not any(_is_given(piece, lexis) for piece in pieces[a:title]):
        a = title + 1  # "Crown Prince Fahd"
    if b - a > 3 and pieces[a + 1] == "-" and pieces[a + 2].islower():
        a += 3  # "American-born Anwar Lund"
    while b > a and pieces[b - 1] in lexis.not_names and not _is_given(pieces[a], lexis):
        b -= 1  # "Indiana Republican", but "Johnnie Christmas"
    if b - a == 1 and _is_given(pieces[a], lexis) and _goes_on(pieces, b, lexis):
        b += 1  # "Andy" of "Andy Warhol"
    return a, b


def _is_no_person(name: Pieces, lexis: Lexicon) -> bool:
    """Whether what the model takes for a person is a title, a firm's ending or a code: "U.N. Special Envoy", "G7"."""
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
    return at < len(pieces) and pieces[at] in lexis.family_names and not behind[:1].isupper()


def _parts(pieces: Pieces, span: Span, lexis: Lexicon) -> Iterator[Span]:
    """A body and the person behind it, where the model sees one name: "Norland Trade Association Karin Holm"."""
    first, end, kind = span
    at = end - 2
    whole = kind == "ORG" and at - first > 1 and pieces[at - 1] in lexis.org_heads
    if whole and _is_given(pieces[at], lexis) and pieces[at + 1][:1].isupper():
        yield first, at, "ORG"
        yield at, end, "PER"
    else:
        yield span


def _plain_names(pieces: Pieces, spans: Sequence[Span], lexis: Lexicon) -> Iterator[Span]:
    """Runs the model has passed over: a firm by its ending, a first name and a family name by the lists."""
    taken = {at for first, end, _ in spans for at in range(first, end)}
    end = 0
    for at, piece in enumerate(pieces):
        if at < end or not piece[:1].isupper():
            continue
        end = at + 1
        while end < len(pieces) and (pieces[end][:1].isupper() or pieces[end] == "-"):
            end += 1
        run = [piece for piece in pieces[at:end] if piece != "-"]
        if len(run) < 2 or not taken.isdisjoint(range(at, end)):
            continue
        if run[-1].rstrip(".") in lexis.org_endings:
            yield at, end, "ORG"
        # "Colonel" is a first name as well
        if len(run) > 3 or not _is_given(run[0], lexis) or run[0].lower() in lexis.role_heads:
            continue
        if run[-1] in lexis.family_names or _speaks(pieces, at, end, lexis):
            yield at, end, "PER"


def _speaks(pieces: Pieces, at: int, end: int, lexis: Lexicon) -> bool:
    """Whether a run stands right behind a quotation, or beside a verb of speech."""
    before = pieces[at - 1] if at else ""
    behind = pieces[end] if end < len(pieces) else ""
    heads = lexis.org_heads.intersection(pieces[at:end]) or lexis.place_heads[1].intersection(pieces[at:end])
    return not heads and (before == '"' or before in lexis.quoting or behind in lexis.quoting)


def _is_given(piece: str, lexis: Lexicon) -> bool:
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
    person = _is_given(name[0], lexis) and name[-1] in lexis.family_names  # "Lamont Hill", but not "Davis Museum"
    heads = lexis.org_heads.intersection(name) or "&" in name
    if _is_code(name[-1], lexis) or (heads and not person):
        return "ORG"
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


def _with_known(pieces: Pieces, spans: list[Span], lexis: Lexicon) -> list[Span]:
    """With the listed names the model has passed over, and listed kinds where the model names just the same pieces."""
    known, lengths = phrases(lexis)
    merged = list(spans)
    for first, end, listed in known_in(pieces, known, lengths):
        kind = _KINDS.get(listed)
        over = [span for span in merged if span[0] < end and span[1] > first]
        if kind is None:
            # "Americans" alone is no name of a person or place; "American Airlines" is one of a company.
            merged = [span for span in merged if span not in over or span[1] - span[0] > end - first]
        elif not over:
            merged.append((first, end, kind))
        elif _opens_phrase(pieces, over[0], first, end) or _holds(over, (first, end, listed)):
            merged = [span for span in merged if span not in over] + [(first, end, kind)]
    return sorted(merged)


def _holds(over: Sequence[Span], listed: Span) -> bool:
    """Whether a listed name holds all the model sees there; a city of one word may be a surname."""
    first, end, kind = listed
    return all(first <= a and b <= end for a, b, _ in over) and (kind != "city" or end - first > 1)


def _opens_phrase(pieces: Pieces, over: Span, first: int, end: int) -> bool:
    """Whether a listed name is all that is one of a longer span: "West Bank for Jordan"."""
    return over[0] == first and over[1] > end and pieces[end].islower() and pieces[end].isalpha()


# -------------------------------------------------------------------- the article


def _kinds(sentences: Sequence[Pieces], found: Sequence[Sequence[Span]], lexis: Lexicon) -> dict[tuple[str, ...], str]:
    """The one kind of every name of the article, and of the surnames and acronyms that come from them."""
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for pieces, spans in zip(sentences, found, strict=True):
        for first, end, kind in spans:
            votes[tuple(pieces[first:end])][kind] += 1
    kinds = {name: count.most_common(1)[0][0] for name, count in votes.items()}
    surnames = dict.fromkeys(_surnames(kinds))
    told = _told(sentences, found, lexis) | dict.fromkeys(_short_firms(kinds, lexis), "ORG")
    kinds.update({name: kind for name, kind in told.items() if name not in surnames})
    kinds.update(dict.fromkeys(_states(sentences, found, lexis) - surnames.keys(), "LOC"))
    for surname in surnames:
        if phrases(lexis)[0].get(surname) not in {"country", "region"}:
            kinds[surname] = "PER"
    for pieces, spans in zip(sentences, found, strict=True):
        kinds.update(_acronyms(pieces, spans))
    return {**{(_initials(name),): kind for name, kind in kinds.items() if _has_initials(name, kind)}, **kinds}


def _told(sentences: Sequence[Pieces], found: Sequence[Sequence[Span]], lexis: Lexicon) -> dict[tuple[str, ...], str]:
    """The kinds of names taken for persons that the words beside them say are bodies or places."""
    told: dict[tuple[str, ...], str] = {}
    for pieces, spans in zip(sentences, found, strict=True):
        persons = {first for first, _, kind in spans if kind == "PER"}
        for span in spans:
            kind = _kind_beside(pieces, span, persons, lexis) if span[2] == "PER" else "PER"
            if kind != "PER":
                told.setdefault(tuple(pieces[span[0] : span[1]]), kind)
    return told


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


def _short_firms(names: Iterable[tuple[str, ...]], lexis: Lexicon) -> Iterator[tuple[str, ...]]:
    """What firms are called without their endings: "Holt" and "Holt Foods" for "Holt Foods Inc"."""
    for name in [name for name in names if len(name) > 1 and name[-1].rstrip(".") in lexis.org_endings]:
        yield name[:-1]
        if name[0] not in lexis.given_names:
            yield name[:1]


def _states(sentences: Sequence[Pieces], found: Sequence[Sequence[Span]], lexis: Lexicon) -> set[tuple[str, ...]]:
    """Capitals taken for persons, because they speak ("Washington said"), though no title stands before them."""
    alone: set[tuple[str, ...]] = set()
    titled: set[tuple[str, ...]] = set()
    for pieces, spans in zip(sentences, found, strict=True):
        for first, end, kind in spans:
            if kind == "PER" and end - first == 1 and pieces[first] in lexis.capitals:
                alone.add((pieces[first],))
                before = pieces[first - 1] if first else ""
                if before.rstrip(".") in lexis.honorifics or before.lower() in lexis.role_heads:
                    titled.add((pieces[first],))
    return alone - titled


_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})


def _surnames(kinds: Mapping[tuple[str, ...], str]) -> Iterator[tuple[str, ...]]:
    """The last piece of every whole name of a person, with its hyphen: "Rubio", "al-Sisi", "Cohen-Setton"."""
    for name in [name for name, kind in kinds.items() if kind == "PER" and len(name) > 1]:
        whole = name[:-1] if name[-1] in _SUFFIXES else name
        first = len(whole) - 1
        while first > 1 and whole[first - 1] == "-":
            first -= 2
        if first > 0 and len(whole[-1]) > 1:
            yield whole[first:]


def _acronyms(pieces: Pieces, spans: Sequence[Span]) -> Iterator[tuple[tuple[str, ...], str]]:
    """ "the Shanghai Cooperation Organisation (SCO)": the acronym is of the name's kind; a share's code is none."""
    for first, end, kind in spans:
        behind = pieces[end : end + 3]
        opened = end - first > 1 and len(behind) == 3 and behind[0] == "(" and behind[2] == ")"
        if opened and _ACRONYM.fullmatch(behind[1]) and not _TICKER.fullmatch(behind[1]):
            yield (behind[1],), kind


def _spelled_out(pieces: Pieces, spans: Sequence[Span], lexis: Lexicon) -> list[Span]:
    """With whole bodies whose initials stand in brackets behind them: "the Agency for Persons with Dementia (APD)"."""
    found = list(spans)
    for at in range(2, len(pieces) - 1):
        acronym = pieces[at]
        in_brackets = pieces[at - 1] == "(" and pieces[at + 1] == ")"
        if not in_brackets or not acronym.isupper() or not acronym.isalpha() or len(acronym) < _ACRONYM_LETTERS:
            continue
        first = _spelling_starts(pieces, at - 1, acronym)
        over = [span for span in found if span[0] < at - 1 and span[1] > first]
        inside = all(first <= a and b < at and kind == "ORG" for a, b, kind in over)
        if first < at - 2 and inside and (over or lexis.org_heads.intersection(pieces[first:at])):
            found = [span for span in found if span not in over] + [(first, at - 1, "ORG")]
    return sorted(found)


def _spelling_starts(pieces: Pieces, end: int, acronym: str) -> int:
    """The piece from which on the capitals up to `end` are the acronym's letters; `end` where there is none."""
    left = list(acronym)
    for at in range(end - 1, max(-1, end - 3 * len(acronym)), -1):
        piece = pieces[at]
        if piece[:1].isupper():
            if piece[0] != left.pop():
                return end
            if not left:
                return at
        elif not piece.isalpha() and piece not in {"-", "'s", "&"}:
            return end
    return end


def _has_initials(name: Pieces, kind: str) -> bool:
    """Whether a body's name is long enough for its initials to stand for it."""
    return kind == "ORG" and len(_initials(name)) > 2


def _initials(name: Pieces) -> str:
    return "".join(piece[0] for piece in name if piece[:1].isupper())


def _longer(
    pieces: Pieces,
    own: list[Span],
    kinds: Mapping[tuple[str, ...], str],
    begun: Mapping[str, Sequence[tuple[str, ...]]],
) -> list[Span]:
    """With a longer name of the article in the place of its part: "Norland Red Cross" for "Red Cross"."""
    for at, piece in enumerate(pieces):
        for name in begun.get(piece, ()):
            end = at + len(name)
            inside = [span for span in own if at <= span[0] and span[1] <= end]
            cut = [span for span in own if span not in inside and span[0] < end and span[1] > at]
            is_part = any(kind == kinds[name] and b - a < len(name) for a, b, kind in inside)
            if is_part and not cut and tuple(pieces[at:end]) == name:
                own = [span for span in own if span not in inside] + [(at, end, kinds[name])]
                break
    return own


def _missed(
    pieces: Pieces,
    own: Sequence[Span],
    kinds: Mapping[tuple[str, ...], str],
    begun: Mapping[str, Sequence[tuple[str, ...]]],
    lexis: Lexicon,
) -> list[Span]:
    """Names known from elsewhere in the article that the sentence holds unseen, the longest at each place."""
    taken = {at for first, end, _ in own for at in range(first, end)}
    found: list[Span] = []
    for at, piece in enumerate(pieces):
        for name in () if at in taken else begun.get(piece, ()):
            end = at + len(name)
            free = tuple(pieces[at:end]) == name and taken.isdisjoint(range(at, end))
            if free and _stands_alone(pieces, at, end, lexis):
                found.append((at, end, kinds[name]))
                taken.update(range(at, end))
                break
    return found


def _by_first(kinds: Mapping[tuple[str, ...], str]) -> dict[str, list[tuple[str, ...]]]:
    """First piece -> the names that begin with it, the longest first."""
    begun: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(kinds, key=len, reverse=True):
        if name and name[0][:1].isalpha():
            begun[name[0]].append(name)
    return begun


def _stands_alone(pieces: Pieces, first: int, end: int, lexis: Lexicon) -> bool:
    """Whether one piece is no common word and no part of a longer run of capitals, titles before it aside."""
    if end - first > 1:
        return True
    piece = pieces[first]
    if not piece[:1].isupper() or piece in lexis.starters:
        return False
    said = end < len(pieces) and pieces[end] in lexis.quoting
    if (
        piece in lexis.calendar
        and not said
        and (first == 0 or pieces[first - 1].islower() or pieces[end : end + 1] == [","])
    ):
        return False  # "in May"; but "“…,” May said"
    before = pieces[first - 1] if first else ""
    titled = before.rstrip(".") in lexis.honorifics or before.lower() in lexis.role_heads
    inside = before[:1].isupper() and first > 1 and not titled and before not in lexis.calendar
    return not inside and not (end < len(pieces) and pieces[end][:1].isupper())


# ------------------------------------------------------------------------- sport

_SPORT = 4  # different words of sport, at least
_DENSITY = 0.01  # and their share of all pieces


def _is_sport(sentences: Sequence[Pieces], lexis: Lexicon) -> bool:
    """Whether the article reports a match: there "Belgium" is a team and no state."""
    words = lexis.sport
    hits = [piece.lower() for pieces in sentences for piece in pieces if piece.lower() in words]
    return len(set(hits)) >= _SPORT and len(hits) >= _DENSITY * sum(map(len, sentences))


def _team(pieces: Pieces, span: Span, lexis: Lexicon) -> Span:
    """A country that stands for its team: not behind "in" or "from"."""
    first, end, kind = span
    before = pieces[first - 1].lower() if first else ""
    if kind == "LOC" and " ".join(pieces[first:end]) in lexis.countries and before not in lexis.locative:
        return first, end, "ORG"
    return span
