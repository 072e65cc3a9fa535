"""desk.yaml -> Desk, or every fault at once with its place."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from briefgen.config import NO_DESK, Desk, Outlet, find_desk, load_desk, shipped
from briefgen.errors import ConfigError
from briefgen.language import kind_of

WHOLE = """\
same_as:
  Karin Holm: [K. Holm, Holm-Berg]
preferred:
  Sudmark Republic: Sudmark
roles: {Jan Weber: Foreign Minister of Sudmark}
not_actor: [Holm Arena]
boilerplate:
  - "Follow our channel on *"
outlets:
  news.example: {name: Norland News, originator: Norpress}
  agency.example: {originator: Sudpress}
abbreviations: [Bn., a.k.a.]
watch: [Karin Holm, grain]
"""


def written(text: str, folder: Path) -> Path:
    path = folder / "desk.yaml"
    path.write_text(text, "utf-8")
    return path


def faults_of(text: str, folder: Path) -> list[str]:
    """The fault lines of a file, without its folder."""
    with pytest.raises(ConfigError) as caught:
        load_desk(written(text, folder), kind_of=kind_of)
    assert caught.value.exit_code == 2
    return str(caught.value).replace(f"{folder}/", "").split("\n")


def test_every_key_is_read(tmp_path: Path) -> None:
    desk = load_desk(written(WHOLE, tmp_path), kind_of=kind_of)
    assert desk == Desk(
        same_as={"Karin Holm": ("K. Holm", "Holm-Berg")},
        preferred={"Sudmark Republic": "Sudmark"},
        roles={"Jan Weber": "Foreign Minister of Sudmark"},
        not_actor=("Holm Arena",),
        boilerplate=("Follow our channel on *",),
        outlets={"news.example": Outlet("Norland News", "Norpress"), "agency.example": Outlet("", "Sudpress")},
        abbreviations=("Bn.", "a.k.a."),
        watch=("Karin Holm", "grain"),
    )
    assert all(getattr(desk, one.name) for one in fields(Desk))


def test_a_desk_is_a_key_and_travels_to_other_processes(tmp_path: Path) -> None:
    desk = load_desk(written(WHOLE, tmp_path))
    assert {desk: 1}[load_desk(written(WHOLE, tmp_path))] == 1
    assert pickle.loads(pickle.dumps(desk)) == desk
    assert desk != Desk()


def test_no_file_knows_nothing(tmp_path: Path) -> None:
    assert find_desk(tmp_path) is None
    assert load_desk(None) is NO_DESK
    written("", tmp_path)
    assert find_desk(tmp_path) == tmp_path / "desk.yaml"
    assert load_desk(tmp_path / "desk.yaml") == Desk()
    with pytest.raises(ConfigError, match="No such file"):
        load_desk(tmp_path / "none" / "desk.yaml")


def test_the_shipped_file_says_nothing_and_shows_every_key(tmp_path: Path) -> None:
    text = shipped("desk.yaml")
    assert load_desk(written(text, tmp_path)) is NO_DESK
    shown = "\n".join(line[2:] for line in text[text.index("# same_as:") :].splitlines())
    desk = load_desk(written(shown, tmp_path), kind_of=kind_of)
    for one in fields(Desk):
        assert getattr(desk, one.name), one.name
        assert re.search(rf"^{one.name}:.*#", shown, re.MULTILINE), f"{one.name} has no comment"


def test_all_faults_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = "prefered: {A: B}\nsame_as:\n  Ana Ruiz: A. Ruiz\nwatch: [no]\noutlets: {news.example: {nmae: News}}\n"
    assert faults_of(text, tmp_path) == [
        'desk.yaml:1:1: prefered: no such key: did you mean "preferred"?',
        "desk.yaml:3:3: same_as.Ana Ruiz: must be a list: write [A. Ruiz]",
        'desk.yaml:4:9: watch: "no" reads as false here: write "no" in quotes',
        'desk.yaml:5:26: outlets.news.example.nmae: no such key: did you mean "name"?',
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("same_as: {Ana: [Ana]}", '1:17: same_as.Ana: "Ana" is the full name itself: delete it here'),
        ("same_as: {Ana: []}", '1:11: same_as.Ana: has no other form: write "Ana": [ANOTHER FORM]'),
        ("same_as: {Ana: [A.], Bo: [A.]}", '1:27: same_as.Bo: "A." stands under "Ana" too'),
        ("same_as: {Ana: [Bo], Bo: [B.]}", '1:17: same_as.Ana: "Bo" has forms of its own'),
        ("same_as: {Japan: [United Nations]}", '"United Nations" is known as organisation, "Japan" as country'),
        ("same_as: [Ana]", "1:1: same_as: must be a group of keys"),
        ("not_actor: [Ana]\npreferred: {Ana: Anna}", '2:13: preferred.Ana: "Ana" is no actor by not_actor'),
        ("not_actor: [A.]\nroles: {Ana: envoy}\nsame_as: {Ana: [B.]}\npreferred: {A.: x}", "4:13: preferred.A."),
        ("not_actor: [Ana]\nroles: {Ana: envoy}", '2:9: roles.Ana: "Ana" is no actor by not_actor'),
        ("not_actor: [A.]\nsame_as: {Ana: [A.]}", '2:11: same_as.Ana: "A." is no actor by not_actor'),
        ("same_as: {Ana: [A.]}\nroles: {Ana: envoy, A.: judge}", '2:21: roles.A.: the same actor has "envoy" above'),
        ("preferred: {Ana: Ana}", "1:13: preferred.Ana: is printed as it stands: delete it"),
        ("preferred: {Ana: Bo, Bo: Cy}", '1:13: preferred.Ana: "Bo" is itself replaced'),
        ("preferred: {Ana: 12}", '1:13: preferred.Ana: 12 reads as a number here: write "12" in quotes'),
        ("roles: {Ana: ''}", "1:9: roles.Ana: is empty"),
        ("watch: [' ']", "1:9: watch: is empty: write a name, or delete it"),
        ("boilerplate: ['*']", '1:15: boilerplate: "*" fits lines of every article: write more of the line'),
        ("outlets: {www.news.example: {name: N}}", "1:11: outlets.www.news.example: is no domain: write it as"),
        ("outlets: {'https://news.example/x': {name: N}}", "is no domain"),
        ("outlets: {news.example: {}}", "1:11: outlets.news.example: says nothing: write {name: NAME}"),
        ("outlets: {news.example: News}", "1:11: outlets.news.example: must be a group of keys"),
        ("originator: x", '1:1: originator: no such key here: it belongs under "outlets"'),
        ("abbreviations: [a b]", '1:17: abbreviations: "a b" is no single word'),
        ("boilerplate: [*x]", "1:15: found undefined alias"),
    ],
)  # fmt: skip
def test_faults(text: str, told: str, tmp_path: Path) -> None:
    (line,) = faults_of(text, tmp_path)
    assert line.startswith("desk.yaml:")
    assert told in line


def test_a_missing_file_costs_no_library() -> None:
    use = "from briefgen.config import load_desk; load_desk(None)"
    code = f"import sys; {use}; print({{'yaml', 'pydantic'}} & {{*sys.modules}})"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout == b"set()\n"
