"""Units of an article in, their order by another package out: what the digest is held against.

Each entry of PEERS takes all articles' units and gives a function from one article's units to their places, the best
first. It raises ImportError where the package is not installed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Texts = Sequence[str]
Order = Callable[[Texts], Sequence[int]]

_WORD = re.compile(r"\w+")


class _Tokenizer:
    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(_WORD.findall(text))


def _best(scores: Sequence[float]) -> list[int]:
    return sorted(range(len(scores)), key=lambda place: (-scores[place], place))


def _sumy(module: str, name: str) -> Callable[[Sequence[Texts]], Order]:
    def make(_: Sequence[Texts]) -> Order:
        from importlib import import_module

        from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
        from sumy.nlp.stemmers import Stemmer

        method = getattr(import_module(f"sumy.summarizers.{module}"), name)(Stemmer("english"))
        # A package that returns the best sentences in the order of the text: asked for one more each time, it would
        # cost n times as much; what it rates them by passes through this method of all its summarizers.
        method._get_best_sentences = lambda _, __, rating: rating  # noqa: SLF001

        def order(texts: Texts) -> Sequence[int]:
            sentences = [Sentence(text, _Tokenizer()) for text in texts]
            rated = method(ObjectDocumentModel([Paragraph(sentences)]), len(sentences))
            return _best([rated.get(sentence, 0.0) for sentence in sentences])

        return order

    return make


def _summa(_: Sequence[Texts]) -> Order:
    from summa.summarizer import summarize

    def order(texts: Texts) -> Sequence[int]:
        rated = summarize("\n".join(texts), ratio=1.0, split=True, scores=True)
        # It splits sentences itself: a unit is worth what the best piece of it is.
        return _best([max((score for piece, score in rated if piece in text), default=0.0) for text in texts])

    return order


def _lexrank(articles: Sequence[Texts]) -> Order:
    from lexrank import STOPWORDS, LexRank

    ranker = LexRank([list(texts) for texts in articles if texts], stopwords=STOPWORDS["en"])

    def order(texts: Texts) -> Sequence[int]:
        return _best(list(ranker.rank_sentences(list(texts), threshold=None, fast_power_method=True)))

    return order


PEERS: dict[str, Callable[[Sequence[Texts]], Order]] = {
    "sumy LexRank": _sumy("lex_rank", "LexRankSummarizer"),
    "sumy Reduction": _sumy("reduction", "ReductionSummarizer"),
    "sumy SumBasic": _sumy("sum_basic", "SumBasicSummarizer"),
    "summa TextRank": _summa,
    "lexrank": _lexrank,
}
"""By name."""
