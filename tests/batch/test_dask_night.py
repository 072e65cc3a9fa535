"""A night on dask's workers over an object store, one worker killed in the middle: the same bytes as from `processes`.

Needs more than the project does: pip install 'moto[server]' s3fs
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.test_engine_dask import Cluster
from tests.conftest import PROJECT, Trap

pytest.importorskip("distributed")
pytest.importorskip("moto")
s3fs = pytest.importorskip("s3fs")
pytestmark = pytest.mark.slow

from tests.storage.test_s3 import server  # noqa: E402, F401 - a fixture

CONFIG = """
timezone: Europe/Ljubljana
style: our-style
formats: [pdf, docx, json]
output: s3://desk/{out}/{{date}}/{{name}}.{{format}}
jobs: {{seconds: 120}}
briefs:
"""
BRIEF = "- {{name: {name}, sources: [s3://desk/inbox/{name}/], max_age: all, when_empty: skip}}\n"


@pytest.fixture
def store(server: str, trap: Trap, monkeypatch: pytest.MonkeyPatch) -> Iterator[s3fs.S3FileSystem]:  # noqa: F811
    """The invented stories of tests/corpus in a bucket, a folder each."""
    trap.permit_loopback()
    for name, value in (("ENDPOINT_URL", server), ("ACCESS_KEY_ID", "x"), ("SECRET_ACCESS_KEY", "x")):
        monkeypatch.setenv(f"AWS_{name}", value)
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774481400")
    system = s3fs.S3FileSystem(skip_instance_cache=True)
    system.mkdir("desk")
    for story in stories():
        for path in (PROJECT / f"tests/corpus/sets/{story}").glob("*.txt"):
            system.pipe_file(f"desk/inbox/{story}/{path.name}", path.read_bytes())
    yield system
    system.rm("desk", recursive=True)


def stories() -> list[str]:
    return sorted(path.name for path in (PROJECT / "tests/corpus/sets").iterdir() if path.is_dir())


def begun(home: Path, out: str, *options: str) -> subprocess.Popen[str]:
    """A desk with a style of its own, and a night begun there."""
    subprocess.run([sys.executable, "-m", "briefgen", "init", str(home)], check=True, capture_output=True)
    briefs = "".join(BRIEF.format(name=name) for name in stories())
    (home / "config.yaml").write_text(CONFIG.format(out=out) + briefs, "utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "briefgen", "batch", *options], cwd=home, stdout=subprocess.PIPE, text=True,
        stderr=subprocess.PIPE,
    )  # fmt: skip


def memos(store: s3fs.S3FileSystem, out: str) -> dict[str, bytes]:
    store.invalidate_cache()
    found = store.find(f"desk/{out}")
    return {path.rpartition("/")[2]: store.cat_file(path) for path in found if path.rpartition("/")[2] not in PAGES}


PAGES = ("index.html", "night.json")


def test_the_same_bytes_although_a_worker_is_killed(store: s3fs.S3FileSystem, tmp_path: Path) -> None:
    homes = [tmp_path / name for name in ("one", "other", "cluster")]
    homes[2].mkdir()
    run = begun(homes[0], "processes")
    out, told = run.communicate(timeout=300)
    assert run.returncode == 0, out + told
    cluster = Cluster(homes[2])
    try:
        workers = [cluster.add(), cluster.add()]
        run = begun(homes[1], "dask", "--engine", "dask", "--scheduler", cluster.address)
        while not memos(store, "dask"):
            assert run.poll() is None, run.communicate()
            time.sleep(0.2)
        workers[0].kill()
        out, told = run.communicate(timeout=300)
    finally:
        cluster.close()
    assert run.returncode == 0, out + told
    there, here = memos(store, "dask"), memos(store, "processes")
    assert len(here) == 3 * len(stories())
    assert there.keys() == here.keys()
    assert [name for name in here if here[name] != there[name]] == []
