"""A bundle, installed where there is no network: a memo and a whole night from one feed on the same machine."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT

HERE = Path(__file__).parent
ALONE = ("unshare", "--map-root-user", "--net")
TARGET = f"linux-{platform.machine()}-py{sys.version_info[0]}{sys.version_info[1]}"
ARTICLES = ("trade-dispute", "vote", "sanctions")
CONFIG = """
timezone: UTC
reading: {{private_addresses: yes}}
output: out/{{date}}/{{name}}-{{story}}.{{format}}
briefs:
  - name: everything
    sources: [inbox/, "http://127.0.0.1:{port}/feed.xml"]
    window: all
    max_age: all
    delivery: [{{to: outbox/, when: made}}]
  - name: by-event
    sources: ["http://127.0.0.1:{port}/feed.xml"]
    window: all
    max_age: all
    each: story
    delivery: [{{to: outbox/, when: made}}]
"""


def bundle() -> Path:
    """BRIEFGEN_BUNDLE, or the newest one of this Python in dist/."""
    if given := os.environ.get("BRIEFGEN_BUNDLE"):
        return Path(given)
    found = sorted((PROJECT / "dist").glob(f"briefgen-*-{TARGET}.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not found:
        pytest.skip("there is no bundle in dist/: make bundle")
    return found[-1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def page(name: str) -> str:
    """An invented article as a web page."""
    title, *paragraphs = (PROJECT / "examples" / f"{name}.txt").read_text("utf-8").strip().split("\n\n")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f'<title>{title}</title><meta property="article:published_time" content="2026-11-23T06:00:00Z">'
    return (
        f"<!doctype html><html lang=en><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def feed(port: int) -> str:
    items = "".join(
        f"<item><title>{name}</title><link>http://127.0.0.1:{port}/{name}.html</link>"
        f"<pubDate>Mon, 23 Nov 2026 06:00:00 GMT</pubDate><description>In short.</description></item>"
        for name in ARTICLES
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Local Wire</title>{items}</channel></rss>'


def furnish(folder: Path, port: int) -> None:
    """The site that is served, the desk, and an article."""
    for name in ("site", "desk/inbox"):
        (folder / name).mkdir(parents=True)
    (folder / "site/feed.xml").write_text(feed(port), "utf-8")
    for name in ARTICLES:
        (folder / f"site/{name}.html").write_text(page(name), "utf-8")
    (folder / "desk/config.yaml").write_text(CONFIG.format(port=port), "utf-8")
    shutil.copy(PROJECT / "examples/flood-aid.txt", folder / "desk/inbox")
    shutil.copy(PROJECT / "examples/border-clash.txt", folder / "article.txt")


def others_called(calls: str) -> list[str]:
    """Internet addresses but 127.0.0.1 in what strace wrote."""
    found = re.findall(r'sin_addr=inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"', calls)
    return sorted({four or six for four, six in found} - {"127.0.0.1"})


def test_strangers_in_a_trace_are_seen() -> None:
    trace = (
        '7 connect(3, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0\n'
        '7 connect(3, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.7")}, 16) = 0\n'
        '7 connect(3, {sa_family=AF_INET6, inet_pton(AF_INET6, "2001:db8::1", &sin6_addr)}, 28) = 0\n'
    )
    assert others_called(trace) == ["192.0.2.7", "2001:db8::1"]


@pytest.mark.slow
@pytest.mark.parametrize("way", ["namespace", "trap"])
def test_a_bundle_makes_a_whole_night_without_a_network(tmp_path: Path, way: str, trap) -> None:
    archive = bundle()
    trap.permit_loopback()
    if way == "namespace" and subprocess.run([*ALONE, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine permits no network namespace")
    port = free_port()
    furnish(tmp_path, port)
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    if way == "trap":
        environment["PYTHONPATH"] = str(HERE / "alone")
    command = [*(ALONE if way == "namespace" else ()), "sh", str(HERE / "night_alone.sh"), archive, tmp_path, str(port)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=600)
    log = tmp_path / "log"
    assert run.returncode == 0, run.stdout + run.stderr + (log.read_text("utf-8") if log.exists() else "")

    assert "unreachable" in run.stdout if way == "namespace" else "trapped" in run.stdout
    assert (tmp_path / "memo.pdf").read_bytes().startswith(b"%PDF")
    first = json.loads((tmp_path / "first.json").read_text("utf-8"))
    assert (first["exit_code"], first["counts"]["not_made"], first["alarm"]) == (0, 0, "")
    # The feed, its three pages and the file of the inbox; one memo of all, one for each event of the feed.
    assert (first["reading"]["asked"], first["reading"]["read"]) == (4, 4)
    assert first["reading"]["unreachable"] == []
    assert first["counts"]["made"] == 1 + len(ARTICLES)
    assert {one["state"] for one in first["deliveries"]} == {"sent"}
    assert len(list((tmp_path / "desk/outbox").rglob("*.pdf"))) == 1 + len(ARTICLES)
    served = (tmp_path / "served").read_text("utf-8")
    assert all(f"GET /{name}.html" in served for name in ARTICLES)
    if (tmp_path / "calls").exists():
        calls = (tmp_path / "calls").read_text("utf-8")
        assert f"htons({port})" in calls, "the trace has not seen the feed being fetched"
        assert others_called(calls) == []
    last = run.stdout.strip().splitlines()[-1]
    second = json.loads(next((tmp_path / "desk/out").glob("*/night.json")).read_text("utf-8"))
    assert (second["exit_code"], second["counts"]["made"]) == (0, 0), last
    assert second["counts"]["kept"] == 1 + len(ARTICLES)
