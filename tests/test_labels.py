"""Fixed words: each language has the keys and {fields} of the English ones; a memo in French holds no English head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from briefgen.config import Config, Header
from briefgen.model import Source
from briefgen.pipeline import Pipeline
from briefgen.verify import opened, verify
from briefgen.writers.page import visible_text

PROJECT = Path(__file__).parent.parent
BASE = PROJECT / "templates/base"
FIELD = re.compile(r"\{\w+\}")


def _words(path: Path) -> Mapping[str, object]:
    found: dict[str, object] = yaml.safe_load(path.read_text("utf-8"))
    return found


def _flat(words: Mapping[str, object], above: str = "") -> Iterator[tuple[str, object]]:
    for key, value in words.items():
        if isinstance(value, dict) and "other" not in value:
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


@pytest.mark.parametrize("path", sorted(BASE.glob("labels.*.yaml")), ids=lambda path: path.name)
def test_a_language_has_the_keys_and_fields_of_the_english_words(path: Path) -> None:
    english, own = (dict(_flat(_words(file))) for file in (BASE / "labels.en.yaml", path))
    assert english.keys() == own.keys()
    for key, value in english.items():
        assert set(FIELD.findall(str(own[key]))) == set(FIELD.findall(str(value))), key


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_memo_in_french(paper: str, tmp_path: Path) -> None:
    style = tmp_path / "lettre"
    style.mkdir()
    (style / "style.yaml").write_text(f"extends: base\npaper: {paper}\n")
    article, memo = PROJECT / "examples/summit.txt", tmp_path / "note.pdf"
    pipeline = Pipeline(Config(style=str(style), language="fr", header=Header(to="Directrice")), date="2026-11-23")
    outcome = pipeline.make([str(article)], [str(memo)])
    assert not [notice for notice in outcome.notices if "labels" in notice]
    pages = visible_text(memo.read_bytes())
    text = " ".join(pages)
    assert len(pages) == 3
    for key, head in _words(BASE / "labels.en.yaml")["sections"].items():  # type: ignore[attr-defined]
        french = _words(BASE / "labels.fr.yaml")["sections"][key]  # type: ignore[index]
        assert head == french or not re.search(rf"^{re.escape(head)}\b", text, re.MULTILINE), head
    found = opened(Source("note.pdf", memo.read_bytes()))
    report = verify(found.brief, Pipeline(Config()).read([str(article)]).articles, found.pages)
    assert report.exit_code == 0


def test_a_text_that_a_language_lacks_is_named_and_printed_in_english(tmp_path: Path) -> None:
    style = tmp_path / "ours"
    style.mkdir()
    (style / "style.yaml").write_text("extends: base\n")
    (style / "labels.de.yaml").write_text("sections: {bottom_line: Das Wichtigste}\n")
    memo = tmp_path / "note.html"
    pipeline = Pipeline(Config(style=str(style), language="de"), date="2026-11-23")
    outcome = pipeline.make([str(PROJECT / "examples/summit.txt")], [str(memo)])
    (notice,) = [notice for notice in outcome.notices if "labels.de.yaml" in notice]
    assert "printed in English" in notice
    page = memo.read_text("utf-8")
    assert "Das Wichtigste" in page
    assert "Open questions" in page
