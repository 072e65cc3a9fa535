"""Articles with summaries in; how near the digest, the lead and other packages come to them out, with intervals.

A line of the file is a JSON object: `id`, `documents` (texts), `references` (summaries, one line a point). Every system
is given the same units of an article and packs whole ones into the words allowed, the best first. Several documents
are articles on one event: the lead is as many words of each, packages are given the units of all of them in order,
with and without a filter that passes over what is told already. ROUGE F1 with stems, by `rouge-score`; intervals are
paired bootstraps over articles, or events.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks import NotHere
from benchmarks.peers import PEERS, Order
from briefgen.drafting import coverage, salience
from briefgen.drafting.salience import overlap
from briefgen.drafting.units import Unit, units
from briefgen.language import analyse
from briefgen.model import Article, Block

MEASURES = ("rouge1", "rouge2", "rougeLsum")
FOLDS = 10
_SAMPLES = 2000
_MIDDLE = (0.025, 0.975)
_SAME = 0.6  # share of content stems that the filter passes over; 0.5 and 0.7 give packages the same within 0.3
_FILTERED = ", no repeats"

Places = Sequence[int]
Row = dict[str, Any]


@dataclass(frozen=True)
class Item:
    """An article, or several on one event, with the units of each and the summaries that people wrote of it."""

    name: str
    articles: tuple[tuple[Unit, ...], ...]
    references: tuple[str, ...]

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The units of all articles, in order; a place counts in them."""
        return tuple(unit for of_article in self.articles for unit in of_article)

    @cached_property
    def keys(self) -> tuple[coverage.Key, ...]:
        """Of each of them, its article and its place there."""
        return tuple((unit.article, unit.place) for unit in self.units)


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
    articles = tuple(units(analyse(plain(row["id"], text)), at) for at, text in enumerate(row["documents"]))
    return Item(row["id"], articles, tuple(row["references"]))


def pack(one: Item, order: Places, words: int, most: float = 1.0) -> Places:
    """The units in the order given, each if it still fits, in the order of the article.

    `most`: passes over a unit that shares more of its content with one that is taken.
    """
    taken: list[int] = []
    room = words
    for place in order:
        length = len(one.units[place].plain.split())
        told = most < 1 and any(overlap(one.units[place], one.units[other]) > most for other in taken)
        if 0 < length <= room and not told:
            taken.append(place)
            room -= length
    return sorted(taken)


# --------------------------------------------------------------------- systems

System = Callable[[Item, int], Places]
"""An item and the words allowed in, the places it picks out."""


def lead(one: Item, words: int) -> Places:
    """The first units; of several articles as many words of each."""
    share = words // max(1, len(one.articles))
    own = ([at for at, key in enumerate(one.keys) if key[0] == number] for number in range(len(one.articles)))
    return [place for places in own for place in pack(one, places, share)]


def turns(one: Item, words: int) -> Places:
    """The first units of several articles in turn, without repeats."""
    order = sorted(range(len(one.units)), key=lambda at: (one.keys[at][1], one.keys[at][0]))
    return pack(one, order, words, _SAME)


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
        gains = [(sum(rouge(one, sorted([*taken, p]), MEASURES[:2])), -p) for p in fitting]
        if not gains or max(gains)[0] <= best:
            return sorted(taken)
        best, place = max(gains)
        taken.append(-place)


def digest(one: Item, words: int) -> Places:
    """The product's own."""
    places = {key: at for at, key in enumerate(one.keys)}
    return [places[key] for key in coverage.digest_of_several(one.articles, words)]


def _packed(order: Callable[[Item], Places], most: float = 1.0) -> System:
    return lambda one, words: pack(one, order(one), words, most)


def _ordered(order: Order) -> Callable[[Item], Places]:
    """A package's order of the units of each item, asked for once."""
    known: dict[str, Places] = {}

    def of_item(one: Item) -> Places:
        if one.name not in known:
            known[one.name] = order([unit.plain for unit in one.units])
        return known[one.name]

    return of_item


def systems(items: Sequence[Item]) -> dict[str, System]:
    """By name: the product, the bounds, and the packages that are installed."""
    found: dict[str, System] = {
        "briefgen": digest, "lead": lead, "random": chance, "oracle": oracle,
    }  # fmt: skip
    if several(items):
        found["lead in turns" + _FILTERED] = turns
    return found | packages(items)


def packages(items: Sequence[Item]) -> dict[str, System]:
    """The packages that are installed, by name; on several articles each without repeats too."""
    found = {}
    texts = [[unit.plain for unit in one.units] for one in items]
    for name, make in PEERS.items():
        try:
            order = _ordered(make(texts))
        except ImportError:
            print(f"{name} is not installed", file=sys.stderr)
            continue
        found[name] = _packed(order)
        if several(items):
            found[name + _FILTERED] = _packed(order, _SAME)
    return found


def several(items: Sequence[Item]) -> bool:
    """Whether these are events told by several articles."""
    return any(len(one.articles) > 1 for one in items)


# --------------------------------------------------------------------- scores


class _Tokens:
    """The tokens of `rouge-score`, those of a line found once: it is slow at stems, and a unit is scored many times."""

    def __init__(self, tokenize: Callable[[str], list[str]]) -> None:
        self._of_line = lru_cache(maxsize=1 << 16)(tokenize)

    def tokenize(self, text: str) -> list[str]:
        return [token for line in text.split("\n") for token in self._of_line(line)]


@cache
def _scorer(measures: tuple[str, ...]) -> Any:
    try:
        from rouge_score.rouge_scorer import RougeScorer
        from rouge_score.tokenizers import DefaultTokenizer
    except ImportError as reason:
        raise NotHere(f"rouge-score is not installed: {reason}") from None
    return RougeScorer(list(measures), tokenizer=_Tokens(DefaultTokenizer(use_stemmer=True).tokenize))


def rouge(one: Item, places: Places, measures: tuple[str, ...] = MEASURES) -> tuple[float, ...]:
    """ROUGE F1 in per cent of the units at these places, each a line, the best over the summaries."""
    text = "\n".join(one.units[place].plain for place in places)
    scores = [_scorer(measures).score(reference, text) for reference in one.references]
    return tuple(100 * max(score[name].fmeasure for score in scores) for name in measures)


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

    at_once = several(items)
    taught = [drafting.taught_events(row) if at_once else drafting.taught(row) for row in lines]
    for fold in range(folds):
        others = [one for at, one in enumerate(taught) if at % folds != fold]
        model = drafting.event(others) if at_once else drafting.summary(others)
        module = coverage if at_once else salience
        with patch.object(module, "weights", lambda language, name, model=model: model):  # noqa: ARG005
            yield from ((at, digest(one, words)) for at, one in enumerate(items) if at % folds == fold)


Gains = list[tuple[float, float, float]]
"""By measure: a mean, and where it may lie."""


def gain(lines: Sequence[Row], words: int) -> Gains:
    """What the digest, judged in folds, is above the lead."""
    items = [item(row) for row in lines]
    return _above(dict(folded(lines, items, words)), items, lead, words)


def gains(lines: Sequence[Row], words: int) -> dict[str, Gains]:
    """The same above the lead, by that name, and above each package that is installed."""
    items = [item(row) for row in lines]
    chosen = dict(folded(lines, items, words))
    return {name: _above(chosen, items, run, words) for name, run in {"lead": lead, **packages(items)}.items()}


def _above(chosen: Mapping[int, Places], items: Sequence[Item], run: System, words: int) -> Gains:
    pairs = [(rouge(one, chosen[at]), rouge(one, run(one, words))) for at, one in enumerate(items)]
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
    print(f"{len(scores['lead'])} articles or events; {', '.join(MEASURES)}; briefgen above it, with 95 % intervals")
    for name, own in scores.items():
        means = "  ".join(f"{sum(column) / len(own):5.2f}" for column in zip(*own, strict=True))
        above = [
            interval([ours[at] - theirs[at] for ours, theirs in zip(scores["briefgen"], own, strict=True)])
            for at in range(len(MEASURES))
        ]
        told = "  ".join(f"{mean:+6.2f} [{low:+.2f}, {high:+.2f}]" for mean, low, high in above)
        print(f"{name:27} {means}  {told if name != 'briefgen' else ''}".rstrip())


if __name__ == "__main__":
    sys.exit(main())
