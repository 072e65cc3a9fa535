"""A task in, its result out: what a worker process does. Tasks and results can be pickled, and hold all they need.

The worker writes nothing but analyses that it keeps for this night in the spool, where the machine has one: the parent
alone puts files in their places.
"""

from __future__ import annotations

import os
import pickle
import secrets
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import drafting, language, storage
from briefgen.batch.rows import ReadArticle
from briefgen.batch.shipping import unpacked
from briefgen.config import Config, Desk
from briefgen.model import Analysis, Article, Brief, ByHand, Failure, Searched, Source
from briefgen.pipeline import Pipeline
from briefgen.pipeline.notices import notices
from briefgen.pipeline.reading import Found, joined
from briefgen.readers import record as record_reader
from briefgen.storage import Listed, Network, scheme_of
from briefgen.writers import record

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_NOTHING_BY_HAND = ByHand()
CHANGES = "changes"
"""The part of a memo that tells apart what has changed."""


@dataclass(frozen=True, slots=True)
class Office:
    """Settings and knowledge that a task is done with. `spool`: a folder for this night's analyses, "" for none.

    `styles`: the office's own styles as an archive, for workers on other machines; b"": those in its folder.
    """

    config: Config
    desk: Desk
    spool: str = ""
    styles: bytes = field(default=b"", repr=False)

    @property
    def templates(self) -> Path:
        """The folder of the office's own styles."""
        return unpacked(self.styles) if self.styles else Path("templates")


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A source to read: its bytes, or what the worker fetches. `asked`: digest -> terms."""

    office: Office
    source: Source | Listed
    asked: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ReadDone:
    """The articles of a source, and what could not be read of it."""

    articles: tuple[ReadArticle, ...] = ()
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class MemoTask:
    """A memo to make. `drafted`: records by part, where one is only rendered again; else it is drafted.

    `articles`: key and deflated JSON of each; `previous`: the record of the last issue; `searched`: what was looked
    for, which alone is told where there are no articles. `changes` and `each` are those of the standing brief.
    """

    office: Office
    date: str
    formats: tuple[str, ...]
    about: tuple[str, ...] = ()
    each: str = "brief"
    changes: str = "inside"
    articles: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    failures: tuple[Failure, ...] = ()
    previous: bytes = field(default=b"", repr=False)
    by_hand: ByHand = _NOTHING_BY_HAND
    searched: Searched | None = None
    drafted: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Part:
    """One memo: its records as drafted and as printed, its files by their ending (".pdf", ".brief.json")."""

    part: str
    subject: str
    drafted: bytes = field(repr=False)
    printed: bytes = field(repr=False)
    files: Mapping[str, bytes] = field(repr=False)
    counts: Mapping[str, int] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    seconds: float = 0.0


# ------------------------------------------------------------------ reading


def read(task: ReadTask) -> ReadDone:
    """The articles of a source, with how much each is about what briefs ask for."""
    pipeline = Pipeline(task.office.config, desk=task.office.desk)
    articles, failures = [], []
    source = _opened(task.source, pipeline.network())
    if isinstance(source, Failure):
        return ReadDone(failures=(source,))
    for place, item in pipeline.readings([source]):
        if isinstance(item, Article):
            articles.append(_read_article(item, task.office, task.asked))
        elif isinstance(item, Failure):
            failures.append(item)
        else:
            hint = "keep memos apart from sources"
            failures.append(Failure(place, "read", "NoArticle", "the record of a memo, no article", hint))
    return ReadDone(tuple(articles), tuple(failures))


def _opened(source: Source | Listed, network: Network) -> Source | str | Failure:
    """The bytes; an address stays one, because a feed's links are followed together."""
    if isinstance(source, Source):
        return source
    return source.place if scheme_of(source.place) in ("http", "https") else storage.opened(source, network)


def score(task: tuple[Office, str, bytes, Mapping[str, tuple[str, ...]]]) -> dict[str, float]:
    """How much an article (its key and deflated JSON) is about what is asked for: digest of the terms -> 0 to 1."""
    office, key, data, asked = task
    return dict(_scores(key, decoded(data), office, asked))


def _read_article(article: Article, office: Office, asked: Mapping[str, tuple[str, ...]]) -> ReadArticle:
    # A reader's id is that of the whole source and of a place in it: every new entry would make all of a feed others.
    data = _articles().dump_json(replace(article, id=article.digest[:12]))
    key = sha256(data).hexdigest()
    return ReadArticle(
        key, article.digest, article.location, article.published, language.is_analysed(article),
        dict(_scores(key, article, office, asked)), zlib.compress(data),
    )  # fmt: skip


def _scores(
    key: str, article: Article, office: Office, asked: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, float]]:
    """In a language that is not analysed, a term that stands in the text letter for letter is enough."""
    if not asked:
        return
    if not language.is_analysed(article):
        text = f"{article.title}\n{article.text}".lower()
        yield from ((one, float(any(term.lower() in text for term in terms))) for one, terms in asked.items())
        return
    analysis = analysed(key, article, office)
    for one, terms in asked.items():
        yield one, language.relevance(analysis, terms, office.desk).score


@cache
def _articles() -> TypeAdapter[Article]:
    from pydantic import TypeAdapter

    return TypeAdapter(Article)


def decoded(data: bytes) -> Article:
    """The article that the ledger keeps."""
    return _articles().validate_json(zlib.decompress(data))


# ------------------------------------------------------------------ analyses of this night


def analysed(key: str, article: Article, office: Office) -> Analysis:
    """The analysis of an article; that of an earlier job of this night, which costs a tenth, where it is kept."""
    path = Path(office.spool) / f"{key}.pickle" if office.spool else None
    if path is None:
        return language.analyse(article, office.desk, office.config.timezone)
    with suppress(OSError, EOFError, pickle.UnpicklingError):
        kept: Analysis = pickle.loads(path.read_bytes())  # noqa: S301 - our own, of this night, in a folder that is ours alone
        return replace(kept, article=article)
    made = language.analyse(article, office.desk, office.config.timezone)
    with suppress(OSError):
        temporary = path.with_name(f".{secrets.token_hex(8)}")
        temporary.write_bytes(pickle.dumps(made, 5))
        os.replace(temporary, path)  # noqa: PTH105 - whole, or not at all
    return made


# ------------------------------------------------------------------ memos


def make(task: MemoTask) -> tuple[Part, ...]:
    """The memos of a task: one, one of each story, and one of the changes where they are told apart."""
    held = {key: decoded(data) for key, data in task.articles}
    pipeline, found = _pipeline(task, held), joined([*held.values(), *task.failures])
    briefs = _again(task, pipeline) if task.drafted else _anew(task, pipeline, found)
    return tuple(_written(part, brief, pipeline, task, found) for part, brief in briefs)


def _pipeline(task: MemoTask, held: Mapping[str, Article]) -> Pipeline:
    office = task.office
    keys = {id(article): key for key, article in held.items()}

    def analysing(article: Article) -> Analysis:
        """What `joined` has made of several articles has no analysis that is kept."""
        key = keys.get(id(article))
        return analysed(key, article, office) if key else language.analyse(article, office.desk, office.config.timezone)

    return Pipeline(
        office.config, date=task.date, desk=office.desk, about=task.about, analysing=analysing,
        templates=office.templates,
    )  # fmt: skip


def _again(task: MemoTask, pipeline: Pipeline) -> Iterator[tuple[str, Brief]]:
    """What was drafted before, under tonight's date."""
    for part, data in task.drafted:
        yield part, pipeline.relabelled(_brief(data))


def _anew(task: MemoTask, pipeline: Pipeline, found: Found) -> Iterator[tuple[str, Brief]]:
    if task.each == "story" and found.articles:
        for story, brief in pipeline.drafted_each(found):
            yield story, replace(brief, by_hand=task.by_hand, searched=task.searched)
        return
    brief = pipeline.drafted(found) if found.articles else _quiet(task, pipeline, found)
    brief = replace(brief, by_hand=task.by_hand, searched=task.searched)
    if task.previous and task.changes != "no" and found.articles:
        brief = drafting.delta(brief, _brief(task.previous))
    yield "", brief
    if task.changes == "apart" and brief.delta:
        apart = drafting.changed(brief)
        if apart:
            yield CHANGES, apart


def _quiet(task: MemoTask, pipeline: Pipeline, found: Found) -> Brief:
    assert task.searched  # noqa: S101 - the plan says where was looked
    return pipeline.quiet(task.searched, found)


def _written(part: str, brief: Brief, pipeline: Pipeline, task: MemoTask, found: Found) -> Part:
    """A brief's files, in memory; the folder of the paths is never written to."""
    began = time.monotonic()
    own = pipeline.on_one_page() if part == CHANGES else pipeline
    paths = [Path(task.office.spool or "memo") / f"memo.{form}" for form in task.formats]
    written = own.write(brief, paths)
    files = {path.name.removeprefix("memo"): data for path, data in written.stored.items()}
    told = notices(written, found, paths) if not task.drafted else written.notices
    return Part(
        part, brief.header.subject, record.write_json(brief), record.write_json(written.brief), files,
        _counts(written.brief), tuple(told), round(time.monotonic() - began, 2),
    )  # fmt: skip


def _counts(brief: Brief) -> dict[str, int]:
    """What a person wants to know of a memo at a glance."""
    delta = brief.delta
    articles = len(brief.references)
    if delta is None:
        return {"articles": articles}
    return {
        "articles": articles, "new": len(delta.new), "updated": len(delta.updated), "dropped": len(delta.dropped),
    }  # fmt: skip


def _brief(data: bytes) -> Brief:
    return record_reader.parsed(Source("record.json", data, "application/json"))
