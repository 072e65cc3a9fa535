"""Records of articles in (.jsonl, .json), as news interfaces and crawlers' dumps name their fields; articles out."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefgen.errors import NoArticle, ReadError
from briefgen.model import Failure, Source
from briefgen.readers import ending
from briefgen.readers.body import broken_off, parts_of_body
from briefgen.readers.dates import iso_of
from briefgen.readers.encoding import decoded
from briefgen.readers.head import byline_of
from briefgen.readers.parts import BODY, Part, article_of
from briefgen.readers.safe import at, value_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefgen.model import Article

READER = "api/1"
READS = "records of articles (.jsonl, .json)"
_LINES = (".jsonl", ".ndjson", ".jsonlines")
_LOOKED_AT = 65_536
_OBJECT = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*[\[{]")
_RECORDS_MOST = 5000
_KEY = re.compile(rb'"(\w{2,30})"\s*:')


def claims(source: Source) -> int:
    """0..100: sure of lines of objects by the ending; of JSON by the names of its fields: a title and a text or link.

    A record of ours and the other JSON formats claim more.
    """
    start = source.data[:_LOOKED_AT]
    if not _OBJECT.match(start):
        return 0
    if ending(source.location) in _LINES:
        return 90
    keys = {key.decode().lower() for key in _KEY.findall(start)}
    told = keys & _heads("title") and keys & (_heads("text") | _heads("summary") | _heads("url"))
    return 55 if told else 20 if ending(source.location) == ".json" else 0


def read(source: Source) -> Iterable[Article | Source | Failure]:
    """An Article for each record with its text, a link with a stand-in for one with a summary, a Failure for a broken
    one. Links are given only where a person named the file (`depth` 0). Raises Unreadable, NoArticle.
    """
    text, notes = decoded(source)
    found: list[Article | Source | Failure] = []
    for number, (place, record) in enumerate(_records(source, text), 1):
        if number > _RECORDS_MOST:
            message = f"only the first {_RECORDS_MOST} records are read"
            found.append(Failure(source.location, "read", "TooBig", message, "split the file"))
            break
        found.append(record if isinstance(record, Failure) else _one(source, number, place, record, notes))
    if not found:
        raise NoArticle(f"{source.location}: no record of an article in it", hint="each needs a title and a text")
    return found


# ------------------------------------------------------------------ records


def _records(source: Source, text: str) -> Iterator[tuple[str, Any]]:
    """Place and object of each record; a line that is no JSON is a Failure with its number."""
    lines = text.splitlines()
    objects = [number for number, line in enumerate(lines) if line.lstrip()[:1] == "{"]
    if ending(source.location) in _LINES or (len(objects) > 1 and _is_object(lines[objects[0]])):
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield f"{source.location}:{number}", _of_line(line, f"{source.location}:{number}")
        return
    value = value_of(text, source.location)
    several = _listed(value)
    for number, one in enumerate(several, 1):
        yield f"{source.location}/{number}" if len(several) > 1 else source.location, one


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _of_line(line: str, place: str) -> Any:
    try:
        return value_of(line, place)
    except ReadError as error:
        message = str(error.args[0]).removeprefix(f"{place}: ")
        return Failure(place, "read", "Unreadable", message, error.hint)


def _listed(value: Any) -> Sequence[Any]:
    """The records of a value: the list that it is or holds, else the one record that it is itself."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return ()
    if _first(value, "title") and (_first(value, "text") or _first(value, "summary")):
        return [value]
    for path in _fields()["lists"]:
        found = _at_list(value, path)
        if found and isinstance(found[0], dict):
            return found
    return [value] if _first(value, "title") else ()


def _at_list(value: dict[str, Any], path: str) -> list[Any]:
    *outer, last = path.split(".")
    inner = at(value, ".".join(outer)) if outer else value
    found = inner.get(last) if isinstance(inner, dict) else None
    return found if isinstance(found, list) else []


# ------------------------------------------------------------------ one record


def _one(source: Source, number: int, place: str, record: Any, notes: tuple[str, ...]) -> Article | Source | Failure:
    if not isinstance(record, dict):
        return Failure(place, "read", "NoArticle", "no record of an article", "each needs a title and a text")
    url = _url(record)
    text = _text(record, "text")
    parts = parts_of_body(text) if text else []
    summary = _text(record, "summary")
    whole = any(part.kind in BODY for part in parts) and not broken_off(parts)
    if not any(part.kind in BODY for part in parts) and summary:
        parts = [part._replace(kind="paragraph") if part.kind == "heading" else part for part in parts_of_body(summary)]
    follow = bool(url) and not whole and source.depth == 0
    try:
        article = _article(source, number, url or place, record, parts, notes, whole=whole)
    except ReadError:
        if follow:
            return Source(url, link=True)
        return Failure(url or place, "read", "NoArticle", "a record without text", "each needs a title and a text")
    return Source(url, link=True, stand_in=article) if follow else article


def _article(
    source: Source, number: int, place: str, record: dict[str, Any], parts: Sequence[Part], notes: tuple[str, ...],
    *, whole: bool,
) -> Article:  # fmt: skip
    published = next((date for date in map(iso_of, _values(record, "published")) if date), None)
    byline = _first(record, "byline")
    return article_of(
        source, READER, parts, title=_first(record, "title"), index=number, location=place,
        outlet=_first(record, "outlet") or None, byline=byline_of(byline) or byline or None, published=published,
        published_from="wire" if published else None, language=_language(record),
        notes=notes if whole else (*notes, "only the beginning, as the interface gives it"), partial=not whole,
    )  # fmt: skip


def _language(record: dict[str, Any]) -> str | None:
    """A code; some write the language's name."""
    stated = _first(record, "language").lower()
    return stated if re.fullmatch(r"[a-z]{2,3}(?:[-_][a-z]{2,4})?", stated) else None


def _url(record: dict[str, Any]) -> str:
    for value in _values(record, "url"):
        try:
            parts = urlsplit(value.strip()) if isinstance(value, str) else None
        except ValueError:
            continue
        if parts and parts.scheme.lower() in ("http", "https") and parts.hostname:
            return str(value).strip()
    return ""


def _text(record: dict[str, Any], field: str) -> str:
    """The longest of the values of a field, its line ends kept: some give the same text cut and whole."""
    texts = [value for value in _values(record, field) if isinstance(value, str)]
    return max(texts, key=len, default="").strip()


def _first(record: dict[str, Any], field: str) -> str:
    return next((words for words in map(words_of, _values(record, field)) if words), "")


def _values(record: dict[str, Any], field: str) -> Iterator[object]:
    for path in _fields()[field]:
        value = _of_path(record, path)
        if value not in (None, "", [], {}):
            yield value


def _of_path(record: dict[str, Any], path: str) -> object:
    """Like `at`, but a list at the end of the path stays whole: several authors are several."""
    *outer, last = path.split(".")
    inner = at(record, ".".join(outer)) if outer else record
    inner = inner[0] if isinstance(inner, list) and inner else inner
    return inner.get(last) if isinstance(inner, dict) else None


def _heads(field: str) -> frozenset[str]:
    return frozenset(part.lower() for path in _fields()[field] for part in path.split("."))


@cache
def _fields() -> dict[str, list[str]]:
    import yaml

    raw = yaml.safe_load(resources.files("briefgen.readers").joinpath("api.yaml").read_text(encoding="utf-8"))
    return {field: list(paths) for field, paths in raw.items()}
