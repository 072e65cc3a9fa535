"""`--prune` deletes what is older than `keep` says: articles, memos with their files; what is needed still stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from briefgen.config import Keep, Standing
from briefgen.errors import ConfigError
from tests.batch.simulated import FIRST, Simulated, asked, simulated, stamps

DAY = timedelta(days=1)
TEXT = """Bridge at {place} is closed

By Amara Hollertz
Source: Meridian Wire

{place} (Meridian Wire) — Engineers closed the bridge at {place} after they had found cracks in two of its pillars.

"We will not open it before the spring," said Farid Castellar, the chief engineer of the town.
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Simulated:
    """Three nights with an article each; the first one's file has left the inbox since."""
    monkeypatch.chdir(tmp_path)
    Path("inbox").mkdir()
    made = simulated(Standing("wire", sources=("inbox/",), max_age="all"))
    for night, place in enumerate(("Balavo", "Kesgrad", "Ostby")):
        Path(f"inbox/{place}.txt").write_text(TEXT.format(place=place), "utf-8")
        made.night(FIRST + 10 * night * DAY)
    Path("inbox/Balavo.txt").unlink()
    return made


def files() -> list[str]:
    return [row[0] for row in asked("SELECT place FROM files ORDER BY place")]


def test_nothing_is_deleted_without_being_asked(desk: Simulated) -> None:
    desk.config = replace(desk.config, keep=Keep("1d", "1d"))
    before = stamps()
    desk.night(FIRST + 21 * DAY)
    assert before.items() <= stamps().items()
    assert files() == ["inbox/Balavo.txt", "inbox/Kesgrad.txt", "inbox/Ostby.txt"]


def test_old_articles_go_unless_they_stand_there_still(desk: Simulated) -> None:
    desk.config = replace(desk.config, keep=Keep("5d", "forever"))
    night = desk.night(FIRST + 20 * DAY, prune=True)
    assert files() == ["inbox/Kesgrad.txt", "inbox/Ostby.txt"]
    assert asked("SELECT count(*) FROM articles") == [(2,)]
    assert asked("SELECT count(*) FROM held") == [(2,)]
    assert asked("SELECT DISTINCT date FROM taken ORDER BY date") == [("2026-04-05",), ("2026-04-15",)]
    assert asked("SELECT count(*) FROM memos") == [(3,)]
    assert [memo.state for memo in night.memos] == ["kept"]
    assert [memo.state for memo in desk.night(FIRST + 20 * DAY).memos] == ["kept"], "nothing is read or made again"
    assert desk.jobs["read"] == 0


def test_old_memos_go_with_their_files_but_for_the_last_night(desk: Simulated) -> None:
    desk.config = replace(desk.config, keep=Keep("forever", "5d"))
    desk.brief(when_empty="skip")
    desk.night(FIRST + 40 * DAY, prune=True)
    assert asked("SELECT date FROM memos") == [("2026-04-15",)], "the next one is told against it"
    assert not Path("out/2026-03-26").exists()
    assert Path("out/2026-04-15/wire.json").is_file()


def test_what_a_person_has_changed_stays(desk: Simulated) -> None:
    changed = Path("out/2026-03-26/wire.json")
    changed.write_text(changed.read_text("utf-8") + "\n", "utf-8")
    desk.config = replace(desk.config, keep=Keep("forever", "5d"))
    desk.night(FIRST + 40 * DAY, prune=True)
    assert changed.is_file()
    assert not Path("out/2026-04-05").exists()


def test_what_was_fetched_goes_too(desk: Simulated) -> None:
    import os

    cache = Path("state/cache")
    cache.mkdir()
    for name, days in (("old", 30), ("young", 2)):
        (cache / name).write_text("x")
        moment = (FIRST + (20 - days) * DAY).timestamp()
        os.utime(cache / name, (moment, moment))
    desk.config = replace(desk.config, keep=Keep("5d", "forever"))
    desk.night(FIRST + 20 * DAY, prune=True)
    assert [one.name for one in cache.iterdir()] == ["young"]


def test_one_brief_alone_does_not_know_what_others_need(desk: Simulated) -> None:
    with pytest.raises(ConfigError, match="--prune: what other briefs need"):
        desk.night(FIRST, prune=True, only=("wire",))
