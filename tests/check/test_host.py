"""briefgen check --host: what this machine has, a line each, and what to do where something is missing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefgen.check import host
from briefgen.cli import cli
from briefgen.config import Config, with_settings
from briefgen.writers import glyphs, pdf

NOW = datetime.now(UTC)


def found(config: Config | None = None, now: datetime = NOW) -> dict[str, host.Finding]:
    return {one.name: one for one in host.findings(config or Config(), now)}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_machine_that_makes_memos_has_no_fault() -> None:
    lines = found()
    assert [one.line() for one in lines.values() if one.level == "FAULT"] == []
    names = ["Python", "weasyprint", "Pango", "HarfBuzz-Subset", "Fontconfig", "faces of the style base", "Arabic"]
    assert [name for name in lines if name in names] == names
    assert lines["Pango"].what[0].isdigit()
    assert lines["Fontconfig"].what.startswith("2.")


def test_a_missing_library_is_a_fault_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(pdf.LIBRARIES, "HarfBuzz-Subset", ("libnowhere.so.0",))
    line = found()["HarfBuzz-Subset"].line()
    assert line.startswith("FAULT    HarfBuzz-Subset: the library is missing")
    assert line.endswith(("install libharfbuzz-subset0", "install harfbuzz"))


def test_an_old_and_a_missing_package_are_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(host.NEEDED, "nltk", (99, 0, 0))
    monkeypatch.setitem(host.NEEDED, "no-such-package", (1, 2, 3))
    lines = found()
    assert lines["nltk"].line().endswith('is too old: pip install "nltk>=99"')
    assert lines["no-such-package"].line() == (
        'FAULT    no-such-package: is not installed: pip install "no-such-package>=1.2.3"'
    )


def test_a_script_without_a_font_is_a_warning_with_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "on_machine", lambda characters: frozenset())
    lines = found()
    assert (lines["Arabic"].level, lines["Arabic"].do) == ("WARNING", "sudo apt-get install fonts-noto-core")
    assert lines["Chinese, Japanese and Korean"].do == "sudo apt-get install fonts-noto-cjk"


def test_a_style_that_does_not_open_is_a_fault() -> None:
    assert found(with_settings(Config(), ["style=nowhere"]))["style nowhere"].level == "FAULT"


def test_a_state_folder_that_cannot_be_written_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(host.tempfile, "TemporaryFile", refuse)
    line = found()["state folder state"].line()
    assert line.startswith("FAULT    state folder state: cannot be written (Permission denied): set state:")


@pytest.mark.parametrize(("least", "enough", "level"), [(10**9, 10**9, "FAULT"), (0, 10**9, "WARNING"), (0, 0, "ok")])
def test_little_space_is_told(monkeypatch: pytest.MonkeyPatch, least: int, enough: int, level: str) -> None:
    monkeypatch.setattr(host, "SPACE", (least, enough))
    assert found()["state folder state"].level == level


@pytest.mark.parametrize("year", [1970, 2090])
def test_a_clock_that_cannot_be_is_a_fault(year: int) -> None:
    assert found(now=datetime(year, 1, 1, tzinfo=UTC))["clock"].level == "FAULT"


def test_the_time_zone_is_told_or_asked_for() -> None:
    assert found()["time zone"].level == "WARNING"
    known = found(with_settings(Config(), ["timezone=Europe/Ljubljana"]), datetime(2026, 7, 9, 12, tzinfo=UTC))
    assert known["time zone"].line() == "ok       time zone: Europe/Ljubljana, 14:00"


def test_the_command_prints_all_and_tells_by_its_code(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["check", "--host"], standalone_mode=False) == 0
    assert capsys.readouterr().out.startswith("ok       Python: 3.")
    monkeypatch.setitem(pdf.LIBRARIES, "Pango", ("libnowhere.so.0",))
    assert cli.main(["check", "--host", "--format", "json"], standalone_mode=False) == 1
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["level"] for one in records if one["name"] == "Pango"] == ["FAULT"]
