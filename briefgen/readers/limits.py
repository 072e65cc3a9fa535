"""What is done for one of many articles in, its result or its Failure out; what is over a limit is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.errors import ReadError
from briefgen.model import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefgen.model import Source


def contained(location: str, make: Callable[..., Any], *args: Any) -> Any:
    """What `make` returns, or the Failure that its ReadError is: one broken article does not stop the others."""
    try:
        return make(*args)
    except ReadError as error:
        message = str(error.args[0]).removeprefix(f"{location}: ")
        return Failure(location, "read", type(error).__name__, message, error.hint)


def left_out(source: Source, found: int, most: int, what: str) -> Iterator[Failure]:
    """The Failure that names how many were not read."""
    if found > most:
        message = f"{found} {what}, of which the first {most} are read: {found - most} left out"
        yield Failure(source.location, "read", "TooBig", message, "split it")
