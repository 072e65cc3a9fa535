"""A mail address as an office writes it in; its name, mailbox and domain out, or None where it is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.headerregistry import Address


def parsed(written: str) -> Address | None:
    """ "Rosa Núñez <rosa@münster.example>", its domain in ASCII (IDNA); a mailbox in another script is not taken."""
    from email.errors import HeaderParseError
    from email.headerregistry import Address
    from email.utils import getaddresses

    found = getaddresses([written])
    if len(found) != 1:
        return None
    name, spec = found[0]
    local, at, domain = spec.rpartition("@")
    is_whole = written.rstrip("> ").endswith(spec)  # the parser passes over what it does not understand
    if not (is_whole and local and local.isascii() and at and domain and written.isprintable()):
        return None
    try:
        return Address(name, addr_spec=f"{local}@{domain.encode('idna').decode('ascii')}")
    except (ValueError, HeaderParseError, IndexError):  # UnicodeError is a ValueError
        return None
