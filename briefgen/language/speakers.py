"""A sentence and what is quoted in it in, who says it out; a speaker not found is None, never guessed.

Measured on US political news by rule: a verb of speech right behind the quotation names the speaker in 98 % of cases,
one before it in 82 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.language.actors import Cast
from briefgen.language.clauses import (
    FINITE,
    MARKS,
    STOPS,
    before_clause,
    before_insertion,
    clause_start,
    ends,
    is_broken,
    is_nested,
    main_verb,
    reports,
    without_adverbs,
)
from briefgen.language.lexicon import Lexicon
from briefgen.language.memory import Memory
from briefgen.language.names import Mention, Token
from briefgen.language.quoted import Quoted
from briefgen.model import Speaker

_NOMINAL = frozenset({"NN", "NNP", "NNPS", "JJ", "POS"})
_LONGEST = 18  # tokens of a described speaker


Named = tuple[Mention, int | None]


@dataclass(slots=True)
class Speakers:
    """Finds the speaker that the words of a sentence outside its quotations name."""

    text: str
    cast: Cast
    words: Lexicon
    memory: Memory

    def speaker(self, number: int, within: Sequence[Quoted]) -> Speaker | None:
        """The speaker of a sentence's quotations, or of its reported speech where it has none."""
        tokens = self.cast.scenes[number].tokens
        outside: Sequence[int] = range(len(tokens))
        if within:
            outside = [at for at in outside if not any(q.start <= tokens[at].start < q.end for q in within)]
        speech = self.words.quoting if within else self.words.introducing
        verbs = [
            at
            for at in outside
            if tokens[at].text in speech
            and (within or reports(tokens, at, self.words))
            and not (at and tokens[at - 1].core == "to" and tokens[at].tag == "VB")  # "an invitation to say"
            and not (tokens[at].tag == "VBN" and tokens[at].text in self.words.naming)  # "a monk called Holm"
        ]
        verbs = self._nearest_first(tokens, verbs, within)
        # "Pompeo said Washington had concluded the law was "moot"": the plain verb is the main one.
        # "Lovell told a friend she planned to run, the Post reported.": reported speech closes with who reports it.
        closing = max(verbs) if verbs and not within and ends(tokens, max(verbs)) else -1
        # "Cable said that May said the party …": the first verb is the sentence's own.
        inner = {at for at in verbs if is_nested(tokens, at, verbs, self.words)}
        verbs.sort(key=lambda at: (at != closing, at in inner, tokens[at].text not in self.words.plain_speech))
        for at in verbs:
            speaker = self._subject(number, at)
            if speaker:
                return speaker
        return self._according_to(number, outside)

    def opening(self, number: int, span: Quoted) -> tuple[bool, Speaker | None]:
        """Whether a verb of speech stands right before a quotation ("Weber replied: “…"), and who speaks by it."""
        tokens = self.cast.scenes[number].tokens
        at = next((i for i, token in enumerate(tokens) if token.start >= span.start), len(tokens)) - 1
        while at > 0 and tokens[at].text in MARKS | {":", ","}:
            at -= 1
        if at < 1 or tokens[at].text not in self.words.quoting or tokens[at - 1].text in STOPS | MARKS:
            return False, None
        return True, self._before(number, at)

    @staticmethod
    def _nearest_first(tokens: Sequence[Token], verbs: list[int], within: Sequence[Quoted]) -> list[int]:
        edges = [edge for span in within for edge in (span.start, span.end)]
        return sorted(verbs, key=lambda i: (min((abs(tokens[i].start - e) for e in edges), default=0), i))

    # ------------------------------------------------------------- the verb's subject

    def _subject(self, number: int, verb: int) -> Speaker | None:
        tokens = self.cast.scenes[number].tokens
        if tokens[verb].text in self.words.citing and not (verb and tokens[verb - 1].core in self.words.being):
            return self._cited(number, verb)
        comma = verb > 1 and tokens[verb - 1].text == "," and tokens[verb - 2].text in MARKS
        inverted = verb == 0 or tokens[verb - 1].text in MARKS or comma or self._closes(number, verb)
        inverted = inverted and tokens[verb].core not in self.words.transitive  # "…, a professor, told Reuters."
        if inverted and verb + 1 < len(tokens) and tokens[verb + 1].text not in STOPS | MARKS:
            behind = self._behind(number, verb)
            if behind:
                return behind
        return self._before(number, verb)

    def _closes(self, number: int, verb: int) -> bool:
        """ "Talks would go on, said Ri.", "…, said two sources." """
        tokens = self.cast.scenes[number].tokens
        if tokens[verb - 1].text != ",":
            return False
        behind = next((m.last for m, _ in self._names(number) if m.first == verb + 1), 0)
        if 0 < behind < len(tokens) and tokens[behind].text in STOPS:
            return True
        end = next((i for i in range(verb + 1, len(tokens)) if tokens[i].text in STOPS | MARKS), len(tokens))
        where = verb + 1 < end and tokens[verb + 1].core in self.words.prepositions  # "said in a statement"
        return not where and self._head(tokens, verb + 1, end) and not is_broken(tokens[verb + 1 : end])

    def _cited(self, number: int, verb: int) -> Speaker | None:
        """ "Xinhua quoted Wang as saying": the one quoted."""
        tokens = self.cast.scenes[number].tokens
        end = next((i for i in range(verb + 1, len(tokens)) if tokens[i].core == "as"), len(tokens))
        inside = [pair for pair in self._names(number) if verb < pair[0].first < end and pair[0].kind == "person"]
        if inside:
            return self._named(inside[0], "next to the quotation")
        return self._described(number, verb + 1, end)

    def _names(self, number: int) -> list[Named]:
        """What can speak in a sentence: no places, no nationalities, no parts of words."""
        return [
            (m, actor)
            for m, actor in self.cast.mentions[number]
            if not m.demonym and not m.part and m.kind != "place" and m.full
        ]

    def _behind(self, number: int, verb: int) -> Speaker | None:
        """ "…," said State Department spokeswoman Ana Ruiz."""
        tokens = self.cast.scenes[number].tokens
        last = verb + 1
        while last < len(tokens) and last - verb < _LONGEST and tokens[last].text not in STOPS | MARKS:
            last += 1
        if tokens[verb + 1].core.lower() in self.words.pronouns:
            return self.memory.pronoun(number, tokens[verb + 1].core)
        titled = self._role_behind(number, verb + 1, last)
        if titled:
            return titled
        for pair in self._names(number):
            if verb < pair[0].first < last and pair[0].kind == "person":
                if self._owned(number, verb + 1, pair[0]):
                    return self._described(number, verb + 1, last)
                return self._named(pair, "next to the quotation")
        for pair in self._names(number):
            if pair[0].first - verb in {1, 2} and all(
                t.core.lower() == "the" for t in tokens[verb + 1 : pair[0].first]
            ):
                return self._named(pair, "next to the quotation")
        return self._described(number, verb + 1, last)

    def _before(self, number: int, verb: int) -> Speaker | None:
        """ "Weber said", "Ruiz, a spokeswoman, said", "he added", "a senior official familiar with the talks said"."""
        tokens = self.cast.scenes[number].tokens
        at = without_adverbs(tokens, verb, self.words)
        if at and tokens[at - 1].core in self.words.joining:
            earlier = main_verb(tokens, at - 1, self.words)
            return self._before(number, earlier) if earlier else None
        closed = at > 0 and tokens[at - 1].text == ","
        if closed:
            at = before_clause(tokens, at - 1, self.words)
        return self._subject_before(number, at, closed=closed)

    def _subject_before(self, number: int, at: int, *, closed: bool = False) -> Speaker | None:
        """Who stands before a verb that begins, adverbs and insertions aside, at a token; `closed`: behind a comma."""
        tokens = self.cast.scenes[number].tokens
        closed = closed or (at > 0 and tokens[at - 1].text == ",")
        titled = self._with_role(number, at) or self._with_apposition(number, at)
        if titled:
            return titled
        if at and tokens[at - 1].text == "," and not self._name_ends(number, at - 1):
            named = self._between_commas(number, at - 1)
            if named:
                return named
            at = before_insertion(tokens, at - 1)
        if at and tokens[at - 1].core.lower() in self.words.pronouns and not tokens[at - 1].possessive:
            return self.memory.pronoun(number, tokens[at - 1].core, at - 1)
        if at and tokens[at - 1].text == ",":
            at -= 1
        first = clause_start(tokens, at, self.words)
        for pair in self._names(number):
            mention = pair[0]
            if mention.last == at:
                hangs = self._owned(number, first, mention) or (
                    mention.kind != "person" and self._hangs(tokens, mention)
                )
                if not hangs:
                    return self._named(pair, "next to the quotation")
                break
        return (
            self._with_place(number, first, at)
            or self._aged(number, first, closed=closed)
            or self._described(number, first, at)
        )

    def _aged(self, number: int, first: int, *, closed: bool) -> Speaker | None:
        """ "Terry Brandt, 34, a carpenter who voted, said": the person whom a description follows.

        Without a comma behind it the description is another's: "They held Brandt, a newspaper said."
        """
        tokens = self.cast.scenes[number].tokens
        at = first - 1
        if at >= 0 and tokens[first].core.lower() in self.words.unnamed:
            return None  # "They will not bid for Holt, people familiar with it said"
        if at > 2 and tokens[at].text == "," and tokens[at - 1].core.isdigit() and tokens[at - 2].text == ",":
            at -= 2
        pair = next((p for p in self._names(number) if p[0].last == at and p[0].kind == "person"), None)
        if pair is None or at < 0 or tokens[at].text != ",":
            return None
        own = closed or tokens[first].core in self.words.relative or self._opens(number, pair[0])
        return self._named(pair, "next to the quotation") if own else None

    def _with_role(self, number: int, at: int) -> Speaker | None:
        """ "Diane Foley, mother of James Foley, said": a person whose role stands between the name and the verb."""
        tokens = self.cast.scenes[number].tokens
        edge = tokens[at - 1].start if at else 0
        for titled in self.cast.roles[number] if number < len(self.cast.roles) else ():
            own = titled.mention
            between = [t for t in tokens[own.last : at] if t.start >= titled.role_end]
            behind = own.end <= titled.role_start <= edge and own.last < at and not is_broken(between)
            if behind and (self._opens(number, own) or self._is_closed(tokens, titled.role_end)):
                pair = next((p for p in self._names(number) if p[0].first <= own.first < p[0].last), None)
                if pair:
                    return self._named(pair, "next to the quotation")
        return None

    def _opens(self, number: int, mention: Mention) -> bool:
        """Whether a name, with its title at most, opens its clause: "Weber, a lawyer said", after no verb."""
        tokens = self.cast.scenes[number].tokens
        first = clause_start(tokens, mention.first, self.words)
        title = tokens[first : mention.first]
        free = first == 0 or tokens[first - 1].text in STOPS | MARKS
        return free and all(token.core not in self.words.prepositions for token in title)

    @staticmethod
    def _is_closed(tokens: Sequence[Token], end: int) -> bool:
        """Whether a comma or dash stands behind a role: in "… Weber, a newspaper said" the newspaper speaks."""
        behind = next((token for token in tokens if token.start >= end), None)
        return behind is not None and behind.text in STOPS

    def _role_behind(self, number: int, first: int, last: int) -> Speaker | None:
        """ "said the town's director, Stephen Weber": a person whose role fills the words behind the verb."""
        tokens = self.cast.scenes[number].tokens
        first += tokens[first].core.lower() in self.words.articles
        for titled in self.cast.roles[number] if number < len(self.cast.roles) else ():
            whole = tokens[first].start == titled.role_start and titled.role_end <= tokens[last - 1].end
            if whole and titled.mention.first == last + 1:
                pair = next((p for p in self._names(number) if p[0].first <= last + 1 < p[0].last), None)
                if pair:
                    return self._named(pair, "next to the quotation")
        return None

    def _with_apposition(self, number: int, at: int) -> Speaker | None:
        """ "…,” the European Commission, the European Union's executive, said": a body that opens the clause."""
        tokens = self.cast.scenes[number].tokens
        for pair in self._names(number):
            first, last = pair[0].first, pair[0].last
            first -= first > 0 and tokens[first - 1].core.lower() == "the"
            opens = first == 0 or tokens[first - 1].text in MARKS
            comma = last + 1 < at and tokens[last].text == ","
            if opens and comma and tokens[last + 1].core in self.words.articles and not is_broken(tokens[last:at]):
                return self._named(pair, "next to the quotation")
        return None

    def _with_place(self, number: int, first: int, at: int) -> Speaker | None:
        """ "Tim Duy of the University of Oregon wrote": a name, a preposition, and what belongs to it."""
        tokens = self.cast.scenes[number].tokens
        for pair in self._names(number):
            mention = pair[0]
            if first <= mention.first and mention.last < at and tokens[mention.last].core in self.words.prepositions:
                owned = self._owned(number, first, mention) or tokens[mention.last - 1].possessive
                return None if owned else self._named(pair, "next to the quotation")
        return None

    def _owned(self, number: int, first: int, mention: Mention) -> bool:
        """Whether a name hangs on a noun before it: "a spokesman for Weber", "an aide to President Ruiz"."""
        tokens = self.cast.scenes[number].tokens
        at = next(
            (
                next(i for i, t in enumerate(tokens) if t.start >= titled.role_start)
                for titled in (self.cast.roles[number] if number < len(self.cast.roles) else ())
                if titled.mention.first == mention.first and titled.role_end <= mention.start
            ),
            mention.first,
        )
        while at > first and (tokens[at - 1].core.lower() in self.words.articles or tokens[at - 1].tag in _NOMINAL):
            at -= 1
        return at - 1 >= first and tokens[at - 1].core in self.words.prepositions and self._head(tokens, first, at)

    def _head(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Whether a noun of somebody or some body that speaks stands in a stretch."""
        return any(self._speaks(token.core.lower()) for token in tokens[first:last])

    def _speaks(self, word: str) -> bool:
        known = self.words.speaking
        return word in known or word.removesuffix("s") in known

    def _hangs(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """Whether a body's name hangs on a preposition before it, its article and adjectives passed over."""
        first = mention.first
        while first > 0 and (tokens[first - 1].core == "the" or tokens[first - 1].capital):
            first -= 1
        # "a North Korean envoy visiting China said"
        return first > 0 and (tokens[first - 1].core in self.words.prepositions or tokens[first - 1].tag == "VBG")

    def _name_ends(self, number: int, at: int) -> bool:
        """Whether a name stands before a comma: "Russia's deputy representative, Gennady Orlovtsev, said"."""
        return any(m.last == at and m.kind == "person" for m, _ in self._names(number))

    def _between_commas(self, number: int, comma: int) -> Speaker | None:
        """ "Its envoy, Ana Ruiz of Saint Lucia, said": a person right behind the comma before."""
        tokens = self.cast.scenes[number].tokens
        first = before_insertion(tokens, comma) + 1
        pair = next((p for p in self._names(number) if p[0].first == first and p[0].kind == "person"), None)
        apart = pair and pair[0].last < comma and tokens[pair[0].last].core in self.words.prepositions
        if pair and apart and not is_broken(tokens[first:comma]):
            return self._named(pair, "next to the quotation")
        return None

    # --------------------------------------------------------------- described ones

    def _described(self, number: int, first: int, last: int) -> Speaker | None:
        """A speaker that is described: unnamed, a body, or a role that one actor alone bears."""
        tokens = self.cast.scenes[number].tokens
        article = next((i for i in range(first, last) if tokens[i].core.lower() in self.words.determiners), first)
        if not self._head(tokens, first, article):  # "forest officials in the region" begins before its article
            first = article
        while last > first + 1 and self.words.is_when(tokens[last - 1].core):
            # "officials there", "security officials on Monday"
            last -= 1 + (last > first + 2 and tokens[last - 2].core in self.words.prepositions)
        phrase = tokens[first:last]
        if not phrase or len(phrase) > _LONGEST:
            return None
        written = " ".join(self.text[phrase[0].start : phrase[-1].end].split())
        lower = [token.core.lower() for token in phrase]
        persons = self.words.persons
        heads = [word for word in lower if word in persons or word.removesuffix("s") in persons]
        if lower[0] == "the" and heads:
            role = written.partition(" ")[2]
            return self.memory.role(role, written) or self.memory.definite(number, heads[0], written)
        if not heads and any({word, word.removesuffix("s")} & self.words.institutions for word in lower):
            alone = len(phrase) == 2 and lower[0] == "the"
            body = self.memory.definite(number, lower[1], written) if alone else None
            return body or Speaker(written, written, "description")
        many = next((token.tag == "NNS" for token in phrase if token.core.lower() in heads), False)
        opened = lower[0] in self.words.determiners or many or (heads and heads[0].endswith("s"))
        if heads and opened:
            return Speaker(written, written, "description", unnamed=True)
        return None

    def _named(self, pair: Named, how: str) -> Speaker:
        mention, actor = pair
        name = self.cast.actors[actor].name if actor is not None else mention.text
        return Speaker(name, mention.text, how, medium=mention.text in self.words.media)

    def _verb(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a token is the verb of the sentence and not of a clause about a person before it."""
        return tokens[at].tag in FINITE and tokens[at - 1].core not in self.words.relative

    def _according_to(self, number: int, outside: Sequence[int]) -> Speaker | None:
        tokens = self.cast.scenes[number].tokens
        for at in outside:
            if tokens[at].text.lower() == "according" and at + 1 < len(tokens) and tokens[at + 1].text == "to":
                last = at + 2
                while last < len(tokens) and tokens[last].text not in STOPS | MARKS and not self._verb(tokens, last):
                    last += 1
                inside = [pair for pair in self._names(number) if at < pair[0].first < last]
                whole = [pair for pair in inside if pair[0].last == last]
                persons = [pair for pair in inside if pair[0].kind == "person"] or whole
                if persons and not self._owned(number, at + 2, persons[0][0]):
                    return self._named(persons[0], "according to")
                return self._described(number, at + 2, last)
        return None
