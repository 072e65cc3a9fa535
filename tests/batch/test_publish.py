"""A memo's files put in their places, and runs that die while they do it: no file of ours is taken for a person's."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen import storage
from briefgen.batch.jobs import Part
from briefgen.batch.ledger import Ledger
from briefgen.batch.publish import publish
from briefgen.batch.rows import MemoRow
from briefgen.config import Config

DAY = "2026-11-24"


class Death(BaseException):
    """A run ends here."""


def memo(text: str, *stories: str) -> list[Part]:
    return [Part(story, "Grain", b"{}", b"{}", {".md": text.encode()}) for story in stories or ("",)]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def published(text: str, *stories: str) -> None:
    """As a run does it: what it has put in place is committed as made."""
    row = MemoRow("grain", "", DAY, "made", 1, 0.0, 0.0, "new")
    with Ledger(Path("ledger.sqlite")) as ledger:
        kept = publish(
            ledger, Config(output="out/{name}-{story}.{format}", formats=("md",)), row, memo(text, *stories), {}
        )
        ledger.keep_memo(row)
        ledger.keep_parts(row, kept)


def dies(text: str, *stories: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storage, "put", _die)
        with pytest.raises(Death):
            published(text, *stories)


def _die(*_: object) -> None:
    raise Death


def there(desk: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted((desk / "out").iterdir())}


@pytest.mark.parametrize("tries", [("b", "b"), ("b", "c"), ("b", "c", "b", "d")])
def test_however_often_runs_die_the_file_of_the_last_good_one_is_replaced(desk: Path, tries: tuple[str, ...]) -> None:
    published("a")
    for text in tries:
        dies(text)
    assert there(desk) == {"grain.md": "a"}
    published(tries[-1])
    assert there(desk) == {"grain.md": tries[-1]}


def test_what_a_person_has_changed_stays(desk: Path) -> None:
    published("a")
    (desk / "out/grain.md").write_text("a person's")
    dies("b")
    published("b")
    assert there(desk) == {"grain.md": "a person's", "grain.new.md": "b"}


def test_the_file_of_a_story_that_is_gone_goes_although_a_run_died_before_it_did_it(desk: Path) -> None:
    published("a", "01-bridge", "02-grain")
    dies("b", "01-grain")
    dies("b", "01-grain")
    published("b", "01-grain")
    assert there(desk) == {"grain-01-grain.md": "b"}
