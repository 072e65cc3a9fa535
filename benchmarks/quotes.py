"""Labelled articles in; how many direct quotations are found, and with the right speaker, out.

A quotation is found where the program's quotations cover nine tenths of its words. Its speaker is the first one given
to a covering part; right means the labelled person or, for one described, a description with the same head noun.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import NotHere
from benchmarks.actors import head, words
from benchmarks.corpora import labelled
from benchmarks.scores import Counts, share
from briefgen.language import analyse
from briefgen.model import Analysis, Quotation

_WORD = re.compile(r"\w+")


def tokens(text: str) -> list[str]:
    """Words for comparison, without marks."""
    return _WORD.findall(text.casefold())


def covering(text: str, sentence: int, quotations: Sequence[Quotation]) -> list[Quotation]:
    """The program's quotations that hold a labelled one's words, in order; empty where they hold too few."""
    wanted = Counter(tokens(text))
    parts = [
        q
        for q in quotations
        if q.kind != "indirect" and _inside(tokens(q.text), tokens(text)) and abs(q.cite.start - sentence) < 3000
    ]
    held = Counter(word for q in parts for word in tokens(q.text)) & wanted
    return parts if sum(held.values()) >= 0.9 * sum(wanted.values()) else []


def _inside(part: list[str], whole: list[str]) -> bool:
    """Whether one run of words lies in the other, either way: a label may leave out a word at an edge."""
    a, b = f" {' '.join(part)} ", f" {' '.join(whole)} "
    return bool(part) and (a in b or b in a or _overlap(part, whole))


def _overlap(part: list[str], whole: list[str]) -> bool:
    shared = Counter(part) & Counter(whole)
    return len(part) > 4 and sum(shared.values()) >= 0.9 * len(part)


def same_speaker(ours: str, theirs: str, forms: Sequence[str]) -> bool:
    """Whether the speaker given is the labelled one: by a form of the name, or by the head noun of a description."""
    a = words(ours)
    if any(a == words(form) for form in forms):
        return True
    b = words(theirs)
    if not a or not b:
        return False
    if ours[:1].isupper() and theirs[:1].isupper():
        return a[-1] == b[-1] or set(a) <= set(b) or set(b) <= set(a)
    return head(ours) == head(theirs)


@dataclass(slots=True)
class Tally:
    """Counts a document."""

    found: list[Counts] = field(default_factory=list)
    right: list[Counts] = field(default_factory=list)
    undetermined: list[Counts] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0


def count(tally: Tally, label: dict[str, Any], starts: dict[str, int], analysis: Analysis) -> None:
    """Adds one article."""
    found = right = given = none = 0
    for quote in label["quotes"]:
        parts = covering(quote["text"], starts.get(quote["sentence"], 0), analysis.quotations)
        found += bool(parts)
        name = analysis.article.id
        if not parts:
            tally.faults.append(f"{name} {quote['sentence']}: not found")
            continue
        speaker = next((q.speaker for q in parts if q.speaker), None)
        if speaker is None:
            none += 1
            tally.faults.append(f"{name} {quote['sentence']}: not determined, not {quote['speaker']!r}")
            continue
        given += 1
        forms = [f for a in label["actors"] if a["name"] == quote["speaker"] for f in (a["name"], *a["aliases"])]
        fits = same_speaker(speaker.name, quote["speaker"] or "", forms)
        right += fits
        if not fits:
            tally.faults.append(
                f"{name} {quote['sentence']}: {speaker.name!r} ({speaker.how}), not {quote['speaker']!r}"
            )
    tally.found.append(Counts(found, 0, len(label["quotes"])))
    tally.right.append(Counts(right, given, given))
    tally.undetermined.append(Counts(none, found, found))


def measured(labels: str | Path, corpus: str | Path) -> Tally:
    """All figures over the labelled articles. Raises NotHere where the folders are missing."""
    tally = Tally()
    for label, found in labelled(labels, corpus):
        began = time.process_time()
        analysis = analyse(found.article)
        tally.seconds += time.process_time() - began
        count(tally, label, {name: start for name, (start, _) in found.sentences.items()}, analysis)
    return tally


def main(arguments: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quotes", description="Quotations against labels.")
    parser.add_argument("labels", metavar="GOLD_DIR")
    parser.add_argument("corpus", metavar="CORPUS_DIR")
    parser.add_argument("--list", action="store_true", help="also each fault")
    options = parser.parse_args(arguments)
    try:
        tally = measured(options.labels, options.corpus)
    except NotHere as reason:
        parser.error(str(reason))
    print(share("direct quotations found", tally.found))
    print(share("speaker right, of those given one", tally.right, of="given"))
    print(share("speaker not determined, of those found", tally.undetermined))
    print(f"{len(tally.found) / tally.seconds:.0f} articles a second of CPU")
    if options.list:
        print(*tally.faults, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
