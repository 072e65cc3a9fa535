"""Places in, what could be read of them out: articles, records, failures; a source inside a source is read in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from briefgen import readers, storage
from briefgen.errors import ReadError
from briefgen.language import is_analysed
from briefgen.model import Article, Brief, Failure, Source, visible
from briefgen.pipeline.same import filled, once

DEFAULT = storage.Network()
_DEPTH = 3  # links, attachments and archives inside each other
_LINKS_MOST = 200  # of one feed or file: an interface may name thousands
_BODY = ("paragraph", "item")
_AT_ONCE = 20_000  # things that one place may hold in all: archives inside archives multiply


@dataclass(frozen=True, slots=True)
class Found:
    """What reading brought: articles, records, failures, and articles in languages that are not analysed."""

    articles: tuple[Article, ...]
    briefs: tuple[Brief, ...]
    failures: tuple[Failure, ...]
    not_analysed: tuple[Article, ...] = ()


def found_in(
    places: Sequence[str], completed: Callable[[Article], Article], network: storage.Network = DEFAULT
) -> Found:
    """Every article of the places, each once; `completed` adds what only the pipeline knows: a given date, the desk."""
    return joined([item for _, item in readings(places, completed, network)])


def joined(items: Sequence[Article | Brief | Failure]) -> Found:
    """What reading brought, sorted out; the same article from several places is one."""
    articles = once([item for item in items if isinstance(item, Article)])
    return Found(
        tuple(article for article in articles if is_analysed(article)),
        tuple(item for item in items if isinstance(item, Brief)),
        tuple(item for item in items if isinstance(item, Failure)),
        tuple(article for article in articles if not is_analysed(article)),
    )


def readings(
    places: Sequence[str | Source], completed: Callable[[Article], Article], network: storage.Network = DEFAULT
) -> Iterator[tuple[str, Article | Brief | Failure]]:
    """What is read at the places, one by one with the file or address it is from; containers opened, links followed.

    A Source stands for itself: its bytes are not fetched again.
    """
    for source in _sources(places, network):
        for item in _opened(source, network):
            yield source.location, _as_printed(completed(item)) if isinstance(item, Article) else item


def _sources(places: Sequence[str | Source], network: storage.Network) -> Iterator[Source | Failure]:
    """Places that stand together are opened together: a file met twice is read once."""
    for are_read, found in groupby(places, lambda place: isinstance(place, Source)):
        group = tuple(found)
        if are_read:
            yield from (one for one in group if isinstance(one, Source))
        else:
            yield from storage.sources(tuple(map(str, group)), network=network)


def _opened(source: Source | Failure, network: storage.Network) -> Iterator[Article | Brief | Failure]:
    """What a source holds in the end, in its order; the links of one container are fetched together."""
    for number, item in enumerate(_with_links(_readable(source), network)):
        if number >= _AT_ONCE:
            message = f"holds more than {_AT_ONCE} things: the rest is not read"
            yield Failure(source.location, "read", "TooBig", message, "split it")
            return
        if isinstance(item, tuple):
            yield from _in_its_stead(*item, network)
        elif isinstance(item, Source):
            yield from _opened(item, network)
        else:
            yield item


_Readable = Article | Source | Failure | Brief
_Fetched = tuple[Source, Source | Failure]
"""A link, and what came of it."""


def _with_links(items: Iterable[_Readable], network: storage.Network) -> Iterator[_Readable | _Fetched]:
    """The items in their order, with each link's bytes beside it."""
    items = tuple(items)
    fetched = _fetched([item for item in items if isinstance(item, Source) and item.link], network)
    for item in items:
        yield (item, next(fetched)) if isinstance(item, Source) and item.link else item


def _fetched(links: Sequence[Source], network: storage.Network) -> Iterator[Source | Failure]:
    """The bytes behind the first links; those over the bound, and all where links are not followed, are told."""
    most = _LINKS_MOST if network.links else 0
    yield from storage.several([link.location for link in links[:most]], network) if links[:most] else ()
    why = f"more than {_LINKS_MOST} links at once" if network.links else "links are not followed"
    hint = "give fewer at a time" if network.links else "set reading.links: yes"
    for link in links[most:]:
        yield Failure(link.location, "fetch", "NotFollowed", why, hint)


def _in_its_stead(
    link: Source, fetched: Source | Failure, network: storage.Network
) -> Iterator[Article | Brief | Failure]:
    """The article behind a link with what was known of it, or what was known alone where there is none."""
    failure = fetched if isinstance(fetched, Failure) else None
    if isinstance(fetched, Source):
        found = list(_opened(replace(fetched, depth=link.depth), network))
        articles = [item for item in found if isinstance(item, Article)]
        if len(articles) == 1:
            yield filled(articles[0], link.stand_in) if link.stand_in else articles[0]
            return
        failure = next((item for item in found if isinstance(item, Failure)), None)
    stand_in = link.stand_in
    if stand_in is None or not any(block.kind in _BODY for block in stand_in.blocks):  # a title alone is no article
        yield failure or Failure(link.location, "read", "NoArticle", "no article behind this link", "")
        return
    why = failure.message if failure else "no article on the linked page"
    yield replace(stand_in, notes=(*stand_in.notes, f"the linked page could not be read ({why}): only its summary"))


def _readable(item: Source | Failure) -> tuple[_Readable, ...]:
    """What a source holds, faults as values."""
    if isinstance(item, Failure):
        return (item,)
    try:
        found = readers.read(item)
    except ReadError as error:
        return (Failure(item.location, "read", type(error).__name__, _bare(error, item.location), error.hint),)
    return tuple(_one_deeper(part, item) for part in found)


def _one_deeper(part: _Readable, parent: Source) -> _Readable:
    if not isinstance(part, Source):
        return part
    if parent.depth >= _DEPTH:
        message = f"more than {_DEPTH} links or archives inside each other"
        return Failure(part.location, "read", "TooDeep", message, "give the file itself")
    return replace(part, depth=parent.depth + 1)


def _as_printed(article: Article) -> Article:
    """A location as the memo prints it: as given, but never a path of this machine."""
    place = Path(article.location).name if Path(article.location).is_absolute() else article.location
    return replace(article, location=visible(place))


def _bare(error: ReadError, location: str) -> str:
    """The message without the place, which a Failure names itself; faults with a line of their own keep it."""
    return str(error.args[0]).removeprefix(f"{location}: ").removeprefix(f"{location}:")
