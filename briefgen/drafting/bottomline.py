"""The books in, the bottom line taken: of one story what most surely is its news and what tells more of it, of several
stories one unit each.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.drafting.chosen import LEAST, MOSTLY_QUOTED, SAME_LEAD, SHORTEST, Books, is_update
from briefgen.drafting.ranking import Candidate
from briefgen.drafting.salience import repeats

_RECENT = 1  # days: among articles this close to the newest the surest lead is taken, whichever is newer
_QUOTED = 0.25  # share of a further unit that may be quoted
_CENTRAL = 0.45  # how much a further unit tells of the whole story, at least: a reporter's own opening is no news
_TELLING = 0.5  # what telling much of the whole story counts beside being news, where several accounts tell it


def bottom_line(books: Books) -> None:
    """Takes the bottom line; nothing where no unit can stand."""
    stories = range(len(books.ranked.events))
    for story in stories:
        own = books.of_story(story)
        lead = _lead(books, own)
        if lead is not None:
            books.take(lead, "bottom_line")
            if len(stories) == 1:
                _more(books, lead, _newest(books, own) if _several(books, lead) else own)


def _lead(books: Books, own: Sequence[Candidate]) -> Candidate | None:
    """The unit that most surely tells the news; where the newest articles have none that stands, of any article."""
    own = [candidate for candidate in own if books.holds(candidate)]
    for among in (_newest(books, own), own):
        leads = [c for c in among if _leads(books, c)] or [c for c in among if c.unit.whole]
        if leads:
            surest = max(leads, key=lambda c: (_surely(books, c), -c.unit.article, -c.unit.place))
            return _fuller(surest, leads)
    return None


def _surely(books: Books, candidate: Candidate) -> float:
    """How surely a unit is the news; in a story of several accounts also how much of all of them it tells."""
    news = candidate.fit.shares["new"]
    return news + _TELLING * candidate.salience if _several(books, candidate) else news


def _several(books: Books, candidate: Candidate) -> bool:
    """Whether several accounts tell the story of a unit."""
    return len(books.ranked.events[books.story(candidate)].accounts) > 1


def _newest(books: Books, own: Sequence[Candidate]) -> list[Candidate]:
    """The units of the newest article; of several accounts also those of articles about as new."""
    from datetime import date

    if not own:
        return []
    event = books.ranked.events[books.story(own[0])]
    first = own[0].unit.article
    days = {c.unit.article: c.unit.analysis.article.published for c in own}
    newest = days[first]
    if len(event.accounts) == 1 or newest is None:
        return [c for c in own if c.unit.article == first]
    since = date.fromisoformat(newest[:10]).toordinal() - _RECENT
    recent = {at for at, day in days.items() if day and date.fromisoformat(day[:10]).toordinal() >= since}
    return [c for c in own if c.unit.article in recent]


def _fuller(lead: Candidate, leads: Sequence[Candidate]) -> Candidate:
    """The unit right below that tells the same more fully: a standfirst gives way to the first sentence."""
    behind = (lead.unit.article, lead.unit.place + 1)
    below = (c for c in leads if c.key == behind and c.unit.length > lead.unit.length)
    return next((c for c in below if repeats(c.unit, lead.unit, SAME_LEAD)), lead)


def _leads(books: Books, candidate: Candidate) -> bool:
    unit = candidate.unit
    long = unit.length >= SHORTEST and not candidate.filler
    return unit.whole and long and not books.leans(candidate) and unit.quoted_share <= MOSTLY_QUOTED


def _more(books: Books, lead: Candidate, own: Sequence[Candidate]) -> None:
    """Further units, the surest news first, and what limits or denies those that are there, as far as words go."""
    rest = sorted((c for c in own if c is not lead), key=lambda c: (-books.value(c, "developments"), c.key))
    for candidate in rest:
        told = books.chosen.sections["bottom_line"]
        before = books.before(candidate)
        below = before is not None and any(before is one for one in told)
        stands = _tells_more(books, candidate, below=below) and _has_room(books, candidate)
        if not stands or not books.free(candidate):
            continue
        books.take(candidate, "bottom_line")
        if before is not None and below and is_update(before, candidate):
            books.chosen.keep[before.key], books.chosen.keep[candidate.key] = candidate.key, before.key


def _has_room(books: Books, candidate: Candidate) -> bool:
    """Whether the bottom line holds one more extract of this length."""
    told = books.chosen.sections["bottom_line"]
    words = sum(c.unit.length for c in told) + candidate.unit.length
    return len(told) < books.limits.bottom_line and words <= books.limits.bottom_words


def _tells_more(books: Books, candidate: Candidate, *, below: bool) -> bool:
    """Whether a unit is news in the source's own voice that a reader understands there."""
    stands = (below or not books.leans(candidate)) and not candidate.filler
    plain = candidate.unit.quoted_share < _QUOTED
    if _several(books, candidate) and candidate.salience < _CENTRAL:
        return False
    return stands and plain and books.value(candidate, "developments") >= LEAST["developments"][1]
