"""The nouns: what a reader, the analysis and a brief are made of; data only, no behaviour beyond a look-up.

All records are frozen and hold tuples, so that they can be shared, hashed and sent to another process.
Offsets are code points into `Article.text`, half open as in a slice. Dates and times are ISO 8601
strings ("2025-07-09" or "2025-07-09T06:30:00+02:00"): a record is written to JSON as it stands.
A field whose name is a Python keyword ends in "_"; in JSON and YAML it is written without it.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

SCHEMA = 1
"""Version of the record; raised when a field changes its meaning."""

# ------------------------------------------------------------------ what is read


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes from somewhere, not yet read. `location` is as the person gave it; `depth` counts links followed."""

    location: str
    data: bytes = field(repr=False)
    media_type: str | None = None
    depth: int = 0

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, hexadecimal."""
        return sha256(self.data).hexdigest()


BlockKind = Literal["title", "byline", "heading", "paragraph", "item", "caption", "table", "other"]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an article's page, `text[start:end]`, without surrounding white space. `page` counts from 1."""

    kind: BlockKind
    start: int
    end: int
    page: int | None = None


PublishedFrom = Literal["meta", "json-ld", "feed", "dateline", "file", "given"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read. `text` keeps the source's characters; nothing is normalised."""

    id: str
    location: str
    title: str
    text: str = field(repr=False)
    blocks: tuple[Block, ...] = ()
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    published_from: PublishedFrom | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()
    reader: str = ""
    """Name and version of the reader, as "plain/1"."""
    partial: bool = False

    @property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, hexadecimal."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be done with one source: a value, so that one bad file does not stop the others."""

    location: str
    stage: str
    kind: str
    message: str
    hint: str = ""


# -------------------------------------------------------------- what is found in it


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

    `role` is the source's own words and `role_cite` where they stand. `mentions` counts the times it is named in the
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


# --------------------------------------------------------------------- the brief


@dataclass(frozen=True, slots=True)
class Extract:
    """The atom of a brief: words of a source with what is needed to prove them.

    `text` is what is printed: the cited slice with `edits` applied. `digest` proves that nobody changed `text`.
    `kind` holds the types within its section, strongest first: ("economic", "deadline") for a stake.
    `voice` tells whose words: the source's own, attributed by it, or quoted. `origin` is a second-hand medium
    ("CNN") that the source itself leans on. `why` names the cues that chose it. `keep_with` are numbers of extracts
    without which this one misleads.
    """

    text: str
    number: int
    cite: Cite
    digest: str
    edits: tuple[Edit, ...] = ()
    words: int = 0
    """Words of the source that it prints, what edits add not counted."""
    speaker: Speaker | None = None
    hedges: tuple[str, ...] = ()
    times: tuple[Time, ...] = ()
    originators: tuple[str, ...] = ()
    also_in: tuple[Cite, ...] = ()
    keep_with: tuple[int, ...] = ()
    kind: tuple[str, ...] = ()
    voice: Literal["own", "attributed", "quoted"] = "own"
    origin: str | None = None
    rank: int = 0
    score: float = 0.0
    why: tuple[str, ...] = ()
    since: Literal["new", "updated", "repeated"] = "new"
    edited_by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Ref:
    """Stands in any section for an extract that is printed elsewhere."""

    ref: int


Item = Extract | Ref


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as the source writes it: "more than 700 drones" has value "more than 700", counts "drones"."""

    value: str
    unit: str | None
    counts: str | None
    extract: Item


@dataclass(frozen=True, slots=True)
class Position:
    """What one actor said or did about it. `actor` is a name from the brief's actors, or an unnamed description."""

    actor: str
    extracts: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Expectation:
    """Something ahead. `when` None: no date in the source."""

    when: Time | None
    extract: Item


QuestionKind = Literal["unknown", "undecided", "unconfirmed", "disputed", "no answer", "conditional", "no position"]


@dataclass(frozen=True, slots=True)
class Question:
    """A gap in the reporting. `text` None: no safe question can be derived; `words` are the deciding words."""

    text: str | None
    kind: QuestionKind
    extract: Item | None = None
    words: str = ""
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """One of several values given for the same quantity."""

    text: str
    extract: Item


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """The same quantity with different values, side by side."""

    quantity: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as the memo cites it. `location` is as given, never absolute; `share` of its body's words is printed."""

    number: int
    outlet: str | None
    title: str
    byline: str | None
    originator: str | None
    published: str | None
    published_from: PublishedFrom | None
    location: str
    digest: str
    words: int
    paragraphs: int
    words_printed: int = 0
    share: float = 0.0
    language: str | None = None
    partial: bool = False
    reader: str = ""
    not_printed: tuple[int, ...] = ()
    """Numbers of the paragraphs of which nothing is printed."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A cited paragraph as it was read: what a reader of the record sees around an extract."""

    reference: int
    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was asked for and did not become part of the memo."""

    failed: tuple[Failure, ...] = ()
    undated: tuple[int, ...] = ()
    not_analysed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """Counts only; no assessment of reliability is made."""

    articles: int = 0
    originators: int = 0
    extracts: int = 0
    own_or_attributed: int = 0
    quoted: int = 0
    speakers: int = 0
    unnamed: int = 0
    second_hand: int = 0


@dataclass(frozen=True, slots=True)
class Delta:
    """What changed since the previous brief; numbers of its or this brief's extracts."""

    previous: str
    new: tuple[int, ...] = ()
    updated: tuple[int, ...] = ()
    repeated: tuple[int, ...] = ()
    dropped: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """The addressing block. Marking, reference and names are a person's; the program never infers them."""

    subject: str
    date: str
    to: str = ""
    from_: str = ""
    through: str = ""
    cc: str = ""
    reference: str = ""
    cutoff: str | None = None
    purpose: str = "information"
    critical_date: str = ""
    marking: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """ "draft" until a person issues it; then reviewer and time stand here."""

    state: Literal["draft", "issued", "corrected"] = "draft"
    reviewer: str | None = None
    reviewed: str | None = None


@dataclass(frozen=True, slots=True)
class ByHand:
    """Texts that only a person can write; left empty by the program."""

    comment: str = ""
    objectives: str = ""
    lines_to_take: str = ""
    if_raised: str = ""
    recommendation: str = ""
    routing: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """Which program and which settings made the brief."""

    version: str
    recipe: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The memo before it has a look. Sections hold extracts, or Refs to extracts of another section."""

    header: Header
    record: int = SCHEMA
    status: Status = Status()
    bottom_line: tuple[Item, ...] = ()
    developments: tuple[Item, ...] = ()
    figures: tuple[Figure, ...] = ()
    actors: tuple[Actor, ...] = ()
    reactions: tuple[Position, ...] = ()
    background: tuple[Item, ...] = ()
    stakes: tuple[Item, ...] = ()
    outlook: tuple[Expectation, ...] = ()
    questions: tuple[Question, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    not_found: tuple[str, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    references: tuple[Reference, ...] = ()
    passages: tuple[Passage, ...] = ()
    source_summary: SourceSummary = SourceSummary()
    coverage: Coverage = Coverage()
    delta: Delta | None = None
    left_out: int = 0
    """Extracts within the limits that the page budget had no room for."""
    reserve: tuple[Extract, ...] = ()
    by_hand: ByHand = ByHand()
    made: Made = Made("", "")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `make` hands back: the brief and what could not be read. `notices` are for the person, one a line."""

    brief: Brief
    failures: tuple[Failure, ...] = ()
    notices: tuple[str, ...] = ()


# ------------------------------------------------- look-ups that several stages need


def printed(text: str, start: int, end: int, edits: tuple[Edit, ...]) -> str:
    """The slice with its declared edits applied; edits are ordered by start and do not overlap.

    Raises ValueError where an edit lies outside the slice or over another.
    """
    parts: list[str] = []
    at = start
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if not at <= edit.start <= edit.end <= end:
            raise ValueError(f"edit {edit.kind} at {edit.start}:{edit.end} lies outside {at}:{end}")
        parts += [text[at : edit.start], edit.inserted]
        at = edit.end
    parts.append(text[at:end])
    return "".join(parts)


# White space is dropped by str.split; hyphens, U+00AD and U+0002 because line ends add or lose them in PDF text.
_DROPPED = dict.fromkeys(map(ord, "-\u00ad\u2010\u2011\u0002"))


def normalised(text: str) -> str:
    """Unicode NFC without white space, hyphens, U+00AD and U+0002: what two texts are compared by, nothing else."""
    # Composed last: an accent may stand behind a dropped hyphen.
    return unicodedata.normalize("NFC", "".join(text.translate(_DROPPED).split()))


def digest_of(text: str) -> str:
    """The digest of an extract's printed text: SHA-256 of its normal form, first 16 hexadecimal digits."""
    return sha256(normalised(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def seal_of(record: Mapping[str, object]) -> str:
    """A record's seal: tells whether a person has edited it since it was written. The key "seal" is not counted."""
    rest = {key: value for key, value in record.items() if key != "seal"}
    canonical = json.dumps(rest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def extracts_of(brief: Brief) -> tuple[Extract, ...]:
    """Every extract that the brief prints, by number; Refs point into these."""
    found: list[Extract] = []

    def take(*items: Item | None) -> None:
        found.extend(item for item in items if isinstance(item, Extract))

    take(*brief.bottom_line, *brief.developments, *brief.background, *brief.stakes)
    take(*(figure.extract for figure in brief.figures))
    take(*(item for position in brief.reactions for item in position.extracts))
    take(*(expected.extract for expected in brief.outlook))
    take(*(question.extract for question in brief.questions))
    take(*(value.extract for found_ in brief.discrepancies for value in found_.values))
    return tuple(sorted(found, key=lambda extract: extract.number))
