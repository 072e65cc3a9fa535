"""The pages of every style look as they did when a person last looked at them: `make golden`, then look again."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from tests.golden.pictures import CASES, file_of, pdf_of, picture

MOST = 2.0
"""Grey levels of 255 that pages may differ on average, blurred: another hinting stays below, a moved line does not."""


@pytest.mark.parametrize(("style", "brief"), CASES)
def test_pages_look_as_they_did(style: str, brief: str) -> None:
    before = Image.open(file_of(style, brief)).convert("L")
    now = picture(pdf_of(style, brief))
    assert now.size == before.size, "another number of pages, or another paper: look at them, then `make golden`"
    blurred = [sheet.filter(ImageFilter.GaussianBlur(1.5)) for sheet in (before, now)]
    differing = ImageStat.Stat(ImageChops.difference(*blurred)).mean[0]
    assert differing <= MOST, f"the pages differ by {differing:.1f} grey levels: look at them, then `make golden`"
