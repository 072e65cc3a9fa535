"""Mentions of persons in, who each form of a name stands for out.

A surname alone is its full name ("Holm" after "Karin Holm") where only one person in the article bears it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from briefgen.language.names import SUFFIXES, Mention, Token


def surname(name: str) -> str:
    """The last word of a name, "Jr." and the like aside."""
    words = name.split()
    while len(words) > 1 and words[-1].rstrip(".") in SUFFIXES:
        words.pop()
    return words[-1]


def _inside(name: str) -> str:
    """As a name is written inside a sentence: one that begins with "Al-Sisi" means "al-Sisi"."""
    return name[:1].lower() + name[1:]


class People:
    """The persons of an article by the forms of their names."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        ordered = sorted(mentions, key=lambda m: m.start)
        by_surname: dict[str, Counter[str]] = defaultdict(Counter)
        self._firsts: dict[str, set[str]] = defaultdict(set)
        for mention in ordered:
            by_surname[surname(mention.text)][mention.text] += 1
        # "Ri" is "Ri Yong Ho", "Quintero" is "Mariana Quintero Salas": no persons of their own.
        whole_forms = [form for forms in by_surname.values() for form in forms if " " in form]
        begins = {word for form in whole_forms for word in form.split()[:-1]}
        self._full: dict[str, set[str]] = {}
        self._ends: dict[str, str] = {}
        self._first_bearers: dict[str, str] = {}
        for last, forms in by_surname.items():
            known = _inside(last) != last and _inside(last) in by_surname  # "Al-Sisi" beside "al-Sisi"
            lone = [] if known else [form for form in forms if form not in begins]
            whole = [form for form in forms if " " in form] or lone
            if not whole:
                continue
            # "Jan K. Weber" and "Jan Weber" are one: the same first word.
            firsts = {form.split()[0] for form in whole}
            longest = {max((f for f in whole if f.split()[0] == first), key=lambda f: (len(f), f)) for first in firsts}
            # "López Obrador" is "Andrés Manuel López Obrador".
            self._ends.update(
                {f: long for f in longest for long in longest if long.endswith((" " + f, " " + _inside(f)))}
            )
            longest -= self._ends.keys()
            self._full[last] = longest
            for form in longest:
                if " " in form:
                    self._firsts[form.split()[0]].add(form)

        self._first_bearers = self._introduced(ordered)

    def _introduced(self, mentions: Sequence[Mention]) -> dict[str, str]:
        """For a surname of several persons the one who alone was introduced when it first stood alone."""
        bearers: dict[str, list[str]] = defaultdict(list)
        lone: dict[str, str] = {}
        for mention in mentions:
            last = surname(mention.text)
            if len(self._full.get(last, ())) < 2:
                continue
            if " " in mention.text:
                bearers[last].append(self.full(mention.text) or mention.text)
            elif last not in lone:
                known = set(bearers[last])
                lone[last] = known.pop() if len(known) == 1 else ""
        return {last: name for last, name in lone.items() if name}

    def full(self, text: str) -> str | None:
        """The full name a form stands for; None where nobody or more than one bears it."""
        if text in self._ends:
            return self._ends[text]
        last = surname(text)
        # A sentence that begins with "al-Sisi" writes "Al-Sisi".
        candidates = self._full.get(last) or self._full.get(_inside(last), set())
        if not candidates and text == last:
            return self.by_first(text) or self.by_part(text)
        if " " in text:
            same = [form for form in candidates if form.split()[0] == text.split(maxsplit=1)[0]]
            return same[0] if same else None
        return next(iter(candidates)) if len(candidates) == 1 else self._first_bearers.get(last)

    def is_shared(self, text: str) -> bool:
        """Whether several persons bear this one word as their surname, or as the first word of their name."""
        return len(self._full.get(text, ())) > 1 or len(self._firsts.get(text, ())) > 1

    def by_part(self, text: str) -> str | None:
        """The full name a form stands for as a middle word: "Quintero" of "Mariana Quintero Salas"."""
        bearers = {form for forms in self._full.values() for form in forms if text in form.split()[1:-1]}
        return next(iter(bearers)) if len(bearers) == 1 else None

    def by_first(self, text: str) -> str | None:
        """The full name of a form that is a first word, as family names are in Chinese or Korean."""
        candidates = self._firsts.get(text, set())
        return next(iter(candidates)) if len(candidates) == 1 else None


def family_first(sentences: Sequence[Sequence[Token]], people: People, mentions: Sequence[Mention]) -> frozenset[str]:
    """First words of names that come again alone while the last words never do."""
    lone = Counter(token.core for tokens in sentences for token in tokens if token.capital)
    counts = Counter(tuple(mention.text.split()) for mention in mentions if " " in mention.text)
    return frozenset(
        parts[0]
        for parts, count in counts.items()
        if lone[parts[0]] > count and lone[parts[-1]] <= count and people.by_first(parts[0])
    )
