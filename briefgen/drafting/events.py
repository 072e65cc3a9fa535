"""Articles in, events out: what tells the same story, in how many independent accounts, the most told first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefgen.drafting.foreign import Signs, account_of, signs, story_of
from briefgen.drafting.originators import Account, accounts
from briefgen.drafting.stories import grouped
from briefgen.model import Analysis, Article, LeftOut, Story


@dataclass(frozen=True, slots=True)
class Told:
    """An article with what the office asks of it: how much it is about that, which watched names stand in it.

    `about`: whether it is enough about it to be printed; True where nothing was asked for. `found`: what of it stands
    in the article.
    """

    analysis: Analysis
    about: bool = True
    relevance: float | None = None
    found: tuple[str, ...] = ()
    watched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Foreign:
    """An article in a language that is not analysed; `account`: the place of the one it goes back to, None: open."""

    article: Article
    account: int | None


@dataclass(frozen=True, slots=True)
class Event:
    """Articles that tell one event, newest first, undated last; accounts hold places in them.

    `number`: from 1, its place among all stories of the articles read.
    """

    number: int
    told: tuple[Told, ...]
    accounts: tuple[Account, ...]
    foreign: tuple[Foreign, ...] = ()

    @property
    def analyses(self) -> tuple[Analysis, ...]:
        """Its articles."""
        return tuple(one.analysis for one in self.told)

    @property
    def newest(self) -> str | None:
        """When its last dated article came out."""
        articles = (*(one.article for one in self.analyses), *(one.article for one in self.foreign))
        return max((article.published for article in articles if article.published), default=None)

    @property
    def relevance(self) -> float | None:
        """How much its most relevant article is about what was asked for."""
        return max((one.relevance for one in self.told if one.relevance is not None), default=None)

    @property
    def about(self) -> bool:
        """Whether any of its articles is about what was asked for."""
        return any(one.about for one in self.told)

    @property
    def watched(self) -> tuple[str, ...]:
        """The watched names that stand in any of its articles."""
        return tuple(dict.fromkeys(name for one in self.told for name in one.watched))

    def account(self, place: int) -> int:
        """The number of an article's account among the story's."""
        return next(at for at, account in enumerate(self.accounts) if place in account.articles)

    def leading(self, place: int) -> int:
        """The article that speaks for all that go back to its text: the newest of the agency's own, else the first."""
        account = self.accounts[self.account(place)]
        text = account.text(place)
        own = [at for at in text if self.told[at].analysis.article.outlet == account.name]
        return min(own, default=text[0])

    @property
    def lead(self) -> Article:
        """The article whose headline stands for the story: of the account that most carry."""
        most = max(self.accounts, key=lambda account: (len(account.articles), -min(account.articles)))
        return self.told[self.leading(min(most.articles))].analysis.article

    def story(self, references: tuple[int, ...] = (), left_out: LeftOut = "") -> Story:
        """The story as a brief tells it, or says why it does not."""
        return Story(
            number=self.number,
            headline=self.lead.title,
            outlet=self.lead.outlet,
            articles=len(self.told) + len(self.foreign),
            originators=len(self.accounts),
            newest=self.newest,
            references=references,
            relevance=self.relevance,
            watched=self.watched,
            left_out=left_out,
        )


def events(told: Sequence[Told], foreign: Sequence[Article] = ()) -> tuple[Event, ...]:
    """The stories of the articles: what is asked for first, then by accounts, watched names, articles and time.

    Each article stands in one; an article in another language in the one whose names and figures it has, or in none.
    """
    ordered = sorted(told, key=lambda one: one.analysis.article.published or "", reverse=True)
    groups = [tuple(ordered[at] for at in group) for group in grouped([one.analysis for one in ordered])]
    found = [Event(0, group, accounts([one.analysis for one in group])) for group in groups]
    sorted_ = sorted(_with_foreign(found, foreign), key=_order)
    return tuple(replace(event, number=number) for number, event in enumerate(sorted_, 1))


def _order(event: Event) -> tuple[bool, int, bool, int, tuple[int, ...]]:
    newest = tuple(-ord(mark) for mark in event.newest or "")
    size = len(event.told) + len(event.foreign)
    return not event.about, -len(event.accounts), not event.watched, -size, newest


def _with_foreign(found: Sequence[Event], foreign: Sequence[Article]) -> list[Event]:
    """The events with the articles in other languages that tell them."""
    if not foreign:
        return list(found)
    own = [[signs(analysis.article) for analysis in event.analyses] for event in found]
    stories = [_together(of_event, range(len(of_event))) for of_event in own]
    added: dict[int, list[Foreign]] = {}
    for article in foreign:
        its = signs(article)
        at = story_of(its, stories)
        if at is not None:
            told = [(account.name, _together(own[at], account.articles)) for account in found[at].accounts]
            added.setdefault(at, []).append(Foreign(article, account_of(article, its, told)))
    return [replace(one, foreign=tuple(added.get(at, ()))) for at, one in enumerate(found)]


def _together(own: Sequence[Signs], places: Iterable[int]) -> Signs:
    of_account = [own[at] for at in places]
    names = frozenset[str]().union(*(one.names for one in of_account))
    return Signs(names, frozenset[str]().union(*(one.figures for one in of_account)))
