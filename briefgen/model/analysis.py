"""What is found in an article: words, sentences, names, times, quotations, actors, each by offset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefgen.model.article import Article, Block


@dataclass(frozen=True, slots=True)
class Word:
    """A token. `tag` is a Penn part of speech, "" while no tagger weights are shipped."""

    start: int
    end: int
    stem: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`number` counts from 1 in its paragraph, `paragraph` from 1 in the body; `words` is a slice of Analysis.words."""

    start: int
    end: int
    paragraph: int
    number: int
    words: tuple[int, int]
    page: int | None = None


Kind = Literal["person", "organisation", "country", "place"]


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name in the text; `actor` is an index into Analysis.actors, or None (a place, an unmerged name)."""

    start: int
    end: int
    kind: Kind
    actor: int | None = None


Precision = Literal["day", "week", "month", "year", "unresolved"]


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression. `resolved` is the ISO date of its first day; None where the text alone does not tell.

    `ahead`: whether the verb beside it looks ahead; None where there is no verb to tell.
    """

    start: int
    end: int
    as_written: str
    resolved: str | None = None
    precision: Precision = "unresolved"
    ahead: bool | None = None

    @property
    def named(self) -> str:
        """As written, without a possessive ending: "Thursday’s" names the same day as "Thursday"."""
        return self.as_written.removesuffix("’s").removesuffix("'s")


@dataclass(frozen=True, slots=True)
class Dateline:
    """ "KUALA LUMPUR (Reuters) -": where an article was filed and by which agency."""

    start: int
    end: int
    place: str | None = None
    agency: str | None = None


EditKind = Literal["cut", "resolved", "glossed", "pointed", "sic"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A declared change of the printed text: `text[start:end]` becomes `inserted`, always in square brackets.

    Offsets are into Article.text. An insertion has start == end; a cut replaces what it covers by "[…]".
    """

    kind: EditKind
    start: int
    end: int
    inserted: str


@dataclass(frozen=True, slots=True)
class Cite:
    """Where printed words stand. `reference` is the number of the source in the brief, 0 within an analysis."""

    reference: int
    start: int
    end: int
    paragraph: int
    sentence: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it. `how`: "next to the quotation", "pronoun", "continued", …; a speaker is never guessed.

    `name` is the fullest form in the article, or the description of an unnamed source; `as_written` stands there.
    """

    name: str
    as_written: str
    how: str
    certain: bool = True
    unnamed: bool = False
    medium: bool = False
    """A medium that the source leans on ("according to CNN"), no actor."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks (`direct`, `mixed`) or reported (`indirect`). `speaker` None: not determined."""

    text: str
    kind: Literal["direct", "mixed", "indirect"]
    cite: Cite
    speaker: Speaker | None = None
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, body or country that takes part.

    `role` is the source's own words and `role_cite` where they stand; without `role_cite` it is the role that the
    office gives in its desk.yaml, never to be shown as the source's. `mentions` counts the times it is named in the
    articles. In an Analysis `statements` holds indices of quotations and `named_in` is empty; in a Brief both hold
    numbers of printed extracts.
    """

    name: str
    kind: Kind
    role: str | None = None
    affiliation: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    statements: tuple[int, ...] = ()
    named_in: tuple[int, ...] = ()
    role_cite: Cite | None = None
    unnamed: bool = False
    heard: bool | None = False
    """In a Brief: whether the articles report any statement, printed or not; None where that is open."""
    watched: bool = False
    """Whether the office's watch list names it: it then comes first among its equals."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that is known about one article's language; drafting reads this and never the article's bytes."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    words: tuple[Word, ...] = ()
    names: tuple[Name, ...] = ()
    actors: tuple[Actor, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    times: tuple[Time, ...] = ()
    dateline: Dateline | None = None
    originator: str | None = None
    boilerplate: tuple[Block, ...] = ()

    def text_of(self, sentence: Sentence) -> str:
        """The sentence's characters, as they stand in the article."""
        return self.article.text[sentence.start : sentence.end]
