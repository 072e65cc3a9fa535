"""What every test gets: a trap on network and stray file access, and ways to permit more.

The program promises that nothing is fetched at run time and that its stages touch no file. An audit hook holds it
to that: while a test runs, a connection outside AF_UNIX, a file written outside the test's own folder, or a file read
outside the project and the system's libraries raises `Stray`, and fails the test even where the program swallows it.
Files that C libraries open on their own (fonts, shared objects) do not pass the hook.
"""

# ruff: noqa: PTH100, PTH206 - the hook hears every file, so it uses the plain and fast functions
from __future__ import annotations

import os
import socket
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

# Before any trap is set: urllib3, which it imports, binds ::1 once to look for IPv6.
import trafilatura  # noqa: F401
from hypothesis import settings

from briefgen.writers import pdf

# Several tests run at once: the first example of one may wait for another's.
settings.register_profile("patient", deadline=5000)
settings.load_profile("patient")

PROJECT = Path(__file__).resolve().parent.parent


class Stray(AssertionError):
    """A test reached for the network or for a file that is none of its business."""


def _roots(*paths: str | Path | None) -> tuple[str, ...]:
    """Both the paths and what they link to, each with a closing separator."""
    given = [os.path.abspath(path) for path in paths if path]
    both = [path.rstrip(os.sep) for one in given for path in (one, os.path.realpath(one))]
    return tuple(dict.fromkeys(path + os.sep for path in both))


def _numeric(host: object) -> bool:
    """Whether a host is an address in figures, however spelt: nobody is asked to look it up."""
    return set(os.fsdecode(host)) <= set("0123456789abcdefx.:") if isinstance(host, str | bytes) else False


def _writes(mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return bool(isinstance(flags, int) and flags & _WRITING)


READABLE = _roots(
    PROJECT,
    sys.prefix,
    sys.base_prefix,
    *sysconfig.get_paths().values(),
    tempfile.gettempdir(),
    *("/usr", "/lib", "/lib64", "/proc", "/sys", "/dev"),
    *("/etc/ssl", "/etc/fonts", "/etc/mime.types", "/etc/localtime", "/etc/timezone", "/etc/ld.so.cache"),
)
WRITABLE_NAMES = ("__pycache__", ".hypothesis", ".pytest_cache")
WRITABLE = ("/dev/null", "/dev/tty", "/dev/stdout", "/dev/stderr")
_CONNECTIONS = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
_LOOKUPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")
_LOOPBACK = ("127.0.0.1", b"127.0.0.1")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass
class Trap:
    """The state of the hook, which once set cannot be taken away. `strays` holds what it met in this test."""

    active: bool = False
    strays: list[str] = field(default_factory=list)
    writable: tuple[str, ...] = ()
    readable: tuple[str, ...] = READABLE
    loopback: bool = False
    _base: tuple[str, ...] = ()

    def start(self, base: Path) -> None:
        self._base = _roots(base)
        self.writable, self.readable, self.strays = self._base, READABLE + self._base, []
        self.loopback = False
        self.active = True

    def stop(self) -> list[str]:
        self.active = False
        return self.strays

    def permit(self, *folders: Path) -> None:
        """Let this test read below these folders too."""
        self.readable += _roots(*folders)

    def permit_loopback(self) -> None:
        """Let this test connect to 127.0.0.1, and look that address up."""
        self.loopback = True

    def hear(self, event: str, args: tuple[object, ...]) -> None:
        if not self.active:
            return
        if event == "open":
            self._opened(*args)
        elif event in _LOOKUPS and not (self.loopback and _numeric(args[0])):
            self._caught(f"network: looked up {args[0]!r}")
        elif event in _CONNECTIONS:
            self._connected(event, *args)

    def _connected(self, event: str, sock: object, address: object = None) -> None:
        here = self.loopback and isinstance(address, tuple) and address[0] in _LOOPBACK
        if getattr(sock, "family", None) != socket.AF_UNIX and not here:
            self._caught(f"network: {event} {address!r}")

    def _opened(self, path: object, mode: object, flags: object) -> None:
        if not isinstance(path, str | bytes | os.PathLike):  # a descriptor that is open already
            return
        name = os.path.abspath(os.fsdecode(path))
        writing = _writes(mode, flags)
        places = {name, os.path.realpath(name)}
        if writing and not self._may_write(places):
            self._caught(f"file written: {name}")
        if not writing and not any(f"{place}/".startswith(self.readable) for place in places):
            self._caught(f"file read: {name}")

    def _may_write(self, places: set[str]) -> bool:
        def fine(place: str) -> bool:
            parts = place.split(os.sep)
            own = place.startswith(self.writable) or place in WRITABLE or parts[-1].startswith(".coverage")
            return own or any(part in WRITABLE_NAMES for part in parts)

        return all(map(fine, places))

    def _caught(self, what: str) -> None:
        self.strays.append(what)
        raise Stray(f"{what}: a test stays within its own folder (tmp_path) and off the network")


TRAP = Trap()
sys.addaudithook(TRAP.hear)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Set the trap for the test itself; pytest's own files are opened before and after."""
    TRAP.active = True
    try:
        yield
    finally:
        TRAP.active = False


@pytest.fixture(scope="session", autouse=True)
def faces(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """WeasyPrint writes font faces into the folder for temporary files: here that is the tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("faces")))
        pdf._configuration.cache_clear()
        yield
        pdf._configuration.cache_clear()


@pytest.fixture(autouse=True)
def trap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trap]:
    """The trap of this test; `trap.strays.clear()` forgives, `trap.permit(folder)` permits."""
    TRAP.start(tmp_path_factory.getbasetemp())
    TRAP.active = False
    yield TRAP
    assert not TRAP.stop(), f"strayed, though the program went on: {TRAP.strays}"


@pytest.fixture
def shared(trap: Trap) -> Path:
    """The folder of development data that is no part of the project; without it the test is skipped."""
    folder = Path(os.environ.get("BRIEFGEN_SHARED") or PROJECT.parent / "shared").resolve()
    if not folder.is_dir():
        pytest.skip("needs the development data: set BRIEFGEN_SHARED, or put ../shared beside the checkout")
    trap.permit(folder)
    return folder
