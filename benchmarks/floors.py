"""The language figures that floors.json pins, each a function that takes nothing and returns a number.

Most need development data beside the checkout (`BRIEFGEN_SHARED`, else `../shared`): without it they are not measured.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from statistics import median

from benchmarks import (
    NotHere,
    actors,
    analysis,
    names,
    pos,
    quotes,
    reading,
    sections,
    sentences,
    stories,
    summarisation,
    times,
)
from benchmarks.scores import Counts, total

PROJECT = Path(__file__).resolve().parent.parent


def data() -> Path:
    """The folder of the development data. Raises NotHere where there is none."""
    folder = Path(os.environ.get("BRIEFGEN_SHARED") or PROJECT.parent / "shared") / "data"
    if not folder.is_dir():
        raise NotHere("no development data beside the checkout")
    return folder


# ----------------------------------------------------------------- tags and names


def tags_right() -> float:
    """Per cent of the tokens of GUM's development news."""
    return total(pos.measured(data() / "pos/gum.dev.tsv.gz").kinds["news"]).recall


@cache
def _folds() -> names.Tally:
    return names.folded(data(), ("news", "interview"))


def persons_f1() -> float:
    """Exact F1 of persons in five folds over GUM's news and interviews."""
    return total(_folds().kinds["PER"]).f1


def places_f1() -> float:
    """The same for places."""
    return total(_folds().kinds["LOC"]).f1


def organisations_f1() -> float:
    """The same for organisations."""
    return total(_folds().kinds["ORG"]).f1


# --------------------------------------------------------------------- labelled news


@cache
def _actors() -> actors.Tally:
    return actors.measured(data() / "gold", data() / "newsdiscourse")


def _whole(counts: list[Counts]) -> Counts:
    return total(counts)


def persons_found() -> float:
    """Per cent of the labelled persons."""
    return _whole(_actors().persons).recall


def actors_found() -> float:
    """Per cent of all labelled actors."""
    return _whole(_actors().actors).recall


def persons_unlabelled() -> float:
    """Per cent of the persons printed that the labels do not know: false ones, and minor persons."""
    tally = _actors()
    return 100 * len(tally.unlisted) / _whole(tally.false).given


def role_precision() -> float:
    """Per cent of the roles printed of labelled persons."""
    return _whole(_actors().roles).precision


def role_recall() -> float:
    """Per cent of the labelled roles."""
    return _whole(_actors().roles).recall


def affiliations_right() -> float:
    """Per cent, where both the program and the label give one."""
    return _whole(_actors().affiliations).precision


@cache
def _quotes() -> quotes.Tally:
    return quotes.measured(data() / "gold", data() / "newsdiscourse")


def quotations_found() -> float:
    """Per cent of the labelled direct quotations."""
    return _whole(_quotes().found).recall


def speakers_right() -> float:
    """Per cent of the quotations given a speaker."""
    return _whole(_quotes().right).precision


def speakers_undetermined() -> float:
    """Per cent of the quotations found."""
    return _whole(_quotes().undetermined).recall


# ---------------------------------------------------------------- sentences and times


def hard_sentences_wrong() -> float:
    """Sentence ends wrong or missed in 100 sentences of the table of hard cases."""
    return sentences.measured(sentences.TABLE).per_hundred


def news_sentences_wrong() -> float:
    """The same on news whose paragraphs are joined again."""
    return sentences.measured(data() / "newsdiscourse").per_hundred


def times_right() -> float:
    """Per cent of the tables of time expressions."""
    return 100 * times.measured(times.TABLES).share


# ------------------------------------------------------------------------------ cost


def analysis_ms() -> float:
    """Milliseconds of CPU for an article of 600 words, median of 200."""
    return analysis.cost(analysis.articles(data() / "summarisation/single.dev.jsonl.gz")).milliseconds


def analysis_ratio() -> float:
    """Times what sumy's LexRank takes to rank the sentences of the same article."""
    return analysis.ratio(analysis.articles(data() / "summarisation/single.dev.jsonl.gz"))


def loading_ms() -> float:
    """Milliseconds of CPU until a fresh process has analysed a sentence."""
    return 1000 * analysis.loading()


# --------------------------------------------------------------------------- reading


@cache
def _pages() -> list[reading.Page]:
    return reading.pages(data() / "real/web")


def web_f1_mean() -> float:
    """F1 of the words of saved pages, 0..1, on average."""
    return sum(page.f1 for page in _pages()) / len(_pages())


def web_f1_least() -> float:
    """The same of the worst page."""
    return min(page.f1 for page in _pages())


def web_counts_right() -> float:
    """Per cent of the pages whose paragraphs are within one, or a tenth, of those expected."""
    return 100 * sum(page.counts_right for page in _pages()) / len(_pages())


def reading_page_ratio() -> float:
    """CPU of reading a saved page over trafilatura's own, median over the pages at hand."""
    folder = data() / "real/web"
    return median(reading.cost(page.name, page.read_bytes()).ratio for page in sorted(folder.glob("*.html")))


def reading_pdf_ratio() -> float:
    """CPU of reading a printed report over pypdfium2's own."""
    return reading.ratio("report.pdf")


def reading_word_ratio() -> float:
    """CPU of reading a Word document over python-docx's own."""
    return reading.ratio("report.docx")


def reading_feed_ratio() -> float:
    """CPU of reading a feed over feedparser's own."""
    return reading.ratio("feed.xml")


# --------------------------------------------------------------------- drafting


@cache
def _sections() -> sections.Tally:
    return sections.corpus(data() / "newsdiscourse/validation")


@cache
def _gold() -> sections.Tally:
    return sections.gold(data() / "gold", data() / "newsdiscourse")


def boilerplate_printed() -> float:
    """Extracts of boilerplate in a hundred briefs."""
    return _sections().boilerplate


def drafting_ms() -> float:
    """CPU of drafting an article, median of a hundred."""
    return median(sections.corpus(data() / "newsdiscourse/validation").cost)


# Per cent of what is labelled so among the first three printed; of right types, by what they are types of.
def _right(tally: Callable[[], sections.Tally], name: str) -> Callable[[], float]:
    return lambda: tally().percent(name)


def _typed(name: str) -> Callable[[], float]:
    return lambda: _gold().types_right(name)


new_right, first_right = _right(_sections, "new"), _right(_sections, "first")
background_right, reactions_right = _right(_sections, "background"), _right(_sections, "reactions")
outlook_right = _right(_sections, "outlook")
stakes_right, open_right = _right(_gold, "stakes"), _right(_gold, "open")
stake_types_right, open_types_right = _typed("stakes"), _typed("open")


@cache
def _gain() -> list[tuple[float, float, float]]:
    try:
        return summarisation.gain(summarisation.rows(data() / "summarisation/single.dev.jsonl.gz"), 60)
    except ImportError as reason:
        raise NotHere(f"the packages of the training group are not installed: {reason}") from None


def digest_gain_words() -> float:
    """ROUGE-1 of a digest of 60 words above that of the lead, ten folds over 400 articles."""
    return _gain()[0][0]


def digest_gain_pairs() -> float:
    """The same of ROUGE-2."""
    return _gain()[1][0]


@cache
def _several() -> dict[str, summarisation.Gains]:
    try:
        return summarisation.gains(summarisation.rows(data() / "summarisation/multi.dev.jsonl.gz"), 200)
    except ImportError as reason:
        raise NotHere(f"the packages of the training group are not installed: {reason}") from None


def several_gain_words() -> float:
    """ROUGE-1 of a digest of 200 words of several articles above that of the lead, ten folds over 78 events."""
    return _several()["lead"][0][0]


def several_gain_pairs() -> float:
    """The same of ROUGE-2."""
    return _several()["lead"][1][0]


def several_gain_lines() -> float:
    """ROUGE-Lsum of the same above that of the package that comes nearest."""
    others = [own[2][0] for name, own in _several().items() if name != "lead"]
    if not others:
        raise NotHere("no other package is installed")
    return min(others)


# --------------------------------------------------------------------- many articles


@cache
def _pool() -> stories.Pool:
    folder = data() / "summarisation"
    return stories.pool(folder / "multi.dev.jsonl.gz", folder / "single.dev.jsonl.gz")


def stories_f1() -> float:
    """B-cubed F1 of stories, mean of 20 mixes of 60 articles."""
    scores = stories.measured(_pool(), 60, 20)
    return sum(score.f1 for score in scores) / len(scores)


def many_articles_s() -> float:
    """Seconds of CPU of drafting a brief of 50 articles, the median of five mixes."""
    return median(stories.drafting_s(_pool(), 50, seed) for seed in range(5))
