"""Mail addresses as an office writes them in; the parts that a mail's head and its envelope need out."""

from __future__ import annotations

from collections.abc import Iterable
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.utils import parseaddr

from briefgen.errors import DeliveryError

_NO_DOMAIN = "briefgen.invalid"
"""RFC 2606: a domain that nobody has, for the identity of a mail whose sender has none."""


def address(written: str) -> Address:
    """ "Rosa Núñez <rosa@münster.example>" with its domain in ASCII (IDNA). Raises DeliveryError."""
    name, spec = parseaddr(written)
    local, at, domain = spec.rpartition("@")
    if not (local.isascii() and at and domain and written.isprintable()):
        raise _no_address(written)
    try:
        return Address(name, addr_spec=f"{local}@{domain.encode('idna').decode('ascii')}")
    except (ValueError, HeaderParseError, IndexError) as error:  # UnicodeError is a ValueError
        raise _no_address(written) from error


def _no_address(written: str) -> DeliveryError:
    hint = "write it as name@example.org, or as Name <name@example.org>"
    return DeliveryError(f"mail: {written!r} is no address", hint=hint)


def addresses(written: Iterable[str]) -> tuple[Address, ...]:
    """All of them, each mailbox once. Raises DeliveryError."""
    found = {one.addr_spec.lower(): one for one in reversed([address(one) for one in written])}
    return tuple(reversed(found.values()))


def domain_of(sender: str) -> str:
    """The domain of a sender in ASCII, or one that nobody has."""
    try:
        return address(sender).domain
    except DeliveryError:
        return _NO_DOMAIN
