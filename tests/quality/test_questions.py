"""Derived questions: most of those that were read are right, and what was read is what is derived."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from benchmarks.corpora import discourse
from benchmarks.scoring import covered
from briefgen.drafting.questions import gap
from briefgen.drafting.units import units
from briefgen.language import analyse

TABLE = Path(__file__).with_name("questions.tsv")
ROWS = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
READ = [row for row in ROWS if row[0].startswith("newsdiscourse/")]


def test_most_of_what_was_read_is_right() -> None:
    assert sum(row[3] == "right" for row in ROWS) >= 0.95 * len(ROWS)


@pytest.mark.parametrize("row", READ, ids=lambda row: f"{Path(row[0]).stem}-{row[1]}")
def test_a_question_is_the_one_that_was_read(row: list[str], shared: Path) -> None:
    file, sentence, digest, _ = row
    known = discourse(shared / "data" / file)
    for unit in units(analyse(known.article)):
        found = gap(unit, "en")
        if found and found.text and sentence in covered(unit.start, unit.end, known):
            assert hashlib.sha256(found.text.encode()).hexdigest().startswith(digest)
            return
    pytest.fail("no question is derived any more")
