"""docs/styles.md: it tells what the program has, and its recipes do what they say."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
import yaml
from font_source_sans_pro import __file__ as sans

from briefgen import config, desk, styles
from briefgen.pipeline import Pipeline
from briefgen.styles import open_style
from briefgen.writers.page import visible_text
from tools import styles_page

TEXT = styles_page.PAGE.read_text("utf-8")


def test_the_committed_page_is_what_the_tool_makes() -> None:
    words = styles_page.Words()
    made = styles_page.page(words)
    assert words.missing == [], "say in tools/pages/styles.yaml what they are"
    assert made == TEXT, "run `make docs` and commit docs/styles.md"


def test_every_key_token_block_and_field_is_told() -> None:
    told = set(re.findall(r"^\| `([\w.]+)", TEXT, flags=re.MULTILINE))
    base = open_style("base")
    assert {*base.settings, *base.settings["tokens"], *base.settings["sections"], *base.words().filters()} <= told
    assert {"by_hand", "summary", "speaker", "published_from", "lines.mark", "parts.head", "asset"} <= told


def test_no_line_is_kept_of_a_name_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    own = styles_page.Words.of

    def noted(self: styles_page.Words, group: str, name: str, otherwise: str = "") -> tuple[str, str]:
        asked.add(f"{group}: {name}")
        return own(self, group, name, otherwise)

    monkeypatch.setattr(styles_page.Words, "of", noted)
    words = styles_page.Words()
    styles_page.page(words)
    known = {f"{group}: {name}" for group, names in words.known.items() for name in names}
    assert known - asked == set()


def test_comments_of_a_yaml_file_are_found_behind_and_above() -> None:
    text = "# Head.\n\n# Of a,\n# in two lines.\na: 1\nb:   # of b\n  c: '#1'  # of c\n# ----- d\nd: 2\n"
    assert styles_page.comments(text) == {"a": "Of a, in two lines", "b": "of b", "b.c": "of c", "d": ""}


# ------------------------------------------------------------------ the recipes


@dataclass
class Made:
    """The memo of a desk after a recipe."""

    home: Path
    pages: tuple[str, ...]
    notices: tuple[str, ...]

    @property
    def html(self) -> str:
        return (self.home / "memo.html").read_text("utf-8")

    @property
    def markdown(self) -> str:
        return (self.home / "memo.md").read_text("utf-8")

    def order(self, *words: str) -> bool:
        places = ["".join(self.pages).find(word) for word in words]
        return -1 not in places and places == sorted(places)

    def fonts(self) -> set[str]:
        document = pypdfium2.PdfDocument((self.home / "memo.pdf").read_bytes())
        objects = (one for page in document for one in page.get_objects())
        return {one.get_font().get_base_name() for one in objects if isinstance(one, pypdfium2.PdfTextObj)}

    def colours(self) -> set[tuple[int, ...]]:
        page = pypdfium2.PdfDocument((self.home / "memo.pdf").read_bytes())[0]
        return {colour for _, colour in page.render(scale=1).to_pil().getcolors(1_000_000)}


def recipes() -> dict[str, dict[str, str]]:
    """The recipes of the page: by their headings the files, by their paths."""
    found = {}
    for part in TEXT.split("\n## Recipes\n")[1].split("\n### ")[1:]:
        files = re.findall(r"^`([^`\n]+)`\n```\w+\n(.*?)^```$", part, flags=re.DOTALL | re.MULTILINE)
        assert len(files) == part.count("\n```\n"), "each file has its path in the line above"
        found[part.splitlines()[0]] = dict(files)
    return found


def apply(home: Path, files: dict[str, str]) -> None:
    """What a person does: keys of a style.yaml are added, other files are put in place."""
    for name, text in files.items():
        path = home / name
        if path.name == styles.SETTINGS:
            own = yaml.safe_load(path.read_text("utf-8")) | yaml.safe_load(text)
            path.write_text(yaml.safe_dump(own, allow_unicode=True), "utf-8")
        else:
            path.write_text(text, "utf-8")


def letterhead(made: Made) -> None:
    assert 'alt="Mission of Norland"' in made.html
    assert (11, 92, 74) in made.colours()
    assert "--accent:#6b2737" in made.html, "what the starter has stays"


def another_order(made: Made) -> None:
    assert made.order("Bottom line", "Open questions", "At stake", "What is new", "Background", "Sources")
    assert "Key figures" not in "".join(made.pages) + made.html + made.markdown


def own_font(made: Made) -> None:
    assert any("Mission" in name for name in made.fonts()), made.fonts()
    assert not any("Serif" in name for name in made.fonts()), made.fonts()


def another_language(made: Made) -> None:
    text = "".join(made.pages)
    assert made.order("Das Wichtigste", "Worum es geht", "Quellen")
    assert "Seite 1 von" in text
    assert "Vermerk" in text
    assert "Background" in text, "what has no German text is English"
    assert "## Worum es geht" in made.markdown
    assert '<html lang="de">' in made.html
    assert [one for one in made.notices if re.fullmatch(r"labels\.de\.yaml: no text for .*: printed in English", one)]


def own_section(made: Made) -> None:
    assert made.order("Open questions", "Your reply", "Noted", "Please draft a reply", "Sources")
    assert '<span class="box"></span>Please discuss' in made.html
    assert "Your reply" not in made.markdown
    assert "## Open questions" in made.markdown


CHECKS: dict[str, Callable[[Made], None]] = {
    "A letterhead": letterhead,
    "Sections in another order": another_order,
    "A font of your own": own_font,
    "Headings in another language": another_language,
    "A section of your own": own_section,
}


def test_each_recipe_is_tried() -> None:
    assert list(recipes()) == list(CHECKS)


@pytest.mark.parametrize("name", CHECKS)
def test_a_recipe_does_what_it_says(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.init(tmp_path / "desk")
    home = tmp_path / "desk"
    apply(home, recipes()[name])
    if "font" in name:
        (home / "templates/our-style/fonts").mkdir()
        for face in ("Regular", "Semibold"):
            font = Path(sans).parent / "files" / f"SourceSansPro-{face}.ttf"
            shutil.copy(font, home / f"templates/our-style/fonts/Mission-{face}.ttf")
    monkeypatch.chdir(home)
    given = ["language=de"] if "language" in name else []
    found = config.with_settings(config.load(config.find(Path())), given)
    outcome = Pipeline(found, date="2026-04-17").make(["inbox/"], ["memo.pdf", "memo.html", "memo.md"])
    CHECKS[name](Made(home, visible_text(Path("memo.pdf").read_bytes()), outcome.notices))


def test_a_section_of_ones_own_may_stand_below_each_story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "desk"
    desk.init(home)
    apply(home, recipes()["A section of your own"])
    apply(home, {"templates/our-style/style.yaml": "story_sections: [developments, stakes, reply]"})
    monkeypatch.chdir(home)
    places = [str(styles_page.ROOT / "examples" / name) for name in ("summit.txt", "border-clash.txt")]
    Pipeline(config.load(config.find(Path()))).make(places, ["memo.pdf", "memo.html", "memo.md"])
    page = Path("memo.html").read_text("utf-8")
    assert page.count('<section class="story"') == page.count(">Your reply</h3>") == 2
