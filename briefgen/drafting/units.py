"""An Analysis in, its units out: what can be printed alone, a sentence or a quotation of several sentences.

A quotation that runs over sentences, and one that goes on behind "Weber said Tuesday.", stay together: a fragment of a
quotation is the worst thing to print.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from briefgen.drafting import rules
from briefgen.drafting.likeness import Trace, trace
from briefgen.model import Actor, Analysis, Name, Quotation, Sentence, Speaker, Time

_LONGEST = 70  # words; a longer run of quoted sentences is not joined further


@dataclass(frozen=True)
class Unit:
    """Sentences `first` to before `last` of one article. `place` counts units from 0; not slotted, for its caches."""

    analysis: Analysis
    article: int
    place: int
    first: int
    last: int

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the unit."""
        return self.analysis.sentences[self.first : self.last]

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.sentences[0].start

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.sentences[-1].end

    @property
    def paragraph(self) -> int:
        """The paragraph it stands in."""
        return self.sentences[0].paragraph

    @cached_property
    def text(self) -> str:
        """Its characters, as they stand in the article."""
        return self.analysis.article.text[self.start : self.end]

    @cached_property
    def plain(self) -> str:
        """Its text with white space folded."""
        return " ".join(self.text.split())

    @cached_property
    def folded(self) -> str:
        """`plain` for matching rules, with typewriter apostrophes: as long as `plain`, so that offsets hold in both."""
        return self.plain.replace("’", "'")

    @cached_property
    def lowered(self) -> str:
        """`folded` in small letters, for a quick look whether a word stands in it."""
        return self.folded.lower()

    @cached_property
    def whole(self) -> bool:
        """Whether it has words, and every quotation mark in it has its partner."""
        return self.length > 0 and _balanced(self.text)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Stems of its words, marks left out."""
        words = self.analysis.words[self.sentences[0].words[0] : self.sentences[-1].words[1]]
        return tuple(word.stem for word in words if word.stem[:1].isalnum())

    @cached_property
    def content(self) -> frozenset[str]:
        """Stems that carry content, for comparing units."""
        return frozenset(stem for stem in self.stems if stem not in rules.function_stems("en"))

    @cached_property
    def trace(self) -> Trace:
        """What it is compared by with units of other articles."""
        return trace(self.stems, self.text)

    @property
    def first_tag(self) -> str:
        """The part of speech of its first word."""
        return self.analysis.words[self.sentences[0].words[0]].tag

    @cached_property
    def length(self) -> int:
        """Its words."""
        return len(self.stems)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Quotations and reported speech in it."""
        return tuple(q for q in self.analysis.quotations if self.start <= q.cite.start < self.end)

    @cached_property
    def quoted_share(self) -> float:
        """How much of it stands between quotation marks, 0 to 1."""
        quoted = sum(q.cite.end - q.cite.start for q in self.quotations if q.kind != "indirect")
        return quoted / max(1, self.end - self.start)

    @cached_property
    def speaker(self) -> Speaker | None:
        """Who says it, of its first quotation whose speaker is beyond doubt."""
        return next((q.speaker for q in self.quotations if q.speaker and not self.doubtful(q)), None)

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Names of all who say something in it."""
        return frozenset(q.speaker.name for q in self.quotations if q.speaker and not self.doubtful(q))

    def doubtful(self, quotation: Quotation) -> bool:
        """Whether a speaker may be somebody else: one the analysis is not certain of, or a pronoun's.

        A pronoun is in doubt where the quotation names that person, for few speak of themselves by name; and where the
        article calls the person both he and she: one of the two was somebody else, and no rule can tell which.
        """
        speaker = quotation.speaker
        if speaker is None or speaker.how != "pronoun":
            return speaker is not None and not speaker.certain
        within = (n for n in self.names if quotation.cite.start <= n.start < quotation.cite.end)
        if quotation.kind != "indirect" and any(self._is(name, speaker.name) for name in within):
            return True
        said = (q.speaker for q in self.analysis.quotations if q.speaker and q.speaker.name == speaker.name)
        return {"he", "she"} <= {one.as_written.lower() for one in said if one.how == "pronoun"}

    def _is(self, name: Name, full: str) -> bool:
        return name.actor is not None and self.analysis.actors[name.actor].name == full

    @cached_property
    def times(self) -> tuple[Time, ...]:
        """Its time expressions."""
        return tuple(t for t in self.analysis.times if self.start <= t.start < self.end)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Its names."""
        names = self.analysis.names
        first = bisect_left(names, self.start, key=lambda name: name.start)
        last = bisect_left(names, self.end, key=lambda name: name.start)
        return names[first:last]

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """The actors it names, each once."""
        indices = dict.fromkeys(name.actor for name in self.names if name.actor is not None)
        return tuple(self.analysis.actors[index] for index in indices)

    @property
    def persons(self) -> tuple[Actor, ...]:
        """The persons it names, each once."""
        return tuple(actor for actor in self.actors if actor.kind == "person")


_PAIRS = (("“", "”"), ("«", "»"))


def _open_quotation(text: str) -> bool:
    """Whether a quotation is open at the end of the text."""
    return any(text.count(left) > text.count(right) for left, right in _PAIRS) or text.count('"') % 2 == 1


def _balanced(text: str) -> bool:
    """Whether quotations open and close in turn."""
    for left, right in _PAIRS:
        marks = [mark for mark in text if mark in (left, right)]
        if marks != [left, right] * (len(marks) // 2):
            return False
    return text.count('"') % 2 == 0


_ONLY_QUOTED = re.compile(r"\s*[“\"][^“”\"]*[”\"]?\s*")


def _joins(analysis: Analysis, first: int, at: int) -> bool:
    """Whether sentence `at` belongs to the unit that begins with `first`."""
    sentences = analysis.sentences
    here = sentences[at]
    if here.paragraph != sentences[first].paragraph:
        return False
    text = analysis.article.text[sentences[first].start : sentences[at - 1].end]
    if _open_quotation(text):
        return True
    goes_on = bool(_ONLY_QUOTED.fullmatch(analysis.text_of(here)))
    return goes_on and any(mark in text for mark in '”"') and len(text.split()) < _LONGEST


def units(analysis: Analysis, article: int = 0) -> tuple[Unit, ...]:
    """The units of an article, in order."""
    found: list[Unit] = []
    sentences: Sequence[Sentence] = analysis.sentences
    first = 0
    while first < len(sentences):
        last = first + 1
        while last < len(sentences) and _joins(analysis, first, last):
            last += 1
        found.append(Unit(analysis, article, len(found), first, last))
        first = last
    return tuple(found)
