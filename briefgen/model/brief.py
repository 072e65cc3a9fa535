"""What is printed: a Brief of extracts, and what is told beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from briefgen.model.analysis import Actor, Cite, Edit, Quotation, Speaker, Time
from briefgen.model.article import Failure
from briefgen.model.sources import Coverage, Passage, Reference, Searched, SourceSummary, Story

_NO_COUNTS, _NO_COVERAGE = SourceSummary(), Coverage()
SCHEMA = 1
"""Version of the record; raised when a field changes its meaning."""


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
    """Something ahead. `when` None: no date in the source; `words` is the clause that carries the date, verbatim."""

    when: Time | None
    extract: Item
    words: str = ""


QuestionKind = Literal["unknown", "undecided", "unconfirmed", "disputed", "no answer", "conditional", "no position"]


@dataclass(frozen=True, slots=True)
class Question:
    """A gap in the reporting. `text` None: no safe question can be derived.

    `words` are the deciding words and `clause` what stands around them up to the next marks, both verbatim.
    """

    text: str | None
    kind: QuestionKind
    extract: Item | None = None
    words: str = ""
    actors: tuple[str, ...] = ()
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One of several values given for the same quantity: `text` as the extract has it; `references` state it."""

    text: str
    extract: Item
    references: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """The same quantity with different values, side by side, in the order of time.

    `quantity` is named by deciding words of an article ("killed").
    """

    quantity: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """An extract of the previous brief: its number and words there; `number`: its counterpart's here, if it has one."""

    before: int
    was: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Delta:
    """What changed since the previous brief, traced to both.

    `previous` names it: its reference, else its date. `new` are numbers of this brief's extracts; `updated` and
    `repeated` pair them with those of the previous brief; `dropped` are extracts of the previous one that no extract
    of this one repeats or updates. `alone`: the brief prints nothing but what has changed.
    """

    previous: str
    new: tuple[int, ...] = ()
    updated: tuple[Since, ...] = ()
    repeated: tuple[Since, ...] = ()
    dropped: tuple[Since, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The addressing block. Marking, reference and names are a person's; the program never infers them.

    `scheme`: whose rules the marking follows ("uk"); `portion`: the mark of each paragraph, without its brackets.
    """

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
    scheme: str = ""
    portion: str = ""


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
    stories: tuple[Story, ...] = ()
    """The stories that are printed, the first first; one where all articles tell the same."""
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
    updates: tuple[Discrepancy, ...] = ()
    """Later values of the same originator, the latest last."""
    not_found: tuple[str, ...] = ()
    """What was asked for (`about`) and stands in no article."""
    quotations: tuple[Quotation, ...] = ()
    references: tuple[Reference, ...] = ()
    passages: tuple[Passage, ...] = ()
    source_summary: SourceSummary = _NO_COUNTS
    coverage: Coverage = _NO_COVERAGE
    searched: Searched | None = None
    """Where a standing brief was looked for; of a single memo nothing is said."""
    delta: Delta | None = None
    left_out: int = 0
    """Extracts within the limits that the page budget had no room for."""
    left_out_of: tuple[str, ...] = ()
    """The sections that would have printed them, and those for which an article's share had no words left."""
    reserve: tuple[Extract, ...] = ()
    by_hand: ByHand = ByHand()
    made: Made = Made("", "")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What `make` hands back: the brief and what could not be read. `notices` are for the person, one a line."""

    brief: Brief
    failures: tuple[Failure, ...] = ()
    notices: tuple[str, ...] = ()


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
    take(*(value.extract for found_ in (*brief.discrepancies, *brief.updates) for value in found_.values))
    return tuple(sorted(found, key=lambda extract: extract.number))


def corroboration(item: Item) -> int:
    """0 where several independent originators tell an extract, 2 where an unnamed source does, else 1."""
    if not isinstance(item, Extract):
        return 1
    if item.speaker and item.speaker.unnamed:
        return 2
    return 0 if len(item.originators) > 1 else 1


def of_story(brief: Brief, story: Story) -> Brief:
    """The brief with those items alone of its sections that stand in one story's sources; the rest as it is."""
    own = {extract.number for extract in extracts_of(brief) if extract.cite.reference in story.references}

    def told(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(item for item in items if (item.ref if isinstance(item, Ref) else item.number) in own)

    positions = (replace(position, extracts=told(position.extracts)) for position in brief.reactions)
    return replace(
        brief,
        bottom_line=told(brief.bottom_line),
        developments=told(brief.developments),
        background=told(brief.background),
        stakes=told(brief.stakes),
        reactions=tuple(position for position in positions if position.extracts),
        figures=tuple(figure for figure in brief.figures if told((figure.extract,))),
        outlook=tuple(expected for expected in brief.outlook if told((expected.extract,))),
        questions=tuple(one for one in brief.questions if one.extract and told((one.extract,))),
        discrepancies=_differing(brief.discrepancies, told),
        updates=_differing(brief.updates, told),
    )


def _differing(
    found: tuple[Discrepancy, ...], told: Callable[[tuple[Item, ...]], tuple[Item, ...]]
) -> tuple[Discrepancy, ...]:
    return tuple(one for one in found if all(told((value.extract,)) for value in one.values))
