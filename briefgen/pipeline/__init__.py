"""Places in, a memo out: reads, analyses, drafts, fits and writes; the one part that knows all stages.

The stages are pure; files, the date and the settings come together here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen import __version__, drafting, language, storage
from briefgen.config import NO_DESK, Config, Desk
from briefgen.errors import ConfigError, NoArticle, ReadError
from briefgen.model import (
    SCHEMA,
    Analysis,
    Article,
    Brief,
    Coverage,
    Failure,
    Header,
    Made,
    Outcome,
    Searched,
    Source,
)
from briefgen.pipeline import finished
from briefgen.pipeline.covering import covered, not_found, selected
from briefgen.pipeline.earlier import earlier
from briefgen.pipeline.listing import Listed, listed, named
from briefgen.pipeline.notices import nothing, notices, told, untranslated
from briefgen.pipeline.outputs import (
    Written,
    capacity,
    has_look,
    is_pdf,
    is_word,
    kept_apart,
    refuse_sources,
    shortened,
    within,
    writer_of,
)
from briefgen.pipeline.reading import Found, found_in, readings
from briefgen.pipeline.zone import in_zone, now
from briefgen.styles import Style
from briefgen.styles.kept import kept_style

_ROUNDS = 2  # times a memo is laid out again because it was too long


# ------------------------------------------------------------------ the public API


def read(*places: str, published: str | None = None) -> tuple[Article, ...]:
    """The articles of files and folders. `published`: ISO date for those that carry none. Raises ReadError."""
    found = Pipeline(Config(), published=published).read(places)
    if found.failures:
        raise ReadError("\n".join(told(failure) for failure in found.failures))
    return found.articles


def analyse(article: Article, *, desk: Desk = NO_DESK, zone: str = "") -> Analysis:
    """All that is known about an article's language; `desk`: what an office knows, `zone`: whose days it means."""
    return language.analyse(article, desk, zone)


def draft(analyses: Sequence[Analysis], *, date: str | None = None, config: Config | None = None) -> Brief:
    """The brief of some articles; `date` is the memo's own, today where not given."""
    return Pipeline(config or Config(), date=date).draft(analyses)


def write(brief: Brief, output: str | Path, *, style: str = "base", config: Config | None = None) -> Path:
    """Writes a brief in the format of the output's ending, fitted to the style's pages. Returns the path."""
    pipeline = Pipeline(replace(config or Config(), style=style))
    written = pipeline.write(brief, [Path(output)])
    storage.store(written.stored)
    return next(iter(written.files))


# ---------------------------------------------------------------------- the pipeline


class Pipeline:
    """An office's settings and what it knows, ready to make memos. `published` and `date` are ISO dates.

    `about`: words, actors, countries that the articles have to be about; `story`: the number of the one story wanted.
    `analysing` stands in for `analyse` where analyses are kept from an earlier stage; `templates`: the folder of the
    office's own styles.
    """

    def __init__(
        self, config: Config, *, published: str | None = None, date: str | None = None, desk: Desk = NO_DESK,
        about: Sequence[str] = (), story: int | None = None,
        analysing: Callable[[Article], Analysis] | None = None, templates: Path = Path("templates"),
    ) -> None:  # fmt: skip
        self.config = config
        self.desk = desk
        self._about = tuple(about)
        self._story = story
        self._analysing = analysing or self._analysed
        self._templates = templates
        self._published = _iso(published, "--published")
        self._date = _iso(date, "--date")

    # ------------------------------------------------------------------ stages

    def read(self, places: Sequence[str]) -> Found:
        """Every article of the places; a source inside a source is read in turn."""
        return found_in(places, self._completed, self.network())

    def readings(self, places: Sequence[str | Source]) -> Iterator[tuple[str, Article | Brief | Failure]]:
        """What is read at the places, one by one with where it is from; nothing is joined or left out."""
        return readings(places, self._completed, self.network())

    def network(self) -> storage.Network:
        """How addresses are fetched. What was fetched is kept in the state folder, where the office has one."""
        own, state = self.config.reading, Path(self.config.state)
        return storage.Network(
            timeout=own.timeout, limit=own.max_mb * 2**20, private=own.private_addresses, links=own.links,
            cache=state / "cache" if state.is_dir() else None, agent=f"briefgen/{__version__}",
        )  # fmt: skip

    def _completed(self, article: Article) -> Article:
        return in_zone(self._dated(language.completed(article, self.desk)), self.config.timezone)

    def _dated(self, article: Article) -> Article:
        """A date given by a person stands only where the source has none."""
        if article.published or not self._published:
            return article
        return replace(article, published=self._published, published_from="given")

    def events(self, analyses: Sequence[Analysis], foreign: Sequence[Article] = ()) -> tuple[drafting.Event, ...]:
        """The stories of the articles, what is asked for and most told first."""
        return drafting.events([self._told(analysis) for analysis in analyses], foreign)

    def _told(self, analysis: Analysis) -> drafting.Told:
        """An article with how much it is about what is asked for, and which watched names it has."""
        watched = language.relevance(analysis, self.desk.watch, self.desk).found if self.desk.watch else ()
        if not self._about:
            return drafting.Told(analysis, watched=watched)
        own = language.relevance(analysis, self._about, self.desk)
        return drafting.Told(analysis, own.score >= language.ENOUGH, own.score, own.found, watched)

    def draft(self, analyses: Sequence[Analysis], found: Found | None = None) -> Brief:
        """The brief of the analyses, within the limits of the settings."""
        foreign = found.not_analysed if found else ()
        return self._drafted(self.events(analyses, foreign), self._story, found)

    def quiet(self, searched: Searched, found: Found) -> Brief:
        """The note of a night on which nothing was found: where was looked, and what could not be read."""
        coverage = covered(Coverage(failed=found.failures), (), found.not_analysed)
        header = replace(self._header(), cutoff=searched.until)
        return drafting.quiet(header, searched, coverage, self._made())

    def _drafted(self, events: Sequence[drafting.Event], story: int | None, found: Found | None) -> Brief:
        """The brief of one story, None: of the most told ones."""
        chosen = selected(events, self.config.limits.stories, story, self._about)
        share = self.config.limits.share_of_article
        limits = drafting.Limits(extracts=self.config.limits.extracts, share_one=share.one, share_several=share.several)
        ranked = drafting.rank([event for event, why in chosen if not why])
        failures = found.failures if found else ()
        brief = drafting.compose(ranked, self._header(), limits, made=self._made(), failures=failures)
        return replace(
            brief,
            coverage=covered(brief.coverage, chosen, found.not_analysed if found else ()),
            not_found=not_found(events, self._about),
        )

    def _header(self) -> Header:
        own, marking = self.config.header, self.config.marking
        return Header(
            subject=own.subject, date=self._date or now(self.config.timezone).date().isoformat(), to=own.to,
            from_=own.from_,
            through=own.through, cc=own.cc, reference=own.reference, purpose=own.purpose,
            critical_date=own.critical_date, marking=self._marking(), scheme=marking.scheme, portion=marking.portion,
        )  # fmt: skip

    def _marking(self) -> str:
        from briefgen.config import marking

        return marking.printed(self.config.marking, self.config.language)

    def _made(self) -> Made:
        """Version and a digest of what chooses sentences and names actors: the same recipe gives the same brief."""
        parts = (self.config.timezone, self.desk, self._about, self._story or "")
        own = "".join(f"|{part}" for part in parts if part not in ("", NO_DESK, ()))
        recipe = f"{SCHEMA}|{__version__}|{self.config.language}|{self.config.limits}{own}"
        return Made(__version__, sha256(recipe.encode()).hexdigest()[:12])

    def style(self) -> Style:
        """The house style of the settings: an own folder under templates/, or a shipped one."""
        return kept_style(self.config.style, folders=(self._templates,), language=self.config.language)

    def fit(self, brief: Brief, style: Style) -> tuple[Brief, Any]:
        """The brief cut to the style's pages, and its layout: first to the capacity in words, then as counted."""
        from briefgen.writers import pdf

        pages = min(style.pages, self.config.limits.pages)
        brief = within(brief, capacity(brief, style, pages, are_counted=True))
        laid = pdf.lay_out(brief, style, self._attachment(brief), self.config.archive)
        for _ in range(_ROUNDS):
            if laid.body_pages <= pages:
                break
            brief = shortened(brief, laid.filled, pages)
            laid = pdf.lay_out(brief, style, self._attachment(brief), self.config.archive)
        return brief, laid

    def on_one_page(self) -> Pipeline:
        """The same, for memos of one page and their sources."""
        limits = replace(self.config.limits, pages=1)
        return Pipeline(replace(self.config, limits=limits), date=self._date, desk=self.desk, templates=self._templates)

    def _attachment(self, brief: Brief) -> bytes | None:
        from briefgen.writers import record

        return record.attachment(brief) if self.config.attach and self.config.archive == "a-3a" else None

    def write(self, brief: Brief, outputs: Sequence[Path]) -> Written:
        """The bytes of each output; where one is a PDF all show the brief as fitted to its pages."""
        writers = {output: writer_of(output) for output in outputs}
        style = self.style()
        laid: Any = None
        if any(map(has_look, outputs)):
            own = style.settings
            brief = drafting.arranged(brief, own["sections"], own["story_sections"], own["grouped"])
        if any(map(is_pdf, outputs)):
            brief, laid = self.fit(brief, style)
        elif any(map(is_word, outputs)):  # nobody can count the pages that Word will make of it
            brief = within(brief, capacity(brief, style, min(style.pages, self.config.limits.pages)))
        files: dict[Path, bytes] = {}
        for output, writer in writers.items():
            more = (self._attachment(brief),) if is_word(output) else ()
            files[kept_apart(output)] = laid.pdf() if is_pdf(output) else writer(brief, style, *more)
        words = untranslated(style) if any(map(has_look, outputs)) else ()
        return Written(brief, files, (*words, *(laid.notices if laid else ())), self._beside(brief, files))

    def _beside(self, brief: Brief, files: Iterable[Path]) -> dict[Path, bytes]:
        """The record of each PDF of a kind that carries none."""
        from briefgen.writers import record

        if not self.config.attach or self.config.archive == "a-3a":
            return {}
        return {kept_apart(finished.beside(path)): record.attachment(brief) for path in files if is_pdf(path)}

    # ---------------------------------------------------------------- the whole

    def earlier(self, place: str) -> Brief:
        """The brief of an earlier memo's record, or of its PDF. Raises ConfigError where there is none."""
        return earlier(place, self.network())

    def make(self, places: Sequence[str], outputs: Sequence[str], *, previous: Brief | None = None) -> Outcome:
        """Reads, drafts and writes one memo; nothing is written where the brief cannot be proved.

        `previous`: the brief since which the memo tells what is new, updated, repeated and dropped.
        """
        paths = [Path(output) for output in outputs]
        self._ready(paths)
        found = self.read(places)
        brief = self._brief(found)
        return self._made_of(drafting.delta(brief, previous) if previous else brief, found, paths)

    def make_each(self, places: Sequence[str], outputs: Sequence[str]) -> tuple[Outcome, ...]:
        """A memo for each story that is about what is asked for; `{story}` in the outputs names it."""
        self._ready([Path(output) for output in outputs])
        found = self.read(places)
        if found.briefs:
            raise NoArticle("\n".join(nothing(found)))
        return tuple(
            self._made_of(brief, found, [Path(output.replace("{story}", story)) for output in outputs])
            for story, brief in self.drafted_each(found)
        )

    def drafted(self, found: Found) -> Brief:
        """The one brief of all articles, proved. Raises NoArticle, VerifyError."""
        if not found.articles:
            raise NoArticle("\n".join(nothing(found)))
        return self._proved(self.draft(self._analyses(found), found), found)

    def drafted_each(self, found: Found) -> Iterator[tuple[str, Brief]]:
        """A brief of each story that is about what is asked for, with the story's name in a file's. Raises as above."""
        if not found.articles:
            raise NoArticle("\n".join(nothing(found)))
        events = self.events(self._analyses(found), found.not_analysed)
        for event in (one for one in events if one.about):
            yield named(event), self._proved(self._drafted(events, event.number, found), found)

    def _made_of(self, brief: Brief, found: Found, paths: Sequence[Path]) -> Outcome:
        written = self.write(brief, paths)
        refuse_sources(written.stored, brief)
        storage.store(written.stored)
        return Outcome(written.brief, found.failures, tuple(notices(written, found, paths)))

    def stories(self, places: Sequence[str]) -> tuple[tuple[Listed, ...], Found]:
        """The stories of the places, each with the standing briefs that take it."""
        found = self.read(places)
        if found.briefs or not found.articles:
            raise NoArticle("\n".join(nothing(found)))
        events = self.events(self._analyses(found), found.not_analysed)
        return listed(events, self.config.briefs, self.desk), found

    def show(self, places: Sequence[str], outputs: Sequence[str]) -> Found:
        """Reads, analyses, and writes a page of what was found in the articles; no memo is drafted."""
        from briefgen.writers import analysis

        paths = [Path(output) for output in outputs]
        for path in paths:
            if path.suffix.lower() not in {".html", ".htm"}:
                raise ConfigError(f"-o {path}: what was found is shown as a page", hint="use an ending .html")
        found = self.read(places)
        if found.briefs:
            raise ConfigError("a record holds no article to show", hint="give the articles that it was made of")
        if not found.articles:
            raise NoArticle("\n".join(nothing(found)))
        sources = {Path(article.location).resolve() for article in found.articles}
        for path in paths:
            if path.resolve() in sources:
                raise ConfigError(f"-o {path}: this is a source of the page", hint="choose another name")
        page = analysis.write(self._analyses(found), self.style())
        storage.store(dict.fromkeys(paths, page))
        return found

    def _analyses(self, found: Found) -> list[Analysis]:
        return [self._analysing(article) for article in found.articles]

    def _analysed(self, article: Article) -> Analysis:
        return language.analyse(article, self.desk, self.config.timezone)

    def _brief(self, found: Found) -> Brief:
        """The record that was given, or the brief of the articles."""
        if found.briefs:
            if len(found.briefs) > 1 or found.articles:
                raise ConfigError("a record stands alone", hint="give one record, or articles")
            return self.relabelled(found.briefs[0])
        return self.drafted(found)

    @staticmethod
    def _proved(brief: Brief, found: Found) -> Brief:
        from briefgen import verify

        verify.check_invariant(brief, (*found.articles, *found.not_analysed))
        return brief

    def relabelled(self, brief: Brief) -> Brief:
        """A record keeps its own header; only what was given with the command replaces it."""
        given = Config()
        header, own = brief.header, self.config.header
        changes: dict[str, str] = {
            name: getattr(own, name)
            for name in ("subject", "to", "from_", "through", "cc", "reference", "purpose", "critical_date")
            if getattr(own, name) != getattr(given.header, name)
        }
        if self.config.marking.label:
            changes |= {"marking": self._marking(), "scheme": self.config.marking.scheme}
        if self.config.marking.portion:
            changes["portion"] = self.config.marking.portion
        if self._date:
            changes["date"] = self._date
        return replace(brief, header=replace(header, **changes))

    @staticmethod
    def _ready(paths: Sequence[Path]) -> None:
        """Faults that can be told before any work: unknown endings, missing system libraries."""
        for path in paths:
            writer_of(path)
        if any(map(is_pdf, paths)):
            from briefgen.writers import pdf

            pdf.ready()


def _iso(value: str | None, name: str) -> str | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise ConfigError(f'{name}: "{value}" is no date', hint="write it as YYYY-MM-DD, 2025-07-09") from error
