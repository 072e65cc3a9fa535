"""An article's pieces in, whether it reports a match out: there "Belgium" is a team and no state."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.language.edges import Pieces
from briefgen.language.lexicon import Lexicon
from briefgen.language.weights import Span

_WORDS = 4  # different words of sport, at least
_DENSITY = 0.01  # and their share of all pieces


def is_sport(sentences: Sequence[Pieces], lexis: Lexicon) -> bool:
    """Whether the article reports a match: there "Belgium" is a team and no state."""
    words = lexis.sport
    hits = [piece.lower() for pieces in sentences for piece in pieces if piece.lower() in words]
    return len(set(hits)) >= _WORDS and len(hits) >= _DENSITY * sum(map(len, sentences))


def team(pieces: Pieces, span: Span, lexis: Lexicon) -> Span:
    """A country that stands for its team: not behind "in" or "from"."""
    first, end, kind = span
    before = pieces[first - 1].lower() if first else ""
    if kind == "LOC" and " ".join(pieces[first:end]) in lexis.countries and before not in lexis.locative:
        return first, end, "ORG"
    return span
