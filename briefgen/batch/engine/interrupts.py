"""SIGTERM in, KeyboardInterrupt out, as from the keyboard: what ends a service lets its jobs be ended in order."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any, Self


class Interrupts:
    """Listens from `begin` to `end`; a context manager; does nothing outside the main thread, which alone may."""

    def __init__(self) -> None:
        self._before: Any = None

    def __enter__(self) -> Self:
        self.begin()
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def begin(self) -> None:
        """From here on SIGTERM raises KeyboardInterrupt."""
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGTERM, _raise)

    def end(self) -> None:
        """As it was before."""
        if self._before is not None:
            signal.signal(signal.SIGTERM, self._before)
            self._before = None


def _raise(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
