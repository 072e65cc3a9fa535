"""A group and a name -> the function some installed package registered; ours and a stranger's alike."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from briefgen import plugins
from briefgen.errors import ConfigError

OURS = {plugins.READERS: {"plain", "web", "record"}, plugins.WRITERS: {"pdf", "html", "md", "json", "yaml"}}


@pytest.fixture(autouse=True)
def forget():
    """What is found is kept for the process; a test that installs something starts afresh, and so does the next."""
    for function in (plugins.find, plugins._registered):
        function.cache_clear()
    yield
    for function in (plugins.find, plugins._registered):
        function.cache_clear()


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Installs a stranger's package: a module and the dist-info folder that pip would leave."""
    monkeypatch.syspath_prepend(tmp_path)

    def put(name: str, module: str, entries: str) -> None:
        (tmp_path / f"{name}.py").write_text(module)
        info = tmp_path / f"{name}-1.2.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n")
        (info / "entry_points.txt").write_text(entries)

    before = set(sys.modules)
    yield put
    for module in set(sys.modules) - before:
        del sys.modules[module]


@pytest.mark.parametrize(("group", "names"), OURS.items())
def test_ours_are_registered_like_a_strangers(group: str, names: set[str]) -> None:
    assert names <= set(plugins.names(group))
    assert plugins.names(group) == tuple(sorted(plugins.names(group)))


def test_ours_can_be_loaded() -> None:
    for group, names in OURS.items():
        for name in names:
            assert plugins.find(group, name).__module__.startswith("briefgen.")


def test_a_strangers_writer_is_found(install) -> None:
    install("morse", "def write(brief, style):\n    return b'-- --'\n", "[briefgen.writers]\nmorse = morse:write\n")
    assert "morse" in plugins.names(plugins.WRITERS)
    assert plugins.find(plugins.WRITERS, "morse")(None, None) == b"-- --"
    assert "morse" not in plugins.names(plugins.READERS)


def test_scanning_is_done_once(install) -> None:
    before = plugins.names(plugins.WRITERS)
    install("late", "", "[briefgen.writers]\nlate = late:write\n")
    assert plugins.names(plugins.WRITERS) == before


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r'briefgen\.writers: no "pfd": did you mean "pdf"\?'):
        plugins.find(plugins.WRITERS, "pfd")


def test_an_unknown_group_is_told() -> None:
    with pytest.raises(ConfigError, match=r"briefgen\.painters: nothing is registered"):
        plugins.find("briefgen.painters", "x")


@pytest.mark.parametrize(
    ("module", "value", "told"),
    [
        ("import nosuchmodule", "odd:write", r"ModuleNotFoundError: No module named 'nosuchmodule'"),
        ("1 / 0", "odd:write", "ZeroDivisionError"),
        ("", "odd:write", "AttributeError"),
        ("write = 3", "odd:write", r"is no function \(odd:write\)"),
    ],
)
def test_what_cannot_be_loaded_is_named_with_its_package(install, module: str, value: str, told: str) -> None:
    install("odd", module, f"[briefgen.writers]\nodd = {value}\n")
    with pytest.raises(ConfigError, match=r'briefgen\.writers: "odd" of odd 1\.2 .*' + told) as caught:
        plugins.find(plugins.WRITERS, "odd")
    assert "uninstall it" in caught.value.hint


def test_two_packages_with_one_name_are_both_named(install) -> None:
    install("one", "", "[briefgen.writers]\ntwin = one:write\n")
    install("two", "", "[briefgen.writers]\ntwin = two:write\n")
    with pytest.raises(ConfigError, match=r'"twin" is registered by .*(one|two) 1\.2 and (two|one) 1\.2'):
        plugins.find(plugins.WRITERS, "twin")


def test_a_stranger_cannot_take_a_name_of_ours_unseen(install) -> None:
    install("fake", "def write(b, s): return b''\n", "[briefgen.writers]\npdf = fake:write\n")
    with pytest.raises(ConfigError, match=r'"pdf" is registered by .*fake 1\.2'):
        plugins.find(plugins.WRITERS, "pdf")
