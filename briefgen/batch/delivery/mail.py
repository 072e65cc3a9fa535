"""A memo or an alarm and the mail settings in; one mail to all its readers out, or the reason why it was not sent.

A mail never goes out with a marking above the ceiling, and never with a line in its head that a source has written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from pathlib import Path

from briefgen.batch.delivery import smtp
from briefgen.batch.delivery.addresses import address, addresses, domain_of
from briefgen.batch.outcomes import Parcel
from briefgen.config import Config, Delivery
from briefgen.config.marking import rank
from briefgen.errors import DeliveryError, Refused
from briefgen.model import Header
from briefgen.styles import Style
from briefgen.styles.words import text_of

_POLICY = SMTP.clone(cte_type="7bit")  # a server without 8BITMIME may not be given more
_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".md": "text/markdown",
    ".json": "application/json",
    ".yaml": "application/yaml",
}


def send(parcel: Parcel, delivery: Delivery, config: Config, style: Style | None, message_id: str) -> None:
    """Mail a memo, with its files or with the places where they stand. Raises DeliveryError, Refused, StyleError."""
    refuse_above_ceiling(parcel.brief.header, config)
    _post(written(parcel, delivery, config, style, message_id), config, delivery.mail)


def alarm(text_lines: Sequence[str], subject: str, to: Sequence[str], config: Config) -> None:
    """Mail these lines, which are the program's own and no article's. Raises DeliveryError."""
    text = "\n".join(text_of(line) for line in text_lines)
    message_id = make_msgid("briefgen", domain=domain_of(config.mail.from_))
    _post(_message(subject, f"{text}\n", to, config, message_id), config, to)


def refuse_above_ceiling(header: Header, config: Config) -> None:
    """Raises Refused where the memo's marking ranks above `mail.ceiling`, or where that cannot be told.

    A memo without a marking counts as marked as config.yaml says, or as marked by its paragraphs' mark.
    """
    marking = config.marking
    own = replace(marking, scheme=header.scheme, label=header.marking) if header.marking else marking
    label = own.label or header.portion
    if not label:
        return
    ceiling = config.mail.ceiling
    if not ceiling:
        hint = "take it by another way, or name the highest marking that may be mailed in mail.ceiling"
        raise Refused(f"not mailed: it is marked {label}, and mail.ceiling allows no marking", hint=hint)
    at, most = rank(own), rank(replace(marking, label=ceiling))
    if at is None or most is None or own.scheme != marking.scheme:
        hint = f"mark it by the scheme {marking.scheme}, or take it by another way" if most is not None else _CEILING
        raise Refused(f"not mailed: whether {label} ranks above {ceiling} is not known", hint=hint)
    if at > most:
        raise Refused(f"not mailed: {label} ranks above {ceiling}, mail.ceiling", hint="take it by another way")


_CEILING = "write a label of marking.scheme in mail.ceiling"


def written(parcel: Parcel, delivery: Delivery, config: Config, style: Style | None, message_id: str) -> EmailMessage:
    """The mail about a memo. Raises DeliveryError, StyleError."""
    from briefgen.writers.message import message

    names = tuple(Path(name).name for name in parcel.files) if delivery.attach else ()
    told = message(parcel.brief, style or _style(config), places=parcel.places, attached=names)
    made = _message(told.subject, told.text, delivery.mail, config, message_id)
    for name, data in zip(names, parcel.files.values(), strict=False):
        kind = _TYPES.get(Path(name).suffix.lower(), "application/octet-stream")
        made.add_attachment(data, *kind.split("/"), filename=name)
    return made


def _style(config: Config) -> Style:
    from briefgen.styles.kept import kept_style

    return kept_style(config.style, folders=(Path("templates"),), language=config.language)


def _message(subject: str, text: str, to: Sequence[str], config: Config, message_id: str) -> EmailMessage:
    """A mail of plain text with all that its head needs; what is no address is told. Raises DeliveryError."""
    made = EmailMessage(_POLICY)
    made["From"] = address(config.mail.from_)
    made["To"] = addresses(to)
    made["Subject"] = str(text_of(subject)).strip()
    made["Date"] = format_datetime(datetime.now(UTC))
    made["Message-ID"] = message_id
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence note answers it
    made.set_content(text, charset="utf-8", cte="quoted-printable")
    return made


def _post(made: EmailMessage, config: Config, to: Sequence[str]) -> None:
    mail = config.mail
    if not mail.host:
        raise DeliveryError("mail: there is no mail server", hint="fill mail.host and mail.from")
    recipients = [_envelope(one) for one in addresses(to)]
    if not recipients:
        raise DeliveryError("mail: there is no recipient", hint="name the addresses")
    smtp.hand_over(mail, _envelope(address(mail.from_)), recipients, made.as_bytes())


def _envelope(one: Address) -> str:
    return one.addr_spec
