"""A server on this machine for one test: paths and what it does when they are asked for."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Act = Callable[[BaseHTTPRequestHandler], None]


def send(body: bytes, status: int = 200, **headers: str) -> Act:
    """An answer with these headers; `_` in a name stands for "-"."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return act


def redirect(target: str, status: int = 302) -> Act:
    return send(b"", status, Location=target)


def in_turn(*acts: Act) -> Act:
    """The first request gets the first answer, and so on."""
    left = iter(acts)

    def act(handler: BaseHTTPRequestHandler) -> None:
        next(left)(handler)

    return act


Requests = list[tuple[str, dict[str, str]]]


@contextmanager
def serving(*, tls: ssl.SSLContext | None = None, **acts: Act) -> Iterator[tuple[str, Requests]]:
    """The server's address, and the requests that it got: path and headers in small letters."""
    asked: Requests = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            acts[self.path.split("?")[0].strip("/").split("/")[0] or "index"](self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign] - a client that hangs up is what is tested
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
