"""Articles with summaries in; how near the digest, the lead and other packages come to them out, with intervals.

A line of the file is a JSON object: `id`, `documents` (texts), `references` (summaries, one line a point). Every system
is given the same units of an article and packs whole ones into the words allowed, the best first; several documents
are read as one. ROUGE F1 with stems, by `rouge-score`; intervals are paired bootstraps over articles.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks import NotHere
from benchmarks.peers import PEERS, Order
from briefgen.drafting import salience
from briefgen.drafting.units import Unit, units
from briefgen.language import analyse
from briefgen.model import Article, Block

MEASURES = ("rouge1", "rouge2")
FOLDS = 10
_SAMPLES = 2000
_MIDDLE = (0.025, 0.975)

Places = Sequence[int]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """An article with its units and the summaries that people wrote of it."""

    name: str
    units: tuple[Unit, ...]
    references: tuple[str, ...]


def rows(path: Path) -> list[Row]:
    """The lines of a file, gzipped or not. Raises NotHere where there is none."""
    if not path.is_file():
        raise NotHere(f"no file {path}")
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def plain(name: str, text: str) -> Article:
    """An article of text alone, a paragraph a line."""
    blocks, at = [], 0
    for part in text.split("\n"):
        if part.strip():
            blocks.append(Block("paragraph", at, at + len(part)))
        at += len(part) + 1
    return Article(name, name, "", text, tuple(blocks), language="en")


def item(row: Row) -> Item:
    """The line of a file, analysed."""
    own = units(analyse(plain(row["id"], "\n".join(row["documents"]))))
    return Item(row["id"], own, tuple(row["references"]))


def pack(one: Item, order: Places, words: int) -> Places:
    """The units in the order given, each if it still fits, in the order of the article."""
    taken, room = [], words
    for place in order:
        length = len(one.units[place].plain.split())
        if 0 < length <= room:
            taken.append(place)
            room -= length
    return sorted(taken)


# --------------------------------------------------------------------- systems


def lead(one: Item, words: int) -> Places:
    """The first units."""
    return pack(one, range(len(one.units)), words)


def chance(one: Item, words: int) -> Places:
    """Any units, the same each time."""
    order = list(range(len(one.units)))
    random.Random(one.name).shuffle(order)
    return pack(one, order, words)


def oracle(one: Item, words: int) -> Places:
    """The units that, one after the other, raise ROUGE most: about the best that whole units can do."""
    taken: list[int] = []
    best = 0.0
    while True:
        room = words - sum(len(one.units[p].plain.split()) for p in taken)
        fitting = [p for p, u in enumerate(one.units) if p not in taken and 0 < len(u.plain.split()) <= room]
        gains = [(sum(rouge(one, sorted([*taken, p]))), -p) for p in fitting]
        if not gains or max(gains)[0] <= best:
            return sorted(taken)
        best, place = max(gains)
        taken.append(-place)


def digest(one: Item, words: int) -> Places:
    """The product's own."""
    return salience.digest(one.units, words)


def _packed(order: Order) -> Callable[[Item, int], Places]:
    return lambda one, words: pack(one, order([unit.plain for unit in one.units]), words)


def systems(items: Sequence[Item]) -> dict[str, Callable[[Item, int], Places]]:
    """By name: the product, the bounds, and the packages that are installed."""
    found: dict[str, Callable[[Item, int], Places]] = {
        "briefgen": digest, "lead": lead, "random": chance, "oracle": oracle,
    }  # fmt: skip
    texts = [[unit.plain for unit in one.units] for one in items]
    for name, make in PEERS.items():
        try:
            order = make(texts)
        except ImportError:
            print(f"{name} is not installed", file=sys.stderr)
            continue
        found[name] = _packed(order)
    return found


# --------------------------------------------------------------------- scores


@cache
def _scorer() -> Any:
    try:
        from rouge_score.rouge_scorer import RougeScorer
    except ImportError as reason:
        raise NotHere(f"rouge-score is not installed: {reason}") from None
    return RougeScorer(list(MEASURES), use_stemmer=True)


def rouge(one: Item, places: Places) -> tuple[float, ...]:
    """ROUGE F1 in per cent of the units at these places, the best over the summaries."""
    text = "\n".join(one.units[place].plain for place in places)
    scores = [_scorer().score(reference, text) for reference in one.references]
    return tuple(100 * max(score[name].fmeasure for score in scores) for name in MEASURES)


def interval(gains: Sequence[float]) -> tuple[float, float, float]:
    """Mean, and where 95 of 100 means of resampled articles lie."""
    chance_ = random.Random(0)
    count = len(gains)
    means = sorted(sum(chance_.choices(gains, k=count)) / count for _ in range(_SAMPLES))
    low, high = (means[int(share * (_SAMPLES - 1))] for share in _MIDDLE)
    return sum(gains) / count, low, high


def folded(lines: Sequence[Row], items: Sequence[Item], words: int, folds: int = FOLDS) -> Iterator[tuple[int, Places]]:
    """The digest of each article by a model trained on the other folds alone. Raises NotHere without scikit-learn."""
    from training import drafting

    taught = [drafting.taught(row) for row in lines]
    for fold in range(folds):
        model = drafting.summary([one for at, one in enumerate(taught) if at % folds != fold])
        with patch.object(salience, "weights", lambda language, name, model=model: model):  # noqa: ARG005
            yield from ((at, digest(one, words)) for at, one in enumerate(items) if at % folds == fold)


def gain(lines: Sequence[Row], words: int) -> list[tuple[float, float, float]]:
    """What the digest, judged in folds, is above the lead: mean and interval by measure."""
    items = [item(row) for row in lines]
    chosen = dict(folded(lines, items, words))
    pairs = [(rouge(one, chosen[at]), rouge(one, lead(one, words))) for at, one in enumerate(items)]
    return [interval([ours[at] - theirs[at] for ours, theirs in pairs]) for at in range(len(MEASURES))]


def main(arguments: list[str] | None = None) -> int:
    """Print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.summarisation", description="Score digests by ROUGE.")
    parser.add_argument("file", type=Path, help="a .jsonl or .jsonl.gz")
    parser.add_argument("--words", type=int, default=60, help="of a digest, at most")
    parser.add_argument("--folds", type=int, help="train the model anew on the other folds; needs the training group")
    options = parser.parse_args(arguments)
    try:
        lines = rows(options.file)
        items = [item(row) for row in lines]
        chosen = {name: [run(one, options.words) for one in items] for name, run in systems(items).items()}
        if options.folds:
            again = dict(folded(lines, items, options.words, options.folds))
            chosen["briefgen"] = [again[at] for at in range(len(items))]
        scores = {name: [rouge(one, at) for one, at in zip(items, own, strict=True)] for name, own in chosen.items()}
    except NotHere as reason:
        parser.error(str(reason))
    _table(scores)
    return 0


def _table(scores: dict[str, list[tuple[float, ...]]]) -> None:
    print(f"{len(scores['lead'])} articles; ROUGE-1, ROUGE-2; briefgen above it, with 95 % intervals")
    for name, own in scores.items():
        means = "  ".join(f"{sum(column) / len(own):5.2f}" for column in zip(*own, strict=True))
        above = [
            interval([ours[at] - theirs[at] for ours, theirs in zip(scores["briefgen"], own, strict=True)])
            for at in range(len(MEASURES))
        ]
        told = "  ".join(f"{mean:+6.2f} [{low:+.2f}, {high:+.2f}]" for mean, low, high in above)
        print(f"{name:16} {means}  {told if name != 'briefgen' else ''}".rstrip())


if __name__ == "__main__":
    sys.exit(main())
