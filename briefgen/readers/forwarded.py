"""The lines of a message in; those that are the article out, with what people and programs put around it as notes.

A message may hold others: an answer above a forwarded newsletter above ... The one with most words is the article;
the lines above and below it, greetings, closings, signatures and disclaimers are notes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from briefgen.readers.dates import iso_of
from briefgen.readers.head import byline_of
from briefgen.readers.lines import ends_sentence, like_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})\.?(?: de)? (?P<m>[^\W\d]{3,12})\.?,?(?: de)? (?P<y>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<m>[^\W\d]{3,12})\.? (?P<d>\d{1,2}), (?P<y>\d{4})")
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+")
_HEAD_LINES = 12  # lines that the "From:" lines of one message take
_SIGNATURE_LINES = 12
_SHORT = 60  # characters: lines of a signature are short
_COVER_WORDS = 60  # a first paragraph of more words is no mere cover note
_ANNOUNCING_WORDS = 12  # "Karin, this just in:"
_NOTE = 160  # characters of a note
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ .,'’-]{2,40}(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?(?:,? \d{4})?,? ?(?:\([^()]{2,40}\))? ?[—–-]{1,2} "
)


_PATTERNS = (
    "marker", "quoting", "greeting", "cover", "closing", "sent_from", "disclaimer", "furniture", "separator",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """What mail.yaml says, compiled."""

    labels: dict[str, str]
    label: re.Pattern[str]
    marker: re.Pattern[str]
    quoting: re.Pattern[str]
    greeting: re.Pattern[str]
    cover: re.Pattern[str]
    closing: re.Pattern[str]
    sent_from: re.Pattern[str]
    disclaimer: re.Pattern[str]
    furniture: re.Pattern[str]
    separator: re.Pattern[str]
    prefixes: re.Pattern[str]
    bulk: frozenset[str]
    skip_types: tuple[str, ...]
    skip_names: frozenset[str]
    months: dict[str, int]
    """Month's name in small letters -> 1..12."""


@cache
def words() -> Words:
    """The shipped words."""
    import yaml

    raw: dict[str, Any] = yaml.safe_load(
        resources.files("briefgen.readers").joinpath("mail.yaml").read_text(encoding="utf-8")
    )
    labels = {label.casefold(): field for field, several in raw["labels"].items() for label in several}
    names = "|".join(sorted(map(re.escape, labels), key=len, reverse=True))
    patterns = {name: re.compile(raw[name], re.IGNORECASE) for name in _PATTERNS}
    return Words(
        labels=labels,
        label=re.compile(rf"\*?(?P<label>{names}) ?:\*?(?P<value>(?:\s.*)?)", re.IGNORECASE),
        prefixes=re.compile(rf"(?:\s*(?:{'|'.join(raw['prefixes'])})\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE),
        bulk=frozenset(raw["bulk"]),
        skip_types=tuple(raw["skip_types"]),
        skip_names=frozenset(raw["skip_names"]),
        months={name: number for number, names in enumerate(raw["months"], 1) for name in names},
        **patterns,
    )


@dataclass(frozen=True, slots=True)
class Letter:
    """The numbers of the lines that are the article's, in order; what was around them; what its "From:" lines state."""

    kept: tuple[int, ...]
    notes: tuple[str, ...] = ()
    sender: str = ""
    date: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class _Message:
    """A message inside: `lines[first:end]`, and the fields that stood above it."""

    first: int
    end: int
    fields: dict[str, str]


def bare(line: str) -> str:
    """A line without quotation marks at its start and white space around it."""
    return _QUOTE.sub("", line).strip()


def without_prefixes(subject: str) -> str:
    """A subject without "Fwd:", "AW:", "Re[2]:"."""
    found = words().prefixes.match(subject)
    return subject[found.end() :].strip() if found else subject.strip()


def day_of(stated: str) -> str | None:
    """The ISO date of a "Date:" or "Sent:" line as mail programs write it in their languages.

    None where no day is stated in words: 9/7/2025 is July or September.
    """
    whole = iso_of(stated) or iso_of(re.sub(r"\s+(?:at|um|à|a las|ob)\s+", " ", stated))
    found = _DAY_FIRST.search(stated) or _MONTH_FIRST.search(stated)
    if whole or not found:
        return whole
    spelled = found["m"].casefold()
    month = next((number for name, number in words().months.items() if name.startswith(spelled)), 0)
    return iso_of(f"{found['y']}-{month:02}-{int(found['d']):02}")


def parted(lines: Sequence[str]) -> Letter:
    """The article among the lines of a message."""
    plain = [bare(line) for line in lines]
    messages = list(_messages(plain))
    chosen = max(messages, key=lambda one: (sum(len(line.split()) for line in plain[one.first : one.end]), one.first))
    notes = [
        note
        for one in messages
        if one is not chosen
        for note in _noted("forwarder's lines", _spoken(plain[one.first : one.end]))
    ]
    body = list(range(chosen.first, chosen.end))
    body, tail = _without_tail(plain, body)
    body, junk = _without_junk(plain, body)
    body, cover = _without_cover(plain, body)
    fields = chosen.fields
    return Letter(
        tuple(body), (*cover, *notes, *tail, *junk), fields.get("from", ""), fields.get("date", ""),
        fields.get("subject", ""),
    )  # fmt: skip


# ------------------------------------------------------------------ messages inside


def _messages(lines: Sequence[str]) -> Iterator[_Message]:
    """The message and those inside it, from the top."""
    first, fields, at = 0, dict[str, str](), 0
    while at < len(lines):
        opened = _opens(lines, at)
        if opened is None:
            at += 1
            continue
        yield _Message(first, at, fields)
        first, fields = opened
        at = first
    yield _Message(first, len(lines), fields)


def _opens(lines: Sequence[str], at: int) -> tuple[int, dict[str, str]] | None:
    """Where the text of a message begins whose head begins at a line, and what the head states; None: it is no head."""
    ours = words()
    if ours.quoting.fullmatch(lines[at]):
        return at + 1, _quoted_from(lines[at])
    marked = ours.marker.fullmatch(lines[at]) is not None
    start = at + 1 if marked else at
    while marked and start < len(lines) and not lines[start]:
        start += 1
    fields: dict[str, str] = {}
    end = start
    for number in range(start, min(len(lines), start + _HEAD_LINES)):
        found = ours.label.fullmatch(lines[number])
        if found:
            fields.setdefault(ours.labels[found["label"].casefold()], found["value"].strip())
            end = number + 1
        elif (lines[number] and not _continues(lines, number)) or (
            not lines[number] and not (number + 1 < len(lines) and ours.label.fullmatch(lines[number + 1]))
        ):
            break
    # A byline "From: our correspondent" is one line; the head of a message has two at least.
    whole = "from" in fields and len(fields.keys() & {"date", "subject", "to"}) >= (1 if marked else 2)
    return (end, fields) if whole else None


def _quoted_from(line: str) -> dict[str, str]:
    """Sender and date of an "On 9 Jul 2025 at 06:30, Lake News <news@lake.example> wrote:" line."""
    sender = re.search(r"[^,;:<>]{0,80}<[^<>\s]+@[^<>\s]+>", line)
    date = re.search(r"\d{1,2}\.? [^\W\d]{3,9}\.? \d{4}|[^\W\d]{3,9}\.? \d{1,2}, \d{4}|\d{4}-\d\d-\d\d", line)
    return {"from": (sender[0] if sender else line).strip(), "date": date[0] if date else ""}


def _continues(lines: Sequence[str], number: int) -> bool:
    """Whether a line goes on with the addresses of the one above it."""
    below = next((line for line in lines[number + 1 : number + 3] if line), "")
    return ("@" in lines[number] or ";" in lines[number]) and words().label.fullmatch(below) is not None


def _spoken(lines: Sequence[str]) -> str:
    return " ".join(" ".join(line for line in lines if not words().separator.fullmatch(line)).split())


def _noted(label: str, text: str) -> list[str]:
    shown = text if len(text) <= _NOTE else f"{text[:_NOTE].rsplit(' ', 1)[0]} […]"
    return [f"{label}: “{shown}”"] if text else []


# ------------------------------------------------------------------ what stands around the article


def _without_tail(lines: Sequence[str], body: list[int]) -> tuple[list[int], list[str]]:
    """Without the signature: behind "-- ", or from a closing ("Best regards,") on when only short lines follow."""
    for place, number in enumerate(body):
        if lines[number] in ("--", "-- ", "—") and place > 0:
            return body[:place], _noted("signature", _spoken([lines[one] for one in body[place + 1 :]]))
    for place in range(len(body) - 1, 0, -1):
        below = [lines[one] for one in body[place:] if lines[one]]
        if len(below) > _SIGNATURE_LINES or any(_is_prose(line) for line in below):
            break
        if words().closing.fullmatch(lines[body[place]]):
            return body[:place], _noted("signature", _spoken(below))
    return body, []


def _is_prose(line: str) -> bool:
    """Whether a line is a sentence of an article rather than one of a signature or disclaimer."""
    ours = words()
    return len(line) > 2 * _SHORT and not ours.disclaimer.match(line) and not ours.furniture.match(line)


def _without_junk(lines: Sequence[str], body: list[int]) -> tuple[list[int], list[str]]:
    """Without disclaimers, newsletters' furniture and "Sent from my phone", paragraph by paragraph."""
    ours = words()
    kept: list[int] = []
    notes: list[str] = []
    for paragraph in _paragraphs(lines, body):
        first = lines[paragraph[0]]
        label = ""
        if ours.disclaimer.match(_spoken([lines[one] for one in paragraph])[:400]):
            label = "disclaimer"
        elif ours.furniture.fullmatch(first) or ours.sent_from.fullmatch(first):
            label = "added by a program"
        if label:
            notes += _noted(label, _spoken([lines[one] for one in paragraph]))
        else:
            kept += paragraph
    return kept, notes


def _paragraphs(lines: Sequence[str], body: Sequence[int]) -> Iterator[list[int]]:
    """Runs of lines; the empty lines stay with the run above them."""
    run: list[int] = []
    for number in body:
        if run and lines[number] and not lines[run[-1]]:
            yield run
            run = []
        if lines[number] or run:
            run.append(number)
    if run:
        yield run


def _without_cover(lines: Sequence[str], body: list[int]) -> tuple[list[int], list[str]]:
    """Without a greeting and the lines that hand the article on: up to a rule, or up to where the article begins."""
    ours = words()
    runs = list(_paragraphs(lines, body))
    greeted = bool(runs) and ours.greeting.fullmatch(lines[runs[0][0]]) is not None
    taken = 0
    for place, run in enumerate(runs[:8]):
        text = _spoken([lines[one] for one in run])
        if len(text.split()) > _COVER_WORDS or (place > taken and not greeted):
            break
        if _begins_article(lines, runs, place):
            break
        announces = place == 0 and text.endswith(":") and len(text.split()) <= _ANNOUNCING_WORDS
        hands_on = announces or (place == 0 and greeted) or ours.cover.fullmatch(text) or ours.closing.fullmatch(text)
        if all(ours.separator.fullmatch(lines[one]) or not lines[one] for one in run) or hands_on:
            taken = place + 1
        elif not (greeted and _article_below(lines, runs, place)):
            break
        else:
            taken = place + 1
    notes = _noted("forwarder's lines", _spoken([lines[one] for run in runs[:taken] for one in run]))
    # A greeting that stands right above its text, without an empty line between, is a line of that run.
    rest = [one for run in runs[taken:] for one in run]
    return (rest, notes) if any(lines[one] for one in rest) else (body, [])


def _begins_article(lines: Sequence[str], runs: Sequence[Sequence[int]], place: int) -> bool:
    """Whether a run is an article's headline (with byline, dateline or a long paragraph below) or its dateline."""
    shown = [lines[one] for one in runs[place] if lines[one]]
    if not shown:
        return False
    if _DATELINE.match(shown[0]):
        return True
    if not like_heading(shown[0]) or len(shown[0].split()) < 3 or words().greeting.fullmatch(shown[0]):
        return False
    below = [lines[one] for run in (runs[place][1:], *runs[place + 1 : place + 3]) for one in run if lines[one]]
    return any(byline_of(line) or _DATELINE.match(line) or _is_long(line) for line in below[:4])


def _is_long(line: str) -> bool:
    return len(line.split()) >= 10 or ends_sentence(line)


def _article_below(lines: Sequence[str], runs: Sequence[Sequence[int]], place: int) -> bool:
    """Whether a rule or the head of an article follows soon."""
    ahead = range(place + 1, min(place + 5, len(runs)))
    return any(
        _begins_article(lines, runs, one) or words().separator.fullmatch(lines[runs[one][0]]) is not None
        for one in ahead
    )
