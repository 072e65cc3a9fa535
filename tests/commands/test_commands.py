"""Each .txt file here is a test: "% briefgen …" as a person types it, what it prints, and "=> exit code".

"…" in what it prints stands for anything in that line. A bug report becomes a test by pasting it. The commands run in
a folder that holds the examples.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path

import click
import pytest

from briefgen import cli

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def _steps(text: str) -> list[tuple[str, str, int]]:
    """(command, what it prints, exit code) for each step of a file; "#" opens a comment."""
    steps = []
    for block in text.split("\n% ")[1:]:
        first, *rest = block.rstrip("\n").split("\n")
        last = max(at for at, line in enumerate(rest) if line.startswith("=> "))
        steps.append((first, "\n".join(rest[:last]), int(rest[last].removeprefix("=> "))))
    return steps


def _run(command: str, capsys: pytest.CaptureFixture[str]) -> tuple[str, int]:
    program, *arguments = shlex.split(command)
    if program != "briefgen":  # what a person does between two commands
        return _by_hand(program, arguments), 0
    code = cli._run(lambda: cli.cli.main(arguments, prog_name="briefgen", standalone_mode=False), debug=False)
    told = capsys.readouterr()
    return (click.unstyle(told.out) + told.err).rstrip("\n"), code


def _by_hand(program: str, arguments: list[str]) -> str:
    if program == "replace":
        name, old, new = arguments
        path = Path(name)
        text, old, new = path.read_text(encoding="utf-8"), old.replace("\\n", "\n"), new.replace("\\n", "\n")
        assert text.count(old) >= 1, f"{old} is not in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")
    elif program == "write":
        Path(arguments[0]).write_text(arguments[1].replace("\\n", "\n"), encoding="utf-8")
    elif program == "lines":  # those of a file that hold some words
        name, words = arguments
        return "\n".join(line for line in Path(name).read_text(encoding="utf-8").splitlines() if words in line)
    elif program == "cd":
        os.chdir(arguments[0])  # the test's folder comes back with monkeypatch
    elif program == "ls":
        return "\n".join(sorted(path.name for path in Path().iterdir()))
    else:
        raise AssertionError(f"unknown word {program}")
    return ""


def _alike(found: str, expected: str) -> bool:
    """Whether the program printed this; "…" stands for anything within a line."""
    pattern = "[^\\n]*".join(re.escape(part) for part in expected.split("…"))
    return re.fullmatch(pattern, found) is not None


@pytest.mark.parametrize("file", sorted(HERE.glob("*.txt")), ids=lambda path: path.stem)
def test_command(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for example in filter(Path.is_file, (ROOT / "examples").iterdir()):
        shutil.copy(example, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    steps = _steps("\n" + file.read_text(encoding="utf-8"))
    assert steps, "no command in this file"
    for command, expected, code in steps:
        found, ended = _run(command, capsys)
        assert ended == code, (command, found)
        assert _alike(found, expected), f"{command}\n{found}"
