"""A host's name in, the addresses it may be reached at out; none of a private network, unless that is permitted.

A feed or a redirect is a stranger's word: it must not make the program ask an office's own printers, wikis and cloud
services. The address that was checked is the one to connect to: a second look-up may answer otherwise (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import re
import socket

_UNICAST = ipaddress.IPv6Network("2000::/3")
"""All of IPv6 that is given out for the open network (RFC 4291); the rest is local, reserved, or wraps IPv4."""
_WRAPPING = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_SERVICES = (ipaddress.IPv4Network("192.0.0.0/24"), ipaddress.IPv4Network("168.63.129.16/32"))
"""Clouds' services for their own machines that look public (Oracle's, Azure's); others are link-local or private."""
_LOCAL_NAMES = ("localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp", "home.arpa")
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class PrivateAddress(Exception):
    """A host in one's own network, on this machine, or nowhere."""


def resolved(host: str, port: int, *, private: bool) -> list[str]:
    """The addresses of a host, in the order of the system's look-up. Raises PrivateAddress, OSError, ValueError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not private:
        refused = next((address for address in addresses if not is_public(address)), None)
        if refused is not None:
            raise PrivateAddress(refused)
    return addresses


def refuse_literal(host: str) -> None:
    """For requests through a proxy, which looks names up itself: refuse what is plainly private.

    Raises PrivateAddress. Short and octal forms of an address ("127.1", "0x7f.1") are understood as the system does.
    """
    name = host.rstrip(".").lower()
    try:
        literal = str(ipaddress.ip_address(name.partition("%")[0]))
    except ValueError:
        try:
            literal = socket.inet_ntoa(socket.inet_aton(name))
        except OSError:
            if "." not in name or name.endswith(tuple(f".{local}" for local in _LOCAL_NAMES)):
                raise PrivateAddress(host) from None
            return  # a name: the proxy looks it up
    if not is_public(literal):
        raise PrivateAddress(literal)


def is_name(host: str) -> bool:
    """Whether a host is spelt so that every program takes it for the same one."""
    return bool(re.fullmatch(r"[\w-]+(\.[\w-]+)*\.?|(?=.*:)[0-9a-f:.]+(%[\w.-]+)?", host, re.ASCII | re.IGNORECASE))


def is_public(address: str) -> bool:
    """Whether an address is one of the open network; where it wraps an IPv4 address, whether that one is."""
    found = _inner(ipaddress.ip_address(address.partition("%")[0]))
    if isinstance(found, ipaddress.IPv6Address) and found not in _UNICAST:
        return False
    is_service = any(found in network for network in _SERVICES)
    return found.is_global and not found.is_multicast and not found.is_reserved and not is_service


def _inner(address: _Address) -> _Address:
    """The address that a gateway would pass the connection on to."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if any(address in network for network in _WRAPPING):
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or address
