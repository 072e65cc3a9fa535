"""A brief, a style and the places of the memo in; the subject and the text of the mail that takes it to readers, out.

The style's mail.txt.j2 says both. The marking is put around it here, so that no style can leave it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefgen.errors import StyleError
from briefgen.model import Brief, Extract, Item, extracts_of
from briefgen.styles import Style
from briefgen.styles.words import text_of
from briefgen.writers import context

TEMPLATE = "mail.txt.j2"
_HEAD = "Subject:"


@dataclass(frozen=True, slots=True)
class Message:
    """A mail's subject, in one line, and its text, which ends with a line break."""

    subject: str
    text: str


def message(brief: Brief, style: Style, *, places: Sequence[str] = (), attached: Sequence[str] = ()) -> Message:
    """The mail about a memo. `places`: where its files stand; `attached`: the names of those that the mail carries.

    Raises StyleError.
    """
    values = {**context(brief, style, plain=True, bare=True), **mail_context(brief, places, attached)}
    subject, text = _parts(style.render(TEMPLATE, **values))
    marking = text_of(brief.header.marking).strip()
    if not marking:
        return Message(subject, f"{text}\n")
    return Message(f"[{marking}] {subject}", f"{marking}\n\n{text}\n\n{marking}\n")


def mail_context(brief: Brief, places: Sequence[str], attached: Sequence[str]) -> dict[str, object]:
    """What mail.txt.j2 is given beside what all templates of a memo are."""
    bottom_line = _extracts(brief, brief.bottom_line)
    told = {extract.number for extract in bottom_line}
    developments = (one for one in _extracts(brief, brief.developments) if one.number not in told)
    # What the last issue had already is new to nobody.
    new = [one for one in developments if not brief.delta or one.since != "repeated"]
    return {"bottom_line": bottom_line, "new": new, "places": tuple(places), "attached": tuple(attached)}


def _extracts(brief: Brief, items: Iterable[Item]) -> list[Extract]:
    """The extracts of a section, also those that are printed in another: a mail has no other place to point to."""
    known = {extract.number: extract for extract in extracts_of(brief)}
    numbers = (item.number if isinstance(item, Extract) else item.ref for item in items)
    return [known[number] for number in dict.fromkeys(numbers) if number in known]


def _parts(rendered: str) -> tuple[str, str]:
    """Subject and text of what the template made. Raises StyleError where it does not begin with the subject."""
    head, _, body = rendered.strip().partition("\n")
    if not head.startswith(_HEAD) or not head.removeprefix(_HEAD).strip():
        raise StyleError("has no subject", hint=f'let its first line be "{_HEAD} ..."', file=TEMPLATE, line=1)
    lines = [line.rstrip() for line in body.split("\n")]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return " ".join(head.removeprefix(_HEAD).split()), "\n".join(kept).strip()
