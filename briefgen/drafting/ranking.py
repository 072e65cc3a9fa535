"""Events in, Ranked out: every unit that may be printed with its salience, sections, stakes and gaps.

Nothing is chosen here; `compose` chooses, and others can look at the candidates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.drafting import rules
from briefgen.drafting.contested import Contest, contests
from briefgen.drafting.events import Event, Told
from briefgen.drafting.evidence import evidence
from briefgen.drafting.features import features, headline
from briefgen.drafting.kinds import reports_match
from briefgen.drafting.likeness import Trace
from briefgen.drafting.openness import Openness, openness
from briefgen.drafting.questions import Gap, gap, noticed
from briefgen.drafting.salience import concepts, saliences
from briefgen.drafting.sections import Fit, fits
from briefgen.drafting.stakes import Stake, stake
from briefgen.drafting.unify import unified
from briefgen.drafting.units import Unit, units
from briefgen.model import Analysis


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit with what speaks for printing it.

    `salience` is how much it tells of its article, where several tell the story of all of them, 0 to 1.
    `filler`: it tells how the source works, not what happened. `match`: its article reports one.
    """

    unit: Unit
    salience: float
    fit: Fit
    stake: Stake
    open: Openness
    gap: Gap
    filler: bool = False
    match: bool = False

    @property
    def key(self) -> tuple[int, int]:
        """(article, place): its identity."""
        return self.unit.article, self.unit.place


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates in the order of articles and places; the articles by story, in each newest first, undated ones last.

    `stories` holds for each article the place of its story in `events`, `accounts` that of its account in the story.
    `units` are all units of each article, whether they may be printed or not; `contests` what each story's articles
    state differently.
    """

    events: tuple[Event, ...]
    analyses: tuple[Analysis, ...]
    stories: tuple[int, ...]
    accounts: tuple[int, ...]
    units: tuple[tuple[Unit, ...], ...]
    candidates: tuple[Candidate, ...]
    contests: tuple[tuple[Contest, ...], ...] = ()

    def account_name(self, article: int) -> str:
        """Whose account an article is."""
        return self.event(article).accounts[self.accounts[article]].name

    def first(self, story: int) -> int:
        """The first article of a story."""
        return self.stories.index(story)

    def event(self, article: int) -> Event:
        """The story that an article tells."""
        return self.events[self.stories[article]]

    def told(self, article: int) -> Told:
        """An article with what the office asks of it."""
        return self.event(article).told[article - self.first(self.stories[article])]

    def copy_of(self, article: int) -> int | None:
        """The article whose words this one repeats, None where it is the one that speaks for its text."""
        first = self.first(self.stories[article])
        leading = first + self.event(article).leading(article - first)
        return None if leading == article else leading


# Articles whose units are weighed, in all stories together, and in each at least: a memo holds 28 extracts, and the
# cost is 10 ms an article. The rest are read for what they confirm and contradict.
_LOOKED = 12
_EACH = 3


def rank(events: Sequence[Event]) -> Ranked:
    """Looks at the units of the stories' articles; of a copy only at what the article it repeats has not.

    Where a story has very many accounts, those are looked at that most outlets carry, and the newest.
    """
    analyses = tuple(analysis for event in events for analysis in unified(event.analyses))
    stories = tuple(at for at, event in enumerate(events) for _ in event.told)
    accounts = tuple(event.account(place) for event in events for place in range(len(event.told)))
    own = tuple(units(analysis, number) for number, analysis in enumerate(analyses))
    bare = Ranked(tuple(events), analyses, stories, accounts, own, ())
    found: list[Candidate] = []
    contested = []
    for story, event in enumerate(events):
        of_story = [at for at in range(len(own)) if stories[at] == story]
        contested.append(contests(event, [own[at] for at in of_story], lambda at: bare.copy_of(at) is not None))
        looked = _looked_at(event, len(events))
        places = {at: _to_weigh(bare, at) for at in of_story if accounts[at] in looked}
        for value in (value for contest in contested[-1] for value in contest.values):
            article, place = value.key
            places[article] = places.get(article, frozenset()) | {place}
        telling = _saliences({at: own[at] for at, of_article in sorted(places.items()) if of_article})
        for at, of_article in sorted(places.items()):
            found.extend(_candidates(own[at], telling, of_article))
    return Ranked(bare.events, analyses, stories, accounts, own, tuple(found), tuple(contested))


def _to_weigh(bare: Ranked, article: int) -> frozenset[int]:
    """The places of an article's units that may be printed: all, of a copy those that its original has not."""
    copied, own = bare.copy_of(article), bare.units[article]
    if copied is None:
        return frozenset(range(len(own)))
    outlet, original = bare.analyses[article].article.outlet, bare.analyses[copied].article.outlet
    return _new_in(own, bare.units[copied], version=outlet is not None and outlet == original)


def _saliences(articles: Mapping[int, tuple[Unit, ...]]) -> dict[tuple[int, int], float]:
    """How much each unit tells: of its article where there is one, of the whole event where several tell it."""
    if len(articles) < 2:
        at, units_ = next(iter(articles.items()), (0, ()))
        return {(at, place): value for place, value in enumerate(saliences(concepts(units_, "en")))}
    from briefgen.drafting.coverage import Coverage

    coverage = Coverage(tuple(articles.values()))
    return {
        (at, place): coverage.salience((number, place))
        for number, (at, units_) in enumerate(articles.items())
        for place in range(len(units_))
    }


def _looked_at(event: Event, stories: int) -> frozenset[int]:
    """The accounts of a story whose units are weighed."""
    most = max(_EACH, _LOOKED // stories)
    order = range(len(event.accounts))
    carried = sorted(order, key=lambda at: (-len(event.accounts[at].articles), min(event.accounts[at].articles)))
    newest = sorted(order, key=lambda at: min(event.accounts[at].articles))
    first = carried[: most // 2]
    return frozenset([*first, *(at for at in newest if at not in first)][:most])


_REPRINTED = 0.5  # of a copy's letters in sentences of its original: less is the same told in other words
# Share of a unit's content that a sentence of the original tells: it says no more. A paper changes the words of its
# agency; what an agency says in other words the next day is often news.
_SAME, _SAME_VERSION = 0.35, 0.6


def _new_in(copy: Sequence[Unit], original: Sequence[Unit], *, version: bool) -> frozenset[int]:
    """The places of units that a reprint or another version of the outlet's own has beside the original.

    Of what another outlet tells in its own words nothing counts as added.
    """
    known = [unit.trace for unit in original]
    letters = {trace.letters for trace in known}
    same = sum(len(unit.trace.letters) for unit in copy if unit.trace.letters in letters)
    if not version and same < _REPRINTED * sum(len(unit.trace.letters) for unit in copy):
        return frozenset()
    most = _SAME_VERSION if version else _SAME
    return frozenset(unit.place for unit in copy if not _stands_in(unit.trace, known, most))


def _stands_in(one: Trace, known: Sequence[Trace], most: float) -> bool:
    return any(one.letters == other.letters or one.within(other) >= most for other in known)


def _candidates(
    of_article: tuple[Unit, ...], telling: Mapping[tuple[int, int], float], places: frozenset[int]
) -> Iterator[Candidate]:
    if not places:
        return
    language = "en"  # the one language with rules; another is a folder beside it
    seen = features(of_article, headline(of_article[0]))
    match = reports_match(of_article, language)
    for unit, own, fit in zip(of_article, seen, fits(seen, language), strict=True):
        if unit.place in places:
            gap_ = gap(unit, language)
            filler = rules.phrases(language)["filler"].search(unit.folded, unit.lowered) is not None
            names, values = evidence(own, fit.shares, gap_)
            stake_, open_ = stake(names, values, language), openness(names, values, language)
            gap_ = gap_ or noticed(unit, open_.kind, open_.words)
            salience = telling[unit.article, unit.place]
            yield Candidate(unit, salience, fit, stake_, open_, gap_, filler, match)
