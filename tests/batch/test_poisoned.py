"""A night among sources, a plugin and a style that hang, crash or eat memory: the rest is made, each culprit named."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.batch import desks

pytestmark = pytest.mark.slow

SECONDS, MEGABYTES = 10, 600
CONFIG = f"""
timezone: UTC
style: poisoned
formats: [md]
jobs: {{at_once: 2, seconds: {SECONDS}, megabytes: {MEGABYTES}}}
briefs:
- {{name: all, sources: [inbox/], delivery: [{{to: outbox/, when: made}}]}}
- {{name: tariffs, sources: [inbox/], about: [tariff]}}
- {{name: bridge, sources: [inbox/], about: [bridge]}}
- {{name: grain, sources: [inbox/], about: [grain]}}
- {{name: loop, subject: LOOP, sources: [inbox/]}}
- {{name: eat, subject: EAT, sources: [inbox/]}}
"""
TEMPLATE = """{% extends "base/memo.md.j2" %}
{% block top %}
{% if header.subject == "LOOP" %}
{% for i in range(10000) %}{% for j in range(10000) %}{% for k in range(10000) %}{% set x = k %}{% endfor %}{% endfor %}
{% endfor %}
{% elif header.subject == "EAT" %}
{% set x = "x" | center(2000000000) %}{{ x | length }}
{% endif %}
{{ super() }}
{% endblock %}
"""
PLUGIN = '''"""A reader of files called *.poison, as a stranger may have installed it; what they say is done."""
import ctypes, os, signal

READER = "poison/1"
READS = "poison (.poison)"


def claims(source):
    return 100 if source.location.endswith(".poison") else 0


def read(source):
    what = source.data.decode().strip()
    if what == "crash":
        ctypes.string_at(0)
    elif what == "hang":
        ctypes.PyDLL(None).sleep(600)  # in C, and with the interpreter's lock
    elif what == "eat":
        held = [bytearray(50_000_000) for _ in range(100)]
    elif what == "leave":
        os._exit(3)
    elif what == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    raise RuntimeError("a fault of the plugin")
'''
NAMED = {
    "crash.poison": "crashed (SIGSEGV)",
    "hang.poison": f"stopped after {SECONDS} s",
    "eat.poison": f"needed more than {MEGABYTES} MB",
    "leave.poison": "crashed (exit code 3)",
    "killed.poison": "killed from outside (SIGKILL)",
    "fault.poison": "a fault of the plugin",
}


def installed(home: Path) -> Path:
    """A folder in which the plugin is installed, as pip does it."""
    about = home / "site/poison-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: poison\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[briefgen.readers]\npoison = poison:read\n")
    (home / "site/poison.py").write_text(PLUGIN)
    return home / "site"


def bomb() -> bytes:
    """A few hundred kilobytes that unpack to two gigabytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for number in range(8):
            with archive.open(f"{number}.html", "w", force_zip64=True) as member:
                for _ in range(32):
                    member.write(b"\0" * 2**20 * 8)
    return held.getvalue()


def test_every_other_memo_is_made_and_each_culprit_is_named(tmp_path: Path) -> None:
    home = desks.desk(tmp_path / "desk", CONFIG, articles=12)
    style = home / "templates/poisoned"
    style.mkdir(parents=True)
    (style / "style.yaml").write_text("extends: base\n")
    (style / "memo.md.j2").write_text(TEMPLATE)
    for name in NAMED:
        (home / f"inbox/{name}").write_text(name.partition(".")[0])
    (home / "inbox/bomb.zip").write_bytes(bomb())
    (home / "inbox/broken.pdf").write_bytes(b"%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 1 0 R>> endobj\n%%EOF")
    (home / "inbox/nested.html").write_bytes(b"<html><body>" + b"<div><i>" * 5_000_000)
    ended = desks.night(home, path=str(installed(home)))
    print(ended.told)
    assert ended.code == 1
    assert set(desks.files(home)) == {
        *(f"out/{desks.DATE}/{name}.md" for name in ("all", "tariffs", "bridge", "grain")),
        *(f"out/{desks.DATE}/{name}.NOT-MADE.txt" for name in ("loop", "eat")), "outbox/all.md",
    }  # fmt: skip
    lines = ended.told.splitlines()
    for name, why in NAMED.items():
        assert any(line.startswith(f"inbox/{name}: ") and why in line for line in lines), name
    for name in ("bomb.zip", "broken.pdf", "nested.html"):
        assert any(line.startswith(f"inbox/{name}") for line in lines), name
    assert any(line.startswith("loop: NOT made: ") and "stopped after" in line for line in lines)
    assert any(line.startswith("eat: NOT made: ") and "memory" in line for line in lines)
    assert desks.leftovers(home) == []
    assert desks.left_alive(home) == []
