"""Tables of invented sentences: who is nobody, which bodies act, who says it."""

from __future__ import annotations

import pytest

from tests.language.given import analysis
from tests.language.test_people_table import cases, rows


@pytest.mark.parametrize(("group", "text"), cases("no_persons.tsv"))
def test_nobody_is_named(group: str, text: str) -> None:
    assert [a.name for a in analysis(text).actors if a.kind == "person" and not a.unnamed] == []


@pytest.mark.parametrize(("group", "text", "name", "other", "affiliation"), cases("bodies.tsv"))
def test_bodies_and_countries(group: str, text: str, name: str, other: str, affiliation: str) -> None:
    kind = "country" if name.startswith("!") else "organisation"
    found = {a.name: a for a in analysis(*text.split(" || ")).actors if a.kind == kind}
    wanted = name.removeprefix("!")
    assert wanted in found
    if other != "-":
        assert other in found[wanted].aliases
    if affiliation != "-":
        assert found[wanted].affiliation == affiliation


@pytest.mark.parametrize("row", rows("speakers.tsv"), ids=lambda row: row[0][-60:])
def test_speakers(row: list[str]) -> None:
    text, *speakers = row
    found = [
        "-" if q.speaker is None else ("" if q.speaker.certain else "~") + q.speaker.name
        for q in analysis(*text.split(" || ")).quotations
    ]
    assert found == ([] if speakers == ["_"] else speakers)
