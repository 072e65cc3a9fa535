"""Labelled articles in, the weights of drafting out: sections, salience, stakes, open points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import NotHere
from benchmarks.corpora import classes, discourse
from benchmarks.scoring import covered
from benchmarks.summarisation import Row, item, rows
from briefgen.drafting.agreement import seen as seen_of_event
from briefgen.drafting.agreement import told
from briefgen.drafting.concepts import Concept, concepts_of, described
from briefgen.drafting.evidence import about, alone, evidence, worded
from briefgen.drafting.features import features, headline
from briefgen.drafting.questions import gap
from briefgen.drafting.sections import CLASSES
from briefgen.drafting.units import Unit, units
from briefgen.drafting.weights import Weights, shares
from briefgen.language import analyse
from briefgen.language.words import bounds, stem
from briefgen.model import Analysis
from training.linear import Seen, fit, write

WEIGHTS = Path(__file__).resolve().parent.parent / "briefgen/drafting/data/en/weights"
LABELS = Path(__file__).parent / "labels/consequences.tsv"
ARTICLES = "newsdiscourse/train"
SUMMARIES = "summarisation/single.dev.jsonl.gz"
EVENTS = "summarisation/multi.dev.jsonl.gz"
# What the corpus' labels are to a memo.
_CLASS = {
    "Main": "new", "Main_Consequence": "new", "Cause_Specific": "past", "Distant_Historical": "past",
    "Cause_General": "context", "Distant_Evaluation": "reaction", "Distant_Expectations_Consequences": "outlook",
    "Distant_Anecdotal": "other", "NA": "other",
}  # fmt: skip
GAPS = ("conditional", "disputed", "no answer", "unconfirmed", "undecided", "unknown")
STAKES = ("deadline", "economic", "leverage", "people", "political", "relations", "security")
_RARE = 3  # articles in which a stem must stand to be counted


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with its units, what the models see of each, and the sentences that each unit covers."""

    name: str
    analysis: Analysis
    units: tuple[Unit, ...]
    features: list[set[str]]
    sentences: list[list[str]]
    classes: dict[str, str]


def articles(folder: Path) -> Iterator[Labelled]:
    """Every labelled article of the corpus. Raises NotHere where there is none."""
    files = sorted((folder / ARTICLES).glob("*/*.txt"))
    if not files:
        raise NotHere(f"no articles in {folder / ARTICLES}")
    for file in files:
        known = discourse(file)
        analysis = analyse(known.article)
        own = units(analysis)
        if own:
            places = [covered(unit.start, unit.end, known) for unit in own]
            name = f"train/{file.relative_to(folder / ARTICLES)}"
            yield Labelled(name, analysis, own, features(own, headline(own[0])), places, classes(file))


def sections(corpus: Sequence[Labelled]) -> Weights:
    """The model of the classes of units."""
    seen: list[Seen] = []
    labels = []
    for article in corpus:
        for names, own in zip(article.features, article.sentences, strict=True):
            label = next((article.classes[one] for one in own if one in article.classes), None)
            if label is not None:
                seen.append((names, {}))
                labels.append(_CLASS[label])
    return fit(seen, labels, CLASSES, cost=0.05, least=4, cut=0.04)


def documents(corpus: Sequence[Labelled]) -> str:
    """How many articles there are, and in how many of them each stem stands."""
    counts: Counter[str] = Counter()
    for article in corpus:
        counts.update({word.stem for word in article.analysis.words if word.stem[:1].isalnum()})
    rows = [f"{word}\t{count}" for word, count in sorted(counts.items()) if count >= _RARE]
    return "\n".join([f"articles\t{len(corpus)}", *rows]) + "\n"


def labels() -> dict[str, tuple[dict[str, str], dict[str, str]]]:
    """By article: the sentences at stake with their types, the open ones with theirs."""
    rows = [line.split("\t") for line in LABELS.read_text("utf-8").splitlines() if not line.startswith("#")]
    return {row[0]: (_pairs(row[1]), _pairs(row[2])) for row in rows}


def _pairs(cell: str) -> dict[str, str]:
    return dict(one.split(":") for one in cell.split())


def consequences(corpus: Sequence[Labelled], known: Weights) -> dict[str, Weights]:
    """The models of what is at stake, of which type, what is open, of which kind; `known`: the model of sections."""
    own, open_, types, shown = [], [], [], []
    at_stake, unsettled, kinds, open_kinds = [], [], [], []
    marked = labels()
    for article in (one for one in corpus if one.name in marked):
        stakes, gaps = marked[article.name]
        for unit, names, sentences in zip(article.units, article.features, article.sentences, strict=True):
            likely = dict(zip(CLASSES, shares(known.scores(names)), strict=True))
            seen, values = evidence(names, likely, gap(unit, "en"))
            own.append((alone(seen), values))
            open_.append((seen, values))
            at_stake.append("stake" if any(one in stakes for one in sentences) else "none")
            unsettled.append("open" if any(one in gaps for one in sentences) else "none")
            kind = next((stakes[one] for one in sentences if one in stakes), None)
            if kind is not None:
                types.append((about(seen), {}))
                kinds.append(kind)
            left = next((gaps[one] for one in sentences if one in gaps), None)
            if left is not None:
                shown.append((worded(seen), {}))
                open_kinds.append(left.replace("_", " "))
    return {
        "stakes": fit(own, at_stake, ("none", "stake"), cost=0.4, least=3, cut=0.02),
        "stake-types": fit(types, kinds, STAKES, cost=0.2, least=3, cut=0.02),
        "open": fit(open_, unsettled, ("none", "open"), cost=0.03, least=3, cut=0.01),
        "open-kinds": fit(shown, open_kinds, GAPS, cost=0.2, least=3, cut=0.05),
    }


Taught = tuple[list[Seen], list[str]]
"""What is seen of each concept, and whether a summary uses it."""


def taught(row: Row) -> Taught:
    """What is seen of each concept of an article with a summary, and whether the summary uses it."""
    own = item(row).units
    of_units = tuple(concepts_of(unit.stems) for unit in own)
    taken = _taken(row["references"][0])
    told = described(own, of_units, "en")
    return [(set(names), {}) for names in told.values()], ["used" if one in taken else "none" for one in told]


def taught_events(row: Row) -> Taught:
    """The same of several articles on one event."""
    articles_ = item(row).articles
    taken = _taken(row["references"][0])
    found = seen_of_event(articles_, [[concepts_of(unit.stems) for unit in own] for own in articles_], "en")
    names = [{name for part in told(one) for name in part} for one in found.values()]
    return [(own, {}) for own in names], ["used" if one in taken else "none" for one in found]


def summary(articles_: Sequence[Taught]) -> Weights:
    """The model of what a summary takes over, of what `taught` says of each article."""
    return _taught(articles_, cost=0.3)


def event(events: Sequence[Taught]) -> Weights:
    """The model of what a summary of several articles takes over; they are few, so that it is held back more."""
    return _taught(events, cost=0.03)


def _taught(articles_: Sequence[Taught], cost: float) -> Weights:
    seen = [one for own, _ in articles_ for one in own]
    return fit(seen, [one for _, used in articles_ for one in used], ("none", "used"), cost=cost, least=20, cut=0.01)


def _taken(reference: str) -> set[Concept]:
    stems = [stem(reference[a:b]) for a, b in bounds(reference, 0, len(reference)) if reference[a].isalnum()]
    return set(concepts_of(stems))


def make(folder: Path, output: Path) -> None:
    """Writes the weights of drafting. Raises NotHere where a corpus is missing."""
    output.mkdir(parents=True, exist_ok=True)
    corpus = list(articles(folder))
    known = sections(corpus)
    (output / "documents.tsv").write_text(documents(corpus), encoding="utf-8")
    lines = [taught(row) for row in rows(folder / SUMMARIES)]  # reads documents.tsv
    events = [taught_events(row) for row in rows(folder / EVENTS)]
    models = {"sections": known, **consequences(corpus, known), "summary": summary(lines), "event": event(events)}
    for name, model in models.items():
        write(model, output / f"{name}.tsv")
