"""An Analysis and what somebody asks for in; how much the article is about it out, and which of the terms stand in it.

A term is a word ("tariff" finds "tariffs" and "Tariff"), a phrase, an actor under any of its names, or a country, which
is also found by its people's name and its capital ("Thailand": "Thai", "Bangkok").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefgen.config import NO_DESK, Desk
from briefgen.language.lexicon import Lexicon, lexicon
from briefgen.language.words import bounds, stem
from briefgen.model import Analysis

# What a place of the article says about its subject: a headline much, a paragraph far down nearly nothing.
_IN_TITLE = 0.6
_AT_TOP = 0.4  # in each of the first paragraphs
_BELOW = 0.12  # in each other paragraph
_TOP = 2  # paragraphs
ENOUGH = 0.2
"""The score from which an article counts as about it: more than one mention in passing."""


@dataclass(frozen=True, slots=True)
class Relevance:
    """`score`: 0 (no term is found) to 1; `found`: the terms that are, in the order in which they were asked for."""

    score: float
    found: tuple[str, ...]


def relevance(analysis: Analysis, asked: Sequence[str], desk: Desk = NO_DESK) -> Relevance:
    """How much an article is about any of the terms: each paragraph that has one adds to it, the first ones most."""
    rest, found = 1.0, []
    paragraphs: set[int] = set()
    in_title = False
    for term in asked:
        forms = _forms(term, analysis, desk)
        own = set(_paragraphs(analysis, forms))
        titled = _finds(analysis.article.title, forms)
        if own or titled:
            found.append(term)
        paragraphs |= own
        in_title |= titled
    if in_title:
        rest *= 1 - _IN_TITLE
    for paragraph in sorted(paragraphs):
        rest *= 1 - (_AT_TOP if paragraph <= _TOP else _BELOW)
    return Relevance(round(1 - rest, 2), tuple(found))


def _paragraphs(analysis: Analysis, forms: Sequence[str]) -> Iterator[int]:
    """The paragraphs in which one of the forms stands."""
    text = analysis.article.text
    for sentence in analysis.sentences:
        if _finds(text[sentence.start : sentence.end], forms):
            yield sentence.paragraph


def _forms(term: str, analysis: Analysis, desk: Desk) -> tuple[str, ...]:
    """The term and the other names of what it names."""
    plain = " ".join(term.split())
    forms = [plain, *_of_country(plain, lexicon(analysis.article.language))]
    for name, others in desk.same_as.items():
        if plain in (name, *others):
            forms += [name, *others]
    for actor in analysis.actors:
        if plain in (actor.name, *actor.aliases):
            forms += [actor.name, *actor.aliases]
    return tuple(dict.fromkeys(forms))


def _of_country(term: str, lexis: Lexicon) -> Iterator[str]:
    """All that stands for a country where the term is one of its names or its people's."""
    country = lexis.countries.get(term) or lexis.demonyms.get(term)
    if country:
        for table in (lexis.countries, lexis.demonyms, lexis.capitals):
            yield from (name for name, own in table.items() if own == country)


def _finds(text: str, forms: Sequence[str]) -> bool:
    """Whether a form stands in a text: a name as it is written, other words in any of their endings."""
    return any(_pattern(form).search(text) is not None if _is_name(form) else _stands(text, form) for form in forms)


def _is_name(form: str) -> bool:
    return any(map(str.isupper, form))


@lru_cache(maxsize=1024)
def _pattern(form: str) -> re.Pattern[str]:
    """A name as whole words; a possessive ending and a line's white space make no difference."""
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, form.split())) + r"(?!\w)")


def _stands(text: str, form: str) -> bool:
    """Whether the stems of the words stand in the text one behind the other."""
    wanted = [stem(text_) for text_ in form.split()]
    if wanted[0][:3] not in text.lower():
        return False
    own = [stem(text[start:end]) for start, end in bounds(text, 0, len(text))]
    return any(own[at : at + len(wanted)] == wanted for at in range(len(own)))
