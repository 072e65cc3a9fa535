"""Dates as sources write them: what is one, in which form, and what is not guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.readers.dates import iso_of

NOTATIONS = [
    ("2025-07-09", "2025-07-09"),
    ("2025-07-09T06:30:00Z", "2025-07-09T06:30:00+00:00"),
    ("2025-07-09T06:30:00+0200", "2025-07-09T06:30:00+02:00"),
    ("20250709T063000Z", "2025-07-09T06:30:00+00:00"),
    ("20250709", "2025-07-09"),
    ("20250709063000", "2025-07-09T06:30:00"),
    ("20250709063000Z", "2025-07-09T06:30:00+00:00"),
    ("Wed, 09 Jul 2025 06:30:00 GMT", "2025-07-09T06:30:00+00:00"),
    ("Wed, 9 Jul 2025 06:30:00 +0200 (CEST)", "2025-07-09T06:30:00+02:00"),
    ("Wed, 45 Jul 2025 06:30:00 GMT", None),
    ("9 July 2025", "2025-07-09"),
    ("July 9, 2025, 8:02 a.m.", "2025-07-09"),
    (1_752_042_600, "2025-07-09T06:30:00+00:00"),
    (1_752_042_600_000, "2025-07-09T06:30:00+00:00"),
    (9, None),
    (10**400, None),
    (float("inf"), None),
    (float("nan"), None),
    (True, None),
    (None, None),
    ("9/7/2025", None),
    ("yesterday", None),
    ("", None),
]


@pytest.mark.parametrize(("notation", "expected"), NOTATIONS)
def test_notations(notation: object, expected: str | None) -> None:
    assert iso_of(notation) == expected


@given(st.one_of(st.text(), st.floats(), st.integers()))
def test_any_value_is_a_date_or_none(value: object) -> None:
    found = iso_of(value)
    assert found is None or len(found) >= 10
