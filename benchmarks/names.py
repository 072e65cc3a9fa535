"""Token files with names in; exact precision, recall and F1 of persons, organisations and places out.

What is measured is all of it, the model and the rules over the article. With `--folds` the shipped model is not used:
the documents of some kinds are cut into folds, and each fold is judged by a model that has not seen it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import NotHere
from benchmarks.corpora import Document, documents
from benchmarks.pos import kind_of
from benchmarks.scores import Counts, line
from briefgen.language.documents import settled
from briefgen.language.features import seen
from briefgen.language.lexicon import lexicon
from briefgen.language.weights import Model, Span, Weights, spans, weights

KINDS = {"PER": "person", "LOC": "place", "ORG": "organisation"}


@dataclass(slots=True)
class Tally:
    """Counts a document, by kind of name."""

    kinds: dict[str, list[Counts]] = field(default_factory=lambda: {kind: [] for kind in KINDS})
    faults: list[str] = field(default_factory=list)
    documents: int = 0
    pieces: int = 0
    seconds: float = 0.0

    @property
    def all(self) -> list[Counts]:
        """Over all kinds, a document each."""
        return [sum(row, Counts()) for row in zip(*self.kinds.values(), strict=True)]


def found(document: Document, model: Weights) -> list[list[Span]]:
    """The names of a document's sentences, as the program finds them."""
    sentences = [[token for token, _ in sentence] for sentence in document.sentences]
    article = seen(sentences)
    rough = [model.names(pieces, model.tags(pieces), article) for pieces in sentences]
    return settled(sentences, rough, lexicon("en"))


def count(tally: Tally, document: Document, ours: Sequence[Iterable[Span]]) -> None:
    """Adds one document."""
    counts = dict.fromkeys(KINDS, Counts())
    for sentence, names in zip(document.sentences, ours, strict=True):
        asked, given = set(spans([label for _, label in sentence])), set(names)
        for kind in KINDS:
            mine, theirs = {s for s in given if s[2] == kind}, {s for s in asked if s[2] == kind}
            counts[kind] += Counts(len(mine & theirs), len(mine), len(theirs))
        text = [token for token, _ in sentence]
        tally.faults += [f"{document.name}\tmissed\t{k}\t{' '.join(text[a:b])}" for a, b, k in sorted(asked - given)]
        tally.faults += [f"{document.name}\tfalse\t{k}\t{' '.join(text[a:b])}" for a, b, k in sorted(given - asked)]
    for kind, counted in counts.items():
        tally.kinds[kind].append(counted)
    tally.documents += 1
    tally.pieces += sum(map(len, document.sentences))


def measured(docs: Iterable[Document], model: Weights) -> Tally:
    """All figures over the documents."""
    tally = Tally()
    for document in docs:
        began = time.process_time()
        ours = found(document, model)
        tally.seconds += time.process_time() - began
        count(tally, document, ours)
    return tally


def folded(corpora: Path, kinds: Sequence[str], folds: int = 5) -> Tally:
    """Each document of the kinds judged by a model trained on all the others' folds and all other documents."""
    from training.__main__ import names_corpus

    corpus = names_corpus(corpora)
    judged = sorted((d for d in corpus if kind_of(d.name) in kinds), key=lambda d: d.name)
    rest = [d for d in corpus if d not in judged]
    tally = Tally()
    for model, part in _models(judged, rest, folds):
        for document in part:
            count(tally, document, found(document, model))
    return tally


def _models(judged: list[Document], rest: list[Document], folds: int) -> Iterator[tuple[Weights, list[Document]]]:
    from training import models

    lexis = lexicon("en")
    tagger = Model(lexis.weights / "tags.crf")
    known = models.name_rows(rest, tagger, lexis)
    own = models.name_rows(judged, tagger, lexis)
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(folds):
            path = Path(folder) / f"{fold}.crf"
            others = [rows for at, rows in enumerate(own) if at % folds != fold]
            models.fit(models.flat([*known, *others]), path, models.NAMES)
            yield Weights(tagger, Model(path), lexis), judged[fold::folds]


def main(arguments: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.names", description="Names against a corpus.")
    parser.add_argument("file", metavar="FILE.tsv.gz", help="with --folds: the folder of the corpora")
    parser.add_argument("--kinds", help="only documents of these kinds, as news,interview")
    parser.add_argument("--folds", type=int, help="train and judge in so many folds over the documents of --kinds")
    parser.add_argument("--list", action="store_true", help="also each fault")
    options = parser.parse_args(arguments)
    kinds = (options.kinds or "news,interview").split(",")
    try:
        if options.folds:
            tally = folded(Path(options.file), kinds, options.folds)
        else:
            docs = documents(options.file)
            tally = measured([d for d in docs if not options.kinds or kind_of(d.name) in kinds], weights("en"))
    except NotHere as reason:
        parser.error(str(reason))
    for kind, name in KINDS.items():
        print(line(name, tally.kinds[kind]))
    print(line("all", tally.all))
    if tally.seconds:
        rate = tally.documents / tally.seconds
        print(f"{rate:.0f} articles, {tally.pieces / tally.seconds:,.0f} tokens a second of CPU")
    if options.list:
        print(*tally.faults, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
