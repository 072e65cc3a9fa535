"""Standing briefs, the articles of the ledger and earlier memos in; what is to be done, each with its reason, out.

Pure: the clock, the ledger and the disk are asked elsewhere. A memo is known by two keys. Its basis is what it is
drafted from (articles, settings, what the desk knows, a person's texts, the last issue, the program); its look is how
that is rendered (style, pages, formats). Another look renders again what was drafted; another basis drafts anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from briefgen.batch import clock
from briefgen.batch.rows import Candidate, MemoRow
from briefgen.config import Standing
from briefgen.language import ENOUGH
from briefgen.model import Failure

Work = Literal["draft", "render", "note", "nothing"]
"""Draft and render; render what was drafted; make the note of a quiet night; leave all as it is."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of one memo that may be owed before it is decided on.

    `articles`: those of its window; `basis` and `look`: its keys as they are now; `row`: tonight's memo, if there is
    one; `last`: the last good one of another night; `before`: the last of those that was no note, against which changes
    are told; `failed`: whether the last attempt of another night failed;
    `missing`: places of tonight's outputs where no file stands; `searched`: how many articles stand at its places,
    `fresh`: how many of them came since the last issue, whether or not they are about it.
    """

    brief: Standing
    unit: str
    articles: tuple[Candidate, ...]
    basis: Mapping[str, str]
    look: str
    failures: tuple[Failure, ...] = ()
    row: MemoRow | None = None
    last: MemoRow | None = None
    before: MemoRow | None = None
    failed: bool = False
    missing: tuple[str, ...] = ()
    searched: int = 0
    fresh: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """What is done about one memo, and why. `source`: the memo whose drafted brief is rendered."""

    situation: Situation
    work: Work
    reason: str
    source: MemoRow | None = None

    @property
    def title(self) -> str:
        """How a person is told which."""
        name, unit = self.situation.brief.name, self.situation.unit
        return f"{name}/{unit}" if unit else name


# ------------------------------------------------------------------ which articles


def in_window(
    one: Candidate, brief: Standing, now: datetime, taken: Collection[str], at: Callable[[str | None], datetime | None]
) -> bool:
    """Whether a brief may take an article: none that an issue of another night had, none that is too old.

    Its age is that of its publication, else the time since it was first seen; `at` reads a date of publication.
    """
    if one.digest in taken and brief.window == "last-issue":
        return False
    published = at(one.published)
    born = published.timestamp() if published else one.first_seen
    if _older(born, brief.max_age, now):
        return False
    return brief.window == "last-issue" or not _older(one.arrived - _MOMENT, brief.window, now)


def _older(moment: float, span: str, now: datetime) -> bool:
    longest = clock.span(span)
    return longest is not None and now.timestamp() - moment > longest.total_seconds()


def is_about(one: Candidate, asked: str) -> bool:
    """Whether an article names what is asked for at all: which stories are about it is told by all their articles."""
    return not asked or one.relevance.get(asked, 0) > 0


def is_much_about(articles: Sequence[Candidate], asked: str) -> bool:
    """Whether one of the articles is about what is asked for: else there is no memo to make."""
    return any(not asked or one.relevance.get(asked, 0) >= ENOUGH for one in articles)


def arrival(published: datetime | None, now: float, *, is_known: bool) -> float | None:
    """The time that counts for a window of hours or days; None: when it is first seen.

    That of publication; but what comes more than a day late from a place that is known counts when it comes, for no
    earlier night could have had it.
    """
    if published is None:
        return None
    late = now - published.timestamp() > _LATE.total_seconds()
    return None if is_known and late else min(published.timestamp(), now)


_LATE = timedelta(days=1)
_MOMENT = 1e-3  # what came with last night's run was told then, also where the timer is as regular as can be


# ------------------------------------------------------------------ what is done


def steps(situations: Sequence[Situation], *, force: bool = False) -> Iterator[Step]:
    """What is done about each memo, in the order of the settings. `force`: draft all anew."""
    for one in situations:
        yield _quiet(one, force=force) if not one.articles else _step(one, force=force)


def _quiet(one: Situation, *, force: bool) -> Step:
    """Nothing to tell: the note, or nothing; what tonight has made already stands."""
    if one.row is not None and one.row.state == "made":
        return Step(one, "nothing", "up to date: its articles are there no more")
    if one.brief.when_empty == "skip":
        return Step(one, "nothing", "nothing new: skipped")
    row = one.row
    if row is None or force:
        return Step(one, "note", "forced" if force else "nothing new: a note")
    return _again(one, row, "note")


def _step(one: Situation, *, force: bool) -> Step:
    if force:
        return Step(one, "draft", "forced")
    if one.row is not None:
        return _again(one, one.row, "draft")
    if one.failed or one.last is None:
        return Step(one, "draft", "failed last night" if one.failed else "new")
    return _since(one, one.last)


def _since(one: Situation, last: MemoRow) -> Step:
    """The first run of a night: what has changed since the last issue."""
    changed = changes(last.basis, one.basis, also_previous=False)
    if changed:
        return Step(one, "draft", _told(changed, last.basis, one.basis, gone=one.brief.window != "last-issue"))
    if one.look == last.look:
        return Step(one, "nothing", f"up to date: nothing has changed since {last.date}")
    return Step(one, "render", "style changed", source=last)


def _again(one: Situation, row: MemoRow, work: Work) -> Step:
    """Another run on the same night."""
    if row.state in ("failed", "planned"):
        return Step(one, work, "failed before" if row.state == "failed" else "interrupted before")
    # Where the clock was set back, the last issue is of a later night: no reason to make this one again.
    changed = changes(row.basis, one.basis, also_previous=one.last is None or one.last.date < row.date)
    if changed:
        return Step(one, work, _told(changed, row.basis, one.basis))
    if one.look != row.look:
        return Step(one, "render", "style changed", source=row)
    if one.missing:
        return Step(one, "render", f"output missing: {one.missing[0]}", source=row)
    return Step(one, "nothing", "up to date")


def changes(was: Mapping[str, str], now: Mapping[str, str], *, also_previous: bool = True) -> tuple[str, ...]:
    """Which parts of a basis differ; without the last issue where two nights are compared: theirs always differs."""
    passed = () if also_previous else ("previous",)
    return tuple(part for part in now if part not in passed and was.get(part) != now[part])


_WORDS = {
    "settings": "settings changed",
    "desk": "desk.yaml changed",
    "by_hand": "texts by hand changed",
    "previous": "the last issue changed",
    "program": "another version of the program",
    "failures": "other sources could not be read",
}


def _told(changed: Sequence[str], was: Mapping[str, str], now: Mapping[str, str], *, gone: bool = True) -> str:
    """ "2 new articles, 1 text changed", "settings changed"; `gone`: articles that are not there any more count."""
    told = [_of_articles(was.get("articles", ""), now["articles"], gone=gone)] if "articles" in changed else []
    return ", ".join([*told, *(_WORDS[part] for part in changed if part in _WORDS)]) or "new"


def _of_articles(was: str, now: str, *, gone: bool) -> str:
    """What has become of the articles; each stands as LOCATION=DIGEST."""
    before, here = (dict(one.rpartition("=")[::2] for one in text.split("\n") if one) for text in (was, now))
    changed = sum(before[place] != here[place] for place in here.keys() & before.keys())
    counts = (
        (changed, "text changed", "texts changed"),
        (len(here.keys() - before.keys()), "new article", "new articles"),
        (len(before.keys() - here.keys()) if gone else 0, "article gone", "articles gone"),
    )
    return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts if count)
