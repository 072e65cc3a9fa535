"""What a brief rests on: stories, references and their passages, counts, and what is not covered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefgen.model.article import Failure, PublishedFrom

LeftOut = Literal["", "limits", "not about", "not chosen"]
"""Why nothing of a story is printed: no room, not about what was asked for, another was asked for; "" where it is."""


@dataclass(frozen=True, slots=True)
class Story:
    """An event that articles tell. `headline` is its lead article's own, from `outlet`; `number`: among all read.

    `articles` counts all, `originators` those that do not go back to each other's words; `newest` is the time of the
    last one. `references` are the numbers of its sources in this brief, () where nothing of it is printed, and
    `left_out` says why not. `relevance`: how much it is about what was asked for, 0 to 1; None where nothing was.
    `watched`: names and words of the office's watch list in it.
    """

    number: int
    headline: str
    outlet: str | None = None
    articles: int = 1
    originators: int = 1
    newest: str | None = None
    references: tuple[int, ...] = ()
    relevance: float | None = None
    watched: tuple[str, ...] = ()
    left_out: LeftOut = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as the memo cites it. `location` is as given, never absolute; `share` of its body's words is printed.

    `originator` is the agency that the article names; `account` whose account it is in the end, the same for all
    articles that go back to one text: an agency, else an outlet. `copy_of` is the number of the source whose words it
    repeats. `story`: the number of its story. `relevance`: how much it is about what was asked for, 0 to 1.
    """

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
    account: str = ""
    copy_of: int | None = None
    story: int = 1
    relevance: float | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A cited paragraph as it was read: what a reader of the record sees around an extract."""

    reference: int
    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class NotAnalysed:
    """An article in a language that is not analysed: listed with its first sentence, never drawn on.

    `first` is `Article.text[start:end]` of the article with this `digest`. `story` is the number of the story that its
    names and figures are those of, `account` whose account it then is; None and "" where that is open.
    """

    location: str
    title: str
    language: str | None
    direction: Literal["ltr", "rtl"] = "ltr"
    outlet: str | None = None
    published: str | None = None
    first: str = ""
    start: int = 0
    end: int = 0
    digest: str = ""
    story: int | None = None
    account: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was asked for and did not become part of the memo; `stories` are those of which nothing is printed."""

    failed: tuple[Failure, ...] = ()
    undated: tuple[int, ...] = ()
    not_analysed: tuple[NotAnalysed, ...] = ()
    stories: tuple[Story, ...] = ()


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
class Searched:
    """Where a standing brief was looked for. `articles` stand at the `places`, of which `fresh` were not seen before.

    `since` and `until`: ISO times in the desk's zone; `since` None: there was no issue before. `last` names the last
    issue: its reference, else its date.
    """

    until: str
    since: str | None = None
    places: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    articles: int = 0
    fresh: int = 0
    last: str = ""
