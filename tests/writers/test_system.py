"""The system's libraries: one table, the same as the program loads; the command for each family of systems."""

from __future__ import annotations

import pytest

from briefgen.writers import glyphs, pdf, system


def test_the_table_has_the_libraries_that_the_program_loads() -> None:
    loaded = {name: files[0] for name, files in {**pdf.LIBRARIES, "Fontconfig": glyphs.FONTCONFIG}.items()}
    assert {one.name: one.file for one in system.libraries()} == loaded


@pytest.mark.parametrize(
    ("release", "command"),
    [
        ({"ID": "debian"}, "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0"),
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0"),
        ({"ID": "fedora"}, "sudo dnf install pango"),
        ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "sudo dnf install pango"),
        ({}, "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0"),
    ],
)
def test_the_command_is_that_of_the_system(release: dict[str, str], command: str) -> None:
    assert system.install(["Pango", "PangoFT2"], release) == command


def test_without_names_all_are_installed() -> None:
    assert system.install((), {"ID": "fedora"}) == "sudo dnf install pango harfbuzz fontconfig"
