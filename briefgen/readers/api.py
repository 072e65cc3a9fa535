"""Records of articles in (JSON, a record a line or a list of them, as interfaces and crawlers give), articles out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import islice
from typing import TYPE_CHECKING, Any

from briefgen.errors import NoArticle
from briefgen.model import Failure
from briefgen.readers import ending
from briefgen.readers.body import line_of, parts_of_body
from briefgen.readers.endings import endings
from briefgen.readers.entry import Entry, language_of, moment, names_of, readable, web
from briefgen.readers.limits import contained
from briefgen.readers.prolog import beginning
from briefgen.readers.values import in_lines, mapping, reached, rows, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.model import Article, Source

READER = "api/1"
READS = "records of news interfaces (.jsonl, .json)"
_MOST = 5_000  # records
_DEEP = 4  # objects inside each other; the paths of api.yaml have three steps at most
_BEGINS = 65_536  # bytes in which the names of a record's fields stand
_NAME = re.compile(r'"([\w-]{1,40})"\s*:')
_WEAK = "name"  # a title beside a date only: most objects of any kind have one
_SEEN = "published: only the time at which the interface saw it"
_HINT = "each record needs a title and a text or address, by one of the names in api.yaml"


@dataclass(frozen=True, slots=True)
class Fields:
    """What api.yaml says: for each field of an article its paths; `titles`, `dates`, `bodies`: their last names."""

    lists: tuple[tuple[str, ...], ...]
    wrappers: tuple[str, ...]
    paths: dict[str, tuple[tuple[str, ...], ...]]
    titles: frozenset[str]
    dates: frozenset[str]
    bodies: frozenset[str]


@cache
def fields() -> Fields:
    """The shipped names."""
    import yaml

    raw: dict[str, Any] = yaml.safe_load(
        resources.files("briefgen.readers").joinpath("api.yaml").read_text(encoding="utf-8")
    )
    paths = {name: tuple(tuple(path.split(".")) for path in given) for name, given in raw.items()}
    return Fields(
        lists=paths.pop("lists"),
        wrappers=tuple(raw["wrappers"]),
        paths=paths,
        titles=frozenset(path[-1] for path in paths["title"]) - {_WEAK},
        dates=frozenset(path[-1] for path in paths["published"]),
        bodies=frozenset(path[-1] for name in ("text", "summary", "link") for path in paths[name]),
    )


def claims(source: Source) -> int:
    """0..100: JSON whose names are those of a title and of a text or address; not a memo's record."""
    if beginning(source.data, 64)[:1] not in ("{", "["):
        return 0
    names = set(map(plain, _NAME.findall(beginning(source.data, _BEGINS))))
    if {"record", "header"} <= names or "extracts" in names:
        return 0
    titled = names & fields().titles or (_WEAK in names and names & fields().dates)
    known = bool(titled and names & fields().bodies)
    if in_lines(source):
        return 90
    if ending(source.location) == ".json" or "json" in (source.media_type or ""):
        return 75 if known else 20  # what else is JSON is named as no record of an article
    return 55 if known else 0


def read(source: Source) -> tuple[Article | Source | Failure, ...]:
    """The article of each record in order; a broken line or empty record is a Failure.

    Where a record has only a summary, and a person gave the file: the link. Raises Unreadable, NoArticle, TooBig.
    """
    values, notes = rows(source)
    records = (found for place, value in values for found in _records(place, value))
    first = list(islice(records, _MOST))
    if not any(isinstance(one, dict | Failure) for _, one in first):
        raise NoArticle(f"{source.location}: no record of an article in it", hint=_HINT)
    found = [_read(source, number, place, one, notes) for number, (place, one) in enumerate(first)]
    if next(records, None) is not None:
        message = f"more than {_MOST} records: the first {_MOST} are read, the rest left out"
        found.append(Failure(source.location, "read", "TooBig", message, "split it"))
    return tuple(found)


def _read(
    source: Source, number: int, place: str, record: object, notes: tuple[str, ...]
) -> Article | Source | Failure:
    if isinstance(record, Failure):
        return record
    if not isinstance(record, dict):
        return Failure(place, "read", "Unreadable", "a record that is no object", _HINT)

    def made() -> Article | Source | Failure:
        return readable(source, READER, _entry(record, notes), number, place)

    result: Article | Source | Failure = contained(place, made)
    return result


def plain(name: str) -> str:
    """A field's name without what programs differ in: "published_at" and "publishedAt" are the same."""
    return name.lower().replace("_", "").replace("-", "")


def _plainly(value: object, depth: int = 0) -> Any:
    """The value with the names of its objects made plain, as deep as the paths reach; the first of two counts."""
    if isinstance(value, dict) and depth < _DEEP:
        return {plain(name): _plainly(one, depth + 1) for name, one in reversed(value.items())}
    if isinstance(value, list) and depth < _DEEP:
        return [_plainly(one, depth + 1) if isinstance(one, dict) else one for one in value]
    return value


def _records(place: str, value: object) -> Iterator[tuple[str, object]]:
    """Place and record: the value's members, those of the list it holds, or itself."""
    named = _plainly(value, _DEEP - 2) if isinstance(value, dict) else {}
    lists = [one for path in fields().lists if isinstance(one := reached(named, path), list)]
    filled = next((one for one in lists if any(isinstance(each, dict) for each in one)), None)
    several = value if isinstance(value, list) else None if _first(named, "text") else filled
    if several is not None:
        alone = len(several) == 1
        yield from ((place if alone else f"{place}/{number}", one) for number, one in enumerate(several, 1))
    elif value and (not lists or _first(named, "title")):
        yield place, value


# ---------------------------------------------------------------------------- fields


def _entry(record: dict[str, Any], notes: tuple[str, ...]) -> Entry:
    record = _unwrapped(_plainly(record))
    text, summary = _first(record, "text"), _first(record, "summary")
    whole = bool(text) and len(text) >= len(summary)
    published = next((date for value in _values(record, "published") if (date := moment(value))), None)
    seen = next((date for value in _values(record, "seen") if (date := moment(value))), None)
    languages = map(language_of, _values(record, "language"))
    return Entry(
        title=next((words for words in map(line_of, _texts(record, "title")) if words), ""),
        parts=parts_of_body(text if whole else summary),
        whole=whole,
        link=next((words.strip() for words in _texts(record, "link") if _like_address(words)), ""),
        outlet=next((words for words in map(line_of, _texts(record, "outlet")) if words and "://" not in words), None),
        byline=next((names for value in _values(record, "byline") if (names := names_of(_people(value)))), None),
        published=published or seen,
        published_from="wire",
        language=next((found for found in languages if found), None),
        notes=(*notes, *((_SEEN,) if seen and not published else ())),
        giver="interface",
    )


def _unwrapped(record: dict[str, Any]) -> dict[str, Any]:
    """The record itself, or the object inside it that has a title where it has none."""
    inside = (record, *(mapping(record.get(name)) for name in fields().wrappers))
    return next((inner for inner in inside if _first(inner, "title", but=_WEAK)), record)


def _values(record: object, field: str, but: str = "") -> Iterable[Any]:
    found = (reached(record, path) for path in fields().paths[field] if path != (but,))
    return (value for value in found if value is not None)


def _texts(record: object, field: str, but: str = "") -> Iterator[str]:
    for value in _values(record, field, but):
        text = text_of(value[:1]) if isinstance(value, list) and field != "text" else text_of(value)
        if text.strip() and text.strip().casefold() not in endings().placeholders:
            yield text


def _first(record: object, field: str, but: str = "") -> str:
    return next(iter(_texts(record, field, but)), "")


def _like_address(words: str) -> bool:
    """Whether a value is meant as an address: "source" and "uri" may be names and numbers."""
    return web(words) != "" or re.match(r"\s*[A-Za-z][A-Za-z0-9+.-]*:", words) is not None


def _people(value: object) -> list[object]:
    """The names of a string ("Ana Petrova; Bojan Kos"), of an object with a name, or of a list of these."""
    several = value if isinstance(value, list) else [value]
    names = [mapping(one).get("name") if isinstance(one, dict) else one for one in several[:50]]
    return [name for one in names if isinstance(one, str) for name in one.split(";")]
