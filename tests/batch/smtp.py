"""A mail server on this machine for one test: what it takes it keeps, and it fails in the way it is told."""

from __future__ import annotations

import base64
import shutil
import socketserver
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from briefgen.config import Mail


@dataclass
class Server:
    """How it behaves, and what it got. `refuse`: recipients; `login`: user and password that it asks for.

    `tls`: offers STARTTLS; `at_once`: speaks TLS from the first byte. `drop`: hangs up at "greeting", "rcpt", "data"
    (before the text), "text" (after it, without an answer); `hang`: says nothing there. `say`: other answers.
    """

    refuse: tuple[str, ...] = ()
    login: tuple[str, str] | None = None
    tls: ssl.SSLContext | None = None
    at_once: bool = False
    drop: str = ""
    hang: str = ""
    say: dict[str, str] = field(default_factory=dict)
    port: int = 0
    mails: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    secure: list[bool] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def mail(self, **settings: object) -> Mail:
        """The settings by which it is reached."""
        given = {"host": "127.0.0.1", "port": self.port, "security": "none", "from_": "Desk <desk@office.example>"}
        return Mail(**{**given, "timeout": 2, **settings})  # type: ignore[arg-type]

    def message(self, number: int = -1) -> EmailMessage:
        """A mail that it got, parsed."""
        return message_from_bytes(self.mails[number][2], policy=SMTP)  # type: ignore[arg-type,return-value]


class _Session(socketserver.StreamRequestHandler):
    """One connection."""

    own: Server

    def handle(self) -> None:
        self.sender, self.to, self.user = "", [], False
        try:
            if self._turns("greeting"):
                return
            self._say("220 mail.example ready")
            while (line := self.rfile.readline()) and self._does(line.decode().rstrip("\r\n")):
                pass
        except (OSError, ValueError):  # a client that hangs up is what is tested
            return

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def _turns(self, at: str) -> bool:
        """Whether the server leaves here; one that hangs does so until the test is over."""
        if self.own.hang == at:
            self.own.over.wait(10)
        return at in (self.own.drop, self.own.hang)

    def _does(self, line: str) -> bool:
        word, _, rest = line.partition(" ")
        word = word.upper()
        self.own.commands.append(f"{word} {rest}".strip() if word != "AUTH" else "AUTH")
        if word in self.own.say:
            self._say(self.own.say[word])
            return True
        if word == "QUIT":
            self._say("221 bye")
            return False
        step = getattr(self, f"_{word.lower()}", None)
        if step is None:
            self._say("502 unknown")
            return True
        return bool(step(rest) is not False)

    def _ehlo(self, _: str) -> None:
        offers = ["mail.example", "8BITMIME"]
        offers += ["STARTTLS"] if self.own.tls and not self.own.at_once and not self._is_secure() else []
        offers += ["AUTH PLAIN"] if self.own.login else []
        self._say("\r\n".join(f"250-{one}" for one in offers) + "\r\n250 SIZE 10000000")

    def _is_secure(self) -> bool:
        return isinstance(self.connection, ssl.SSLSocket)

    def _starttls(self, _: str) -> None:
        self._say("220 go ahead")
        assert self.own.tls
        self.wfile.flush()
        self.connection = self.own.tls.wrap_socket(self.connection, server_side=True)
        self.setup_files()

    def setup_files(self) -> None:
        self.rfile = self.connection.makefile("rb")
        self.wfile = socketserver._SocketWriter(self.connection)  # type: ignore[attr-defined]

    def _auth(self, rest: str) -> None:
        user, password = base64.b64decode(rest.split()[1]).decode().split("\0")[1:]
        self.user = (user, password) == self.own.login
        self._say("235 welcome" if self.user else f"535 {password} is not the password of {user}")

    def _mail(self, rest: str) -> None:
        self.sender = rest.partition("<")[2].partition(">")[0]
        self._say("250 ok" if self.user or not self.own.login else "530 log in first")

    def _rcpt(self, rest: str) -> bool | None:
        if self._turns("rcpt"):
            return False
        one = rest.partition("<")[2].partition(">")[0]
        if one in self.own.refuse:
            self._say(f"550 no mailbox {one}")
        else:
            self.to.append(one)
            self._say("250 ok")
        return None

    def _data(self, _: str) -> bool | None:
        if self._turns("data"):
            return False
        self._say("354 end with a dot")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        if self._turns("text"):
            return False
        if "TEXT" in self.own.say:
            self._say(self.own.say["TEXT"])
            return None
        self.own.mails.append((self.sender, self.to, b"".join(lines)))
        self.own.secure.append(self._is_secure())
        self._say("250 taken")
        return None


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """The server at its port."""

    class Session(_Session):
        own = server

    class Listener(socketserver.ThreadingTCPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that hangs up is what is tested."""

    listener = Listener(("127.0.0.1", 0), Session)
    if server.at_once and server.tls:
        listener.socket = server.tls.wrap_socket(listener.socket, server_side=True)
    server.port = listener.server_address[1]
    threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        server.over.set()
        listener.shutdown()
        listener.server_close()


def certificate(folder: Path, name: str = "IP:127.0.0.1") -> tuple[ssl.SSLContext, Path]:
    """A server's context, and the file of the certificate that it made itself."""
    program = shutil.which("openssl")
    if not program:
        pytest.skip("needs openssl to make a certificate")
    pem = folder / "own.pem"
    command = f"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout {pem} -out {pem}.crt"
    names = ["-subj", "/CN=mail.example", "-addext", f"subjectAltName={name}"]
    subprocess.run([program, *command.split(), *names], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(f"{pem}.crt", pem)
    return context, Path(f"{pem}.crt")


def waited(until: object, seconds: float = 2.0) -> bool:
    """Whether it became true in time: a server's thread is a little behind its client."""
    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:  # type: ignore[operator]
        time.sleep(0.005)
    return bool(until())  # type: ignore[operator]
