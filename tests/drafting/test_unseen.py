"""Sets that the rules were not made on: what is reported is right; how much is found may only grow."""

from __future__ import annotations

import pytest

from briefgen.drafting import rank
from tests.drafting.sets import LATER, the_set

FOUND = {"blacklist": (0, 0), "cholera": (1, 2), "mutiny": (2, 0)}
"""(discrepancies, updates) that are found; of 4 and 0, 4 and 4, 4 and 0 that a reader found."""


@pytest.mark.parametrize("name", LATER)
def test_what_is_reported_is_right(name: str) -> None:
    contests = [contest for of_story in rank(the_set(name).events).contests for contest in of_story]
    counts = []
    for key, updated in (("discrepancies", False), ("updates", True)):
        right = the_set(name).expected[key]
        rows = [contest for contest in contests if contest.updated is updated]
        wanted = [{value.lower() for value in row["values"]} for row in right]
        for row in rows:
            assert any({value.text.lower() for value in row.values} <= own for own in wanted), row.quantity
        counts.append(len(rows))
    assert tuple(counts) >= FOUND[name]


@pytest.mark.parametrize("name", LATER)
def test_one_story_of_each(name: str) -> None:
    assert len(the_set(name).events) == 1
