"""An office's desk: made whole or not at all, over nothing that is there, and of use without a change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefgen import config, desk, storage
from briefgen.errors import BriefgenError, ConfigError, StyleError, WriteError
from briefgen.pipeline import Pipeline
from briefgen.styles import built_in, open_style, outdated
from briefgen.writers import html
from tests.writers import sample

OURS = Path("templates") / desk.NAME


def made(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.parametrize("style", built_in())
def test_every_shipped_style_can_be_started_from(tmp_path: Path, style: str) -> None:
    desk.init(tmp_path / "desk", style=style)
    ours = open_style(str(tmp_path / "desk" / OURS))
    assert outdated(tmp_path / "desk" / OURS) is None
    assert set(open_style(style).settings["css"]) < set(ours.settings["css"])
    page = html.write(sample.brief(), ours).decode()
    assert re.search(r'<img src="data:image/svg\+xml;base64,[\w+/]+=*" alt="Logo of our office">', page)
    assert "--accent:#6b2737" in page
    assert ".logo { float" in page


def test_make_finds_the_desk_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.init(tmp_path / "desk", name="mission")
    monkeypatch.chdir(tmp_path / "desk")
    found = config.load(config.find(Path()))
    assert (found.style, config.load_desk(config.find_desk(Path()))) == ("mission", config.NO_DESK)
    outcome = Pipeline(found, date="2026-04-17").make(["inbox/"], ["memo.pdf", "memo.md"])
    assert outcome.notices == ()
    assert (tmp_path / "desk" / "memo.pdf").read_bytes()[:5] == b"%PDF-"


def test_the_settings_are_the_shipped_ones_with_their_comments(tmp_path: Path) -> None:
    desk.init(tmp_path, name="mission")
    shipped, own = config.shipped().splitlines(), (tmp_path / "config.yaml").read_text("utf-8").splitlines()
    changed = [(a, b) for a, b in zip(shipped, own, strict=True) if a != b]
    assert [b.split("#")[0].strip() for _, b in changed] == ["style: mission"]
    assert [a.split("#")[1] for a, _ in changed] == [b.split("#")[1] for _, b in changed]
    assert (tmp_path / "desk.yaml").read_text("utf-8") == config.shipped(config.DESK)


def test_nothing_is_overwritten_and_what_is_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    for name in ("config.yaml", "inbox/summit.txt"):
        (tmp_path / name).write_text("mine", "utf-8")
    before = made(tmp_path)
    with pytest.raises(ConfigError, match=r"would overwrite config\.yaml, inbox/summit\.txt: name another"):
        desk.init(tmp_path)
    assert made(tmp_path) == before
    assert (tmp_path / "config.yaml").read_text("utf-8") == "mine"


def test_a_folder_with_other_files_becomes_a_desk(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    desk.init(tmp_path)
    assert {"notes.txt", "config.yaml", f"{OURS}/style.yaml"} < set(made(tmp_path))


def test_what_fails_on_the_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")

    def half(outputs: dict[Path, bytes]) -> None:
        for path in [*outputs][:3]:
            path.write_bytes(b"")
        raise WriteError("the disk is full")

    monkeypatch.setattr(storage, "store", half)
    for folder in (tmp_path, tmp_path / "a" / "new"):
        with pytest.raises(WriteError, match="disk is full"):
            desk.init(folder)
        assert made(tmp_path) == ["notes.txt"]


@pytest.mark.parametrize(
    ("given", "kind", "what"),
    [
        ({"style": "bse"}, StyleError, 'no style bse: did you mean "base"'),
        ({"name": "../mine"}, ConfigError, "cannot be the name of a style: use a-z"),
        ({"name": "Ours"}, ConfigError, "cannot be the name of a style"),
        ({"name": "base"}, ConfigError, "base is a style that comes with briefgen: choose another: our-base"),
    ],
)
def test_what_cannot_be_is_told(tmp_path: Path, given: dict[str, str], kind: type[BriefgenError], what: str) -> None:
    with pytest.raises(kind, match=what):
        desk.init(tmp_path / "desk", **given)
    assert made(tmp_path) == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("", "utf-8")
    with pytest.raises(ConfigError, match="is a file: name a folder"):
        desk.init(tmp_path / "desk")
    with pytest.raises(WriteError, match="Not a directory: name a folder that you may write to"):
        desk.init(tmp_path / "desk" / "inner")
