"""Files of public corpora in; their documents out, as the measurements and the training read them.

Three formats. Tokens: `token<TAB>label`, an empty line behind each sentence, `# document NAME` before each document,
gzipped or not. Discourse: `DATE/ AUTHOR day`, `H headline`, `S1 sentence` lines, an empty line between paragraphs.
Labels: a JSON file an article, `validation__X.ann.json` beside `validation/X.txt` of the discourse folder.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import NotHere
from briefgen.model import Article, Block

Tagged = tuple[tuple[str, str], ...]
"""A sentence: (token, label) pairs."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a token file."""

    name: str
    sentences: tuple[Tagged, ...]


def documents(path: str | Path) -> tuple[Document, ...]:
    """The documents of a token file. Raises NotHere where there is no such file."""
    found: list[Document] = []
    name, sentences, pairs = "", [], []  # type: ignore[var-annotated]

    def close_sentence() -> None:
        if pairs:
            sentences.append(tuple(pairs))
            pairs.clear()

    def close_document() -> None:
        close_sentence()
        if sentences:
            found.append(Document(name, tuple(sentences)))
            sentences.clear()

    for line in _text(Path(path)).splitlines():
        if line.startswith("# document"):
            close_document()
            name = line.removeprefix("# document").strip()
        elif not line.strip():
            close_sentence()
        elif line.count("\t") == 1:
            token, _, label = line.partition("\t")
            pairs.append((token, label.strip()))
    close_document()
    return tuple(found)


def _text(path: Path) -> str:
    if not path.is_file():
        raise NotHere(f"no file {path}")
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")


_LINE = re.compile(r"(?P<mark>H|S\d+)\s+(?P<text>.*\S)")
_DATE = re.compile(r"DATE/ AUTHOR\s+(?P<day>\d{4}-\d\d-\d\d)\b.*")
_LABEL = re.compile(r"T\d+\t(?P<label>\w+) [\d ;]+\t(?P<sentence>S\d+)")


@dataclass(frozen=True, slots=True)
class Discourse:
    """An article of a discourse corpus with the offsets of its sentences by their name ("S1")."""

    article: Article
    sentences: dict[str, tuple[int, int]]


def discourse(path: str | Path) -> Discourse:
    """An article of the discourse format: a paragraph's sentences are joined by one space."""
    path = Path(path)
    title, text = "", ""
    published: str | None = None
    blocks: list[Block] = []
    sentences: dict[str, tuple[int, int]] = {}
    opened: int | None = None
    for line in [*_text(path).splitlines(), ""]:
        found = _LINE.fullmatch(line.strip())
        dated = _DATE.fullmatch(line.strip())
        if dated:
            published = dated["day"]
        elif found and found["mark"] == "H":
            title = found["text"]
        elif found:
            text += " " if opened is not None else ""
            opened = len(text) if opened is None else opened
            sentences[found["mark"]] = (len(text), len(text) + len(found["text"]))
            text += found["text"]
        elif not line.strip() and opened is not None:
            blocks.append(Block("paragraph", opened, len(text)))
            text, opened = text + "\n\n", None
    article = Article(path.stem, path.name, title, text, tuple(blocks), language="en", published=published)
    return Discourse(article, sentences)


def classes(path: str | Path) -> dict[str, str]:
    """The discourse label of each sentence of an article ("S1": "Main"), from the `.ann` file beside it."""
    rows = (_LABEL.fullmatch(line) for line in _text(Path(path).with_suffix(".ann")).splitlines())
    return {row["sentence"]: row["label"] for row in rows if row and row["label"] != "Speech"}


def labelled(labels: str | Path, corpus: str | Path) -> Iterator[tuple[dict[str, Any], Discourse]]:
    """Every labelled article: (its labels, the article). Raises NotHere where a folder is missing."""
    labels, corpus = Path(labels), Path(corpus)
    files = sorted(labels.glob("*.json")) if labels.is_dir() else []
    if not files or not corpus.is_dir():
        raise NotHere(f"no labels in {labels}" if not files else f"no folder {corpus}")
    for file in files:
        label = json.loads(file.read_text("utf-8"))
        yield label, discourse((corpus / label["file"]).with_suffix(".txt"))
