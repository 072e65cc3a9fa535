"""The shipped house styles in; the Word template of each out: `python -m tools.word_templates`.

An office copies one into its style's folder and edits it in Word. A style with variants has one for each.
"""

from __future__ import annotations

import sys
from pathlib import Path

from briefgen.styles import built_in, open_style
from briefgen.writers.word import packed
from briefgen.writers.wordlook import TEMPLATE, template

TEMPLATES = Path(__file__).parent.parent / "templates"


def made() -> dict[Path, bytes]:
    """The templates by their places."""
    found = {}
    for name in built_in():
        variants = open_style(name).settings["variants"]
        for variant in variants:
            found[TEMPLATES / name / f"memo-{variant}.docx"] = packed(template(open_style(f"{name}:{variant}")))
        if not variants:
            found[TEMPLATES / name / TEMPLATE] = packed(template(open_style(name)))
    return found


def main() -> int:
    """Write them all."""
    for path, data in made().items():
        path.write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
