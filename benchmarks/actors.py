"""Labelled articles in; how many of their actors are found, with which roles and affiliations, out.

An actor is found where one of its forms is the labelled name or a labelled alias; a person also by its surname, where
the shorter name has no word of its own; a body also where one name holds all words of the other. A role is right where
it equals the labelled one after case and articles, or shares its head noun.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import NotHere
from benchmarks.corpora import labelled
from benchmarks.scores import Counts, line, share
from briefgen.language import analyse
from briefgen.language.lexicon import lexicon
from briefgen.model import Actor, Analysis

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_LIGHT = frozenset({"the", "a", "an", "of", "for", "and", "mr", "mrs", "ms", "dr", "s"})
_TAIL = re.compile(r"\b(?:of|for|at|to|on|in|from|with|who|over|and|under)\b|,")


def words(name: str) -> tuple[str, ...]:
    """A name's words for comparison: lower case, no full stops, no articles and courtesies."""
    folded = name.replace("’", "'").replace(".", "").casefold()
    return tuple(w.removesuffix("'s") for w in _WORD.findall(folded) if w.removesuffix("'s") not in _LIGHT)


def head(role: str) -> str:
    """The head noun of a role: "deputy spokesman for the army" -> "spokesman"."""
    front = [part for part in _TAIL.split(role.replace("’s", "").replace("'s", "")) if words(part)]
    return words(front[0])[-1] if front else ""


def same_role(ours: str, theirs: str) -> bool:
    """Whether two roles are one."""
    heads = {head(ours), head(theirs)}
    return words(ours) == words(theirs) or len(heads) == 1 or head(ours) in words(theirs)[-1:]


def same_name(actor: Actor, label: dict[str, Any]) -> bool:
    """Whether an actor is the labelled one."""
    ours = {words(form) for form in (actor.name, *actor.aliases)} - {()}
    theirs = {words(form) for form in (label["name"], *label["aliases"])} - {()}
    if ours & theirs:
        return True
    name, wanted = words(actor.name), words(label["name"])
    if not name or not wanted:
        return False
    if label["kind"] == "person":
        shorter, longer = sorted((name, wanted), key=len)
        return name[-1] == wanted[-1] and set(shorter) <= set(longer)
    full = lexicon("en").countries
    if full.get(actor.name, 0) == full.get(label["name"], 1):
        return True
    return label["kind"] == "organisation" and (set(name) <= set(wanted) or set(wanted) <= set(name))


def same_place(ours: str, theirs: str) -> bool:
    """Whether two affiliations are one: equal, or one name holds the other; a country by any of its names."""
    lexis = lexicon("en")
    full = {**lexis.countries, **lexis.demonyms, **lexis.bodies}
    a, b = (words(full.get(name, name)) for name in (ours, theirs))
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    # "Russian Foreign Ministry" is Russia's: one country in both.
    return bool({*_nations(ours, full)} & {*_nations(theirs, full)})


def _nations(name: str, full: dict[str, str]) -> Iterator[str]:
    nations = set(lexicon("en").countries.values())
    for form in [name, *name.split()]:
        if full.get(form) in nations:
            yield full[form]


@dataclass(slots=True)
class Tally:
    """Counts a document, by what is asked."""

    persons: list[Counts] = field(default_factory=list)
    actors: list[Counts] = field(default_factory=list)
    false: list[Counts] = field(default_factory=list)
    roles: list[Counts] = field(default_factory=list)
    affiliations: list[Counts] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    seconds: float = 0.0


def _kind_fits(actor: Actor, label: dict[str, Any]) -> bool:
    return (actor.kind == "person") == (label["kind"] == "person")


def count(tally: Tally, labels: Sequence[dict[str, Any]], analysis: Analysis) -> None:
    """Adds one article."""
    ours = [actor for actor in analysis.actors if not actor.unnamed]
    name = analysis.article.id
    pairs = [(label, next((a for a in ours if _kind_fits(a, label) and same_name(a, label)), None)) for label in labels]
    persons = [(label, actor) for label, actor in pairs if label["kind"] == "person"]
    tally.actors.append(Counts(sum(actor is not None for _, actor in pairs), 0, len(pairs)))
    tally.persons.append(Counts(sum(actor is not None for _, actor in persons), 0, len(persons)))
    tally.misses += [f"{name}: {label['kind']} {label['name']}" for label, actor in pairs if actor is None]
    _roles(tally, name, persons)
    _false(tally, name, ours, labels)


def _roles(tally: Tally, name: str, persons: list[tuple[dict[str, Any], Actor | None]]) -> None:
    asked = sum(bool(label["role"]) for label, _ in persons)
    both = [(label, actor) for label, actor in persons if actor and actor.role]
    right = [(label, actor) for label, actor in both if label["role"] and same_role(actor.role or "", label["role"])]
    tally.roles.append(Counts(len(right), len(both), asked))
    wrong = [f"{a.name}: {a.role!r}, not {label['role']!r}" for label, a in both if (label, a) not in right]
    silent = [(label, a) for label, a in persons if a and label["role"] and not a.role]
    none = [f"{label['name']}: no role, not {label['role']!r}" for label, _ in silent]
    tally.misses += [f"{name}: role of {fault}" for fault in (*wrong, *none)]
    places = [(label, actor) for label, actor in persons if actor and actor.affiliation and label["affiliation"]]
    same = [pair for pair in places if same_place(pair[1].affiliation or "", pair[0]["affiliation"])]
    tally.affiliations.append(Counts(len(same), len(places), len(places)))
    tally.misses += [
        f"{name}: affiliation of {label['name']}: {actor.affiliation!r}, not {label['affiliation']!r}"
        for label, actor in places
        if (label, actor) not in same
    ]


def _false(tally: Tally, name: str, ours: list[Actor], labels: Sequence[dict[str, Any]]) -> None:
    """A person printed that is labelled as another kind is false; one not labelled at all is listed for a reader."""
    persons = [actor for actor in ours if actor.kind == "person"]
    known = [a for a in persons if any(label["kind"] == "person" and same_name(a, label) for label in labels)]
    others = [a for a in persons if a not in known]
    false = [
        a
        for a in others
        if any(words(a.name) == words(f) for label in labels for f in (label["name"], *label["aliases"]))
    ]
    tally.false.append(Counts(len(false), len(persons), len(persons)))
    tally.unlisted += [f"{name}: {a.name} ({a.mentions})" + (" FALSE" if a in false else "") for a in others]


def measured(labels: str | Path, corpus: str | Path) -> Tally:
    """All figures over the labelled articles. Raises NotHere where the folders are missing."""
    tally = Tally()
    for label, found in labelled(labels, corpus):
        began = time.process_time()
        analysis = analyse(found.article)
        tally.seconds += time.process_time() - began
        count(tally, label["actors"], analysis)
    return tally


def main(arguments: list[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.actors", description="Actors against labels.")
    parser.add_argument("labels", metavar="GOLD_DIR")
    parser.add_argument("corpus", metavar="CORPUS_DIR")
    parser.add_argument("--list", action="store_true", help="also what was missed, and persons nobody labelled")
    options = parser.parse_args(arguments)
    try:
        tally = measured(options.labels, options.corpus)
    except NotHere as reason:
        parser.error(str(reason))
    print(share("persons found", tally.persons))
    print(share("all actors found", tally.actors))
    print(share("persons printed that are labelled otherwise", tally.false, of="given"))
    print(f"{'persons printed that nobody labelled':<44} {len(tally.unlisted)} (read them with --list)")
    print(line("role", tally.roles))
    print(share("affiliation right where both give one", tally.affiliations, of="given"))
    print(f"{len(tally.actors) / tally.seconds:.0f} articles a second of CPU")
    if options.list:
        print("\nmissed or wrong", *tally.misses, "\npersons nobody labelled", *tally.unlisted, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
