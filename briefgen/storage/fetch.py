"""http(s) addresses in, their bytes or what went wrong out, within the bounds of a Network.

Nothing is sent but the request: no cookies, no referrer. Proxies and own certificates come from the environment
(HTTP_PROXY, HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE, REQUESTS_CA_BUNDLE).
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from briefgen.model import Failure, Source
from briefgen.storage import cache, wire
from briefgen.storage.local import failure
from briefgen.storage.wire import SAVE, Answer, Stopped

if TYPE_CHECKING:
    from briefgen.storage.network import Network

_AT_ONCE = 4
_AT_ONCE_OF_A_HOST = 2
_TRIES = 3
_PAUSES = (0.5, 1.0)  # seconds before the second and the third try


def several(locations: Sequence[str], network: Network) -> Iterator[Source | Failure]:
    """What stands behind the addresses, in their order; `_AT_ONCE` at a time, and fewer of one host."""
    from concurrent.futures import ThreadPoolExecutor

    gates = {host: threading.Semaphore(_AT_ONCE_OF_A_HOST) for host in {_host(one) for one in locations}}

    def one(location: str) -> Source | Failure:
        with gates[_host(location)]:
            return fetched(location, network)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from pool.map(one, locations)


def fetched(location: str, network: Network) -> Source | Failure:
    """One address. Never longer than `network.timeout`, whatever the server does: the request runs in a thread of its
    own, because a server that sends a byte a second keeps within every time-out of a single read."""
    shown = without_password(location)
    answers: queue.SimpleQueue[Source | Failure | BaseException] = queue.SimpleQueue()
    ends = time.monotonic() + network.timeout

    def work() -> None:
        try:
            answers.put(_outcome(location, shown, network, ends))
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            answers.put(error)

    threading.Thread(target=work, daemon=True).start()
    try:
        found = answers.get(timeout=network.timeout + 0.2)
    except queue.Empty:
        return _timed_out(shown, network)
    if isinstance(found, BaseException):
        raise found
    return found


def without_password(location: str) -> str:
    """An address as it may be printed."""
    try:
        parts = urlsplit(location)
    except ValueError:
        return location
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _outcome(location: str, shown: str, network: Network, ends: float) -> Source | Failure:
    known = cache.kept(network.cache, shown)
    for number in range(1, _TRIES + 1):
        try:
            answer = wire.answered(location, network, ends, known[0] if known else None)
        except Stopped as stopped:
            kind, message, hint = stopped.args
            pause = stopped.pause or _PAUSES[min(number, len(_PAUSES)) - 1]
            if stopped.again and number < _TRIES and time.monotonic() + pause < ends:
                time.sleep(pause)
                continue
            tried = f"{message}, {number} tries" if number > 1 else message
            return Failure(shown, "fetch", kind, tried, hint)
        except TimeoutError:
            return _timed_out(shown, network)
        return _source(shown, answer, known, network)
    raise AssertionError("the last try returns")


def _source(
    shown: str, answer: Answer | None, known: tuple[cache.Entry, bytes] | None, network: Network
) -> Source | Failure:
    """The bytes that were sent, or those that were kept where the server says that nothing has changed."""
    if answer is None:
        if known is None:
            return failure(shown, "Status", "304 though nothing was kept", SAVE)
        return Source(shown, known[1], known[0].media_type or None)
    if answer.store:
        cache.keep(network.cache, cache.Entry(shown, answer.etag, answer.last_modified, answer.media_type), answer.data)
    return Source(shown, answer.data, answer.media_type or None)


def _timed_out(shown: str, network: Network) -> Failure:
    message = f"no complete answer within {network.timeout:g} seconds"
    return Failure(shown, "fetch", "TimedOut", message, f"try again, raise reading.timeout, or {SAVE}")


def _host(location: str) -> str:
    try:
        return urlsplit(location).hostname or ""
    except ValueError:
        return ""
