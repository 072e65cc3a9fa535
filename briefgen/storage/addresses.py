"""A host's name in, the addresses it may be reached at out; none of a private network, unless that is permitted.

The address that was checked is the one to connect to: a second look-up may answer otherwise (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_LOCAL_NAMES = ("localhost", "localhost.localdomain", "ip6-localhost", "metadata.google.internal")
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class PrivateAddress(Exception):
    """A host in one's own network, on this machine, or nowhere."""


def resolved(host: str, port: int, *, private: bool) -> list[str]:
    """The addresses of a host, in the order of the system's look-up. Raises PrivateAddress, OSError."""
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
    if name in _LOCAL_NAMES or name.endswith((".localhost", ".local", ".internal")):
        raise PrivateAddress(host)
    try:
        literal = str(ipaddress.ip_address(name))
    except ValueError:
        try:
            literal = socket.inet_ntoa(socket.inet_aton(name))
        except OSError:
            return  # a name: the proxy looks it up
    if not is_public(literal):
        raise PrivateAddress(literal)


def is_public(address: str) -> bool:
    """Whether an address is one of the open network, and so are those that it embeds (IPv4 in IPv6)."""
    found = ipaddress.ip_address(address.partition("%")[0])
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in _embedded(found))


def _embedded(address: _Address) -> tuple[_Address, ...]:
    """The addresses that stand for one: itself, or the IPv4 addresses inside it."""
    if isinstance(address, ipaddress.IPv4Address):
        return (address,)
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address in _NAT64:
        return (ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF),)
    if address.sixtofour:
        return (address, address.sixtofour)
    return (address, *address.teredo) if address.teredo else (address,)
