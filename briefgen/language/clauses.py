"""A sentence's tokens in, where its clauses begin and end out: what stands between a subject and its verb of speech."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.language.lexicon import Lexicon
from briefgen.language.names import Token

STOPS = frozenset({",", ";", ":", ".", "(", ")", "—", "–", "?", "!"})
MARKS = frozenset({'"', "“", "”", "«", "»", "'", "`", "‘", "’"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PARTICIPLES = frozenset({"VBN", "VBG"})


def is_nested(tokens: Sequence[Token], verb: int, verbs: Sequence[int], words: Lexicon) -> bool:
    """Whether a plain verb of speech stands in the words that an earlier one reports."""
    plain = words.plain_speech
    before = [at for at in verbs if at < verb and tokens[at].text in plain and tokens[verb].text in plain]
    return bool(before) and not any(t.text in STOPS | MARKS for t in tokens[max(before) : verb])


def ends(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb and its subject, behind a comma, are the last words of a sentence, a day aside."""
    clause = verb
    while clause > 0 and tokens[clause - 1].text not in STOPS:
        clause -= 1
    return 0 < clause < verb and len(tokens) - verb <= 4


def reports(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """Whether a verb of `words.introducing` introduces reported speech, in the main clause."""
    clause = at
    while clause > 0 and tokens[clause - 1].text not in STOPS:
        clause -= 1
    if any(_opens(tokens, i, at, words) for i in range(clause, at)):
        return False
    behind = tokens[at + 1].text if at + 1 < len(tokens) else "."
    return tokens[at].text in words.plain_speech or behind == "that" or behind in STOPS


def _opens(tokens: Sequence[Token], at: int, verb: int, words: Lexicon) -> bool:
    """Whether a word opens a clause that the verb belongs to: not "who" in "an official who asked … said"."""
    word = tokens[at].core.lower()
    own = word in words.relative and any(token.tag in FINITE for token in tokens[at:verb])
    return word in words.subordinate and not own


def main_verb(tokens: Sequence[Token], before: int, words: Lexicon) -> int:
    """The finite verb that "and warned" is joined to, verbs of a subordinate clause passed over; 0 for none."""
    verbs = [i for i in range(1, before) if tokens[i].tag in FINITE]
    for at, verb in reversed(list(enumerate(verbs))):
        opened = verbs[at - 1] + 1 if at else 0
        if not any(token.core.lower() in words.subordinate for token in tokens[opened:verb]):
            return verb
    return 0


def without_adverbs(tokens: Sequence[Token], verb: int, words: Lexicon) -> int:
    """Before the adverbs and auxiliaries of a verb: "has repeatedly said", "was quoted"."""
    at = verb
    while at and (tokens[at - 1].core.endswith("ly") or tokens[at - 1].core in words.auxiliary):
        at -= 1
    return at


def is_broken(tokens: Sequence[Token]) -> bool:
    """Whether another clause lies between: a finite verb, a quotation, a new sentence."""
    return any(t.tag in FINITE or t.text in MARKS or t.text in {";", ":"} for t in tokens)


def clause_start(tokens: Sequence[Token], at: int, words: Lexicon) -> int:
    """The first token of the clause that ends before `at`; a relative clause ("who asked …") belongs to it."""
    first = at
    while first and tokens[first - 1].text not in STOPS | MARKS:
        token = tokens[first - 1]
        if token.tag in FINITE and not (first > 1 and tokens[first - 2].core in words.relative):
            break
        if token.core.lower() in words.subordinate and token.core not in words.relative:
            break
        if token.core == "that" and first > 1 and tokens[first - 2].core in words.joining:
            break  # "… that he left and that police said"
        first -= 1
    while first < at and tokens[first].core.lower() in words.opening:
        first += 1
    return first


def before_insertion(tokens: Sequence[Token], comma: int) -> int:
    """The place before ", who met him on Monday," when that ends at `comma`."""
    return next((at for at in range(comma - 1, -1, -1) if tokens[at].text == ","), comma)


def before_clause(tokens: Sequence[Token], comma: int, words: Lexicon) -> int:
    """The place before ", flanked by Ana Ruiz and others," or ", who met Ana Ruiz," when that ends at `comma`.

    `comma` + 1 where there is no such insertion.
    """
    for at in range(1, comma):
        inside = tokens[at + 1 : comma]
        if tokens[at].text != "," or not inside:
            continue
        clause = inside[0].core in words.relative and sum(token.tag in FINITE for token in inside) < 2
        # What follows "who" is about the person before, to the last comma; "which" may follow a place.
        whole = clause and (inside[0].core == "who" or not _opens_other(inside))
        if whole or (inside[0].tag in _PARTICIPLES and not is_broken(inside)):
            return at
    return comma + 1


def _opens_other(inside: Sequence[Token]) -> bool:
    """Whether a stretch between commas is more than one insertion."""
    return any(token.text in STOPS - {"."} or token.text in MARKS for token in inside)
