"""The trap of conftest.py bites: network, stray writing, stray reading; and lets through what tests need."""

# ruff: noqa: PTH123, SIM115 - none of these files is ever opened
from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT, Stray, Trap


@pytest.mark.parametrize(
    "reach",
    [
        lambda: socket.create_connection(("127.0.0.1", 9), timeout=0.1),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)),
        lambda: socket.socket(socket.AF_INET6).connect(("::1", 9)),
        lambda: socket.getaddrinfo("example.org", 80),
        lambda: socket.gethostbyname("example.org"),
    ],
)
def test_network_is_trapped(trap: Trap, reach) -> None:
    with pytest.raises(Stray, match="network"):
        reach()
    assert trap.strays
    trap.strays.clear()


@pytest.mark.parametrize("mode", ["w", "a", "x", "r+", "wb"])
def test_writing_elsewhere_is_trapped(trap: Trap, mode: str) -> None:
    with pytest.raises(Stray, match="file written"):
        open(PROJECT / "stray.txt", mode)
    with pytest.raises(Stray, match="file written"):
        open("/var/tmp/stray.txt", mode)
    assert not (PROJECT / "stray.txt").exists()
    trap.strays.clear()


def test_writing_by_descriptor_or_through_a_link_is_trapped(trap: Trap, tmp_path: Path) -> None:
    with pytest.raises(Stray):
        os.open(PROJECT / "stray.txt", os.O_WRONLY | os.O_CREAT)
    (tmp_path / "link").symlink_to(PROJECT / "stray.txt")
    with pytest.raises(Stray):
        (tmp_path / "link").write_text("x")
    trap.strays.clear()


def test_reading_elsewhere_is_trapped(trap: Trap) -> None:
    for place in ("/etc/passwd", "/var/stray.txt", b"/stray.txt"):
        with pytest.raises(Stray, match="file read"):
            open(place)
    assert len(trap.strays) == 3
    trap.strays.clear()


def test_a_permitted_folder_can_be_read(trap: Trap) -> None:
    trap.permit(Path("/var"))
    with pytest.raises(FileNotFoundError):
        open("/var/there is no such file")


def test_own_folder_project_and_local_sockets_are_free(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert (PROJECT / "pyproject.toml").read_bytes()
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"x")
        assert other.recv(1) == b"x"
    assert subprocess.run([sys.executable, "-c", "print(1)"], capture_output=True, check=True).stdout == b"1\n"


SWALLOWS = """
def test_swallows():
    try:
        open("/etc/passwd").close()
    except Exception:
        pass
"""


def test_a_program_that_swallows_the_trap_fails_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "test_inner.py").write_text(SWALLOWS)
    (tmp_path / "conftest.py").write_text("from tests.conftest import pytest_runtest_call, trap\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull, tmp_path]
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    run = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    assert run.returncode == 1, run.stdout + run.stderr
    assert "strayed" in run.stdout
    assert "/etc/passwd" in run.stdout
