"""A paragraph's text in, its sentences' offsets out.

A rule splitter whose faults can be mended in `abbreviations.txt`. A cut sentence is the worst fault an extractive tool
can make, so where a rule doubts it joins. Figures: `python -m benchmarks.sentences`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefgen.language.lexicon import Lexicon

_PAUSE = re.compile(r"(?:\.[ \u00a0]){2,3}\.|\.{2,3}|…")
_END = re.compile(
    r"(?<![.!?…])(?:(?:\.[ \u00a0]){2,3}\.|[.!?…]++)"  # ". . .", "...", "?!"
    r"(?:[\"'”“’‘»›«)\]]|[ \u00a0\u202f][»›]|[ \u00a0]?\[\d{1,3}\])*(?=\s)"  # closing marks, footnotes
    r"|(?<=[a-z0-9]{2})[.!?][\"”’]?(?=“?[A-Z])"  # a space is missing: "her.The"
)
_CUT = re.compile(
    r"\n[^\S\n]*\n|\n(?=[^\S\n]*[•‣◦▪]\s)"
    r"|(?<=[.:;!?])[^\S\n]*\n(?=[^\S\n]*(?:[*–—-]|\(?\d{1,2}\)|\([a-z]\))\s)"
    r"|(?<=[:;])[^\S\n]*\n(?=[^\S\n]*\d{1,2}\.\s)"
)
_BEFORE = re.compile(r"[^\s\"“”(\[—–]+$")
_NEXT = re.compile(r"\s*([\"'“‘„«‹(\[•‣◦▪¿¡–—-]*\s?)(\S{1,80})")
_TEXT = re.compile(r"\S")
_LONGEST = 40  # characters of the longest abbreviation, and more
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_NUMBER = re.compile(r"[\d§#]|[IVXLC]+\b|[A-Z]\b")
_HYPHEN = re.compile(r"[-/‑]")
_ITEM = re.compile(r"[(\[]?(?:([A-Z][a-z]{1,10})\.? )?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-Za-z])")
_UNVOWELLED = re.compile(r"[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{1,4}")  # "Msgr", "Pfc", and others that no list has
_INNER_CAPITAL = re.compile(r"[a-z]{1,6}[A-Z]")  # "iPhone"
_PARTICLES = re.compile(r"([a-z]{1,4})(?:[-’' ][a-z]{1,4}){0,2}[-’' ][A-ZÀ-Þ]")  # "al-Sisi", "van der Berg"
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]{1,200}[)\]](?=\s+[\"“‘«]?[A-ZÀ-Þ]|\s*$)")
_CRIES = re.compile(r"(?!\s*['‘’])[^.“\"„«]{0,200}?[?!][\"”’'»]+(?=\s)")  # what stays of “Why? Why here?”
_DASHES = tuple("–—-")
_QUOTE_ENDS = tuple("\"'”“’»›")
_QUOTE_OPENS = tuple("\"'“‘„«‹")
_NAME_LINK = frozenset({"of", "the", "for", "and"})
_NAME_LENGTH, _APPOSITION = 9, 100  # words, characters


@dataclass(frozen=True)
class _Place:
    """A mark that may end the sentence that began at `start`, and what stands around it."""

    text: str
    start: int
    mark: re.Match[str]
    opening: str
    word: str
    at: int
    words: Lexicon

    @cached_property
    def token(self) -> str:
        """What stands before the mark: "U.S" of "China-U.S."."""
        at = self.mark.start()
        found = _BEFORE.search(self.text[max(self.start, at - _LONGEST) : at])
        return found[0].lstrip("'‘’").replace("’", "'") if found else ""

    @cached_property
    def closed(self) -> str:
        """The closing marks behind the stop."""
        return self.mark[0].lstrip(".!?… \u00a0")

    @cached_property
    def core(self) -> str:
        """The word that follows, without what clings to it."""
        bare = self.word.strip("\"'“‘’”,.;:!?)]»").split("’")[0].split("'")[0]
        return bare.capitalize() if len(bare) > 2 and bare.isupper() else bare

    @property
    def before_starter(self) -> bool:
        """Whether a word follows that often begins a sentence."""
        return self.core in self.words.starters

    @property
    def before_speech(self) -> bool:
        """Whether a quotation or a starter follows, and no dash, as behind a dateline."""
        if self.opening.startswith(_DASHES):
            return False
        return self.before_starter or self.opening.startswith(_QUOTE_OPENS)


def _place(text: str, start: int, mark: re.Match[str], words: Lexicon) -> _Place | None:
    following = _NEXT.match(text, mark.end())
    return _Place(text, start, mark, following[1], following[2], following.start(2), words) if following else None


def _breaks(place: _Place) -> bool:
    """Whether a sentence ends with this full stop, question mark or ellipsis."""
    if _is_heading(place):
        return False
    if place.mark.end() < len(place.text) and not place.text[place.mark.end()].isspace():
        return _unspaced_breaks(place)
    if place.word[0].islower():
        return _lower_begins(place)
    signs = place.mark[0][: len(place.mark[0]) - len(place.closed)]
    if "!" in signs or "?" in signs:
        return _cry_breaks(place)
    if _PAUSE.fullmatch(signs.strip()):
        return _pause_breaks(place)
    return _stop_breaks(place)


def _is_heading(place: _Place) -> bool:
    """Whether all of the sentence so far is a number: "2. Fish", "IV. The sea", "Article 5. No party may attack"."""
    found = _ITEM.fullmatch(place.text, place.start, place.mark.start())
    return found is not None and (not found[1] or f"{found[1]}._#" in place.words.abbreviations[0])


def _unspaced_breaks(place: _Place) -> bool:
    """ "her.The girl", not "SugarMeet.Com", "news.The-Times.example" or "v2.The"."""
    bare = place.token.replace("-", "").replace("'", "")
    ends_word = (bare.isalpha() and bare.islower()) or bare.isdigit()
    return ends_word and place.before_starter and place.word.rstrip(",") == place.core


def _lower_begins(place: _Place) -> bool:
    """Whether a sentence begins with a small letter: a name that is so written, or a bracket of its own."""
    if "." not in place.mark[0] or _PAUSE.match(place.mark[0]):
        return False
    is_word = len(place.token) > 2 and (place.token.islower() or len(place.token) > 4) and "." not in place.token
    if not is_word or _listed(place, place.token):
        return False
    if place.opening.startswith(("(", "[")):
        return bool(_BRACKETED.match(place.text, place.mark.end()))
    if _INNER_CAPITAL.match(place.word):
        return True
    found = _PARTICLES.match(place.text, place.at)
    return bool(found and found[1] in place.words.particles)


def _cry_breaks(place: _Place) -> bool:
    """The same for "?" and "!", which may stand inside a sentence: “Why?” Holm asked."""
    if place.opening.startswith(_DASHES):
        return False
    if f"{place.token}!" in place.words.abbreviations[1] and not place.closed:  # "Yahoo! News"
        return place.before_starter
    if not place.token and place.closed[:1] in {")", "]"}:  # "(!)"
        return False
    if place.closed.endswith(_QUOTE_ENDS) and _is_attributed(place, place.mark.end()):
        return False
    inner = _CRIES.match(place.text, place.mark.end()) if not place.closed.endswith(_QUOTE_ENDS) else None
    if inner and (_is_attributed(place, inner.end()) or _small_follows(place.text, inner.end())):
        return False
    return place.word[0].isalnum() or place.word[0] in "$€£¥#@"


def _pause_breaks(place: _Place) -> bool:
    """The same for an ellipsis; "[…]" belongs to both sides."""
    if place.mark.start() == place.start:  # "… The end was near."
        return False
    if place.closed[:1] in {")", "]"} and place.text[place.mark.start() - 1 : place.mark.start()] in {"(", "["}:
        return False
    if place.closed.endswith(_QUOTE_ENDS):
        return not _is_attributed(place, place.mark.end())
    return place.before_speech


def _small_follows(text: str, at: int) -> bool:
    found = _TEXT.search(text, at)
    return bool(found and found[0].islower())


def _is_attributed(place: _Place, at: int) -> bool:
    """Whether a name and a verb of speech follow a quotation with which the sentence began."""
    if not place.text.startswith(_QUOTE_OPENS, place.start):
        return False
    clause = place.text[at : at + 2 * _APPOSITION].split()
    return _speaks(clause[: _NAME_LENGTH + 1], place.words) or _speaks_behind_comma(clause, place.words)


def _is_named(word: str, words: Lexicon) -> bool:
    return word[0].isupper() or word in words.particles or word in _NAME_LINK or word in words.role_heads


def _speaks(clause: list[str], words: Lexicon) -> bool:
    """ "Prime Minister Karl Holm asked"."""
    if not clause or not clause[0][0].isupper() or clause[0].rstrip(",") in words.starters:
        return False
    for word in clause[1:]:
        if word.rstrip(".,:;") in words.quoting:
            return True
        if not _is_named(word, words) or word.endswith((",", ";", ":")):
            return False
    return False


def _speaks_behind_comma(clause: list[str], words: Lexicon) -> bool:
    """ "Karl Holm, who leads the fishermen, asked"."""
    commas = [at for at, word in enumerate(clause) if word.endswith(",")][:2]
    if len(commas) < 2 or not all(_is_named(word, words) for word in clause[: commas[0] + 1]):
        return False
    behind = clause[commas[1] + 1 : commas[1] + 2]
    is_clause = not any(word.endswith((".", "?", "!")) and word[0].islower() for word in clause[: commas[1]])
    starts = clause[0].rstrip(",") in words.starters
    return is_clause and not starts and bool(behind) and behind[0].rstrip(".,:;") in words.quoting


def _listed(place: _Place, token: str) -> str:
    """ "never", "may" or "" for what the lists say of a token, in any capitals; "P." is not "p."."""
    never, may = place.words.abbreviations
    if len(token) == 1:
        return "never" if token in never else ("may" if token in may else "")
    if token in never or token.lower() in never or (token.isupper() and token.capitalize() in never):
        return "never"
    shouted = token.isupper() and place.word.isupper() and token.capitalize() in may  # "ST. PETERSBURG"
    is_listed = token in may or token.lower() in may or token.capitalize() in never or shouted
    return "may" if is_listed else ""


def _stop_breaks(place: _Place) -> bool:
    """The same for a full stop, which may belong to an abbreviation."""
    token = place.token
    tail = _HYPHEN.split(token)[-1]  # "U.S" of "China-U.S.", "Conn" of "D-Conn."
    if not _listed(place, token) and (_listed(place, tail) or (tail.isupper() and token[0].isupper())):
        token = tail
    if place.closed and place.closed not in {")", "]"}:
        return True
    if not place.closed and _is_numbered(place, token):
        return not _NUMBER.match(place.word)
    listed = _listed(place, token)
    if listed == "never" and not place.closed:
        return False
    if listed or (_UNVOWELLED.fullmatch(token) and not place.closed):
        return place.before_speech and f"_{place.core}" not in place.words.abbreviations[0]
    if _INITIALS.fullmatch(token) and not place.closed:
        return _initial_ends(place, token)
    return True


def _is_numbered(place: _Place, token: str) -> bool:
    """Whether a token is an abbreviation before numbers only: "No. 10", "art. 5"."""
    never = place.words.abbreviations[0]
    forms = (token, token.lower(), token.capitalize()) if len(token) > 1 else (token,)  # "p. 5", not "William P."
    return any(f"{form}._#" in never for form in forms)


def _initial_ends(place: _Place, token: str) -> bool:
    """ "It was vitamin C. The doctors", but not "John F. Such a man", nor "J. So"."""
    if len(token) > 1 or token == "I":
        return place.before_starter
    words = place.text[max(place.start, place.mark.start() - _LONGEST) : place.mark.start()].split()
    follows_name = len(words) < 2 or not (words[-2].islower() or words[-2][-1].isdigit())
    return place.before_starter and not follows_name and len(place.core) > 2


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What blank lines and list marks part: no sentence runs over them."""
    for cut in _CUT.finditer(text, start, end):
        yield start, cut.start()
        start = cut.end()
    yield start, end


def sentences(text: str, start: int, end: int, words: Lexicon) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences in `text[start:end]`, without the white space between them."""
    for first, last in _pieces(text, start, end):
        for one, two in _sentences(text[first:last], words):
            yield first + one, first + two


def _sentences(piece: str, words: Lexicon) -> Iterator[tuple[int, int]]:
    at = _after_blank(piece, 0)
    for mark in _END.finditer(piece):
        place = _place(piece, at, mark, words) if mark.end() > at else None
        if place and _breaks(place):
            yield at, mark.end()
            at = _after_blank(piece, mark.end())
    if at < len(piece):
        yield at, len(piece.rstrip())


def _after_blank(text: str, at: int) -> int:
    found = _TEXT.search(text, at)
    return found.start() if found else len(text)
