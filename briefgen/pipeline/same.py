"""Articles in, each of them once out: the same article as page, as PDF and in five colleagues' mails is one article.

The same article in another outlet is another article: what it copies is told when stories are formed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from briefgen.model import Article

_SHARED = 0.8  # of the letters of the shorter body, in paragraphs that are the same letter for letter
_LIKE_SIZE = 0.8  # of the longer: bodies of different titles are the same article only if of like length
_LEAST = 40  # letters of a paragraph that tells anything
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class _Print:
    """What an article is recognised by: the letters of its title, and its paragraphs with the number of their letters.

    White space, hyphens and marks do not count: they differ between a page and its PDF.
    """

    title: str
    paragraphs: dict[int, int]

    @property
    def size(self) -> int:
        return sum(self.paragraphs.values())


def once(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles in their order; of the same ones the fullest stands, in the place of the first, filled and noted."""
    prints = [_print(article) for article in articles]
    groups: list[list[int]] = []
    holding: dict[int, set[int]] = defaultdict(set)  # paragraph -> groups that hold it
    for at, article in enumerate(articles):
        near = Counter(group for one in prints[at].paragraphs for group in holding[one])
        near_groups = (group for group, _ in near.most_common(_NEAREST))
        home = next(
            (
                group
                for group in near_groups
                if all(_same(articles[n], prints[n], article, prints[at]) for n in groups[group])
            ),
            None,
        )
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(at)
        for one in prints[at].paragraphs:
            holding[one].add(home)
    return tuple(_fullest([articles[n] for n in group]) for group in groups)


_NEAREST = 8  # groups that share most paragraphs: a line that all pages carry is shared by all groups


def _print(article: Article) -> _Print:
    paragraphs = {}
    for block in article.blocks:
        if block.kind in ("paragraph", "item"):
            letters = _letters(article.text[block.start : block.end])
            if len(letters) >= _LEAST:
                paragraphs[crc32(letters.encode("utf-8", "surrogatepass"))] = len(letters)
    return _Print(_letters(article.title), paragraphs)


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()


def _same(one: Article, its: _Print, other: Article, others: _Print) -> bool:
    if not _agree(one.outlet, other.outlet) or not _agree(_day(one), _day(other)) or _versions(one, its, other, others):
        return False
    small, large = sorted((its, others), key=lambda print_: print_.size)
    shared = sum(letters for paragraph, letters in small.paragraphs.items() if paragraph in large.paragraphs)
    if not small.size or shared < _SHARED * small.size:
        return False
    return its.title == others.title or small.size >= _LIKE_SIZE * large.size


def _versions(one: Article, its: _Print, other: Article, others: _Print) -> bool:
    """Whether they are two versions of one text: other words at another hour. A mail's hour is that of its sending."""
    moments = {article.published for article in (one, other) if article.published and article.published_from != "mail"}
    return len(moments) > 1 and all(map(_has_hour, moments)) and its.paragraphs.keys() != others.paragraphs.keys()


def _has_hour(published: str) -> bool:
    return len(published) > len("2025-07-09")


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or _letters(one) == _letters(other)


def _day(article: Article) -> str | None:
    return article.published[:10] if article.published else None


def _fullest(group: Sequence[Article]) -> Article:
    """The article that is whole, has most text and most fields; what it lacks is filled from the others."""
    if len(group) == 1:
        return group[0]
    best = max(group, key=lambda one: (not one.partial, _print(one).size, _known(one)))
    others = [one for one in group if one is not best]
    places = [place for place in dict.fromkeys(one.location for one in others) if place != best.location]
    also = (f"also in {', '.join(places)}",) if places else ()
    for other in others:
        best = filled(best, other)
    return replace(best, notes=(*best.notes, *also))


def _known(article: Article) -> int:
    return sum(value is not None for value in (article.outlet, article.byline, article.published))


def filled(article: Article, other: Article) -> Article:
    """The article with what it lacks (outlet, byline, date, language) from another reading of it."""
    dated = article if article.published else other
    return replace(
        article,
        outlet=article.outlet or other.outlet,
        byline=article.byline or other.byline,
        published=dated.published,
        published_from=dated.published_from,
        language=article.language or other.language,
    )
