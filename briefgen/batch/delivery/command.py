"""A memo and a command line in; the command run to its end out, without a shell and within a minute."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO

from briefgen.batch.outcomes import Parcel
from briefgen.errors import DeliveryError

SECONDS = 60.0
"""After which a command is stopped, with all that it has started."""
_FIELD = re.compile(r"\{(path|name|date|subject)\}")
_CONTROLS = re.compile("[\x00-\x1f\x7f]+")
_TAIL = 4096  # bytes of output that are looked at


def run(parcel: Parcel, command: Sequence[str], *, seconds: float = SECONDS) -> None:
    """Run it with the memo's fields in its arguments, and in its environment. Raises DeliveryError.

    It failed where it ends with another code than 0; where it was stopped, nobody knows what it had done.
    """
    program, *given = command
    with tempfile.TemporaryFile() as output:  # a pipe would stay open in what the command leaves running
        code = _code(_started(program, arguments(parcel, given), environment(parcel), output), program, seconds)
        if code:
            raise DeliveryError(f"command {program}: {_how(code)}{_last_line(output)}", hint="try it by hand")


def arguments(parcel: Parcel, given: Sequence[str]) -> list[str]:
    """The arguments with {path}, {name}, {date} and {subject} filled in, once: a value is never read again.

    No value can become an option: one that would begin an argument with "-" is put behind a space, a path behind ./
    """
    values = _values(parcel)
    return [_FIELD.sub(lambda match: _harmless(match, values), one) for one in given]


def environment(parcel: Parcel) -> dict[str, str]:
    """The environment of this process, and the memo's own; several paths stand in a line each."""
    own = {
        "BRIEFGEN_NAME": parcel.title,
        "BRIEFGEN_DATE": parcel.date,
        "BRIEFGEN_PATHS": "\n".join(parcel.places),
        "BRIEFGEN_MARKING": _line(parcel.brief.header.marking),
    }
    return {**os.environ, **own}


def _values(parcel: Parcel) -> Mapping[str, str]:
    path = next(iter(parcel.places), "")
    return {
        "path": f"./{path}" if path.startswith("-") else path,
        "name": parcel.title,
        "date": parcel.date,
        "subject": _line(parcel.brief.header.subject),
    }


def _harmless(match: re.Match[str], values: Mapping[str, str]) -> str:
    value = values[match[1]]
    return f" {value}" if match.start() == 0 and value.startswith("-") else value


def _line(text: str) -> str:
    """In one line, and without what no argument may hold."""
    return _CONTROLS.sub(" ", text).encode("utf-8", "replace").decode()


def _started(
    program: str, given: Sequence[str], values: Mapping[str, str], output: IO[bytes]
) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - the office's own command; no shell reads its arguments
            [program, *given],
            env=values,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # so that it can be stopped with all that it starts
        )
    except (OSError, ValueError) as error:
        what = (error.strerror if isinstance(error, OSError) else "") or str(error)
        hint = f"chmod +x {program}" if isinstance(error, PermissionError) else "check its path"
        raise DeliveryError(f"command {program}: cannot be started: {what}", hint=hint) from error


def _code(process: subprocess.Popen[bytes], program: str, seconds: float) -> int:
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        what = f"command {program}: stopped, it took longer than {seconds:g} seconds"
        raise DeliveryError(what, hint="look at what it has done, then do the rest by hand", unknown=True) from None
    finally:
        if process.returncode is None:  # too long, or the run itself was interrupted
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _how(code: int) -> str:
    return f"ended with {code}" if code > 0 else f"was ended by signal {-code}"


def _last_line(output: IO[bytes]) -> str:
    """The last thing that the command said, to be told behind how it ended."""
    size = output.seek(0, os.SEEK_END)
    output.seek(max(0, size - _TAIL))
    lines = [_line(one).strip() for one in output.read().decode("utf-8", "replace").splitlines()]
    last = next((one for one in reversed(lines) if one), "")
    return f": {last[:200]}" if last else ""
