"""A finished memo and one delivery setting in; the memo at its place, in the mail or in a command's hands out."""

from __future__ import annotations

import json
from hashlib import sha256

from briefgen.batch.outcomes import Parcel
from briefgen.config import Config, Delivery
from briefgen.errors import DeliveryError
from briefgen.storage.network import without_password
from briefgen.styles import Style

_OF_THE_RUN = ("made", "seal")
"""What tells of the making, not of the content: a new version of the program alone delivers nothing again."""


def deliver(parcel: Parcel, delivery: Delivery, config: Config, style: Style | None, *, message_id: str = "") -> None:
    """Take the memo where `delivery` says. `style` says the mail's words; None opens that of `config`.

    `message_id`: the mail's own, which `message_id()` makes; empty: made of the memo and its target. Raises
    DeliveryError, whose `unknown` tells whether it may have arrived all the same; Refused: over the mail ceiling;
    StyleError: the style's mail.txt.j2 is faulty, and nothing was sent.
    """
    from briefgen.batch.delivery import command, folder, mail

    _refuse_empty(parcel)
    if delivery.to:
        folder.put(parcel, delivery.to)
    elif delivery.mail:
        identity = message_id or _message_id(key(parcel, delivery), config.mail.from_)
        mail.send(parcel, delivery, config, style, identity)
    elif delivery.command:
        command.run(parcel, delivery.command)
    else:
        raise DeliveryError("the delivery says not where to", hint="write one of to, mail, command")


def _refuse_empty(parcel: Parcel) -> None:
    """A file that could not be read, or was never made, must not reach a reader as an empty one."""
    empty = [name for name, data in parcel.files.items() if not data]
    if empty or not parcel.files:
        what = f"{', '.join(empty)}: is empty or cannot be read" if empty else f"{parcel.title}: has no files"
        raise DeliveryError(what, hint=f"make it again: briefgen batch --force --only {parcel.name}")


def is_repeatable(delivery: Delivery) -> bool:
    """Whether doing it twice does no harm: a place is written again with the same files; mail and commands are not."""
    return bool(delivery.to)


def target(delivery: Delivery) -> str:
    """Where it goes, as people are told: "outbox/", "mail to a@x, b@y", "command bin/print"."""
    if delivery.to:
        return without_password(delivery.to)
    if delivery.mail:
        return f"mail to {', '.join(delivery.mail)}"
    return f"command {delivery.command[0]}" if delivery.command else "nowhere"


def key(parcel: Parcel, delivery: Delivery) -> str:
    """By what the ledger knows that this memo went to this target: 64 hexadecimal digits.

    The same for the same printed content; what the memo says changes it, how it looks or when it was made does not.
    """
    where = [delivery.to, sorted(delivery.mail), list(delivery.command)]
    told = json.dumps([parcel.name, parcel.part, parcel.date, content(parcel), where])
    return sha256(told.encode("utf-8", "backslashreplace")).hexdigest()


def content(parcel: Parcel) -> str:
    """The digest of what the memo prints, without the hour of its cut-off and the version that made it."""
    from briefgen.writers.record import attachment

    record = json.loads(attachment(parcel.brief))
    for name in _OF_THE_RUN:
        record.pop(name, None)
    record["header"].pop("cutoff", None)
    return sha256(json.dumps(record).encode()).hexdigest()


def message_id(key: str, sender: str) -> str:
    """The Message-ID (RFC 5322, 3.6.4) of the mail with this key: a mail that is sent again is known as the same."""
    from briefgen.batch.delivery.addresses import domain_of

    return f"<{key[:40]}.briefgen@{domain_of(sender)}>"


_message_id = message_id  # `deliver` has an argument of that name
