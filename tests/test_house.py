"""The house's own rules: short files that say what they are, a quick start, no machine of ours in the text."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT, Trap

MODULES = sorted((PROJECT / "briefgen").rglob("*.py"))
COSTLY = ("nltk", "weasyprint", "pydantic", "trafilatura", "lxml", "pypdfium2", "jinja2", "yaml", "rich")
# Put together here, so that this file is not its own first find.
_FOLDERS = ("root", "work", "home/[a-z]", "tmp/[a-z]", "opt/pypi")
MACHINE = re.compile("|".join(rf"(?<![\w.])/{name}/" for name in _FOLDERS))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_a_module_is_short_and_says_what_goes_in_and_what_comes_out(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 400, "over 400 lines: find the second topic in it"
    assert ast.get_docstring(ast.parse(text)), "opens with one sentence: what goes in, what comes out"


@pytest.mark.skipif(importlib.util.find_spec("briefgen.cli") is None, reason="there is no command line yet")
def test_help_imports_nothing_costly() -> None:
    code = (
        "import sys; from briefgen.cli import main; sys.argv = ['briefgen', '--help']\n"
        "try: main()\n"
        "except SystemExit as end: code = end.code or 0\n"
        "print('imported:', *sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr); sys.exit(code)"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "Usage: briefgen" in run.stdout
    imported = run.stderr.split("imported:")[1].split()
    assert "click" in imported
    assert not set(COSTLY) & set(imported)


def test_no_place_of_a_machine_stands_in_a_tracked_file(trap: Trap) -> None:
    if not shutil.which("git"):
        pytest.skip("no git here: nothing tells which files are tracked")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, check=False, capture_output=True, text=True)
    if listing.returncode:
        pytest.skip("not a checkout: nothing is tracked")
    files = [PROJECT / name for name in listing.stdout.split("\0") if name]
    assert PROJECT / "pyproject.toml" in files
    found = [(path.name, MACHINE.findall(path.read_text("utf-8", "replace"))) for path in files if path.is_file()]
    assert [one for one in found if one[1]] == []


def test_the_search_for_machine_places_finds_them() -> None:
    for name in ("root", "work"):
        assert MACHINE.search(f"see /{name}/notes.txt")
    assert not MACHINE.search("https://news.example/work/index.html and ./tmp/x and a/root/b")


def test_typed_and_licensed() -> None:
    assert (PROJECT / "briefgen/py.typed").is_file()
    text = (PROJECT / "LICENSE").read_text("utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
