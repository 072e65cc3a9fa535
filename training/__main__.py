"""A folder of corpora in; every file of the two weights folders out. One command, the same bytes each time.

`language` learns parts of speech and names; `drafting`, which reads what it made, learns sections, salience and stakes.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

from benchmarks import NotHere
from benchmarks.corpora import Document, documents
from briefgen.language.lexicon import Lexicon
from briefgen.language.weights import Model
from training import drafting, lists, models

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "briefgen/language/data/en/weights"
INPUTS = Path(__file__).parent / "inputs.sha256"
OUTPUTS = INPUTS.with_name("outputs.sha256")
_MADE = {".crf", ".tsv", ".txt"}
TAGS = ("pos/gum.train.tsv.gz", "pos/ewt.train.tsv.gz", "pos/ewt.dev.tsv.gz")
NAMES = ("names/gum.train.tsv.gz", "names/gum.dev.tsv.gz", "names/uner_ewt.train.tsv.gz", "names/wikigold.train.tsv.gz")
POLITICS = "names/crossner_politics.train.tsv.gz"  # has no documents: each sentence is one


def names_corpus(folder: Path) -> list[Document]:
    """All documents with names."""
    whole = [document for name in NAMES for document in documents(folder / name)]
    single = [
        Document(f"politics-{number}", (sentence,))
        for number, sentence in enumerate(s for d in documents(folder / POLITICS) for s in d.sentences)
    ]
    return whole + single


def check_inputs(folder: Path) -> list[str]:
    """The corpora that are not the ones the shipped weights were made of."""
    expected = dict(reversed(line.split()) for line in INPUTS.read_text("utf-8").splitlines() if line.strip())
    return [name for name, digest in expected.items() if digest_of(folder / name) != digest]


def digest_of(path: Path) -> str:
    """SHA-256 of a file; of a folder, that of the names and contents of its files."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    total = hashlib.sha256()
    for file in sorted(path.rglob("*.*")):
        total.update(f"{file.relative_to(path)}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def make(folder: Path, output: Path) -> None:
    """Writes lists and models. Raises NotHere where a corpus is missing."""
    output.mkdir(parents=True, exist_ok=True)
    for name, entries in {**lists.people(), "cities": lists.cities(), "territories": lists.territories()}.items():
        (output / f"{name}.txt").write_text("\n".join(entries) + "\n", encoding="utf-8")
    lexis = Lexicon("en", weights=output)
    tagged = [document for name in TAGS for document in documents(folder / name)]
    models.fit(models.tag_rows(tagged), output / "tags.crf", models.TAGS)
    rows = models.name_rows(names_corpus(folder), Model(output / "tags.crf"), lexis)
    models.fit(models.flat(rows), output / "names.crf", models.NAMES)


def made() -> list[Path]:
    """Every file that training made."""
    found = [path for folder in (WEIGHTS, drafting.WEIGHTS) for path in folder.iterdir()]
    return sorted(path for path in found if path.suffix in _MADE)


def main() -> int:
    """Make the weights."""
    parser = argparse.ArgumentParser(prog="python -m training", description="Make every file of the weights folder.")
    parser.add_argument(
        "corpora", type=Path, help="a folder with the corpora of inputs.sha256, as benchmarks.corpora reads them"
    )
    parser.add_argument("--only", choices=["language", "drafting"], help="make these weights alone")
    parser.add_argument("--other-corpora", action="store_true", help="the corpora need not be those of inputs.sha256")
    options = parser.parse_args()
    try:
        if not options.other_corpora and (changed := check_inputs(options.corpora)):
            parser.error(f"not the corpora of training/inputs.sha256: {', '.join(changed)}; --other-corpora allows it")
        if options.only != "drafting":
            make(options.corpora, WEIGHTS)
        if options.only != "language":
            drafting.make(options.corpora, drafting.WEIGHTS)
    except (NotHere, FileNotFoundError) as reason:
        parser.error(str(reason))
    OUTPUTS.write_text("".join(f"{digest_of(path)}  {path.relative_to(ROOT)}\n" for path in made()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
