"""Articles in; what their language analysis costs out: CPU an article, beside sumy's LexRank, loading and memory.

The articles are those of a summarisation set (a JSON object a line: `documents`, a list of texts). Pairs A B A B, CPU
time of this process, medians of the ratios. LexRank is given sentences that are already split and only ranks them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import NotHere
from briefgen.language import analyse
from briefgen.model import Analysis, Article, Block

WORDS = 600  # words of the article that costs are given for
ARTICLES = 200
_WORD = re.compile(r"\w+")


def articles(path: str | Path, most: int = ARTICLES) -> list[Article]:
    """The first documents of the file. Raises NotHere where it is missing."""
    path = Path(path)
    if not path.is_file():
        raise NotHere(f"no file {path}")
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    return [article(json.loads(line)["documents"][0], str(number)) for number, line in enumerate(lines[:most])]


def article(text: str, name: str) -> Article:
    """A text of a paragraph a line."""
    whole, blocks = "", []
    for line in filter(None, map(str.strip, text.splitlines())):
        blocks.append(Block("paragraph", len(whole), len(whole) + len(line)))
        whole += line + "\n\n"
    return Article(name, name, "", whole, tuple(blocks), language="en")


def size(one: Article) -> int:
    """Its words."""
    return len(_WORD.findall(one.text))


def cpu(act: Callable[[], object]) -> float:
    """Seconds of CPU."""
    began = time.process_time()
    act()
    return time.process_time() - began


def lexrank(analysis: Analysis) -> Callable[[], object]:
    """sumy's LexRank on the sentences of an analysis. Raises NotHere where sumy is not installed."""
    try:
        from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
        from sumy.nlp.stemmers import Stemmer
        from sumy.summarizers.lex_rank import LexRankSummarizer
    except ImportError as reason:
        raise NotHere(f"sumy is not installed: {reason}") from None

    class Tokenizer:
        def to_words(self, text: str) -> tuple[str, ...]:
            return tuple(_WORD.findall(text))

    sentences = [Sentence(analysis.text_of(s), Tokenizer()) for s in analysis.sentences]
    document = ObjectDocumentModel([Paragraph(sentences)])
    ranker = LexRankSummarizer(Stemmer("english"))
    return lambda: ranker(document, 3)


def pairs(texts: Sequence[Article]) -> Iterator[tuple[float, float]]:
    """CPU seconds of (our analysis, LexRank's ranking) of each article, once each in turn, warm."""
    analyses = [analyse(one) for one in texts]
    cpu(lexrank(analyses[0]))
    for one, analysis in zip(texts, analyses, strict=True):
        rank = lexrank(analysis)  # its sentences keep their words: a new one each time
        yield cpu(lambda one=one: analyse(one)), cpu(rank)  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds for `WORDS` words, seconds of CPU to load and analyse a first sentence, megabytes at most."""

    milliseconds: float
    loading: float
    memory: float


_FRESH = """
import resource, sys, time
began = time.process_time()
from briefgen.language import analyse
from briefgen.model import Article, Block
text = "Jan Weber met Karin Holm."
analyse(Article("1", "1", "", text, (Block("paragraph", 0, len(text)),), language="en"))
print(time.process_time() - began)
"""


def loading(runs: int = 5) -> float:
    """Seconds of CPU until a fresh process has analysed a sentence: imports, lists, weights. Median."""
    command = [sys.executable, "-c", _FRESH]
    times = [float(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(runs)]
    return median(times)


def cost(texts: Sequence[Article]) -> Cost:
    """All three."""
    for one in texts[:20]:
        analyse(one)  # warm
    each = [1000 * cpu(lambda one=one: analyse(one)) * WORDS / max(1, size(one)) for one in texts]  # type: ignore[misc]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cost(median(each), loading(), memory)


def ratio(texts: Sequence[Article]) -> float:
    """Median over articles of our time by LexRank's."""
    return median(ours / theirs for ours, theirs in pairs(texts))


def main(arguments: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.analysis", description="What an analysis costs.")
    parser.add_argument("file", metavar="FILE.jsonl.gz")
    options = parser.parse_args(arguments)
    try:
        texts = articles(options.file)
        found = cost(texts)
        print(f"analysis of {WORDS} words      {found.milliseconds:6.1f} ms CPU, median of {len(texts)} articles")
        print(f"loading and a sentence     {1000 * found.loading:6.0f} ms CPU")
        print(f"memory at most             {found.memory:6.0f} MB")
        print(f"beside sumy's LexRank      {ratio(texts):6.2f} times")
    except NotHere as reason:
        parser.error(str(reason))
    return 0


if __name__ == "__main__":
    sys.exit(main())
