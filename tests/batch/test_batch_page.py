"""docs/batch.md: its settings load, its commands exist, its units are units, and its quick start does what it says."""

from __future__ import annotations

import configparser
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import click
import pytest

from briefgen import config
from briefgen.batch import ledger, lock
from briefgen.cli import cli
from briefgen.storage import trust
from tests.conftest import PROJECT
from tools.bundle.__main__ import BESIDE

PAGE = (PROJECT / "docs/batch.md").read_text("utf-8")
FENCED = re.compile(r"```(\w*)\n(.*?)\n```", re.DOTALL)
BLOCKS = FENCED.findall(PAGE)
UNITS = sorted((PROJECT / "examples/systemd").iterdir())
NIGHTLY = PROJECT / "examples/nightly/config.yaml"
PROGRAM = re.compile(r"(?:^|\s)(?:/opt/briefgen/current/bin/)?briefgen ((?:batch|init|check|make)\b[^|>`]*)")


def blocks(kind: str) -> list[str]:
    return [text for name, text in BLOCKS if name == kind]


def commands() -> list[str]:
    """What stands behind "briefgen", in blocks and in the text."""
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL))
    lines = [line for text in blocks("") for line in text.splitlines()]
    return sorted({found.strip() for line in (*lines, *inline) for found in PROGRAM.findall(line)})


def parse(arguments: list[str]) -> click.Context:
    name, *rest = arguments
    return cli.commands[name].make_context(name, rest)


@pytest.mark.parametrize("command", commands())
def test_a_command_is_one_with_these_options(command: str) -> None:
    assert parse(shlex.split(command)).command.name == command.split()[0]


def test_commands_are_found_and_wrong_ones_are_faults() -> None:
    assert len(commands()) >= 8
    with pytest.raises(click.UsageError):
        parse(["batch", "--no-such-option"])


def test_the_commands_of_dask_are_ones_with_these_options() -> None:
    from distributed.cli import dask_scheduler, dask_worker

    known = {"scheduler": dask_scheduler.main, "worker": dask_worker.main}
    found = [line.split()[1:] for text in blocks("") for line in text.splitlines() if "/dask " in line]
    assert [name for name, *_ in found] == ["scheduler", "worker"]
    for name, *arguments in found:
        known[name].make_context(name, arguments)


def test_the_settings_load(tmp_path: Path) -> None:
    assert len(blocks("yaml")) == 2
    for number, text in enumerate(blocks("yaml")):
        path = tmp_path / f"{number}.yaml"
        path.write_text(text, "utf-8")
        assert config.load(path).briefs


def test_the_page_shows_the_example_as_it_is(tmp_path: Path) -> None:
    assert NIGHTLY.read_text("utf-8").rstrip() in blocks("yaml")
    found = config.load(NIGHTLY)
    assert [(one.name, one.each, one.window) for one in found.briefs] == [
        ("asean-trade", "brief", "last-issue"), ("border", "story", "24h"), ("week", "brief", "7d"),
    ]  # fmt: skip


def test_links_lead_somewhere() -> None:
    for place in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (PROJECT / "docs" / place).exists(), place
        # In a bundle too, which has the page at the same place.
        own = os.path.relpath(PROJECT / "docs" / place, PROJECT)
        assert own in BESIDE.values() or own.startswith("examples/systemd/"), place


def test_what_is_named_is_so_named() -> None:
    for name in (f"state/{ledger.NAME}", f"state/{lock.NAME}", "NOT-MADE.txt", "index.html", "night.json"):
        assert name in PAGE
    proxies = dict(line.split("=", 1) for line in blocks("ini")[1].splitlines())
    assert {"HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE"} <= proxies.keys()
    assert "SSL_CERT_FILE" in Path(trust.__file__).read_text("utf-8")


def test_the_page_has_every_exit_code() -> None:
    table = PAGE.split("## Exit codes")[1].split("##")[0]
    assert re.findall(r"^\| (\d+) ", table, re.MULTILINE) == ["0", "1", "2", "75", "130"]


# ------------------------------------------------------------------ systemd


def unit(path: Path) -> configparser.ConfigParser:
    found = configparser.ConfigParser(interpolation=None, strict=False)
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read_string(path.read_text("utf-8"))
    return found


def test_the_service_is_closed_and_runs_the_command() -> None:
    service = unit(PROJECT / "examples/systemd/briefgen.service")["Service"]
    closed = {"ProtectSystem": "strict", "PrivateTmp": "yes", "NoNewPrivileges": "yes", "CapabilityBoundingSet": ""}
    assert closed.items() <= dict(service).items()
    assert service["SuccessExitStatus"] == "75 130"
    program, *arguments = service["ExecStart"].split()
    assert program == "/opt/briefgen/current/bin/briefgen"
    assert parse(arguments).params["config_file"].startswith(service["ReadWritePaths"])


def test_the_timer_makes_up_for_a_missed_night_and_failures_are_told() -> None:
    folder = PROJECT / "examples/systemd"
    assert unit(folder / "briefgen.timer")["Timer"]["Persistent"] == "true"
    assert unit(folder / "briefgen.service")["Unit"]["OnFailure"] == "briefgen-failed@%n.service"
    assert (folder / "briefgen-failed@.service").is_file()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_finds_no_fault_in_the_units(tmp_path: Path) -> None:
    for path in UNITS:
        text = path.read_text("utf-8").replace("/opt/briefgen/current/bin/briefgen", "/bin/true")
        (tmp_path / path.name).write_text(text, "utf-8")
    check = ["systemd-analyze", "verify", *sorted(map(str, tmp_path.iterdir()))]
    run = subprocess.run(check, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout + run.stderr) == (0, "")
    (tmp_path / "briefgen.timer").write_text("[Timer]\nOnCalendar=never\n", "utf-8")
    assert "never" in subprocess.run(check, capture_output=True, text=True, check=False).stderr


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_rates_the_service_as_the_page_says(tmp_path: Path) -> None:
    told = re.search(r"rates it (\d)\.(\d) \(OK\)", PAGE)
    assert told
    rate = ["systemd-analyze", "security", "--no-pager", "--offline=true", f"--threshold={told[1]}{told[2]}"]
    open_one = tmp_path / "briefgen.service"
    service = PROJECT / "examples/systemd/briefgen.service"
    assert subprocess.run([*rate, service], capture_output=True, check=False).returncode == 0
    open_one.write_text(service.read_text("utf-8").replace("ProtectSystem=strict", ""), "utf-8")
    assert subprocess.run([*rate, open_one], capture_output=True, check=False).returncode == 1


# ------------------------------------------------------------------ done as told


def test_back_up_and_restore_as_told(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    with ledger.Ledger(tmp_path / "state" / ledger.NAME) as open_one:
        open_one.begin("2026-11-24", 7.0)
        _shell(_section("Back up and restore")[0], tmp_path)
        open_one.begin("2026-11-25", 8.0)
    _shell([line for line in _section("Back up and restore")[1] if "briefgen batch" not in line], tmp_path)
    with ledger.Ledger(tmp_path / "state" / ledger.NAME) as again:
        assert again.last_started() == 7.0


def test_a_later_ledger_is_put_aside_as_told(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir()
    with ledger.Ledger(state / ledger.NAME) as old:
        old.begin("2026-11-24", 7.0)
    shutil.copy(state / ledger.NAME, state / f"{ledger.NAME}.v1")
    with sqlite3.connect(state / ledger.NAME) as newer:
        newer.execute("PRAGMA user_version = 99")
    with pytest.raises(Exception, match="written by a later version of briefgen"):
        ledger.Ledger(state / ledger.NAME)
    _shell(_section("Roll back")[1], tmp_path)
    with ledger.Ledger(state / ledger.NAME) as again:
        assert again.last_started() == 7.0


@pytest.mark.slow
def test_the_quick_start_does_what_it_says(tmp_path: Path) -> None:
    enter, run = _section("Quick start")
    _shell(enter, tmp_path)
    settings = tmp_path / "desk/config.yaml"
    text = settings.read_text("utf-8")
    assert re.search(r"^briefs: \[\]", text, re.MULTILINE), "the place that the page names"
    settings.write_text(re.sub(r"^briefs: \[\]", "#", text, flags=re.MULTILINE) + blocks("yaml")[0] + "\n", "utf-8")
    said = _shell(run, tmp_path / "desk")
    date = next((tmp_path / "desk/out").iterdir()).name
    told = PAGE.split("## Quick start")[1].split("##")[0].replace("DATE", date)
    first, second = said.splitlines()
    assert f"`{first}`" in told
    assert f"`{second}`" in told
    for name in ("out/DATE/first.pdf", "outbox/"):
        assert (tmp_path / "desk" / name.replace("DATE", date)).exists()
    again = _shell(run, tmp_path / "desk").splitlines()[-1]
    assert f"`{again.partition(': ')[2]}`" in told


def _section(name: str) -> list[list[str]]:
    """The commands of a section's blocks."""
    text = PAGE.split(f"## {name}\n")[1].split("\n## ")[0]
    return [block.splitlines() for kind, block in FENCED.findall(text) if not kind]


def _shell(lines: list[str], folder: Path) -> str:
    """Run lines as they stand on the page, /srv/briefgen being the folder and the installed program this one."""
    (folder / ".bin").mkdir(exist_ok=True)
    program = folder / ".bin/briefgen"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefgen "$@"\n', "utf-8")
    program.chmod(0o755)
    script = "\n".join(lines).replace("/srv/briefgen", str(folder))
    script = script.replace("/opt/briefgen/current/bin/python", sys.executable)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(PROJECT)}
    run = subprocess.run(
        ["sh", "-euc", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout.strip()
