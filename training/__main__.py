"""A folder of corpora in; every file of a language's weights folder out. One command, the same bytes each time."""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

from benchmarks import NotHere
from benchmarks.corpora import Document, documents
from briefgen.language.lexicon import Lexicon
from briefgen.language.weights import Model
from training import lists, models

WEIGHTS = Path(__file__).resolve().parent.parent / "briefgen/language/data/en/weights"
INPUTS = Path(__file__).parent / "inputs.sha256"
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
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in expected}
    return [name for name, digest in expected.items() if digests[name] != digest]


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


def main() -> int:
    """Make the weights."""
    parser = argparse.ArgumentParser(prog="python -m training", description="Make every file of the weights folder.")
    parser.add_argument("corpora", type=Path, help="a folder with pos/ and names/ in the format of benchmarks.corpora")
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS)
    parser.add_argument("--other-corpora", action="store_true", help="the corpora need not be those of inputs.sha256")
    options = parser.parse_args()
    try:
        if not options.other_corpora and (changed := check_inputs(options.corpora)):
            parser.error(f"not the corpora of training/inputs.sha256: {', '.join(changed)}; --other-corpora allows it")
        make(options.corpora, options.output)
    except (NotHere, FileNotFoundError) as reason:
        parser.error(str(reason))
    for path in sorted(path for path in options.output.iterdir() if path.is_file()):
        print(hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size, path.name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
