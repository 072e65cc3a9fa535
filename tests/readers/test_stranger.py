"""The reader of docs/readers.md, installed as a stranger's package beside ours."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "readers.md"
CABLE = b"@cable\nFerry line agreed\n2025-07-09\nThe ministers agreed on Monday to open it.\n\nThey left.\n"


def _install(folder: Path) -> None:
    """The package as pip would leave it: its module, and the file that names its entry points."""
    text = GUIDE.read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    entry = re.search(r"```toml\n\[project\.entry-points\.\"briefgen\.readers\"\]\n(.*?)```", text, re.DOTALL)
    assert code
    assert entry
    assert len([line for line in code[1].splitlines() if line.strip()]) <= 11
    (folder / "cables.py").write_text(code[1], encoding="utf-8")
    about = folder / "cables-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: cables\nVersion: 1.0\n", encoding="utf-8")
    name, _, value = entry[1].strip().partition(" = ")
    (about / "entry_points.txt").write_text(f"[briefgen.readers]\n{name} = {value.strip(chr(34))}\n", encoding="utf-8")


def test_the_reader_of_the_guide_reads(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    _install(site)
    (tmp_path / "a.cbl").write_bytes(CABLE)
    command = [sys.executable, "-m", "briefgen", "check", "--format", "json", "a.cbl"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(site), str(ROOT)])}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert (found["format"], found["title"], found["published"], found["paragraphs"]) == (
        "cables (.cbl)",
        "Ferry line agreed",
        "2025-07-09",
        2,
    )
