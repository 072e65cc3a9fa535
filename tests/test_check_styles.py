"""briefgen check of styles and an office's files: what a person, a script and GitHub are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefgen.check import Fault, check_of
from briefgen.check.faults import in_order, of_message
from briefgen.check.office import check_office
from briefgen.check.sheets import contrast
from briefgen.cli import cli
from briefgen.model import Brief, Extract, Ref
from briefgen.styles.kinds import Lacking, element, kind_of, member, parts


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    style = tmp_path / "templates" / "ours"
    style.mkdir(parents=True)
    (style / "style.yaml").write_text("# 100 %, ours\nextends: base\npagse: 2\n")
    (style / "memo.html.j2").write_text("{% extends 'base/memo.html.j2' %}\n{% block top %}{{ x")
    (tmp_path / "config.yaml").write_text("style: bas\nlimits:\n  pagse: 3\n")
    (tmp_path / "desk.yaml").write_text("watch: [A, '']\nroels: {}\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    assert cli.main(["check", *words], standalone_mode=False) == 1
    return capsys.readouterr().out.splitlines()


def test_what_a_person_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    by_name, by_folder = run(capsys, "ours"), run(capsys, "templates/ours")
    assert by_name[:-1] == by_folder[:-1]
    assert by_name[0].startswith("templates/ours/memo.html.j2:2:1: unexpected end of template")
    assert by_name[0].endswith(": close the expression with }}")
    assert by_name[1:] == [
        'templates/ours/style.yaml:3:1: pagse: no such key: did you mean "pages"?',
        "ours: 2 faults",
    ]


def test_what_a_script_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = [json.loads(line) for line in run(capsys, "ours", "--format", "json")]
    assert records[1] == {
        "file": "templates/ours/style.yaml",
        "line": 3,
        "column": 1,
        "what": "pagse: no such key",
        "hint": 'did you mean "pages"?',
    }


def test_what_github_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = run(capsys, "ours", "config.yaml", "desk.yaml", "--format", "github")
    assert '::error file=templates/ours/style.yaml,line=3,col=1::pagse: no such key: did you mean "pages"?' in lines
    assert all(line.startswith("::error file=") for line in lines)
    assert Fault("a,b.css", 1, 0, "100 %\nwide").github() == "::error file=a%2Cb.css,line=1::100 %25%0Awide"


def test_an_office_s_files_are_told_fault_by_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "config.yaml")[0].startswith("config.yaml:3:3: limits.pagse: no such key: did you mean")
    (folder / "config.yaml").write_text("style: bas\n")
    assert run(capsys, "config.yaml")[0] == 'config.yaml:1:1: style: no style bas: did you mean "base"?'
    assert [fault.line for fault in check_office("desk.yaml")] == [1, 2]


def test_a_place_has_the_check_of_its_kind(folder: Path) -> None:
    assert check_of("templates/ours") == check_of("base") == check_of("ours") == check_of("base:x") is not None
    assert check_of("desk.yaml") == check_of("night/config.yaml") != check_of("base")
    assert check_of("templates") is None
    assert check_of("article.txt") is None
    (folder / "base").write_text("A file of this name is an article.")
    assert check_of("base") is None


def test_faults_are_told_once_and_in_order() -> None:
    early, late = Fault("a", 2, 1, "one"), Fault("a", 10, 1, "two")
    felt = Fault("a", 10, 0, "two, as it was felt when the page was made")
    assert in_order([late, felt, early, late]) == [early, late]
    assert of_message("a.yaml:3:4: key: what\nb.yaml: not there") == [
        Fault("a.yaml", 3, 4, "key: what"),
        Fault("b.yaml", 0, 0, "not there"),
    ]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000", "white") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)  # the lightest grey that passes
    assert contrast("transparent", "#fff") is contrast("var(--x)", "#fff") is None


def test_types_are_those_of_the_record() -> None:
    brief = kind_of(Brief.__new__(Brief))
    item = element(member(brief, "developments"))
    assert item == Extract | Ref
    assert member(item, "ref") is int
    assert not isinstance(member(item, "text"), Lacking)  # one of the two has it
    assert member(item, "txet") == Lacking("extract or ref", member(item, "txet").known)
    assert parts(kind_of(("a", 1)), 2) == [str, int]
    assert isinstance(member(kind_of({"a": "x"}, "labels"), "b"), Lacking)
