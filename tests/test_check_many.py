"""briefgen check over a folder of many files of all kinds, one in twenty broken: each told by name."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

import pytest

from briefgen import Pipeline, check
from briefgen.config import Config
from tests.hostile.files import FILES as HOSTILE
from tests.readers import formats

# Quick to make and surely unreadable; the others have tests of their own.
BROKEN = {name: data for name, (data, words) in HOSTILE.items() if words and "huge" not in name and "\n" not in name}


def _fill(folder: Path, count: int) -> tuple[set[str], set[str]]:
    """The names of the good and of the broken files that were written."""
    good, broken = set(), set()
    made = {name: formats.FILES[name](formats.story()) for name in formats.FILES}
    bad = {name: data() for name, data in BROKEN.items()}
    for number, (name, data) in enumerate(islice(cycle(made.items()), count - count // 20)):
        path = folder / str(number) / Path(name).name
        path.parent.mkdir()
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        good.add(f"{number}/{path.name}")
    for number, (name, data) in enumerate(islice(cycle(bad.items()), count // 20)):
        (folder / f"bad-{number}").mkdir()
        (folder / f"bad-{number}" / name).write_bytes(data)
        broken.add(f"bad-{number}/{name}")
    return good, broken


def _told(location: str, names: set[str]) -> str:
    """The file that a location lies in: it may be a member or a line of it."""
    parts = location.split("/")
    near = f"{parts[1]}/{parts[2].split(':')[0]}" if len(parts) > 2 else location
    return next((name for name in (near, "/".join(parts[1:3])) if name in names), location)


@pytest.mark.parametrize("count", [100, pytest.param(1000, marks=pytest.mark.slow)])
def test_every_good_one_is_read_and_every_broken_one_named(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, broken = _fill(tmp_path, count)
    monkeypatch.chdir(tmp_path)
    found = list(check.sources(["."], Pipeline(Config())))
    urls = sum(one.location.startswith("https://lake.example/") for one in found)
    read = {_told(one.location, good) for one in found if one.read and not one.location.startswith("https://")}
    unread = {_told(one.location, broken) for one in found if not one.read}
    assert unread == broken
    # Feeds and records are known by their articles' addresses.
    addressed = {name for name in good if name.split("/")[1] in ("feed.xml", "atom.xml", "feed.json", "news.jsonl")}
    assert read == good - addressed
    assert urls == len(addressed)
    assert all(one.faults for one in found if not one.read)
    assert all(one.paragraphs == len(formats.story().paragraphs) for one in found if one.read)
