"""One request and its redirects: an address in, the Answer out; None where nothing has changed since it was kept."""

from __future__ import annotations

import os
import ssl
import time
import urllib.request
import zlib
from dataclasses import dataclass
from functools import cache as once
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from briefgen.storage.addresses import PrivateAddress, refuse_literal, resolved

if TYPE_CHECKING:
    from collections.abc import Iterator
    from urllib.parse import SplitResult

    import httpx

    from briefgen.storage.cache import Entry
    from briefgen.storage.network import Network

_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,"
    "application/pdf;q=0.9,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5"
)
_PORTS = {"http": 80, "https": 443}
_PER_READ = 10.0  # seconds without a byte
_REDIRECTS = (301, 302, 303, 307, 308)
_AGAIN = (429, 500, 502, 503, 504)
SAVE = "save the page in a browser (HTML) and give the file"
_RETRY_MOST = 5.0  # seconds: what a server may ask us to wait


class Stopped(Exception):
    """Why an address gave nothing: kind, message and hint of the Failure; `again`: another try may help."""

    def __init__(self, kind: str, message: str, hint: str = "", *, again: bool = False, pause: float = 0) -> None:
        super().__init__(kind, message, hint)
        self.again, self.pause = again, pause


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer: its bytes, and the headers that matter."""

    data: bytes
    media_type: str = ""
    etag: str = ""
    last_modified: str = ""
    store: bool = True


def answered(location: str, network: Network, ends: float, known: Entry | None) -> Answer | None:
    """The answer behind at most `network.redirects` redirects. Raises Stopped, TimeoutError."""
    seen: list[str] = []
    here = location
    while True:
        if time.monotonic() >= ends:
            raise TimeoutError
        seen.append(here)
        answer = _one(here, network, ends, known if here == location else None)
        if not isinstance(answer, str):
            return answer
        here = urljoin(here, answer)
        if here in seen:
            raise Stopped("Redirects", "redirects in a circle", SAVE)
        if len(seen) > network.redirects:
            raise Stopped("Redirects", f"more than {network.redirects} redirects", SAVE)


def _one(location: str, network: Network, ends: float, known: Entry | None) -> Answer | str | None:
    """One request: an answer, the target of a redirect, or None where nothing has changed."""
    import httpx

    parts = _parts(location)
    try:
        with _client(parts, network, ends) as (client, url, extensions):
            headers = _headers(parts, known, network.agent)
            with client.stream("GET", url, headers=headers, extensions=extensions) as response:
                return _judged(response, network, ends)
    except PrivateAddress as error:
        hint = "if this is meant, set reading.private_addresses: yes"
        raise Stopped("PrivateAddress", f"{parts.hostname} is in a private network ({error})", hint) from error
    except (httpx.TimeoutException, TimeoutError) as error:
        raise TimeoutError from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError, ValueError) as error:
        raise _unreachable(parts, error) from error


def _parts(location: str) -> SplitResult:
    try:
        parts = urlsplit(location)
        port = parts.port
    except ValueError as error:
        raise Stopped("NotSupported", f"no address: {error}", "check its spelling") from error
    if parts.scheme.lower() not in _PORTS:
        raise Stopped("NotSupported", f"leads to a {parts.scheme or 'strange'}: address, which is not followed", SAVE)
    if not parts.hostname or port == 0:
        raise Stopped("NotSupported", "an address without a host", "check its spelling")
    return parts


class _client:  # noqa: N801 - used as a function
    """A client for one request, the address to ask for, and what goes with it; closed at the end of the block."""

    def __init__(self, parts: SplitResult, network: Network, ends: float) -> None:
        import httpx

        host, scheme = str(parts.hostname), parts.scheme.lower()
        proxy = None if urllib.request.proxy_bypass(host) else urllib.request.getproxies().get(scheme)
        self.extensions: dict[str, Any] = {}
        self.url = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))
        if proxy:
            if not network.private:
                refuse_literal(host)
        else:
            port = parts.port or _PORTS[scheme]
            address = resolved(host, port, private=network.private)[0]
            netloc = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
            self.url = urlunsplit(parts._replace(netloc=netloc, fragment=""))
            # The certificate is held against the name, not the address.
            self.extensions = {"sni_hostname": host}
        left = max(0.1, ends - time.monotonic())
        self.client = httpx.Client(
            verify=_certificates(), trust_env=False, proxy=proxy, follow_redirects=False,
            timeout=httpx.Timeout(min(_PER_READ, left)), auth=_auth(parts),
        )  # fmt: skip

    def __enter__(self) -> tuple[httpx.Client, str, dict[str, Any]]:
        return self.client, self.url, self.extensions

    def __exit__(self, *_: object) -> None:
        self.client.close()


def _auth(parts: SplitResult) -> tuple[str, str] | None:
    return (parts.username, parts.password or "") if parts.username else None


def _headers(parts: SplitResult, known: Entry | None, agent: str) -> dict[str, str]:
    headers = {
        "Host": parts.netloc.rpartition("@")[2].encode("idna" if not parts.netloc.isascii() else "ascii").decode(),
        "User-Agent": agent,
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip",
    }
    if known and known.etag:
        headers["If-None-Match"] = known.etag
    if known and known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    return headers


@once
def _certificates() -> ssl.SSLContext:
    """The office's own certificates where the environment names them, else the ones that come with the client."""
    import certifi

    named = (os.environ.get(name) for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"))
    own = next((name for name in named if name), None)
    return ssl.create_default_context(cafile=own or certifi.where(), capath=os.environ.get("SSL_CERT_DIR"))


def _judged(response: httpx.Response, network: Network, ends: float) -> Answer | str | None:
    status = response.status_code
    if status == 304:
        return None
    if status in _REDIRECTS and response.headers.get("location"):
        return str(response.headers["location"])
    if status in _AGAIN:
        hint = "the server is busy or broken: try again later"
        raise Stopped("Status", str(status), hint, again=True, pause=_pause(response.headers.get("retry-after", "")))
    if status != 200:
        raise Stopped("Status", f"{status} {response.reason_phrase}".strip(), SAVE)
    control = response.headers.get("cache-control", "").lower()
    return Answer(
        b"".join(_bytes(response, network, ends)), response.headers.get("content-type", ""),
        response.headers.get("etag", ""), response.headers.get("last-modified", ""), "no-store" not in control,
    )  # fmt: skip


def _pause(asked: str) -> float:
    return min(float(asked), _RETRY_MOST) if asked.isdecimal() else 0.0


def _bytes(response: httpx.Response, network: Network, ends: float) -> Iterator[bytes]:
    """The body, unpacked piece by piece, so that neither a long nor a packed one fills the memory."""
    limit = network.limit
    too_big = Stopped("TooBig", f"more than {limit / 2**20:g} MB", "save the article alone and give the file")
    stated = response.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > limit:
        raise too_big
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise Stopped("Unreadable", f"packed in an unknown way ({packing})", SAVE)
    unpacker = zlib.decompressobj(wbits=47) if packing not in ("", "identity") else None
    got = 0
    for chunk in response.iter_raw():
        if time.monotonic() >= ends:
            raise TimeoutError
        try:
            data = unpacker.decompress(chunk, limit + 1 - got) if unpacker else chunk
        except zlib.error as error:
            raise Stopped("Unreadable", f"damaged on the way: {error}", "try again") from error
        got += len(data)
        if got > limit or (unpacker and unpacker.unconsumed_tail):
            raise too_big
        yield data


def _unreachable(parts: SplitResult, error: Exception) -> Stopped:
    words = str(error) or type(error).__name__
    if "CERTIFICATE" in words.upper():
        hint = "where your network has certificates of its own, name them: SSL_CERT_FILE=/path/to/ca.pem"
        return Stopped("Certificate", f"the certificate of {parts.hostname} is not trusted: {words}", hint)
    hint = "check the cable, the name, and the proxy (HTTPS_PROXY)"
    return Stopped("Unreachable", f"cannot be reached: {words}", hint, again=True)
