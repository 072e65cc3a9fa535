"""Texts as they are printed and compared: edits applied, normal forms, digests and seals."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from hashlib import sha256

from briefgen.model.analysis import Edit


def printed(text: str, start: int, end: int, edits: tuple[Edit, ...]) -> str:
    """The slice with its declared edits applied; edits are ordered by start and do not overlap.

    Raises ValueError where an edit lies outside the slice or over another.
    """
    parts: list[str] = []
    at = start
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if not at <= edit.start <= edit.end <= end:
            raise ValueError(f"edit {edit.kind} at {edit.start}:{edit.end} lies outside {at}:{end}")
        parts += [text[at : edit.start], edit.inserted]
        at = edit.end
    parts.append(text[at:end])
    return "".join(parts)


# White space is dropped by str.split; hyphens, U+00AD and U+0002 because line ends add or lose them in PDF text.
_DROPPED = dict.fromkeys(map(ord, "-\u00ad\u2010\u2011\u0002"))


def normalised(text: str) -> str:
    """Unicode NFC without white space, hyphens, U+00AD and U+0002: what two texts are compared by, nothing else."""
    # Composed last: an accent may stand behind a dropped hyphen.
    return unicodedata.normalize("NFC", "".join(text.translate(_DROPPED).split()))


def digest_of(text: str) -> str:
    """The digest of an extract's printed text: SHA-256 of its normal form, first 16 hexadecimal digits."""
    return sha256(normalised(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def seal_of(record: Mapping[str, object]) -> str:
    """A record's seal: tells whether a person has edited it since it was written. The key "seal" is not counted."""
    rest = {key: value for key, value in record.items() if key != "seal"}
    canonical = json.dumps(rest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def visible(place: str) -> str:
    """A location on one line: what cannot be seen of it (line ends, control characters, odd bytes) as an escape."""
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in place)
