"""A night on which little has changed: nothing is read, drafted or written again, and it costs little."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from briefgen.batch.outcomes import Night
from briefgen.config import Standing
from tests.batch import newsroom
from tests.batch.simulated import FIRST, Simulated, simulated, spent, stamps
from tests.conftest import PROJECT

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FOLDERS = [f"in/{number}" for number in range(10)]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def each_article(count: int, window: str) -> Simulated:
    newsroom.put(Path("inbox"), list(newsroom.items([FIRST], count)))
    return simulated(Standing("wire", sources=("inbox/",), each="article", window=window, when_empty="skip"),
                     output="out/{date}/{name}-{source}.{format}")  # fmt: skip


def ten_briefs(count: int, window: str) -> Simulated:
    items = list(newsroom.items([FIRST], count))
    for at, place in enumerate(FOLDERS):
        newsroom.put(Path(place), items[at::10])
    briefs = (
        Standing(f"b{at}", sources=(f"{place}/",), window=window, when_empty="skip") for at, place in enumerate(FOLDERS)
    )
    return simulated(*briefs)


def own_style(line: str = "") -> None:
    """A style of the office's own, which is the base style but for a line."""
    if not Path("templates/ours").is_dir():
        shutil.copytree(PROJECT / "templates/base", "templates/ours")
    page = Path("templates/ours/memo.md.j2")
    page.write_text(page.read_text("utf-8") + line, "utf-8")


def reworded(name: str) -> None:
    (path,) = Path().rglob(name)
    path.write_text(path.read_text("utf-8") + "\nThe mayor of the town resigned over it at noon, her office said.\n")


DESKS = pytest.mark.parametrize(("desk_of", "memos"), [(each_article, 10), (ten_briefs, 10)])
AGAIN = pytest.mark.parametrize("later", [HOUR, DAY], ids=["same night", "next night"])
WINDOWS = pytest.mark.parametrize("window", ["last-issue", "all"])
Desks = Callable[[int, str], Simulated]


def states(night: Night) -> set[str]:
    return {memo.state for memo in night.memos}


@DESKS
@AGAIN
@WINDOWS
def test_unchanged(desk_of: Desks, memos: int, later: timedelta, window: str) -> None:
    desk = desk_of(10, window)
    assert len(desk.night(FIRST).memos) == memos
    before = stamps()
    assert len(before) == memos
    again = desk.night(FIRST + later)
    assert desk.jobs == {}, "nothing is read, scored, drafted or rendered"
    assert stamps() == before
    assert states(again) <= {"kept", "empty"}
    assert again.reading.asked == 0


@DESKS
@AGAIN
def test_another_template_only_renders(desk_of: Desks, memos: int, later: timedelta) -> None:
    """The window holds all, so that the next night still owes each memo; of issues of earlier nights nothing is."""
    desk = desk_of(10, "all")
    desk.config = replace(desk.config, style="ours", formats=("md",))
    own_style()
    desk.night(FIRST)
    before = {path.name: path.read_text("utf-8") for path in Path("out").rglob("*.md")}
    own_style("Printed in our own style.\n")
    again = desk.night(FIRST + later)
    assert desk.jobs == {"make": memos, "render": memos}
    assert {memo.reason for memo in again.memos} == {"style changed"}
    after = {path.name: path.read_text("utf-8") for path in Path(f"out/{again.date}").rglob("*.md")}
    assert after.keys() == before.keys()
    for text in after.values():
        assert text.endswith("Printed in our own style.\n")
    if later is HOUR:
        assert after == {name: f"{text}\nPrinted in our own style.\n" for name, text in before.items()}


def test_another_template_makes_no_old_issue_again() -> None:
    """With last-issue the next night owes nothing: what was issued in the old style stays."""
    desk = ten_briefs(10, "last-issue")
    desk.config = replace(desk.config, style="ours")
    own_style()
    desk.night(FIRST)
    before = stamps()
    own_style("Printed in our own style.\n")
    desk.night(FIRST + DAY)
    assert desk.jobs == {}
    assert stamps() == before


@DESKS
@AGAIN
@WINDOWS
def test_one_article_changed(desk_of: Desks, memos: int, later: timedelta, window: str) -> None:
    desk = desk_of(10, window)
    desk.night(FIRST)
    before = stamps()
    reworded("00007.txt")
    again = desk.night(FIRST + later)
    assert desk.jobs == {"read": 1, "make": 1, "draft": 1}
    (made,) = [memo for memo in again.memos if memo.state == "made"]
    assert "1 text changed" in made.reason or window == "last-issue"
    after = stamps()
    changed = {place for place in after if after[place] != before.get(place)}
    assert changed == set(made.outputs)


@pytest.mark.slow
@pytest.mark.parametrize("later", [HOUR, DAY], ids=["same night", "next night"])
def test_a_thousand_articles_unchanged(later: timedelta) -> None:
    """At most 3 s of CPU, with all that the workers cost: 0.1 s were measured."""
    desk = ten_briefs(1000, "last-issue")
    desk.here = False
    desk.night(FIRST)
    before = stamps()
    with spent() as used:
        desk.night(FIRST + later)
    print(f"unchanged: {used.cpu:.2f} s")
    assert stamps() == before
    assert used.cpu <= 3


@pytest.mark.slow
def test_one_of_fifty_articles_changed() -> None:
    """With a memo each, by real workers and as PDF."""
    desk = each_article(50, "last-issue")
    desk.here, desk.config = False, replace(desk.config, formats=("pdf",))
    assert len(desk.night(FIRST).memos) == 50
    before = stamps()
    reworded("00031.txt")
    for later in (HOUR, DAY):
        night = desk.night(FIRST + later)
        after = stamps()
        made = [place for memo in night.memos if memo.state == "made" for place in memo.outputs]
        assert [place for place in after if after[place] != before.get(place)] == made
        assert len(made) == (1 if later is HOUR else 0)
        before = after
