"""Mail addresses as an office writes them in; the parts that a mail's head and its envelope need out."""

from __future__ import annotations

from collections.abc import Iterable
from email.headerregistry import Address

from briefgen.config.addresses import parsed
from briefgen.errors import DeliveryError

_NO_DOMAIN = "briefgen.invalid"
"""RFC 2606: a domain that nobody has, for the identity of a mail whose sender has none."""


def address(written: str) -> Address:
    """ "Rosa Núñez <rosa@münster.example>" with its domain in ASCII. Raises DeliveryError."""
    found = parsed(written)
    if not found:
        hint = "write it as name@example.org, or as Name <name@example.org>"
        raise DeliveryError(f"mail: {written!r} is no address", hint=hint)
    return found


def addresses(written: Iterable[str]) -> tuple[Address, ...]:
    """All of them, each mailbox once. Raises DeliveryError."""
    found: dict[str, Address] = {}
    for one in map(address, written):
        found.setdefault(one.addr_spec.lower(), one)
    return tuple(found.values())


def domain_of(sender: str) -> str:
    """The domain of a sender in ASCII, or one that nobody has."""
    found = parsed(sender)
    return found.domain if found else _NO_DOMAIN
