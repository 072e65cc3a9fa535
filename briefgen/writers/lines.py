"""A brief and a style's fixed words in; the lines that the program itself says in a memo out: marks, facts, counts.

Templates place these lines and choose their look; no English stands here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefgen.model import (
    Actor,
    Brief,
    Discrepancy,
    Expectation,
    Extract,
    Figure,
    Question,
    Reference,
    Time,
    Value,
    extracts_of,
)
from briefgen.writers import changes, searching
from briefgen.writers.sources import Fact, SourceLines


@dataclass(frozen=True, slots=True)
class Lines(SourceLines):
    """The lines of one memo, by what they are about."""

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
        if searching.is_quiet(self.brief):
            return searching.nothing(self.brief, words)
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

    def searched(self) -> list[Fact]:
        """Where a standing brief was looked for."""
        return searching.facts(self.brief, self.words)

    def was(self, extract: Extract) -> Markup:
        """What the previous memo told in its place."""
        return changes.was(self.brief, extract.number, self.words)

    # ------------------------------------------------------------------ stories

    def headline(self) -> Markup:
        """Whose headline the subject is."""
        several, labels = len(self.brief.stories), self.words.labels
        return self.words.say(labels["headlines"] if several > 1 else labels["headline"], n=several)

    def missing(self, part: Brief, sections: Sequence[str]) -> Markup:
        """Which sections of a story have nothing; empty where all have something. Of a style's own nobody can tell."""
        words = self.words
        names = [words.labels["sections"][name].lower() for name in sections if not getattr(part, name, True)]
        return words.say(words.labels["stories"]["missing"], sections=words.joined(names)) if names else Markup("")

    def not_found(self) -> Markup:
        """What was asked for and stands in no article."""
        terms = self.words.joined(map(self.words.quote, self.brief.not_found))
        return self.words.say(self.words.labels["not_found"], terms=terms)

    def later(self) -> list[Discrepancy]:
        """Later values that no row of differing ones shows already."""
        shown = {_stated(value) for found in self.brief.discrepancies for value in found.values}
        rows = ((found, {_stated(value) for value in found.values}) for found in self.brief.updates)
        return [
            found
            for found, own in rows
            if not own <= shown or any(isinstance(value.extract, Extract) for value in found.values)
        ]

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


def _any(references: Sequence[Reference], field: str) -> bool:
    return any(getattr(reference, field) for reference in references)


def _stated(value: Value) -> tuple[int, str]:
    """A value by the extract that states it."""
    item = value.extract
    return item.number if isinstance(item, Extract) else item.ref, value.text


def _is_unresolved(time: Time) -> bool:
    return time.resolved is None and time.precision == "unresolved"
