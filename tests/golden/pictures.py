"""A style and a brief in; its pages side by side as one small grey picture out. `python -m tests.golden.pictures` makes
the pictures of this folder anew: look at each of them before it is committed.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2

from briefgen.check.worst import full
from briefgen.config import Config, Marking
from briefgen.config import Header as Addressed
from briefgen.model import Brief
from briefgen.pipeline import Pipeline
from briefgen.styles import open_style

if TYPE_CHECKING:
    from PIL.Image import Image

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent
SCALE = 0.36  # pixels a point: 26 dpi; a line of text is a grey bar, its place and length can be seen
STYLES = (
    "base", "us-memo", "uk-brief", "ministerial", "ministerial:ca", "ministerial:nz", "eu-brief", "analytic",
)  # fmt: skip
BRIEFS = {"short": "tests/corpus/statement.txt", "long": "tests/corpus/sets/ferry/*.txt"}
MARKINGS = {
    "us-memo": Marking("us", "UNCLASSIFIED//FOR OFFICIAL USE ONLY", "U"),
    "uk-brief": Marking("uk", "OFFICIAL-SENSITIVE"),
    "ministerial": Marking("au", "OFFICIAL: Sensitive"),
    "ministerial:ca": Marking("ca", "PROTECTED A / PROTÉGÉ A"),
    "eu-brief": Marking("eu", "LIMITE"),
    "analytic": Marking("tlp", "TLP:AMBER+STRICT"),
}
CASES = [(style, brief) for style in STYLES for brief in (*BRIEFS, "worst")]


def config(style: str) -> Config:
    """An office's settings, with the marking that the style's readers know."""
    header = Addressed(to="Director", from_="Desk for the region", reference="NS/17", critical_date="2026-11-25")
    return Config(style=style, header=header, marking=MARKINGS.get(style, Marking()))


@cache
def _articles(brief: str) -> tuple[str, ...]:
    return tuple(map(str, sorted(PROJECT.glob(BRIEFS[brief]))))


def brief_of(style: str, brief: str) -> Brief:
    """The brief before it is fitted."""
    from briefgen import drafting, language

    if brief == "worst":
        return full()
    pipeline = Pipeline(config(style), date="2026-11-23")
    found = pipeline.read(_articles(brief))
    own = open_style(style).settings
    made = pipeline.draft([language.analyse(article) for article in found.articles], found)
    return drafting.arranged(made, own["sections"], own["story_sections"], own["grouped"])


@cache
def pdf_of(style: str, brief: str) -> bytes:
    """The memo."""
    pipeline = Pipeline(config(style), date="2026-11-23")
    _, laid = pipeline.fit(brief_of(style, brief), open_style(style))
    return bytes(laid.pdf())


def picture(pdf: bytes) -> Image:
    """The pages of a PDF side by side, in grey."""
    from PIL import Image

    pages = [page.render(scale=SCALE, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(pdf)]
    sheet = Image.new("L", (sum(page.width + 4 for page in pages), max(page.height for page in pages)), 128)
    left = 0
    for page in pages:
        sheet.paste(page, (left, 0))
        left += page.width + 4
    return sheet


def file_of(style: str, brief: str) -> Path:
    """Where the picture stands."""
    return HERE / f"{style.replace(':', '-')}-{brief}.png"


def main() -> None:
    """Make all pictures."""
    for style, brief in CASES:
        data = BytesIO()
        picture(pdf_of(style, brief)).quantize(16).save(data, "PNG", optimize=True)
        file_of(style, brief).write_bytes(data.getvalue())
        print(file_of(style, brief).name, len(data.getvalue()))


if __name__ == "__main__":
    main()
