"""Sentences with their actors in, quotations with their speakers out; a speaker not found is None, never guessed.

Measured on US political news by rule: a verb of speech right behind the quotation names the speaker in 98 % of cases,
one before it in 82 %, "the previous speaker" in 40 %: that last one is used only inside one paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefgen.language.actors import Cast
from briefgen.language.lexicon import Lexicon
from briefgen.language.names import Token
from briefgen.model import Cite, Quotation, Sentence, Speaker

_OPEN, _CLOSE = "“«", "”»"
_SHORTEST = 4  # words; fewer between quotation marks are a mixed quotation
_STOPS = frozenset({",", ";", ":", ".", "(", ")", "—", "–", "?", "!"})
_MARKS = frozenset({'"', "“", "”", "«", "»"})
_DETERMINERS = frozenset({"a", "an", "the", "one", "two", "three", "several", "some", "another", "many"})
_SUBORDINATE = frozenset({"after", "before", "when", "since", "because", "if", "what", "who", "which", "once", "until"})
_PREPOSITIONS = frozenset({"in", "of", "from", "with", "at", "for", "to", "on", "by", "near"})
_INDEFINITE = _DETERMINERS - {"the"}


def spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands between quotation marks in a paragraph; an unclosed one runs to the paragraph's end."""
    opened: int | None = None
    for at in range(start, end):
        mark = text[at]
        if mark in _OPEN or (mark == '"' and opened is None):
            opened = at + 1
        elif opened is not None and (mark in _CLOSE or mark == '"'):
            if at > opened:
                yield opened, at
            opened = None
    if opened is not None and opened < end:
        yield opened, end


@dataclass(slots=True)
class _Reader:
    """Walks an article's sentences in order and remembers who spoke last, and where."""

    text: str
    sentences: Sequence[Sentence]
    cast: Cast
    words: Lexicon
    last: Speaker | None = None
    last_paragraph: int = 0
    found: list[Quotation] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)  # as pronouns have told so far

    # ---- who is beside a verb of speech

    def speaker_in(self, number: int, quoted: Sequence[tuple[int, int]]) -> Speaker | None:
        """The speaker that the words of a sentence outside its quotations name."""
        tokens = self.cast.scenes[number].tokens
        outside = [i for i, t in enumerate(tokens) if not any(a <= t.start < b for a, b in quoted)]
        quoting, _ = self.words.speech
        verbs = [
            at
            for at in self._nearest_first(number, outside, quoted)
            if (tokens[at].text in quoting if quoted else self._reports(tokens, at))
        ]
        # "Pompeo said Washington had concluded the law was "moot"": the plain verb is the main one.
        verbs.sort(key=lambda at: tokens[at].text not in self.words.plain_speech)
        for at in verbs:
            speaker = self._subject(number, at)
            if speaker:
                return speaker
        return self._according_to(number, outside)

    def _reports(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a verb outside any quotation introduces reported speech, in the main clause."""
        _, reporting = self.words.speech
        if tokens[at].text not in reporting | self.words.plain_speech:
            return False
        clause = at
        while clause > 0 and tokens[clause - 1].text not in _STOPS:
            clause -= 1
        if any(token.core.lower() in _SUBORDINATE for token in tokens[clause:at]):
            return False
        behind = tokens[at + 1].text if at + 1 < len(tokens) else "."
        return tokens[at].text in self.words.plain_speech or behind == "that" or behind in _STOPS

    def _nearest_first(self, number: int, outside: list[int], quoted: Sequence[tuple[int, int]]) -> list[int]:
        tokens = self.cast.scenes[number].tokens
        edges = [edge for span in quoted for edge in span]
        return sorted(outside, key=lambda i: (min((abs(tokens[i].start - e) for e in edges), default=0), i))

    def _subject(self, number: int, verb: int) -> Speaker | None:
        tokens = self.cast.scenes[number].tokens
        comma = verb > 1 and tokens[verb - 1].text == "," and tokens[verb - 2].text in _MARKS
        inverted = verb == 0 or tokens[verb - 1].text in _MARKS or comma
        if inverted and verb + 1 < len(tokens) and tokens[verb + 1].text not in _STOPS | _MARKS:
            behind = self._actor_behind(number, verb)
            if behind:
                return behind
        return self._actor_before(number, verb)

    def _actor_behind(self, number: int, verb: int) -> Speaker | None:
        """ "…," said State Department spokeswoman Ana Ruiz."""
        tokens = self.cast.scenes[number].tokens
        last = verb + 1
        while last < len(tokens) and last - verb < 12 and tokens[last].text not in _STOPS | _MARKS:
            last += 1
        for mention, actor in self.cast.mentions[number]:
            if verb < mention.first < last and mention.kind == "person":
                return self._named(actor, mention.text, "next to the quotation")
        for mention, actor in self.cast.mentions[number]:
            if mention.first == verb + 1 and not mention.demonym and mention.kind != "place":
                return self._named(actor, mention.text, "next to the quotation")
        return self._described(number, verb + 1, last)

    def _actor_before(self, number: int, verb: int) -> Speaker | None:
        """ "Weber said", "Ruiz, a spokeswoman, said", "he added", "a senior official familiar with the talks said"."""
        tokens = self.cast.scenes[number].tokens
        at = verb
        while (at > 0 and tokens[at - 1].core.endswith("ly")) or (
            at > 0 and tokens[at - 1].core in {"also", "later", "then", "has", "had"}
        ):
            at -= 1
        if at > 0 and tokens[at - 1].text == "," and not self._person_ends(number, at - 1):
            at = self._before_insertion(tokens, at - 1)
        if at > 0 and tokens[at - 1].core.lower() in self.words.pronouns:
            return self._pronoun(number, tokens[at - 1])
        if at > 0 and tokens[at - 1].text == ",":
            at -= 1
        for mention, actor in self.cast.mentions[number]:
            if mention.last == at and not mention.demonym and mention.kind != "place":
                if mention.kind != "person" and self._in_phrase(tokens, mention.first):
                    break  # "a Western diplomat in Bogotá said", "a spokesman for the British Foreign Office said"
                return self._named(actor, mention.text, "next to the quotation")
        first = at
        while (
            first > 0
            and tokens[first - 1].text not in _STOPS | _MARKS
            and tokens[first - 1].core not in {"and", "but", "as", "that", "because"}
        ):
            first -= 1
        return self._described(number, first, at)

    @staticmethod
    def _in_phrase(tokens: Sequence[Token], first: int) -> bool:
        """Whether a name hangs on a preposition before it, its article and adjectives passed over."""
        while first > 0 and (tokens[first - 1].core == "the" or tokens[first - 1].capital):
            first -= 1
        return first > 0 and tokens[first - 1].core in _PREPOSITIONS

    def _person_ends(self, number: int, at: int) -> bool:
        """Whether what stands before a comma is a person: "Russia's deputy representative, Gennady Orlovtsev, said"."""
        return any(m.last == at and m.kind == "person" for m, _ in self.cast.mentions[number])

    @staticmethod
    def _before_insertion(tokens: Sequence[Token], comma: int) -> int:
        """The place before ", who met him on Monday," when that ends at `comma`."""
        for at in range(comma - 1, -1, -1):
            if tokens[at].text == ",":
                return at
        return comma

    def _described(self, number: int, first: int, last: int) -> Speaker | None:
        """A speaker that is described: unnamed, or a role that one actor alone bears."""
        tokens = self.cast.scenes[number].tokens
        first = next((i for i in range(first, last) if tokens[i].core.lower() in _DETERMINERS), first)
        phrase = tokens[first:last]
        if not phrase or len(phrase) > 14:
            return None
        written = " ".join(self.text[phrase[0].start : phrase[-1].end].split())
        heads = [t.core.lower() for t in phrase if t.core.lower() in self.words.unnamed | self.words.role_heads]
        if not heads and any(t.core.lower() in self.words.institutions for t in phrase):
            return Speaker(written, written, "description")
        if phrase[0].core.lower() == "the" and heads:
            return self._by_role(" ".join(t.core for t in phrase[1:]), written)
        opened = phrase[0].core.lower() in _INDEFINITE or (heads and heads[0].endswith("s"))
        if heads and opened:
            return Speaker(written, written, "description", unnamed=True)
        return None

    def _by_role(self, role: str, written: str) -> Speaker | None:
        """ "the minister" is the one person whose role ends with that word."""
        same = [a for a in self.cast.actors if a.role and a.role.lower().endswith(role.lower())]
        if len(same) == 1:
            return Speaker(same[0].name, written, "role")
        return None

    def _pronoun(self, number: int, token: Token) -> Speaker | None:
        """He or she is the one person named in this paragraph before, else the last speaker, else the one person near.

        Where two persons fit it is nobody: measured on news, the nearest of several is wrong in one case of seven.
        """
        gender = self.words.pronouns[token.core.lower()]
        if gender == "pl":
            return None
        here = [name for name in self.persons_before(number, paragraphs=0) if self._fits(name, gender)]
        last = self._last_speaker(number, gender)
        near = [name for name in self.persons_before(number, paragraphs=1) if self._fits(name, gender)]
        for candidates in (here, [last] if last else near):
            if last in candidates or len(candidates) == 1:
                name = last if last in candidates else candidates[0]
                self.genders.setdefault(str(name), gender)
                return Speaker(str(name), token.text, "pronoun")
            if candidates:
                return None
        return None

    def _last_speaker(self, number: int, gender: str) -> str | None:
        """Who spoke last, in this paragraph or the one before, where the pronoun may stand for that person."""
        near = self.last and self.sentences[number].paragraph - self.last_paragraph <= 1
        if not near or self.last is None or self.last.unnamed or not self._fits(self.last.name, gender):
            return None
        return self.last.name

    def persons_before(self, number: int, *, paragraphs: int) -> list[str]:
        """Persons named in the sentences before this one, back to so many paragraphs, nearest first."""
        names: list[str] = []
        limit = self.sentences[number].paragraph - paragraphs
        for at in range(number - 1, -1, -1):
            if self.sentences[at].paragraph < limit:
                break
            for mention, actor in self.cast.mentions[at]:
                if mention.kind == "person" and actor is not None and mention.full not in names:
                    names.append(mention.full)
        return names

    def _fits(self, name: str, gender: str) -> bool:
        """Whether nothing in the person's role speaks against the pronoun."""
        actor = next((a for a in self.cast.actors if a.name == name), None)
        if actor is None or actor.kind != "person" or self.genders.get(name, gender) != gender:
            return False
        female, male = self.words.genders
        heads = {word for part in (actor.role or "").replace(".", "").split() for word in (part, part.lower())}
        return not heads & (male if gender == "f" else female)

    def _named(self, actor: int | None, written: str, how: str) -> Speaker:
        name = self.cast.actors[actor].name if actor is not None else written
        return Speaker(name, written, how, medium=written in self.words.media)

    def _according_to(self, number: int, outside: list[int]) -> Speaker | None:
        tokens = self.cast.scenes[number].tokens
        for at in outside:
            if tokens[at].text.lower() == "according" and at + 1 < len(tokens) and tokens[at + 1].text == "to":
                last = at + 2
                while last < len(tokens) and tokens[last].text not in _STOPS | _MARKS:
                    last += 1
                inside = [(m, a) for m, a in self.cast.mentions[number] if at < m.first < last and not m.demonym]
                whole = [(m, a) for m, a in inside if m.last == last and m.kind != "place"]
                persons = [pair for pair in inside if pair[0].kind == "person"] or whole
                if persons:
                    return self._named(persons[0][1], persons[0][0].text, "according to")
                return self._described(number, at + 2, last)
        return None

    # ---- the walk

    def sentence(self, number: int, quoted: list[tuple[int, int]]) -> None:
        """Adds the quotations of one sentence, or its reported speech."""
        sentence = self.sentences[number]
        inside = [
            (max(a, sentence.start), min(b, sentence.end)) for a, b in quoted if a < sentence.end and b > sentence.start
        ]
        speaker = self.speaker_in(number, inside)
        if (
            inside
            and not speaker
            and self.last
            and self.last_paragraph == sentence.paragraph
            and self._all_quoted(sentence, inside)
        ):
            speaker = Speaker(
                self.last.name, self.last.as_written, "continued", certain=True, unnamed=self.last.unnamed
            )
        for start, end in inside:
            self._add(sentence, start, end, speaker)
        if not inside and speaker:
            cite = Cite(0, sentence.start, sentence.end, sentence.paragraph, sentence.number, sentence.page)
            self.found.append(Quotation(self.text[sentence.start : sentence.end], "indirect", cite, speaker))
        if speaker:
            self.last, self.last_paragraph = speaker, sentence.paragraph

    def _all_quoted(self, sentence: Sentence, inside: list[tuple[int, int]]) -> bool:
        """Whether the sentence holds nothing but its quotation: then it goes on with the speaker before."""
        rest = self.text[sentence.start : inside[0][0]] + self.text[inside[-1][1] : sentence.end]
        return not any(mark.isalnum() for mark in rest)

    def _add(self, sentence: Sentence, start: int, end: int, speaker: Speaker | None) -> None:
        written = self.text[start:end]
        kind = "direct" if len(written.split()) >= _SHORTEST else "mixed"
        cite = Cite(0, start, end, sentence.paragraph, sentence.number, sentence.page)
        self.found.append(Quotation(written, kind, cite, speaker))  # type: ignore[arg-type]


def quotations(text: str, sentences: Sequence[Sentence], cast: Cast, words: Lexicon) -> tuple[Quotation, ...]:
    """All quotations and reported speech of an article, in order. A quotation over two sentences gives two."""
    reader = _Reader(text, sentences, cast, words)
    paragraphs: dict[int, tuple[int, int]] = {}
    for sentence in sentences:
        start, _ = paragraphs.get(sentence.paragraph, (sentence.start, 0))
        paragraphs[sentence.paragraph] = (start, sentence.end)
    quoted = {number: list(spans(text, *span)) for number, span in paragraphs.items()}
    for number, sentence in enumerate(sentences):
        reader.sentence(number, quoted[sentence.paragraph])
    return tuple(_whole(reader.found, [span for found in quoted.values() for span in found]))


def _whole(found: list[Quotation], quoted: list[tuple[int, int]]) -> Iterator[Quotation]:
    """Gives all sentences between one pair of quotation marks the speaker that is named beside one of them."""
    for quotation in found:
        at = quotation.cite.start
        span = next(((a, b) for a, b in quoted if a <= at < b), None) if quotation.kind != "indirect" else None
        if span and (quotation.speaker is None or quotation.speaker.how == "continued"):
            beside = (q.speaker for q in found if span[0] <= q.cite.start < span[1] and q.kind != "indirect")
            named = next((speaker for speaker in beside if speaker and speaker.how != "continued"), None)
            yield replace(quotation, speaker=named or quotation.speaker)
        else:
            yield quotation
