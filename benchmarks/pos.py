"""A token file with Penn tags in; the share of tags right, by kind of text, out."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import NotHere
from benchmarks.corpora import documents
from benchmarks.scores import Counts, share
from briefgen.language.weights import weights


@dataclass(slots=True)
class Tally:
    """Counts a document, by its kind."""

    kinds: dict[str, list[Counts]] = field(default_factory=dict)
    documents: int = 0
    pieces: int = 0
    seconds: float = 0.0


def kind_of(name: str) -> str:
    """ "GUM_news_asylum" -> "news"; "" where a name tells no kind."""
    parts = name.split("_")
    return parts[1] if len(parts) > 2 else ""


def measured(path: str | Path) -> Tally:
    """Tags every sentence of the file. Raises NotHere where it is missing."""
    tally = Tally()
    model = weights("en")
    for document in documents(path):
        right = 0
        for sentence in document.sentences:
            began = time.process_time()
            tags = model.tags([token for token, _ in sentence])
            tally.seconds += time.process_time() - began
            right += sum(ours == theirs for ours, (_, theirs) in zip(tags, sentence, strict=True))
        size = sum(map(len, document.sentences))
        tally.kinds.setdefault(kind_of(document.name), []).append(Counts(right, size, size))
        tally.documents += 1
        tally.pieces += size
    return tally


def main(arguments: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pos", description="Parts of speech against a corpus.")
    parser.add_argument("file", metavar="FILE.tsv.gz")
    options = parser.parse_args(arguments)
    try:
        tally = measured(options.file)
    except NotHere as reason:
        parser.error(str(reason))
    for kind, counts in sorted(tally.kinds.items()):
        print(share(kind or "other", counts))
    print(share("all", [count for counts in tally.kinds.values() for count in counts]))
    print(
        f"{tally.documents / tally.seconds:.0f} documents, {tally.pieces / tally.seconds:,.0f} tokens a second of CPU"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
