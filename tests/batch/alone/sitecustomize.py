"""In the place of a network namespace: a Python with this folder in PYTHONPATH reaches 127.0.0.1 and nobody else."""

import socket
import sys


def _hear(event: str, args: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        here, address = args[0], args[1]
        if getattr(here, "family", None) != socket.AF_UNIX and address and address[0] != "127.0.0.1":  # type: ignore[index]
            raise OSError(101, f"trapped: {address}")
    if event in {"socket.getaddrinfo", "socket.gethostbyname"} and args[0] not in {"127.0.0.1", b"127.0.0.1"}:
        raise OSError(101, f"trapped: {args[0]!r}")


sys.addaudithook(_hear)
