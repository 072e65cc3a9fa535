"""Places in, what could be read of them out: articles, records, failures; a source inside a source is read in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefgen import readers, storage
from briefgen.errors import ReadError
from briefgen.model import Article, Brief, Failure, Source

_DEPTH = 3  # links, attachments and archives inside each other
_ANALYSED = ("en",)


@dataclass(frozen=True, slots=True)
class Found:
    """What reading brought: articles, records, failures, and articles in languages that are not analysed."""

    articles: tuple[Article, ...]
    briefs: tuple[Brief, ...]
    failures: tuple[Failure, ...]
    not_analysed: tuple[Article, ...] = ()


def found_in(places: Sequence[str], dated: Callable[[Article], Article]) -> Found:
    """Every article of the places, each text once; `dated` gives an article the date that a person gave."""
    articles: dict[str, Article] = {}
    briefs: list[Brief] = []
    failures: list[Failure] = []
    waiting: list[Source | Failure] = list(storage.sources(places))
    while waiting:
        for item in _readable(waiting.pop(0)):
            if isinstance(item, Article):
                # The same text from several files is one article.
                articles.setdefault(item.digest, dated(replace(item, location=_shown(item.location))))
            elif isinstance(item, Brief):
                briefs.append(item)
            elif isinstance(item, Source):
                waiting.append(item)
            else:
                failures.append(item)
    known = tuple(article for article in articles.values() if _is_analysed(article))
    foreign = tuple(article for article in articles.values() if not _is_analysed(article))
    return Found(known, tuple(briefs), tuple(failures), foreign)


def _shown(location: str) -> str:
    """A location as the memo prints it: as given, but never a path of this machine."""
    return Path(location).name if Path(location).is_absolute() else location


def _readable(item: Source | Failure) -> Iterable[Article | Source | Failure | Brief]:
    """What a source holds, faults as values."""
    if isinstance(item, Failure):
        return (item,)
    try:
        found = readers.read(item)
    except ReadError as error:
        return (Failure(item.location, "read", type(error).__name__, _bare(error, item.location), error.hint),)
    return tuple(_one_deeper(part, item) for part in found)


def _one_deeper(part: Any, parent: Source) -> Any:
    if not isinstance(part, Source):
        return part
    if parent.depth >= _DEPTH:
        message = f"more than {_DEPTH} links or archives inside each other"
        return Failure(part.location, "read", "TooDeep", message, "give the file itself")
    return replace(part, depth=parent.depth + 1)


def _bare(error: ReadError, location: str) -> str:
    """The message without the place, which a Failure names itself; faults with a line of their own keep it."""
    return str(error.args[0]).removeprefix(f"{location}: ").removeprefix(f"{location}:")


def _is_analysed(article: Article) -> bool:
    return article.language is None or article.language.split("-")[0].lower() in _ANALYSED
