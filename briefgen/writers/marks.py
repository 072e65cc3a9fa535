"""A brief and a style's fixed words in; the numbers and marks that stand at its extracts, and lead to them, out.

In HTML numbers and paragraphs are links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from briefgen.model import Brief, Cite, Extract, Reference, Story, extracts_of
from briefgen.styles.words import Words

_ALSO = 3  # places of other accounts named in a mark


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands at the extracts of one memo, and in pointers to them."""

    brief: Brief
    words: Words
    beside: frozenset[int] = frozenset()
    """Numbers of the extracts whose paragraph the page itself shows, at #pN: a page to read on screen."""

    def link(self, number: int) -> Markup:
        """The number of an extract."""
        return Markup("{}").format(number) if self.words.plain else Markup('<a href="#x{0}">{0}</a>').format(number)

    def links(self, numbers: Iterable[int]) -> Markup:
        """ "3, 4 and 11"."""
        return self.words.listed(map(self.link, numbers))

    def see(self, numbers: Iterable[int], *, first: bool = False) -> Markup:
        """ "see 3 and 4"; `first`: as the beginning of a line."""
        return self.words.say(self.words.labels["marks"]["See" if first else "see"], numbers=self.links(numbers))

    def paragraph(self, cite: Cite, number: int | None = None) -> Markup:
        """ "¶7", or "2¶7" where there are several sources; a link to the source, or to what is shown of `number`."""
        labels = self.words.labels["marks"]
        form = labels["several" if len(self.brief.references) > 1 else "one"]
        mark = self.words.say(form, reference=cite.reference, paragraph=cite.paragraph)
        if number in self.beside:
            name = self.words.say(self.words.labels["screen"]["open"], mark=mark, n=self.words.safe(number))
            mark = Markup('<a href="#p{}" aria-label="{}">{}</a>').format(number, name, mark)
        elif not self.words.plain:
            mark = Markup('<a href="#s{}">{}</a>').format(cite.reference, mark)
        page = self.words.say(labels["page"], page=cite.page) if cite.page else ""
        return self.words.joined([mark, page])

    def mark(self, extract: Extract) -> Markup:
        """ "[¶7, unnamed source]": where an extract stands, and what its reader must know about it."""
        words = self.words
        also = self._also(extract)
        where = words.joined([self.paragraph(extract.cite, extract.number), *([also] if also else [])], "semicolon")
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
        form = r"\[{}\]" if self.words.plain and not self.words.bare else "[{}]"
        return Markup(form).format(text)  # noqa: S704 - two constants

    def _reference(self, number: int) -> Reference:
        return next(reference for reference in self.brief.references if reference.number == number)

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
