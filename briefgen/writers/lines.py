"""A brief and a style's fixed words in; the lines that the program itself says in a memo out: marks, facts, counts.

Templates place these lines and choose their look; no English stands here. In HTML numbers and paragraphs are links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from briefgen.model import (
    Actor,
    Brief,
    Cite,
    Expectation,
    Extract,
    Figure,
    NotAnalysed,
    Question,
    Reference,
    Story,
    Time,
    Value,
    extracts_of,
)
from briefgen.styles.words import Words

_ALSO = 3  # places of other accounts named in a mark

Fact = tuple[Markup, Markup]
"""What it is, and what it is in this memo: "Outlet", "not given"."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one memo, by what they are about."""

    brief: Brief
    words: Words

    # ------------------------------------------------------------------ the top of the page

    def machine(self) -> Markup:
        """Who chose the extracts, and whether a person has read them."""
        status, words = self.brief.status, self.words
        return words.say(
            words.labels["machine"][status.state], reviewer=status.reviewer, date=words.date(status.reviewed)
        )

    def address(self) -> tuple[list[Fact], list[Fact]]:
        """The addressing block in two columns: who, and when and what for. Empty fields are left out."""
        header, words = self.brief.header, self.words
        purposes = words.labels["purposes"]
        who = {"to": header.to, "from": header.from_, "through": header.through, "cc": header.cc}
        when = {
            "date": words.date(header.date),
            "reference": header.reference,
            "purpose": purposes.get(header.purpose, header.purpose),
            "critical_date": words.date(header.critical_date),
            "cutoff": words.date(header.cutoff),
        }
        left, right = (
            [(words.say(words.labels["header"][key]), words.safe(value)) for key, value in side.items() if value]
            for side in (who, when)
        )
        return left, right

    def reporting(self) -> Markup:
        """What the memo rests on: articles, paragraphs, outlets, dates; what is not known of them."""
        words, references = self.words, self.brief.references
        labels = words.labels["reporting"]
        paragraphs = sum(reference.paragraphs for reference in references)
        outlets = list(dict.fromkeys(reference.outlet for reference in references if reference.outlet))
        counts = [
            words.say(labels["articles"], n=len(references)),
            words.say(labels["paragraphs"], n=paragraphs),
            words.say(labels["outlets"], n=len(outlets), names=words.joined(outlets)) if outlets else "",
            self._published(),
        ]
        missing = [labels[name] for name in ("outlet", "byline", "published") if not _any(references, name)]
        gaps = words.say(labels["not_given"], what=words.listed(missing)) if missing and references else ""
        first = words.say(labels["sentence"], text=words.joined([words.joined(counts), gaps], "semicolon"))
        single = words.say(labels["single"]) if self._all_single() else ""
        return Markup(" ").join(filter(None, [first, single, self._unresolved(), self._delta()]))

    def _published(self) -> Markup:
        dates = sorted(reference.published[:10] for reference in self.brief.references if reference.published)
        words, labels = self.words, self.words.labels["reporting"]
        if not dates:
            return Markup("")
        if dates[0] == dates[-1]:
            return words.say(labels["dated"], date=words.date(dates[0]))
        return words.say(labels["between"], first=words.date(dates[0]), last=words.date(dates[-1]))

    def _unresolved(self) -> Markup:
        """Days of printed extracts that could not be turned into dates, as written, each once."""
        times = [time for extract in extracts_of(self.brief) for time in extract.times if _is_unresolved(time)]
        written = dict.fromkeys(time.named for time in times)
        if not written:
            return Markup("")
        alone = len(self.brief.references) == 1 and not self.brief.references[0].published
        label = self.words.labels["reporting"]["unresolved_undated" if alone else "unresolved"]
        return self.words.say(label, days=self.words.listed(map(self.words.quote, written)))

    def _delta(self) -> Markup:
        delta = self.brief.delta
        if not delta:
            return Markup("")
        counts = {name: len(getattr(delta, name)) for name in ("new", "updated", "repeated", "dropped")}
        previous = self.words.date(delta.previous)
        return self.words.say(self.words.labels["reporting"]["delta"], previous=previous, **counts)

    # ------------------------------------------------------------------ stories

    def headline(self) -> Markup:
        """Whose headline the subject is."""
        several, labels = len(self.brief.stories), self.words.labels
        return self.words.say(labels["headlines"] if several > 1 else labels["headline"], n=several)

    def story(self, story: Story) -> Markup:
        """Who tells a story: the outlet of its headline, how many articles, how many independent ones, since when."""
        words, labels = self.words, self.words.labels["stories"]
        relevance = story.relevance
        parts = [
            story.outlet or "",
            words.say(labels["articles"], n=story.articles),
            words.say(labels["originators"], n=story.originators) if story.articles > 1 else "",
            words.say(labels["newest"], date=words.date(story.newest)) if story.newest else "",
            words.say(labels["about"], score=f"{relevance:.2f}") if relevance is not None else "",
        ]
        return words.joined(parts, "semicolon")

    def missing(self, part: Brief, sections: Sequence[str]) -> Markup:
        """Which sections of a story have nothing; empty where all have something."""
        words = self.words
        names = [words.labels["sections"][name].lower() for name in sections if not getattr(part, name)]
        return words.say(words.labels["stories"]["missing"], sections=words.joined(names)) if names else Markup("")

    def not_found(self) -> Markup:
        """What was asked for and stands in no article."""
        terms = self.words.joined(map(self.words.quote, self.brief.not_found))
        return self.words.say(self.words.labels["not_found"], terms=terms)

    def tellers(self, value: Value) -> Markup:
        """Whose value it is, and since when: "Norpress (also in 2 copies), 11 March 2026, 14:05 UTC"."""
        words, labels = self.words, self.words.labels["differing"]
        own = [self._reference(number) for number in value.references]
        parts = []
        for account in dict.fromkeys(reference.account for reference in own):
            told = [reference for reference in own if reference.account == account]
            first = min((reference.published for reference in told if reference.published), default=None)
            name = words.say(labels["copies"], account=account, n=len(told) - 1) if len(told) > 1 else account
            parts.append(words.joined([name, words.date(first)]))
        return words.joined(parts, "semicolon")

    def _reference(self, number: int) -> Reference:
        return next(reference for reference in self.brief.references if reference.number == number)

    # ------------------------------------------------------------------ extracts and what points to them

    def link(self, number: int) -> Markup:
        """The number of an extract."""
        return Markup("{}").format(number) if self.words.plain else Markup('<a href="#x{0}">{0}</a>').format(number)

    def links(self, numbers: Iterable[int]) -> Markup:
        """ "3, 4 and 11"."""
        return self.words.listed(map(self.link, numbers))

    def see(self, numbers: Iterable[int], *, first: bool = False) -> Markup:
        """ "see 3 and 4"; `first`: as the beginning of a line."""
        return self.words.say(self.words.labels["marks"]["See" if first else "see"], numbers=self.links(numbers))

    def paragraph(self, cite: Cite) -> Markup:
        """ "¶7", or "2¶7" where there are several sources; a link to the source."""
        labels = self.words.labels["marks"]
        form = labels["several" if len(self.brief.references) > 1 else "one"]
        mark = self.words.say(form, reference=cite.reference, paragraph=cite.paragraph)
        if not self.words.plain:
            mark = Markup('<a href="#s{}">{}</a>').format(cite.reference, mark)
        page = self.words.say(labels["page"], page=cite.page) if cite.page else ""
        return self.words.joined([mark, page])

    def mark(self, extract: Extract) -> Markup:
        """ "[¶7, unnamed source]": where an extract stands, and what its reader must know about it."""
        words = self.words
        also = self._also(extract)
        where = words.joined([self.paragraph(extract.cite), *([also] if also else [])], "semicolon")
        return self._bracketed(words.joined([where, *self._notes(extract)]))

    def _also(self, extract: Extract) -> Markup:
        """Where other accounts tell the same; copies of the source itself are named on the page of sources."""
        words, labels = self.words, self.words.labels["marks"]
        accounts = {reference.number: reference.account for reference in self.brief.references}
        own = accounts.get(extract.cite.reference)
        others = [cite for cite in extract.also_in if accounts.get(cite.reference) != own or not own]
        marks = words.joined(map(self.paragraph, others[:_ALSO]))
        if len(others) > _ALSO:
            marks = words.say(labels["more"], marks=marks, n=len(others) - _ALSO)
        return words.say(labels["also"], marks=marks) if others else Markup("")

    def _is_single(self, extract: Extract) -> bool:
        """Whether one originator alone tells it, in a story of several."""
        stories = (story for story in self.brief.stories if extract.cite.reference in story.references)
        return len(extract.originators) == 1 and any(story.originators > 1 for story in stories)

    def _is_alone(self, extract: Extract) -> bool:
        """Whether that is to be marked: where no extract has two originators it is said once, at the top."""
        return self._is_single(extract) and not self._all_single()

    def _all_single(self) -> bool:
        extracts = extracts_of(self.brief)
        return any(map(self._is_single, extracts)) and all(len(one.originators) < 2 for one in extracts)

    def _notes(self, extract: Extract) -> Iterator[Markup]:
        words, labels, speaker = self.words, self.words.labels["marks"], extract.speaker
        if self._is_alone(extract):
            yield words.say(labels["single"])
        if speaker and speaker.unnamed:
            yield words.say(labels["unnamed"])
        if speaker and not speaker.certain:
            yield words.say(labels["uncertain"])
        if extract.origin:
            yield words.say(labels["origin"], origin=extract.origin)
        if self.brief.delta and extract.since != "new":
            yield words.say(labels[extract.since])
        if extract.edited_by_hand:
            yield words.say(labels["by_hand"])

    def _bracketed(self, text: Markup) -> Markup:
        return Markup(r"\[{}\]" if self.words.plain else "[{}]").format(text)  # noqa: S704 - two constants

    # ------------------------------------------------------------------ actors

    def role(self, actor: Actor) -> Markup:
        """The actor's role in the words of the source, with its place.

        A role without a place is the office's own: never in quotation marks, "[desk: Foreign Minister of Norland]".
        """
        words = self.words
        if actor.role and not actor.role_cite and not actor.unnamed:
            return self._bracketed(words.say(words.labels["actors"]["desk_role"], role=actor.role))
        if actor.unnamed or actor.role:
            text = words.quote(actor.name if actor.unnamed else actor.role)
        else:
            text = words.say(words.labels["actors"]["no_role"])
        if not actor.role_cite:
            return text
        place = self._bracketed(self.paragraph(actor.role_cite))
        form = "{} {}" if words.plain else '{}<span class="mark"> {}</span>'
        return Markup(form).format(text, place)  # noqa: S704 - two constants

    def appears(self, actor: Actor) -> Markup:
        """ "quoted 3 and 4; named 1", and that nothing is quoted where nothing is."""
        words, labels = self.words, self.words.labels["actors"]
        named = [number for number in actor.named_in if number not in actor.statements]
        parts = [
            words.say(labels["quoted"], numbers=self.links(actor.statements)) if actor.statements else "",
            words.say(labels["named"], numbers=self.links(named)) if named else "",
            "" if actor.statements or actor.heard is None else words.say(labels[("silent", "unprinted")[actor.heard]]),
        ]
        return words.joined(parts, "semicolon")

    def group(self, kind: str) -> Markup:
        """The bodies, or the countries, in one line; empty where there are none."""
        kinds = {"bodies": ("organisation", "place"), "countries": ("country",)}[kind]
        actors = [actor for actor in self.brief.actors if actor.kind in kinds and not actor.unnamed]
        return self.words.joined(map(self._named, actors))

    def _named(self, actor: Actor) -> Markup:
        if not actor.statements:
            return self.words.safe(actor.name)
        quoted = self.words.say(self.words.labels["actors"]["quoted"], numbers=self.links(actor.statements))
        return Markup("{} ({})").format(self.words.safe(actor.name), quoted)

    # ------------------------------------------------------------------ stakes, dates, questions

    def measured(self, figure: Figure) -> Markup:
        """ "1.9 million tonnes", "14 more"."""
        return self.words.joined([figure.value, figure.unit], "space")

    def kinds(self, extract: Extract) -> Markup:
        """The types of a stake: "Economic; Deadline"."""
        labels = self.words.labels["stakes"]
        return self.words.joined((labels.get(kind, kind) for kind in extract.kind), "semicolon")

    def when(self, time: Time | None) -> Markup:
        """A day as the source writes it, and what it was resolved to."""
        words, labels = self.words, self.words.labels["outlook"]
        if not time:
            return words.say(labels["undated"])
        date = words.date(time.resolved) if time.resolved else labels["not_resolved"]
        form = "{} ({})" if words.plain else '{} <span class="mark">{}</span>'
        return Markup(form).format(words.safe(time.as_written), words.safe(date))  # noqa: S704 - two constants

    def expected(self, expected: Expectation) -> Markup:
        """What is expected, in the clause of the extract that carries the date."""
        item = expected.extract
        see = self.see([item.number if isinstance(item, Extract) else item.ref])
        if not expected.words:
            return see
        return Markup("{} – {}").format(self.words.quote(expected.words), see)

    def question(self, question: Question) -> Markup:
        """The question, or what stands for it where none can be derived safely."""
        words, labels = self.words, self.words.labels["questions"]
        if question.text:
            return words.safe(question.text)
        if question.clause:
            return words.quote(question.clause)
        if item := question.extract:
            return self.see([item.number if isinstance(item, Extract) else item.ref], first=True)
        return words.say(labels["no_position"], actors=words.joined(question.actors, "semicolon"))

    def basis(self, question: Question) -> Markup:
        """The extract that a question rests on, and the deciding words in it."""
        item = question.extract
        number = self.link(item.number if isinstance(item, Extract) else item.ref) if item else ""
        return self.words.joined([number, self.words.quote(question.words) if question.words else ""])

    # ------------------------------------------------------------------ the page of sources

    def facts(self, reference: Reference, shown: int) -> list[Fact]:
        """What is known of a source; `shown`: digits of its SHA-256 to print."""
        words, labels = self.words, self.words.labels["sources"]
        none = labels["not_given"]
        numbers = {"n": len(reference.not_printed), "numbers": words.listed(_ranges(reference.not_printed))}
        share = {"share": words.percent(reference.share), "printed": words.number(reference.words_printed)}
        rest = Markup("…") if len(reference.digest) > shown else ""
        reader = words.say(labels["read_with"], reader=reference.reader) if reference.reader else ""
        found: dict[str, object] = {
            "outlet": reference.outlet or none,
            "byline": reference.byline or none,
            "originator": reference.originator,
            "account": self._account(reference),
            "published": self._dated(reference),
            "location": reference.location,
            "relevance": f"{reference.relevance:.2f}" if reference.relevance is not None else "",
            "length": self._length(reference),
            "printed": words.say(labels["share"], words=words.number(reference.words), **share),
            "not_printed": words.say(labels["not_printed_paragraphs"], **numbers) if reference.not_printed else "",
            "digest": words.joined([Markup(reference.digest[:shown]) + rest, reader]),  # noqa: S704 - hexadecimal
        }
        return [(words.say(labels[key]), words.safe(value)) for key, value in found.items() if value]

    def _account(self, reference: Reference) -> Markup:
        """Whose account a copy is, and the source whose words it repeats; empty for others."""
        if reference.copy_of is None:
            return Markup("")
        number = self.words.safe(reference.copy_of)
        return self.words.say(self.words.labels["sources"]["copy"], account=reference.account, n=number)

    def _dated(self, reference: Reference) -> Markup:
        labels = self.words.labels["sources"]
        if not reference.published:
            return self.words.say(labels["not_given"])
        how = labels["published_from"][reference.published_from] if reference.published_from else ""
        return self.words.joined([self.words.date(reference.published), how])

    def _length(self, reference: Reference) -> Markup:
        words, labels = self.words, self.words.labels["sources"]
        counts = [
            words.say(labels["words"], n=reference.words),
            words.say(labels["paragraphs"], n=reference.paragraphs),
        ]
        foreign = reference.language and reference.language != words.labels["language"]
        partial = words.say(labels["partial"]) if reference.partial else ""
        language = words.say(labels["language"], language=self._language(reference.language)) if foreign else ""
        return words.joined([words.joined(counts), partial, language], "semicolon")

    def counts(self) -> list[Markup]:
        """How much is printed from whom, what was left out, and that nothing was assessed; a sentence each."""
        words, labels, counts = self.words, self.words.labels["sources"], self.brief.source_summary
        several = len(self.brief.references) > 1 and counts.originators
        single = sum(map(self._is_single, extracts_of(self.brief)))
        left_out = labels["left_out_some" if self.brief.left_out else "left_out_none"]
        return [
            words.say(labels["sentence"], text=words.joined(self._from_whom(), "semicolon")),
            words.say(labels["originators"], n=counts.originators) if several else Markup(""),
            *([words.say(labels["single"], n=single)] if single else []),
            words.say(left_out, n=self.brief.left_out),
            words.say(labels["assessment"]),
        ]

    def _from_whom(self) -> list[Markup]:
        words, labels, counts = self.words, self.words.labels["sources"], self.brief.source_summary
        origins = words.joined(dict.fromkeys(extract.origin for extract in extracts_of(self.brief)))
        second = words.say(
            labels["second_hand" if origins else "second_hand_bare"], n=counts.second_hand, origins=origins
        )
        speakers = words.say(labels["speakers"], n=counts.speakers)
        quoted = words.say(labels["quoted"], n=counts.quoted, speakers=speakers)
        return [
            words.say(labels["extracts"], n=counts.extracts),
            words.say(labels["own"], n=counts.own_or_attributed) if counts.own_or_attributed else Markup(""),
            quoted if counts.quoted else Markup(""),
            words.say(labels["unnamed"], n=counts.unnamed) if counts.unnamed else Markup(""),
            second if counts.second_hand else Markup(""),
        ]

    def coverage(self) -> list[Markup]:
        """What was asked for and is not in the memo, a line each."""
        words, labels, coverage = self.words, self.words.labels["sources"], self.brief.coverage
        found = [words.say(labels["failed"], location=one.location, message=one.message) for one in coverage.failed]
        if coverage.undated:
            found.append(words.say(labels["undated"], n=len(coverage.undated), numbers=words.listed(coverage.undated)))
        return [*found, *map(self._not_analysed, coverage.not_analysed), *map(self._not_printed, coverage.stories)]

    def _not_printed(self, story: Story) -> Markup:
        """A story of which nothing is printed, and why."""
        words, labels = self.words, self.words.labels["sources"]
        why = labels["why"][story.left_out or "limits"]
        title = words.quote(story.headline)
        return words.say(labels["story"], why=why, n=words.safe(story.number), title=title, about=self.story(story))

    def _not_analysed(self, article: NotAnalysed) -> Markup:
        """An article in another language: who printed it when, its headline and first sentence in its own words."""
        words, labels = self.words, self.words.labels["sources"]
        about = [
            article.outlet or article.location,
            words.date(article.published),
            self._language(article.language),
            words.say(labels["of_story"], n=words.safe(article.story)) if article.story and self._several() else "",
            words.say(labels["of_account"], account=article.account) if article.account else "",
        ]
        title = words.quote(self._own(article.title, article))
        return words.say(
            labels["not_analysed"], about=words.joined(about), title=title, first=self._own(article.first, article)
        )

    def _several(self) -> bool:
        return len(self.brief.stories) + len(self.brief.coverage.stories) > 1

    def _own(self, text: str, article: NotAnalysed) -> Markup:
        """A text in its own language and direction, which a screen reader and the page's layout need to know."""
        if self.words.plain or not text:
            return self.words.safe(text)
        tag = f'<span lang="{self.words.safe(article.language or "und")}" dir="{article.direction}">'
        return Markup(tag) + self.words.safe(text) + Markup("</span>")  # noqa: S704 - escaped just here

    def _language(self, code: str | None) -> Markup:
        names = self.words.labels["languages"]
        return self.words.safe(names.get(code, code) if code else "")

    def updated(self) -> list[Markup]:
        """What each updated extract said in the previous brief, a line each: "3 – before: “…”"."""
        words, delta = self.words, self.brief.delta
        label = words.labels["sources"]["before"]
        rows = ((one.number, words.quote(one.was)) for one in (delta.updated if delta else ()) if one.number)
        return [words.say(label, number=self.link(number), was=was) for number, was in rows]

    def dropped(self) -> list[Markup]:
        """What the previous brief said and nothing here repeats or updates, a line each, in the words of then."""
        words, delta = self.words, self.brief.delta
        label = words.labels["sources"]["dropped"]
        return [words.say(label, was=words.quote(one.was)) for one in (delta.dropped if delta else ())]

    def key(self) -> Markup:
        """How the marks are read."""
        labels = self.words.labels["sources"]
        form = labels["marks_several" if len(self.brief.references) > 1 else "marks_one"]
        return Markup(" ").join((self.words.say(form), self.words.say(labels["brackets"])))


def _any(references: Sequence[Reference], field: str) -> bool:
    return any(getattr(reference, field) for reference in references)


def _ranges(numbers: Iterable[int]) -> Iterator[str]:
    """1, 3, 4, 5 as "1", "3–5"."""
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        found = [number for _, number in run]
        yield str(found[0]) if len(found) == 1 else f"{found[0]}–{found[-1]}"


def _is_unresolved(time: Time) -> bool:
    return time.resolved is None and time.precision == "unresolved"
