"""install.sh: whatever goes wrong, the version in use stays; upgrade, roll-back, kills.

The Python here is a stub that makes in a moment what venv and pip make; tests/batch/test_bundle.py has real ones.
"""

from __future__ import annotations

import fcntl
import os
import platform
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tools.bundle import archive

STUB = """#!/bin/sh
case $1 in
  -c) exit "${STUB_UNFIT:-0}" ;;
  --version) echo "Python 3.11.99" ;;
  -m) mkdir -p "$4/bin"; cp "$0" "$4/bin/python" ;;
  wheels/pip-1.whl/pip)
    [ -z "${STUB_HANGS:-}" ] || { : >"$STUB_HANGS"; sleep 60; }
    [ -z "${STUB_FAILS:-}" ] || { echo "no matching wheel" >&2; exit 1; }
    cp program "$(dirname "$0")/briefgen" ;;
esac
"""
PROGRAM = """#!/bin/sh
[ "$1" = check ] && [ -n "${STUB_LACKS:-}" ] && { echo "ok  Python: 3"; echo "FAULT  Pango: missing: get it"; exit 1; }
echo "briefgen VERSION"
"""
Install = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def make(tmp_path: Path) -> Callable[[str], Path]:
    """An unpacked bundle of a version."""

    def made(version: str) -> Path:
        folder = tmp_path / f"briefgen-{version}"
        (folder / "wheels").mkdir(parents=True)
        (folder / "wheels/pip-1.whl").write_text("pip", "utf-8")
        (folder / "TARGET").write_text(f"{version} 3.11 {platform.machine()}\n", "utf-8")
        (folder / "program").write_text(PROGRAM.replace("VERSION", version), "utf-8")
        (folder / "program").chmod(0o755)
        shutil.copy(PROJECT / "tools/bundle/files/install.sh", folder)
        (folder / archive.SUMS).write_text(archive.sums(folder), "utf-8")
        return folder

    return made


@pytest.fixture
def command(tmp_path: Path) -> Callable[..., list[str]]:
    stub = tmp_path / "a python"
    stub.write_text(STUB, "utf-8")
    stub.chmod(0o755)

    def of(folder: Path, *options: str) -> list[str]:
        prefix = str(tmp_path / "pre fix")
        return ["sh", str(folder / "install.sh"), "--prefix", prefix, "--python", str(stub), *options]

    return of


@pytest.fixture
def install(command: Callable[..., list[str]], tmp_path: Path) -> Install:
    def run(folder: Path, *options: str, **stub: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, **{f"STUB_{name.upper()}": value for name, value in stub.items()}}
        asked = command(folder, *options)
        return subprocess.run(asked, capture_output=True, text=True, check=False, env=environment, cwd=tmp_path)

    return run


def in_use(tmp_path: Path) -> str:
    program = tmp_path / "pre fix/current/bin/briefgen"
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()


def versions(tmp_path: Path) -> list[str]:
    return sorted(path.name.split("-")[0] for path in (tmp_path / "pre fix/versions").iterdir())


def test_install_again_upgrade_and_go_back(make, install: Install, tmp_path: Path) -> None:
    one, two, three = map(make, ("1.0", "2.0", "3.0"))
    assert install(one).returncode == 0
    assert in_use(tmp_path) == "briefgen 1.0"
    again = install(one)
    assert (again.returncode, "installing" in again.stdout) == (0, False)
    assert install(one, "--rollback").returncode == 1, "there is nothing before the first"
    assert install(two).returncode == 0
    assert install(two, "--rollback").returncode == 0
    assert in_use(tmp_path) == "briefgen 1.0"
    assert install(two, "--rollback").returncode == 0
    assert in_use(tmp_path) == "briefgen 2.0"
    assert install(three).returncode == 0
    assert (in_use(tmp_path), versions(tmp_path)) == ("briefgen 3.0", ["2.0", "3.0"])


def test_what_fails_leaves_the_version_in_use_and_nothing_half(make, install: Install, tmp_path: Path) -> None:
    one, two = make("1.0"), make("2.0")
    install(one)
    failed = install(two, fails="yes")
    assert failed.returncode == 1
    assert "no matching wheel" in failed.stderr
    (two / "wheels/pip-1.whl").write_text("another pip", "utf-8")
    tampered = install(two)
    assert tampered.returncode == 1
    assert "not as it was made: wheels/pip-1.whl: FAILED" in tampered.stderr
    assert (in_use(tmp_path), versions(tmp_path)) == ("briefgen 1.0", ["1.0"])


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_installation_is_done_anew(make, command, install: Install, tmp_path: Path, how: int) -> None:
    one, two = make("1.0"), make("2.0")
    install(one)
    sign = tmp_path / "hangs"
    environment = {**os.environ, "STUB_HANGS": str(sign)}
    running = subprocess.Popen(command(two), env=environment, start_new_session=True, stdout=subprocess.DEVNULL)
    while not sign.exists():
        assert running.poll() is None
        time.sleep(0.01)
    os.killpg(running.pid, how)
    running.wait(10)
    assert in_use(tmp_path) == "briefgen 1.0"
    assert versions(tmp_path) == (["1.0"] if how == signal.SIGTERM else ["1.0", "2.0"])
    assert install(two).returncode == 0
    assert (in_use(tmp_path), versions(tmp_path)) == ("briefgen 2.0", ["1.0", "2.0"])


def test_two_installations_do_not_meet(make, install: Install, tmp_path: Path) -> None:
    one = make("1.0")
    (tmp_path / "pre fix").mkdir()
    with (tmp_path / "pre fix/.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        refused = install(one)
    assert refused.returncode == 1
    assert "another installation is under way" in refused.stderr


def test_a_machine_that_lacks_a_library_is_told_the_command(make, install: Install, tmp_path: Path) -> None:
    lacking = install(make("1.0"), lacks="yes")
    assert lacking.returncode == 1
    assert "FAULT  Pango: missing: get it" in lacking.stdout
    assert "ok  Python" not in lacking.stdout
    assert in_use(tmp_path) == "briefgen 1.0"


def test_the_wrong_python_machine_and_options_are_refused(make, install: Install, tmp_path: Path) -> None:
    one = make("1.0")
    unfit = install(one, unfit="1")
    assert (unfit.returncode, "needs Python 3.11" in unfit.stderr) == (1, True)
    assert install(one, "--what").returncode == 2
    (one / "TARGET").write_text("1.0 3.11 sparc\n", "utf-8")
    (one / archive.SUMS).write_text(archive.sums(one), "utf-8")
    other = install(one)
    assert (other.returncode, "this bundle is for sparc" in other.stderr) == (1, True)
    assert not list((tmp_path / "pre fix/versions").iterdir())
