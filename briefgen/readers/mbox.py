"""A mailbox file (.mbox) in; its messages out, each a Source that the mail reader reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefgen.errors import Unreadable
from briefgen.model import Failure, Source
from briefgen.readers import ending

if TYPE_CHECKING:
    from collections.abc import Iterable

READER = "mbox/1"
READS = "mailboxes (.mbox)"
_ENDINGS = (".mbox", ".mbx")
_MESSAGES_MOST = 2000
# A line "From ana@lake.example Wed Jul  9 ..." behind an empty line, with a header below it.
_FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]{0,200}\r?\n(?=[!-9;-~]{1,80}:)")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def claims(source: Source) -> int:
    """0..100: sure of "From " and a header at the start; less sure by the ending."""
    start = source.data[:1024]
    if _FROM.match(start):
        return 97
    return 70 if ending(source.location) in _ENDINGS else 0


def read(source: Source) -> Iterable[Source | Failure]:
    """A Source for each message, numbered from 1; a Failure where there are too many. Raises Unreadable."""
    starts = [found.span() for found in _FROM.finditer(source.data)]
    if not starts:
        raise Unreadable(f"{source.location}: no mailbox: no line “From …” in it", hint="export it again as .mbox")
    ends = [start for start, _ in starts[1:]] + [len(source.data)]
    found: list[Source | Failure] = []
    for number, ((_, begin), end) in enumerate(zip(starts, ends, strict=True), 1):
        if number > _MESSAGES_MOST:
            message = f"only the first {_MESSAGES_MOST} messages are read"
            found.append(Failure(source.location, "read", "TooBig", message, "split the mailbox"))
            break
        data = _ESCAPED.sub(rb"\1", source.data[begin:end])
        found.append(Source(f"{source.location}/{number}", data, "message/rfc822"))
    return found
