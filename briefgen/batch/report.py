"""A finished night in; its last line, its lines for people and its exit code out.

Whatever comes from a file's name, an address or a fault is printed through `visible`, so that a hostile name can
neither end the line nor turn it round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from briefgen.batch.outcomes import Delivered, DeliveryState, Memo, Night, Reading
from briefgen.model import Failure, visible

MOST = 300
"""Characters of the last line: what a screen, a log and a subject line still show whole."""
_ROOMS = ((3, 1, 90), (2, 1, 60), (2, 0, 40), (1, 0, 40), (1, 0, 24), (0, 0, 24))
"""Missing memos and deliveries that are named, and characters of each reason; the first that fits is taken."""
_NOT_SENT: dict[DeliveryState, str] = {
    "failed": "delivery failed",
    "unknown": "nobody knows whether it was delivered",
    "refused": "delivery refused",
}
_ADVICE: dict[DeliveryState, str] = {
    "failed": "see to the place or the server, then run briefgen batch again",
    "unknown": "ask whether it has arrived: it is not sent again by itself",
    "refused": "raise mail.ceiling if the marking may be mailed, or deliver it another way",
}


def exit_code(night: Night) -> int:
    """130 where it was interrupted; 1 where something owed is missing or the alarm is on; else 0."""
    if night.is_interrupted:
        return 130
    return 1 if night.alarm or missing(night) or undelivered(night) else 0


def missing(night: Night) -> tuple[Memo, ...]:
    """The memos that were owed and are not there."""
    return tuple(memo for memo in night.memos if memo.state == "not made")


def undelivered(night: Night) -> tuple[Delivered, ...]:
    """The deliveries that failed, were refused, or of which nobody knows."""
    return tuple(one for one in night.deliveries if one.state != "sent")


def last_line(night: Night) -> str:
    """The night in one line of at most `MOST` characters; many failures are counted instead of named."""
    line = ""
    for memos, deliveries, room in _ROOMS:
        line = f"night {clipped(night.date, 20)}: {'; '.join(_parts(night, memos, deliveries, room))}"
        if len(line) <= MOST:
            break
    return clipped(line, MOST)


def lines(night: Night) -> Iterator[str]:
    """A line, `place: what: what to do`, for each failure, missing memo, delivery and notice; none twice."""
    return iter(dict.fromkeys(_lines(night)))


def clipped(text: str, room: int) -> str:
    """The text on one line, cut to so many characters with "…" at its end."""
    shown = visible(text)
    return shown if len(shown) <= room else shown[: room - 1].rstrip() + "…"


def remedy(one: Memo | Delivered) -> str:
    """What a person can do about a memo or a delivery: its own hint, else what helps in general."""
    if one.hint:
        return one.hint
    return f"make it by hand: briefgen batch --only {one.name}" if isinstance(one, Memo) else _ADVICE.get(one.state, "")


def counted(number: int, noun: str) -> str:
    """ "1 memo", "4 memos", "2 deliveries"."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


# ------------------------------------------------------------------ the last line


def _parts(night: Night, memos: int, deliveries: int, room: int) -> Iterator[str]:
    """The pieces of the line, what matters most first: that is what a cut leaves."""
    if night.is_interrupted:
        yield "interrupted"
    if night.memos or not night.is_interrupted:
        yield from _memos(night.memos)
    yield from _not_made(missing(night), memos, room)
    if night.alarm:
        yield f"ALARM: {clipped(night.alarm, room + 20)}"
    yield from _undelivered(night, deliveries, room)
    yield from _reading(night.reading, memos, room)


def _memos(memos: Sequence[Memo]) -> Iterator[str]:
    count = Counter(memo.state for memo in memos)
    owed = count["made"] + count["not made"]
    rest = [(count["kept"], "up to date")] if count["kept"] or not memos else []
    rest += [(count["empty"], "without news")] if count["empty"] else []
    if owed:
        yield ", ".join([f"{count['made']:,} of {counted(owed, 'memo')} made", *(f"{n:,} {what}" for n, what in rest)])
        return
    yield "nothing new"
    yield from (f"{counted(n, 'memo')} {what}" for n, what in rest)


def _not_made(memos: Sequence[Memo], named: int, room: int) -> Iterator[str]:
    for memo in memos[:named]:
        why = f": {clipped(memo.why, room)}" if memo.why else ""
        yield f"{clipped(memo.title, max(room, 30))} NOT made{why}"
    if more := len(memos[named:]):
        yield f"and {more:,} more NOT made" if named else f"{more:,} NOT made"


def _undelivered(night: Night, named: int, room: int) -> Iterator[str]:
    """ "1 of 3 deliveries failed (danube to outbox/: disk full)", "of 9 deliveries 2 failed, 1 refused"."""
    found, all_of = undelivered(night), counted(len(night.deliveries), "delivery")
    states = [(number, state) for state in _NOT_SENT if (number := sum(one.state == state for one in found))]
    first = f" ({_which(found[0], room)}{_and_more(found[1:])})" if found and named else ""
    if len(states) == 1:
        yield f"{states[0][0]:,} of {all_of} {states[0][1]}{first}"
    elif states:
        yield f"of {all_of} {', '.join(f'{number:,} {state}' for number, state in states)}{first}"


def _which(one: Delivered, room: int) -> str:
    why = f": {clipped(one.why, room)}" if one.why else ""
    return f"{clipped(one.title, room)} to {clipped(one.to, room)}{why}"


def _and_more(rest: Sequence[object]) -> str:
    return f"; and {len(rest):,} more" if rest else ""


def _reading(reading: Reading, named: int, room: int) -> Iterator[str]:
    if reading.asked:
        yield f"{reading.read:,} of {counted(reading.asked, 'article')} read"
    if number := len(reading.unreachable):
        of = counted(max(number, reading.feeds), "feed")
        yield f"{number:,} of {of} unreachable ({_reasons(reading.unreachable, max(named, 1), room)})"


def _reasons(failures: Sequence[Failure], named: int, room: int) -> str:
    """Why, the most frequent reason first."""
    found = [reason for reason, _ in Counter(failure.message for failure in failures).most_common()]
    return "; ".join(clipped(reason, room) for reason in found[:named]) + _and_more(found[named:])


# ------------------------------------------------------------------ the lines for stderr


def _lines(night: Night) -> Iterator[str]:
    reading = night.reading
    for failure in (*reading.failures, *reading.unreachable):
        yield _line(failure.location, failure.message, failure.hint)
    for memo in night.memos:
        yield from (_line(memo.title, notice) for notice in memo.notices)
    for memo in missing(night):
        last = f" (the last good one: {memo.last})" if memo.last else ""
        yield _line(memo.title, f"NOT made: {memo.why}{last}", remedy(memo))
    for one in undelivered(night):
        yield _line(f"{one.title} to {one.to}", _NOT_SENT[one.state], one.why, remedy(one))
    yield from map(_line, night.notices)
    if night.alarm:
        yield _line("alarm", night.alarm, "look at the sources that are named above")


def _line(*parts: str) -> str:
    return ": ".join(visible(part) for part in parts if part)
