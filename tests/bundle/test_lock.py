"""requirements.lock: complete, without addresses, and read for a machine that is not this one."""

from __future__ import annotations

import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import PROJECT
from tools.bundle.__main__ import target_of
from tools.bundle.lock import Target, for_target, pins

LOCK = (PROJECT / "requirements.lock").read_text("utf-8")
HASH = "--hash=sha256:" + "0" * 64


def test_the_lock_meets_what_the_project_asks_for() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [one for extra in project["optional-dependencies"].values() for one in extra]
    found = {pin.name: pin.version for pin in for_target(LOCK, Target("3.11", "x86_64"))}
    for one in map(Requirement, [*project["dependencies"], *extras]):
        assert one.specifier.contains(found[canonicalize_name(one.name)]), f"{one}: run make lock"


def test_the_lock_names_no_index() -> None:
    assert "://" not in LOCK
    assert "--index" not in LOCK
    assert "--find-links" not in LOCK


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_each_machine_has_one_pin_of_each_package(python: str, machine: str) -> None:
    names = [pin.name for pin in for_target(LOCK, Target(python, machine))]
    assert len(names) == len(set(names)) > 50
    assert "pip" in names
    assert "colorama" not in names  # Windows
    assert ("importlib-metadata" in names) == (python == "3.11")


def test_markers_are_those_of_the_target() -> None:
    text = "\n".join(
        [
            f"one==1.0 ; python_full_version < '3.12' \\\n    {HASH}",
            f"One==2.0 ; python_full_version >= '3.12' \\\n    {HASH}",
            f"two==3.0 ; platform_machine == 'aarch64' \\\n    {HASH} \\\n    {HASH[:-1]}1",
        ]
    )
    assert [(pin.name, pin.version) for pin in for_target(text, Target("3.13", "x86_64"))] == [("one", "2.0")]
    assert [len(pin.hashes) for pin in for_target(text, Target("3.11", "aarch64"))] == [1, 2]


@pytest.mark.parametrize("line", ["one==1.0", f"one>=1.0 {HASH}", "--index-url https://news.example", f"one {HASH}"])
def test_a_line_that_pins_nothing_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="no pin with hashes"):
        list(pins(line))


def test_a_target_is_read() -> None:
    assert target_of("3.12-aarch64").name == "linux-aarch64-py312"
    assert target_of("").python.startswith("3.")
    for wrong in ("3.12", "2.7-x86_64", "3.12-sparc"):
        with pytest.raises(ValueError, match=r"is not as 3\.12-aarch64"):
            target_of(wrong)
