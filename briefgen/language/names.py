"""Sentences in, proper names out: known bodies and countries from lists, other runs of capitals by their shape.

A name here is a stretch of tokens with a kind; which names are the same actor is `actors`' to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from briefgen.language.lexicon import Lexicon
from briefgen.model import Kind, Sentence, Word


@dataclass(slots=True)  # not frozen: some thousand an article, and those take three times as long to make
class Token:
    """A word with what names are found by. `core` lacks a possessive ending; `stop` is the offset behind `core`.

    `capital`: whether it begins with one, "al-Sisi" and "d'Ivoire" included; `possessive`: whether it ends in 's.
    """

    start: int
    stop: int
    end: int
    text: str
    core: str
    tag: str = ""
    capital: bool = False
    possessive: bool = False


def token(written: str, start: int = 0, end: int = 0, tag: str = "") -> Token:
    """A word as a token."""
    if written.isalpha():
        return Token(start, end or len(written), end or len(written), written, written, tag, written[0].isupper())
    text = written.replace("’", "'")
    core = text.removesuffix("'s") or text
    head, _, tail = core.partition("-" if "-" in core else "'")
    capital = core[:1].isupper() or (head in {"al", "el", "d", "de"} and tail[:1].isupper())
    stop = start + len(core)
    return Token(start, stop, end, text, core, tag, capital, stop != end)


def tokens(text: str, sentence: Sentence, words: Sequence[Word]) -> tuple[Token, ...]:
    """The sentence's words as tokens."""
    return tuple(
        token(text[word.start : word.end], word.start, word.end, word.tag) for word in words[slice(*sentence.words)]
    )


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `first` to before `last` of a sentence that name something; `full` is the name it stands for."""

    sentence: int
    first: int
    last: int
    start: int
    end: int
    text: str
    kind: Kind
    full: str
    demonym: bool = False
    capital_city: bool = False
    part: bool = False
    """Of a longer word: "US-led"."""


class Known:
    """Look-up of names that need no context."""

    def __init__(self, words: Lexicon) -> None:
        self._kinds: dict[str, tuple[Kind, str, bool, bool]] = {}
        add = self._kinds.setdefault
        for forms, kind, demonym, city in (
            (words.countries, "country", False, False),
            (words.demonyms, "country", True, False),
            (words.capitals, "country", False, True),
            (words.bodies, "organisation", False, False),
            (words.media, "organisation", False, False),
        ):
            for form, full in forms.items():
                add(form.replace("’", "'"), (kind, full, demonym, city))  # type: ignore[arg-type]
        for region in words.regions:
            add(region, ("place", region, False, False))
        self.nations = frozenset(words.countries.values())
        self._longest: dict[str, int] = {}
        for name in self._kinds:
            parts = name.split()
            self._longest[parts[0]] = max(self._longest.get(parts[0], 0), len(parts))

    def at(self, sentence: Sequence[Token], first: int) -> tuple[int, Kind, str, bool, bool] | None:
        """The longest known name here: (behind its last token, kind, full name, demonym?, capital city?)."""
        longest = min(self._longest.get(sentence[first].core, 0), len(sentence) - first)
        for length in range(longest, 0, -1):
            part = sentence[first : first + length]
            if any(token.possessive for token in part[:-1]):
                continue
            known = self._kinds.get(" ".join(token.core for token in part))
            if known:
                return (first + length, *known)
        return None


SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})
"""What may stand behind a surname."""
PARTICIPLES = ("ed", "led", "run")  # ends of the second half of a compound before a body's name: "state-run"
_SHARE = re.compile(r"[A-Z]{2,5}\.[A-Z]{1,2}")  # "UTX.N", a share's code


@cache
def lists(words: Lexicon) -> Known:
    """The look-up of a language."""
    return Known(words)


def is_name_word(token: Token, words: Lexicon, *, begins: bool) -> bool:
    """Whether a token can be part of an unknown name."""
    core = token.core
    if not token.capital or not core[:1].isalpha() or core in words.calendar or _SHARE.fullmatch(core):
        return False
    if "-" in core and core.endswith(PARTICIPLES) and core.rpartition("-")[2].islower():
        return False  # "Norland-backed"
    if token.core in words.starters and (begins or len(token.core) < 4):
        return False
    return not (token.core.lower() in words.role_heads or token.core in words.honorifics)


def run_at(sentence: Sequence[Token], first: int, words: Lexicon, begins: frozenset[int]) -> int:
    """Behind the last token of the run of name words that begins at `first`; `first` itself where there is none."""
    if first >= len(sentence) or not sentence[first].capital:
        return first
    at = first
    while at < len(sentence):
        token = sentence[at]
        if is_name_word(token, words, begins=at in begins):
            at += 1
            if token.possessive:
                break
        elif token.text == "." and at > first and len(sentence[at - 1].core) == 1:
            at += 1  # an initial: "John F. Kennedy"
        elif at > first and token.core.lower() in words.particles and _runs_on(sentence, at, words):
            at += 1
        else:
            break
    while at > first and (sentence[at - 1].core in words.particles or sentence[at - 1].text == "."):
        at -= 1
    return at


def _runs_on(sentence: Sequence[Token], at: int, words: Lexicon) -> bool:
    """Whether a particle stands inside a name: "Bin" in "Mohammed bin Salman"."""
    behind = sentence[at + 1 : at + 3]
    return bool(behind) and (behind[0].capital or (behind[0].core in words.particles and behind[-1].capital))


_OPENING = frozenset({'"', "“", ":", "—", "–", "-", "(", "‘", "."})


def beginnings(sentence: Sequence[Token]) -> frozenset[int]:
    """Where a capital proves nothing: the first word of the sentence and of a quotation in it."""
    opened = [at for at, token in enumerate(sentence) if token.text in _OPENING]
    # "(Andean Wire) - When": only a hyphen with spaces is a dash.
    dashes = (at for at in opened if sentence[at].text != "-" or (at and sentence[at - 1].end < sentence[at].start))
    return frozenset({0, *(at + 1 for at in dashes)})


def known_mentions(number: int, sentence: Sequence[Token], known: Known, locative: frozenset[str]) -> Iterator[Mention]:
    """Countries, demonyms, bodies and regions of one sentence; the longest name at each place wins.

    A capital stands for its state ("Washington said"), but for itself behind a locative word ("in Washington").
    """
    at = 0
    while at < len(sentence):
        found = known.at(sentence, at) if sentence[at].capital or sentence[at].core == "the" else None
        if not found:
            at += 1
            continue
        last, kind, full, demonym, city = found
        if city and at and sentence[at - 1].core.lower() in locative:
            kind, full, city = "place", "", False
        yield mention(number, sentence, at, last, kind, full, demonym=demonym, city=city)
        at = last


def written_of(tokens: Sequence[Token]) -> str:
    """The tokens as a name: single spaces, no possessive ending."""
    parts = [
        (" " if at and tokens[at - 1].end < token.start else "") + (token.core if token is tokens[-1] else token.text)
        for at, token in enumerate(tokens)
    ]
    return "".join(parts)


def mention(
    number: int,
    sentence: Sequence[Token],
    first: int,
    last: int,
    kind: Kind,
    full: str = "",
    *,
    demonym: bool = False,
    city: bool = False,
) -> Mention:
    """The tokens as a name of a kind; `full` is what it stands for where that is another name."""
    start, end = sentence[first].start, sentence[last - 1].stop
    written = written_of(sentence[first:last])
    return Mention(number, first, last, start, end, written, kind, full or written, demonym, city)


def person(number: int, sentence: Sequence[Token], first: int, last: int) -> Mention:
    """The tokens as a person's name."""
    return mention(number, sentence, first, last, "person")


def organisations(
    number: int,
    sentence: Sequence[Token],
    taken: frozenset[int],
    known: Sequence[Mention],
    words: Lexicon,
    begins: frozenset[int],
) -> Iterator[Mention]:
    """Runs of capitals that hold a word such as Ministry: "Iraqi Ministry of Culture", "Ukraine's Air Force"."""
    before = {m.last: m for m in known if m.kind == "country"}
    at = 0
    while at < len(sentence):
        if not sentence[at].capital:
            at += 1
            continue
        last = run_at(sentence, at, words, begins)
        heads = [i for i in range(at, last) if sentence[i].core in words.org_heads]
        is_known = any(m.first <= at and m.last >= last for m in known)
        if last == at or not heads or is_known or any(i in taken for i in range(at, last)):
            at = max(last, at + 1)
            continue
        last = _with_complement(sentence, last, words, begins)
        first = before[at].first if at in before else _joined_by_and(sentence, at, words, begins)
        if sentence[last - 1].core in words.factions and last - first > 1:
            last -= 1  # "Senate Majority"
        if (
            last - first > 2
            and sentence[last - 2].core in words.given_names
            and sentence[last - 3].core in words.org_heads
        ):
            last -= 2  # "World Bank Karin Holm"
        # "opposition-controlled Senate", "Abu Dhabi-based Holt Capital"
        compound = [i for i in range(first, last) if "-" in sentence[i].core and sentence[i].core.endswith(PARTICIPLES)]
        first = compound[-1] + 1 if compound else first
        if last - first > 1:
            yield mention(number, sentence, first, last, "organisation")
        at = last


def _joined_by_and(sentence: Sequence[Token], first: int, words: Lexicon, begins: frozenset[int]) -> int:
    """Where "Food and Agriculture Organization" begins; `first` where no name word stands before an "and"."""
    at = first - 2
    if at >= 0 and sentence[first - 1].text == "&" and sentence[at].capital:
        return at  # "Holt & Berg Inc"
    if at < 0 or sentence[first - 1].core != "and" or not is_name_word(sentence[at], words, begins=at in begins):
        return first
    known = words.countries.keys() | words.capitals.keys() | words.bodies.keys()
    lone = at == 0 or not sentence[at - 1].capital or sentence[at - 1].core == "The"
    return at if lone and sentence[at].core not in known and not sentence[at].possessive else first


def _with_complement(sentence: Sequence[Token], last: int, words: Lexicon, begins: frozenset[int]) -> int:
    """Behind "of Foreign Affairs", "for Human Rights", "of the Interior"."""
    while last + 1 < len(sentence) and sentence[last].core in {"of", "for", "on"} and not sentence[last - 1].possessive:
        first = last + 1 + (sentence[last + 1].core == "the")
        behind = run_at(sentence, first, words, begins)
        if behind == first:
            break
        last = behind
        if last + 1 < len(sentence) and sentence[last].core == "and":
            more = run_at(sentence, last + 1, words, begins)
            other = any(token.core in words.org_heads for token in sentence[last + 1 : more])  # a body of its own
            last = more if more - last in {2, 3} and not other else last
    return last
