"""What a reader remembers of the sentences before: who spoke last and who was named, for "he", "the official".

A pronoun is resolved where one person fits and no other; where two do it is nobody: on news the nearest of several is
wrong in one case of seven. The last speaker is taken for words without any speaker only inside a paragraph, or where a
whole paragraph is quoted right behind the speaker's: anywhere else that is wrong in six cases of ten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefgen.language.actors import Cast
from briefgen.language.lexicon import Lexicon
from briefgen.model import Actor, Sentence, Speaker


@dataclass(slots=True)
class Memory:
    """`paragraph` is the last one in which the speaker spoke or was spoken of."""

    text: str
    sentences: Sequence[Sentence]
    cast: Cast
    words: Lexicon
    last: Speaker | None = None
    paragraph: int = 0
    sentence: int = -1
    genders: dict[str, str] = field(default_factory=dict)  # as pronouns have told so far
    _actors: dict[str, Actor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._actors = {actor.name: actor for actor in self.cast.actors}

    def spoke(self, speaker: Speaker, number: int) -> None:
        """Remembers who speaks in a sentence."""
        self.last, self.paragraph, self.sentence = speaker, self.sentences[number].paragraph, number

    def passed(self, number: int) -> None:
        """A sentence about the last speaker ("He put the blame on rain") and nobody else keeps him in mind."""
        first = self.cast.scenes[number].tokens[:1]
        gender = self.words.pronouns.get(first[0].core.lower()) if first else None
        others = [m for m, _ in self.cast.mentions[number] if m.kind == "person"]
        if self.last and gender and not others and self._near(number) and self._may_be(self.last, gender):
            self.paragraph = self.sentences[number].paragraph

    # ------------------------------------------------------------------ he and she

    def pronoun(self, number: int, written: str, before: int = 0) -> Speaker | None:
        """Who a pronoun stands for: the last speaker if near and fitting, else the one person near that fits.

        Where the sentence speaks of "the author" before the pronoun, at token `before`, it is this one or nobody.
        """
        gender = self.words.pronouns[written.lower()]
        if gender == "pl":
            return None
        if gender == "n":
            return self._body(number, written)
        head = self._subject_role(number, before)
        if head:
            speaker = self.role(head, written)
            return replace(speaker, how="pronoun") if speaker and self.fits(speaker.name, gender) else None
        return self._remembered(number, written, gender)

    def _remembered(self, number: int, written: str, gender: str) -> Speaker | None:
        """The last speaker if near and of a gender, else the one person near that is."""
        own = self._spoken_of(number)
        here = [
            name for name in self.persons_before(number, paragraphs=0) if name not in own and self.fits(name, gender)
        ]
        last = self.last if self.last and self._near(number) and self._may_be(self.last, gender) else None
        if last and last.name in own:
            last = None
        if last and last.unnamed:
            return None if here else Speaker(last.name, written, "pronoun", last.certain, unnamed=True)
        near = [
            name for name in self.persons_before(number, paragraphs=1) if name not in own and self.fits(name, gender)
        ]
        for candidates in (here, [last.name] if last else near):
            name = last.name if last and last.name in candidates else candidates[0] if len(candidates) == 1 else None
            if name and "" not in candidates:
                self.genders.setdefault(name, gender)
                return Speaker(name, written, "pronoun")
            if candidates:
                return None
        return None

    def _subject_role(self, number: int, before: int) -> str | None:
        """The role that a sentence with "which he described" begins with or comes to behind a comma: "the author"."""
        tokens = self.cast.scenes[number].tokens
        if not before or tokens[before - 1].core not in self.words.relative:
            return None
        for at in range(before - 1):
            opens = at == 0 or tokens[at - 1].text == ","
            if opens and tokens[at].core.lower() == "the" and tokens[at + 1].core in self.words.role_heads:
                return tokens[at + 1].core
        return None

    def _body(self, number: int, written: str) -> Speaker | None:
        """ "It said": the body or country that the sentence before, in the same paragraph, begins with."""
        before = number - 1
        if before < 0 or self.sentences[before].paragraph != self.sentences[number].paragraph:
            return None
        tokens = self.cast.scenes[before].tokens
        for mention, actor in self.cast.mentions[before]:
            opens = mention.first - (mention.first > 0 and tokens[mention.first - 1].core == "The") == 0
            if opens and mention.kind in {"organisation", "country"} and actor is not None and not mention.demonym:
                possessive = tokens[mention.last - 1].possessive
                return None if possessive else Speaker(self.cast.actors[actor].name, written, "pronoun")
        return None

    def _spoken_of(self, number: int) -> set[str]:
        """Persons that a sentence names, or speaks of by a role of two words or more: who says it is another."""
        sentence = self.sentences[number]
        lower = self.text[sentence.start : sentence.end].lower()
        roles = {a.name for a in self.cast.actors if a.role and " " in a.role and f"the {a.role.lower()}" in lower}
        return roles | {m.full for m, _ in self.cast.mentions[number] if m.kind == "person"}

    def persons_before(self, number: int, *, paragraphs: int) -> list[str]:
        """Persons named in the sentences before this one, back to so many paragraphs, nearest first."""
        names: list[str] = []
        limit = self.sentences[number].paragraph - paragraphs
        for at in range(number - 1, -1, -1):
            if self.sentences[at].paragraph < limit:
                break
            tokens = self.cast.scenes[at].tokens
            for mention, _ in self.cast.mentions[at]:
                behind = tokens[mention.last].core if mention.last < len(tokens) else ""
                if mention.kind == "person" and mention.full not in names and behind not in self.words.attributive:
                    names.append(mention.full)  # "" for a surname that several bear
        return names

    def fits(self, name: str, gender: str) -> bool:
        """Whether nothing in the person's role, first name or earlier pronouns speaks against this one."""
        if not name:
            return True  # somebody of a family, and nobody knows who
        actor = self._actors.get(name)
        if actor is None or actor.kind != "person" or self.genders.get(name, gender) != gender:
            return False
        female, male = self.words.genders
        heads = {word for part in (actor.role or "").replace(".", "").split() for word in (part, part.lower())}
        if heads & (male if gender == "f" else female):
            return False
        first = name.split(maxsplit=1)[0] if " " in name else ""
        return first not in (self.words.men if gender == "f" else self.words.women)

    def _may_be(self, speaker: Speaker, gender: str) -> bool:
        """Whether a pronoun may stand for a speaker, described ones included."""
        return (speaker.unnamed and gender != "pl" and not self._plural(speaker.name)) or self.fits(
            speaker.name, gender
        )

    def _near(self, number: int) -> bool:
        return self.sentences[number].paragraph - self.paragraph <= 1

    # ------------------------------------------------------- "the official", "the ministry"

    def definite(self, number: int, head: str, written: str) -> Speaker | None:
        """Who "the official" or "the agency" is: the last speaker, where near and of that kind."""
        named = self._one_body(number, head)
        if named:
            return Speaker(named, written, "description")
        if not self.last or not self._near(number):
            return None
        actor = self._actors.get(self.last.name)
        described = f"{self.last.name} {actor.role or '' if actor else ''}".lower().split()
        is_body = actor is not None and actor.kind == "organisation" and head in self.words.any_body
        an_official = head in self.words.anybody and actor is not None and bool(actor.role)
        if head in described or is_body or an_official:
            return Speaker(self.last.name, written, "description", unnamed=self.last.unnamed)
        return None

    def _one_body(self, number: int, head: str) -> str | None:
        """The one body of the article whose name ends with a noun, if named before: "the ministry"."""
        same = [a for a in self.cast.actors if a.kind == "organisation" and a.name.lower().endswith(f" {head}")]
        if len(same) != 1:
            return None
        before = (m.full for row in self.cast.mentions[:number] for m, _ in row)
        return same[0].name if same[0].name in before else None

    def role(self, role: str, written: str) -> Speaker | None:
        """ "the minister" is the one person whose role ends with that word."""
        same = [a for a in self.cast.actors if a.role and a.role.lower().endswith(role.lower())]
        return Speaker(same[0].name, written, "role") if len(same) == 1 else None

    # ------------------------------------------------------------------ no words beside

    def continued(self, number: int, *, whole_paragraph: bool) -> Speaker | None:
        """The last speaker goes on in the same paragraph, or in one that is quoted from end to end."""
        if not self.last:
            return None
        gap = self.sentences[number].paragraph - self.paragraph
        if gap == 0 or (gap == 1 and whole_paragraph and self._closed_paragraph(number)):
            last = self.last
            certain = last.certain and gap == 0
            return Speaker(last.name, last.as_written, "continued", certain, unnamed=last.unnamed, medium=last.medium)
        return None

    def _closed_paragraph(self, number: int) -> bool:
        """Whether the last speaker had the last word of the paragraph before."""
        before = self.sentences[number].paragraph - 1
        last = max((at for at in range(number) if self.sentences[at].paragraph == before), default=-1)
        return last == self.sentence

    def _plural(self, description: str) -> bool:
        """Whether a described speaker is several: "two officials", "villagers"."""
        return description.split(maxsplit=1)[0].lower() in self.words.several or " " not in description
