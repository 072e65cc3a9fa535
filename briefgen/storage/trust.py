"""The environment in; the proxy to go through and the certificates to trust out."""

from __future__ import annotations

import os
import ssl
import urllib.request
from functools import cache as once
from typing import TYPE_CHECKING

from briefgen.storage.addresses import is_name
from briefgen.storage.network import Stopped

if TYPE_CHECKING:
    import httpx

_BUNDLES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


def proxy_for(url: httpx.URL) -> httpx.Proxy | None:
    """The proxy that HTTP_PROXY, HTTPS_PROXY or ALL_PROXY names, unless NO_PROXY excepts the host. Raises Stopped."""
    import httpx

    named = urllib.request.getproxies()
    proxy = named.get(url.scheme) or named.get("all")
    if not proxy or urllib.request.proxy_bypass(url.host):
        return None
    try:
        found = httpx.Proxy(proxy if "://" in proxy else f"http://{proxy}")
        is_sound = is_name(found.url.raw_host.decode("ascii"))
    except (httpx.InvalidURL, ValueError):
        is_sound = False
    if not is_sound:
        raise Stopped("Unreachable", "the proxy in the environment is no address", _CHECK)
    if found.url.scheme not in ("http", "https"):
        raise Stopped("Unreachable", f"a {found.url.scheme}: proxy is not used", _CHECK)
    if found.url.scheme == "https":
        found.ssl_context = certificates()
    return found


def certificates() -> ssl.SSLContext:
    """Whom to trust: those that the environment names, else those of the system and of the client. Raises Stopped."""
    bundle = next((name for name in _BUNDLES if os.environ.get(name)), "")
    path = os.environ.get(bundle, "")
    try:
        return _trusting(path, os.environ.get("SSL_CERT_DIR", ""))
    except OSError as error:  # ssl.SSLError among them
        what = f"{bundle}={path} cannot be used: {error.strerror}"
        raise Stopped("Certificate", what, f"correct {bundle}") from error


@once  # reading the bundles takes 60 ms, a request to a near server 2
def _trusting(bundle: str, folder: str) -> ssl.SSLContext:
    import httpx

    if os.path.isdir(bundle):  # noqa: PTH112 - may be empty, which Path would take for "."
        bundle, folder = "", bundle
    if bundle or folder:
        return ssl.create_default_context(cafile=bundle or None, capath=folder or None)
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()  # an office installs its own authority in the system
    return context


_CHECK = "correct HTTP_PROXY, HTTPS_PROXY or ALL_PROXY: http://HOST:PORT"
