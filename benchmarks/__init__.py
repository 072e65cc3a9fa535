"""What the program costs and how well it does, as figures that are held against the floors."""

from __future__ import annotations


class NotHere(Exception):
    """A measurement that cannot be made on this machine; the reason is the message."""
