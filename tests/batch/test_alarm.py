"""When the alarm is on, and what its mail says."""

from __future__ import annotations

import pytest

from briefgen.batch.alarm import NAMED, alarm, alarm_mail
from briefgen.batch.outcomes import Reading
from briefgen.config import Alarm
from briefgen.model import Failure
from tests.batch import nights

THREE = Alarm(unread=0.1, nights=3)


def _read(read: int, asked: int = 100, down: int = 0) -> Reading:
    return Reading(asked=asked, read=read, unreachable=nights.DOWN * down)


@pytest.mark.parametrize(
    ("tonight", "earlier", "is_on"),
    [
        (_read(60), [0.2, 0.3], True),
        (_read(60), [0.0, 0.0, 0.2, 0.3], True),
        (_read(60), [0.2, 0.0], False),
        (_read(60), [0.0, 0.2], False),
        (_read(60), [0.3, 0.2, 0.1], False),
        (_read(95), [0.2, 0.3], False),
        (_read(90), [0.2, 0.3], False),
        (_read(89), [0.2, 0.3], True),
        (_read(60), [0.3], False),
        (_read(60), [], False),
        (_read(0, asked=0), [0.5, 0.5, 0.5], False),
        (_read(0, asked=0, down=9), [1.0, 1.0], True),
        (_read(60, asked=60, down=1), [0.2, 0.3], False),
    ],
)
def test_the_alarm_is_on_after_so_many_bad_nights_in_a_row(tonight: Reading, earlier: list[float], is_on: bool) -> None:
    assert bool(alarm(tonight, earlier, THREE)) is is_on


def test_one_night_may_be_enough() -> None:
    assert alarm(_read(60), [0.0], Alarm(unread=0.1, nights=1)) == "over 10 % of the sources unread tonight (40 %)"


def test_why_is_told_with_the_share_of_each_night() -> None:
    told = alarm(Reading(asked=1000, read=896), [0.9, 0.12, 0.15], THREE)
    assert told == "over 10 % of the sources unread on 3 nights in a row (12 %, 15 %, 10.4 %)"


def test_the_mail_says_what_is_missing_and_what_to_do() -> None:
    subject, lines = alarm_mail(nights.full())
    assert subject == "briefgen 2026-11-24: 2 memos NOT made, 3 deliveries in doubt, too much unread"
    assert lines[0].startswith("night 2026-11-24: 3 of 5 memos made")
    text = "\n".join(lines)
    assert "- sahel: needed more than 60 seconds: the last good one is out/2026-11-23/sahel.pdf: raise jobs." in text
    assert "- danube to director@example.org: unknown: the run of 2026-11-23 died while it was sent: ask" in text
    assert "danube to outbox/" not in text, "what was sent is no news"
    assert "- https://feeds.example/world.xml: 503, 3 tries: try again later" in text
    assert "- inbox/scan.pdf: no text on its pages: give a PDF with text" in text


def test_the_mail_holds_no_headline() -> None:
    assert "River bridge: talks resume" not in "\n".join(alarm_mail(nights.full())[1])


def test_the_mail_of_a_thousand_failures_is_short() -> None:
    failures = tuple(Failure(f"inbox/{at}.txt", "read", "X", nights.LONG) for at in range(1000))
    _, lines = alarm_mail(nights.night(reading=Reading(asked=1000, failures=failures)))
    assert lines[-1] == f"- and {1000 - NAMED} more: see the run report"
    assert sum(map(len, lines)) < 20_000


def test_no_name_can_forge_a_line_or_a_header_of_the_mail() -> None:
    subject, lines = alarm_mail(nights.hostile())
    assert subject.isprintable()
    assert len(subject) < 120
    assert all(line.isprintable() for line in lines)
    assert not [line for line in lines[1:] if line.startswith("night")]
    assert max(map(len, lines)) <= 302
