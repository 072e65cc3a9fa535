"""The mail settings and deliveries of a Config in, their faults out. No fault repeats what may be a password."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.config import marking
from briefgen.config.addresses import parsed
from briefgen.config.settings import Config, Delivery
from briefgen.marks import Fault, near
from briefgen.marks import Path as KeyPath

FIELDS = ("path", "name", "date", "subject")
"""What stands for the memo's own in the arguments of a command."""
_HERE = ("localhost", "127.0.0.1", "::1")
_HOST = re.compile(r"[\w.-]+|[0-9A-Fa-f:.]+")
_FIELD = re.compile(r"\{(\w+)\}")


def mail(config: Config, _: Sequence[str]) -> Iterator[Fault]:
    """What is wrong with the mail server's settings, and with the addresses of the alarm."""
    given = config.mail
    if given.host and not _HOST.fullmatch(given.host):
        hint = "write smtp.example.org alone: port, user and password_file are keys of their own"
        yield Fault(("mail", "host"), "is no name of a machine", hint)
    if given.from_:
        yield from _addresses(("mail", "from"), (given.from_,), is_list=False)
    yield from _login(config)
    yield from _ceiling(config)
    yield from _addresses(("alarm", "mail"), config.alarm.mail)
    if config.alarm.mail:
        yield from _server(config, ("alarm", "mail"))


def _login(config: Config) -> Iterator[Fault]:
    given = config.mail
    if ":" in given.user:
        hint = "write the user alone; the password stands in the file that password_file names"
        yield Fault(("mail", "user"), "holds a colon", hint)
    if given.user and not given.password_file:
        hint = "put the password into a file that only you can read, and name it here"
        yield Fault(("mail", "password_file"), "is empty, but there is a user", hint)
    if given.user and given.security == "none" and given.host not in _HERE:
        yield Fault(("mail", "security"), "the password would be sent for all to read", "write starttls or tls")


def _ceiling(config: Config) -> Iterator[Fault]:
    """The ceiling must have a rank, or nothing could be held against it."""
    own, ceiling = config.marking, config.mail.ceiling
    if not ceiling or (own.scheme and marking.rank(replace(own, label=ceiling)) is not None):
        return
    if not own.scheme:
        what, hint = "labels have no ranks without a scheme", "fill marking.scheme, or leave it empty"
        yield Fault(("mail", "ceiling"), what, hint)
    elif known := marking.labels(own):  # of a scheme that there is not, `marking.scheme` is the fault
        yield Fault(("mail", "ceiling"), f'"{ceiling}" is no label of {own.scheme}', near(ceiling, known))


def delivery(one: Delivery, config: Config, at: KeyPath) -> Iterator[Fault]:
    """One of a place, mail and a command; mail needs a server and addresses, a command its fields."""
    ways = [way for way in ("to", "mail", "command") if getattr(one, way)]
    if len(ways) != 1:
        what = "is given by " + " and ".join(ways) if ways else "says not where to"
        yield Fault(at, what, "write one of to, mail, command; a second delivery is an entry of its own")
    if one.mail:
        yield from _server(config, (*at, "mail"))
    yield from _addresses((*at, "mail"), one.mail)
    yield from _command(one.command, (*at, "command"))


def _server(config: Config, at: KeyPath) -> Iterator[Fault]:
    if not (config.mail.host and config.mail.from_):
        yield Fault(at, "there is no mail server", "fill mail.host and mail.from")


def _addresses(at: KeyPath, written: Sequence[str], *, is_list: bool = True) -> Iterator[Fault]:
    for number, one in enumerate(written):
        if not parsed(one):
            hint = 'write it as name@example.org, or as "Name <name@example.org>"'
            yield Fault((*at, number) if is_list else at, f'"{one}" is no address', hint)


def _command(command: Sequence[str], at: KeyPath) -> Iterator[Fault]:
    """A program that does not depend on a memo, and fields that there are."""
    if command and (not command[0].strip() or _FIELD.search(command[0])):
        yield Fault((*at, 0), "must be a program", 'write its path, then its arguments: [bin/print, "{path}"]')
    for number, argument in enumerate(command[1:], 1):
        for name in _FIELD.findall(argument):
            if name not in FIELDS:
                yield Fault((*at, number), f"no field {{{name}}}", near(name, FIELDS))
