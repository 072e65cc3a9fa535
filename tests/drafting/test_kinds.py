"""Reports of matches: known by their words; nothing is at stake in them that is not said plainly."""

from __future__ import annotations

from briefgen.drafting.kinds import reports_match
from tests.drafting.given import MEETING, drafted, units_of

MATCH = (
    "Norland beat Sudmark 3-1 in the semifinal of the world cup on Tuesday, with two goals by striker Jan Weber.",
    "Weber scored from a penalty before half-time and added a second goal ten minutes before the end of the match.",
    "The coach said that his team could have won by more, and that the defeat would hurt the other side.",
    "Sudmark, who lost their first match of the tournament, may be without their goalkeeper for the last game.",
    "The fans of the club left the stadium early, and the title may now go to a team from the north.",
)


def test_a_match_is_told_by_its_words() -> None:
    assert reports_match(units_of(*MATCH), "en")
    assert not reports_match(units_of(*MEETING), "en")


def test_a_match_has_nothing_at_stake() -> None:
    brief = drafted(*MATCH, share_one=1.0)
    assert brief.stakes == ()
    assert not any(question.extract for question in brief.questions)
