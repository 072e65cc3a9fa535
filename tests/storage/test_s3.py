"""Places of an S3 store, which a server on 127.0.0.1 plays: put, listed, read, changed.

Needs more than the project does: pip install 'moto[server]' s3fs
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from briefgen.errors import WriteError
from briefgen.model import Failure, Source
from briefgen.storage import Listed, exists, listed, opened, put, sources
from tests.conftest import Trap

pytest.importorskip("moto")
s3fs = pytest.importorskip("s3fs")
pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()


@pytest.fixture
def bucket(server: str, trap: Trap, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    trap.permit_loopback()
    for name, value in (("ENDPOINT_URL", server), ("ACCESS_KEY_ID", "x"), ("SECRET_ACCESS_KEY", "x")):
        monkeypatch.setenv(f"AWS_{name}", value)
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    system = s3fs.S3FileSystem(skip_instance_cache=True)
    system.mkdir("desk")
    yield "s3://desk"
    system.rm("desk", recursive=True)


def test_what_is_put_is_listed_in_order_and_read(bucket: str) -> None:
    for name in ("in/b.txt", "in/a.html", "in/deep/c.txt", "in/.hidden"):
        put(f"{bucket}/{name}", name.encode())
    told = list(listed([f"{bucket}/in/"]))
    assert [(one.location, one.size) for one in told if isinstance(one, Listed)] == [
        ("s3://desk/in/a.html", 9),
        ("s3://desk/in/b.txt", 8),
        ("s3://desk/in/deep/c.txt", 13),
    ]
    assert [opened(one) for one in told if isinstance(one, Listed)] == list(sources([f"{bucket}/in/"]))
    assert opened(told[1]) == Source("s3://desk/in/b.txt", b"in/b.txt")  # type: ignore[arg-type]


def test_a_changed_object_is_listed_anew(bucket: str) -> None:
    place = f"{bucket}/in/b.txt"
    assert not exists(place)
    put(place, b"first")
    (first,) = listed([f"{bucket}/in"])
    put(place, b"other")
    (other,) = listed([f"{bucket}/in"])
    assert isinstance(first, Listed)
    assert isinstance(other, Listed)
    assert exists(place)
    assert len(first.changed) > 20
    assert first.changed != other.changed
    assert first.size == other.size


def test_a_bucket_that_is_not_there_is_told(bucket: str) -> None:
    (one,) = listed(["s3://none/in"])
    assert isinstance(one, Failure)
    with pytest.raises(WriteError, match=r"s3://none/memo\.pdf"):
        put("s3://none/memo.pdf", b"x")
