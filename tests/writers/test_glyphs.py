"""Characters that no face of the style has: named with script and package, and no empty box for a name."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from briefgen.errors import WriteError
from briefgen.model import normalised
from briefgen.styles import open_style
from briefgen.writers import glyphs, page, pdf
from tests.writers import sample

STYLE = open_style("base")
NAME = "رجب"  # Rajab
BARE = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{}</dir></fontconfig>'


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without a font."""
    pdf._configuration.cache_clear()
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts.conf").write_text(BARE.format(tmp_path / "fonts"))
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    yield
    pdf._configuration.cache_clear()


def test_a_name_without_a_font_is_refused_with_the_package(bare: None) -> None:
    with pytest.raises(WriteError) as caught:
        pdf.lay_out(sample.brief(to=NAME), STYLE)
    message = str(caught.value)
    assert message.startswith("no font of this machine has “ب” U+0628 ARABIC LETTER BEH, ")
    assert message.endswith("(Arabic): an empty box would be printed for each: sudo apt-get install fonts-noto-core")


def test_scripts_are_told_apart_and_long_lists_are_counted(bare: None) -> None:
    with pytest.raises(WriteError) as caught:
        pdf.lay_out(sample.brief(to="王毅外交部长 רון"), STYLE)
    message = str(caught.value)
    assert "and 2 more (Chinese); “ו” U+05D5 HEBREW LETTER VAV" in message
    assert message.endswith("sudo apt-get install fonts-noto-cjk fonts-noto-core")


def test_a_symbol_without_a_font_is_told_aloud_and_the_memo_is_made(bare: None) -> None:
    (notice,) = pdf.lay_out(sample.brief(to="Desk \U0001f600"), STYLE).notices
    assert "U+1F600 GRINNING FACE (pictographs): AN EMPTY BOX IS PRINTED FOR EACH" in notice
    assert notice.endswith("sudo apt-get install fonts-symbola")


def test_what_the_faces_have_needs_no_font_of_the_machine(bare: None) -> None:
    assert pdf.lay_out(sample.brief(to="Москва, Αθήνα, Šćepanović"), STYLE).notices == ()


@pytest.mark.skipif(not glyphs.on_machine(set(NAME)), reason="no font of this machine has Arabic")
def test_a_name_in_a_font_of_the_machine_is_embedded_and_can_be_copied() -> None:
    laid = pdf.lay_out(sample.brief(to=NAME), STYLE)
    (notice,) = laid.notices
    assert "no face of the style base has" in notice
    assert "(Arabic): printed in a font of this machine: add a face" in notice
    data = laid.pdf()
    with pikepdf.open(BytesIO(data)) as opened:
        fonts = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/DescendantFonts" in one]
        assert len(fonts) == 5
        for font in fonts:
            assert "/ToUnicode" in font
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
    shown = normalised("".join(page.visible_text(data)))
    assert NAME in shown or NAME[::-1] in shown


def test_without_fontconfig_nothing_is_taken_for_granted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "FONTCONFIG", ("libnowhere.so.1",))
    assert glyphs.on_machine({"a"}) == frozenset()


def test_a_machine_with_fonts_has_letters() -> None:
    if not glyphs.on_machine({"a"}):
        pytest.skip("this machine has no font at all")
    assert glyphs.on_machine({"a", "\U0010fffd"}) == {"a"}


@pytest.mark.parametrize(
    ("character", "package"),
    [("ท", "fonts-noto-core"), ("한", "fonts-noto-cjk"), ("カ", "fonts-noto-cjk"), ("↩", "fonts-noto-core")],
)
def test_every_character_has_a_package(character: str, package: str) -> None:
    assert glyphs.package_of(character) == package
