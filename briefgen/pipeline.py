"""Places in, a memo out: reads, analyses, drafts, fits and writes; the one file that knows all stages.

The stages are pure; files, the date and the settings come together here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from math import ceil
from pathlib import Path
from typing import Any

from briefgen import __version__, drafting, language, plugins, readers, storage
from briefgen.config import Config
from briefgen.errors import ConfigError, NoArticle, ReadError
from briefgen.model import (
    SCHEMA,
    Analysis,
    Article,
    Brief,
    Coverage,
    Extract,
    Failure,
    Header,
    Made,
    Outcome,
    Source,
    extracts_of,
)
from briefgen.styles import Style, open_style

_DEPTH = 3  # links, attachments and archives inside each other
_ROUNDS = 2  # times a memo is laid out again because it was too long
_ANALYSED = ("en",)


# ------------------------------------------------------------------ the public API


def read(*places: str, published: str | None = None) -> tuple[Article, ...]:
    """The articles of files and folders. `published`: ISO date for those that carry none. Raises ReadError."""
    found = Pipeline(Config(), published=published).read(places)
    if found.failures:
        raise ReadError("\n".join(told(failure) for failure in found.failures))
    return found.articles


def analyse(article: Article) -> Analysis:
    """All that is known about an article's language."""
    return language.analyse(article)


def draft(analyses: Sequence[Analysis], *, date: str | None = None, config: Config | None = None) -> Brief:
    """The brief of some articles; `date` is the memo's own, today where not given."""
    return Pipeline(config or Config(), date=date).draft(analyses)


def write(brief: Brief, output: str | Path, *, style: str = "base", config: Config | None = None) -> Path:
    """Writes a brief in the format of the output's ending, fitted to the style's pages. Returns the path."""
    pipeline = Pipeline(replace(config or Config(), style=style))
    written = pipeline.write(brief, [Path(output)])
    storage.store(written.files)
    return next(iter(written.files))


# ---------------------------------------------------------------------- the pipeline


@dataclass(frozen=True, slots=True)
class Written:
    """The brief as its outputs show it, their bytes by path, and what the layout had to say."""

    brief: Brief
    files: dict[Path, bytes]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What reading brought: articles, records, failures, and articles in languages that are not analysed."""

    articles: tuple[Article, ...]
    briefs: tuple[Brief, ...]
    failures: tuple[Failure, ...]
    not_analysed: tuple[Article, ...] = ()


def told(failure: Failure) -> str:
    """`place: what: what to do`, one line."""
    parts = (failure.location, failure.message, failure.hint)
    return ": ".join(part for part in parts if part)


def today(timezone: str) -> str:
    """The memo's date where none is given: SOURCE_DATE_EPOCH, else the day in the desk's time zone."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    if not timezone:
        return datetime.now().astimezone().date().isoformat()
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo(timezone)).date().isoformat()


class Pipeline:
    """An office's settings, ready to make memos. `published` and `date` are ISO dates."""

    def __init__(self, config: Config, *, published: str | None = None, date: str | None = None) -> None:
        self.config = config
        self._published = _iso(published, "--published")
        self._date = _iso(date, "--date")

    # ------------------------------------------------------------------ stages

    def read(self, places: Sequence[str]) -> Found:
        """Every article of the places; a source inside a source is read in turn."""
        articles: dict[str, Article] = {}
        briefs: list[Brief] = []
        failures: list[Failure] = []
        waiting: list[Source | Failure] = list(storage.sources(places))
        while waiting:
            for item in _readable(waiting.pop(0)):
                if isinstance(item, Article):
                    # The same text from several files is one article.
                    articles.setdefault(item.digest, self._dated(replace(item, location=_shown(item.location))))
                elif isinstance(item, Brief):
                    briefs.append(item)
                elif isinstance(item, Source):
                    waiting.append(item)
                else:
                    failures.append(item)
        known = [a for a in articles.values() if _is_analysed(a)]
        foreign = [a for a in articles.values() if not _is_analysed(a)]
        return Found(tuple(known), tuple(briefs), tuple(failures), tuple(foreign))

    def _dated(self, article: Article) -> Article:
        """A date given by a person stands only where the source has none."""
        if article.published or not self._published:
            return article
        return replace(article, published=self._published, published_from="given")

    def draft(self, analyses: Sequence[Analysis], found: Found | None = None) -> Brief:
        """The brief of the analyses, within the limits of the settings."""
        share = self.config.limits.share_of_article
        limits = drafting.Limits(extracts=self.config.limits.extracts, share_one=share.one, share_several=share.several)
        failures = found.failures if found else ()
        brief = drafting.compose(drafting.rank(analyses), self._header(), limits, made=self._made(), failures=failures)
        return replace(brief, coverage=_coverage(brief.coverage, found)) if found else brief

    def _header(self) -> Header:
        own = self.config.header
        return Header(
            subject=own.subject, date=self._date or today(self.config.timezone), to=own.to, from_=own.from_,
            through=own.through, cc=own.cc, reference=own.reference, purpose=own.purpose,
            critical_date=own.critical_date, marking=self.config.marking.label,
        )  # fmt: skip

    def _made(self) -> Made:
        """Version and a digest of the settings that choose sentences: the same recipe gives the same brief."""
        recipe = f"{SCHEMA}|{__version__}|{self.config.language}|{self.config.limits}"
        return Made(__version__, sha256(recipe.encode()).hexdigest()[:12])

    def style(self) -> Style:
        """The house style of the settings: an own folder under templates/, or a shipped one."""
        return open_style(self.config.style, folders=(Path("templates"),), language=self.config.language)

    def fit(self, brief: Brief, style: Style) -> tuple[Brief, Any]:
        """The brief cut to the style's pages, and its layout: first to the capacity in words, then as counted."""
        from briefgen.writers import pdf

        pages = min(style.pages, self.config.limits.pages)
        brief = _within(brief, style.capacity * pages // style.pages)
        laid = pdf.lay_out(brief, style, attachment=self._attachment(brief))
        for _ in range(_ROUNDS):
            if laid.body_pages <= pages:
                break
            brief = drafting.shrink(brief, _surplus(brief, laid.body_pages, pages))
            laid = pdf.lay_out(brief, style, attachment=self._attachment(brief))
        return brief, laid

    def _attachment(self, brief: Brief) -> bytes | None:
        from briefgen.writers import record

        return record.attachment(brief) if self.config.attach else None

    def write(self, brief: Brief, outputs: Sequence[Path]) -> Written:
        """The bytes of each output; where one is a PDF all show the brief as fitted to its pages."""
        writers = {output: _writer(output) for output in outputs}
        style = self.style()
        laid: Any = None
        if any(map(_is_pdf, outputs)):
            brief, laid = self.fit(brief, style)
        files: dict[Path, bytes] = {}
        for output, writer in writers.items():
            files[_kept_apart(output)] = laid.pdf() if _is_pdf(output) else writer(brief, style)
        return Written(brief, files, laid.notices if laid else ())

    # ---------------------------------------------------------------- the whole

    def make(self, places: Sequence[str], outputs: Sequence[str]) -> Outcome:
        """Reads, drafts and writes one memo; nothing is written where the brief cannot be proved."""
        paths = [Path(output) for output in outputs]
        self._ready(paths)
        found = self.read(places)
        brief = self._brief(found)
        written = self.write(brief, paths)
        _refuse_sources(written.files, brief)
        storage.store(written.files)
        return Outcome(written.brief, found.failures, tuple(_notices(written, found, paths)))

    def _brief(self, found: Found) -> Brief:
        """The record that was given, or the brief of the articles."""
        from briefgen import verify

        if found.briefs:
            if len(found.briefs) > 1 or found.articles:
                raise ConfigError("a record stands alone", hint="give one record, or articles")
            return self._relabelled(found.briefs[0])
        if not found.articles:
            raise NoArticle("\n".join(_nothing(found)))
        analyses = [language.analyse(article) for article in found.articles]
        brief = self.draft(analyses, found)
        verify.check_invariant(brief, found.articles)
        return brief

    def _relabelled(self, brief: Brief) -> Brief:
        """A record keeps its own header; only what was given with the command replaces it."""
        given = Config()
        header, own = brief.header, self.config.header
        changes: dict[str, str] = {
            name: getattr(own, name)
            for name in ("subject", "to", "from_", "through", "cc", "reference", "purpose", "critical_date")
            if getattr(own, name) != getattr(given.header, name)
        }
        if self.config.marking.label:
            changes["marking"] = self.config.marking.label
        if self._date:
            changes["date"] = self._date
        return replace(brief, header=replace(header, **changes))

    @staticmethod
    def _ready(paths: Sequence[Path]) -> None:
        """Faults that can be told before any work: unknown endings, missing system libraries."""
        for path in paths:
            _writer(path)
        if any(map(_is_pdf, paths)):
            from briefgen.writers import pdf

            pdf.ready()


# -------------------------------------------------------------------------- reading


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


def _iso(value: str | None, name: str) -> str | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise ConfigError(f'{name}: "{value}" is no date', hint="write it as YYYY-MM-DD, 2025-07-09") from error


def _coverage(coverage: Coverage, found: Found) -> Coverage:
    foreign = tuple(f"{a.location}: {a.title} ({a.language})" for a in found.not_analysed)
    return replace(coverage, not_analysed=foreign)


def _nothing(found: Found) -> list[str]:
    """Why there is no memo."""
    lines = [told(failure) for failure in found.failures]
    lines += [f"{a.location}: in {a.language}: only English can be analysed" for a in found.not_analysed]
    return lines or ["no source: give a file, a folder, a pattern or -"]


# -------------------------------------------------------------------------- writing


def _writer(output: Path) -> Any:
    """The writer of an output's ending."""
    ending = output.suffix.lower().lstrip(".")
    known = plugins.names(plugins.WRITERS)
    if ending == "yml":
        ending = "yaml"
    if ending not in known:
        endings = ", ".join(f".{name}" for name in known)
        raise ConfigError(f"-o {output}: no writer for this ending", hint=f"use one of {endings}")
    return plugins.find(plugins.WRITERS, ending)


def _is_pdf(output: Path) -> bool:
    return output.suffix.lower() == ".pdf"


def _words(brief: Brief) -> int:
    return sum(extract.words for extract in extracts_of(brief))


def _within(brief: Brief, capacity: int) -> Brief:
    """Drops the least wanted extracts until the words fit."""
    while _words(brief) > capacity:
        smaller = drafting.shrink(brief, 1)
        if smaller is brief:
            break
        brief = smaller
    return brief


def _surplus(brief: Brief, pages: int, most: int) -> int:
    """How many extracts to drop from a memo of too many pages, by their share."""
    return max(1, ceil(len(extracts_of(brief)) * (pages - most) / pages / 2))


def _kept_apart(output: Path) -> Path:
    """A record that a person has edited is never overwritten: the new one is written beside it."""
    if output.suffix.lower() not in {".json", ".yaml", ".yml"} or not output.is_file():
        return output
    from briefgen.readers import record

    return output.with_suffix(f".new{output.suffix}") if record.edited(output.read_bytes()) else output


def _refuse_sources(files: Mapping[Path, bytes], brief: Brief) -> None:
    """An output may not replace one of its own sources."""
    places = {Path(reference.location).resolve() for reference in brief.references if reference.location != "-"}
    for path in files:
        if path.resolve() in places:
            raise ConfigError(f"-o {path}: this is a source of the memo", hint="choose another name")


# -------------------------------------------------------------------------- notices


def _notices(written: Written, found: Found, asked: Sequence[Path]) -> Iterable[str]:
    """What a person should know beside the memo, `place: what: what to do`."""
    brief = written.brief
    yield from written.notices
    for article in found.not_analysed:
        yield f"{article.location}: in {article.language}: listed, not analysed"
    if not found.briefs:
        yield from _undated(brief)
    for extract in extracts_of(brief):
        if extract.edited_by_hand:
            yield f"extract {extract.number}: reworded by hand: printed as a person's words"
    if brief.left_out:
        yield f"{brief.left_out} extracts had no room: they are counted on the source page: raise limits.pages"
    for path, wanted in zip(written.files, asked, strict=True):
        if path != wanted:
            yield f"{wanted}: edited by hand, not overwritten: the new record is {path}"


def _undated(brief: Brief) -> Iterable[str]:
    """Days that stay as written because their source has no date."""
    for reference in brief.references:
        if reference.published:
            continue
        own = [e for e in extracts_of(brief) if e.cite.reference == reference.number]
        open_times = dict.fromkeys(time.as_written for e in own for time in _open_times(e))
        days = ", ".join(f'"{time}"' for time in open_times)
        left = f"; {days} stay as written" if days else ""
        yield f"{reference.location}: no publication date{left}: give it with --published YYYY-MM-DD"


def _open_times(extract: Extract) -> list[Any]:
    return [time for time in extract.times if time.resolved is None]
