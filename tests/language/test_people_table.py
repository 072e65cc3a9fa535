"""Names of many countries, invented: found as persons, their short forms merged, with role and affiliation."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.model import Actor
from tests.language.given import analysis

TABLES = Path(__file__).parent / "tables"


def rows(name: str) -> list[list[str]]:
    """The rows of a table; a row whose group begins with "?" is wanted, and fails today."""
    lines = (TABLES / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


def cases(name: str) -> list[object]:
    """The rows as parameters of a test."""
    marks = {True: [pytest.mark.xfail(strict=True, reason="wanted")], False: []}
    return [pytest.param(*row, marks=marks[row[0].startswith("?")], id=f"{row[0]}-{row[1][:50]}") for row in rows(name)]


def words(role: str) -> str:
    return role.replace("’", "'").removeprefix("the ").removeprefix("The ").removesuffix(".")


@pytest.mark.parametrize(("group", "text", "name", "short", "role", "affiliation"), cases("people.tsv"))
def test_people(group: str, text: str, name: str, short: str, role: str, affiliation: str) -> None:
    found = analysis(*text.split(" || "))
    persons: dict[str, Actor] = {a.name: a for a in found.actors if a.kind == "person" and not a.unnamed}
    assert list(persons) == [name]
    actor = persons[name]
    if short != "-":
        assert short.lower() in {alias.lower() for alias in actor.aliases}
    if role != "-":
        assert words(actor.role or "") == role
    if affiliation != "-":
        assert actor.affiliation == affiliation
    text = found.article.text
    if actor.role_cite:
        assert text[actor.role_cite.start : actor.role_cite.end] == actor.role


def test_the_table_is_large_and_of_many_countries() -> None:
    groups = {row[0].lstrip("?") for row in rows("people.tsv")}
    assert {"arabic", "chinese", "slavic", "spanish", "southasian", "african"} <= groups
    assert len(rows("people.tsv")) >= 70
