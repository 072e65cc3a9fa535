"""A sentence's tokens in, persons with their roles out: titles before a name, and appositions behind one.

"Russian Foreign Minister Sergei Volkonin", "Secretary of State, Karin Holm,", "Ana Ruiz, a spokeswoman for …".
The role is the source's own words; its offsets are kept, so that it can be proved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefgen.language.lexicon import Lexicon
from briefgen.language.names import Known, Mention, Token, is_name_word, person, run_at

_LONGEST_NAME = 5
_LONGEST_ROLE = 14  # tokens; a longer "role" is a clause
_LONGEST_FIELD = 7  # tokens of "for political affairs"
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "CC", "DT", "POS"})
_VERBS = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS = frozenset({",", ".", ";", ":", "(", ")", "—", "–", "-", '"', "“", "”", "?", "!"})


@dataclass(frozen=True, slots=True)
class Titled:
    """A person's mention and the role beside it, `text[role_start:role_end]`."""

    mention: Mention
    role_start: int
    role_end: int


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with what the rules look at: names that lists know, names that the model sees.

    `begins` are the tokens whose capital proves nothing.
    """

    number: int
    tokens: tuple[Token, ...]
    known: tuple[Mention, ...]
    seen: tuple[Mention, ...]
    lists: Known
    words: Lexicon
    begins: frozenset[int]

    def known_at(self, at: int) -> Mention | None:
        """The known name that covers a token."""
        return next((m for m in self.known if m.first <= at < m.last), None)

    def place_at(self, at: int) -> Mention | None:
        """The place or body the model sees that ends with a token: "New Orleans" before "Mayor"."""
        return next((m for m in self.seen if m.last == at + 1 and m.kind != "person" and not m.part), None)

    def is_head(self, at: int) -> bool:
        """Whether a token heads a role."""
        if not _may_head(self.tokens[at].core, self.words):
            return False
        # "Chief Executive Sultan al-Jaber": here it is a name.
        return not any(m.first <= at < m.last and m.kind == "person" for m in self.seen)


@lru_cache(maxsize=20_000)
def _may_head(core: str, words: Lexicon) -> bool:
    """Whether a word can head a role; asked of every word of an article, hence kept."""
    lower = core.lower().removeprefix("ex-").removeprefix("then-")
    return lower in words.role_heads or core in words.honorifics


def _left(scene: Scene, head: int) -> int:
    """The first token of a role whose head noun stands at `head`."""
    first = head
    begins = scene.begins
    while first > 0:
        known = scene.known_at(first - 1) or scene.place_at(first - 1)
        if known:
            first = known.first
        elif scene.tokens[first - 1].possessive and scene.tokens[first - 1].capital:
            owner = next((m for m in scene.seen if m.last == first), None)
            return owner.first if owner else first - 1  # "Assam's Water Minister", "Weber's lawyer"
        elif _abbreviated(scene, first - 1) or _belongs_left(scene, first - 1, begins):
            first -= 1
        else:
            break
    return first


def _abbreviated(scene: Scene, at: int) -> bool:
    """Whether a token is the full stop of "Gen." or "Sen."."""
    return scene.tokens[at].text == "." and at > 0 and scene.tokens[at - 1].core in scene.words.honorifics


def _belongs_left(scene: Scene, at: int, begins: frozenset[int]) -> bool:
    """Whether the token before a role is part of it: a modifier, another title, a name of what it is over."""
    token = scene.tokens[at]
    if token.core.lower() in scene.words.modifiers or scene.is_head(at):
        return True
    if any(m.first <= at < m.last and m.kind == "person" for m in scene.seen):
        return False
    if _describes(scene, at):
        return True
    return is_name_word(token, scene.words, begins=at in begins) and not token.possessive


def _describes(scene: Scene, at: int) -> bool:
    """Whether a lower-case noun or adjective can stand in a role: "homicide prosecutor", "investigative reporter"."""
    token = scene.tokens[at]
    word = token.core.lower()
    noun = token.tag in {"NN", "NNS", "JJ"} or "-" in word
    return noun and token.core.islower() and word not in scene.words.timely


def _over(scene: Scene, first: int) -> int:
    """Where "a spokeswoman for the Secretary-General" begins, when `first` is its last title; else `first`."""
    at = first - 1
    if at > 0 and scene.tokens[at].core == "the":
        at -= 1
    if at > 0 and scene.tokens[at].core in {"of", "for"} and scene.is_head(at - 1):
        outer = _left(scene, at - 1)
        return first if _is_apposition(scene, outer) else outer
    return first


def _is_apposition(scene: Scene, first: int) -> bool:
    """Whether a role is that of the person before it: "Karin Holm, the mother of the president, Ana Ruiz"."""
    at = first - 1 - (first > 0 and scene.tokens[first - 1].core.lower() in scene.words.of_one)
    return at > 0 and scene.tokens[at].text == "," and any(m.last == at and m.kind == "person" for m in scene.seen)


def _complement(scene: Scene, at: int) -> int:
    """Behind "of State", "for Erdogan's AK Party", "in Istanbul" when that begins at `at`; `at` itself otherwise."""
    tokens = scene.tokens
    if at + 1 >= len(tokens) or tokens[at].core not in scene.words.links:
        return at
    for length in range(min(6, len(tokens) - at - 1), 0, -1):
        phrase = " ".join(token.core for token in tokens[at + 1 : at + 1 + length])
        if phrase in scene.words.complements:
            return at + 1 + length
    first = at + 1 + (tokens[at + 1].core.lower() in scene.words.of_one)
    last = first
    while last < len(tokens) and (behind := _body_at(scene, last, begun=last > first)) > last:
        last = behind
    return last if last > first and _names_something(scene, first, last) else at


def _field(scene: Scene, at: int) -> int:
    """Behind "for political affairs" when a comma and a name follow it; `at` itself otherwise."""
    tokens = scene.tokens
    last = at + 1
    while last < len(tokens) and last - at < _LONGEST_FIELD and tokens[last].tag in _NOMINAL:
        last += 1
    closed = last > at + 1 and last < len(tokens) and tokens[last].text == ","
    person = next((m for m in scene.seen if at + 1 < m.first <= last and m.kind == "person" and not m.part), None)
    titled = person and any(scene.is_head(i) for i in range(at + 1, person.first))
    article = person is not None and tokens[person.first - 1].core.lower() in scene.words.of_one
    if person and not titled and not article and person.last - person.first > 1:
        return person.first  # "of the country's communication ministry Ferdi Setu"
    return last if closed else at


def _body_at(scene: Scene, at: int, *, begun: bool) -> int:
    """Behind the next part of what a role is over: a place or body, somebody's, an adjective or an institution."""
    named = next((m for m in (*scene.known, *scene.seen) if m.first == at and m.kind != "person" and not m.part), None)
    if named:
        return named.last
    token = scene.tokens[at]
    lower = token.core.lower()
    if token.possessive or lower in scene.words.institutions or lower in scene.words.modifiers:
        return at + 1
    person = any(m.first <= at < m.last and m.kind == "person" for m in scene.seen)
    behind = scene.tokens[at + 1].core if at + 1 < len(scene.tokens) else ""
    if not begun and token.capital and not person and behind in scene.words.places:
        return at + 1
    if begun and lower in scene.words.places:
        return at + 1  # "of Balochistan province"
    return at


def _names_something(scene: Scene, first: int, last: int) -> bool:
    """Whether a complement ends with a name, an institution or a place, and not in the middle of one."""
    end = scene.tokens[last - 1]
    if end.possessive:
        return False
    lower = end.core.lower()
    return end.capital or lower in scene.words.institutions or (last - first > 1 and lower in scene.words.places)


def _name_at(scene: Scene, first: int) -> int:
    """Behind a person's name that begins at `first`; `first` where none does."""
    seen = next((m for m in scene.seen if m.first == first and not m.part), None)
    if seen and seen.kind == "person":
        return seen.last
    if seen and seen.kind == "organisation" and seen.last - seen.first > 1 and _is_body(scene, seen):
        return first
    last = run_at(scene.tokens, first, scene.words, frozenset())
    last = min(last, next((m.first for m in scene.known if first <= m.first < last), last))
    has_body = any(scene.tokens[i].core in scene.words.org_heads for i in range(first, last))
    return first if has_body or last - first > _LONGEST_NAME else last


def _is_body(scene: Scene, seen: Mention) -> bool:
    """Whether a word or a list says that the model is right about a body; a role beside a name says otherwise."""
    words = {token.core for token in scene.tokens[seen.first : seen.last]}
    return bool(words & scene.words.org_heads) or seen.text in scene.words.bodies


def titles(scene: Scene) -> Iterator[Titled]:
    """Persons whose role stands before the name."""
    tokens = scene.tokens
    for head in range(len(tokens)):
        if not scene.is_head(head) or tokens[head].possessive:
            continue
        behind = _complement(scene, head + 1)
        if behind == head + 1 and behind < len(tokens) and tokens[behind].core in scene.words.links:
            behind = _field(scene, behind)
        if behind < len(tokens) and tokens[behind].text == "." and tokens[head].core in scene.words.honorifics:
            behind += 1
        comma = behind < len(tokens) and tokens[behind].text == ","
        first = behind + comma
        if first + 2 < len(tokens) and tokens[first].core in scene.words.not_names:
            first += tokens[first + 1].core in scene.words.given_names  # "His predecessor, Conservative Karin Holm,"
        last = _name_at(scene, first)
        if not comma and behind > head + 1 and not _may_follow(scene, head, behind):
            continue
        start = _left(scene, head)
        if comma and _is_apposition(scene, start):
            continue  # that of the person before it, as is "mother" in "Karin Holm, the mother of the president, Ana"
        of_one = start > 0 and tokens[start - 1].core.lower() in scene.words.of_one
        if last == first or not _name_holds(scene, head, first, last, comma=comma, of_one=of_one):
            continue
        end = tokens[behind - 1].end if tokens[behind - 1].text != "." else tokens[behind - 1].start
        ranks = [token.core in scene.words.honorifics for token in tokens[head - 1 : head + 1]]
        if start < head and ranks == [False, True] and scene.is_head(head - 1):
            end = tokens[head - 1].end  # "spokesman" of "Its spokesman Col. Berg"
        start = _over(scene, start) if comma else start  # "a lawyer for Specialist Weber" is not Weber's role
        yield Titled(person(scene.number, tokens, first, last), tokens[start].start, end)


def _may_follow(scene: Scene, head: int, first: int) -> bool:
    """Whether a name may follow what a role is over, at once: not the end of "a professor of Political Science"."""
    tokens = scene.tokens
    if first >= len(tokens) or tokens[first - 1].text == ".":
        return True
    over = " ".join(token.core for token in tokens[head + 2 : first])
    listed = over in scene.words.complements or not tokens[first - 1].capital
    named = any(m.last == first and m.kind != "person" and m.last - m.first > 1 for m in (*scene.known, *scene.seen))
    country = scene.known_at(first - 1) is not None and scene.known_at(first) is None
    given = tokens[first].core in scene.words.given_names and tokens[first].core not in scene.words.regions
    return listed or named or country or given


def _name_holds(scene: Scene, head: int, first: int, last: int, *, comma: bool, of_one: bool) -> bool:
    """A name behind "TITLE," must be complete and closed by a comma, or it is the next item of a list.

    Behind "the TITLE," or "a TITLE," the sentence's end closes it as well.

    "Official Journal" and "General Trading FZE" are no persons: a generic head wants a whole name, and no word of a
    name is in capitals throughout.
    """
    tokens = scene.tokens
    whole = last - first > 1
    if all(token.core in scene.words.not_names for token in tokens[first:last]):
        return False
    # "chief Brexit minister David Davis", but "Prime Minister Karin Holm's spokeswoman"
    if last < len(tokens) and scene.is_head(last) and not tokens[last - 1].possessive:
        return False
    if any(m.kind == "place" and m.first <= first and last <= m.last and m.last - m.first > 1 for m in scene.seen):
        return False
    if any(len(token.core) > 1 and token.core.isupper() and token.core.isalpha() for token in tokens[first:last]):
        return False
    if not whole and tokens[head].core.lower() in scene.words.generic_heads:
        return False
    behind = _complement(scene, last)  # "the opposition leader, Ulf Kristersson of the Moderate Party, took"
    closing = tokens[behind].text if behind < len(tokens) else "."
    return not comma or (whole and (closing == "," or (of_one and closing == ".")))


def appositions(scene: Scene) -> Iterator[Titled]:
    """Persons whose role stands behind the name, between commas."""
    tokens = scene.tokens
    begins = scene.begins
    at = 0
    while at < len(tokens):
        if not tokens[at].capital:
            at += 1
            continue
        seen = next((m for m in scene.seen if m.first == at and m.kind == "person" and not m.part), None)
        last = seen.last if seen else run_at(tokens, at, scene.words, begins)
        is_person = last - at > 1 or seen is not None
        is_person = is_person and not any(scene.known_at(i) for i in range(at, last))
        if is_person and last < len(tokens) and tokens[last].text == "," and _name_at(scene, at) == last:
            role = _role_phrase(scene, last + 1 + _age(tokens, last + 1))
            if role:
                yield Titled(person(scene.number, tokens, at, last), tokens[role[0]].start, tokens[role[1] - 1].end)
        at = max(last, at + 1)


def _age(tokens: Sequence[Token], at: int) -> int:
    """2 where an age and a comma stand: "Jan Weber, 54, a farmer,"; else 0."""
    return 2 if at + 1 < len(tokens) and tokens[at].core.isdigit() and tokens[at + 1].text == "," else 0


def _role_phrase(scene: Scene, first: int) -> tuple[int, int] | None:
    """The role that begins at `first`: (first token, behind its last); None where there is none."""
    tokens = scene.tokens
    if first >= len(tokens):
        return None
    opened = tokens[first].core.lower() in scene.words.of_one
    first += opened
    head = next((i for i in range(first, min(first + 7, len(tokens))) if _ends_search(scene, i)), None)
    if head is None or not scene.is_head(head) or tokens[head].core in scene.words.courtesies:
        return None  # "at Fort Brandt, Mr. Weber said"
    head = _last_head(scene, head)
    if not all(opened or _belongs(scene, i) for i in range(first, head)):
        return None
    last = _phrase_end(scene, head + 1)
    # A name right behind the head is the next person of a list, with a title of its own.
    if _name_at(scene, last) > last and last == _complement(scene, head + 1):
        return None
    return (first, last) if last - first <= _LONGEST_ROLE else None


def _ends_search(scene: Scene, at: int) -> bool:
    """Whether the search for a role's noun ends at a token: the noun, a stop, or the verb of another clause."""
    token = scene.tokens[at]
    return token.text in _STOPS or scene.is_head(at) or token.tag in _VERBS or token.core in scene.words.relative


def _last_head(scene: Scene, head: int) -> int:
    """The noun that a role ends with: "resident coordinator", "a fellow engineering student"."""
    at = head + 1
    while at < len(scene.tokens) and at - head < _LONGEST_FIELD:
        joined = scene.tokens[at].core == "and" and at + 1 < len(scene.tokens)
        if not (scene.is_head(at) or _describes(scene, at) or (joined and _describes(scene, at + 1))):
            break
        head = at if scene.is_head(at) else head
        at += 1
    return head


def _shortens(scene: Scene, at: int) -> bool:
    """Whether a token is the full stop of a name's first word: "in St. Louis"."""
    place = next((m for m in scene.seen if m.first < at < m.last), None)
    return scene.tokens[at].text == "." and place is not None and place.kind == "place"


def _joins(scene: Scene, at: int) -> bool:
    """Whether what follows "and" is the second half of a field: "of trade and mutual fund research at CFRA"."""
    last = at
    while last < len(scene.tokens) and last - at < _LONGEST_FIELD and _describes(scene, last):
        last += 1
    closes = scene.tokens[last].text if last < len(scene.tokens) else "."
    return last > at and (closes in scene.words.links or closes in _STOPS)


def _belongs(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    if token.core == "and":
        return _describes(scene, at - 1) and _describes(scene, at + 1)  # "global equity and technical strategist"
    return token.capital or token.possessive or token.core.lower() in scene.words.modifiers or _describes(scene, at)


def _phrase_end(scene: Scene, at: int) -> int:
    """Behind "of the Office of Museums", "for X and Y": links and what follows them, up to a stop or a verb."""
    tokens = scene.tokens
    while at < len(tokens) and tokens[at].core in scene.words.links:
        behind = at + 1
        named = behind + (behind < len(tokens) and tokens[behind].core.lower() in scene.words.of_one)
        if tokens[at].core == "with" and not (named < len(tokens) and tokens[named].capital):
            break  # "a former president with clout"
        while behind < len(tokens) and (_continues(scene, behind) or _shortens(scene, behind)):
            behind += 1
        if behind == at + 1:
            break
        at = behind
    return at


def _continues(scene: Scene, at: int) -> bool:
    """Whether a token still belongs to what a role is over: articles, capitals, a few lower-case nouns."""
    token = scene.tokens[at]
    if token.text in _STOPS or token.core in scene.words.links or token.core in scene.words.ending:
        return False
    if token.core == "and":
        return at + 1 < len(scene.tokens) and (scene.tokens[at + 1].capital or _joins(scene, at + 1))
    return token.core not in scene.words.quoting and token.tag not in _VERBS
