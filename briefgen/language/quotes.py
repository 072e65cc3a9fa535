"""Sentences with their actors in, quotations and reported speech with their speakers out, in order.

A quotation over two sentences gives two, a sentence with two quotations as well: each can be printed and proved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefgen.language.actors import Cast
from briefgen.language.lexicon import Lexicon
from briefgen.language.memory import Memory
from briefgen.language.quoted import Quoted, quoted
from briefgen.language.speakers import Speakers
from briefgen.model import Cite, Quotation, Sentence, Speaker

_WORD = re.compile(r"\w[\w'’]*")
_BEFORE = 30  # characters in which the word before a quotation is looked for
_SHORTEST = 4  # words; fewer between quotation marks are a mixed quotation


def quotations(text: str, sentences: Sequence[Sentence], cast: Cast, words: Lexicon) -> tuple[Quotation, ...]:
    """All quotations and reported speech of an article."""
    memory = Memory(text, sentences, cast, words)
    walk = _Walk(text, sentences, memory, Speakers(text, cast, words, memory))
    marks: dict[int, tuple[Quoted, ...]] = {}
    for number, sentence in enumerate(sentences):
        if sentence.paragraph not in marks:
            last = max(s.end for s in sentences[number:] if s.paragraph == sentence.paragraph)
            marks[sentence.paragraph] = quoted(text, sentence.start, last)
            walk.paragraph = (sentence.start, last)
        walk.sentence(number, marks[sentence.paragraph])
    return tuple(_whole(walk.found, [span for found in marks.values() for span in found]))


@dataclass(slots=True)
class _Walk:
    """Goes through the sentences in order; `paragraph` is the stretch of the present one."""

    text: str
    sentences: Sequence[Sentence]
    memory: Memory
    speakers: Speakers
    found: list[Quotation] = field(default_factory=list)
    paragraph: tuple[int, int] = (0, 0)

    def sentence(self, number: int, marks: Sequence[Quoted]) -> None:
        """Adds the quotations of one sentence, or its reported speech."""
        sentence = self.sentences[number]
        inside = [
            Quoted(max(q.start, sentence.start), min(q.end, sentence.end), q.closed)
            for q in marks
            if q.start < sentence.end and q.end > sentence.start and not self._is_work(q)
        ]
        speaker = self.speakers.speaker(number, inside)
        if inside and not speaker and self._all_quoted((sentence.start, sentence.end), inside):
            whole = self._all_quoted(self.paragraph, marks)
            speaker = self.memory.continued(number, whole_paragraph=whole)
        for at, span in enumerate(inside):
            # "…,” said Ruiz, but Weber replied: “…": a later quotation may have a speaker of its own.
            opened, own = self.speakers.opening(number, span) if at else (False, None)
            self._add(sentence, span, own if opened else speaker)
        if not inside and speaker:
            self.found.append(Quotation(self.text[sentence.start : sentence.end], "indirect", _cite(sentence), speaker))
        if speaker:
            self.memory.spoke(speaker, number)
        else:
            self.memory.passed(number)

    def _is_work(self, span: Quoted) -> bool:
        """Whether what stands between two marks is the name of a song or book: all words with capitals, not shouted."""
        words = _WORD.findall(self.text, span.start, span.end)
        small = self.speakers.words.title_words
        named = len(words) > 1 and all(word[0].isupper() or word[0].isdigit() or word in small for word in words)
        before = _WORD.findall(self.text, max(0, span.start - _BEFORE), span.start)[-1:]
        chanted = bool(before) and before[0] in self.speakers.words.shouting
        return named and not chanted and not all(word.isupper() for word in words)

    def _all_quoted(self, stretch: tuple[int, int], inside: Sequence[Quoted]) -> bool:
        """Whether a stretch holds nothing but quotations: then it goes on with the speaker before."""
        at, end = stretch
        for span in inside:
            if any(mark.isalnum() for mark in self.text[at : span.start]):
                return False
            at = span.end
        return not any(mark.isalnum() for mark in self.text[at:end])

    def _add(self, sentence: Sentence, span: Quoted, speaker: Speaker | None) -> None:
        written = self.text[span.start : span.end]
        direct = len(written.split()) >= _SHORTEST
        cite = replace(_cite(sentence), start=span.start, end=span.end)
        self.found.append(Quotation(written, "direct" if direct else "mixed", cite, speaker))


def _cite(sentence: Sentence) -> Cite:
    return Cite(0, sentence.start, sentence.end, sentence.paragraph, sentence.number, sentence.page)


def _whole(found: list[Quotation], marks: list[Quoted]) -> Iterator[Quotation]:
    """Gives all sentences between one pair of quotation marks the speaker that is named beside one of them."""
    for quotation in found:
        at = quotation.cite.start
        span = next((q for q in marks if q.start <= at < q.end), None) if quotation.kind != "indirect" else None
        if span and (quotation.speaker is None or quotation.speaker.how == "continued"):
            beside = (q.speaker for q in found if span.start <= q.cite.start < span.end and q.kind != "indirect")
            named = next((speaker for speaker in beside if speaker and speaker.how != "continued"), None)
            yield replace(quotation, speaker=named or quotation.speaker)
        else:
            yield quotation
