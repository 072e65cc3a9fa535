"""briefgen check: how each source is read, told to a person and to a script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefgen import Pipeline, check
from briefgen.cli import cli
from briefgen.config import Config

STORY = "Ferry line agreed\n\nBy Ana Petrova\n\nPublished: 9 July 2025\n\n" + (
    "The ministers of both countries agreed on Monday to open the ferry line in May, after ten years of talks.\n\n" * 3
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (tmp_path / "d.txt").write_text("Ein Treffen der Minister zur Fähre in Ohrid endete am Montag ohne ein Ergebnis.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_a_person_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "a.txt", "b.txt", "c.doc", "d.txt"], standalone_mode=False) == 1
    assert capsys.readouterr().out.splitlines() == [
        "a.txt: plain text (.txt), 3 paragraphs, 60 words, language en",
        "    Ferry line agreed",
        "    no outlet, Ana Petrova, 2025-07-09 (file)",
        "b.txt: NOT READ: the file is empty: give a file with an article's text",
        "c.doc: NOT READ: Word 97-2003 document: not read: open it in Word or LibreOffice and save it as .docx",
        "d.txt: plain text (.txt), 1 paragraph, 14 words, language de",
        "    d",
        "    no outlet, no byline, no date",
        "    note: days such as “on Thursday” stay as written: give the date with --published YYYY-MM-DD",
        "    note: listed in the memo, not analysed: only English is",
        "    fault: only 14 words: is this the whole article?",
        "4 sources: 2 read, 2 not read; 1 with faults, 1 without a date",
    ]


def test_what_a_script_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "a.txt", "--format", "json"], standalone_mode=False) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["location"], record["published"], record["published_from"]) == ("a.txt", "2025-07-09", "file")
    assert (record["paragraphs"], record["language"], record["faults"]) == (3, "en", [])


def test_nothing_is_joined(folder: Path) -> None:
    (folder / "copy.txt").write_text(STORY)
    assert len(list(check.sources(["a.txt", "copy.txt"], Pipeline(Config())))) == 2
