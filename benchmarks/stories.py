"""Clusters of articles on one event each and stray articles in; how well mixes of them are told apart out.

Each draw shuffles the clusters and takes whole ones until two thirds of the articles are there, the rest are strays.
B-cubed: for each article, how many of its group belong to it (precision), how many of its cluster are there (recall).
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from benchmarks import NotHere
from benchmarks.summarisation import plain, rows
from briefgen.drafting import Told, compose, events, rank
from briefgen.drafting.stories import grouped
from briefgen.language import analyse
from briefgen.model import Analysis, Header

_CLUSTERED = 2 / 3
_STORIES = 4  # of one brief, as config.yaml has it

Groups = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def b_cubed(found: Groups, right: Groups) -> Score:
    """The score of groups that hold the same items as the right ones."""
    in_found = {item: set(group) for group in found for item in group}
    in_right = {item: set(group) for group in right for item in group}
    shared = {item: len(in_found[item] & in_right[item]) for item in in_right}
    precision = sum(count / len(in_found[item]) for item, count in shared.items()) / len(shared)
    return Score(precision, sum(count / len(in_right[item]) for item, count in shared.items()) / len(shared))


@dataclass(frozen=True, slots=True)
class Pool:
    """Analysed articles: those of each cluster, and strays."""

    clusters: tuple[tuple[Analysis, ...], ...]
    strays: tuple[Analysis, ...]


def pool(clusters: Path, strays: Path) -> Pool:
    """The articles of two files, as `benchmarks.summarisation` reads them. Raises NotHere where one is missing."""
    own = rows(clusters)
    return Pool(
        tuple(tuple(_analysed(f"{row['id']}/{at}", text) for at, text in enumerate(row["documents"])) for row in own),
        tuple(_analysed(row["id"], "\n".join(row["documents"])) for row in rows(strays)),
    )


def _analysed(name: str, text: str) -> Analysis:
    return analyse(plain(name, text))


def draw(known: Pool, articles: int, seed: int) -> tuple[list[Analysis], list[list[int]]]:
    """A mix of so many articles, and which of them belong together."""
    chance = random.Random(seed)
    mixed: list[Analysis] = []
    right: list[list[int]] = []
    for cluster in chance.sample(known.clusters, len(known.clusters)):
        if len(mixed) < _CLUSTERED * articles and len(mixed) + len(cluster) <= articles:
            right.append(list(range(len(mixed), len(mixed) + len(cluster))))
            mixed += cluster
    for stray in chance.sample(known.strays, articles - len(mixed)):
        right.append([len(mixed)])
        mixed.append(stray)
    order = chance.sample(range(articles), articles)
    place = {old: new for new, old in enumerate(order)}
    return [mixed[old] for old in order], [[place[item] for item in group] for group in right]


def measured(known: Pool, articles: int, draws: int) -> list[Score]:
    """The score of each draw."""
    mixes = (draw(known, articles, seed) for seed in range(draws))
    return [b_cubed(grouped(mixed), right) for mixed, right in mixes]


def drafting_s(known: Pool, articles: int, seed: int) -> float:
    """Seconds of CPU from so many analysed articles to a brief; garbage is collected as rarely as the command does."""
    mixed, _ = draw(known, articles, seed)
    thresholds = gc.get_threshold()
    gc.set_threshold(1_000_000, 20, 20)
    began = process_time()
    found = events([Told(analysis) for analysis in mixed])
    compose(rank(found[:_STORIES]), Header("", ""))
    took = process_time() - began
    gc.set_threshold(*thresholds)
    return took


def main(arguments: list[str] | None = None) -> int:
    """Print a line for all draws."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stories", description="Score stories by B-cubed.")
    parser.add_argument("clusters", type=Path, help="a .jsonl.gz whose rows hold several documents")
    parser.add_argument("strays", type=Path, help="one whose rows hold one")
    parser.add_argument("--articles", type=int, default=60, help="in a mix")
    parser.add_argument("--draws", type=int, default=20)
    options = parser.parse_args(arguments)
    try:
        began = process_time()
        known = pool(options.clusters, options.strays)
        count = sum(map(len, known.clusters)) + len(known.strays)
        reading = (process_time() - began) / count
    except NotHere as reason:
        parser.error(str(reason))
    began = process_time()
    scores = measured(known, options.articles, options.draws)
    each = (process_time() - began) / options.draws
    means = [sum(getattr(score, name) for score in scores) / len(scores) for name in ("precision", "recall", "f1")]
    print(f"{options.draws} mixes of {options.articles} articles")
    print("precision {:.3f}  recall {:.3f}  F1 {:.3f}".format(*means), f" least F1 {min(s.f1 for s in scores):.3f}")
    print(f"CPU: analysis {1000 * reading:.0f} ms an article, grouping {1000 * each:.0f} ms a mix")
    return 0


if __name__ == "__main__":
    sys.exit(main())
