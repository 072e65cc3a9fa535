"""Jobs in, their futures out: a dask scheduler hands them to its workers, on this machine or others."""

from __future__ import annotations

from concurrent.futures import Executor

from briefgen.errors import ConfigError


class Dask(Executor):
    """Not yet."""

    def __init__(self, scheduler: str, seconds: float, megabytes: int) -> None:  # noqa: ARG002
        raise ConfigError(f"--engine dask: {scheduler} is not available yet", hint="use processes")
