"""Work in, its result before a deadline out, or TimedOut: whatever a server does, the caller goes on.

Time-outs of single reads do not suffice: a server that sends a byte a second keeps within each of them. So the work
runs in a thread of its own, which is left alone at the deadline; its connections are shut, so that it ends.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from threading import Thread
from time import monotonic
from typing import Any, TypeVar

from briefgen.storage.network import SAVE, Stopped

T = TypeVar("T")


class Deadline:
    """How long is left, and the connections to shut when nothing is."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self._until = seconds, monotonic() + seconds
        self._is_over = False
        self._connections: list[socket.socket] = []

    @property
    def left(self) -> float:
        """Seconds; 0 or less afterwards."""
        return self._until - monotonic()

    def check(self) -> float:
        """The seconds left. Raises Stopped where there are none."""
        if self._is_over or self.left <= 0:
            raise self.passed()
        return self.left

    def passed(self) -> Stopped:
        """The fault TimedOut."""
        hint = f"try again, raise reading.timeout, or {SAVE}"
        return Stopped("TimedOut", f"no complete answer within {self.seconds:g} seconds", hint)

    def watch(self, event: str, info: Mapping[str, Any]) -> None:
        """Takes httpcore's trace, which names every connection that is opened or made secure."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            connection = info["return_value"].get_extra_info("socket")
            self._connections += [connection] if connection is not None else []
            if self._is_over:
                self.end()

    def end(self) -> None:
        """Nobody waits any more: a thread that still hangs on a connection comes free."""
        self._is_over = True
        for connection in self._connections:
            with suppress(OSError):  # closed already
                connection.shutdown(socket.SHUT_RDWR)


def within(seconds: float, work: Callable[[Deadline], T]) -> T:
    """What `work` returns or raises; Stopped (TimedOut) where that takes longer."""
    deadline, done = Deadline(seconds), Future[T]()

    def run() -> None:
        try:
            done.set_result(work(deadline))
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            done.set_exception(error)

    Thread(target=run, daemon=True).start()
    try:
        return done.result(timeout=max(0.0, deadline.left))
    except TimeoutError as error:
        raise deadline.passed() from error
    finally:
        deadline.end()
