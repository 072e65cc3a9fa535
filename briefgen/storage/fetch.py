"""An http(s) address in, its bytes or what went wrong out, within the bounds of a Network.

Nothing is sent but the request: no cookies, no referrer. Proxies and own certificates come from the environment
(HTTP_PROXY, HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE, SSL_CERT_DIR, REQUESTS_CA_BUNDLE).
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from briefgen.model import Failure, Source
from briefgen.storage import cache, wire
from briefgen.storage.deadline import Deadline, within
from briefgen.storage.network import Stopped, without_password

if TYPE_CHECKING:
    from briefgen.storage.network import Network

_TRIES = 3
_PAUSES = (0.5, 1.0)  # seconds before the second and the third try


def fetched(location: str, network: Network) -> Source | Failure:
    """One address, as it was given less its password. Takes `network.timeout` at most, whatever the server does."""
    shown = without_password(location)
    try:
        data, media_type = within(network.timeout, lambda deadline: _current(location, network, deadline))
    except Stopped as stopped:
        return Failure(shown, "fetch", *stopped.args)
    return Source(shown, data, media_type or None)


def _current(location: str, network: Network, deadline: Deadline) -> tuple[bytes, str]:
    """The bytes that were sent, or those that were kept where the server says that nothing has changed."""
    known = cache.kept(network.cache, location, network.limit)
    answer = _tried(location, network, deadline, known[0] if known else None)
    if answer is None:
        assert known is not None  # noqa: S101 - nobody else was asked whether anything has changed
        return known[1], known[0].media_type
    shown = without_password(location)
    entry = cache.Entry(shown, answer.url, answer.etag, answer.last_modified, answer.media_type)
    if answer.store:
        cache.keep(network.cache, location, entry, answer.data)
    else:
        cache.forget(network.cache, location)
    return answer.data, answer.media_type


def _tried(location: str, network: Network, deadline: Deadline, known: cache.Entry | None) -> wire.Answer | None:
    """The answer of one of three tries. Raises Stopped, with their number where there were several."""
    number = 1
    while True:
        try:
            return wire.answered(location, network, deadline, known)
        except Stopped as stopped:
            pause = _PAUSES[min(number, len(_PAUSES)) - 1] if stopped.pause is None else stopped.pause
            if not stopped.again or number >= _TRIES or pause >= deadline.left:
                kind, message, hint = stopped.args
                raise Stopped(kind, f"{message}, {number} tries" if number > 1 else message, hint) from stopped
        time.sleep(pause)
        number += 1
