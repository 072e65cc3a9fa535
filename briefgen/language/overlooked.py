"""A sentence and its clean names in, those the model has passed over as well out.

Listed names, firms by their ending, a first and a family name, and bodies whose initials stand in brackets behind them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.language.edges import Pieces, is_given
from briefgen.language.features import known_in, phrases
from briefgen.language.lexicon import Lexicon
from briefgen.language.weights import Span

_KINDS = {"country": "LOC", "city": "LOC", "region": "LOC", "body": "ORG", "medium": "ORG"}
_ACRONYM_LETTERS = 3  # at least, for the words before it to be told by them


def with_overlooked(pieces: Pieces, spans: Sequence[Span], lexis: Lexicon) -> list[Span]:
    """The names of a sentence with those the model has missed."""
    whole = _spelled_out(pieces, spans, lexis)
    return _with_known(pieces, [*whole, *_plain_names(pieces, whole, lexis)], lexis)


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
        inside = all(first <= a and b < at and kind != "PER" for a, b, kind in over)
        if (
            first < at - 2
            and inside
            and (any(kind == "ORG" for _, _, kind in over) or lexis.org_heads.intersection(pieces[first:at]))
        ):
            found = [span for span in found if span not in over] + [(first, at - 1, "ORG")]
    return sorted(found)


def _spelling_starts(pieces: Pieces, end: int, acronym: str) -> int:
    """The piece from which on the capitals up to `end` are the acronym's letters; `end` where there is none."""
    left = list(acronym) if pieces[end - 1][:1].isupper() else []
    if not left:
        return end
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
        if len(run) > 3 or not is_given(run[0], lexis) or run[0].lower() in lexis.role_heads:
            continue
        if run[-1] in lexis.family_names or _speaks(pieces, at, end, lexis):
            yield at, end, "PER"


def _speaks(pieces: Pieces, at: int, end: int, lexis: Lexicon) -> bool:
    """Whether a run stands right behind a quotation, or beside a verb of speech."""
    before = pieces[at - 1] if at else ""
    behind = pieces[end] if end < len(pieces) else ""
    heads = lexis.org_heads.intersection(pieces[at:end]) or lexis.place_heads[1].intersection(pieces[at:end])
    return not heads and (before == '"' or before in lexis.quoting or behind in lexis.quoting)


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
