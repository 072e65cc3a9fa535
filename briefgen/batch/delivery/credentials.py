"""The mail settings in; the password of the mail server out, from a file or from a credential of systemd."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from briefgen.config import Mail
from briefgen.errors import DeliveryError

FOLDER = "CREDENTIALS_DIRECTORY"
"""Where systemd puts what LoadCredential= names; it alone decides who may read it."""


def password(mail: Mail) -> str:
    """The first line of the file that `password_file` names; a bare name is a credential of systemd.

    No message holds the password. Raises DeliveryError.
    """
    name = mail.password_file
    if not name:
        hint = "put the password into a file that only you can read, and name it there"
        raise DeliveryError("mail.password_file: is empty, but mail.user is set", hint=hint)
    path = _path(name)
    try:
        mode, data = path.stat().st_mode, path.read_bytes()
    except OSError as error:
        what = error.strerror or str(error)
        raise DeliveryError(f"{path}: the password cannot be read: {what}", hint="correct mail.password_file") from None
    if os.sep in name and stat.S_IMODE(mode) & 0o077:
        raise DeliveryError(f"{path}: others than its owner may read the password", hint=f"chmod 600 {path}")
    return _first_line(path, data)


def _path(name: str) -> Path:
    if os.sep in name:
        return Path(name).expanduser()
    if folder := os.environ.get(FOLDER):
        return Path(folder) / name
    hint = f"add LoadCredential={name}:FILE to the service, or write ./{name} for a file"
    raise DeliveryError(f"mail.password_file: {name} is no credential of systemd: there are none here", hint=hint)


def _first_line(path: Path, data: bytes) -> str:
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        hint = "save the file as UTF-8"
        raise DeliveryError(f"{path}: the password has a character that is not UTF-8", hint=hint) from None
    if not lines or not lines[0].strip():
        raise DeliveryError(f"{path}: holds no password", hint="write it into the first line")
    return lines[0]
