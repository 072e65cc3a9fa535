"""Labelled articles in, how often a brief's first three of each section are right out.

A section's score is hits / min(3, labelled), over the articles in which anything is labelled so; an empty place is a
miss, and a labelled sentence counts once. The briefs are what `make` drafts of one article, but for the limit on the
share of an article that may be printed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import NotHere
from benchmarks.corpora import Discourse, classes, discourse, labelled
from benchmarks.scoring import covered, printed
from briefgen.drafting import Limits, Told, compose, events, rank
from briefgen.language import analyse
from briefgen.model import Analysis, Brief, Header, extracts_of

FIRST = 3
LABELS = {
    "new": {"Main"},
    "background": {"Cause_Specific", "Cause_General", "Distant_Historical"},
    "reactions": {"Distant_Evaluation"},
    "outlook": {"Distant_Expectations_Consequences"},
}


@dataclass(slots=True)
class Tally:
    """Scores by section, one an article; types right; boilerplate printed; milliseconds of drafting an article."""

    scores: dict[str, list[float]] = field(default_factory=dict)
    types: dict[str, list[bool]] = field(default_factory=dict)
    boilerplate: int = 0
    briefs: int = 0
    cost: list[float] = field(default_factory=list)

    def percent(self, name: str) -> float:
        """The mean of a section's scores, in per cent."""
        return 100 * sum(self.scores[name]) / max(1, len(self.scores[name]))

    def types_right(self, name: str) -> float:
        """Per cent of the right extracts whose printed types hold the labelled one."""
        return 100 * sum(self.types.get(name, ())) / max(1, len(self.types.get(name, ())))


def draft(analysis: Analysis) -> Brief:
    """The brief of one article, no limit on the share of it that is printed."""
    return compose(rank(events([Told(analysis)])), Header("", ""), Limits(share_one=1.0))


def score(found: Sequence[list[str]], wanted: set[str]) -> float:
    """Hits among the first three / min(3, wanted)."""
    left, hits = set(wanted), 0
    for names in found[:FIRST]:
        hit = next((name for name in names if name in left), None)
        if hit:
            left.discard(hit)
            hits += 1
    return hits / min(FIRST, len(wanted))


def _add(tally: Tally, name: str, value: float) -> None:
    tally.scores.setdefault(name, []).append(value)


def _drafted(known: Discourse, tally: Tally) -> tuple[Brief, dict[str, list[list[str]]]]:
    analysis = analyse(known.article)
    begin = time.process_time()
    brief = draft(analysis)
    tally.cost.append(1000 * (time.process_time() - begin))
    tally.briefs += 1
    places = {name: [covered(e.cite.start, e.cite.end, known) for e in own] for name, own in printed(brief).items()}
    return brief, places


def corpus(folder: Path) -> Tally:
    """The discourse corpus: every article of a folder. Raises NotHere where it has none."""
    files = sorted(folder.rglob("*.txt"))
    if not files:
        raise NotHere(f"no articles in {folder}")
    tally = Tally()
    for file in files:
        known, labels = discourse(file), classes(file)
        brief, places = _drafted(known, tally)
        for name, wanted in LABELS.items():
            own = {sentence for sentence, label in labels.items() if label in wanted}
            if own:
                _add(tally, name, score(places[name], own))
        main = {sentence for sentence, label in labels.items() if label == "Main"}
        if main:
            _add(tally, "first", float(any(main & set(own) for own in places["new"][:1])))
        for extract in extracts_of(brief):
            names = covered(extract.cite.start, extract.cite.end, known)
            tally.boilerplate += bool(names) and all(labels.get(name) == "NA" for name in names)
    return tally


def gold(labels: Path, folder: Path) -> Tally:
    """The articles labelled by hand: what is at stake and what is open."""
    tally = Tally()
    for label, known in labelled(labels, folder):
        brief, places = _drafted(known, tally)
        for name, key in (("stakes", "type"), ("open", "open_type")):
            kind = "stakes" if name == "stakes" else "open"
            own = {s: v for s, v in label["sentences"].items() if kind in v["labels"] and s in known.sentences}
            if own:
                _add(tally, name, score(places[name], set(own)))
            for types, sentences in zip(_types(brief, name), places[name], strict=True):
                _types_right(tally, name, types, [own[s].get(key) for s in sentences if s in own])
    return tally


def _types(brief: Brief, name: str) -> list[tuple[str, ...]]:
    if name == "stakes":
        return [extract.kind for extract in printed(brief)["stakes"]]
    return [(question.kind.replace(" ", "_"),) for question in brief.questions if question.extract is not None]


def _types_right(tally: Tally, name: str, types: tuple[str, ...], wanted: list[Any]) -> None:
    if wanted:
        tally.types.setdefault(name, []).append(any(one in types for one in wanted))


def parent(folder: Path) -> Path:
    """The folder that the labels' file names start from: "validation/X" below it."""
    return folder.parent if folder.name in {"validation", "train", "test"} else folder


def main(arguments: list[str] | None = None) -> int:
    """Print the scores."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sections", description="Score briefs against labels.")
    parser.add_argument("corpus", type=Path, help="a folder of .txt with .ann beside them")
    parser.add_argument("gold", type=Path, nargs="?", help="a folder of .ann.json over the same articles")
    options = parser.parse_args(arguments)
    try:
        tally = corpus(options.corpus)
        marked = gold(options.gold, parent(options.corpus)) if options.gold else None
    except NotHere as reason:
        parser.error(str(reason))
    for name in (name for name in (*LABELS, "first") if name in tally.scores):
        print(f"{name:12} {tally.percent(name):5.1f} %  over {len(tally.scores[name])}")
    print(f"boilerplate  {tally.boilerplate} printed in {tally.briefs} briefs")
    print(f"drafting     {median(tally.cost):.1f} ms CPU an article")
    for name in ("stakes", "open") if marked and marked.scores else ():
        print(f"{name:12} {marked.percent(name):5.1f} %  over {len(marked.scores[name])}, ", end="")
        print(f"types right {marked.types_right(name):.0f} % of {len(marked.types.get(name, ()))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
