"""What a wheel says of itself, which wheels are needed, and the bill of materials."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.bundle.wheel import wheel
from tools.bundle import sbom, wheels
from tools.bundle.lock import Target

TARGET = Target("3.11", "x86_64")


def test_a_wheel_is_read(tmp_path: Path) -> None:
    texts = ("some-1.dist-info/licenses/LICENSE", "some/vendored/COPYING.txt", "some/license.py", "some/notes.txt")
    path = wheel(tmp_path, "Some.Thing", "1.0", "License-Expression: MIT", "Summary: It does.", files=texts)
    found = wheels.read(path)
    assert (found.name, found.version, found.licence, found.is_expression) == ("some-thing", "1.0", "MIT", True)
    assert found.licence_files == texts[:2]
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert found.line() == f"some-thing==1.0 --hash=sha256:{found.sha256}"


@pytest.mark.parametrize(
    ("lines", "licence"),
    [
        (("Classifier: License :: OSI Approved :: BSD License", "License: a whole text"), "BSD License"),
        (("License: Apache 2.0",), "Apache 2.0"),
        ((), "not stated"),
    ],
)
def test_older_ways_to_name_a_licence(tmp_path: Path, lines: tuple[str, ...], licence: str) -> None:
    found = wheels.read(wheel(tmp_path, "some", "1.0", *lines))
    assert (found.licence, found.is_expression) == (licence, False)


@pytest.fixture
def house(tmp_path: Path) -> tuple[wheels.Wheel, ...]:
    wheel(
        tmp_path, "briefgen", "0.1", "Requires-Dist: A>=2", 'Requires-Dist: c; extra == "cloud"',
        'Requires-Dist: gone; sys_platform == "win32"',
    )  # fmt: skip
    wheel(tmp_path, "a", "2.1", "Requires-Dist: b[fast]", "License-Expression: MIT")
    wheel(tmp_path, "b", "1", "Requires-Dist: a", 'Requires-Dist: d; python_version < "3.12" and extra == "fast"')
    for name in ("c", "d", "unused"):
        wheel(tmp_path, name, "1")
    return wheels.read_all(tmp_path)


def test_only_what_is_needed_goes_along(house: tuple[wheels.Wheel, ...]) -> None:
    assert wheels.needed(house, ["briefgen"], TARGET) == {
        "briefgen": {"a"}, "a": {"b"}, "b": {"a", "d"}, "d": frozenset(),
    }  # fmt: skip
    assert wheels.needed(house, ["briefgen[cloud]"], TARGET)["briefgen"] == {"a", "c"}
    assert "d" not in wheels.needed(house, ["briefgen"], Target("3.12", "x86_64"))


def test_what_the_lock_lacks_stops_the_bundle(house: tuple[wheels.Wheel, ...]) -> None:
    with pytest.raises(ValueError, match="has nothing for a>=3: run make lock"):
        wheels.needed(house, ["a>=3"], TARGET)
    with pytest.raises(ValueError, match="has nothing for nobody"):
        wheels.needed(house, ["nobody"], TARGET)


def test_the_bill_names_every_package_with_licence_hash_and_needs(house: tuple[wheels.Wheel, ...]) -> None:
    needs = wheels.needed(house, ["briefgen"], TARGET)
    main, *others = sorted((one for one in house if one.name in needs), key=lambda one: one.name != "briefgen")
    text = sbom.bill(main, others, needs, 1_780_000_000)
    assert text == sbom.bill(main, others, needs, 1_780_000_000)
    bill = json.loads(text)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["timestamp"] == "2026-05-28T20:26:40Z"
    assert bill["metadata"]["component"]["purl"] == "pkg:pypi/briefgen@0.1"
    first = bill["components"][0]
    assert (first["name"], first["licenses"]) == ("a", [{"expression": "MIT"}])
    assert first["hashes"] == [{"alg": "SHA-256", "content": others[0].sha256}]
    refs = {bill["metadata"]["component"]["bom-ref"], *(one["bom-ref"] for one in bill["components"])}
    assert {one["ref"] for one in bill["dependencies"]} == refs
    assert {to for one in bill["dependencies"] for to in one["dependsOn"]} <= refs
    assert bill["dependencies"][2] == {"ref": "pkg:pypi/b@1", "dependsOn": ["pkg:pypi/a@2.1", "pkg:pypi/d@1"]}
