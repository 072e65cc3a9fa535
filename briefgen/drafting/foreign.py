"""An article in another language and the stories in; which of them it tells, and whose account it is, out.

Names and figures are much the same in every language. Names are compared by their first letters without accents
("Ambrolaouri", "Ambrolauri"), figures by their digits ("5,9", "60 000").
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, log

from briefgen.drafting.likeness import letters
from briefgen.model import Article

_LEAST = 4  # signs that a story must share
_SHARE = 0.3  # of the weight of the article's own signs ...
_OF_FIGURES = 0.5  # ... or of its figures: a language may write every noun with a capital
_ITS_FIGURES = 0.7  # share of its figures that an account has ...
_MORE = 0.2  # ... and by which that is more than any other account has
_FIGURES = 4  # of an article that tell whose account it is
_LETTERS = 5
_NAME = re.compile(r"[^\W\d_][\w’'-]{3,}")
_NUMBER = re.compile(r"\d+(?:[., \u00a0\u202f]\d+)*")


@dataclass(frozen=True, slots=True)
class Signs:
    """What an article can be recognised by in any language."""

    names: frozenset[str]
    figures: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """Both."""
        return self.names | self.figures


def signs(article: Article) -> Signs:
    """The names and figures of an article's text; a word that also stands there in small letters is no name."""
    words = _NAME.findall(article.text)
    small = {word for word in words if word[0].islower()}
    names = {_folded(word) for word in words if word[0].isupper() and word.lower() not in small}
    figures = {re.sub(r"\D", "", found) for found in _NUMBER.findall(article.text)}
    return Signs(frozenset(names), frozenset(figure for figure in figures if len(figure) > 1))


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.lower())
    return "".join(mark for mark in plain if mark.isalpha())[:_LETTERS]


def story_of(own: Signs, stories: Sequence[Signs]) -> int | None:
    """The story whose signs an article shares most, where that is enough to tell; `stories`: the signs of each."""
    using = Counter(sign for story in stories for sign in story.all)
    weigh = {sign: log(1 + (len(stories) + 1) / (using[sign] + 0.5)) for sign in own.all}

    def share(signs: frozenset[str], story: Signs) -> float:
        total = fsum(weigh[sign] for sign in sorted(signs))
        return fsum(weigh[sign] for sign in sorted(signs & story.all)) / (total or 1.0)

    best, place = 0.0, None
    for at, story in enumerate(stories):
        whole, figures = share(own.all, story), share(own.figures, story)
        enough = whole >= _SHARE or (figures >= _OF_FIGURES and len(own.figures & story.figures) >= _LEAST)
        if len(own.all & story.all) >= _LEAST and enough and whole + figures > best:
            best, place = whole + figures, at
    return place


def account_of(article: Article, own: Signs, accounts: Sequence[tuple[str, Signs]]) -> int | None:
    """Which account an article goes back to: the one whose name it credits, else the one that has its figures."""
    text = letters(article.text)
    credited = [at for at, (name, _) in enumerate(accounts) if name and letters(name) in text]
    if len(credited) == 1:
        return credited[0]
    if len(own.figures) < _FIGURES:
        return None
    shares = [len(own.figures & its.figures) / len(own.figures) for _, its in accounts]
    best = max(range(len(shares)), key=lambda at: (shares[at], -at))
    rest = max((share for at, share in enumerate(shares) if at != best), default=0.0)
    return best if shares[best] >= _ITS_FIGURES and shares[best] - rest >= _MORE else None
