"""One request and its redirects: an address in, the Answer out; None where nothing has changed since it was kept."""

from __future__ import annotations

import socket
import ssl
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from briefgen.storage.addresses import PrivateAddress, is_name, refuse_literal, resolved
from briefgen.storage.network import SAVE, Stopped
from briefgen.storage.trust import certificates, proxy_for
from briefgen.storage.unpacking import Body, too_big

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from briefgen.storage.cache import Entry
    from briefgen.storage.deadline import Deadline
    from briefgen.storage.network import Network

_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,"
    "application/pdf;q=0.9,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5"
)
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = (301, 302, 303, 307, 308)
_GONE = (404, 410)
_SHOWN = 120  # characters of a stranger's address in a message


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer: its bytes, the address behind all redirects, and the headers that matter."""

    data: bytes
    url: str = ""
    media_type: str = ""
    etag: str = ""
    last_modified: str = ""
    store: bool = True


def answered(location: str, network: Network, deadline: Deadline, known: Entry | None) -> Answer | None:
    """The answer behind at most `network.redirects` redirects. Raises Stopped."""
    here = _address(location)
    home, credentials = _origin(here), here.userinfo
    seen: list[str] = []
    while True:
        here = here.copy_with(userinfo=b"", fragment=None)
        seen.append(str(here))
        headers = _headers(here, known, network.agent, credentials if _origin(here) == home else b"")
        answer = _asked(here, headers, network, deadline)
        if answer is None and not {"If-None-Match", "If-Modified-Since"} & set(headers):
            raise Stopped("Status", "304 though nothing was kept", SAVE)
        if not isinstance(answer, str):
            return answer
        here = _target(here, answer)
        again = str(here.copy_with(userinfo=b"", fragment=None))
        if again in seen:
            raise Stopped("Redirects", f"redirects in a circle: {_told([*seen[seen.index(again) :], again])}", SAVE)
        if len(seen) > network.redirects:
            raise Stopped("Redirects", f"more than {network.redirects} redirects", SAVE)


def _address(location: str) -> httpx.URL:
    """An address that can be asked. Raises Stopped."""
    import httpx

    try:
        url = httpx.URL(location)
        host = url.raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise Stopped("NotSupported", "no address", "check its spelling") from error
    if url.scheme not in _PORTS:
        raise Stopped("NotSupported", f"leads to a {url.scheme or 'strange'}: address, which is not followed", SAVE)
    if not is_name(host) or not (url.port is None or 0 < url.port < 2**16):
        raise Stopped("NotSupported", "an address without a proper host", "check its spelling")
    return url


def _target(here: httpx.URL, given: str) -> httpx.URL:
    """Where a redirect leads to."""
    import httpx

    try:
        url = here.join(given)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise Stopped("NotSupported", "redirects to something that is no address", SAVE) from error
    return _address(str(url))


def _told(urls: list[str]) -> str:
    return " -> ".join(url if len(url) <= _SHOWN else f"{url[:_SHOWN]}…" for url in urls)


def _origin(url: httpx.URL) -> tuple[str, bytes, int]:
    return url.scheme, url.raw_host, url.port or _PORTS[url.scheme]


def _headers(url: httpx.URL, known: Entry | None, agent: str, credentials: bytes) -> dict[str, str]:
    headers = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": agent,
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip, deflate",
    }
    if credentials:
        name, _, password = credentials.partition(b":")
        pair = unquote_to_bytes(name) + b":" + unquote_to_bytes(password)
        headers["Authorization"] = f"Basic {b64encode(pair).decode('ascii')}"
    return headers | (known.conditions(str(url)) if known else {})


# ---------------------------------------------------------------------- one request


def _asked(url: httpx.URL, headers: dict[str, str], network: Network, deadline: Deadline) -> Answer | str | None:
    """One request: an answer, the target of a redirect, or None where nothing has changed. Raises Stopped."""
    import httpx

    proxy = proxy_for(url)
    host = url.raw_host.decode("ascii")
    try:
        if proxy and not network.private:
            refuse_literal(host)
        ways = [url] if proxy else _ways(url, host, network)
        for number, way in enumerate(ways):
            # Each address gets its share of the time, so that one that is dead does not take it from the next.
            share = deadline.check() / (len(ways) - number)
            try:
                return _exchanged(url, way, headers, proxy, network, deadline, share)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if number == len(ways) - 1:
                    raise
    except PrivateAddress as error:
        hint = "if this is meant, set reading.private_addresses: yes"
        raise Stopped("PrivateAddress", f"{host} is in a private network ({error})", hint) from error
    except httpx.TimeoutException as error:
        raise deadline.passed() from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        deadline.check()  # what was cut off at the deadline looks like a broken connection
        raise _unreachable(host, error, proxied=proxy is not None) from error
    raise Stopped("Unreachable", f"the name {host} has no address", "check its spelling")


def _ways(url: httpx.URL, host: str, network: Network) -> list[httpx.URL]:
    """The address with each of the numbers that its host stands for, as looked up once and checked."""
    port = url.port or _PORTS[url.scheme]
    return [url.copy_with(host=one, port=port) for one in resolved(host, port, private=network.private)]


def _exchanged(
    url: httpx.URL, way: httpx.URL, headers: dict[str, str], proxy: httpx.Proxy | None, network: Network,
    deadline: Deadline, share: float,
) -> Answer | str | None:  # fmt: skip
    import httpx

    # A transport alone: a client would keep cookies, follow the environment, and log what it asks for.
    left = deadline.check()
    extensions: dict[str, Any] = {"trace": deadline.watch, "timeout": httpx.Timeout(left, connect=share).as_dict()}
    if not proxy:  # the certificate is held against the name, not the number
        extensions["sni_hostname"] = url.raw_host.decode("ascii").rstrip(".")
    trusted = certificates() if url.scheme == "https" else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    with httpx.HTTPTransport(verify=trusted, trust_env=False, proxy=proxy) as transport:
        response = transport.handle_request(httpx.Request("GET", way, headers=headers, extensions=extensions))
        try:
            return _judged(url, response, network.limit)
        finally:
            response.close()


def _judged(url: httpx.URL, response: httpx.Response, limit: int) -> Answer | str | None:
    status, headers = response.status_code, response.headers
    if status == 304:
        return None
    if status in _REDIRECTS and headers.get("location"):
        return str(headers["location"])
    if status == 429 or status >= 500:
        asked = headers.get("retry-after", "")
        pause = float(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else None
        hint = f"the server asks to wait {asked} seconds" if pause else "the server is busy or broken: try again later"
        raise Stopped("Status", str(status), hint, again=True, pause=pause)
    if status != 200:
        hint = "check the address, or look for the article's new one" if status in _GONE else SAVE
        raise Stopped("Status", f"{status} {response.reason_phrase}".strip(), hint)
    return Answer(
        _body(response, limit), str(url), headers.get("content-type", ""), headers.get("etag", ""),
        headers.get("last-modified", ""), "no-store" not in headers.get("cache-control", "").lower(),
    )  # fmt: skip


def _body(response: httpx.Response, limit: int) -> bytes:
    stated = response.headers.get("content-length", "")
    if stated.isdecimal() and int(stated[:20]) > limit:
        raise too_big(limit)
    body = Body(response.headers.get("content-encoding", ""), limit)
    for piece in response.iter_raw():
        body.add(piece)
    return body.whole()


# ---------------------------------------------------------------------- what went wrong


def _unreachable(host: str, error: Exception, *, proxied: bool) -> Stopped:
    """A person's words for why nothing came."""
    causes = list(_causes(error))
    distrust = next((one for one in causes if isinstance(one, ssl.SSLCertVerificationError)), None)
    if distrust:
        hint = "where your network has certificates of its own, name them: SSL_CERT_FILE=/path/to/ca.pem"
        return Stopped("Certificate", f"the certificate of {host} is not trusted: {distrust.verify_message}", hint)
    unknown = next((one for one in causes if isinstance(one, socket.gaierror | UnicodeError)), None)
    if unknown and not proxied:
        passing = isinstance(unknown, socket.gaierror) and unknown.errno == socket.EAI_AGAIN
        hint = "check its spelling, the cable, and the proxy (HTTPS_PROXY)"
        return Stopped("Unreachable", f"the name {host} is not found", hint, again=passing)
    system = next((one.strerror for one in causes if isinstance(one, OSError) and one.strerror), "")
    what = "cannot be reached through the proxy" if proxied else "cannot be reached"
    words = system or str(error) or type(error).__name__
    return Stopped("Unreachable", f"{what}: {words}", "check the cable, and the proxy (HTTPS_PROXY)", again=True)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
