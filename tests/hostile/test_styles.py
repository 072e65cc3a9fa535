"""Broken house styles: each fault is told at its line with a remedy, and nothing else; there is no traceback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from briefgen.check import Fault
from briefgen.check.style import check_style
from briefgen.worker import Worker
from tests.conftest import PROJECT

CASES = sorted((Path(__file__).parent / "styles").glob("*.yaml"))
SHIPPED = sorted(path.parent for path in (PROJECT / "templates").glob("*/style.yaml"))
VARIANTS = [
    f"{path.name}:{name}"
    for path in SHIPPED
    for name in yaml.safe_load((path / "style.yaml").read_text("utf-8")).get("variants", {})
]


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One warm child for all styles, made anew by itself where one was killed."""
    with Worker(seconds=3) as made_:
        yield made_


def made(folder: Path, case: Path) -> dict[str, object]:
    """The case; its style stands in `ours` of the folder."""
    data: dict[str, dict[str, str]] = yaml.safe_load(case.read_text("utf-8"))
    for name, text in data["files"].items():
        path = folder / "ours" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return data  # type: ignore[return-value]


def fits(fault: Fault, wanted: str) -> bool:
    place, _, words = wanted.partition(" ") if re.match(r"\S+:\d+ ", wanted) else ("", "", wanted)
    return words in f"{fault.what}: {fault.hint}" and (not place or place == f"{Path(fault.file).name}:{fault.line}")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_each_fault_of_a_broken_style_is_told(
    case: Path, tmp_path: Path, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = made(tmp_path, case)
    monkeypatch.chdir(tmp_path)
    faults = check_style("ours", worker=worker, lay=bool(data.get("laid")))
    told = "\n".join(fault.text() for fault in faults)
    for wanted in data["faults"]:  # type: ignore[attr-defined]
        assert any(fits(fault, wanted) for fault in faults), f"{wanted}\n\n{told}"
    if data.get("alone", True):
        assert all(any(fits(fault, wanted) for wanted in data["faults"]) for fault in faults), told  # type: ignore[attr-defined]
    assert all(fault.file.startswith("ours/") for fault in faults), told
    assert "Traceback" not in told


@pytest.mark.parametrize("name", [*(path.name for path in SHIPPED), *VARIANTS])
def test_a_shipped_style_has_no_fault(name: str, worker: Worker) -> None:
    assert [fault.text() for fault in check_style(name, worker=worker)] == []


def test_there_are_twenty_broken_styles_and_more() -> None:
    assert len(CASES) >= 20
