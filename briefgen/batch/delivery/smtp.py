"""A mail's bytes and the server's settings in; the recipients that the server took responsibility for out.

Until the server has been sent the last byte of a mail, it surely was not delivered; from then on to its answer nobody
knows (RFC 5321, 4.5.3.2.6 and 6.1). That is why DATA is spoken here by hand: smtplib does not tell the two apart.
"""

from __future__ import annotations

import os
import re
import smtplib
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from briefgen.batch.delivery.credentials import password
from briefgen.config import Mail
from briefgen.errors import DeliveryError

_NETWORK = "check mail.host, mail.port and the network"
_Refusals = dict[str, str]


def hand_over(mail: Mail, sender: str, recipients: Sequence[str], data: bytes) -> None:
    """Give one mail to the server, for all recipients at once; `data`: lines that end with CR LF.

    Raises DeliveryError: `unknown` where the connection was lost after the text had begun to be sent; `reached` names
    who gets it where the server refused others.
    """
    secret = password(mail) if mail.user else ""
    where = f"mail server {mail.host}"
    with _session(mail, where) as server:
        with _told(mail, where, secret):
            server.ehlo_or_helo_if_needed()
            if mail.user:
                server.login(mail.user, secret)
            _accepted(where, "the sender", sender, *server.mail(sender))
            refusals = _refusals(server, recipients)
        if len(refusals) == len(recipients):
            raise DeliveryError(_refused(refusals), hint="correct the addresses, or ask the server's keeper")
        with _told(mail, where, secret):
            _accepted(where, "the text", "", *server.docmd("DATA"), good=(354,))
        _text(server, where, data)
    if refusals:
        reached = tuple(one for one in recipients if one not in refusals)
        hint = f"correct the addresses; {', '.join(reached)} got it, so it is not sent again by itself"
        raise DeliveryError(_refused(refusals), hint=hint, unknown=True, reached=reached)


@contextmanager
def _session(mail: Mail, where: str) -> Iterator[smtplib.SMTP]:
    """A connection, secure as `security` says; leaving it says good-bye, whatever the server answers."""
    with _told(mail, where, ""):
        server = _connected(mail)
    try:
        yield server
    finally:
        with suppress(OSError, smtplib.SMTPException):  # what was taken stays taken
            if server.sock:
                server.sock.settimeout(min(mail.timeout, 5))
            server.quit()
        server.close()


def _connected(mail: Mail) -> smtplib.SMTP:
    name = socket.gethostname()  # smtplib would ask the name service, for up to a minute
    name = name if "." in name else "[127.0.0.1]"
    if mail.security == "tls":
        return smtplib.SMTP_SSL(mail.host, mail.port, local_hostname=name, timeout=mail.timeout, context=certificates())
    server = smtplib.SMTP(mail.host, mail.port, local_hostname=name, timeout=mail.timeout)
    try:
        if mail.security == "starttls":
            server.starttls(context=certificates())
    except BaseException:
        server.close()
        raise
    return server


def certificates() -> ssl.SSLContext:
    """Whom to trust: those that SSL_CERT_FILE or SSL_CERT_DIR name, else those of the system. Raises DeliveryError."""
    path = os.environ.get("SSL_CERT_FILE", "")
    if path and not Path(path).is_file():
        raise DeliveryError(f"SSL_CERT_FILE={path}: there is no such file", hint="correct SSL_CERT_FILE")
    try:
        return ssl.create_default_context(cafile=path or None, capath=os.environ.get("SSL_CERT_DIR") or None)
    except OSError as error:  # ssl.SSLError among them
        what = error.strerror or "holds no certificate"
        raise DeliveryError(f"SSL_CERT_FILE={path}: cannot be used: {what}", hint="correct SSL_CERT_FILE") from error


def _refusals(server: smtplib.SMTP, recipients: Sequence[str]) -> _Refusals:
    """The server's reason for each recipient that it does not take."""
    answers = ((one, *server.rcpt(one)) for one in recipients)
    return {one: _answer(code, words) for one, code, words in answers if code not in (250, 251)}


def _refused(refusals: _Refusals) -> str:
    return "mail to " + "; ".join(f"{one}: refused ({reason})" for one, reason in refusals.items())


def _text(server: smtplib.SMTP, where: str, data: bytes) -> None:
    """Send the text and wait for the server's word."""
    stuffed = re.sub(rb"^\.", b"..", data.rstrip(b"\r\n") + b"\r\n", flags=re.MULTILINE)
    try:
        server.send(stuffed + b".\r\n")
        code, words = server.getreply()
    except (OSError, smtplib.SMTPException) as error:
        what = (
            f"{where}: the connection was lost before the server said that it has the mail ({_reason(_behind(error))})"
        )
        raise DeliveryError(what, hint="ask a recipient whether it arrived", unknown=True) from error
    _accepted(where, "the text", "", code, words)


def _accepted(where: str, what: str, whose: str, code: int, words: bytes, good: Sequence[int] = (250,)) -> None:
    if code not in good:
        named = " ".join(filter(None, (what, whose)))
        hint = "ask the server's keeper" if code >= 500 else "try again later"
        raise DeliveryError(f"{where}: refused {named} ({_answer(code, words)})", hint=hint)


def _answer(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join("".join(letter if letter.isprintable() else " " for letter in f"{code} {text}").split())[:200]


@contextmanager
def _told(mail: Mail, where: str, secret: str) -> Iterator[None]:
    """Whatever goes wrong before the text is sent, told with its remedy: the mail surely was not delivered."""
    try:
        yield
    except DeliveryError:
        raise
    except (OSError, smtplib.SMTPException, UnicodeError) as error:
        what, hint = _fault(mail, error)
        # No server should repeat a password, and no message of ours does.
        raise DeliveryError(f"{where}: {what}".replace(secret or "\0", "..."), hint=hint) from None


def _fault(mail: Mail, error: Exception) -> tuple[str, str]:
    """What is wrong, and the remedy."""
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return _NO_STARTTLS if "STARTTLS" in str(error) else _NO_LOGIN
    error = _behind(error)
    what, hint = next((words for kind, *words in _FAULTS if isinstance(error, kind)), ("{reason}", _NETWORK))
    return what.format(reason=_reason(error), seconds=mail.timeout), hint


def _behind(error: Exception) -> Exception:
    """The fault itself: smtplib tells every one that it meets while it reads as a closed connection."""
    cause = error.__context__
    return cause if isinstance(error, smtplib.SMTPServerDisconnected) and isinstance(cause, OSError) else error


_NO_STARTTLS = ("it offers no STARTTLS", "write security: tls, with its port (often 465)")
_NO_LOGIN = ("it offers no log-in", "leave mail.user empty, or use another port or security")
# The first that fits is told.
_FAULTS = (
    (smtplib.SMTPAuthenticationError, "the log-in was refused ({reason})",
     "correct mail.user, or the password in mail.password_file"),
    (ssl.SSLCertVerificationError, "its certificate is not trusted: {reason}",
     "name your own authority's certificate in SSL_CERT_FILE, and the host as the certificate does"),
    (ssl.SSLError, "no secure connection ({reason})", "correct mail.security: 587 is often starttls, 465 tls"),
    (TimeoutError, "no answer within {seconds} seconds", _NETWORK),
    (socket.gaierror, "no such host", _NETWORK),
    (smtplib.SMTPServerDisconnected, "it closed the connection",
     "try again later, or correct mail.security and mail.port"),
    (OSError, "cannot be reached: {reason}", _NETWORK),
    (UnicodeError, "a letter of the user or the password is none that a log-in can send", "use letters of ASCII"),
)  # fmt: skip


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    return (error.strerror if isinstance(error, OSError) else "") or " ".join(str(error).split()) or "no reason given"
