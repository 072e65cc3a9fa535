"""A brief and a style's fixed words in; the lines of its page of sources out: facts, counts, what is not covered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from briefgen.model import Extract, NotAnalysed, Reference, Story, extracts_of
from briefgen.writers import searching
from briefgen.writers.marks import Marks

Fact = tuple[Markup, Markup]
"""What it is, and what it is in this memo: "Outlet", "not given"."""


@dataclass(frozen=True, slots=True)
class SourceLines(Marks):
    """What the page of sources says."""

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

    def endnote(self, extract: Extract) -> Markup:
        """Where an extract stands and whose words it is: outlet, headline, date, paragraph; voice; what to know."""
        words, labels, reference = self.words, self.words.labels["sources"], self._reference(extract.cite.reference)
        where = words.say(
            labels["endnote"],
            outlet=reference.outlet or reference.location,
            title=words.quote(reference.title),
            date=words.date(reference.published) if reference.published else labels["not_given"],
            paragraph=extract.cite.paragraph,
        )
        speaker = extract.speaker.name if extract.speaker else ""
        voice = words.say(labels["voice"][extract.voice if speaker else "own"], speaker=speaker)
        return words.joined([where, voice, *self._notes(extract)], "semicolon")

    def _account(self, reference: Reference) -> Markup:
        """Whose account a copy is, and the source whose words it repeats; empty for an outlet's own versions."""
        if reference.copy_of is None or self._reference(reference.copy_of).outlet == reference.outlet:
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
            *([searching.line(self.brief, words)] if self.brief.searched else []),
        ]

    def _from_whom(self) -> list[Markup]:
        words, labels, counts = self.words, self.words.labels["sources"], self.brief.source_summary
        origins = words.joined(dict.fromkeys(extract.origin for extract in extracts_of(self.brief)))
        second = words.say(
            labels["second_hand" if origins else "second_hand_bare"], n=counts.second_hand, origins=origins
        )
        speakers = words.say(labels["speakers"], n=counts.speakers)
        form = labels["quoted" if counts.speakers else "quoted_of_nobody"]
        quoted = words.say(form, n=counts.quoted, speakers=speakers)
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
        if delta and delta.alone:  # it stands beside the extract
            return []
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


def _ranges(numbers: Iterable[int]) -> Iterator[str]:
    """1, 3, 4, 5 as "1", "3–5"."""
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda pair: pair[1] - pair[0]):
        found = [number for _, number in run]
        yield str(found[0]) if len(found) == 1 else f"{found[0]}–{found[-1]}"
