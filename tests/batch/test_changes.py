"""What has changed since the last issue, told by a brief over five nights, held against the table made by hand."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefgen.batch.outcomes import Night
from briefgen.config import Limits, Standing
from briefgen.config.settings import Share
from briefgen.drafting.statements import own_words
from briefgen.model import Brief, Extract, Source, extracts_of
from briefgen.readers.record import parsed
from tests.batch.simulated import FIRST, Simulated, simulated
from tests.conftest import PROJECT

NIGHTS = PROJECT / "tests" / "corpus" / "nights"
TABLE: dict[int, dict[str, Any]] = yaml.safe_load((NIGHTS / "table.yaml").read_text("utf-8"))
START = FIRST.replace(month=3, day=2)
TOLD_ALSO = {
    "The meeting in Lilongwe at which donors will pledge": "Donors who were to meet in Lilongwe on Thursday",
}
"""Sentences that two articles of a night have in other words: where the one is not printed, the other one is meant."""
ALL = Limits(pages=12, extracts=200, stories=4, share_of_article=Share(1.0, 1.0))


def swapped(desk: Simulated, number: int) -> Night:
    """The night on which the articles of the corpus' night lie in the inbox, and no others."""
    shutil.rmtree("inbox", ignore_errors=True)
    shutil.copytree(NIGHTS / str(number), "inbox")
    return desk.night(START + timedelta(days=number))


def brief(night: Night) -> Brief:
    path = Path(f"out/{night.date}/wire.json")
    return parsed(Source(str(path), path.read_bytes(), "application/json"))


def begun(words: str, among: Brief) -> Extract | None:
    """The extract that begins with these words, if it is printed."""
    words = words.replace("’", "'")
    return next((one for one in extracts_of(among) if own_words(one).startswith(words)), None)


def expected(number: int, here: Brief, before: Brief) -> dict[str, Any]:
    """The table of a night for what both memos print: the counterpart of what is not printed is new, or dropped."""
    rows, found = TABLE[number], {"new": set[int](), "updated": {}, "repeated": {}, "dropped": set[int]()}
    found["new"] = {one.number for words in rows["new"] or () if (one := begun(words, here))}
    found["dropped"] = {one.number for words in rows["dropped"] or () if (one := begun(words, before))}
    paired: set[int] = set()
    for kind in ("updated", "repeated"):
        for words, other in (rows[kind] or {}).items():
            one, was = begun(words, here), begun(other, before) or begun(TOLD_ALSO.get(other, other), before)
            if one and was:
                found[kind][one.number] = was.number
                paired.add(was.number)
            elif one:
                found["new"].add(one.number)
    pairs = [other for kind in ("updated", "repeated") for other in (rows[kind] or {}).values()]
    lost = {was.number for other in pairs if (was := begun(other, before))}
    found["dropped"] |= lost - paired
    return found


def told(found: Brief) -> dict[str, Any]:
    assert found.delta
    return {
        "new": set(found.delta.new),
        "updated": {one.number: one.before for one in found.delta.updated},
        "repeated": {one.number: one.before for one in found.delta.repeated},
        "dropped": {one.before for one in found.delta.dropped},
    }


@pytest.mark.parametrize("window", ["last-issue", "all"])
def test_five_nights_against_the_table(window: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    desk = simulated(Standing("wire", sources=("inbox/",), window=window, max_age="all"), limits=ALL)
    before = brief(swapped(desk, 1))
    assert before.delta is None
    for number in range(2, 6):
        night = swapped(desk, number)
        here = brief(night)
        assert told(here) == expected(number, here, before), number
        assert len(told(here)["new"]) > 5
        (memo,) = night.memos
        assert here.delta
        assert (memo.new, memo.updated, memo.dropped) == tuple(
            len(kind) for kind in (here.delta.new, here.delta.updated, here.delta.dropped)
        )
        assert here.delta.previous == before.header.date
        before = here


def test_no_changes_are_told_where_none_are_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    desk = simulated(Standing("wire", sources=("inbox/",), max_age="all", changes="no"), limits=ALL)
    assert [brief(swapped(desk, number)).delta for number in (1, 2)] == [None, None]
