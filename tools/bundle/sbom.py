"""Wheels and what needs what in, the bill of materials as CycloneDX 1.6 JSON out."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from tools.bundle.wheels import Wheel

_SPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # RFC 9562: names that are addresses


def bill(main: Wheel, others: Sequence[Wheel], needs: Mapping[str, frozenset[str]], epoch: int) -> str:
    """The bill of `main` and the packages beside it; the same input gives the same text."""
    refs = {one.name: _ref(one) for one in (main, *others)}
    number = uuid.uuid5(_SPACE, "".join(one.sha256 for one in (main, *others)))
    record = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": _component(main, "application"),
        },
        "components": [_component(one, "library") for one in others],
        "dependencies": [
            {"ref": refs[one.name], "dependsOn": sorted(refs[name] for name in needs.get(one.name, ()))}
            for one in (main, *others)
        ],
    }
    return json.dumps(record, indent=1, ensure_ascii=False) + "\n"


def _ref(wheel: Wheel) -> str:
    return f"pkg:pypi/{wheel.name}@{wheel.version}"


def _component(wheel: Wheel, kind: str) -> dict[str, Any]:
    licence = {"expression": wheel.licence} if wheel.is_expression else {"license": {"name": wheel.licence}}
    files = [{"name": "wheel", "value": wheel.path.name}]
    files += [{"name": "licence-file", "value": name} for name in wheel.licence_files]
    return {
        "type": kind, "bom-ref": _ref(wheel), "name": wheel.name, "version": wheel.version,
        "description": wheel.summary, "hashes": [{"alg": "SHA-256", "content": wheel.sha256}],
        "licenses": [licence], "purl": _ref(wheel), "properties": files,
    }  # fmt: skip
