"""archive: a-3a with the record inside the PDF; a-2a with the record beside it, written with it and found again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from briefgen import Pipeline, storage
from briefgen.cli import cli
from briefgen.config import Config, with_settings
from briefgen.errors import ConfigError, NoArticle, WriteError
from briefgen.pipeline.finished import opened
from briefgen.styles import open_style
from briefgen.writers import pdf
from tests.conftest import PROJECT
from tests.writers import sample

EXAMPLE = str(PROJECT / "examples/vote.txt")
BESIDE = ["archive=a-2a"]


def make(*settings: str, outputs: tuple[str, ...] = ("memo.pdf",)) -> tuple[str, ...]:
    pipeline = Pipeline(with_settings(Config(), list(settings)), date="2026-11-20")
    return pipeline.make([EXAMPLE], outputs).notices


def files() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_record_goes_inside_or_beside_or_nowhere() -> None:
    make()
    assert files() == ["memo.pdf"]
    with pikepdf.open("memo.pdf") as found:
        assert list(found.attachments) == ["brief.json"]
    make("archive=a-2a")
    assert files() == ["memo.brief.json", "memo.pdf"]
    with pikepdf.open("memo.pdf") as found:
        assert not list(found.attachments)
    make("archive=a-2a", "attach=false", outputs=("bare.pdf",))
    assert "bare.brief.json" not in files()


def test_a_page_beside_the_pdf_has_no_record_of_its_own() -> None:
    make("archive=a-2a", outputs=("memo.html", "memo.pdf"))
    assert files() == ["memo.brief.json", "memo.html", "memo.pdf"]


def test_verify_and_since_find_the_record_beside(capsys: pytest.CaptureFixture[str]) -> None:
    make(*BESIDE)
    assert cli.main(["verify", "memo.pdf", EXAMPLE], standalone_mode=False) == 0
    assert "verified" in capsys.readouterr().out
    assert Pipeline(Config()).earlier("memo.pdf").bottom_line


def test_a_record_beside_that_was_changed_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    make(*BESIDE)
    text = Path("memo.brief.json").read_text("utf-8")
    Path("memo.brief.json").write_text(text.replace('"subject": "', '"subject": "No: '), "utf-8")
    assert cli.main(["verify", "memo.pdf", EXAMPLE], standalone_mode=False) == 3
    assert "was changed after the memo was made" in capsys.readouterr().out


def test_without_the_record_beside_nothing_can_be_proved() -> None:
    make(*BESIDE)
    Path("memo.brief.json").unlink()
    source = next(iter(storage.sources(["memo.pdf"])))
    with pytest.raises(NoArticle, match=r"carries no brief\.json"):
        opened(source)


def test_an_edited_record_beside_is_kept() -> None:
    make(*BESIDE)
    edited = Path("memo.brief.json").read_text("utf-8").replace('"to": ""', '"to": "Director"')
    Path("memo.brief.json").write_text(edited, "utf-8")
    notices = make(*BESIDE)
    assert Path("memo.brief.json").read_text("utf-8") == edited
    assert "memo.brief.new.json" in files()
    assert any(notice.startswith("memo.brief.new.json: the record beside the memo was edited") for notice in notices)


def test_both_are_written_or_neither() -> None:
    Path("memo.brief.json").mkdir()
    with pytest.raises(WriteError, match=r"memo\.brief\.json: is a folder"):
        make(*BESIDE)
    assert files() == ["memo.brief.json"]


def test_a_record_asked_for_by_that_name_is_the_whole_one() -> None:
    make("archive=a-2a", outputs=("memo.pdf", "memo.brief.json"))
    assert '"reserve"' in Path("memo.brief.json").read_text("utf-8")
    assert opened(next(iter(storage.sources(["memo.pdf"])))).sealed


def test_a_kind_that_takes_no_attachment_refuses_one() -> None:
    with pytest.raises(WriteError, match="a-2a carries no record"):
        pdf.write(sample.brief(), open_style("base"), b"{}", "a-2a")


@pytest.mark.parametrize("archive", ["a-3a", "a-2a"])
def test_the_same_bytes_from_the_article_to_the_memo(archive: str) -> None:
    made = []
    for seed, zone in (("1", "Pacific/Auckland"), ("2", "America/Los_Angeles")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(PROJECT)}
        command = [sys.executable, "-m", "briefgen", "make", EXAMPLE, "-o", f"{seed}.pdf", "--date", "2026-11-20"]
        options = ["--set", f"archive={archive}", "--marking", "OFFICIAL", "--set", "timezone=Europe/Ljubljana"]
        subprocess.run([*command, *options], env=env, check=True, capture_output=True)
        made.append([Path(name).read_bytes() for name in files() if name.startswith(seed)])
    assert made[0] == made[1]
    assert len(made[0]) == (1 if archive == "a-3a" else 2)


def test_another_kind_is_a_fault_of_the_settings() -> None:
    with pytest.raises(ConfigError, match="archive"):
        with_settings(Config(), ["archive=a-1b"])
