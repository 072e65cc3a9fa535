"""The units of an article in, what the models see of each out: a set of named features.

A feature is a name that people can read ("word expected", "place 1", "before: quotation"), so that the weights can be
looked up and every choice can say what decided it. Names of people, bodies and places are replaced by their kind and
numbers by their shape: the models learn how news is told, not who is in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum, log, sqrt

from briefgen.drafting import rules
from briefgen.drafting.units import Unit

_SPOKEN = frozenset({"we", "i", "our", "my", "will", "is", "must", "should", "they", "it", "you", "this"})
_VERBS = ("VBD", "VBZ", "VBP", "MD")
_NOUNS = ("NNP", "NNPS")
_TAGS = (*_VERBS, "VBN", "VBG", "VB")
_OPEN, _CLOSE = frozenset({"“", "``"}), frozenset({"”", "''"})


class Steps:
    """Counts and shares cut into steps, each with a name: `prefix` and its upper end."""

    __slots__ = ("_edges", "names")

    def __init__(self, *edges: float, prefix: str = "") -> None:
        """`edges`: the upper ends, from low to high."""
        self._edges = edges
        self.names = (*(f"{prefix}{edge:g}" for edge in edges), f"{prefix}over {edges[-1]:g}")

    def place(self, value: float) -> int:
        """The number of the step that a value is on."""
        return bisect_left(self._edges, value)

    def __call__(self, value: float) -> str:
        """Its name."""
        return self.names[bisect_left(self._edges, value)]


_LENGTHS = Steps(6, 10, 15, 20, 25, 30, 40, prefix="words ")
_DAYS = Steps(-1500, -400, -62, -14, -3, 0, 3, 14, 62, prefix="days off ")
_PLACES = Steps(8, 12, 18, 30, prefix="place to ")
_PARAGRAPHS = Steps(0, 1, 2, 3, 5, 8, 12, 20, prefix="paragraph ")
_TITLE = Steps(0, 1, 2, 3, 5, prefix="headline words ")
_LEAD = Steps(0, 1, 2, 3, 5, 8, prefix="words of the first ")
_OFTEN = Steps(0.3, 0.8, 1.3, 1.8, 2.4, 3.0, prefix="frequent words ")
_ACTORS = Steps(0, 1, 2, 3, prefix="actors ")
_SHARES = (0.0, 0.15, 0.4, 0.7, 1.0)
_QUOTED = {prefix: Steps(*_SHARES, prefix=f"{prefix}quoted ") for prefix in ("", "before: ", "behind: ")}
_SHARED = {prefix: Steps(0, 1, 2, 4, prefix=f"{prefix}words shared ") for prefix in ("before: ", "behind: ")}


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of a unit: lower case, or the kind of name it begins; whether it is quoted; its part of speech."""

    word: str
    quoted: bool
    tag: str


def _tokens(unit: Unit) -> list[_Token]:
    text = unit.analysis.article.text
    first, last = unit.sentences[0].words[0], unit.sentences[-1].words[1]
    names = {name.start: name for name in unit.names}
    found: list[_Token] = []
    quoted, behind = False, -1
    for word in unit.analysis.words[first:last]:
        if word.start < behind:
            continue
        name = names.get(word.start)
        if name is not None:
            found.append(_Token(f"<{name.kind}>", quoted, ""))
            behind = name.end
            continue
        lower = text[word.start : word.end].lower().replace("’", "'")
        if lower in _OPEN or lower in _CLOSE or lower == '"':
            quoted = lower in _OPEN if lower != '"' else not quoted
            continue
        found.append(_Token(_shape(lower, word.tag), quoted, word.tag))
    return found


def _shape(word: str, tag: str) -> str:
    """The word, or what stands for numbers, and for "May", which is no verb when it is a name."""
    if not word[0].isdigit():
        return "<month>" if word == "may" and tag in _NOUNS else word
    return (
        "<year>"
        if len(word) == 4 and word.isdigit() and word[:2] in {"15", "16", "17", "18", "19", "20"}
        else "<number>"
    )


@dataclass(frozen=True, slots=True)
class _Article:
    """What the features of a unit need of its article."""

    units: Sequence[Unit]
    tokens: list[list[_Token]]
    title: frozenset[str]
    frequency: Counter[str]
    published: date | None


def features(units: Sequence[Unit], title: frozenset[str]) -> list[set[str]]:
    """The features of each unit of one article; `title` are the stems of its headline."""
    if not units:
        return []
    frequency: Counter[str] = Counter()
    for unit in units:
        frequency.update(unit.content)
    own = units[0].analysis.article.published
    article = _Article(
        units, [_tokens(unit) for unit in units], title, frequency, date.fromisoformat(own[:10]) if own else None
    )
    return [
        _own(article, place) | _beside(article, place, -1, "before") | _beside(article, place, 1, "behind")
        for place in range(len(units))
    ]


def _own(article: _Article, place: int) -> set[str]:
    unit, tokens = article.units[place], article.tokens[place]
    found = {f"word {token.word}" for token in tokens}
    found |= {f"quoted word {token.word}" for token in tokens if token.quoted and token.word in _SPOKEN}
    found |= {f"about {name}" for token in tokens for name in rules.topics("en").get(token.word, ())}
    if tokens:
        found.add(f"first word {tokens[0].word}")
    found.add(_LENGTHS(unit.length))
    return (
        found
        | _place(article, place)
        | _speech(unit)
        | _tense(tokens)
        | _times(unit, article.published)
        | _shared(article, place)
    )


def _place(article: _Article, place: int) -> set[str]:
    units, unit = article.units, article.units[place]
    found = {
        f"place {place + 1}" if place < 6 else _PLACES(place),
        _PARAGRAPHS(unit.paragraph - 1),
        f"fifth {5 * place // len(units) + 1} of the article",
    }
    if place == len(units) - 1:
        found.add("last of the article")
    if place and units[place - 1].paragraph == unit.paragraph:
        found.add("inside a paragraph")
    return found


def _speech(unit: Unit) -> set[str]:
    found = {_QUOTED[""](unit.quoted_share)}
    found |= {f"{kind} quotation" for kind in {quotation.kind for quotation in unit.quotations}}
    speaker = unit.speaker
    if speaker is None:
        return found | {"no speaker"}
    found.add("unnamed speaker" if speaker.unnamed else "a medium speaks" if speaker.medium else "named speaker")
    if speaker.how == "pronoun":
        found.add("speaker by pronoun")
    actor = next((actor for actor in unit.analysis.actors if actor.name == speaker.name), None)
    if actor is not None:
        found |= {f"{actor.kind} speaks", "speaker with a role" if actor.role else "speaker without a role"}
    return found


def _tense(tokens: Sequence[_Token]) -> set[str]:
    own = {token.tag for token in tokens if not token.quoted}
    spoken = {token.tag for token in tokens if token.quoted} - own
    main = next((token.tag for token in tokens if not token.quoted and token.tag in _VERBS), "none")
    return (
        {f"verb form {t}" for t in _TAGS if t in own}
        | {f"quoted verb form {t}" for t in _TAGS if t in spoken}
        | {f"first verb {main}"}
    )


def _times(unit: Unit, published: date | None) -> set[str]:
    if not unit.times:
        return {"no time"}
    found = set()
    for time in unit.times:
        found.add(f"time: {time.precision}")
        if time.ahead is not None:
            found.add("time ahead" if time.ahead else "time not ahead")
        if time.resolved and published:
            found.add(_DAYS((date.fromisoformat(time.resolved[:10]) - published).days))
    return found


def _shared(article: _Article, place: int) -> set[str]:
    """What it shares with the headline, the first unit and the whole article."""
    unit, lead = article.units[place], article.units[0]
    common = len(unit.content & article.title)
    often = fsum(log(article.frequency[stem]) for stem in unit.content) / max(1.0, sqrt(len(unit.content)))
    actors = {actor.name for actor in unit.actors}
    found = {
        _TITLE(common),
        f"headline share {4 * common // max(1, len(article.title))}",
        _LEAD(len(unit.content & lead.content)) if place else "the first",
        _OFTEN(often),
        _ACTORS(len(actors)),
    }
    if place and actors & {actor.name for actor in lead.actors}:
        found.add("an actor of the first")
    return found


def _beside(article: _Article, place: int, by: int, name: str) -> set[str]:
    if not 0 <= place + by < len(article.units):
        return {f"{name}: nothing"}
    unit, other = article.units[place], article.units[place + by]
    verb = next((t.tag for t in article.tokens[place + by] if not t.quoted and t.tag in _VERBS), "none")
    same = unit.speaker is not None and other.speaker is not None and unit.speaker.name == other.speaker.name
    speaker = "no" if other.speaker is None else "the same" if same else "another"
    found = {
        _QUOTED[f"{name}: "](other.quoted_share),
        f"{name}: {speaker} speaker",
        f"{name}: first verb {verb}",
        _SHARED[f"{name}: "](len(unit.content & other.content)),
    }
    if other.paragraph == unit.paragraph:
        found.add(f"{name}: same paragraph")
    return found


def headline(unit: Unit) -> frozenset[str]:
    """Stems of the headline that the body uses too and that carry content."""
    article = unit.analysis.article
    title = {word.strip("\"'“”‘’.,:;!?").lower() for word in article.title.replace("’", "'").split()}
    known = rules.function_stems("en")
    return frozenset(
        word.stem
        for word in unit.analysis.words
        if word.stem not in known and word.stem[:1].isalnum() and article.text[word.start : word.end].lower() in title
    )
