"""Calls in over a pipe, their values out, in a child process with limits; ends with its parent, however that ended."""

from __future__ import annotations

import gc
import os
import pickle
import resource
import signal
import tempfile
from collections.abc import Callable
from fcntl import F_GETFL, F_SETFL, F_SETOWN, fcntl
from multiprocessing.connection import Connection
from typing import Any

from briefgen.errors import BriefgenError, Stopped

Answer = tuple[str, Any]
"""What became of a call: ("value", it), ("raised", an exception), ("memory", None)."""

READY = "ready"
_CORES = 8  # C libraries count the processor time of all their threads


def serve(
    line: Connection[Any, Any], life: Connection[Any, Any], megabytes: int, environment: dict[str, str], temporary: str
) -> None:
    """Answers calls until the parent hangs up. `life`: a pipe whose other end only the parent holds."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to tell
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _end_with(life)
    _limit(resource.RLIMIT_DATA, megabytes << 20)
    _limit(resource.RLIMIT_CORE, 0)
    # The fork server has that of its own start, which may have been long ago.
    os.environ.clear()
    os.environ.update(environment)
    if temporary:
        os.environ["TMPDIR"] = tempfile.tempdir = temporary
    # Collecting on the way costs a tenth of a memo's time; it is done between jobs, see _tidy.
    gc.set_threshold(1_000_000, 20, 20)
    gc.freeze()  # what the fork server imported is shared with it as long as nobody writes to it, counting included
    line.send((READY, None))
    while True:
        try:
            call = line.recv_bytes()
        except (EOFError, ConnectionError):
            return
        line.send_bytes(_packed(_outcome(call)))
        del call
        _tidy()


def _end_with(life: Connection[Any, Any]) -> None:
    """The kernel ends this process when the last other end of `life` closes: the parent is gone, even by SIGKILL.

    Signal-driven input on a pipe, and not PR_SET_PDEATHSIG: that one tells of the death of whoever forked, which is
    the fork server, and it lives as long as its children do. No thread could do it: a C loop holds the interpreter.
    """
    signal.signal(signal.SIGIO, signal.SIG_DFL)  # its default is the end of the process
    fcntl(life.fileno(), F_SETOWN, os.getpid())
    fcntl(life.fileno(), F_SETFL, fcntl(life.fileno(), F_GETFL) | os.O_ASYNC)
    if life.poll(0):  # gone before this was set
        os._exit(1)


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _tidy() -> None:
    """Frees the cycles that a job left. What survives is kept for later jobs: the next time does not look at it."""
    gc.collect()
    gc.freeze()


# ------------------------------------------------------------------ one call


def _outcome(call: bytes) -> Answer:
    try:
        function, args, seconds = pickle.loads(call)  # noqa: S301 - from our own parent
        return _answered(function, args, seconds)
    except Exception as error:  # noqa: BLE001 - no module of that name here; or an alarm that rang a moment late
        return "raised", _noted(error)


def _answered(function: Callable[..., Any], args: tuple[object, ...], seconds: float) -> Answer:
    signal.signal(signal.SIGALRM, lambda _number, _frame: _stop(seconds))
    signal.setitimer(signal.ITIMER_REAL, seconds)
    # A loop in C that spends time is ended here too, should the parent be stopped and not look.
    spent = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(spent.ru_utime + spent.ru_stime + seconds * _CORES + 10))
    try:
        return "value", function(*args)
    except MemoryError:
        return "memory", None
    except Exception as error:  # noqa: BLE001 - a bug, told where it happened and raised again by the parent
        return "raised", _noted(error)
    except BaseException as error:  # noqa: BLE001 - sys.exit() of a library would end the parent's run
        return "raised", Stopped(f"ended its process: {error!r}", hint="report this with the job's source")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _stop(seconds: float) -> None:
    raise Stopped(f"stopped after {seconds:g} s", hint="look for a loop without end")


def _noted(error: Exception) -> Exception:
    """A bug carries where it happened; a fault that is told to people does not need it."""
    if not isinstance(error, BriefgenError):
        import traceback

        lines = "".join(traceback.format_exception(error))
        error.add_note(f"in the child process:\n{lines}")
    return error


def _packed(answer: Answer) -> bytes:
    """The answer's bytes; of one that cannot travel, the reason."""
    try:
        packed = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
        if answer[0] == "raised":  # many an exception packs, but cannot be unpacked: those of two arguments
            pickle.loads(packed)  # noqa: S301 - our own
    except MemoryError:
        return pickle.dumps(("memory", None))
    except Exception as error:  # noqa: BLE001 - pickle raises whatever the objects raise
        what = f"its {'error' if answer[0] == 'raised' else 'value'} cannot be passed on: {error}"
        hint = f"it was {answer[1]!r:.200}" if answer[0] == "raised" else "return plain records"
        return pickle.dumps(("raised", Stopped(what, hint=hint)))
    return packed
