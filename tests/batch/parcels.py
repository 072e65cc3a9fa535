"""A finished memo to deliver: the invented one that the writers are tried on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from briefgen.batch.outcomes import Parcel
from tests.writers import sample

PDF = b"%PDF-1.7 an invented one\n"


def parcel(*, marking: str = "", scheme: str = "", subject: str = "Grain", **more: Any) -> Parcel:
    made = sample.brief()
    header = replace(made.header, marking=marking, scheme=scheme, subject=subject)
    given = {
        "name": "grain", "part": "", "date": "2026-11-23", "brief": replace(made, header=header),
        "files": {"grain.pdf": PDF}, "places": ("out/2026-11-23/grain.pdf",),
    }  # fmt: skip
    return Parcel(**{**given, **more})
